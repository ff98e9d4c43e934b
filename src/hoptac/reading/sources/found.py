"""What was found in an opened file, each finding with its place in the original."""

from __future__ import annotations

from typing import Any

from hoptac.reading.findings import Findings
from hoptac.reading.reader import read
from hoptac.reading.sources.base import Source


def findings_of(source: Source, found: Findings | None = None) -> dict[str, list[dict[str, Any]]]:
    """`read(source.text)` (or what was found in it already) ready for JSON; in files that are no plain text each finding has `where`, in
    scans less confidence."""
    layers: dict[str, list[dict[str, Any]]] = (found or read(source.text)).as_dict()
    for one in (one for layer in layers.values() for one in layer):
        if source.confidence < 1:
            one["confidence"] = round(one["confidence"] * source.confidence, 3)
        where = source.where(one["start"])
        if where is not None:
            one["where"] = where
    return layers
