"""Commands as a shell runs them, in processes of their own: what they load, what they leave behind, how they end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def environment(folder) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOPTAC_", "DATABASE_", "DJANGO_"))}
    return kept | {"HOPTAC_DATA": str(folder), "PYTHONPATH": str(ROOT / "src")}


@pytest.fixture
def shell(environment):
    """A function that runs one command in a process of its own."""

    def call(*words: object, program: str = "hoptac.cli", **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", program, *map(str, words)]
        return subprocess.run(command, env=environment | more, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)

    return call


@pytest.mark.parametrize(
    "words",
    [("figure", "htx.total", "--place", "Quảng Ninh"), ("places", "--search", "x"), ("rebuild", "states"), ("record", __file__)],
    ids=["figure", "places", "rebuild", "record"],
)
def test_without_a_site_a_command_says_what_to_run_first_and_makes_nothing(shell, folder, words):
    done = shell(*words)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "./hoptac demo" in done.stderr
    assert not folder.exists()


def test_a_folder_with_an_empty_database_is_no_site(shell, folder):
    folder.mkdir()
    (folder / "hoptac.sqlite3").touch()
    done = shell("figure", "htx.total", "--place", "Quảng Ninh")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_a_damaged_database_is_not_the_asker_s_fault(shell, folder):
    folder.mkdir()
    (folder / "hoptac.sqlite3").write_bytes(b"not a database" * 1000)
    done = shell("figure", "htx.total", "--place", "Quảng Ninh")
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert "hỏng" in done.stderr


def test_a_database_that_is_away_is_not_the_asker_s_fault(shell, tmp_path):
    done = shell("figure", "htx.total", "--place", "Quảng Ninh", DATABASE_URL=f"postgresql://x@/x?host={tmp_path}")
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert "DATABASE_URL" in done.stderr


def test_reading_loads_no_django_and_opens_no_site(environment, folder, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Đến 31/12/2022, toàn tỉnh có 665 hợp tác xã.", encoding="utf-8")
    ask = f"from hoptac.cli.run import main; main(['read', {str(page)!r}, '--json'])"
    script = f"import sys; {ask}; print('django' in sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-P", "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    assert done.stderr.strip() == "False"
    assert {"references", "figures", "assignments", "people"} <= set(json.loads(done.stdout))
    assert not folder.exists()


def test_several_files_are_answered_by_a_list_and_one_that_cannot_be_read_is_told(shell, tmp_path):
    (tmp_path / "a.txt").write_text("Có 5 hợp tác xã.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)))
    done = shell("read", tmp_path, "--json", "--out", tmp_path / "findings.csv")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert [(Path(one["file"]).name, "error" in one) for one in answer] == [("a.txt", False), ("b.txt", True)]
    assert (tmp_path / "findings.csv").read_text(encoding="utf-8-sig").startswith("file,layer,start,end,surface")
    assert shell("read", tmp_path / "b.txt").returncode == 2


def test_a_table_of_findings_holds_no_formula(shell, tmp_path):
    (tmp_path / "a.txt").write_text("=1+1 có 5 hợp tác xã.", encoding="utf-8")
    shell("read", tmp_path / "a.txt", "--out", tmp_path / "findings.csv")
    cells = [cell for row in (tmp_path / "findings.csv").read_text(encoding="utf-8-sig").splitlines() for cell in row.split(",")]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@")]


def test_the_reader_of_a_pipe_may_leave(environment):
    words = f"{sys.executable} -P -m hoptac.cli figure --list --json | head -c 10"
    done = subprocess.run(["sh", "-c", words], env=environment, capture_output=True, text=True, timeout=60)
    assert (len(done.stdout), done.stderr) == (10, "")


def test_a_terminal_without_utf8_does_no_harm(shell):
    assert shell("figure", "--list", LANG="C", LC_ALL="C", PYTHONIOENCODING="latin-1").returncode == 0


def test_demo_leaves_a_folder_alone_that_it_did_not_make(shell, folder):
    folder.mkdir()
    (folder / "hoptac.sqlite3").write_bytes(b"somebody's")
    for flags in ((), ("--fresh",)):
        done = shell("demo", "--no-serve", *flags)
        assert (done.returncode, done.stdout) == (2, "")
    assert (folder / "hoptac.sqlite3").read_bytes() == b"somebody's"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status
    except OSError:
        return 0


def test_serve_prepares_an_empty_folder_serves_it_and_lets_its_port_go(environment, folder, shell):
    port = free_port()
    command = [sys.executable, "-P", "-m", "hoptac.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        until = time.monotonic() + 90
        while get(f"http://localhost:{port}/livez") != 200 and time.monotonic() < until and server.poll() is None:
            time.sleep(0.3)
        assert get(f"http://127.0.0.1:{port}/livez") == 200
        refused = shell("serve", "--port", port)
        assert (refused.returncode, str(port) in refused.stderr) == (2, True)
    finally:
        server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=30)
    assert server.returncode == 0, err
    assert f"http://localhost:{port}/sign-in/first/" in out
    assert get(f"http://localhost:{port}/livez") == 0
    assert shell("places", "--in", "Quảng Ninh", "--on", "2025-07-01", "--json").returncode == 0
