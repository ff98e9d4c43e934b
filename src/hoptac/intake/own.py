"""Whether the document being checked is itself the source of a published value: then it cannot confirm itself."""

from __future__ import annotations

from hashlib import sha256

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
        if source.file is None:
            return False
        if source.file.sha256 == self._sha256:
            return True
        text = _text_of(source)
        if self._runs is None:
            self._runs = runs(self.text)
        return is_same(self._runs, runs(text))


def _text_of(source: Document) -> str:
    """The text of a stored source; empty for anything but plain text, and for files that are away."""
    assert source.file is not None
    path = paths.data_folder() / "files" / source.file.sha256[:2] / source.file.sha256
    try:
        return path.read_bytes()[:2_000_000].decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
