"""`read`: what the machine finds in documents. Never loads Django: a page must be read in a moment."""

from __future__ import annotations

import csv
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hoptac.cli import output
from hoptac.cli.arguments import Words
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words, say

LAYERS = ("references", "figures", "assignments", "people")
HEAD = ["file", "layer", "start", "end", "surface", "what", "value", "denominator", "unit", "day", "who", "where", "confidence", "sha256"]


def _words() -> Words:
    words = Words(
        "read",
        (
            "Đọc văn bản: viện dẫn, số liệu, giao việc, người.\n"
            "--out ghi bảng CSV; chạy lại thì tệp đã có trong bảng và không đổi (cùng SHA-256) không đọc lần nữa.",
            "Reads documents: references, figures, assignments, people.\n"
            "--out writes a CSV table; run again, files already in it and unchanged (same SHA-256) are not read a second time.",
        ),
        "FILE… [--out findings.csv]",
    )
    words.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=in_words("tệp văn bản, DOCX, XLSX, PDF, HTML, ảnh quét, hoặc thư mục", "text, DOCX, XLSX, PDF, HTML, scans, or a folder"),
    )
    words.add_argument("--out", metavar="findings.csv", help=in_words("ghi thêm ra bảng CSV", "write a CSV table too"))
    return words


def main(arguments: list[str]) -> int:
    """Reads one file into one object, several or a folder into a list; with `--out` the findings go to the table too."""
    asked = _words().read(arguments)
    if asked is None:
        return 0
    target = Path(asked.out) if asked.out is not None else None
    files, many = _files(asked.files, target)
    if target is not None and many and not asked.json:
        return _into_table(files, target)
    found = [(file, _read(file, tell=many)) for file in files]
    if target is not None:
        _write_table(target, [(file, _sha256(file), _rows(file, findings)) for file, findings in found], {})
    if asked.json:
        output.put_json([{"file": str(file), **findings} for file, findings in found] if many else found[0][1])
    else:
        for file, findings in found:
            _put(file, findings, many)
    return 0


def _files(names: list[str], target: Path | None) -> tuple[list[Path], bool]:
    """The files meant, and whether a list is the answer. The table itself is none of them."""
    own = {target.resolve(), _unfinished(target).resolve()} if target else set()
    files: list[Path] = []
    for name in names:
        path = Path(name)
        if _is_folder(path):
            inside = sorted(f for f in path.rglob("*") if f.is_file() and not f.name.startswith(".") and f.resolve() not in own)
            if not inside:
                raise UserError(in_words(f"Thư mục {name} không có tệp nào.", f"The folder {name} holds no file."))
            files += inside
        else:
            files.append(path)
    return files, len(names) > 1 or _is_folder(Path(names[0]))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name longer than any file has: told when it is opened
        return False


def _read(file: Path, *, tell: bool) -> dict[str, Any]:
    """The findings of a file with its text, in which their places are counted. Among several, one that cannot be read is told."""
    from hoptac.reading.sources import SourceError, findings_of, load, read_within

    try:
        source = load(file)
        found = read_within(source.text, seconds=120)
    except SourceError as error:
        if not tell:
            raise UserError(str(error)) from None
        say(f"hoptac: {error}", f"hoptac: {error}")
        return {"error": str(error)} | {layer: [] for layer in LAYERS}
    return {"text": source.text, **findings_of(source, found)}


# --- the table


def _into_table(files: list[Path], target: Path) -> int:
    """Many files into one table, file by file: killed at any moment, the next run goes on where this one stopped."""
    before = _known(_unfinished(target)) | _known(target) if target.exists() else _known(_unfinished(target))
    same = bad = 0

    def rows() -> Iterator[tuple[Path, str, list[list[Any]]]]:
        nonlocal same, bad
        for n, file in enumerate(files, 1):
            sha = _sha256(file)
            kept = before.get((str(file), sha)) if sha else None
            if kept is not None:
                same += 1
            else:
                findings = _read(file, tell=True)
                kept = _rows(file, findings)
                bad += "error" in findings
            _progress(n, len(files), file)
            yield file, sha, kept

    _write_table(target, rows(), before)
    read = len(files) - same - bad
    say(
        f"Đã ghi {target}: {len(files)} tệp; đọc {read}, không đổi {same}, không đọc được {bad}.",
        f"Wrote {target}: {len(files)} files; read {read}, unchanged {same}, not readable {bad}.",
    )
    return 0


