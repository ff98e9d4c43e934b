"""The words, tones and icons of a verdict: colour never speaks alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Verdict:
    """How a verdict looks: `tone` names the colours, `mark` the style of its mark in a text."""

    tone: str
    icon: str
    word: str | Promise
    mark: str


VERDICTS: dict[str, Verdict] = {
    "agrees": Verdict("ok", "check", _("Khớp"), "ok"),
    "within_bound": Verdict("ok", "bound", _("Trong ngưỡng"), "bound"),
    "differs": Verdict("bad", "differs", _("Lệch"), "bad"),
    "other_date": Verdict("note", "clock", _("Khớp ở ngày khác"), "note"),
    "other_map": Verdict("note", "map", _("Khớp trên bản đồ khác"), "note"),
    "other_definition": Verdict("note", "differs", _("Khác định nghĩa"), "note"),
    "not_comparable": Verdict("none", "differs", _("Không so được"), "none"),
    "unknown": Verdict("none", "unknown", _("Chưa có dữ liệu"), "none"),
}
TONES: dict[str, Verdict] = {
    "ok": Verdict("ok", "check", _("Được"), "ok"),
    "warn": Verdict("warn", "warn", _("Chú ý"), "note"),
    "bad": Verdict("bad", "warn", _("Có lỗi"), "bad"),
    "note": Verdict("note", "clock", _("Khác"), "note"),
    "none": Verdict("none", "unknown", _("Chưa rõ"), "none"),
    "info": Verdict("info", "info", _("Thông tin"), "ref"),
}


def verdict_of(kind: str) -> Verdict:
    """A verdict or a tone by name; an unknown name reads as "unknown", never as good."""
    return VERDICTS.get(kind) or TONES.get(kind) or VERDICTS["unknown"]
