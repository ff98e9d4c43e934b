"""What people agreed to: a text in its version, a purpose, the time; withdrawn as easily as given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import yaml
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hoptac.accounts.subjects.enums import How
from hoptac.accounts.subjects.models import Consent
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import paths
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.personal import Subject


@dataclass(frozen=True)
class Purpose:
    """What may be agreed to."""

    code: str
    version: str
    purpose: str
    purpose_en: str
    text: str
    text_en: str

    @property
    def label(self) -> str:
        """The purpose in the language now spoken."""
        return self.purpose_en if (get_language() or "vi").startswith("en") else self.purpose

    @property
    def words(self) -> str:
        """The text a person agrees to, in the language it is shown in."""
        return self.text_en if (get_language() or "vi").startswith("en") else self.text


@cache
def _shipped() -> tuple[tuple[date, dict[str, Purpose]], ...]:
    files = sorted((paths.DATA / "personal" / "consents").glob("*.yaml"))
    return tuple(
        (date.fromisoformat(file.stem), {row["code"]: Purpose(**row) for row in yaml.safe_load(file.read_text(encoding="utf-8"))})
        for file in files
    )


def purposes() -> dict[str, Purpose]:
    """What may be agreed to today."""
    return next((rows for first, rows in reversed(_shipped()) if first <= today()), {})


def has(subject: Subject, purpose: str) -> bool:
    """Whether a person agrees to a purpose now: what rooms ask before they show or send anything for it."""
    return Consent.objects.of(subject).standing().filter(purpose=purpose).exists()


def give(*, subject: Subject, purpose: str, version: str, by: Actor, how: str = How.SELF) -> Consent:
    """Keeps that a person agreed to the text in the version he was shown. UserError where that is no longer the text."""
    known = purposes().get(purpose)
    if known is None or known.version != version:
        raise UserError(_("Nội dung đồng ý đã đổi. Đọc lại bản mới rồi chọn."))
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = Consent.objects.create(
                    subject_kind=subject.kind, subject_id=subject.id, purpose=purpose, text_version=version, text=known.words,
                    given_at=timezone.now(), given_how=how,
                )  # fmt: skip
        except IntegrityError:  # agreed already
            return Consent.objects.of(subject).standing().get(purpose=purpose)
        audit.write(by=by, act="consent.give", kind="person", id=subject.id, data={"purpose": purpose, "version": version})
    return row


def withdraw(*, subject: Subject, purpose: str, by: Actor) -> None:
    """Withdraws from now on; what was done before stays lawful. A second time changes nothing."""
    with transaction.atomic():
        if Consent.objects.of(subject).standing().filter(purpose=purpose).update(withdrawn_at=timezone.now()):
            audit.write(by=by, act="consent.withdraw", kind="person", id=subject.id, data={"purpose": purpose})


def withdraw_all(*, subject: Subject, by: Actor) -> int:
    """Withdraws everything; says how many."""
    standing = list(Consent.objects.of(subject).standing().values_list("purpose", flat=True))
    for purpose in standing:
        withdraw(subject=subject, purpose=purpose, by=by)
    return len(standing)
