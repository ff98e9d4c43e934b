"""Who signs in. No roles and no places: those are granted in `accounts`."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from hoptac.common.periods import Named
from hoptac.common.text import nfc


class UserManager(BaseUserManager["User"]):
    """Finds users by their sign-in name, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=nfc(username or "").strip())


class User(Named, AbstractBaseUser):
    """A person with a sign-in name."""

    username = models.CharField(max_length=80, unique=True)
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    # of the letters to the person; empty: the site's own
    language = models.CharField(max_length=2, blank=True, default="", db_default="")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.username


class Safety(models.Model):
    """What the door remembers of a person between sign-ins: failures in a row from all addresses, and a password that must be set anew."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="safety")
    failures = models.PositiveIntegerField(default=0)
    must_reset = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.user} {self.failures}"


class ResetLink(models.Model):
    """A link with which a person sets a new password: only its hash is kept, it works once and until an instant."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reset_links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} {self.until:%Y-%m-%d %H:%M}"


class UsedCode(models.Model):
    """A code of a second factor that was accepted: the same one is refused as long as it would still be valid."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="users_code_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"
