"""What some suites need from the machine: a throw-away PostgreSQL, and Debian's chromium. Installed with apt-get when we may."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hoptac.common.speech import in_words

OLDEST_POSTGRESQL = 15


class CannotRun(Exception):
    """Why a suite cannot run on this machine, and how to mend it."""


def install(package: str) -> bool:
    """Installs a Debian package when we are root; says whether it is there now."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(in_words(f"   cài gói {package} của Debian…", f"   installing Debian's {package}…"), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", package]):
        done = subprocess.run(["apt-get", *words], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode:
            print("\n".join(f"   {line}" for line in (done.stdout + done.stderr).strip().splitlines()[-5:]), flush=True)
            return False
    return True


def missing(package: str) -> CannotRun:
    return CannotRun(in_words(f"thiếu {package}: apt-get install {package}", f"{package} is missing: apt-get install {package}"))


@contextmanager
def chromium() -> Iterator[dict[str, str]]:
    """The environment of the browser tests: where the system's chromium is."""
    for package, is_there in (("chromium", lambda: shutil.which("chromium")), ("libatomic1", has_libatomic)):
        if not is_there() and not (install(package) and is_there()):
            raise missing(package)
    yield {"HOPTAC_CHROMIUM": str(shutil.which("chromium"))}


def has_libatomic() -> bool:
    """Playwright's own Node needs it, and a minimal Debian lacks it."""
    return bool(glob.glob("/usr/lib/*/libatomic.so.1") or glob.glob("/usr/lib*/libatomic.so.1"))


def postgresql_programs() -> Path | None:
    """The folder of the newest PostgreSQL's initdb; Debian keeps it off the PATH."""
    folders = {int(Path(path).parts[-3]): Path(path).parent for path in glob.glob("/usr/lib/postgresql/[0-9]*/bin/initdb")}
    if folders and max(folders) >= OLDEST_POSTGRESQL:
        return folders[max(folders)]
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def install_postgresql() -> bool:
    """Debian's package would start a server of its own at once; we ask for the programs only."""
    settings = Path("/etc/postgresql-common/createcluster.conf")
    if os.geteuid() != 0 or settings.exists():
        return install("postgresql")
    settings.parent.mkdir(exist_ok=True)
    settings.write_text("create_main_cluster = false\n")
    return install("postgresql")


def unprivileged() -> list[str]:
    """PostgreSQL refuses to run as root: words that run a command as somebody else."""
    if os.geteuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        if shutil.which("runuser"):
            return ["runuser", "-u", name, "--"]
        return ["su", "-s", "/bin/sh", name, "-c", 'exec "$0" "$@"', "--"]
    raise CannotRun(in_words("không có người dùng nào để chạy PostgreSQL", "there is no user to run PostgreSQL as"))


@contextmanager
def postgresql() -> Iterator[dict[str, str]]:
    """A cluster that lives as long as the suite: in a folder of its own, on a socket only, without fsync."""
    programs = postgresql_programs()
    if programs is None and install_postgresql():
        programs = postgresql_programs()
    if programs is None:
        raise missing("postgresql")
    as_user = unprivileged()
    with tempfile.TemporaryDirectory(prefix="hoptac-pg-", dir="/tmp") as folder:
        if as_user:
            os.chown(folder, pwd.getpwnam(as_user[2] if as_user[0] == "runuser" else as_user[3]).pw_uid, -1)
        data, server = f"{folder}/data", f"-F -c listen_addresses='' -k {folder}"

        def do(program: str, *words: str) -> None:
            done = subprocess.run([*as_user, str(programs / program), *words], cwd="/", capture_output=True, text=True)
            if done.returncode:
                raise CannotRun(f"{program}: {(done.stderr or done.stdout).strip()[-300:]}")

        do("initdb", "-D", data, "-U", "hoptac", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        do("pg_ctl", "-D", data, "-o", server, "-l", f"{folder}/log", "-w", "start")
        try:
            yield {"DATABASE_URL": f"postgresql://hoptac@/postgres?host={folder}"}
        finally:
            do("pg_ctl", "-D", data, "-m", "immediate", "stop")


PREPARE = {"postgresql": postgresql, "chromium": chromium}
