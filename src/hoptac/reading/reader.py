"""From a text to its findings: the order in which the subjects are read."""
from __future__ import annotations

from hoptac.reading.figures import read_figures
from hoptac.reading.findings import Findings
from hoptac.reading.head import read_head
from hoptac.reading.page import Page
from hoptac.reading.people import PeopleReader
from hoptac.reading.references import ReferenceReader
from hoptac.reading.symbols import find_symbols
from hoptac.reading.tables import find_tables
from hoptac.reading.times import find_times


def read(text: str) -> Findings:
    """Reads a text: documents named, figures stated, tasks given, people. Never raises on text."""
    page = Page(text)
    symbols = find_symbols(page)
    head = read_head(page, symbols, find_times(page))
    times = find_times(page, head.year)
    references = ReferenceReader(page, head, symbols, times)
    found = references.read()
    tables = find_tables(page)
    people = PeopleReader(page, head, references.spans).read()
    return Findings(found, read_figures(page, head, times, references.spans, tables), [], people)
