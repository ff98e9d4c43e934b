"""The acts a line may ask for: their fields, and the action each of them calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hoptac.cli.recording import fields
from hoptac.cli.recording.objects import Book, Made, place
from hoptac.common.days import parse_period
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words
from hoptac.directives import actions as directives
from hoptac.figures import actions as figures
from hoptac.figures.models import Status
from hoptac.places.models import Place
from hoptac.programmes import actions as programmes
from hoptac.programmes.data import programmes as all_programmes
from hoptac.programmes.models import Recognition
from hoptac.registry import actions as registry
from hoptac.registry.enums import BranchKind, Kind, Legal, Operating, Sector
from hoptac.registry.models import Event, Organisation, Producer, Product

Given = dict[str, Any]
OBJECT: dict[str, fields.Reader] = {"id": fields.text(120), "line": fields.line}
DAY_AND_PAPER: dict[str, fields.Reader] = {"on": fields.day, "document": fields.text(), "note": fields.text(300)}
SECTOR = fields.choice(*Sector.values)


@dataclass(frozen=True)
class Act:
    """An act: the fields it understands, those it needs, and what it does."""

    fields: dict[str, fields.Reader]
    needs: tuple[str, ...]
    do: Callable[[Book, int, Given], Made]


def _life(act: str) -> Callable[[Book, int, Given], Made]:
    """One of the register's own acts on an organisation (`registry.acts`)."""

    def do(book: Book, number: int, given: Given) -> Made:
        organisation = book.find({name: given[name] for name in ("id", "line") if name in given}, number, Organisation)
        told = {name: value for name, value in given.items() if name not in ("id", "line")}
        if "place" in told:
            told["place"] = place(told["place"], told["on"])
        for name in ("into", "others"):
            if name in told:
                told[name] = [book.organisation(one, number).public_id for one in told[name]]
        done = registry.perform(act=act, organisation=organisation, given=told, by=book.by, is_synthetic=book.is_synthetic)
        return Made(organisation, list(done.events))

    return do


def _register(book: Book, number: int, given: Given) -> Made:
    organisation = registry.register(
        kind=given["kind"],
        name=given["name"],
        place=place(given["place"], given["on"]),
        on=given["on"],
        by=book.by,
        document=given.get("document", ""),
        sector=given.get("sector", Sector.OTHER),
        tax_code=given.get("tax_code"),
        legacy=given.get("legacy", False),
        operating=given.get("operating", Operating.ACTIVE),
        facts={name: given[name] for name in CONTENT_FIELDS if name in given},
        source=given.get("source", ""),
        is_synthetic=book.is_synthetic,
    )
    return Made(organisation, list(organisation.events.all()), new=True)


def _correct(book: Book, number: int, given: Given) -> Made:
    event = book.find({name: given[name] for name in ("id", "line") if name in given}, number, Event)
    data = {name: given[name] for name in ("name", "sector", "kind") if name in given}
    changes = {name for name in ("on", "place", "document") if name in given} | set(data)
    if not changes:
        raise UserError(
            in_words(
                "cần ít nhất một điều được sửa: on, place, name, sector, kind, document.",
                "name at least one thing to correct: on, place, name, sector, kind, document.",
            )
        )
    on = given.get("on", event.valid_on)
    seat = place(given["place"], on) if "place" in given else None
    corrected = registry.correct(event=event, by=book.by, on=on, place=seat, document=given.get("document", ""), data=data)
    return Made(event.organisation, [corrected])


def _withdraw(book: Book, number: int, given: Given) -> Made:
    event = book.find({name: given[name] for name in ("id", "line") if name in given}, number, Event)
    withdrawn = registry.withdraw(event=event, by=book.by, note=given.get("note", ""))
    return Made(event.organisation, [withdrawn])


def _add_product(book: Book, number: int, given: Given) -> Made:
    owner = book.organisation(given["organisation"], number) if "organisation" in given else None
    product = registry.add_product(
        name=given["name"],
        place=place(given["place"], given["on"]),
        by=book.by,
        organisation=owner,
        producer_kind=given.get("producer_kind", Producer.ORGANISATION),
        producer_name=given.get("producer_name", ""),
        source=given.get("source", ""),
        is_synthetic=book.is_synthetic,
    )
    return Made(product, [product], new=True)


