"""Takes the words of a command line, loads the one command meant, and turns whatever goes wrong into a sentence and an exit code."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import traceback
from collections.abc import Iterator

from hoptac.cli import behalf
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("tạo trang minh họa Quảng Ninh 2019–2025 và mở lên", "make the demonstration site and serve it"),
    "serve": ("chạy trang của thư mục dữ liệu", "serve the site of the data folder"),
    "places": ("địa bàn của một ngày, lịch sử, tìm tên", "units of a day, their history, search"),
    "figure": ("một số liệu: theo ngày, kỳ, bản đồ; giải thích được", "a figure: on a day, a period, a map; explained"),
    "record": ("ghi sự việc từ tệp JSONL, tất cả hoặc không gì", "record acts from a JSONL file, all or none"),
    "read": ("đọc văn bản: viện dẫn, số liệu, giao việc, người", "read documents: references, figures, assignments, people"),
    "check": ("soát số liệu của văn bản với hồ sơ", "check a document's figures against the records"),
    "import": ("nhập bảng tính vào sổ, từng dòng có kết luận", "import a spreadsheet, a verdict a row"),
    "export": ("xuất danh sách ra XLSX, CSV, JSON", "export a list to XLSX, CSV, JSON"),
    "report": ("lập báo cáo DOCX từ số liệu", "write a report (DOCX) from figures"),
    "rebuild": ("dựng lại trạng thái từ sự kiện", "rebuild states from events"),
    "roles": ("khép vai trò ở nơi đã hết, đề xuất nơi tiếp nhận", "close roles on scopes that ended, propose successors"),
    "audit": ("soát chuỗi nhật ký, in đầu chuỗi", "check the trail's chain, print its head"),
    "notices": ("gửi thư báo tin đã đến giờ", "send the notices that are due"),
    "personal": ("dữ liệu cá nhân: hết thời hạn lưu, đang giữ gì", "personal data: what has been kept long enough, what is held"),
    "faults": ("thử làm hỏng: giết, tranh ghi, đầy đĩa, sửa lén", "try to break it: kills, rival writers, full disk, tampering"),
    "bench": ("đo tốc độ, cạnh một thước đo khác", "measure speed, beside a yardstick"),
    "screenshots": ("chụp mọi màn hình thành ảnh PNG", "pictures of every screen"),
    "test": ("chạy kiểm thử", "run the tests"),
}
USER, OWN, STOPPED = 2, 3, 130


def main(arguments: list[str]) -> int:
    """Runs one command; the exit code is that of the contract (0 done, 1 does not hold, 2 wrong input, 3 own fault)."""
    _speak_utf8()
    try:
        code = _dispatch(behalf.take(_without_language(arguments)))
        sys.stdout.flush()
        return code
    except UserError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        _tell(in_words("Đã dừng theo yêu cầu.", "Stopped on request."))
        return STOPPED
    except BrokenPipeError:  # the reader of a pipe had enough
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last net: nobody is shown a traceback
        return _own_fault(error)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _without_language(arguments: list[str]) -> list[str]:
    """Takes --lang out, wherever it stands, and remembers it for everything the command starts."""
    kept: list[str] = []
    words: Iterator[str] = iter(arguments)
    for word in words:
        if word == "--lang" or word.startswith("--lang="):
            language = next(words, "") if word == "--lang" else word.partition("=")[2]
            if language not in ("vi", "en"):
                raise UserError(in_words("Tham số --lang chỉ nhận vi hoặc en.", "--lang takes vi or en."))
            os.environ["HOPTAC_LANG"] = language
        else:
            kept.append(word)
    if os.environ.get("HOPTAC_LANG", "vi") not in ("vi", "en"):
        os.environ["HOPTAC_LANG"] = "vi"
    return kept


def _dispatch(arguments: list[str]) -> int:
    flags = [word for word in arguments[:1] if word in ("-h", "--help", "help")]
    if flags or not arguments:
        print(_help())
        return 0
    place = next((n for n, word in enumerate(arguments) if not word.startswith("-")), None)
    if place is None:
        raise _no_such(arguments[0])
    name, rest = arguments[place], arguments[:place] + arguments[place + 1 :]
    if name not in COMMANDS:
        raise _no_such(name)
    _let_in(name)
    return _load(name)(rest)


def _let_in(command: str) -> None:
    """With --as: only commands a person may run, and only with the right to them."""
    if behalf.is_asked():
        from hoptac.cli import site

        behalf.refuse_unlisted(command)
        site.open_site()
        behalf.refuse_rightless(command)


def _load(name: str):
    module = "hoptac.cli.testing.main" if name == "test" else f"hoptac.cli.commands.{name}"
    try:
        return importlib.import_module(module).main
    except ModuleNotFoundError as error:
        if error.name == module:
            raise _no_such(name) from None
        raise


def _no_such(name: str) -> UserError:
    return UserError(
        in_words(f"Không có lệnh “{name}”. Các lệnh:", f"Unknown command “{name}” (no such command). Commands:"),
        [f"{command}: {in_words(*words)}" for command, words in COMMANDS.items()],
    )


def _help() -> str:
    lines = [in_words("hoptac: số liệu kinh tế tập thể tính từ hồ sơ có ngày.", "hoptac: figures computed from dated records."), ""]
    lines += [
        in_words(
            "Cách dùng: ./hoptac LỆNH [tùy chọn] [--as NGƯỜI] [--json] [--lang en]",
            "Usage: ./hoptac COMMAND [options] [--as USER] [--json] [--lang en]",
        )
    ]
    lines += [f"  {command:<12}{in_words(*words)}" for command, words in COMMANDS.items()]
    lines += ["", in_words("Xem từng lệnh: ./hoptac LỆNH --help", "More of a command: ./hoptac COMMAND --help")]
    return "\n".join(lines)


def _tell(sentence: str, details: list[str] | None = None) -> None:
    with contextlib.suppress(OSError):
        print(f"hoptac: {sentence}", *(f"  {line}" for line in details or []), sep="\n", file=sys.stderr, flush=True)


def _refuse(error: UserError) -> int:
    _tell(error.sentence, error.details)
    return USER


def _own_fault(error: Exception) -> int:
    from hoptac.cli import trouble

    if os.environ.get("HOPTAC_DEBUG") == "1":
        traceback.print_exc()
    known = trouble.explain(error)
    _tell(known.sentence)
    return known.code
