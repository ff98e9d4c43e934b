"""Command lines that are refused in the person's language: argparse underneath, none of its English to be seen."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import NoReturn

from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

REFUSALS: list[tuple[str, Callable[[re.Match[str]], str]]] = [
    (r"the following arguments are required: (.+)", lambda m: in_words(f"Còn thiếu: {m[1]}.", f"Missing: {m[1]}.")),
    (r"one of the arguments (.+) is required", lambda m: in_words(f"Cần một trong: {m[1]}.", f"One of these is needed: {m[1]}.")),
    (r"unrecognized arguments: (.+)", lambda m: in_words(f"Không hiểu: {m[1]}.", f"Not understood: {m[1]}.")),
    (r"argument (\S+): expected .*", lambda m: in_words(f"{m[1]} cần một giá trị đi sau.", f"{m[1]} needs a value.")),
    (
        r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)",
        lambda m: in_words(f"“{m[2]}” không dùng được cho {m[1]}. Chọn: {m[3]}.", f"“{m[2]}” does not fit {m[1]}. Choose: {m[3]}."),
    ),
    (
        r"argument (\S+): not allowed with argument (\S+)",
        lambda m: in_words(f"{m[1]} không đi cùng {m[2]}. Bỏ một trong hai.", f"{m[1]} does not go with {m[2]}. Leave one out."),
    ),
    (r"argument (\S+): ignored explicit argument .*", lambda m: in_words(f"{m[1]} không nhận giá trị.", f"{m[1]} takes no value.")),
]


class Words(argparse.ArgumentParser):
    """The words one command understands."""

    def __init__(self, command: str, purpose: tuple[str, str], usage: str) -> None:
        super().__init__(prog=f"./hoptac {command}", allow_abbrev=False, add_help=False)
        self.purpose, self.usage_line = purpose, f"./hoptac {command} {usage}".rstrip()
        self.add_argument("-h", "--help", action="store_true", help=argparse.SUPPRESS)
        self.add_argument("--json", action="store_true", help=in_words("trả lời bằng một tài liệu JSON", "answer with one JSON document"))

    def error(self, message: str) -> NoReturn:
        """One sentence instead of argparse's own, and the usage below."""
        for pattern, sentence in REFUSALS:
            match = re.fullmatch(pattern, message, re.DOTALL)
            if match:
                raise UserError(sentence(match), [self.how()])
        raise UserError(in_words("Không hiểu dòng lệnh này.", "This command line is not understood."), [self.how()])

    def how(self) -> str:
        """The usage line."""
        return in_words(f"Cách dùng: {self.usage_line}", f"Usage: {self.usage_line}")

    def read(self, arguments: list[str]) -> argparse.Namespace | None:
        """The words as given; None after help was printed."""
        if "-h" in arguments or "--help" in arguments:
            print(self.help_text())
            return None
        return self.parse_args(arguments)

    def help_text(self) -> str:
        """What the command is for and what it understands."""
        lines = [in_words(*self.purpose), "", self.how(), ""]
        for action in self._actions:
            if action.help == argparse.SUPPRESS:
                continue
            value = f" {action.metavar or action.dest.upper()}" if action.option_strings and action.nargs != 0 else ""
            names = ", ".join(action.option_strings) or str(action.metavar or action.dest)
            lines.append(f"  {names + value:<26}{action.help or ''}")
        return "\n".join(lines)


def whole_number(low: int, high: int, what: tuple[str, str]) -> Callable[[str], int]:
    """A reader of whole numbers between two bounds."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise UserError(
                in_words(
                    f"“{text}” không phải là {what[0]}. Viết một số từ {low} đến {high}.",
                    f"“{text}” is not {what[1]}. Write a number from {low} to {high}.",
                )
            )
        return int(text)

    return read


port = whole_number(1, 65535, ("cổng", "a port"))
