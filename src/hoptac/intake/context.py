"""The words around a number: what completes its indicator, and what tells a goal or an increase from a state."""

from __future__ import annotations

import re

from hoptac.common.text import same_key
from hoptac.reading import Figure

_GOAL = re.compile(r"(?<!\w)(?:phấn đấu|mục tiêu (?:đến|năm|là|cụ thể)|chỉ tiêu đến)(?!\w)")
_INCREASE = re.compile(r"(?<!\w)(?:thêm|tăng|giảm|công nhận mới|mới công nhận)(?: được)?$")
_COUNTRY = re.compile(r"(?<!\w)(?:cả nước|toàn quốc|nước ta|quốc gia|trung ương)(?!\w)")
_PROVINCE = re.compile(r"(?<!\w)(?:toàn|cả|trong|địa bàn) (?:tỉnh|thành phố|huyện|xã)(?!\w)(?!.*cả nước)")
_CLAUSE_END = re.compile(r"[.;:,()\n]|(?<!\w)(?:và|trong đó|nhưng|cao|với)(?!\w)|(?<!\d)(?<!-)\d(?!\d?\s?(?:sao|-\s?\d sao|đến \d sao))")
_SENTENCE = re.compile(r"(?<=[.;!?])\s|\n")


def subject(text: str, figure: Figure) -> str | None:
    """The subject as read; the country only where the text speaks of it, not as a guess for "toàn tỉnh"."""
    if same_key(figure.subject or "") != "cả nước":
        return figure.subject
    return None if _PROVINCE.search(before(text, figure)) or not _COUNTRY.search(same_key(text)) else figure.subject


def after(text: str, figure: Figure) -> str:
    """The words that follow the number in its clause."""
    rest = text[figure.end : figure.end + 80]
    cut = _CLAUSE_END.search(rest)
    return rest[: cut.start()] if cut else rest


def clause(text: str, figure: Figure) -> str:
    """All words from the number to the end of its clause, other numbers in between."""
    return re.split(r"[.;:\n](?!\d)|trong đó|còn lại", text[figure.end : figure.end + 160])[0]


def before(text: str, figure: Figure) -> str:
    """The words of the sentence before the number."""
    return same_key(_SENTENCE.split(text[max(figure.start - 300, 0) : figure.start])[-1])


def is_goal(text: str, figure: Figure) -> bool:
    """Whether the sentence speaks of what is aimed at."""
    return bool(_GOAL.search(before(text, figure)))


def is_increase(text: str, figure: Figure) -> bool:
    """Whether the number tells how many were added or lost, not how many there are."""
    return bool(_INCREASE.search(before(text, figure)))
