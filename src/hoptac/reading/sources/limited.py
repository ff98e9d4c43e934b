"""The limited child seen from outside: asked, waited for, ended; and long texts read in it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from hoptac.reading.findings import Findings
from hoptac.reading.sources.base import SourceError

SECONDS = 40
SHORT = 60_000  # characters, 24 pages: read where we are in half a second


class Overrun(Exception):
    """The child took longer than it was given."""


def read_within(text: str, *, seconds: int = SECONDS) -> Findings:
    """`read(text)` for a process that others wait for: a long text is read in a child that is ended after so many seconds.

    Raises SourceError with a sentence when the time or the memory of the child does not do."""
    from hoptac.reading.reader import read

    if len(text) <= SHORT:
        return read(text)
    try:
        answer = run(["read", "-"], text=text, seconds=seconds)
    except (Overrun, ValueError):
        answer = {"error": True}
    if "error" in answer:
        many = f"{len(text):,}".replace(",", ".")
        raise SourceError(f"Văn bản dài {many} ký tự không đọc xong trong {seconds} giây; hãy tách thành nhiều phần rồi đọc từng phần.")
    return Findings.of(answer)


def run(arguments: list[str], *, text: str = "", seconds: int) -> dict[str, Any]:
    """What the child answers. Raises Overrun when it takes longer, ValueError when it dies or answers nothing."""
    import subprocess  # only now: plain text must open quickly

    root = str(Path(__file__).resolve().parents[3])
    env = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])]),
        "PYTHONIOENCODING": "utf-8",
    }
    child = [sys.executable, "-P", "-m", "hoptac.reading.child", *arguments, str(seconds)]
    try:
        done = subprocess.run(
            child, input=text.encode("utf-8", "surrogatepass"), capture_output=True, timeout=seconds, env=env, check=False
        )
    except subprocess.TimeoutExpired:
        raise Overrun from None
    if done.returncode in _OVER:
        raise Overrun
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


_OVER = (-24, -9)  # SIGXCPU, and SIGKILL where the kernel was asked twice
