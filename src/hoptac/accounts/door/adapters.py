"""Where allauth asks us: how a person is let in, how secrets are kept, whom an identity provider may bring."""

from __future__ import annotations

import base64
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hoptac.accounts.door import address


class AccountAdapter(DefaultAccountAdapter):
    """Lets people in: nobody signs up by themselves, the second factor is the one stage, our own pages speak."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_client_ip(self, request: HttpRequest) -> str:
        return address.of(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our views say what happened."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Our actions write the letters."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return False  # our views ask themselves (`fresh.required`)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        from hoptac.accounts.door.views import at_home

        return at_home()

    def login(self, request: HttpRequest, user: Any) -> None:
        from hoptac.accounts.door import sessions

        sessions.enter(request, user, lambda: super(AccountAdapter, self).login(request, user))


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted at rest with a key derived from the site's own."""

    def _fernet(self) -> Fernet:
        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"hoptac second factor").derive(settings.SECRET_KEY.encode())
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return self._fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise RuntimeError("a second factor was kept under another key: the data folder's secret-key was changed") from None

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return super().get_public_key_credential_user_entity(user) | {"name": user.username, "display_name": str(user)}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return _("Khóa truy cập")


class SocialAdapter(DefaultSocialAccountAdapter):
    """An identity provider says who somebody is; it never makes an account and never gives a right."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        from hoptac.accounts.door import identity

        identity.admit(request, sociallogin)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> NoReturn:
        from hoptac.accounts.door import identity

        raise ImmediateHttpResponse(identity.failed(request, error, exception))

    def get_requests_session(self) -> Any:
        session = super().get_requests_session()
        session.max_redirects = 0  # the issuer's own addresses, and no others
        return session


def language() -> str:
    """The language of the page in hand."""
    return (get_language() or "vi")[:2]


def answer(response: HttpResponse) -> NoReturn:
    """Ends allauth's flow with a page of ours."""
    raise ImmediateHttpResponse(response)
