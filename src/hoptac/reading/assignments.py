"""Tasks given to bodies and persons (guide §3): `giao Sở X chủ trì …`, lists under a stem, bodies with a colon, closing formulas."""

from __future__ import annotations

import re
from functools import cache

from hoptac.reading.closings import closing_at
from hoptac.reading.deadlines import deadline_in
from hoptac.reading.findings import Assignment, Reference
from hoptac.reading.head import Head
from hoptac.reading.leads import Context, Leads, PersonSpan
from hoptac.reading.lexicon import Phrases, lists, phrases, words
from hoptac.reading.outline import level_of
from hoptac.reading.page import Page
from hoptac.reading.partners import Partners
from hoptac.reading.sentences import Sentence, split_sentences
from hoptac.reading.slips import slip_lines
from hoptac.reading.spans import among
from hoptac.reading.text import same_key
from hoptac.reading.times import Time

_CLOSING = re.compile(r"(?:kết\s+quả|danh\s+sách|thời\s+hạn|thời\s+gian|hoàn\s+thành|báo\s+cáo|việc\s+này|xong|hồ\s+sơ|trình|gửi)(?!\w)")
_LABEL = re.compile(
    r"(?:đầu\s+mối|cơ\s+quan\s+chủ\s+trì|đơn\s+vị\s+chủ\s+trì|chủ\s+trì|(?:cơ\s+quan|đơn\s+vị|bộ\s+phận|cá\s+nhân|người|cán\s+bộ|công\s+chức)"
    r"\s+(?:thực\s+hiện|nhận|được\s+giao|chủ\s+trì|phụ\s+trách|tiếp\s+nhận))[^:.;\n]{0,40}:"
)
_WORKING = frozenset({"htx", "hợp", "tht", "doanh", "hộ"})
_WEAK = frozenset({"htx", "hợp", "doanh", "hộ", "chủ", "tổ", "tỉnh", "huyện", "xã", "tht", "cán", "nhóm", "thành"})


@cache
def _list(name: str) -> Phrases:
    return phrases("tasks", name)


