"""The limited child that takes files other than plain text apart: `python -m hoptac.reading.child KIND PATH SECONDS` prints one JSON
object. KIND `read` reads the text given on its input and prints the findings."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable

from hoptac.reading.sources.base import SourceError

MEMORY = 1024 * 1024 * 1024
SECONDS = 40


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _reader(kind: str) -> Callable[[str], dict[str, object]]:
    if kind == "read":
        return _findings
    if kind == "docx":
        from hoptac.reading.sources.docx import read_docx

        return read_docx
    if kind == "pdf":
        from hoptac.reading.sources.pdf import read_pdf

        return read_pdf
    if kind == "xlsx":
        from hoptac.reading.sources.xlsx import read_xlsx

        return read_xlsx
    if kind == "scan":
        from hoptac.reading.sources.scan import read_scan

        return read_scan
    from hoptac.reading.sources.html import read_html

    return read_html


def _findings(_path: str) -> dict[str, object]:
    from hoptac.reading.reader import read

    return {"text": "-", **read(sys.stdin.buffer.read().decode("utf-8", "surrogatepass")).as_dict()}


def main(kind: str, path: str, seconds: int = SECONDS) -> None:
    """Reads and prints; every failure becomes a sentence."""
    _limit(seconds)
    try:
        answer = _reader(kind)(path)
        if "scan" not in answer and not str(answer.get("text", "")).strip():
            answer = {"error": "Tệp “{name}” không có chữ nào; hãy kiểm tra lại bản gốc."}
    except SourceError as x:
        answer = {"error": str(x)}
    except MemoryError:
        answer = {"error": "Tệp “{name}” quá nặng để đọc; hãy tách nhỏ hoặc lưu lại thành văn bản thuần."}
    except Exception:  # a parser's own fault on hostile bytes must not show a traceback
        answer = {"error": "Tệp “{name}” hỏng, không đọc được; hãy mở và lưu lại tệp rồi thử lại."}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else SECONDS)
