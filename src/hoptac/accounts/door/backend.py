"""Checking a name and a password. The same hashing is done whoever is asked for, so that time does not tell who exists."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from hoptac.accounts.door.address import tidy
from hoptac.users.models import User


class PasswordBackend(ModelBackend):
    """Django's own check, with one hashing in each of its ways: no such person, a closed account, no password, a wrong one, a right one."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **more: Any
    ) -> User | None:
        """The person, when the password is theirs and the account is open."""
        if username is None or password is None:
            return None
        user = named(username)
        if user is None or not user.has_usable_password():
            make_password(password)
            return None
        right = user.check_password(password)
        return user if right and self.user_can_authenticate(user) else None


def named(name: str) -> User | None:
    """The person with a sign-in name, or with an e-mail that is only theirs."""
    plain = tidy(name)
    user = User.objects.filter(username__iexact=plain).first()
    mailed = list(User.objects.filter(email__iexact=plain)[:2]) if "@" in plain else []
    return user or (mailed[0] if len(mailed) == 1 else None)
