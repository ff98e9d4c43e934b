"""What this part hangs into the shell: where a request and one's own data are found."""

from __future__ import annotations

from django.urls import reverse

from hoptac.accounts.subjects import telling
from hoptac.common import links


def register() -> None:
    """Called when the room starts."""
    links.register("request", lambda id, _day: reverse("subjects:request", args=[id]))
    links.register("subject.own", lambda _id, _day: reverse("subjects:own"))
    telling.register()
