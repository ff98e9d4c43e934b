"""The place or body a figure belongs to (guide: `subject`); asks `timing` for its time."""

from __future__ import annotations

from bisect import bisect_right

from hoptac.reading.bodies import body_at
from hoptac.reading.head import Head
from hoptac.reading.mentions import Mention, find_places, with_bare_levels
from hoptac.reading.owners import board_of, first_owner, owner_in
from hoptac.reading.page import Page
from hoptac.reading.quantities import Quantity
from hoptac.reading.spans import Spans
from hoptac.reading.times import Time
from hoptac.reading.timing import Timing

_SMALL_LEVELS = frozenset({"xã", "phường", "thị trấn", "đặc khu"})


class Scope:
    """Answers for the quantities of one page, asked in the order of the text."""

    def __init__(
        self,
        page: Page,
        head: Head,
        times: list[Time],
        references: list[tuple[int, int]],
        people: list[tuple[int, int]],
        tasks: list[tuple[int, int]],
        task_lines: set[int],
    ) -> None:
        self.page, self.head, self.task_lines = page, head, task_lines
        self.timing = Timing(page, head, times, references, tasks, task_lines)
        self.as_of = self.timing.as_of
        cited = Spans(references)
        places = find_places(page, people)
        self.places = [p for p in places if p.start not in cited]
        if not head.place:
            self.places = with_bare_levels(page, self.places)
        self._place_starts = [p.start for p in self.places]
        self.default = self._default(places)
        self._labels: dict[int, str | None] = {}

    def _default(self, places: list[Mention]) -> str | None:
        if self.head.place:
            return f"{self.head.level} {self.head.place}" if self.head.level in _SMALL_LEVELS else self.head.place
        about = self._titled_body()
        if about:
            return about
        if places and (places[0].start < 400 or len(places) > 0 and places[0].start * 4 < len(self.page.low)):
            return places[0].name
        return ((first_owner(self.page, 30) if not self.head.title else None) or "cả nước") if self.page.low.strip() else None

    def _titled_body(self) -> str | None:
        """`Hội nghị thành viên HTX Tân Phong`: the organisation a title is about."""
        if not self.head.title:
            return None
        for t in self.page.tokens_in(self.head.title_start, self.head.title_end):
            if t.text in ("htx", "hợp", "công", "quỹ") and self.page.is_capital(t):
                end = body_at(self.page, t.i)
                if end and end - t.i >= 2:
                    return self.page.text(t.start, min(self.page.tokens[end - 1].end, self.head.title_end))
        return None

    def of_whom(self, q: Quantity) -> str | None:
        """The place named before the figure in its sentence, or at the head of its paragraph, else that of the text."""
        at = self.page.tokens[q.first].start
        line = self.page.line_of(at)
        if line in self.task_lines:
            return self.default
        left, _ = self.timing.sentence(at)
        line_start = self.page.lines[line][0]
        body = self._label_of(line_start) or self._owner(q, left, at)
        if body:
            return body
        near = [p for p in self._places(left, at) if self._may_own(p, left)]
        if near:
            return near[-1].name
        if self.head.place:
            return self.default
        paragraph = [p for p in self._places(max(line_start, at - 6000), at) if not p.aside]
        return paragraph[0].name if paragraph else self.default

    def _owner(self, q: Quantity, left: int, at: int) -> str | None:
        """The organisation its sentence is about; a board whose members are counted."""
        if q.unit in ("thành viên", "người", "ủy viên") and (board := board_of(self.page, q.first)):
            return board
        return owner_in(self.page, left, at)

    def _places(self, left: int, right: int) -> list[Mention]:
        return self.places[bisect_right(self._place_starts, left - 1) : bisect_right(self._place_starts, right - 1)]

    def _may_own(self, p: Mention, sentence: int) -> bool:
        """In a document of one place only smaller places, the country, or a place that opens the sentence take a figure over."""
        if p.aside:
            return False
        if not self.head.place:
            return True
        if p.name == self.head.place:
            return True
        opens = p.start - sentence < 14
        return opens or (
            p.level in ("huyện", "xã", "phường", "thị xã", "thị trấn", "country", "đặc khu")
            and not (self.head.level in _SMALL_LEVELS and p.level in ("huyện",))
        )

    def _label_of(self, line_start: int) -> str | None:
        if line_start not in self._labels:
            self._labels[line_start] = self._labelled(line_start)
        return self._labels[line_start]

    def _labelled(self, line_start: int) -> str | None:
        """`5/ Quỹ hỗ trợ phát triển HTX: …` speaks of that fund."""
        i = self.page.token_at(line_start)
        tokens = self.page.tokens
        while i < len(tokens) and (tokens[i].kind in "np") and i - self.page.token_at(line_start) < 4:
            i += 1
        if i + 1 < len(tokens) and (
            tokens[i].text in ("quỹ", "htx") or (tokens[i].text, tokens[i + 1].text) in (("công", "ty"), ("liên", "hiệp"))
        ):
            end = body_at(self.page, i)
            if end and end < len(tokens) and tokens[end].text == ":" and end - i > 1:
                return self.page.text(tokens[i].start, tokens[end - 1].end)
        return None
