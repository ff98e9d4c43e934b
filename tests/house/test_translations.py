"""Every sentence has an English translation, and each translation fits its sentence."""

from __future__ import annotations

import re

from house.words import all_sentences, catalogue, untranslated

PLACES = re.compile(r"%\((\w+)\)[a-z]|(?<!{){(\w*)[^{}]*}(?!})")


def places(text: str) -> set[str]:
    return {first or second for first, second in PLACES.findall(text)}


def test_every_sentence_has_an_english_translation() -> None:
    assert [f"{one.where}: {one.text}" for one in untranslated()] == []


def test_every_translation_keeps_the_places_of_its_sentence() -> None:
    wrong = []
    for message in catalogue():
        texts = message.string if isinstance(message.string, tuple | list) else [message.string]
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        if not message.id or not all(texts):
            continue
        wanted = places(ids[-1])
        wrong += [f"{ids[0]} → {text}" for text in texts[-1:] if places(text) != wanted]
    assert wrong == []


def test_the_sentences_of_templates_and_code_are_found() -> None:
    files = {one.where.rsplit(".", 1)[1].split(":")[0] for one in all_sentences()}
    assert {"py", "html"} <= files
