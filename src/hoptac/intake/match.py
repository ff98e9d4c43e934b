"""Which indicator a sentence means: by the words that name it and by its unit, never by the number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from hoptac.common.text import same_key
from hoptac.figures.indicators import Indicator, indicators

# Words that are one notion; longer ones first. What stands right is the token they become.
_TERMS: tuple[tuple[str, str], ...] = (
    (r"liên hiệp hợp tác xã|liên hiệp htx|lh\s?-?htx|lhhtx", "LHHTX"),
    (r"hợp tác xã|htx", "HTX"),
    (r"tổ hợp tác|tht", "THT"),
    (r"chương trình mỗi xã một sản phẩm|mỗi xã một sản phẩm|mỗi xã, phường một sản phẩm|ocop", "OCOP"),
    (r"nông thôn mới|ntm", "NTM"),
    (r"doanh nghiệp vừa và nhỏ|doanh nghiệp nhỏ và vừa|dnnvv|dnvvn", "DN NHỎ_VỪA"),
    (r"nhỏ và vừa|vừa và nhỏ", "NHỎ_VỪA"),
    (r"doanh nghiệp", "DN"),
    (r"tổng sản phẩm(?: trên địa bàn| trong nước)?|grdp|gdp", "GRDP"),
    (r"sản phẩm", "SP"),
    (r"(?:địa phương|đơn vị(?: hành chính)?) cấp huyện|huyện, thị xã,? (?:và )?thành phố|cấp huyện", "CẤP_HUYỆN"),
    (r"tỉnh, thành phố", "TỈNH"),
    (r"nâng cao", "NÂNG_CAO"),
    (r"kiểu mẫu", "KIỂU_MẪU"),
    (r"đang hoạt động|còn hoạt động|hoạt động", "HOẠT_ĐỘNG"),
    (r"thành lập mới|mới thành lập|được thành lập|thành lập", "THÀNH_LẬP"),
    (r"giải thể", "GIẢI_THỂ"),
    (r"tham gia", "THAM_GIA"),
    (r"(?:được )?(?:xếp hạng|đánh giá, phân hạng|phân hạng|công nhận|đạt hạng)", "XẾP_HẠNG"),
    (r"(?:từ )?3 (?:sao )?(?:trở lên|đến 5 sao|-\s?5 sao|tới 5 sao)|3 sao trở lên", "SAO"),
    (r"([345]) sao", r"SAO_\1"),
    (r"đạt sao|gắn sao", "SAO"),
    (r"tăng trưởng", "TĂNG_TRƯỞNG"),
    (r"tốc độ|mức tăng|tỷ lệ tăng", "TỐC_ĐỘ"),
    (r"(?:tính )?theo đầu người", "BÌNH_QUÂN ĐẦU_NGƯỜI"),
    (r"bình quân|trung bình", "BÌNH_QUÂN"),
    (r"đầu người|một người|người dân|mỗi người", "ĐẦU_NGƯỜI"),
    (r"thu nhập", "THU_NHẬP"),
    (r"chuẩn nghèo", "CHUẨN_NGHÈO"),
    (r"khu vực thành thị|thành thị|đô thị", "THÀNH_THỊ"),
    (r"khu vực nông thôn|nông thôn", "NÔNG_THÔN"),
    (r"tỷ lệ|tỷ trọng|tỉ lệ|tỉ trọng", "TỶ_LỆ"),
    (r"đạt chuẩn|đạt tiêu chuẩn|hoàn thành(?: nhiệm vụ)?(?: xây dựng)?|về đích", "ĐẠT"),
    (r"đăng ký", "ĐĂNG_KÝ"),
)
_TERM = [(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), f" {token} ") for pattern, token in _TERMS]
# Words that add nothing to what is counted.
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
    số lượng tổng các những được đã đang có trên địa bàn toàn tỉnh của là hiện nay cả nước thuộc và trong tại về năm đến hết cuối đầu
    tính theo nhiệm vụ xây dựng chương trình lên quốc gia gồm với mức đạt vượt cho quý tháng ngày kỳ thành phố lũy kế ước ta này đó
    ở từ vào riêng khoảng gần hơn tới nhất bộ luôn vẫn liên tục tiếp đây
    """,
    )
)
# Tokens a writer may leave out or add without meaning another thing.
_SOFT = frozenset({"TỐC_ĐỘ", "ĐẠT", "ĐĂNG_KÝ", "kinh", "tế", "TỶ_LỆ"})
MONEY = frozenset({"đồng", "usd"})
_RANKS = frozenset({"hạng", "bậc", "lần"})


