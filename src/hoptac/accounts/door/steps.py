"""The two steps of signing in: what each checks before it lets a person on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.internal import flows
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from hoptac.accounts.door import actions, address, factors
from hoptac.users.models import Safety, User


class Refused(Exception):
    """Why the door stays shut, in a sentence that tells nothing about who exists."""

    def __init__(self, title: str, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.title, self.sentence, self.status = title, sentence, status


def by_password(request: HttpRequest, name: str, password: str, onward: str) -> HttpResponse:
    """The first step. Gives the way to the second, or in, for who has none. Raises Refused."""
    _refuse_locked(request, name)
    user = authenticate(request, username=name, password=password)
    if user is None:
        _failed(request, name, "password")
    if Safety.objects.filter(user=user, must_reset=True).exists():  # the password is right, and is no longer enough
        user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)
        _failed(request, name, "must_reset")
    return flows.login.perform_password_login(request, {"username": user.username}, Login(user=user, redirect_url=onward or None))


def pending(request: HttpRequest) -> LoginStage | None:
    """Who has done the first step and waits at the second."""
    return LoginStageController.enter(request, AuthenticateStage.key)


def by_code(request: HttpRequest, stage: LoginStage, code: str, *, recovery: bool) -> HttpResponse:
    """The second step with a code. Raises Refused."""
    user: User = stage.login.user
    _refuse_locked(request, user.username)
    row = factors.accept(user, code, recovery=recovery)
    if row is None:
        _wrong_code(request, user, "recovery" if recovery else "code")
    return _through(request, stage, row)


def by_passkey(request: HttpRequest, stage: LoginStage, credential: dict[str, Any]) -> HttpResponse:
    """The second step with a passkey. Raises Refused."""
    user: User = stage.login.user
    _refuse_locked(request, user.username)
    row = checked_passkey(user, credential)
    if row is None:
        _wrong_code(request, user, "passkey")
    return _through(request, stage, row)


def by_passkey_alone(request: HttpRequest, credential: dict[str, Any], onward: str) -> HttpResponse:
    """Both steps at once: a passkey that checks who holds it. Raises Refused."""
    try:
        user = webauthn.extract_user_from_response(credential)
    except (ValidationError, AttributeError, UnicodeDecodeError):
        user = None
    row = checked_passkey(user, credential) if user is not None and user.is_active else None
    if row is None:
        actions.failed(name="", whence=address.of(request), step="passkey")
        raise Refused(_("Không vào được"), _("Khóa truy cập này không khớp tài khoản nào đang dùng. Vào bằng tên và mật khẩu."))
    return perform_passwordless_login(request, row, Login(user=row.user, redirect_url=onward or None))


def checked_passkey(user: User, credential: dict[str, Any]) -> Authenticator | None:
    """The passkey of a person whose answer holds: to our question, for this site, by one who showed that they hold it."""
    try:
        webauthn.parse_authentication_response(credential)
        row = webauthn.complete_authentication(user, credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return None
    row.user = user
    return row


def _through(request: HttpRequest, stage: LoginStage, row: Authenticator) -> HttpResponse:
    row.user = stage.login.user
    post_authentication(request, row)
    return stage.exit()


def refuse_if_locked(request: HttpRequest, name: str) -> None:
    """Raises Refused while the pair of name and address is locked."""
    _refuse_locked(request, name)


def _refuse_locked(request: HttpRequest, name: str) -> None:
    if AxesProxyHandler.is_allowed(request, {"username": name}):
        return
    raise Refused(_("Tạm khóa"), _locked_sentence(request, name), 429)


def _locked_sentence(request: HttpRequest, name: str) -> str:
    until = _locked_until(request, name)
    clock = timezone.localtime(until).strftime("%H:%M") if until else ""
    return _("Sai nhiều lần từ máy này. Thử lại lúc %(clock)s, hoặc từ máy bạn vẫn dùng.") % {"clock": clock}


def _locked_until(request: HttpRequest, name: str) -> datetime | None:
    from axes.models import AccessAttempt

    rows = AccessAttempt.objects.filter(username=address.tidy(name), ip_address=address.of(request))
    last = rows.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return last + settings.AXES_COOLOFF_TIME if last else None


def _failed(request: HttpRequest, name: str, step: str) -> Any:
    actions.failed(name=name, whence=address.of(request), step=step)
    if getattr(request, "axes_locked_out", False):
        actions.locked(name=name, whence=address.of(request))
        raise Refused(_("Tạm khóa"), _locked_sentence(request, name), 429)
    raise Refused(
        _("Không khớp"),
        _("Tên hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi thử lại; vẫn không được thì đặt lại mật khẩu."),
    )


def _wrong_code(request: HttpRequest, user: User, step: str) -> Any:
    wrong_factor(request, user, step)
    if getattr(request, "axes_locked_out", False):
        clear_login(request)
        actions.locked(name=user.username, whence=address.of(request))
        raise Refused(_("Tạm khóa"), _locked_sentence(request, user.username), 429)
    if step == "passkey":
        raise Refused(_("Không khớp"), _("Khóa truy cập này không phải của tài khoản, hoặc đã chờ quá lâu. Thử lại, hoặc dùng mã 6 số."))
    if step == "recovery":
        raise Refused(_("Không khớp"), _("Mã dự phòng không đúng hoặc đã dùng. Mỗi mã dùng một lần; gõ mã khác trong danh sách."))
    raise Refused(_("Mã không đúng"), _("Mã sai, vừa hết hạn hoặc đã dùng. Chờ mã mới rồi nhập lại; giờ trong điện thoại phải đúng."))


def wrong_factor(request: HttpRequest, user: User, step: str) -> None:
    """Counts a wrong second factor against the pair and the person, as a wrong password is."""
    user_login_failed.send(sender=__name__, credentials={"username": user.username}, request=request)
    actions.failed(name=user.username, whence=address.of(request), step=step)
