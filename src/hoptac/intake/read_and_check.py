"""Text in, verdicts out: the way the command and the pages take alike."""

from __future__ import annotations

from datetime import date

from hoptac.common.days import today
from hoptac.directives.models import Document
from hoptac.intake.check import Checked, check_findings
from hoptac.intake.document import About, about, last_day
from hoptac.places import home
from hoptac.places.queries import find
from hoptac.reading import Findings, read


def check_text(text: str, *, place: str | None = None, as_of: date | None = None) -> Checked:
    """Reads a text and checks it. `place` is a name or CODE@DAY, used where the document names none (else the
    site's home); UserError if it is none.
    """
    findings = read(text)
    head = about(text, findings, as_of)
    day = as_of or head.day or last_day(findings) or today()
    place_id = find(place, day).place_id if place is not None else home.home_id()
    return check(text, findings, head, place_id=place_id, as_of=as_of)


def check(
    text: str, findings: Findings, head: About, *, place_id: int | None, as_of: date | None, document: Document | None = None
) -> Checked:
    """Checks a reading. The document's own place stands before the one asked for; `document` is its record, if it has one."""
    return check_findings(
        findings, place_id, as_of, head.day, document, text=text, document_place=head.place_id, document_place_name=head.place_name
    )