def _progress(n: int, of: int, file: Path) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{n}/{of} {file.name[:60]}", end="\n" if n == of else "", file=sys.stderr, flush=True)
    elif n == of or n % 25 == 0:
        print(f"{n}/{of}", file=sys.stderr, flush=True)


def _unfinished(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""


def _known(table: Path) -> dict[tuple[str, str], list[list[Any]]]:
    """The rows of files that were read before, by name and SHA-256. A file whose last row was cut off is not among them: its rows
    are closed by a `file` row. Files that could not be read are tried again."""
    found: dict[tuple[str, str], list[list[Any]]] = {}
    rows: list[list[Any]] = []
    try:
        with table.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.reader(handle):
                if len(row) != len(HEAD) or row == HEAD:
                    continue
                if row[1] == "file":
                    found[(row[0].removeprefix("'") if row[0][:2] in _GUARDED else row[0], row[-1])] = rows
                    rows = []
                elif row[1] == "error":
                    rows = []
                else:
                    rows.append(row)
    except (OSError, UnicodeDecodeError, csv.Error):
        return {}
    return found


_GUARDED = ("'=", "'+", "'-", "'@", "'\t", "'\r")


def _write_table(target: Path, found: Any, before: dict[tuple[str, str], list[list[Any]]]) -> None:
    """The whole table beside the old one, which it then replaces. What was known before is kept until then."""
    part = _unfinished(target)
    fresh = part.with_name(part.name + ".new")
    try:
        with fresh.open("w", encoding="utf-8-sig", newline="") as handle:
            table = csv.writer(handle)
            table.writerow(HEAD)
            for (name, sha), rows in before.items():
                _put_rows(table, name, sha, rows)
        os.replace(fresh, part)
        mark = part.stat().st_size
        with part.open("a", encoding="utf-8", newline="") as handle:
            table = csv.writer(handle)
            for file, sha, rows in found:
                _put_rows(table, str(file), sha, rows)
                handle.flush()
        _finish(part, fresh, mark)
        os.replace(fresh, target)
        part.unlink()
    except OSError as error:
        raise UserError(
            in_words(
                f"Không ghi được {target}: {error.strerror}. Chọn nơi khác.",
                f"Cannot write {target}: {error.strerror}. Choose another place.",
            )
        ) from None


def _put_rows(table: Any, name: str, sha: str, rows: list[list[Any]]) -> None:
    table.writerows([[_plain(cell) for cell in row[:-1]] + [sha] for row in rows])
    if not any(row[1] == "error" for row in rows):
        table.writerow([_plain(name), "file", *[""] * (len(HEAD) - 3), sha])


def _finish(part: Path, fresh: Path, mark: int) -> None:
    """Only what this run gave, after the head."""
    with part.open("rb") as source, fresh.open("wb") as target:
        target.write(("\ufeff" + ",".join(HEAD) + "\r\n").encode("utf-8"))
        source.seek(mark)
        while block := source.read(1 << 20):
            target.write(block)
        target.flush()
        os.fsync(target.fileno())


def _plain(cell: Any) -> Any:
    """A cell that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\0") else cell


def _rows(file: Path, findings: dict[str, Any]) -> list[list[Any]]:
    """The rows of a file, without its SHA-256; a file that could not be read is one row with the sentence."""
    if "error" in findings:
        return [[str(file), "error", None, None, findings["error"], *[None] * (len(HEAD) - 6), None]]
    return [
        [str(file), layer, *_cells(layer, one), _where(one.get("where")), one["confidence"], None]
        for layer in LAYERS
        for one in findings[layer]
    ]


def _where(where: dict[str, Any] | None) -> str | None:
    """`page 2, paragraph 5` or `Biểu 1!B7`."""
    if where is None:
        return None
    if "cell" in where:
        return f"{where['sheet']}!{where['cell']}"
    return ", ".join(f"{name} {value}" for name, value in where.items())


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
            cells = [str(cell) for cell in [*_cells(layer, one)[3:], _where(one.get("where"))] if cell is not None]
            print(f"  {' '.join(one['surface'].split())[:100]}  →  {' · '.join(cells)[:160]}")
    if "error" not in findings and not any(findings[layer] for layer in LAYERS):
        say("Không tìm thấy gì trong văn bản này.", "Nothing was found in this document.")
