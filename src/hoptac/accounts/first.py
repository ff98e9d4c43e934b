"""The first administrator of a new site: signs up by a link that is shown once, to whoever started the site.

Only the link's hash is kept; it holds for a day and for one sign-up, and only while nobody administers the site.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hoptac.accounts import actions
from hoptac.accounts.enums import Role
from hoptac.accounts.models import Grant
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import site
from hoptac.common.errors import UserError
from hoptac.common.models import SiteFact
from hoptac.places.models import Version
from hoptac.users.models import User

FACT = "first_administrator"
HOLDS_FOR = timedelta(hours=24)


def is_needed() -> bool:
    """Whether the site has nobody who administers it."""
    return not Grant.objects.filter(role=Role.ADMINISTRATOR).exists()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def invite(*, by: Actor) -> str:
    """Makes the token of a new link; an earlier one is void from now on."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        site.put(FACT, {"sha256": _digest(token), "until": (timezone.now() + HOLDS_FOR).isoformat()})
        audit.write(by=by, act="first_administrator.invite", kind="site", id="first")
    return token


def holds(token: str) -> bool:
    """Whether a link still admits."""
    fact = site.get(FACT)
    if not fact or not is_needed():
        return False
    in_time = timezone.now() < datetime.fromisoformat(fact["until"])
    return in_time and hmac.compare_digest(fact["sha256"], _digest(token))


def sign_up(*, token: str, username: str, full_name: str, password: str) -> User:
    """Makes the first administrator and voids the link. Raises UserError when the link no longer holds."""
    with transaction.atomic():
        SiteFact.objects.select_for_update().filter(pk=FACT).first()  # two who come at once: one signs up
        if not holds(token):
            raise UserError(_("Liên kết này đã dùng hoặc quá 24 giờ. Khởi động lại trang bằng ./hoptac serve để có liên kết mới."))
        by = Actor("user", username.strip().lower()[:80])
        user = actions.create_user(username=username, full_name=full_name, password=password, by=by)
        root = Version.objects.filter(level="country").values_list("place_id", flat=True).first()
        actions.grant(user=user, role=Role.ADMINISTRATOR, scope_kind="place", scope_id=str(root), by=by)
        SiteFact.objects.filter(pk=FACT).delete()
    return user
