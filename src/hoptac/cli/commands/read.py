"""`read`: what the machine finds in documents. Never loads Django: a page must be read in a moment."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from hoptac.cli import output
from hoptac.cli.arguments import Words
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words, say

LAYERS = ("references", "figures", "assignments", "people")


def _words() -> Words:
    words = Words(
        "read",
        ("Đọc văn bản: viện dẫn, số liệu, giao việc, người.", "Reads documents: references, figures, assignments, people."),
        "FILE… [--out findings.csv]",
    )
    words.add_argument(
        "files", nargs="+", metavar="FILE", help=in_words("tệp văn bản, DOCX, PDF, hoặc thư mục", "text, DOCX or PDF files, or a folder")
    )
    words.add_argument("--out", metavar="findings.csv", help=in_words("ghi thêm ra bảng CSV", "write a CSV table too"))
    return words


def main(arguments: list[str]) -> int:
    """Reads one file into one object, several or a folder into a list."""
    asked = _words().read(arguments)
    if asked is None:
        return 0
    files, many = _files(asked.files)
    found = [(file, _read(file, tell=many)) for file in files]
    if asked.out is not None:
        _write_table(Path(asked.out), found)
    if asked.json:
        output.put_json([{"file": str(file), **findings} for file, findings in found] if many else found[0][1])
    else:
        for file, findings in found:
            _put(file, findings, many)
    return 0


def _files(names: list[str]) -> tuple[list[Path], bool]:
    """The files meant, and whether a list is the answer."""
    files: list[Path] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
            if not inside:
                raise UserError(in_words(f"Thư mục {name} không có tệp nào.", f"The folder {name} holds no file."))
            files += inside
        else:
            files.append(path)
    return files, len(names) > 1 or Path(names[0]).is_dir()


def _read(file: Path, *, tell: bool) -> dict[str, Any]:
    """The findings of a file with its text, in which their places are counted. Among several, one that cannot be read is told."""
    from hoptac.reading import read
    from hoptac.reading.sources import SourceError, load

    try:
        source = load(file)
    except SourceError as error:
        if not tell:
            raise UserError(str(error)) from None
        say(f"hoptac: {error}", f"hoptac: {error}")
        return {"error": str(error)} | {layer: [] for layer in LAYERS}
    return {"text": source.text, **read(source.text).as_dict()}


def _write_table(target: Path, found: list[tuple[Path, dict[str, Any]]]) -> None:
    try:
        with target.open("w", encoding="utf-8-sig", newline="") as handle:
            table = csv.writer(handle)
            table.writerow(["file", "layer", "start", "end", "surface", "what", "value", "denominator", "unit", "day", "who"])
            for file, findings in found:
                for layer in LAYERS:
                    table.writerows([_plain(cell) for cell in [str(file), layer, *_cells(layer, one)]] for one in findings[layer])
    except OSError as error:
        raise UserError(
            in_words(
                f"Không ghi được {target}: {error.strerror}. Chọn nơi khác.",
                f"Cannot write {target}: {error.strerror}. Choose another place.",
            )
        ) from None


def _plain(cell: Any) -> Any:
    """A cell that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\0") else cell


def _cells(layer: str, one: dict[str, Any]) -> list[Any]:
    head = [one["start"], one["end"], one["surface"]]
    if layer == "references":
        return [*head, one["type"], one["symbol"], None, None, one["date"], one["issuer"]]
    if layer == "figures":
        return [*head, one["indicator"], one["value"], one["denominator"], one["unit"], one["as_of"], one["subject"]]
    if layer == "assignments":
        return [*head, one["task"], None, None, None, one["deadline"], one["lead"]]
    return [*head, one["role"], None, None, None, None, one["name"]]


def _put(file: Path, findings: dict[str, Any], many: bool) -> None:
    titles = (
        in_words("Viện dẫn", "References"),
        in_words("Số liệu", "Figures"),
        in_words("Giao việc", "Assignments"),
        in_words("Người", "People"),
    )
    if many:
        print(f"== {file}")
    for title, layer in zip(titles, LAYERS, strict=True):
        print(f"{title}: {len(findings[layer])}")
        for one in findings[layer]:
            cells = [str(cell) for cell in _cells(layer, one)[3:] if cell is not None]
            print(f"  {' '.join(one['surface'].split())[:100]}  →  {' · '.join(cells)[:160]}")
    if "error" not in findings and not any(findings[layer] for layer in LAYERS):
        say("Không tìm thấy gì trong văn bản này.", "Nothing was found in this document.")
