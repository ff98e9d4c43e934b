"""Tasks given to bodies and persons (guide §3): `giao Sở X chủ trì …`, lists under a stem, bodies with a colon, closing formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hoptac.reading.bodies import body_at, group_at
from hoptac.reading.deadlines import deadline_in
from hoptac.reading.findings import Assignment, Person, Reference
from hoptac.reading.head import Head
from hoptac.reading.lexicon import Phrases, lists, phrases, words
from hoptac.reading.outline import level_of
from hoptac.reading.page import Page
from hoptac.reading.sentences import Sentence, split_sentences
from hoptac.reading.text import same_key
from hoptac.reading.times import Time

_SMALL_TALK = frozenset("và nhưng đồng thời ngoài ra bên cạnh đó riêng trước mắt cũng đã liên tiếp vừa tục sẽ , trân trọng".split())


_CLOSING = re.compile(r"(?:kết\s+quả|danh\s+sách|thời\s+hạn|thời\s+gian|hoàn\s+thành|báo\s+cáo|việc\s+này|xong|hồ\s+sơ|trình|gửi)(?!\w)")
_LABEL = re.compile(
    r"(?:đầu\s+mối|cơ\s+quan\s+chủ\s+trì|đơn\s+vị\s+chủ\s+trì|chủ\s+trì|(?:cơ\s+quan|đơn\s+vị|bộ\s+phận|cá\s+nhân|người|cán\s+bộ|công\s+chức)"
    r"\s+(?:thực\s+hiện|nhận|được\s+giao|chủ\s+trì|phụ\s+trách|tiếp\s+nhận))[^:.;\n]{0,40}:"
)
_CONTENT = re.compile(r"\s*(?:[-+*]\s*)?(?:\d{1,2}[.)]\s*)?(?:nội\s+dung|nhiệm\s+vụ|công\s+việc|việc\s+giao|tên\s+việc|việc)[^:\n]{0,25}:")
_DETAIL = re.compile(
    r"\s*(?:[-+*]\s*)?(?:thời\s+hạn|thời\s+gian|hạn|phối\s+hợp|người\s+phối\s+hợp|đơn\s+vị\s+phối\s+hợp|yêu\s+cầu|sản\s+phẩm|kết\s+quả\s+cần)[^:\n]{0,25}:"
)
_REACH = 40  # tokens looked back for who gives a task: keeps long sentences linear
_WEAK = frozenset({"htx", "hợp", "doanh", "hộ", "chủ", "tổ", "tỉnh", "huyện", "xã", "tht", "cán", "nhóm", "thành"})


@dataclass(slots=True)
class Context:
    """What the lines above say: who gives tasks, and whether bodies that open a sentence are being told what to do."""

    assigner: str | None
    active: bool
    stem: bool = False


@cache
def _list(name: str) -> Phrases:
    return phrases("tasks", name)


@dataclass(slots=True)
class PersonSpan:
    """A person's place in tokens, for leads that are persons."""

    first: int
    last: int
    person: Person


