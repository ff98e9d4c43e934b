"""Signing in through a national identity provider (OpenID Connect). It tells who somebody is; accounts and rights are given here.

A person links the identity to the account once, on the profile. The second factor of this site is asked for all the same.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from requests import RequestException

from hoptac.accounts.door import actions, address
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.users.models import User
from hoptac.web.render import page

PROVIDER = "national"
LINK, ENTER = "connect", "login"
SIGNED_BY = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}


def label() -> str:
    """What the provider is called on the button; empty where the site has none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return (apps[0]["name"] or _("Tài khoản định danh điện tử")) if apps else ""


class Provider(OpenIDConnectOAuth2Adapter):
    """allauth's, stricter: the document must be the issuer's own, every identity is signed, fresh (nonce) and for us."""

    nonce: str | None = None

    @property
    def openid_config(self) -> dict[str, Any]:
        config = super().openid_config
        issuer = self.get_provider().app.settings["server_url"].rstrip("/")
        if str(config.get("issuer", "")).rstrip("/") != issuer:
            raise OAuth2Error("the document names another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not _is_safe(str(config.get(name, ""))):
                raise OAuth2Error(f"{name} is not an https address")
        return config  # type: ignore[no-any-return]

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        return super().complete_login(request, app, token, **kwargs)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            known = self._verified(app, id_token)
        except (KeyError, TypeError, ValueError, AttributeError, jwt.PyJWTError) as error:
            raise OAuth2Error(f"Invalid id_token: {type(error).__name__}") from error
        if not self.nonce or not hmac.compare_digest(str(known.get("nonce", "")), self.nonce):
            raise OAuth2Error("another nonce")
        if known.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("for another party")
        return {"sub": known["sub"]}  # nothing else about the person is kept


    def _verified(self, app: Any, id_token: str) -> dict[str, Any]:
        """What the identity says, signed by the one key of the issuer that it names (or by the only one there is)."""
        head, config = jwt.get_unverified_header(id_token), self.openid_config
        if head.get("alg") not in SIGNED_BY:
            raise OAuth2Error("not signed by a key of the issuer")
        with get_adapter().get_requests_session() as session:
            answer = session.get(config["jwks_uri"])
            answer.raise_for_status()
        keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if head.get("kid") in (None, key.key_id)]
        if len(keys) != 1:
            raise OAuth2Error("no such key of the issuer")
        return jwt.decode(  # type: ignore[no-any-return]
            id_token, keys[0].key, algorithms=[head["alg"]], issuer=config["issuer"], audience=app.client_id,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]}, leeway=30,
        )  # fmt: skip


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1", "::1")


def leave(request: HttpRequest, process: str, onward: str) -> HttpResponse:
    """The way to the provider; where it does not answer, a sentence."""
    nonce = secrets.token_urlsafe(24)
    try:
        adapter = Provider(request, PROVIDER)
        provider = adapter.get_provider()
        adapter.openid_config  # noqa: B018 (asked first, for the checks)
        return provider.redirect(  # type: ignore[no-any-return]
            request, process, next_url=onward or None, auth_params={"nonce": nonce}, nonce=nonce, state_id=secrets.token_urlsafe(24)
        )
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, OAuth2Error, ValueError, KeyError) as error:
        return failed(request, None, error)


def come_back(request: HttpRequest) -> HttpResponse:
    """The way back from the provider."""
    adapter = Provider(request, PROVIDER)
    stashed = statekit.get_states(request).get(request.GET.get("state", ""))
    adapter.nonce = stashed[0].get("nonce") if stashed else None
    try:
        return OAuth2CallbackView.adapter_view(adapter)(request)  # type: ignore[no-any-return]
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, OAuth2Error, ValueError, KeyError) as error:  # away, strange, no JSON, or without what it must have
        return failed(request, None, error)


def admit(request: HttpRequest, login: Any) -> None:
    """Who came: let in if the identity is linked to an open account; linked, if the signed-in person asked for that; else a sentence."""
    SocialAccount.objects.filter(pk=login.account.pk).update(extra_data={})
    if login.state.get("process") == LINK:
        raise ImmediateHttpResponse(_link(request, login))
    if not login.is_existing or not login.user.is_active:
        actions.failed(name="", whence=address.of(request), step="identity")
        raise ImmediateHttpResponse(_said(request, _("Định danh này chưa gắn với tài khoản nào"), _(
            "Bạn đã được nhận ra, nhưng hoptac không tự tạo tài khoản hay cấp quyền. Vào bằng tên và mật khẩu, rồi gắn định danh ở trang "
            "Tài khoản; chưa có tài khoản thì nhờ quản trị của cơ quan bạn."), 403))  # fmt: skip


def _link(request: HttpRequest, login: Any) -> HttpResponse:
    user = request.user
    if not user.is_authenticated:
        return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))
    if login.is_existing and login.user != user:
        return _said(
            request, _("Định danh này đã gắn với tài khoản khác"), _("Mỗi định danh gắn với một tài khoản. Nhờ quản trị xem lại."), 409
        )
    if not login.is_existing:
        with transaction.atomic():
            SocialAccount.objects.create(user=user, provider=login.account.provider, uid=login.account.uid, extra_data={})
            audit.write(by=Actor.of(user), act="identity.link", kind="user", id=user.public_id, data={"provider": PROVIDER})
    messages.success(request, _("Đã gắn định danh điện tử với tài khoản của bạn."))
    return HttpResponseRedirect(resolve_url("profile"))


def unlink(*, user: User, by: Actor) -> None:
    """The identity no longer lets in."""
    with transaction.atomic():
        if not SocialAccount.objects.filter(user=user).delete()[0]:
            raise UserError(_("Tài khoản này chưa gắn định danh nào."))
        audit.write(by=by, act="identity.unlink", kind="user", id=user.public_id, data={"provider": PROVIDER})


def is_linked(user: User) -> bool:
    """Whether a person may come in by the identity provider."""
    return SocialAccount.objects.filter(user=user).exists()


def failed(request: HttpRequest, error: Any, exception: Exception | None) -> HttpResponse:
    """A sentence for each way in which the provider's answer does not let in; the cause goes to the log, never to the page."""
    logging.getLogger(__name__).warning("identity provider: %s: %s", type(exception).__name__ if exception else error, exception)
    if isinstance(exception, RequestException):
        return _said(
            request,
            _("Chưa liên lạc được nơi định danh"),
            _("Nơi định danh điện tử không trả lời. Vào bằng tên và mật khẩu, hoặc thử lại sau ít phút."),
            503,
        )
    if str(error) in ("cancelled", "AuthError.CANCELLED"):
        return _said(request, _("Bạn đã dừng việc định danh"), _("Chưa có gì xảy ra. Vào bằng cách khác, hoặc làm lại."), 400)
    return _said(
        request,
        _("Không vào được bằng định danh này"),
        _("Câu trả lời của nơi định danh đã cũ hoặc không khớp với lần bấm của bạn. Làm lại từ trang Đăng nhập."),
        400,
    )


def _said(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    return page(request, "accounts/door/said.html", {"title": title, "sentence": sentence}, status=status)
