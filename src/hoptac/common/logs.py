"""Logs: one JSON document a line, kept for a time, and never a secret, a citizen number or a whole phone number in them."""

from __future__ import annotations

import json
import logging
import os
import re
import traceback
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hoptac.common import paths, whence

KEPT_DAYS = 365  # security.md: twelve months by default; HOPTAC_LOG_DAYS says otherwise
SECRET_NAMES = r"password|passwd|mat_khau|secret|token|csrfmiddlewaretoken|sessionid|authorization|api[-_]?key|recovery|totp|otp|code"
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?i)((?:{SECRET_NAMES})[\"']?\s*[=:]\s*)(?:(?:bearer|basic)\s+)?[\"']?[^\s\"'&,;}})]+"), r"\1[…]"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}"), r"\1 […]"),
    (re.compile(r"(postgres(?:ql)?://[^:/@\s]+):[^@\s]+@"), r"\1:[…]@"),
    (re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+"), "[thư]"),
    (
        re.compile(r"(?<![\dA-Za-z.-])(?:\+?84|0)(?:[ .-]?\d){9,10}(?![\dA-Za-z])"),
        "[số]",
    ),  # phones; older citizen numbers and tax codes too
    (re.compile(r"(?<![\dA-Za-z.-])(?:\d{12}|\d{3}([ .-])\d{3}\1\d{3}\1\d{3})(?![\dA-Za-z])"), "[số]"),  # citizen numbers: twelve digits
    (re.compile(r"(?<![\dA-Za-z.-])\d{9}(?![\dA-Za-z]|\.\d)"), "[số]"),  # and nine before 2016
    (re.compile(r"(?<=/)[A-Za-z0-9_:-]{24,}(?=/|$|\s)"), "[…]"),  # a token in an address
)


def scrub(text: str) -> str:
    """The text without secrets, mail addresses, citizen numbers and phones."""
    for pattern, instead in RULES:
        text = pattern.sub(instead, text)
    return text


class JsonLine(logging.Formatter):
    """One line an event: when, how grave, where, what; the request and the public id of who is signed in."""

    def format(self, record: logging.LogRecord) -> str:
        now = whence.current()
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "say": scrub(record.getMessage())[:2000],
        }
        told |= {name: value for name, value in (("request", now.request), ("user", now.user), ("door", now.door)) if value}
        told |= {name: scrub(str(value)) if isinstance(value, str) else value for name, value in getattr(record, "facts", {}).items()}
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
            told["trace"] = scrub("".join(traceback.format_exception(*record.exc_info, limit=-12)))[:6000]
        return json.dumps(told, ensure_ascii=False, default=str)


class PlainLine(logging.Formatter):
    """For a person at the terminal; scrubbed as well."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))


class DailyFile(logging.Handler):
    """A file a day in the folder; days older than kept go when a new day begins. Several processes may add to the same file."""

    def __init__(self, folder: str, days: int = KEPT_DAYS) -> None:
        super().__init__()
        self.folder, self.days = Path(folder), days
        self._day: date | None = None
        self._handle = -1

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._open(datetime.fromtimestamp(record.created, UTC).date())
            os.write(self._handle, (self.format(record) + "\n").encode())
        except OSError:
            self.handleError(record)

    def _open(self, day: date) -> None:
        if day == self._day:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._handle >= 0:
            os.close(self._handle)
        self._handle = os.open(self.folder / f"hoptac-{day.isoformat()}.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._day = day
        self._forget(day - timedelta(days=self.days))

    def _forget(self, before: date) -> None:
        for file in self.folder.glob("hoptac-*.jsonl"):
            if file.stem.removeprefix("hoptac-") < before.isoformat():
                file.unlink(missing_ok=True)

    def close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle, self._day = -1, None
        super().close()


def settings(*, to_files: bool) -> dict:
    """What Django's LOGGING wants: grave things to the terminal, and with `to_files` everything of note to the daily file."""
    days = os.environ.get("HOPTAC_LOG_DAYS", "")
    kept = int(days) if days.isdecimal() and int(days) else KEPT_DAYS
    folder = os.environ.get("HOPTAC_LOGS") or str(paths.data_folder() / "logs")
    handlers: dict[str, dict] = {"stderr": {"class": "logging.StreamHandler", "level": "WARNING", "formatter": "plain"}}
    if to_files:
        handlers["file"] = {"class": "hoptac.common.logs.DailyFile", "folder": folder, "days": kept, "formatter": "json"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "hoptac.common.logs.JsonLine"}, "plain": {"()": "hoptac.common.logs.PlainLine"}},
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": "WARNING"},
        "loggers": {
            # Django hangs a handler of its own on this one that knows no scrubbing.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "hoptac": {"level": "INFO"},
        },
    }