class AssignmentReader:
    """Reads the assignments of one page."""

    def __init__(
        self, page: Page, head: Head, times: list[Time], people: list[PersonSpan], taken_lines: set[int], references: list[Reference]
    ) -> None:
        self.page, self.tokens, self.head, self.times = page, page.tokens, head, times
        self.leads = Leads(page, head, people, references)
        self.partners = Partners(page, self.leads.people)
        self.taken_lines = taken_lines
        self.found: list[Assignment] = []
        self.spans: list[tuple[int, int]] = []
        self.default = self.leads.default
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
            closing = closing_at(self.page, self.leads, sentences, k) if self.directive else None
            if closing is not None:
                self._put(closing.first, closing.first, closing.limit, closing.end, None)
                k = closing.piece + 1
                continue
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
            if self._names_lead(piece):
                break
            if mark == "." and not (
                _CLOSING.match(self.page.low, piece.start) and any(piece.start <= t.start < piece.end for t in self.times)
            ):
                break
            j += 1
        return j

    def _names_lead(self, piece: Sentence) -> bool:
        """Does a new task begin in this piece: a body at the head, `giao X`, `do X`?"""
        head = self._skip_small(piece.first, piece.last)
        if head < piece.last and self.leads.at(head) is not None:
            return True
        for i in among(_list("assign").spots(self.page), piece.first, piece.last):
            verb = _list("assign").match(self.tokens, i)
            if verb and not self._is_noun(i, piece) and self.leads.at(verb[0]) is not None:
                return True
        return any(self.leads.at(i + 1) is not None for i in among(self.page.spots.get("do", []), piece.first, piece.last))

    # --- context

    def _meeting_day(self) -> str | None:
        days = [t for t in self.times if t.kind == "day" and t.value]
        inside = [t for t in days if self.head.title_start <= t.start < self.head.title_end]
        first = inside or ([self.head.date] if self.head.date else []) or [t for t in days if t.start < 400]
        return first[0].value if first and first[0].value else None

    def _enter_line(self, s: Sentence) -> None:
        """Headings and stems change what follows; a plain paragraph ends a stem that is not followed by items."""
        line = " ".join(self.page.norm[s.start : self.page.lines[self.page.line_of(s.start)][1]].split())
        short = len(line) < 150
        heading = (
            short and not line.endswith((".", ";")) and (s.numbered or self.page.norm[s.start : s.end].isupper() or line.endswith(":"))
        )
        key = same_key(line) if heading else ""
        self.heading = heading and not line.endswith(":")
        self.given = False
        if heading and any(x in key for x in words("tasks", "sections")):
            level = level_of(self.page, self.page.line_of(s.start))
            if not self.context.active:
                self.section_level = 9 if level is None else level
            self.context = Context(self.context.assigner if self.context.stem else self.default, True, line.endswith(":"))
        elif heading and s.numbered and not self.directive and not self.leads.at(s.first):
            level = level_of(self.page, self.page.line_of(s.start))
            if level is None or level <= self.section_level:
                self.context = Context(self.default, False)
        elif not s.numbered and not s.bulleted and not self.context.stem:
            self.context = Context(self.default, self.directive or (self.context.active and not heading))

    def _bullets_after(self, sentences: list[Sentence], k: int) -> int:
        """Index of the last sentence of the bullets that go with a line ending in a colon (`Phòng X:` + items)."""
        s = sentences[k]
        if not self._ends_in_colon(s) and not self._is_lead_heading(s):
            return k
        j = k + 1
        if j >= len(sentences) or not self._is_item(sentences[j], s):
            return k
        while j < len(sentences) and j - k < 80 and (self._is_item(sentences[j], s) or not sentences[j].first_in_line):
            j += 1
        return j - 1

    def _ends_in_colon(self, s: Sentence) -> bool:
        return ":" in self.page.norm[s.end - 1 : s.end + 1]

    def _is_lead_heading(self, s: Sentence) -> bool:
        """`1. Sở Tài chính` alone on a numbered line: what it must do stands in the lines below."""
        if not (s.first_in_line and s.numbered and (self.context.active or self.directive)):
            return False
        last = self.leads.at(s.first)
        return last is not None and last >= s.last and not self.leads.is_person(s.first)

    def _is_item(self, item: Sentence, stem: Sentence) -> bool:
        """A bullet (or a deeper numbered item, or a plain line of what to do under a bare body) that names no body of its own."""
        listed = item.bulleted or (item.numbered and (not stem.numbered or self._is_deeper(item, stem)))
        told = not item.numbered and self._is_lead_heading(stem) and _list("acts").match(self.tokens, item.first)
        if not item.first_in_line or not (listed or told):
            return False
        verb = _list("assign").match(self.tokens, item.first)
        return self.leads.at(item.first) is None and not (verb and self.leads.at(verb[0]))

    def _is_deeper(self, item: Sentence, stem: Sentence) -> bool:
        """`a)` under `1.`; the items of one list are of one depth."""
        inner, outer = (level_of(self.page, self.page.line_of(x.start)) for x in (item, stem))
        return inner is not None and outer is not None and inner > outer

    # --- one sentence

    def _read_sentence(self, s: Sentence, end: int) -> bool:
        """Tries the ways of giving a task, the most telling first."""
        before = len(self.found)
        if self._by_verb(s, end):
            self._lead_before(s, before)
            return True
        return self._by_do(s, end) or self._by_lead(s, end) or self._by_label(s, end)

    def _by_verb(self, s: Sentence, end: int) -> bool:
        """`[UBND tỉnh] giao / yêu cầu / đề nghị [Sở X] …`."""
        any_found = False
        after = s.first
        verbs = _list("assign")
        for i in among(verbs.spots(self.page), s.first, s.last):
            verb = verbs.match(self.tokens, i) if i >= after else None
            if not verb or self._is_noun(i, s):
                continue
            lead_first = verb[0]
            while lead_first < s.last and self.tokens[lead_first].text in (":", "ngay", "thêm", "tiếp"):
                lead_first += 1
            lead_last = self.leads.at(lead_first)
            if lead_last is None or lead_last >= s.last + 1 and lead_last > s.last:
                if (lead_first >= s.last - 1 or verb[0] >= s.last) and (verb[1] != "chỉ đạo" or self._ends_in_colon(s)):
                    self._open_stem(s, i)
                    any_found = True
                continue
            if verb[1] in ("cử", "mời", "nhắc", "đôn đốc", "chỉ đạo") and not self._verb_fits(verb[1], i, s, lead_last):
                after = verb[0]
                continue
            first, assigner = self.leads.giver_before(i, s)
            lead_last = self._with_clause(lead_last, s)
            stop = self._clause_stop(lead_last, s, end)
            self._put(first, lead_first, lead_last, stop, assigner)
            self.context = Context(assigner or self.context.assigner, True, self.context.stem)
            any_found = self.given = True
            after = max(lead_last, self.page.token_at(stop))
        return any_found

    def _lead_before(self, s: Sentence, n: int) -> None:
        """`Đ/c A chủ trì …, giao đ/c B …`: the one told at the head of the sentence, before the first `giao` in it."""
        if len(self.found) <= n or not self.context.active:
            return
        first, stop = self._skip_small(s.first, s.last), self.spans[n][0]
        last = self.leads.at(first)
        if last is not None and self.tokens[last].start + 8 < stop and self._find_strong(last, s) and not self.leads.is_giver(first, last):
            self._put(first, first, last, stop, None)

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
        _, assigner = self.leads.giver_before(i, s)
        self.context = Context(assigner or self.context.assigner or self.default, True, True)

    def _by_do(self, s: Sentence, end: int) -> bool:
        """`… do Sở X chủ trì / thực hiện / làm đầu mối`."""
        for i in among(self.page.spots.get("do", []), s.first, s.last):
            last = self.leads.at(i + 1)
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
        last = self.leads.at(first)
        if last is not None and last >= s.last and end > s.end and self._is_lead_heading(s):
            return self._put_if(True, first, last, s, end)
        if last is None or last > s.last or (self.heading and s.first_in_line and len(self.page.norm[s.start : s.end]) < 60):
            return False
        if [t.text for t in self.tokens[last : last + 2]] in (["(", "chủ"], ["(", "phối"]):
            return self._put_if(True, first, last, s, end)
        if self._find_strong(last, s):
            self.given = True
            return self._put_if(True, first, last, s, end)
        if (not self.context.active and not self.given) or self.leads.is_giver(first, last):
            return False
        nxt = self.tokens[last].text if last < s.last else ""
        if nxt == ":" and first == self._skip_small(s.first, s.last):
            if self.leads.is_person(first) and not (self.directive or self.context.stem):
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
        if self.leads.at(first) is not None:
            return first
        for j in range(first + 1, min(first + 14, s.last)):
            mark = self.tokens[j - 1].text
            if mark == ":" and j - first < 8 and self.leads.at(j) is not None:
                return j
            if mark == "," and (last := self.leads.at(j)) is not None and self._find_strong(last, s):
                return j
        return first

    def _find_strong(self, last: int, s: Sentence) -> bool:
        """`chủ trì`, `có trách nhiệm`, `được giao` right behind the body (a comma phrase may stand between); not `chủ trì hội nghị`."""
        if last < s.last and self.tokens[last].text == "(":  # `Sở X (cơ quan thường trực) chủ trì …`
            last = next((k + 1 for k in range(last + 1, min(last + 14, s.last)) if self.tokens[k].text == ")"), last)
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
        if self.tokens[first].text in ("các", "những", "mọi") and self.tokens[first + 1].text in _WORKING:
            return self.context.stem  # `Các hợp tác xã tiếp tục phát triển`: how things go, unless a stem tells them so
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
        last = self.leads.at(first)
        slip = m.group().startswith(("người", "đơn vị", "bộ phận", "cá nhân", "cán bộ", "công chức"))
        if last is None or (self.leads.is_person(first) and not slip):
            return False
        start, stop = slip_lines(self.page, s) if slip else (s.start, s.end)
        self._put(self.page.token_at(start), first, last, stop, None)
        return True

    # --- helpers

    def _skip_small(self, i: int, last: int) -> int:
        while i < last:
            found = _list("openings").match(self.tokens, i)
            if not found:
                return i
            i = found[0]
        return i

    def _clause_stop(self, lead_last: int, s: Sentence, end: int) -> int:
        """The finding ends with the sentence, or before the next `giao / yêu cầu` of it."""
        for j in range(lead_last, s.last):
            if (
                self.tokens[j].text in (",", ";")
                and (verb := _list("assign").match(self.tokens, j + 1))
                and verb[1] in ("giao", "yêu cầu", "đề nghị", "giao cho", "kiến nghị")
                and self.leads.at(verb[0])
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
        cooperators, task_first = self.partners.after(lead_last, end)
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
