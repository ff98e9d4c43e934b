"""Named people with their offices (guide §4): in running text, in lists of members, and the signers at the foot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hoptac.reading.bodies import body_at
from hoptac.reading.findings import Person
from hoptac.reading.head import Head
from hoptac.reading.lexicon import Phrases, phrases, words
from hoptac.reading.page import Page
from hoptac.reading.spans import Spans
from hoptac.reading.text import same_key

_STRONG = frozenset(
    (
        "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh đoàn trương đào tạ lương lưu phùng "
        "triệu nông giàng sùng lò vàng lường quàng tòng bế hà mai lâm cao đàm chu tô"
    ).split()
)
_LEVEL_ENDS = frozenset("tỉnh huyện xã phường quận phố trấn".split())
_DEGREES = re.compile(r"^(?:(?:PGS|GS|Ths|ThS|TS|BS|KS|CN|Ông|Bà)\b\.?\s*)+")
_SEGMENT = re.compile(r"[^\s|]+(?: {1,2}[^\s|]+)*")


@cache
def _titles() -> Phrases:
    return phrases("people", "titles")


@cache
def _offices() -> Phrases:
    return phrases("people", "offices")


@cache
def _vouchers() -> Phrases:
    return phrases("people", "offices", "markers")


@dataclass(slots=True)
class Office:
    """An office beside a name: its words, the body, and the tokens it takes."""

    role: str
    body: str | None
    first: int
    last: int


class PeopleReader:
    """Reads the people of one page, each once."""

    def __init__(self, page: Page, head: Head, taken: list[tuple[int, int]], cells: list[tuple[int, int]]) -> None:
        self.page, self.head, self.tokens = page, head, page.tokens
        self.taken, self.cells = Spans(taken), cells
        self.by_name: dict[str, Person] = {}
        self.ends: set[int] = set()  # where vouched names end: the next of a list may follow
        self.spans: list[tuple[int, int, Person]] = []  # every mention, in tokens, with the title but without an office before it

    def read(self) -> list[Person]:
        after, surnames = 0, words("people", "surnames")
        for i in self.page.capitals:
            t = self.tokens[i]
            titled = self._title_before(i) if i >= after else None
            surname = t.text in surnames
            if i < after or (titled is None and not surname) or _titles().match(self.tokens, i) or self._begins_office(i):
                continue
            end = self._name_at(i) if surname and (titled is not None or not self._begins_body(i)) else None
            if titled is not None and end is None:
                end = self._run_end(i) if self._run_end(i) - i >= 2 and t.text not in words("people", "offices") else None
            if end is not None:
                after = self._consider(i, end, titled)
        self._in_columns()
        self._signers()
        return sorted(self.by_name.values(), key=lambda p: p.start)

    def _in_columns(self) -> None:
        """The head of its column says that a cell is a person's name."""
        seen = {a for a, _, _ in self.spans}
        for first, last in self.cells:
            if first not in seen and self._run_end(first) == last and 2 <= last - first <= 5:
                self._put(first, last, None, [], None)

    # --- the name

    def _run_end(self, i: int) -> int:
        """Index after the run of capitalised words on one line that begins at i; in capitals only if all are and a title vouches."""
        j = i
        caps = self._is_caps(i) and i > 0 and _titles().ends_at(self.tokens, i - 1, 3) is not None
        while j < len(self.tokens) and j - i < 6:
            t = self.tokens[j]
            word = self.page.norm[t.start : t.end]
            if word == "'" and j > i and self.tokens[j - 1].text in ("h", "k", "y"):
                j += 1
                continue
            if t.kind != "w" or not word[0].isupper() or (len(word) > 1 and word.isupper() != caps):
                break
            if j > i and self.tokens[j - 1].text != "'" and self.page.norm[self.tokens[j - 1].end : t.start] != " ":
                break
            if j - i >= 2 and (t.text in ("sở", "phòng", "ủy") or (_offices().match(self.tokens, j) or (j, ""))[0] - j >= 2):
                break
            j += 1
        return j

    def _is_caps(self, i: int) -> bool:
        word = self.page.norm[self.tokens[i].start : self.tokens[i].end]
        return len(word) > 1 and word.isupper()

    def _name_at(self, i: int) -> int | None:
        end = self._run_end(i)
        return end if 2 <= end - i <= 5 else None

    def _begins_office(self, i: int) -> bool:
        """`Phó Chủ tịch` begins like a name of the family Phó."""
        office = _offices().match(self.tokens, i)
        return office is not None and office[0] - i >= 2

    def _begins_body(self, i: int) -> bool:
        """`Đoàn Thanh niên`, `Hội Nông dân` begin like names but are bodies."""
        head = phrases("bodies", "heads").match(self.tokens, i)
        return head is not None and head[0] - i >= 2

    def _title_before(self, i: int) -> int | None:
        """First token of the titles right before: `ông`, `đồng chí`, `TS.`; None without any."""
        first = None
        j = i - 1
        if j >= 0 and self.tokens[j].text == ":" and j > 0 and self.tokens[j - 1].text == "chí":
            j -= 1
        while j >= 0:
            found = _titles().ends_at(self.tokens, j, 3)
            if not found:
                break
            first, j = found[0], found[0] - 1
        return first

    def _consider(self, i: int, end: int, titled: int | None) -> int:
        """Takes the name if a title, an office or a list vouches for it; gives the index to go on from."""
        if self.tokens[i].start in self.taken or self._is_other_name(i, end, titled):
            return i + 1 if titled is None else end
        before = self._office_before(titled if titled is not None else i)
        after = self._offices_after(end)
        if titled is None and before is None and not after:
            return i + 1 if not self._trusted_alone(i, end) else self._put(i, end, None, [], None)
        return self._put(i, end, before, after, titled)

    def _trusted_alone(self, i: int, end: int) -> bool:
        """Without title or office only in a list of people (`các đồng chí: A, B, C`) or after `Người ký:` and the like."""
        tokens = self.tokens
        if i and tokens[i - 1].text in (",", "và") and i >= 2:
            return tokens[i - 2].end in self.ends and tokens[i].text in _STRONG
        return False

    def _is_other_name(self, i: int, end: int, titled: int | None) -> bool:
        """Part of the name of a place, firm, household, street or product."""
        first = titled if titled is not None else i
        key = same_key(self.page.norm[self.tokens[i].start : self.tokens[end - 1].end])
        if key in words("places", "provinces") or key == "hồ chí minh":
            return True
        if first == 0:
            return False
        previous = self.tokens[first - 1]
        if (
            titled is None
            and self.tokens[i].text not in _STRONG
            and previous.kind == "w"
            and self.page.is_capital(previous)
            and self.page.norm[previous.end : self.tokens[i].start] == " "
        ):
            return True
        sure = self.tokens[i].text in _STRONG or (first > 1 and self.tokens[first - 2].text in ("ubnd", "hđnd", "dân"))
        if titled is None and previous.text in _LEVEL_ENDS and end - i >= 3 and sure and self._office_before(i):
            return False
        if previous.text == "trường" and first > 1 and self.tokens[first - 2].text in ("môi", "thị", "thương"):
            return False
        if previous.text in words("people", "not_people"):
            return titled is None or previous.text in ("hộ", "htx", "cơ", "sở") or previous.text in ("doanh nghiệp",)
        if previous.text in ("đình", "sở", "nghiệp") and titled is not None and self.tokens[first - 2].text in ("gia", "cơ", "doanh"):
            return True
        if (
            titled is not None
            and self.page.norm[self.tokens[titled].start].isupper()
            and previous.kind == "w"
            and previous.text not in ("mời", "và", "là", "do", "có", "gồm", "cho")
        ):
            return self.tokens[titled].text in ("ông", "bà", "anh", "chị", "cô", "chú") and not self.page.is_capital(previous)
        return False

    # --- the office

    def _office_before(self, first: int) -> Office | None:
        """`Phó Chủ tịch UBND tỉnh` right before the name or its title (a colon or comma may stand between)."""
        tokens = self.tokens
        j = first - 1
        while j >= 0 and tokens[j].text in (":", ",", "-", "là"):
            j -= 1
        if j < 0 or first - 1 - j > 2:
            return None
        for start in range(max(0, j - 22), j + 1):
            if tokens[start].kind != "w":
                continue
            found = _vouchers().match(tokens, start)
            if not found or found[0] > j + 1 or any(tokens[k].text in (".", ";", ":", "\n") for k in range(start, j + 1)):
                continue
            office_end = found[0]
            if office_end == j + 1:
                return Office(self._words(start, office_end), None, start, j + 1)
            body = body_at(self.page, office_end)
            if body is not None and body >= j + 1:
                return Office(self._words(start, office_end), self._words(office_end, j + 1), start, j + 1)
            role = self._inner_office(start, office_end, j + 1)
            if role:
                return role
        return None

    def _inner_office(self, start: int, office_end: int, stop: int) -> Office | None:
        """Offices whose body follows a small word (`Chủ tịch Hội đồng quản trị`), or that carry a qualifier (`Thường trực`)."""
        for k in range(office_end + 1, min(office_end + 4, stop)):
            body = body_at(self.page, k)
            if body is not None and body >= stop and all(self.tokens[x].kind == "w" for x in range(office_end, k)):
                return Office(self._words(start, k), self._words(k, stop), start, stop)
        return None

    def _offices_after(self, end: int) -> list[Office]:
        """`, Giám đốc Sở Tài chính`, `(Phó Chủ tịch UBND phường)`, ` - Trưởng ban, Chủ tịch …`, `(Liên minh HTX tỉnh)`."""
        tokens = self.tokens
        out: list[Office] = []
        j = end
        while j < len(tokens):
            k = j
            if tokens[k].text in (",", "(", "-", ";", ":", "–"):
                k += 1
            if k < len(tokens) and tokens[k].text in ("và", "kiêm", "là", "hiện", "nguyên", "quyền", "giữ", "chức"):
                k += 1
            if k < len(tokens) and tokens[k].text in ("là", "chức", "vụ"):
                k += 1
            if k >= len(tokens) or tokens[k].kind != "w" or (out and k == j):
                break
            if "\n" in self.page.norm[tokens[j - 1].end : tokens[k].start]:
                break
            found = _offices().match(tokens, k)
            if not found:
                if tokens[j].text == "(" and not out:
                    body = body_at(self.page, k)
                    if body and body < len(tokens) and tokens[body].text == ")":
                        out.append(Office("", self._words(k, body), k, body + 1))
                break
            if self._name_follows(found[0]):
                break
            office_end = found[0]
            while (
                office_end < len(tokens)
                and tokens[office_end].text in ("thường", "trực", "phụ", "trách", "chuyên")
                and office_end - found[0] < 4
            ):
                office_end += 1
            body = body_at(self.page, office_end)
            if body is not None and self._holds_name(office_end, body):
                break
            last = body or office_end
            out.append(Office(self._words(k, office_end), self._words(office_end, body) if body else None, k, last))
            j = last
            if j < len(tokens) and tokens[j].text == ")":
                out[-1].last = j + 1
                break
        return out

    def _name_follows(self, i: int) -> bool:
        """After `, Phó Chủ tịch` comes another name: the office belongs to that one."""
        tokens = self.tokens
        if i < len(tokens) and tokens[i].text == ":":
            i += 1
        titled = _titles().match(tokens, i)
        if titled:
            i = titled[0]
        return (
            i < len(tokens)
            and tokens[i].kind == "w"
            and tokens[i].text in words("people", "surnames")
            and self.page.is_capital(tokens[i])
            and self._name_at(i) is not None
            and not body_at(self.page, i)
        )

    def _holds_name(self, start: int, end: int) -> bool:
        for k in range(start + 1, end):
            if (
                self.tokens[k].text in _STRONG
                and self.page.is_capital(self.tokens[k])
                and self._run_end(k) - k >= 2
                and self._run_end(k) >= end
                and self.tokens[k - 1].text not in words("people", "not_people")
            ):
                return same_key(self._words(k, end)) not in words("places", "provinces")
        return False

    def _words(self, first: int, last: int) -> str:
        return self.page.text(self.tokens[first].start, self.tokens[last - 1].end)

    # --- putting down

    def _put(self, i: int, end: int, before: Office | None, after: list[Office], titled: int | None) -> int:
        roles = [o for o in ([before] if before else []) + after]
        plain = [o for o in roles if same_key(o.role) not in words("people", "markers")]
        roles = plain if any(o.role for o in plain) else roles
        first = before.first if before else titled if titled is not None else i
        last = after[-1].last if after else end
        role = "; ".join(o.role for o in roles if o.role) or None
        bodies = list(dict.fromkeys(o.body for o in roles if o.body))
        confidence = 0.95 if role else 0.75 if titled is not None else 0.72  # without title or office: the next of a list of people
        mention = Person("", 0, 0, self._words(i, end), role, self._named(bodies), confidence)
        if confidence > 0.7:
            self.ends.add(self.tokens[last - 1].end)
        self.spans.append((titled if titled is not None and not before else first, last, mention))
        self._keep(self.tokens[first].start, self.tokens[last - 1].end, mention.name, role, mention.organisation, confidence)
        return end

    def _named(self, bodies: list[str]) -> str | None:
        """`UBND tỉnh` becomes `UBND tỉnh An Lĩnh` when the head gives the place."""
        out = []
        for body in bodies:
            bare = same_key(body)
            if (
                self.head.place
                and self.head.level
                and bare.startswith(("ubnd", "hđnd", "ủy ban nhân dân"))
                and bare.endswith(self.head.level)
            ):
                body = f"{body} {self.head.place}"
            out.append(body)
        return "; ".join(out) or None

    def _keep(self, start: int, end: int, name: str, role: str | None, body: str | None, confidence: float) -> None:
        key = same_key(name)
        known = self.by_name.get(key)
        if known is not None and (known.role or not role):
            return
        raw_start, raw_end = self.page.raw_span(start, end)
        self.by_name[key] = Person(self.page.raw[raw_start:raw_end], raw_start, raw_end, name, role, body, confidence)

    # --- the foot

    def _signers(self) -> None:
        """A line (or column of a line) that is nothing but a name, under an office in capitals."""
        offices: tuple[int, list[str]] | None = None
        for n, (start, end) in enumerate(self.page.lines):
            parts = [
                (m.start() + len(m.group()) - len(m.group().lstrip()), m.group().strip())
                for m in _SEGMENT.finditer(self.page.norm, start, end)
            ]
            caps = [re.sub(r"^(?:(?:T/?M|KT|TL|TUQ|Q)\.?\s+)+", "", text) for at, text in parts if self._is_office_line(at, text)]
            if caps:
                offices = (n, caps)
                continue
            names = [
                (at, text.strip(" .*"))
                for at, text in parts
                if self._is_signature(text.strip(" .*"), offices is not None and n - offices[0] < 6)
            ]
            if not offices or not names or n - offices[0] > 9:
                continue
            for k, (at, name) in enumerate(names):
                role = offices[1][k] if len(names) == len(offices[1]) else offices[1][-1]
                bare = _DEGREES.sub("", name)
                at, name = at + len(name) - len(bare), bare
                self._keep(at, at + len(name), name.title() if name.isupper() else name, _small_office(role), self.head.issuer, 0.9)
            offices = None

    def _is_office_line(self, at: int, text: str) -> bool:
        """`KT. CHỦ TỊCH`, `PHÓ GIÁM ĐỐC`, `ĐẠI DIỆN UBND HUYỆN`: capitals that hold an office."""
        if not text.isupper() or len(text) < 6:
            return False
        first, last = self.page.token_at(at), self.page.token_at(at + len(text))
        return any(_vouchers().match(self.tokens, i) for i in range(first, last)) or text.startswith("ĐẠI DIỆN")

    def _is_signature(self, text: str, under_office: bool = False) -> bool:
        """A line of two to five capitalised words; of an unknown family only right under an office."""
        parts = _DEGREES.sub("", text).split(None, 6)
        return (
            2 <= len(parts) <= 5
            and all(p[0].isupper() and p.replace("'", "").isalpha() for p in parts)
            and (
                same_key(parts[0]) in words("people", "surnames")
                or (under_office and len(parts) < 5 and not any(p.isupper() for p in parts))
            )
            and not (text.isupper() and same_key(text) in words("people", "offices"))
        )


def _small_office(caps: str) -> str:
    """`PHÓ CHỦ TỊCH` as it is written in running text: Phó Chủ tịch."""
    role = caps.capitalize()
    for word in ("văn phòng", "thường trực", "hội đồng", "chủ tịch", "chánh", "giám đốc", "bí thư", "cục trưởng"):
        role = role.replace(word, word[0].upper() + word[1:])
    return role[:1].upper() + role[1:]
