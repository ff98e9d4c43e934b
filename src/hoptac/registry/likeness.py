"""When two names are nearly the same. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hoptac.common.text import fold

# What most names share, and so tells none apart from another.
COMMON = re.compile(
    r"\b(?:hop tac xa|htx|to hop tac|tht|lien hiep|quy tin dung nhan dan|qtdnd|nong nghiep|nong lam nghiep|"
    r"dich vu|thuong mai|tong hop|san xuat|kinh doanh|nn|dv|tm|sx|va|xa|phuong)\b"
)

WORD = re.compile(r"[a-z0-9]+")


def core(name: str) -> str:
    """What is a name's own: "HTX Nông nghiệp và Dịch vụ Hoa Đào" -> "hoa dao"."""
    plain = " ".join(re.sub(r"[^\w\s]", " ", fold(name)).split())
    return " ".join(COMMON.sub(" ", plain).split()) or plain


def spellings(words: str) -> Iterator[str]:
    """The words and all they become by leaving one sign out: two words one typing error apart share one of these."""
    joined = words.replace(" ", "")
    yield joined
    for n in range(len(joined)):
        yield joined[:n] + joined[n + 1 :]


def words(text: str) -> list[str]:
    """The words of a text as they are looked up: without accents, in small letters, without signs between them."""
    return WORD.findall(fold(text))


def differ_by_one(one: str, other: str) -> bool:
    """Whether one typing error (a sign more, fewer, another, or two swapped) leads from one word to the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, sign in enumerate(one) if sign != other[n]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or (one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :])