def _enrol(book: Book, number: int, given: Given) -> Made:
    product = book.find(given, number, Product)
    row = programmes.enrol(
        programme=given["programme"],
        product=product,
        group=given["group"],
        on=given["on"],
        by=book.by,
        document=given.get("document", ""),
        is_synthetic=book.is_synthetic,
    )
    return Made(product, [row])


def _programme(given: Given) -> str:
    """The programme named, or the only one that has the level."""
    if "programme" in given:
        return given["programme"]
    fits = [code for code, known in all_programmes().items() if given["level"] in known.levels]
    if len(fits) != 1:
        raise UserError(
            in_words(
                f"ghi rõ “programme”, một trong: {', '.join(all_programmes())}.",
                f"name the “programme”, one of: {', '.join(all_programmes())}.",
            )
        )
    return fits[0]


def _recognise(book: Book, number: int, given: Given) -> Made:
    met_on = given.get("met_on") or given.get("on") or given.get("decided_on")
    if met_on is None:
        raise UserError(in_words("còn thiếu “on” (hoặc “met_on”, “decided_on”).", "“on” is missing (or “met_on”, “decided_on”)."))
    if "place" in given and not {"id", "line"} & set(given):
        given["id"] = given.pop("place")
    subject = book.find(given | {"on": met_on}, number, Product, Organisation, Place)
    row = programmes.recognise(
        programme=_programme(given),
        level=given["level"],
        met_on=met_on,
        decided_on=given.get("decided_on") or given.get("on"),
        by=book.by,
        place=subject if isinstance(subject, Place) else None,
        product=subject if isinstance(subject, Product) else None,
        organisation=subject if isinstance(subject, Organisation) else None,
        expires_on=given.get("expires_on"),
        document=given.get("document", ""),
        criteria_set=given.get("criteria_set", ""),
        note=given.get("note", ""),
        source=given.get("source", ""),
        is_synthetic=book.is_synthetic,
    )
    return Made(row, [row], new=True)


def _revoke(book: Book, number: int, given: Given) -> Made:
    """A recognition by its id or line; or the certificate of an organisation; or the title a place or product holds."""
    found = book.find(given, number, Recognition, Organisation, Product, Place)
    if isinstance(found, Organisation):
        return _life("revoke")(book, number, {name: value for name, value in given.items() if name != "level"})
    if not isinstance(found, Recognition):
        found = _title_of(found, given)
    row = programmes.revoke(recognition=found, on=given["on"], by=book.by, document=given.get("document", ""))
    return Made(row, [row])


def _title_of(subject: Place | Product, given: Given) -> Recognition:
    rows = Recognition.objects.filter(
        revoked_on__isnull=True, met_on__lt=given["on"], **{"place" if isinstance(subject, Place) else "product": subject}
    )
    fits = list(rows.filter(level=given["level"]) if "level" in given else rows)
    if len(fits) != 1:
        listed = ", ".join(f"{row.public_id} ({row.programme} {row.level})" for row in fits) or in_words("không có", "none")
        raise UserError(
            in_words(
                f"đối tượng này có các công nhận còn hiệu lực: {listed}. Nêu đúng một bằng “id” hoặc “level”.",
                f"recognitions in force of this object: {listed}. Name one by “id” or “level”.",
            )
        )
    return fits[0]


def _report_value(book: Book, number: int, given: Given) -> Made:
    if ("on" in given or "as_of" in given) == ("period" in given):
        raise UserError(
            in_words("ghi một ngày (“on”) hoặc một kỳ (“period”), một trong hai.", "give a day (“on”) or a “period”, one of them.")
        )
    period = parse_period(given["period"]) if "period" in given else None
    as_of = given.get("on") or given.get("as_of")
    row = figures.report_value(
        indicator=given["indicator"],
        place=place(given["place"], as_of or period.last),  # type: ignore[union-attr]
        value=given["value"],
        source=given["source"],
        by=book.by,
        as_of=as_of,
        period=(period.first, period.last) if period else None,
        denominator=given.get("denominator"),
        comparator=given.get("comparator", ""),
        status=given.get("status", Status.ACTUAL),
        definition=given.get("definition", ""),
        document=directives.known(number=given.get("document", "")),
        published_on=given.get("published_on"),
        is_synthetic=book.is_synthetic,
    )
    return Made(row, [row], new=True)


