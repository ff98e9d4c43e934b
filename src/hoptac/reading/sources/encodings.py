"""Plain text of any age: UTF-8, UTF-16, Windows-1258, and the old font encodings TCVN3 (ABC) and VNI."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from hoptac.reading.sources.base import SourceError

_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđ"
_TCVN3_REST = {
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HAT = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BOWL = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_COMMON = frozenset(
    (
        "của và các trong là có cho được với năm theo tỉnh xã hội đồng một số không về hợp tác xã ủy ban nhân dân kế hoạch "
        "thực hiện công tác phát triển đến từ những"
    ).split()
)


@cache
def tcvn3_table() -> dict[int, str]:
    """Latin-1 character to Vietnamese letter, TCVN3."""
    table = {0xA1 + i: c for i, c in enumerate(_TCVN3_LETTERS)}
    for start, letters in _TCVN3_REST.items():
        table |= {start + i: c for i, c in enumerate(letters)}
    return table


@cache
def _vni_pairs() -> dict[str, str]:
    """Pairs and single letters of VNI to Vietnamese letters."""
    pairs: dict[str, str] = {}
    for base in "aeiouy":
        pairs |= {base + mark: base + tone for mark, tone in _VNI_TONES.items()}
    for base in "aeo":
        pairs |= {base + mark: base + "\u0302" + tone for mark, tone in _VNI_HAT.items()}
    pairs |= {"a" + mark: "a\u0306" + tone for mark, tone in _VNI_BOWL.items()}
    for letter, plain in (("ô", "ơ"), ("ö", "ư")):
        pairs |= {letter: plain} | {letter + mark: plain + tone for mark, tone in _VNI_TONES.items()}
    pairs |= {"ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
    both = pairs | {k.upper(): v.upper() for k, v in pairs.items()} | {k[0].upper() + k[1:]: v[0].upper() + v[1:] for k, v in pairs.items()}
    return {k: unicodedata.normalize("NFC", v) for k, v in both.items()}


def from_tcvn3(latin: str) -> str:
    """`Céng hßa x· héi` -> `Cộng hòa xã hội`."""
    return latin.translate(tcvn3_table())


def from_vni(latin: str) -> str:
    """`Coäng hoøa xaõ hoäi` -> `Cộng hòa xã hội`."""
    pairs = _vni_pairs()
    pattern = re.compile("|".join(sorted(map(re.escape, pairs), key=len, reverse=True)))
    return pattern.sub(lambda m: pairs[m.group()], latin)


def by_font(name: str) -> str:
    """The encoding that letters in this font are in: ".VnTime" is TCVN3, "VNI-Times" is VNI; "" for all others."""
    low = name.lower()
    return "tcvn3" if low.startswith(".vn") else "vni" if low.startswith("vni") else ""


def from_old_font(name: str, text: str) -> str:
    """Letters of an old font as Unicode; fonts of TCVN3 whose name ends in H show capitals."""
    if by_font(name) == "vni":
        return from_vni(text)
    plain = from_tcvn3(text)
    return plain.upper() if name.endswith("H") else plain


def vietnameseness(text: str) -> float:
    """The share of words that are among the commonest of Vietnamese administration."""
    found = re.findall(r"[^\W\d_]+", text[:20000].lower())
    return sum(w in _COMMON for w in found) / len(found) if found else 0.0


def decode(data: bytes, name: str) -> tuple[str, str]:
    """(text, encoding); raises SourceError when it is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    if b"\x00" in data[:4096]:
        encoding = "utf-16-le" if data[1:4096:2].count(0) >= data[0:4096:2].count(0) else "utf-16-be"
        return _strict(data, encoding, name), encoding
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as x:
        if x.start >= len(data) - 3 and x.reason == "unexpected end of data":
            raise SourceError(f"Tệp “{name}” bị cắt cụt ở cuối; hãy tải lại hoặc xin bản đầy đủ.") from None
        text, encoding = data.decode("cp1252", "replace"), "cp1252"
    old = _from_old(text)
    if old:
        return old
    if encoding == "cp1252":
        return _eight_bit(data, name)
    if "\ufffd" in text and text.count("\ufffd") * 20 > len(text):
        raise SourceError(f"Tệp “{name}” không phải văn bản đọc được; hãy lưu lại với bảng mã UTF-8.")
    return text, encoding


def _from_old(text: str) -> tuple[str, str] | None:
    """The text in TCVN3 or VNI when that makes it clearly more Vietnamese."""
    high = sum(0xA0 <= ord(c) < 0x100 for c in text[:20000])
    if high * 25 < len(text[:20000]):
        return None
    best, score, encoding = "", vietnameseness(text) + 0.08, ""
    for convert, called in ((from_tcvn3, "tcvn3"), (from_vni, "vni")):
        tried = convert(text)
        if vietnameseness(tried) > score:
            best, score, encoding = tried, vietnameseness(tried), called
    return (best, encoding) if encoding else None


def _eight_bit(data: bytes, name: str) -> tuple[str, str]:
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        text = ""
    if text and vietnameseness(text) > 0.05:
        return text, "cp1258"
    raise SourceError(f"Không nhận ra bảng mã của tệp “{name}”; hãy lưu lại với bảng mã UTF-8 (Unicode).")


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise SourceError(
            f"Tệp “{name}” hỏng hoặc bị cắt cụt (bảng mã {encoding.upper()} không đọc hết); hãy tải lại hoặc lưu lại với bảng mã UTF-8."
        ) from None
