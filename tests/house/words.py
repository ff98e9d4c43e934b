"""Every sentence of the screens and commands (msgids, in Vietnamese), and which of them lack an English translation.

Run it to bring the one catalogue up to date: PYTHONPATH=tests .venv-dev/bin/python -m house.words
(new sentences are added with an empty translation, sentences nobody says any more are dropped, translations are kept).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "hoptac"
CATALOGUE = SOURCE / "config" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **{name: None for name in ("_", "gettext", "gettext_lazy", "gettext_noop")},
    **{name: (1, 2) for name in ("ngettext", "ngettext_lazy")},
    **{name: ((1, "c"), 2) for name in ("pgettext", "pgettext_lazy")},
    **{name: ((1, "c"), 2, 3) for name in ("npgettext", "npgettext_lazy")},
}
HEADER = "# English of hoptac's sentences. msgids are Vietnamese; `python -m house.words` keeps the list of them."
IN_TEMPLATES = {"extensions": "", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}


@dataclass(frozen=True)
class Sentence:
    """A msgid with where it is said; `plural` and `context` where the call gives them."""

    where: str
    text: str
    plural: str | None
    context: str | None


def sentences_of(file: Path) -> list[Sentence]:
    method, options = ("python", {}) if file.suffix == ".py" else (babel_extract, IN_TEMPLATES)
    found = extract(method, io.BytesIO(file.read_bytes()), keywords=KEYWORDS, options=options)
    path, sentences = str(file.relative_to(ROOT)), []
    for line, words, _comments, context in found:
        text, plural = (words[0], words[1]) if isinstance(words, tuple) else (words, None)
        if text:
            sentences.append(Sentence(f"{path}:{line}", text, plural, context))
    return sentences


def all_sentences() -> list[Sentence]:
    files = [file for suffix in ("*.py", "*.html", "*.txt") for file in SOURCE.rglob(suffix) if "data" not in file.parts]
    return [sentence for file in sorted(files) for sentence in sentences_of(file)]


def empty_catalogue() -> Catalog:
    """Without the hour it was written: two people who add a sentence each then meet in that sentence only."""
    born = datetime(2026, 11, 24, tzinfo=UTC)
    new = Catalog(locale="en", fuzzy=False, project="hoptac", version="1", creation_date=born, revision_date=born, header_comment=HEADER)
    new.last_translator, new.language_team, new.msgid_bugs_address = "hoptac", "hoptac", "hoptac"
    return new


def catalogue() -> Catalog:
    if not CATALOGUE.exists():
        return empty_catalogue()
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def untranslated() -> list[Sentence]:
    known = catalogue()
    return [one for one in all_sentences() if not is_translated(known.get(one.text, one.context))]


def update() -> tuple[int, int]:
    """Writes the catalogue anew, in the order of the files; says how many sentences it holds and how many wait for a translation."""
    old, new = catalogue(), empty_catalogue()
    for one in all_sentences():
        found = old.get(one.text, one.context)
        wanted = (one.text, one.plural) if one.plural else one.text
        kept = found.string if is_translated(found) and isinstance(found.id, tuple | list) == bool(one.plural) else None
        path, line = one.where.rsplit(":", 1)
        new.add(wanted, kept, locations=[(path, int(line))], flags=found.flags if found else (), context=one.context)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, new, width=140, omit_header=False, include_lineno=False)
    return len(new), sum(not is_translated(message) for message in new if message.id)


if __name__ == "__main__":
    print("{} sentences, {} without English".format(*update()))
