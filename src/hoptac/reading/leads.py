"""Who is told to act, and who tells: bodies, groups of bodies and persons with their offices, at a place of the page."""

from __future__ import annotations

from dataclasses import dataclass

from hoptac.reading.bodies import body_at, group_at
from hoptac.reading.findings import Person, Reference
from hoptac.reading.head import Head
from hoptac.reading.lexicon import words
from hoptac.reading.page import Page
from hoptac.reading.sentences import Sentence
from hoptac.reading.text import same_key

_REACH = 40  # tokens looked back for who gives a task: keeps long sentences linear


@dataclass(slots=True)
class PersonSpan:
    """A person's place in tokens, for leads that are persons."""

    first: int
    last: int
    person: Person


@dataclass(slots=True)
class Context:
    """What the lines above say: who gives tasks, and whether bodies that open a sentence are being told what to do."""

    assigner: str | None
    active: bool
    stem: bool = False


class Leads:
    """Bodies and persons of one page; the giver a document has unless a sentence names another."""

    def __init__(self, page: Page, head: Head, people: list[PersonSpan], references: list[Reference]) -> None:
        self.page, self.tokens, self.head = page, page.tokens, head
        self.people = {p.first: p for p in people}
        self.known: dict[str, PersonSpan] = {}
        self._groups: dict[int, int | None] = {}  # groups of bodies already looked for
        for p in people:
            if p.person.role:
                self.known.setdefault(same_key(p.person.name), p)
        self.annexed = next(
            (r.issuer for r in references if r.issuer and "kèm theo" in page.raw[max(0, r.start - 40) : r.start].lower()), None
        )
        self.default = self._default_giver(people)

    def at(self, i: int) -> int | None:
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
        if i not in self._groups:
            self._groups[i] = group_at(self.page, i)
        return self._groups[i]

    def giver_before(self, i: int, s: Sentence) -> tuple[int, str | None]:
        """The body or person that is the subject of the verb at i: (where the finding begins, name)."""
        speaker = self.people.get(s.first)
        if speaker and speaker.last < i and self.tokens[speaker.last].text == ":":
            return i, self._person_name(speaker)
        between = words("tasks", "between")
        for start in range(max(s.first, i - _REACH), i):
            last = self.people[start].last if start in self.people else body_at(self.page, start)
            if last is None or last > i or (start > s.first and self.tokens[start - 1].text in ("của", "với", "cho", "tại", "về", "trình")):
                continue
            rest = [t.text for t in self.tokens[last:i]]
            if all(x in between for x in rest):
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

    def _default_giver(self, people: list[PersonSpan]) -> str | None:
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

    def is_giver(self, first: int, last: int) -> bool:
        """The issuing body at the head of a sentence tells what it does itself."""
        lead = same_key(self.page.text(self.tokens[first].start, self.tokens[last - 1].end))
        giver = same_key(self.head.issuer or "")
        return bool(giver) and (lead == giver or (self.head.place is not None and giver == f"{lead} {same_key(self.head.place)}"))

    def is_person(self, first: int) -> bool:
        return first in self.people or self.tokens[first].text in ("ông", "bà", "đồng")
