"""From a text to its findings: the order in which the subjects are read."""

from __future__ import annotations

from hoptac.reading.assignments import AssignmentReader
from hoptac.reading.figures import Around, read_figures
from hoptac.reading.findings import Findings, Reference
from hoptac.reading.head import Head, read_head
from hoptac.reading.leads import PersonSpan
from hoptac.reading.namecolumns import named_cells
from hoptac.reading.page import Page
from hoptac.reading.people import PeopleReader
from hoptac.reading.references import ReferenceReader
from hoptac.reading.symbols import find_symbols
from hoptac.reading.tables import Table, find_tables
from hoptac.reading.tasktables import is_task_table, read_task_table
from hoptac.reading.times import Time, find_times


def read(text: str) -> Findings:
    """Reads a text: documents named, figures stated, tasks given, people. Never raises on text.

    A fault of a rule on some odd page must not stop a folder of a thousand: that page gives nothing and the fault goes to the log."""
    try:
        return read_strictly(text)
    except Exception:
        import logging  # only now: starting must be quick

        logging.getLogger("hoptac.reading").exception("a text of %d characters could not be read", len(text))
        return Findings()


def read_strictly(text: str) -> Findings:
    """`read` without the net: for tests, which want to see every fault."""
    page = Page(text)
    symbols = find_symbols(page)
    head = read_head(page, symbols, find_times(page))
    times = find_times(page, head.year)
    references = ReferenceReader(page, head, symbols, times)
    found = references.read()
    tables = find_tables(page)
    people = PeopleReader(page, head, references.spans, named_cells(page, tables))
    persons = people.read()
    task_tables = [t for t in tables if is_task_table(page, t)]
    reader = _assignment_reader(page, head, times, people, tables, task_tables, found)
    assignments = sorted(
        [a for t in task_tables for a in read_task_table(page, t, times, reader.leads)] + reader.read(), key=lambda a: (a.start, a.end)
    )
    mentions = sorted((page.tokens[a].start, page.tokens[b - 1].end) for a, b, _ in people.spans)
    around = Around(mentions, reader.spans, {r.line for t in task_tables if not t.numeric for r in t.rows})
    return Findings(found, read_figures(page, head, times, references.spans, tables, around), assignments, persons)


def _assignment_reader(
    page: Page,
    head: Head,
    times: list[Time],
    people: PeopleReader,
    tables: list[Table],
    task_tables: list[Table],
    references: list[Reference],
) -> AssignmentReader:
    """Tables of numbers and of assignments are no running text."""
    given = {id(t) for t in task_tables}
    taken = {n for t in tables if t.numeric or id(t) in given for n in [t.head_line, *(r.line for r in t.rows)]}
    return AssignmentReader(page, head, times, [PersonSpan(a, b, p) for a, b, p in people.spans], taken, references)