class AssignmentReader:
    """Reads the assignments of one page."""

    def __init__(
        self, page: Page, head: Head, times: list[Time], people: list[PersonSpan], taken_lines: set[int], references: list[Reference]
    ) -> None:
        self.page, self.tokens, self.head, self.times = page, page.tokens, head, times
        self.people = {p.first: p for p in people}
        self.known: dict[str, PersonSpan] = {}
        for p in people:
            if p.person.role:
                self.known.setdefault(same_key(p.person.name), p)
        self.annexed = next(
            (r.issuer for r in references if r.issuer and "kèm theo" in page.raw[max(0, r.start - 40) : r.start].lower()), None
        )
        self.taken_lines = taken_lines
        self.found: list[Assignment] = []
        self.spans: list[tuple[int, int]] = []
        self.default = self._default_assigner(people)
        self.directive = (head.type or "") in lists("tasks")["directive_types"].values() or "phân công" in same_key(head.title)
        self.meeting = self._meeting_day()
        self.context = Context(self.default, self.directive)
        self.heading = False
        self.section_level = 9  # depth of the heading under which bodies are told what to do
        self.given = False  # a task was given outright in this line

    def read(self) -> list[Assignment]:
        sentences = split_sentences(self.page)
        k = 0
        while k < len(sentences):
            s = sentences[k]
            if self.page.line_of(s.start) in self.taken_lines:
                k += 1
                continue
            if s.first_in_line:
                self._enter_line(s)
            block_end = self._bullets_after(sentences, k)
            if block_end == k:
                block_end = self._goes_on(sentences, k)
            taken = self._read_sentence(s, sentences[block_end].end if block_end > k else s.end)
            k = block_end + 1 if taken else k + 1
        return self.found

    def _goes_on(self, sentences: list[Sentence], k: int) -> int:
        """Index of the last piece that still belongs to the task: `…; trình UBND tỉnh trước ngày …`, `…. Kết quả báo cáo trước …`."""
        j = k
        while j + 1 < len(sentences) and j - k < 8 and not sentences[j + 1].first_in_line:
            piece, mark = sentences[j + 1], self.page.norm[sentences[j].end : sentences[j].end + 1]
            if any(self._names_lead(i, piece) for i in range(piece.first, piece.last)):
                break
            if mark == "." and not (
                _CLOSING.match(self.page.low, piece.start) and any(piece.start <= t.start < piece.end for t in self.times)
            ):
                break
            j += 1
        return j

    def _names_lead(self, i: int, piece: Sentence) -> bool:
        """Does a new task begin here: a body at the head, `giao X`, `do X`?"""
        if i == self._skip_small(piece.first, piece.last) and self._lead_at(i) is not None:
            return True
        verb = _list("assign").match(self.tokens, i)
        if verb and not self._is_noun(i, piece) and self._lead_at(verb[0]) is not None:
            return True
        return self.tokens[i].text == "do" and self._lead_at(i + 1) is not None

    # --- context

    def _default_assigner(self, people: list[PersonSpan]) -> str | None:
        for p in people:
            at = self.tokens[p.first].start
            if self.head.title_start <= at < self.head.title_end and p.person.role:
                return self._person_name(p)
        return self.head.issuer or self.annexed

    def _person_name(self, p: PersonSpan) -> str:
        """`Phó Chủ tịch UBND tỉnh Nguyễn Văn A`: office and name, the office from another mention if need be."""
        if not p.person.role:
            p = self.known.get(same_key(p.person.name), p)
        body = p.person.organisation or ""
        if self.head.place and body.endswith(" " + self.head.place):
            body = body[: -len(self.head.place) - 1]
        return (
            " ".join(x for x in (p.person.role, body, p.person.name) if x).split(";")[0]
            if ";" not in (p.person.role or "")
            else f"{(p.person.role or '').split(';')[0]} {body.split(';')[0]} {p.person.name}"
        )

    def _meeting_day(self) -> str | None:
        days = [t for t in self.times if t.kind == "day" and t.value]
        inside = [t for t in days if self.head.title_start <= t.start < self.head.title_end]
        first = inside or ([self.head.date] if self.head.date else []) or [t for t in days if t.start < 400]
        return first[0].value if first and first[0].value else None

    def _enter_line(self, s: Sentence) -> None:
        """Headings and stems change what follows; a plain paragraph ends a stem that is not followed by items."""
        line = same_key(self.page.norm[s.start : self.page.lines[self.page.line_of(s.start)][1]])
        short = len(line) < 150
        heading = (
            short and not line.endswith((".", ";")) and (s.numbered or self.page.norm[s.start : s.end].isupper() or line.endswith(":"))
        )
        self.heading = heading and not line.endswith(":")
        self.given = False
        if heading and any(x in line for x in words("tasks", "sections")):
            level = level_of(self.page, self.page.line_of(s.start))
            if not self.context.active:
                self.section_level = 9 if level is None else level
            self.context = Context(self.context.assigner if self.context.stem else self.default, True, line.endswith(":"))
        elif heading and s.numbered and not self.directive and not self._lead_at(s.first):
            level = level_of(self.page, self.page.line_of(s.start))
            if level is None or level <= self.section_level:
                self.context = Context(self.default, False)
        elif not s.numbered and not s.bulleted and not self.context.stem:
            self.context = Context(self.default, self.directive or (self.context.active and not heading))

    def _bullets_after(self, sentences: list[Sentence], k: int) -> int:
        """Index of the last sentence of the bullets that go with a line ending in a colon (`Phòng X:` + items)."""
        s = sentences[k]
        if self.page.norm[s.end - 1 : s.end] != ":" and self.page.norm[s.end : s.end + 1] != ":":
            return k
        j = k + 1
        if j >= len(sentences) or not self._is_item(sentences[j], s):
            return k
        while j < len(sentences) and j - k < 80 and (self._is_item(sentences[j], s) or not sentences[j].first_in_line):
            j += 1
        return j - 1

    def _is_item(self, item: Sentence, stem: Sentence) -> bool:
        """A bullet (or, under an unnumbered stem, a numbered item) that names no body of its own."""
        if not item.first_in_line or not (item.bulleted or (item.numbered and not stem.numbered)):
            return False
        verb = _list("assign").match(self.tokens, item.first)
        return self._lead_at(item.first) is None and not (verb and self._lead_at(verb[0]))

    # --- one sentence

    def _read_sentence(self, s: Sentence, end: int) -> bool:
        """Tries the ways of giving a task, the most telling first."""
        return self._by_verb(s, end) or self._by_do(s, end) or self._by_lead(s, end) or self._by_label(s, end)

    def _by_verb(self, s: Sentence, end: int) -> bool:
        """`[UBND tỉnh] giao / yêu cầu / đề nghị [Sở X] …`."""
        any_found = False
        i = s.first
        verbs = _list("assign")
        while i < s.last:
            verb = verbs.match(self.tokens, i)
            if not verb or self._is_noun(i, s):
                i += 1
                continue
            lead_first = verb[0]
            while lead_first < s.last and self.tokens[lead_first].text in (":", "ngay", "thêm", "tiếp"):
                lead_first += 1
            lead_last = self._lead_at(lead_first)
            if lead_last is None or lead_last >= s.last + 1 and lead_last > s.last:
                if lead_first >= s.last - 1 or verb[0] >= s.last:
                    self._open_stem(s, i)
                    any_found = True
                i += 1
                continue
            if verb[1] in ("cử", "mời", "nhắc", "đôn đốc", "chỉ đạo") and not self._verb_fits(verb[1], i, s, lead_last):
                i = verb[0]
                continue
            first, assigner = self._assigner_before(i, s)
            lead_last = self._with_clause(lead_last, s)
            stop = self._clause_stop(lead_last, s, end)
            self._put(first, lead_first, lead_last, stop, assigner)
            self.context = Context(assigner or self.context.assigner, True, self.context.stem)
            any_found = self.given = True
            i = max(lead_last, self.page.token_at(stop))
        return any_found

    def _verb_fits(self, verb: str, i: int, s: Sentence, lead_last: int) -> bool:
        """Weak verbs give a task only at the head of a clause, with a task behind the body."""
        if lead_last >= s.last or self.tokens[lead_last].kind != "w":
            return False
        before = self.tokens[i - 1].text if i > s.first else ""
        if verb == "chỉ đạo":
            return before in ("", ",", "đã", "thời", "tục", "và", "trung", "tỉnh", "huyện") or before == "cũng"
        return before in ("", ",", "đã", "và")

    def _is_noun(self, i: int, s: Sentence) -> bool:
        """`theo đề nghị của`, `Ban Chỉ đạo`, `bàn giao`."""
        if i > s.first and self.tokens[i - 1].text in words("tasks", "not_assign") and self.tokens[i].text != "giao":
            return True
        if (
            i > s.first
            and self.tokens[i].text == "giao"
            and self.tokens[i - 1].text in ("bàn", "chuyển", "được", "nghiệm", "người", "bên", "cơ", "đơn", "ngày", "phiếu")
        ):
            return True
        return self.page.is_capital(self.tokens[i]) and i > s.first and self.tokens[i - 1].kind == "w"

    def _open_stem(self, s: Sentence, i: int) -> None:
        """`…, giao:` at the end of a line: the items that follow name the bodies."""
        _, assigner = self._assigner_before(i, s)
        self.context = Context(assigner or self.context.assigner or self.default, True, True)

    def _by_do(self, s: Sentence, end: int) -> bool:
        """`… do Sở X chủ trì / thực hiện / làm đầu mối`."""
        for i in range(s.first, s.last):
            if self.tokens[i].text != "do":
                continue
            last = self._lead_at(i + 1)
            if last is None or last >= s.last:
                continue
            j = last + 1 if self.tokens[last].text == "," else last
            if self.tokens[j].text in ("chủ", "làm", "thực", "quản", "phụ", "đảm", "chịu", "tổ") and self._task_like(s, i):
                self._put(s.first, i + 1, last, s.end, None)
                return True
        return False

    def _task_like(self, s: Sentence, i: int) -> bool:
        texts = [t.text for t in self.tokens[s.first : i]]
        return (
            "đã" not in texts
            and "trình" not in texts[-1:]
            and (self.context.active or self.directive or bool(self.found) or "việc" in texts[:2])
        )

    def _by_lead(self, s: Sentence, end: int) -> bool:
        """A body at the head of the sentence that must act: `Sở X chủ trì …`, `Sở X: …`, `UBND các xã phải …`."""
        first = self._first_lead(s)
        last = self._lead_at(first)
        if last is None or last > s.last or (self.heading and s.first_in_line and len(self.page.norm[s.start : s.end]) < 60):
            return False
        if (
            last < len(self.tokens) and self.tokens[last].text == "(" and self.tokens[last + 1].text in ("chủ", "phối")
            if last + 1 < len(self.tokens)
            else False
        ):
            return self._put_if(True, first, last, s, end)
        if self._find_strong(last, s):
            self.given = True
            return self._put_if(True, first, last, s, end)
        if (not self.context.active and not self.given) or self._is_giver(first, last):
            return False
        nxt = self.tokens[last].text if last < s.last else ""
        if nxt == ":" and s.first == first:
            if self._is_person(first) and not (self.directive or self.context.stem):
                return False
            follows = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
            weak = self.tokens[first].text in _WEAK and not self.page.is_capital(self.tokens[first + 1])
            return self._put_if(
                end > self.tokens[last].end + 3 and follows is not None and follows.kind != "n" and not weak, first, last, s, end
            )
        if (
            last < s.last
            and self.tokens[last].kind == "w"
            and not _list("past").match(self.tokens, last)
            and (
                _list("acts").match(self.tokens, last)
                or ((s.numbered or s.bulleted) and s.first_in_line and self.context.active)
                or self.given
            )
        ):
            return self._put_if(self._is_told(first), first, last, s, end)
        return self._relative_lead(first, last, s, end)

    def _first_lead(self, s: Sentence) -> int:
        """Where the body stands: at the head, behind a short label (`Chế độ báo cáo: …`), or behind an opening phrase when it must act."""
        first = self._skip_small(s.first, s.last)
        if self._lead_at(first) is not None:
            return first
        for j in range(first + 1, min(first + 14, s.last)):
            mark = self.tokens[j - 1].text
            if mark == ":" and j - first < 8 and self._lead_at(j) is not None:
                return j
            if mark == "," and (last := self._lead_at(j)) is not None and self._find_strong(last, s):
                return j
        return first

    def _find_strong(self, last: int, s: Sentence) -> bool:
        """`chủ trì`, `có trách nhiệm`, `được giao` right behind the body (a comma phrase may stand between); not `chủ trì hội nghị`."""
        texts = [t.text for t in self.tokens[last : last + 4]]
        if "trì" in texts and texts[texts.index("trì") + 1 :][:1] in (["hội"], ["cuộc"], ["phiên"], ["buổi"], ["lễ"], ["kỳ"], ["tọa"]):
            return False
        for j in (last, last + 1):
            found = _list("lead_verbs").match(self.tokens, j)
            if found and found[0] <= s.last and (j == last or self.tokens[last].text in (",", "cũng", "phải", "cần", "sẽ")):
                return True
        if self.tokens[last].text in ("là", ",") if last < s.last else False:
            return any(
                _list("lead_verbs").match(self.tokens, j) and self.tokens[j].text in ("có", "chịu")
                for j in range(last, min(last + 16, s.last))
            )
        return False

    def _is_giver(self, first: int, last: int) -> bool:
        """The issuing body at the head of a sentence tells what it does itself."""
        lead = same_key(self.page.text(self.tokens[first].start, self.tokens[last - 1].end))
        giver = same_key(self.head.issuer or "")
        return bool(giver) and (lead == giver or (self.head.place is not None and giver == f"{lead} {same_key(self.head.place)}"))

    def _is_person(self, first: int) -> bool:
        return first in self.people or self.tokens[first].text in ("ông", "bà", "đồng")

    def _with_clause(self, last: int, s: Sentence) -> int:
        """`đề nghị các chủ thể có sản phẩm đạt hạng giữ …`: the lead goes on to the verb of its task."""
        if last < s.last and self.tokens[last].text in ("có", "được", "chưa", "bị"):
            for j in range(last + 2, min(last + 12, s.last)):
                if self.tokens[j].text in (",", ";", "."):
                    return last
                if _list("acts").match(self.tokens, j) and self.tokens[j - 1].text not in ("được", "bị", "đã", "chưa") and j > last + 2:
                    return j
        return last

    def _relative_lead(self, first: int, last: int, s: Sentence, end: int) -> bool:
        """`UBND các huyện có sản phẩm bị loại phải …`: the body with a clause of its own before what it must do."""
        if last >= s.last or self.tokens[last].text not in ("có", "được", "đã", "chưa", "đang", "bị", "còn", "nơi"):
            return False
        for j in range(last + 1, min(last + 14, s.last)):
            if self.tokens[j].text in (",", ";", "."):
                return False
            if self.tokens[j].text in ("phải", "cần") or _list("lead_verbs").match(self.tokens, j):
                return self._put_if(True, first, j, s, end)
            if (
                j > last + 2
                and self.tokens[last].text == "có"
                and (self.given or self.context.stem)
                and (act := _list("acts").match(self.tokens, j))
                and act[0] - j > 1
            ):
                return self._put_if(True, first, j, s, end)
        return False

    def _is_told(self, first: int) -> bool:
        """A vague body written small (`địa phương`, `tỉnh`) at the head of a sentence is told something only under a stem."""
        if (
            self.tokens[first].text in _WEAK
            and not (self.tokens[first].text == "chủ" and self.tokens[first + 1].text == "tịch")
            and not (self.tokens[first].text == "tổ" and self.page.is_capital(self.tokens[first]))
        ):
            return self.context.stem or self.given
        return self.page.is_capital(self.tokens[first]) or self.context.stem or self.tokens[first].text in ("các", "ubnd")

    def _by_label(self, s: Sentence, end: int) -> bool:
        """`Đầu mối tổng hợp chung: Văn phòng X`, `Cơ quan chủ trì: Sở Y`."""
        m = _LABEL.match(self.page.low, s.start, s.end)
        if not m:
            return False
        first = self.page.token_at(m.end())
        last = self._lead_at(first)
        slip = m.group().startswith(("người", "đơn vị", "bộ phận", "cá nhân", "cán bộ", "công chức"))
        if last is None or (self._is_person(first) and not slip):
            return False
        start, stop = self._slip(s) if slip else (s.start, s.end)
        self._put(self.page.token_at(start), first, last, stop, None)
        return True

    def _slip(self, s: Sentence) -> tuple[int, int]:
        """The lines of a task slip around `Người thực hiện: …`: content above or below, deadline below."""
        n = self.page.line_of(s.start)
        first = last = n
        if n and _CONTENT.match(self.page.low, *self.page.lines[n - 1]):
            first = n - 1
        while last + 1 < len(self.page.lines) and (
            _CONTENT.match(self.page.low, *self.page.lines[last + 1]) or _DETAIL.match(self.page.low, *self.page.lines[last + 1])
        ):
            if _CONTENT.match(self.page.low, *self.page.lines[last + 1]) and first < n:
                break
            last += 1
        return self.page.lines[first][0], max(self.page.lines[last][1], s.end)

    # --- helpers

    def _skip_small(self, i: int, last: int) -> int:
        while i < last:
            found = _list("openings").match(self.tokens, i)
            if not found:
                return i
            i = found[0]
        return i

    def _lead_at(self, i: int) -> int | None:
        """Index after the body, group of bodies or person that begins at token i."""
        if i >= len(self.tokens):
            return None
        person = self.people.get(i)
        if person:
            return person.last
        if self.tokens[i].text in ("ông", "bà") or (
            self.tokens[i].text == "đồng" and i + 1 < len(self.tokens) and self.tokens[i + 1].text == "chí"
        ):
            j = i + (2 if self.tokens[i].text == "đồng" else 1)
            return self.people[j].last if j in self.people else None
        return group_at(self.page, i)

    def _assigner_before(self, i: int, s: Sentence) -> tuple[int, str | None]:
        """The body or person that is the subject of the verb at i: (where the finding begins, name)."""
        speaker = self.people.get(s.first)
        if speaker and speaker.last < i and self.tokens[speaker.last].text == ":":
            return i, self._person_name(speaker)
        for start in range(max(s.first, i - _REACH), i):
            last = self.people[start].last if start in self.people else body_at(self.page, start)
            if last is None or last > i or (start > s.first and self.tokens[start - 1].text in ("của", "với", "cho", "tại", "về", "trình")):
                continue
            rest = [t.text for t in self.tokens[last:i]]
            if all(
                x in _SMALL_TALK
                or x
                in (
                    "có",
                    "công",
                    "văn",
                    "bản",
                    "kết",
                    "luận",
                    "phát",
                    "biểu",
                    ":",
                    "quyết",
                    "định",
                    "thống",
                    "nhất",
                    "tại",
                    "hội",
                    "nghị",
                    "ý",
                    "kiến",
                    "tiếp",
                    "đồng",
                )
                for x in rest
            ):
                if start in self.people:
                    return start, self._person_name(self.people[start])
                return start, self._with_place(self.page.text(self.tokens[start].start, self.tokens[last - 1].end))
        return i, None

    def _with_place(self, name: str) -> str:
        key = same_key(name)
        if (
            self.head.place
            and self.head.level
            and key in (f"ubnd {self.head.level}", f"chủ tịch ubnd {self.head.level}", f"hđnd {self.head.level}")
        ):
            return f"{name} {self.head.place}"
        return name

    def _clause_stop(self, lead_last: int, s: Sentence, end: int) -> int:
        """The finding ends with the sentence, or before the next `giao / yêu cầu` of it."""
        for j in range(lead_last, s.last):
            if (
                self.tokens[j].text in (",", ";")
                and (verb := _list("assign").match(self.tokens, j + 1))
                and verb[1] in ("giao", "yêu cầu", "đề nghị", "giao cho", "kiến nghị")
                and self._lead_at(verb[0])
            ):
                return self.tokens[j].start
        return end

    def _put_if(self, condition: bool, first: int, last: int, s: Sentence, end: int) -> bool:
        if condition:
            self._put(first, first, last, end, None)
        return condition

    def _put(self, first: int, lead_first: int, lead_last: int, end: int, assigner: str | None) -> None:
        start = self.tokens[first].start
        while end > start and self.page.norm[end - 1] in " \n.;:,/":
            end -= 1
        lead = self.page.text(self.tokens[lead_first].start, self.tokens[lead_last - 1].end)
        cooperators, task_first = self._cooperators(lead_last, end)
        while (
            task_first < len(self.tokens)
            and self.tokens[task_first].start < end
            and self.tokens[task_first].text in (".", ":", ",", ")", "-", "+", "\n")
        ):
            task_first += 1
        task = (
            self.page.text(self.tokens[task_first].start, end)
            if task_first < len(self.tokens) and self.tokens[task_first].start < end
            else self.page.text(start, self.tokens[lead_first].start)
        )
        self.spans.append((start, end))
        raw_start, raw_end = self.page.raw_span(start, max(end, self.tokens[lead_last - 1].end))
        self.found.append(
            Assignment(
                self.page.raw[raw_start:raw_end],
                raw_start,
                raw_end,
                assigner or self.context.assigner or self.default,
                lead,
                cooperators,
                task,
                deadline_in(self.page, start, end, self.times, self.meeting),
                0.9 if assigner else 0.8,
            )
        )

    def _cooperators(self, i: int, end: int) -> tuple[list[str], int]:
        """The bodies after `phối hợp với / cùng`, one string each, and where the task begins."""
        tokens = self.tokens
        stop = self.page.token_at(end)
        texts = [t.text for t in tokens[i : min(i + 18, stop)]]
        at = next((k for k in range(len(texts) - 1) if texts[k : k + 2] in (["phối", "hợp"], ["ý", "kiến"])), None)
        if at is not None and texts[at] == "ý" and (not at or texts[at - 1] != "lấy"):
            at = None
        j = i
        if at is None:
            return self._joined_by_cung(i, stop)
        j = i + at + 2
        if j < stop and tokens[j].text in ("với", "cùng"):
            j += 1
        if j < stop and tokens[j].text == ":":
            return self._partner_before(i, i + at, j)
        out, last = self._bodies(j, stop)
        if not out:
            return self._partner_before(i, i + at, j) if at > 1 else ([], j)
        return out, last

    def _joined_by_cung(self, i: int, stop: int) -> tuple[list[str], int]:
        tokens = self.tokens
        for j in range(i, min(i + 7, stop)):
            if tokens[j].text in ("cùng", "cùng với"):
                k = j + 2 if j + 1 < stop and tokens[j + 1].text == "với" else j + 1
                out, last = self._bodies(k, stop)
                return out, last
        while i < stop and (tokens[i].text in ("chủ", "trì", ",", ":", "(", ")") or tokens[i].kind == "b"):
            i += 1
        return [], i

    def _partner_before(self, i: int, at: int, j: int) -> tuple[list[str], int]:
        """`X chủ trì, Y phối hợp: …` and `Y (phối hợp)`: the partner stands before the word."""
        for k in range(i, at):
            end = body_at(self.page, k)
            if end is not None and end >= at - 1 and end <= at:
                while j < len(self.tokens) and self.tokens[j].text in (")", ":", ","):
                    j += 1
                return self._split(k, end), j
        return [], j

    def _bodies(self, j: int, stop: int) -> tuple[list[str], int]:
        """Bodies from token j on, joined by commas and `và`; `các Sở: A, B` gives each its head."""
        out: list[str] = []
        tokens = self.tokens
        while j < stop:
            if tokens[j].text == "các" and j + 2 < stop and tokens[j + 1].text in ("sở", "bộ") and tokens[j + 2].text == ":":
                fields, j = self._fields(j + 3, stop, tokens[j + 1].text.capitalize())
                out.extend(fields)
            else:
                end = self.people[j].last if j in self.people else body_at(self.page, j)
                if end is None or end > stop:
                    break
                out.extend(self._split(j, end))
                j = end
            k = j
            while k < stop and tokens[k].text in (",", "và", ";", "cùng"):
                k += 1
            if k == j or k >= stop or (body_at(self.page, k) is None and tokens[k].text != "các" and k not in self.people):
                break
            j = k
        while j < stop and tokens[j].text in (",", ":"):
            j += 1
        return out, j

    def _fields(self, j: int, stop: int, head: str) -> tuple[list[str], int]:
        out = []
        known = phrases("bodies", "fields")
        while j < stop:
            found = known.match(self.tokens, j)
            if not found:
                break
            out.append(f"{head} {self.page.text(self.tokens[j].start, self.tokens[found[0] - 1].end)}")
            j = found[0]
            if j + 1 < stop and self.tokens[j].text in (",", "và", ";") and known.match(self.tokens, j + 1):
                j += 1
            else:
                break
        return out, j

    def _split(self, first: int, last: int) -> list[str]:
        return [self.page.text(self.tokens[first].start, self.tokens[last - 1].end)]
