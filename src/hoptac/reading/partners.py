"""The bodies that help: `phối hợp với Sở A, Sở B`, `X chủ trì, Y phối hợp`, `cùng các Sở: A, B`, one string a body."""

from __future__ import annotations

from collections.abc import Mapping

from hoptac.reading.bodies import body_at
from hoptac.reading.leads import PersonSpan
from hoptac.reading.lexicon import phrases
from hoptac.reading.page import Page


class Partners:
    """Finds who helps in a task of one page."""

    def __init__(self, page: Page, people: Mapping[int, PersonSpan]) -> None:
        self.page, self.tokens, self.people = page, page.tokens, people

    def after(self, i: int, end: int) -> tuple[list[str], int]:
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
