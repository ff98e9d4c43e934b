"""An organisation as the scope of a role: its representative reaches that organisation alone."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.accounts import areas
from hoptac.common.errors import UserError
from hoptac.common.text import fold
from hoptac.registry.enums import Sector
from hoptac.registry.models import Organisation, State

SHOWN = 8  # candidates named in a refusal


def find(text: str, day: date) -> str:
    """The organisation with this tax code or public id, or the only one of this name on the day."""
    wanted = text.strip()[:200]
    known = Organisation.objects.filter(tax_code=wanted).first() or Organisation.objects.filter(public_id=wanted).first()
    if known is not None:
        return str(known.public_id)
    rows = State.objects.on(day).filter(search_key__contains=fold(wanted)).select_related("organisation") if fold(wanted) else []
    fits = [row for row in rows[:200] if fold(row.name) == fold(wanted)]
    if len(fits) != 1:
        lines = [f"{row.name}: {row.organisation.tax_code or row.organisation.public_id}" for row in (fits or list(rows))[:SHOWN]]
        raise UserError(_("Không tìm thấy đúng một tổ chức “%s”. Ghi mã số thuế.") % wanted[:80], lines)
    return str(fits[0].organisation.public_id)


def _state(id: str, day: date) -> State | None:
    return State.objects.on(day).filter(organisation__public_id=id).first()


def name(id: str, day: date) -> str:
    """What the organisation is called on the day, else what it was called last."""
    row = _state(id, day) or State.objects.filter(organisation__public_id=id).order_by("-valid_from").first()
    return row.name if row else _("một tổ chức không còn trong sổ")


def exists(id: str, day: date) -> bool:
    """Whether the organisation is in the register on the day."""
    return _state(id, day) is not None


def seat(id: str, day: date) -> int | None:
    """The place of the organisation."""
    row = _state(id, day)
    return row.place_id if row else None


def register() -> None:
    """Called when the room starts."""
    areas.register(
        areas.Kind(
            "organisation", gettext_lazy("tổ chức"), find, name, exists, lambda _id, _day: frozenset(), seat,
            hint=gettext_lazy("tên đúng hoặc mã số thuế"),
        )
    )  # fmt: skip
    areas.register_sectors(lambda: Sector.choices)
