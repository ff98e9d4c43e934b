"""How well the annotated texts of our own (tests/reading/corpus, all invented) are read; the floors may only rise.

Some were annotated by correcting a reading and all were tuned on since, so they guard against going back rather than measure
unseen writing."""

import json
from pathlib import Path

import pytest

from hoptac.reading import read
from reading.scoring import f1, pairs, same_figure

TEXTS = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((Path(__file__).parent / "corpus").glob("*.json"))]
FLOORS = {"references": 0.98, "figures": 0.98, "figures with indicator": 0.91, "assignments": 0.95, "people": 0.96}


@pytest.fixture(scope="module")
def readings():
    return [(gold, read(gold["text"]).as_dict()) for gold in TEXTS]


def test_the_corpus_is_well_formed():
    assert len(TEXTS) >= 55
    for text in TEXTS:
        assert text["title"].endswith("(văn bản giả định)")
        for kind in ("references", "figures", "assignments", "people"):
            for item in text[kind]:
                assert text["text"][item["start"] : item["end"]] == item["surface"], (text["id"], item["surface"])


@pytest.mark.parametrize("layer", FLOORS)
def test_every_layer_stays_above_its_floor(readings, layer):
    assert f1(readings)[layer] >= FLOORS[layer]


def test_times_and_subjects_are_mostly_right(readings):
    matched = [p for gold, found in readings for p in pairs(gold["figures"], found["figures"], same_figure)]
    assert sum(a["as_of"] == b["as_of"] for a, b in matched) >= 0.85 * len(matched)
    assert sum(a["subject"] == b["subject"] for a, b in matched) >= 0.85 * len(matched)
