"""Figures as plain data, as the command and the API give them (days ISO, nothing translated but names)."""

from __future__ import annotations

from typing import Any

from hoptac.common.measures import Record
from hoptac.figures.types import Change, Explained, Figure, Rival, Row
from hoptac.places import queries


def as_json(figure: Figure) -> dict[str, Any]:
    """All fields of a figure; parts and changes only where they were asked for, `explain` empty where it was not."""
    data: dict[str, Any] = {
        "indicator": figure.indicator.code,
        "name": figure.indicator.label,
        "place": figure.place_key,
        "place_name": figure.place.full_name,
        "as_of": figure.as_of.isoformat(),
        "period": figure.period.label if figure.period else None,
        "calendar": figure.period.calendar if figure.period else None,
        "map_of": figure.map_of.isoformat(),
        "value": figure.value,
        "denominator": figure.denominator,
        "unit": figure.unit,
        "comparator": figure.comparator or None,
        "basis": figure.basis,
        "status": figure.status,
        "rule": figure.rule,
        "source": figure.source,
        "provisional": figure.provisional,
        "synthetic": figure.synthetic,
        "records": figure.records,
        "link": figure.link,
        "why": figure.why or None,
        "explain": [_explained(one) for one in figure.explain],
        "rivals": [_rival(rival) for rival in figure.rivals],
    }
    if figure.rows:
        data["rows"] = [_row(row) for row in figure.rows]
    if figure.since:
        data["since"] = figure.since.isoformat()
        data["earlier"] = figure.earlier
        data["changes"] = [_change(change) for change in figure.changes]
    return data


def _row(row: Row) -> dict[str, Any]:
    """A part; a place by its bare name, with its type apart."""
    data = {"key": row.key, "name": row.name, "value": row.value, "denominator": row.denominator}
    if row.key and "@" in row.key:
        unit = queries.by_key(row.key).unit
        data |= {"name": unit.name, "type": unit.type}
    return data


def _record(record: Record) -> dict[str, Any]:
    """A record; a place by its bare name, with its type apart."""
    data = {"kind": record.kind, "id": record.id, "name": record.name, "synthetic": record.synthetic}
    type_ = record.keys.get("type") if record.kind == "place" else None
    return data | {"name": record.name.removeprefix(f"{type_} "), "type": type_} if type_ else data


def _explained(one: Explained) -> dict[str, Any]:
    return _record(one.record) | {
        "place": one.place_key or None,
        "place_name": one.place_name or None,
        "on": one.on.isoformat(),
        "cause": one.cause,
        "document": one.document or None,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "cause": change.cause,
        "value": change.value,
        "on": change.on.isoformat(),
        "document": change.document or None,
        "records": [_record(record) for record in change.records],
    }


def _rival(rival: Rival) -> dict[str, Any]:
    return {
        "value": rival.value,
        "comparator": rival.comparator or None,
        "source": rival.source,
        "day": rival.day.isoformat(),
        "period": [day.isoformat() for day in rival.period] if rival.period else None,
        "status": rival.status,
        "definition": rival.definition or None,
        "synthetic": rival.synthetic,
    }