@lru_cache(maxsize=4_096)
def words(phrase: str) -> frozenset[str]:
    """The meaning-bearing tokens of a phrase: abbreviations written out, compounds one token, empty words and numbers gone."""
    text = same_key(phrase)
    for pattern, token in _TERM:
        text = pattern.sub(token, text)
    tokens = re.findall(r"[^\W_][\w]*", text)
    return frozenset(token for token in tokens if token not in _EMPTY and not token[0].isdigit())


def unit_key(unit: str | None) -> str:
    """A unit in its comparing form: "HTX" and "hợp tác xã" are one."""
    text = same_key(unit or "")
    return {"htx": "hợp tác xã", "tht": "tổ hợp tác", "sp": "sản phẩm", "đ": "đồng", "vnđ": "đồng", "usd": "usd"}.get(text, text)


@dataclass(frozen=True)
class _Pattern:
    code: str
    core: frozenset[str]
    allowed: frozenset[str]
    units: frozenset[str]


def place_words(subject: str | None) -> frozenset[str]:
    """Words of a place that may stand in a phrase without narrowing it; words that name what is counted stay ("xã")."""
    return words(subject or "") - frozenset().union(*(p.core for p in _patterns()))


@lru_cache
def _patterns() -> tuple[_Pattern, ...]:
    found = []
    for one in indicators().values():
        phrases = [words(phrase) for phrase in (one.name, *one.phrases)]
        allowed = frozenset().union(*phrases, *(words(unit) for unit in one.units), _SOFT)
        units = frozenset(unit_key(unit) for unit in (one.unit, *one.units))
        found += [_Pattern(one.code, phrase - _SOFT, allowed, units) for phrase in dict.fromkeys(phrases) if phrase - _SOFT]
    return tuple(found)


def _best(tokens: frozenset[str], fits: list[_Pattern], told: frozenset[str] = frozenset()) -> str | None:
    """The most specific of the indicators whose words all stand there, with nothing left over that would narrow it.

    told: words that may complete an indicator but do not narrow it when left over.
    """
    full = [p for p in fits if p.core <= tokens | told and tokens - p.allowed == frozenset()]
    top = max((len(p.core) for p in full), default=0)
    codes = dict.fromkeys(p.code for p in full if len(p.core) == top)
    return next(iter(codes)) if len(codes) == 1 else None


def match(phrase: str | None, unit: str | None, subject: str | None = None, after: str = "", clause: str = "") -> str | None:
    """The code of the indicator that a read figure means; None when nothing fits, or several fit alike.

    phrase: its indicator as read; unit: as read. subject: place words in the phrase are not qualifiers. after: the words right behind
    the number; they may make it more precise ("520 HTX" … "đang hoạt động"). clause: all words up to the end of the clause; asked
    only when the phrase alone means nothing ("565 sản phẩm" … "tham gia chương trình OCOP").
    """
    key = unit_key(unit)
    if key in _RANKS or not phrase:
        return None
    fits = [p for p in _patterns() if key in p.units]
    place = place_words(subject)
    tokens = (words(phrase) | words(key) - {"con"}) - place
    found = _best(tokens, fits)
    if found is not None:
        return (_best(tokens | (words(after) - place), fits) or found) if after else found
    for told in (words(after), words(clause)):
        if told and (found := _best(tokens, fits, told)):
            return found
    return None


def in_other_money(phrase: str | None, unit: str | None, subject: str | None = None) -> str | None:
    """The indicator a phrase names when its amount is in another currency or per another time than the indicator's."""
    if not phrase or unit_key(unit).split("/")[0] not in MONEY:
        return None
    return _best(words(phrase) - place_words(subject), [p for p in _patterns() if p.units & MONEY])


def known(code: str) -> Indicator:
    """The indicator behind a code that `match` gave."""
    return indicators()[code]
