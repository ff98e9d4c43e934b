"""One demonstration account a role. Passwords are random, made once, and kept in the data folder for its owner alone."""

from __future__ import annotations

import json
import os
import secrets
import time
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from hoptac.accounts import actions as accounts
from hoptac.accounts import reach
from hoptac.accounts.enums import Role
from hoptac.audit.models import Actor
from hoptac.common.days import today
from hoptac.places.queries import by_key
from hoptac.places.tree import tree
from hoptac.registry.models import State
from hoptac.story.ground import PROVINCE
from hoptac.users.models import User

FILE, SECRETS = "demo-accounts.json", "demo-second-factors.json"
SINCE = date(2019, 1, 1)
COUNTRY, WARD, ISLANDS = "VN@2025-07-01", "06673@2025-07-01", "06994@2025-07-01"
NEXT_WARD = "06685@2025-07-01"
# user, role, place, name on the screen: offices, never persons
PEOPLE = (
    ("cong-chuc-xa", Role.COMMUNE_OFFICER, WARD, "Công chức phường Bãi Cháy"),
    ("cong-chuc-xa-khac", Role.COMMUNE_OFFICER, NEXT_WARD, "Công chức phường khác"),
    ("chuyen-vien", Role.SPECIALIST, PROVINCE, "Chuyên viên Sở Tài chính"),
    ("tong-hop", Role.COMPILER, PROVINCE, "Chuyên viên tổng hợp UBND tỉnh"),
    ("lanh-dao", Role.LEADER, PROVINCE, "Lãnh đạo UBND tỉnh"),
    ("lien-minh", Role.ALLIANCE, PROVINCE, "Cán bộ Liên minh HTX tỉnh"),
    ("trung-uong", Role.VIEWER, COUNTRY, "Chuyên viên bộ, ngành trung ương"),
    ("dai-dien-htx", Role.REPRESENTATIVE, ISLANDS, "Đại diện một hợp tác xã ở Vân Đồn"),
    ("hoi-dong", Role.COUNCIL, PROVINCE, "Thành viên hội đồng OCOP tỉnh"),
    ("quan-tri", Role.ADMINISTRATOR, PROVINCE, "Quản trị hệ thống"),
    ("kiem-tra", Role.AUDITOR, PROVINCE, "Cán bộ kiểm tra, giám sát"),
)


def demo_accounts(by: Actor) -> list[dict[str, Any]]:
    """The demonstration's accounts with their passwords; those that do not exist yet are made.

    A password is None where the user exists but the folder no longer holds it; so is a secret where its person set up another one.
    """
    folder = Path(settings.DATA_DIR)
    passwords, factors = _kept(folder / FILE), _kept(folder / SECRETS)
    before = (dict(passwords), dict(factors))
    with transaction.atomic():
        for user, role, key, name in PEOPLE:
            person = User.objects.filter(username=user).first()
            if person is None:
                passwords.setdefault(user, secrets.token_urlsafe(18))
                person = _create(user, role, by_key(key).place_id, name, passwords[user], by)
            if role != Role.REPRESENTATIVE:
                _second_factor(person, factors, by)
        if (passwords, factors) != before:
            _keep(folder / FILE, passwords)
            _keep(folder / SECRETS, factors)
    return [_row(user, role, key, passwords.get(user), factors.get(user)) for user, role, key, _name in PEOPLE]


def code_now(user: str) -> str | None:
    """The six digits of a demonstration account at this moment; None for a name that has no second factor here."""
    from hoptac.accounts.door import factors

    secret = _kept(Path(settings.DATA_DIR) / SECRETS).get(user)
    return factors.code_at(secret, int(time.time()) // 30) if secret else None


def _kept(file: Path) -> dict[str, str]:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _second_factor(person: User, kept: dict[str, str], by: Actor) -> None:
    """Second factors are never switched off, in the demonstration neither: the account has codes of an application from the start."""
    from hoptac.accounts.door import actions, factors

    held = factors.of(person)
    if held.any:
        if held.totp is None or factors.secret_of(held.totp) != kept.get(person.username):
            kept.pop(person.username, None)
        return
    kept.setdefault(person.username, factors.new_secret())
    actions.add_totp(user=person, by=by, secret=kept[person.username])


def _create(user: str, role: str, place_id: int, name: str, password: str, by: Actor) -> User:
    person = accounts.create_user(username=user, full_name=name, password=password, by=by)
    kind, id = ("organisation", _cooperative(place_id)) if role == Role.REPRESENTATIVE else ("place", str(place_id))
    accounts.grant(user=person, role=role, scope_kind=kind, scope_id=id, first=SINCE, by=by)
    return person


def _cooperative(place_id: int) -> str:
    """A made-up cooperative of the place that operates today: the representative speaks for it."""
    inside = reach.within(place_id, today())
    rows = State.objects.on(today()).filter(kind="htx", place_id__in=inside, organisation__is_synthetic=True, operating="active")
    found = rows.order_by("organisation_id").values_list("organisation__public_id", flat=True).first()
    if found is None:
        raise LookupError("the story has no cooperative at the place of its representative")
    return str(found)


def _keep(file: Path, words: dict[str, str]) -> None:
    """Writes the file anew for its owner alone, whole or not at all."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as handle:
        json.dump(words, handle, ensure_ascii=False, indent=1)
    fresh.replace(file)


def _row(user: str, role: str, key: str, password: str | None, secret: str | None) -> dict[str, Any]:
    place = tree().permanent_key(by_key(key).place_id)
    return {"user": user, "role": str(role), "place": place, "password": password, "totp_secret": secret}
