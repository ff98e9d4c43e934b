"""Who is meant: a person found again by citizen number, or within one organisation by name and day of birth; never guessed beyond that."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import fold, nfc
from hoptac.common.versions import save_if_unchanged
from hoptac.registry.models import Organisation
from hoptac.registry.people_models import Person
from hoptac.sheets import values

OLDEST = date(1900, 1, 1)


@dataclass(frozen=True)
class Given:
    """What is told of a person. Empty: not told."""

    full_name: str
    birth_date: date | None = None
    sex: str = ""
    citizen_number: str = ""
    phone: str = ""
    email: str = ""
    home_address: str = ""


def read(given: Given) -> Given:
    """The same in the form it is kept. Raises UserError for what cannot be: a citizen number has 12 digits (it has no check digit)."""
    name = " ".join(nfc(given.full_name).split())
    if not name or len(name) > 120:
        raise UserError(_("Ghi họ và tên, không quá 120 ký tự."))
    digits = re.sub(r"[\s.\-]", "", given.citizen_number)
    if digits and not re.fullmatch(r"\d{12}", digits):
        raise UserError(_("Số định danh cá nhân có 12 chữ số. Số chứng minh nhân dân cũ không dùng để nhận ra một người."))
    if given.birth_date is not None and not OLDEST <= given.birth_date <= today():
        raise UserError(_("Ngày sinh không đúng. Kiểm tra lại."))
    phone = ""
    if given.phone.strip():
        parsed = values.phone(given.phone)
        if parsed.problem:
            raise UserError(_("Điện thoại: %s.") % parsed.problem)
        phone = str(parsed.value or "")
    address = " ".join(nfc(given.home_address).split())[:300]
    return Given(name, given.birth_date, given.sex, digits, phone[:20], given.email.strip()[:200], address)


def digest(citizen_number: str) -> str | None:
    """What a citizen number is looked up by: hashed under the site's key, so that the index itself tells no number."""
    return salted_hmac("hoptac.registry.citizen", citizen_number, algorithm="sha256").hexdigest() if citizen_number else None


def find(given: Given, organisation: Organisation) -> Person | None:
    """The person who is meant, if known: by citizen number anywhere, else by name and day of birth in this organisation.

    Raises UserError when the citizen number is on record with another name or day of birth; whose it is, is not told.
    """
    told = read(given)
    if told.citizen_number:
        known = Person._base_manager.filter(citizen_hash=digest(told.citizen_number)).first()
        if known is not None:
            if known.name_key != fold(told.full_name) or known.birth_date and told.birth_date and known.birth_date != told.birth_date:
                raise UserError(
                    _("Số định danh này đã ghi cho một người có họ tên hoặc ngày sinh khác. Kiểm tra lại số, họ tên, ngày sinh.")
                )
            return known
    if told.birth_date is None:
        return None
    here = Q(memberships__organisation=organisation) | Q(posts__organisation=organisation)
    same = Person._base_manager.filter(here, name_key=fold(told.full_name), birth_date=told.birth_date).distinct()
    fits = [one for one in same[:5] if not (told.citizen_number and one.citizen_number)]
    return fits[0] if len(fits) == 1 else None


def _columns(told: Given) -> dict[str, Any]:
    return asdict(told) | {"name_key": fold(told.full_name)[:120], "citizen_hash": digest(told.citizen_number)}


def make(given: Given, is_synthetic: bool = False) -> Person:
    """Somebody new."""
    return Person._base_manager.create(**_columns(read(given)), is_synthetic=is_synthetic)


def fill(person: Person, given: Given) -> dict[str, Any]:
    """Fills what was empty; what stands is never replaced in passing. Gives what was filled."""
    told = read(given)
    filled = {name: value for name, value in asdict(told).items() if value and not getattr(person, name)}
    if filled:
        more = {"citizen_hash": digest(told.citizen_number)} if "citizen_number" in filled else {}
        for name, value in (filled | more).items():
            setattr(person, name, value)
        Person._base_manager.filter(pk=person.pk).update(**filled, **more, version=person.version + 1)
    return filled


def change(person: Person, version: int, given: Given) -> dict[str, Any]:
    """Corrects a person's record; gives what changed, new values by field."""
    told = read(given)
    changed = {name: value for name, value in asdict(told).items() if value != getattr(person, name)}
    if "citizen_number" in changed and told.citizen_number:
        if Person._base_manager.filter(citizen_hash=digest(told.citizen_number)).exclude(pk=person.pk).exists():
            raise UserError(_("Số định danh này đã ghi cho một người khác. Kiểm tra lại số."))
    if changed:
        save_if_unchanged(person, version=version, **_columns(told))
    return changed
