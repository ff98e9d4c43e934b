"""Opens what people have (text, DOCX, PDF, HTML) as text with its places: `load(path) -> Source`. Bad input is told in one sentence."""

from hoptac.reading.sources.base import Source, SourceError
from hoptac.reading.sources.opening import load

__all__ = ["Source", "SourceError", "load"]
