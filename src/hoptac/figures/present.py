"""Figures as plain data, as the command and the API give them (days ISO, nothing translated but names)."""

from __future__ import annotations

from typing import Any

from hoptac.figures.types import Change, Explained, Figure, Rival


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
        data["rows"] = [{"key": row.key, "name": row.name, "value": row.value, "denominator": row.denominator} for row in figure.rows]
    if figure.since:
        data["since"] = figure.since.isoformat()
        data["earlier"] = figure.earlier
        data["changes"] = [_change(change) for change in figure.changes]
    return data


def _explained(one: Explained) -> dict[str, Any]:
    record = one.record
    return {
        "kind": record.kind,
        "id": record.id,
        "name": record.name,
        "place": one.place_key or None,
        "place_name": one.place_name or None,
        "on": one.on.isoformat(),
        "cause": one.cause,
        "document": one.document or None,
        "synthetic": record.synthetic,
    }


def _change(change: Change) -> dict[str, Any]:
    records = [{"kind": r.kind, "id": r.id, "name": r.name, "synthetic": r.synthetic} for r in change.records]
    return {
        "cause": change.cause,
        "value": change.value,
        "on": change.on.isoformat(),
        "document": change.document or None,
        "records": records,
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
