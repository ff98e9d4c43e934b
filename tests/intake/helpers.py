"""Readings made by hand, so that a check is tested apart from the reader."""

from __future__ import annotations

from hoptac.reading.findings import Figure, Findings, Reference


def findings_of(data: dict) -> Findings:
    """The annotated object of the guide as a reading."""
    return Findings([Reference(**row) for row in data["references"]], [Figure(**row) for row in data["figures"]])


def changed(data: dict, n: int, surface: str, **fields: object) -> tuple[str, Findings]:
    """A copy of a text in which the n-th figure is another, and its reading."""
    figure = data["figures"][n]
    shift = len(surface) - len(figure["surface"])
    text = data["text"][: figure["start"]] + surface + data["text"][figure["end"] :]

    def moved(row: dict) -> dict:
        return {**row, "start": row["start"] + shift, "end": row["end"] + shift} if row["start"] > figure["start"] else row

    rows = [moved(row) for row in data["figures"]]
    rows[n] = {**figure, "surface": surface, "end": figure["end"] + shift, **fields}
    return text, Findings([Reference(**moved(row)) for row in data["references"]], [Figure(**row) for row in rows])


def sentence(text: str, *figures: tuple) -> Findings:
    """A reading of one sentence: (surface, indicator, value, denominator, unit, comparator, as_of, subject) each."""
    found = []
    for surface, indicator, value, denominator, unit, comparator, as_of, subject in figures:
        start = text.index(surface)
        found.append(Figure(surface, start, start + len(surface), indicator, value, denominator, unit, comparator, as_of, subject))
    return Findings(figures=found)
