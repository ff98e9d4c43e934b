"""Letters: taken first, sent then. A run that dies in between leaves letters that are told as unsure and never sent twice."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hoptac.common import links
from hoptac.common.ids import new_id
from hoptac.notices import kinds, queries
from hoptac.notices.enums import Letter
from hoptac.notices.models import Notice
from hoptac.notices.rules import next_try
from hoptac.users.models import User

log = logging.getLogger(__name__)


@dataclass
class Sent:
    """What one run did."""

    told: int = 0  # things coming due that were told of
    letters: int = 0
    notices: int = 0  # in those letters
    failed: int = 0
    skipped: int = 0  # read before the letter left
    unsure: int = 0

    def as_data(self) -> dict[str, int]:
        """For a command."""
        return asdict(self)


def send_due(now: datetime | None = None, *, due: bool = True) -> Sent:
    """Has the rooms tell what is coming due, then sends every letter that may leave. Two runs at once share the work, none twice."""
    at = now or timezone.now()
    done = Sent(told=kinds.ask_due(at) if due else 0)
    done.skipped = _letters(at).filter(is_gathered=True, read_at__isnull=False).update(letter=Letter.SKIPPED)
    for rows in _batches(at):
        _send(rows, at, done)
    done.unsure = queries.unsure(at)
    return done


def _letters(at: datetime):
    return Notice.objects.filter(letter=Letter.DUE, leaves_at__lte=at)


def _batches(at: datetime) -> Iterator[list[Notice]]:
    """What goes into one letter each, already taken: gathered notices of one person together, the others one by one."""
    for user_id in list(_letters(at).filter(is_gathered=True).values_list("user_id", flat=True).distinct().order_by("user_id")):
        yield _take(_letters(at).filter(is_gathered=True, user_id=user_id))
    for pk in list(_letters(at).filter(is_gathered=False).order_by("pk").values_list("pk", flat=True)):
        yield _take(_letters(at).filter(pk=pk))


def _take(rows) -> list[Notice]:
    """Takes notices for this run alone: the change of state is committed before the letter is handed over."""
    mark = new_id()
    rows.update(letter=Letter.TAKEN, taken=mark, tries=F("tries") + 1)
    return list(Notice.objects.filter(taken=mark, letter=Letter.TAKEN).select_related("user").order_by("pk"))


def _send(rows: list[Notice], at: datetime, done: Sent) -> None:
    if not rows:  # another run was quicker
        return
    mark, user = rows[0].taken, rows[0].user
    mine = Notice.objects.filter(taken=mark, letter=Letter.TAKEN)
    if not user.email or not user.is_active:
        mine.update(letter=Letter.NONE)
        return
    try:
        letter(user, rows).send()
    except Exception:  # whatever a mail server does: the letter is tried again later
        log.exception("a letter could not be sent")
        again = next_try(max(row.tries for row in rows), at)
        mine.update(letter=Letter.DUE if again else Letter.FAILED, leaves_at=again or at)
        done.failed += 1
        return
    mine.update(letter=Letter.SENT, sent_at=timezone.now())
    done.letters, done.notices = done.letters + 1, done.notices + len(rows)


def letter(user: User, rows: list[Notice]) -> EmailMessage:
    """One letter in the reader's language. Its subject is a label or a count, never a value: mail servers write subjects into logs."""
    with override(user.language or settings.LANGUAGE_CODE):
        told = queries.tell(rows)
        if len(told) == 1 and not rows[0].is_gathered:
            subject = told[0].label
        else:
            subject = ngettext("%(n)s tin mới", "%(n)s tin mới", len(told)) % {"n": len(told)}
        lines = [f"- {one.text}" + (f"\n  {address(one.url)}" if one.url else "") for one in told]
        foot = _("Đổi cách báo tin: %s") % address(_inbox())
        return EmailMessage(f"[hoptac] {subject}", "\n".join([*lines, "", foot, ""]), None, [user.email])


def address(path: str) -> str:
    """A page as a letter names it: with the address of the site where that is known (`HOPTAC_ADDRESS`)."""
    return f"{settings.HOPTAC_ADDRESS.rstrip('/')}{path}"


def _inbox() -> str:
    return links.url("notices", "choices") or "/"
