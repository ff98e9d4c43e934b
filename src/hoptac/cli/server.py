"""The embedded web server: two workers on loopback, until it is told to stop."""

from __future__ import annotations

import os
import socket
import sys

from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

ADDRESS = "127.0.0.1"
PORT = 8000
WORKERS = 2


def url(port: int) -> str:
    """The address people type."""
    return f"http://localhost:{port}/"


def check_port(port: int) -> None:
    """Refuses a port that somebody listens on. Without this, two servers would share it in silence (SO_REUSEPORT)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except PermissionError:
            raise UserError(
                in_words(
                    f"Máy không cho dùng cổng {port}. Chọn cổng từ 1024 trở lên: --port 8000.",
                    f"Port {port} is not allowed here. Choose one from 1024 up: --port 8000.",
                )
            ) from None
        except OSError:
            other = port + 1 if port < 65535 else PORT
            raise UserError(
                in_words(
                    f"Cổng {port} đang có chương trình khác dùng. Dừng chương trình đó hoặc chọn cổng khác: --port {other}.",
                    f"Port {port} is in use by another program. Stop it or choose another: --port {other}.",
                )
            ) from None


def serve(port: int) -> int:
    """Serves until SIGTERM or Ctrl-C; running requests are finished first."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from hoptac.common import paths
    from hoptac.web import bundle

    bundle.prepare(paths.BUILD / "static")
    os.environ.pop("HOPTAC_DOORS", None)
    os.environ["HOPTAC_KEEP_HEADS"] = "1"  # a site that is served keeps a head of its trail a day
    server = Granian(
        "hoptac.config.wsgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    )
    server.on_startup(
        lambda: print(
            in_words(f"hoptac: đang chạy ở {url(port)} (Ctrl-C để dừng)", f"hoptac: serving at {url(port)} (Ctrl-C to stop)"),
            file=sys.stderr,
            flush=True,
        )
    )
    server.serve()
    return 0