CONTENT_FIELDS: dict[str, fields.Reader] = {
    "address": fields.text(300),
    "vsic": fields.words,
    "vsic_version": fields.text(10),
    "charter_capital": fields.whole,
    "representative": fields.text(120),
    "members": fields.names_and_values,
    "certificate": fields.names_and_values,
}


def _plain(act: str, *needs: str, **more: fields.Reader) -> Act:
    return Act(OBJECT | DAY_AND_PAPER | more, ("on", *needs), _life(act))


INTO = {"into": fields.ids_or_lines}
LIFE: dict[str, Act] = {  # the acts of an organisation's life; those of the register's own room, by the same names
    "change": _plain("change", name=fields.text(), sector=SECTOR, **CONTENT_FIELDS),
    "move": _plain("move", "place", place=fields.text(120), address=fields.text(300)),
    "suspend": _plain("suspend", until=fields.day),
    "resume": _plain("resume"),
    "status": _plain("status", "legal", legal=fields.choice(*Legal.values)),
    "start": _plain("start"),
    "stop": _plain("stop"),
    "restart": _plain("restart"),
    "open_branch": _plain(
        "open_branch",
        "code",
        "name",
        code=fields.text(14),
        name=fields.text(),
        branch_kind=fields.choice(*BranchKind.values),
        place=fields.text(120),
        address=fields.text(300),
    ),
    "close_branch": _plain("close_branch", "code", code=fields.text(14)),
    "convert": _plain("convert", "kind", kind=fields.choice(*Kind.values, "enterprise"), name=fields.text()),
    "merge": _plain("merge", "into", **INTO),
    "consolidate": _plain("consolidate", "into", others=fields.ids_or_lines, **INTO),
    "divide": _plain("divide", "into", **INTO),
    "split": _plain("split", "into", **INTO),
    "dissolve": _plain("dissolve"),
    "bankrupt": _plain("bankrupt"),
}

ACTS: dict[str, Act] = {
    "register": Act(
        {
            "kind": fields.choice(*Kind.values),
            "name": fields.text(),
            "place": fields.text(120),
            "on": fields.day,
            "document": fields.text(),
            "sector": SECTOR,
            "tax_code": fields.text(14),
            "legacy": fields.yes,
            "operating": fields.choice(*Operating.values),
            "source": fields.text(300),
            **CONTENT_FIELDS,
        },
        ("kind", "name", "place", "on"),
        _register,
    ),
    **LIFE,
    "correct": Act(
        OBJECT
        | {
            "on": fields.day,
            "place": fields.text(120),
            "document": fields.text(),
            "name": fields.text(),
            "sector": SECTOR,
            "kind": fields.choice(*Kind.values),
        },
        (),
        _correct,
    ),
    "withdraw": Act(OBJECT | {"note": fields.text(300)}, (), _withdraw),
    "add_product": Act(
        {
            "name": fields.text(),
            "place": fields.text(120),
            "on": fields.day,
            "organisation": fields.id_or_line,
            "producer_kind": fields.choice(*Producer.values),
            "producer_name": fields.text(),
            "source": fields.text(300),
        },
        ("name", "place", "on"),
        _add_product,
    ),
    "enrol": Act(
        OBJECT | {"programme": fields.text(20), "group": fields.text(20), "on": fields.day, "document": fields.text()},
        ("programme", "group", "on"),
        _enrol,
    ),
    "recognise": Act(
        OBJECT
        | {
            "place": fields.text(120),
            "programme": fields.text(20),
            "level": fields.text(20),
            "on": fields.day,
            "met_on": fields.day,
            "decided_on": fields.day,
            "expires_on": fields.day,
            "document": fields.text(),
            "criteria_set": fields.text(40),
            "note": fields.text(300),
            "source": fields.text(300),
        },
        ("level",),
        _recognise,
    ),
    "revoke": Act(OBJECT | DAY_AND_PAPER | {"level": fields.text(20), "reason": fields.text(200)}, ("on",), _revoke),
    "report_value": Act(
        {
            "indicator": fields.text(60),
            "place": fields.text(120),
            "value": fields.number,
            "on": fields.day,
            "as_of": fields.day,
            "period": fields.text(24),
            "source": fields.text(300),
            "denominator": fields.number,
            "comparator": fields.text(20),
            "status": fields.choice(*Status.values),
            "definition": fields.text(300),
            "document": fields.text(80),
            "published_on": fields.day,
        },
        ("indicator", "place", "value", "source"),
        _report_value,
    ),
}
