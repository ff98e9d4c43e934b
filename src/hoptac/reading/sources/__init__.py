"""Opens what people have (text, DOCX, XLSX, PDF, HTML, scans) as text with its places: `load(path) -> Source`. Bad input is told in one
sentence; `findings_of(source)` gives the findings with their places in the original."""

from hoptac.reading.sources.base import Source, SourceError
from hoptac.reading.sources.found import findings_of
from hoptac.reading.sources.limited import read_within
from hoptac.reading.sources.opening import load

__all__ = ["Source", "SourceError", "findings_of", "load", "read_within"]
