"""Whether the document being checked is itself the source of a published value: then it cannot confirm itself."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

import yaml

from hoptac.common import paths
from hoptac.common.text import same_key
from hoptac.directives.models import Document
from hoptac.figures.models import ReportedValue

SAME = 0.8  # share of runs of words in common; a copy with a few numbers changed is still the same document
ENOUGH = 40  # a sentence quoted elsewhere is not the document
_RUN = 5


def runs(text: str) -> frozenset[int]:
    """The runs of five words of a text, numbers left out: two copies that differ in numbers have the same runs."""
    words = [word for word in same_key(text).split() if not any(c.isdigit() for c in word)]
    return frozenset(hash(tuple(words[i : i + _RUN])) for i in range(max(len(words) - _RUN + 1, 0)))


def is_same(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two texts are copies of one document."""
    common = len(one & other)
    return common >= ENOUGH and common >= SAME * min(len(one), len(other))


class Own:
    """Recognises values that come from the document at hand: by the document's record, by its file, or by its words."""

    def __init__(self, text: str, document: Document | None = None) -> None:
        self.text, self.document = text, document
        self._sha256 = sha256(text.encode()).hexdigest()
        self._runs: frozenset[int] | None = None
        self._known: dict[int, bool] = {}

    def is_source_of(self, row: ReportedValue) -> bool:
        """Whether the value was published by this very document."""
        source = row.document
        if source is None:
            return False
        if self.document is not None and source.pk == self.document.pk:
            return True
        if source.pk not in self._known:
            self._known[source.pk] = self._is_copy(source)
        return self._known[source.pk]

    def _is_copy(self, source: Document) -> bool:
        if source.file is not None and source.file.sha256 == self._sha256:
            return True
        text = _text_of(source)
        if self._runs is None:
            self._runs = runs(self.text)
        return is_same(self._runs, runs(text))


def _text_of(source: Document) -> str:
    """The text of a source: its stored file if that is plain text, else what ships under its title; empty where there is none."""
    if source.file is None:
        return _shipped().get(same_key(source.title), "")
    try:
        return source.file.read()[:2_000_000].decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


@lru_cache(maxsize=1)
def _shipped() -> dict[str, str]:
    """Texts that ship with hoptac, by the title of their document."""
    folder = paths.DATA / "readings"
    rows = yaml.safe_load((folder / "index.yaml").read_text(encoding="utf-8"))
    return {same_key(row["title"]): (folder / row["file"]).read_text(encoding="utf-8") for row in rows}
