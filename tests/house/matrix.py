"""The machinery of the access matrix: viewers, objects, addresses, and what a rule expects. The expectations stand in access.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from factories import BY, World, founded
from hoptac.accounts import actions as accounts
from hoptac.accounts import following
from hoptac.reading.findings import Reference
from hoptac.registry import proposals
from hoptac.users.models import User

TABLE = Path(__file__).with_name("access.yaml")
OWN, NEIGHBOUR, ABOVE, NONE = "own", "neighbour", "above", "none"
PLACES = {OWN: "dongan", NEIGHBOUR: "tayhoa", ABOVE: "bac"}
CANARY = "Chim hoàng yến"  # stands in every object of the own commune, and nowhere else
SORTS = {"nobody/none", "no role/none", "commune_officer/own", "commune_officer/neighbour", "administrator/own"}
SINCE = date(2025, 7, 1)
REFERENCE = [field.name for field in fields(Reference) if field.name not in ("start", "end", "surface", "confidence")]
REFUSED_STRANGER = (302, 403, 404, 405)


def table() -> dict[str, Any]:
    """The matrix as written by hand."""
    return yaml.safe_load(TABLE.read_text(encoding="utf-8"))


def routes() -> dict[str, URLPattern]:
    """Every address of the house that is ours or our parts', by its name (or its pattern, where it has none)."""

    def walk(patterns: Any, before: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
        for one in patterns:
            if isinstance(one, URLResolver):
                space = (one.namespace,) if one.namespace else ()
                yield from walk(one.url_patterns, before + str(one.pattern), spaces + space)
            else:
                yield ":".join([*spaces, one.name]) if one.name else before + str(one.pattern), one

    return dict(walk(get_resolver().url_patterns, "", ()))


@dataclass(frozen=True)
class Viewer:
    """Somebody who asks: a role somewhere, or none, or nobody signed in."""

    role: str
    where: str
    rights: frozenset[str]
    client: Client

    def holds(self, right: str, reach: str) -> bool:
        """Whether the right is held: anywhere, at the place of the objects, or on the own organisation."""
        if right not in self.rights:
            return False
        if reach == "anywhere":
            return True
        if self.role == "representative":
            return reach == "own" and self.where == OWN
        return self.where in (OWN, ABOVE)

    def __str__(self) -> str:
        return f"{self.role}/{self.where}"


class Objects:
    """One of everything, at one commune; each bears the canary."""

    def __init__(self, world: World) -> None:
        from hoptac.files import actions as files
        from hoptac.intake.models import Finding, Reading, Sheet
        from hoptac.registry import people_actions as people
        from hoptac.registry.people_identity import Given
        from hoptac.reporting.models import IssuedReport

        here = world[PLACES[OWN]]
        self.person = User.objects.create(username="nguoi-cua-xa", full_name="Người Của Xã")
        given = {"user": self.person, "role": "commune_officer", "scope_kind": "place", "by": BY}
        self.grant = accounts.grant(scope_id=str(here.pk), first=SINCE, **given)
        accounts.grant(scope_id=str(world.id("anbinh")), first=date(2024, 12, 1), **given)
        (self.proposal,) = following.follow(by=BY)
        self.organisation = founded(world, PLACES[OWN], date(2025, 8, 1), name="HTX Của Xã")
        self.event = self.organisation.events.get()
        self.waiting = proposals.prepare(
            act="suspend", organisation=self.organisation, given={"on": date(2025, 9, 1), "note": f"{CANARY} 9"}, by=BY
        )
        self.other = founded(world, PLACES[NEIGHBOUR], date(2025, 8, 1), name="HTX Bên Cạnh")
        file = files.store(content=f"{CANARY} 1".encode(), label="a.txt", media_type="text/plain", by=BY)
        given = Given(f"{CANARY} 9", phone="0912345678", home_address=f"{CANARY} 10")
        self.member = people.join(joining=people.Joining(self.organisation, date(2025, 8, 2), person=given), by=BY).row
        self.officer = people.appoint(
            organisation=self.organisation, person=self.member.person, post="director", on=date(2025, 8, 2), by=BY
        )  # fmt: skip
        self.reading = Reading.objects.create(
            file=file, title=f"{CANARY} 2", text=f"{CANARY} 3 có 24 hợp tác xã.", place=here, as_of=SINCE, read_by="x"
        )
        self.finding = Finding.objects.create(
            reading=self.reading, layer="reference", start=0, end=4, surface=f"{CANARY} 4", data=dict.fromkeys(REFERENCE)
        )
        table = files.store(
            content=f"Tên HTX;Ngày thành lập\nHTX {CANARY} 7;1/8/2025\n".encode(), label="c.csv", media_type="text/csv", by=BY
        )
        self.sheet = Sheet.objects.create(
            file=table, kind="organisations", title=f"{CANARY} 8", place=here, day=date(2025, 9, 1), read_by="x"
        )
        from hoptac.accounts.subjects.models import Request

        self.request = Request.objects.create(
            subject_kind="user", subject_id=self.person.public_id, asked="see", wish=f"{CANARY} 9", how="letter", place=here,
            received_on=SINCE, received_by="x", first_due=SINCE, done_due=SINCE,
        )  # fmt: skip
        paper = files.store(content=f"{CANARY} 5".encode(), label="b.docx", media_type="application/x-docx", by=BY)
        self.report = IssuedReport.objects.create(
            kind="ktt-summary", title=f"{CANARY} 6", place=here, as_of=SINCE, map_of=SINCE, issued_on=SINCE, file=paper, pdf=None,
            figures=[], issued_by="x",
        )  # fmt: skip

    def secrets(self, but: dict[str, str]) -> list[bytes]:
        """Words and names that only who may read at the commune is shown; those in the address itself aside."""
        held = (self.reading, self.finding, self.report, self.sheet, self.request)
        names = {one.public_id for one in held} - set(but.values())
        return [word.encode() for word in (CANARY, *names)]

    def names(self, what: str | None) -> dict[str, str]:
        """What fills the address of a route."""
        return {
            None: {},
            "token": {"token": "khong-con-hieu-luc"},
            "purpose": {"purpose": "enter"},
            "provider": {"provider_id": "khong-co"},
            "factor": {"row": "1"},
            "grant": {"public_id": self.grant.public_id},
            "proposal": {"public_id": self.proposal.public_id},
            "person": {"public_id": self.person.public_id},
            "place": {"key": "90001@2025-07-01"},
            "organisation": {"public_id": self.organisation.public_id},
            "two organisations": {"public_id": self.organisation.public_id, "double_id": self.organisation.public_id},
            "board": {"code": "silent"},
            "organisation act": {"public_id": self.organisation.public_id, "slug": "suspend"},
            "organisation event": {"public_id": self.organisation.public_id, "event_id": self.event.public_id},
            "waiting act": {"public_id": self.waiting.public_id},
            "member": {"public_id": self.organisation.public_id, "row_id": self.member.public_id},
            "officer": {"public_id": self.organisation.public_id, "row_id": self.officer.public_id},
            "somebody": {"person_id": self.member.person.public_id},
            "indicator": {"code": "htx.total"},
            "reading": {"public_id": self.reading.public_id},
            "finding": {"public_id": self.reading.public_id, "finding_id": self.finding.public_id},
            "sheet": {"public_id": self.sheet.public_id},
            "sheet row": {"public_id": self.sheet.public_id, "number": "2"},
            "nobody's": {"public_id": "khong-co"},
            "request": {"public_id": self.request.public_id},
            "report": {"public_id": self.report.public_id},
            "report file": {"public_id": self.report.public_id, "extension": "docx"},
        }[what]


def viewers(world: World, objects: Objects, rights: dict[str, list[str]]) -> list[Viewer]:
    """Every role in its own area, in the neighbour's and above; one without a role; nobody."""
    found = [Viewer("nobody", NONE, frozenset(), Client()), Viewer("no role", NONE, frozenset(), _signed_in("khong-vai-tro"))]
    for role, held in rights.items():
        if role == "representative":
            scopes = {OWN: ("organisation", objects.organisation.public_id), NEIGHBOUR: ("organisation", objects.other.public_id)}
        else:
            scopes = {where: ("place", str(world.id(place))) for where, place in PLACES.items()}
        for where, (kind, id) in scopes.items():
            client = _signed_in(f"{role}-{where}", role, kind, id)
            found.append(Viewer(role, where, frozenset(held), client))
    return found


def asking(people: list[Viewer], rule: str) -> list[Viewer]:
    """Who asks: everybody; where no role decides, one of each sort (what must not be shown there is the same for all roles)."""
    if rule in ("anyone", "door", "nobody", "signed in"):
        return [one for one in people if str(one) in SORTS]
    return people


def _signed_in(name: str, role: str = "", kind: str = "", id: str = "") -> Client:
    user = User.objects.create(username=name, full_name=name)
    if role:
        accounts.grant(user=user, role=role, scope_kind=kind, scope_id=id, first=SINCE, by=BY)
    client = Client()
    client.force_login(user)
    return client


def expected(rule: str, viewer: Viewer, other: int = 403, sees: str = "read") -> tuple[bool, tuple[int, ...]]:
    """Whether a viewer gets through, and the statuses with which he is refused otherwise."""
    if rule in ("anyone", "door"):
        return True, ()
    if viewer.role == "nobody" or rule == "nobody":
        return False, REFUSED_STRANGER
    if rule == "signed in":
        return True, ()
    right, reach = rule.split(" ")
    if viewer.holds(right, reach):
        return True, ()
    if reach == "anywhere":
        return False, (other,)
    return False, (403,) if right != sees and viewer.holds(sees, reach) else (404,)


def plain(answer: HttpResponse, names: dict[str, str]) -> bytes:
    """The body without what differs in every answer: the token against forged forms, and the names in the address."""
    body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', b"", answer.body)  # type: ignore[attr-defined]
    for value in names.values():
        body = body.replace(value.encode(), b"")
    return body


def address(name: str, route: URLPattern, names: dict[str, str]) -> str:
    """Where a route is, in Vietnamese."""
    if route.name:
        return reverse(name, kwargs=names)
    filled = name
    for key, value in names.items():
        filled = filled.replace(f"<str:{key}>", value)
    return f"/{filled}"


def ask(client: Client, method: str, path: str, data: dict[str, Any] | None = None) -> HttpResponse:
    """One request, taken back afterwards: what it wrote and what it did to the session do not reach the next one."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.get(path, data or {}) if method == "get" else client.post(path, data or {})
        answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer
