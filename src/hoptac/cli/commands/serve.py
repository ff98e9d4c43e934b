"""`serve`: the site of the data folder; an empty folder becomes a new site first."""

from __future__ import annotations

from hoptac.cli import output, prepare, server
from hoptac.cli.arguments import Words, port
from hoptac.common.speech import in_words


def main(arguments: list[str]) -> int:
    """Prepares the folder if need be, says how the first administrator signs up, and serves."""
    words = Words(
        "serve",
        ("Chạy trang của thư mục dữ liệu; thư mục trống thì chuẩn bị trước.", "Serves the site of the data folder; prepares an empty one."),
        "[--port N]",
    )
    words.add_argument(
        "--port", type=port, default=server.PORT, metavar="N", help=in_words("cổng, mặc định 8000", "the port, 8000 unless given")
    )
    asked = words.read(arguments)
    if asked is None:
        return 0
    server.check_port(asked.port)
    seconds: dict[str, float] = {}
    with prepare.only_one():
        prepare.load_django()
        prepare.tables_and_map(seconds)
        link = _first_link(asked.port)
    _tell(asked, seconds, link)
    with prepare.in_use():
        return server.serve(asked.port)


def _first_link(port_number: int) -> str | None:
    from hoptac.accounts import first
    from hoptac.cli.site import operator

    return f"{server.url(port_number)}sign-in/first/{first.invite(by=operator())}/" if first.is_needed() else None


def _tell(asked, seconds: dict[str, float], link: str | None) -> None:
    if asked.json:
        output.put_json({"seconds": seconds, "url": server.url(asked.port), "first_administrator": link})
    elif link:
        print(
            in_words(
                "Chưa có người quản trị. Mở liên kết này trong 24 giờ để đăng ký người đầu tiên (chỉ hiện một lần):",
                "Nobody administers this site yet. Open this link within 24 hours to sign up the first (shown once):",
            )
        )
        print(f"  {link}", flush=True)
