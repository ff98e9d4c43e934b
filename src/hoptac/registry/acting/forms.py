"""One form for all errands: the fields an errand names, read into the plain fields of its act."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.common.text import format_day, format_number
from hoptac.places import home
from hoptac.places.models import Place
from hoptac.registry import errands, proposals, scopes, taxcodes
from hoptac.registry.acting.fields import BODIES, PLACES, make
from hoptac.registry.acting.menu import CERTIFICATE, MEMBERS, PAPER, Errand
from hoptac.registry.checks import check_place
from hoptac.registry.models import Event, Organisation, State
from hoptac.registry.scopes import name as name_of

LONG = 12  # fields above which the rest is folded


class ErrandForm(forms.Form):
    """What an errand asks. `given` are the fields of its act once the form is valid."""

    def __init__(self, data: Any = None, *, errand: Errand, organisation: Organisation | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.errand, self.organisation = errand, organisation
        more = len(errand.fields) > 1
        for name in errand.asked:
            self.fields[name] = make(name, organisation, self._loose(name, more))
        if errand.act == errands.WITHDRAW:
            self.fields["note"].label = _("Lý do rút")

    def _loose(self, name: str, more: bool) -> bool:
        """Whether a field may stay empty in this form: content beside the main thing, where the form asks for several things."""
        if self.errand.act == errands.REGISTER and name == "name":
            return False
        if name == "note":
            return self.errand.act != errands.WITHDRAW
        if name == "document":
            return not self.errand.ends
        return more and name in ("name", "charter_capital", "representative", "certificate_no") and self.errand.slug != "certificate"

    @property
    def later(self) -> list[str]:
        """What a long form folds away: content that may be told another day."""
        folded = ("charter_capital", "representative", *MEMBERS, *CERTIFICATE)
        return [name for name in self.fields if name in folded] if len(self.fields) > LONG else []

    @property
    def later_open(self) -> bool:
        """Whether something stands in the folded part already."""
        return any(self[name].value() or self[name].errors for name in self.later)

    @property
    def paper(self) -> list[str]:
        """The deciding document and the note, always last."""
        return [name for name in self.fields if name in PAPER]

    @property
    def first(self) -> list[str]:
        """All other fields."""
        return [name for name in self.fields if name not in (*self.later, *PAPER)]

    def typed(self, name: str) -> tuple[str, str]:
        """What stands in a picker: its text, and the key that was chosen."""
        values = self.data.getlist(name) if self.is_bound and hasattr(self.data, "getlist") else []
        if not values:
            text = self.initial.get(name) or ""
            return (text, "") if isinstance(text, str) else text
        return values[0], values[1] if len(values) > 1 else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        on = data.get("on")
        for name in self.fields:
            if not data.get(name) or name in self.errors:
                continue
            if name in PLACES and on:
                self._read(name, lambda text=data[name]: _place(text, on))
            elif name in BODIES and on:
                self._read(name, lambda text=data[name]: scopes.find(text, on))
            elif name == "tax_code":
                self._read(name, lambda text=data[name]: errands.check_new_code(text))
            elif name == "code":
                self._read(name, lambda text=data[name]: _branch_code(text, self.organisation))
        if data.get("until") and on and data["until"] < on:
            self.add_error("until", _("Ngày cuối của kỳ tạm ngừng đứng trước ngày đầu."))
        if "certificate_no" in self.fields and not data.get("certificate_no") and any(data.get(name) for name in CERTIFICATE[1:]):
            self.add_error("certificate_no", _("Đã ghi ngày, nơi cấp hoặc địa chỉ thì cần số giấy chứng nhận."))
        if self.errand.slug == "members" and not any(data.get(name) is not None for name in MEMBERS):
            self.add_error("official", _("Ghi ít nhất một loại thành viên."))
        return data

    def _read(self, name: str, read: Any) -> None:
        try:
            self.cleaned_data[name] = read()
        except UserError as error:
            self.add_error(name, " ".join([error.sentence, *error.details[:4]]))

    def refuse(self, error: UserError) -> None:
        """A refusal of the register, told at the day: what cannot be cannot be on that day."""
        self.add_error("on" if "on" in self.fields else None, " ".join([error.sentence, *error.details[:4]]))

    @property
    def given(self) -> dict[str, Any]:
        """The plain fields of the act."""
        data = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        found = {name: data[name] for name in data if name not in (*CERTIFICATE, *MEMBERS, *BODIES, "turns", "branch_name", "open_code")}
        if data.get("certificate_no"):
            told = proposals.plain({name: data.get(name) for name in CERTIFICATE})
            found["certificate"] = {name.removeprefix("certificate_"): value for name, value in told.items()}
        members = {name: data[name] for name in MEMBERS if name in data}
        found |= {"members": members} if members else {}
        for name, target in (("turns", "kind"), ("branch_name", "name"), ("open_code", "code")):
            found |= {target: data[name]} if name in data else {}
        into = [data[name] for name in ("into", "into_2", "into_3") if name in data]
        others = [data[name] for name in ("other", "other_2") if name in data]
        return found | ({"into": into} if into else {}) | ({"others": others} if others else {})

    @property
    def seal(self) -> str:
        """A short digest of what was typed: what is done is what was shown."""
        return hashlib.sha256(json.dumps(proposals.plain(self.given), sort_keys=True).encode()).hexdigest()[:24]


def _place(text: str, on: date) -> Place:
    place = Place.objects.get(pk=home.read_place(text, on) or 0)
    check_place(place, on)
    return place


def _branch_code(text: str, organisation: Organisation | None) -> str:
    code = "".join(text.split())
    taxcodes.check_branch(code, organisation.tax_code if organisation else None)
    return code


def standing(errand: Errand, state: State | None) -> dict[str, Any]:
    """What stands now, to start a change from: names of content the person would else type anew."""
    if state is None or errand.act != "change":
        return {}
    return _of_data({"name": state.name, "sector": state.sector} | state.facts)


def of_event(event: Event) -> dict[str, Any]:
    """What an event told, to correct it from."""
    found = _of_data(event.data) | {"on": format_day(event.valid_on), "document": event.document_label, "note": ""}
    found |= {"turns": event.data.get("kind", ""), "reason": event.data.get("reason", ""), "legal": event.data.get("legal", "")}
    branch = event.data.get("branch", {})
    found |= {
        "branch_kind": branch.get("kind"),
        "code": branch.get("code"),
        "branch_name": branch.get("name"),
        "open_code": branch.get("code"),
    }
    if branch.get("address"):
        found["address"] = branch["address"]
    if event.data.get("until"):
        found["until"] = format_day(date.fromisoformat(event.data["until"]))
    if event.place_id:
        unit = home.nearest(event.place_id, event.valid_on)
        found["place"] = (unit.label, unit.key(event.valid_on))
    into = event.data.get("into") or []
    for name, one in zip(("into", "into_2", "into_3"), [into] if isinstance(into, str) else into, strict=False):
        found[name] = (name_of(one, event.valid_on), one)
    return found


def _of_data(data: dict[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in data.items() if name not in ("members", "certificate", "vsic", "charter_capital")}
    found |= data.get("members", {})
    found |= {f"certificate_{name}": value for name, value in data.get("certificate", {}).items()}
    if found.get("certificate_date"):
        found["certificate_date"] = format_day(date.fromisoformat(found["certificate_date"]))
    if data.get("vsic"):
        found["vsic"] = ", ".join(data["vsic"])
    if data.get("charter_capital") is not None:
        found["charter_capital"] = format_number(data["charter_capital"])
    return found
