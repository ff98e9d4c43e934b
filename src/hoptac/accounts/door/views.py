"""Pages of the door: the two steps, setting up a second factor, forgotten passwords, proving again who sits there."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal import flows
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from hoptac.accounts import first as first_administrator
from hoptac.accounts.door import actions, address, factors, fresh, identity, letters, sessions, steps
from hoptac.accounts.door.forms import CodeForm, CredentialForm, ForgotForm, NewPasswordForm, PasswordAgainForm, SignInForm
from hoptac.accounts.door.middleware import OVER
from hoptac.accounts.forms import FirstForm
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.web.render import page

SHOWN_ONCE = "door_codes"  # in the session, until the page with the recovery codes was shown


def asked(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is a page of this site."""
    text = request.POST.get("next") or request.GET.get("next") or ""
    local = text.startswith("/") and url_has_allowed_host_and_scheme(text, {request.get_host()}, request.is_secure())
    return text if local else ""


def at_home() -> str:
    """Where a person goes who asked for nothing."""
    return translate_url(resolve_url(settings.LOGIN_REDIRECT_URL), get_language() or settings.LANGUAGE_CODE)


def onward(request: HttpRequest) -> str:
    """Where a person goes from here."""
    return asked(request) or at_home()


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first step: who it is. A refusal says what to do and never who exists."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward(request))
    form, refused = SignInForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            return steps.by_password(request, form.cleaned_data["username"], form.cleaned_data["password"], asked(request))
        except steps.Refused as reason:
            refused = reason
    return _door(request, form, refused)


def _door(request: HttpRequest, form: SignInForm, refused: steps.Refused | None) -> HttpResponse:
    shown = {"form": form, "next": asked(request), "refused": refused, "identity": identity.label(), "over": OVER in request.GET}
    return page(request, "accounts/door/sign_in.html", shown, status=refused.status if refused else 400 if form.errors else 200)


@sensitive_post_parameters("code")
@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    """The second step: a code, one of the codes kept on paper, or a passkey."""
    stage = steps.pending(request)
    if stage is None:
        return redirect("accounts:sign_in")
    user, recovery = stage.login.user, "recovery" in request.GET
    form, refused = CodeForm(request.POST if "code" in request.POST else None, recovery=recovery), None
    try:
        if request.method == "POST" and "credential" in request.POST:
            return steps.by_passkey(request, stage, _credential(request))
        if request.method == "POST" and form.is_valid():
            return steps.by_code(request, stage, form.cleaned_data["code"], recovery=recovery)
    except steps.Refused as reason:
        refused, form = reason, CodeForm(recovery=recovery)
    shown = {"form": form, "name": user.username, "has": factors.of(user), "recovery": recovery, "refused": refused,
             "over": steps.pending(request) is None}  # fmt: skip
    return page(request, "accounts/door/second_step.html", shown, status=refused.status if refused else 400 if form.errors else 200)


@require_POST
def start_over(request: HttpRequest) -> HttpResponse:
    """Not this person: back to the first step."""
    clear_login(request)
    return redirect("accounts:sign_in")


def _credential(request: HttpRequest) -> dict[str, Any]:
    form = CredentialForm(request.POST)
    if not form.is_valid():
        raise steps.Refused(_("Không vào được"), form.errors["credential"][0])
    return form.cleaned_data["credential"]  # type: ignore[no-any-return]


@require_GET
@never_cache
def passkey_question(request: HttpRequest, purpose: str) -> HttpResponse:
    """What the browser is to ask a passkey. It is asked for when the button is pressed, so that it is never old."""
    if purpose == "enter":
        return JsonResponse(webauthn.begin_authentication(user=None))
    if purpose == "step":
        stage = steps.pending(request)
        return JsonResponse(webauthn.begin_authentication(user=stage.login.user)) if stage else HttpResponseBadRequest()
    if not request.user.is_authenticated:
        return HttpResponseBadRequest()
    if purpose == "again":
        return JsonResponse(webauthn.begin_authentication(user=request.user))
    if purpose == "add" and fresh.is_fresh(request):
        return JsonResponse(webauthn.begin_registration(request.user, passwordless=True))
    return HttpResponseBadRequest()


@require_POST
@never_cache
def enter_by_passkey(request: HttpRequest) -> HttpResponse:
    """Both steps at once."""
    try:
        return steps.by_passkey_alone(request, _credential(request), asked(request))
    except steps.Refused as reason:
        return _door(request, SignInForm(), reason)


@require_POST
@never_cache
def enter_by_identity(request: HttpRequest) -> HttpResponse:
    """To the national identity provider."""
    return identity.leave(request, identity.ENTER, asked(request))


@require_GET
@never_cache
def back_from_identity(request: HttpRequest, provider_id: str) -> HttpResponse:
    """And back."""
    return identity.come_back(request)


@sensitive_post_parameters("code")
@never_cache
@fresh.required
def enrol(request: HttpRequest) -> HttpResponse:
    """Sets up a second factor. Staff without one see this page and no other."""
    user, refused, form = request.user, None, CodeForm(request.POST if "code" in request.POST else None)
    try:
        if request.method == "POST" and "credential" in request.POST:
            _add_passkey(request)
            return _enrolled(request)
        if request.method == "POST" and form.is_valid():
            _add_totp(request, form.cleaned_data["code"])
            return _enrolled(request)
    except steps.Refused as reason:
        refused, form = reason, CodeForm()
    secret = totp.get_totp_secret()
    side, path = factors.qr_rows(factors.totp_url(user, secret))  # type: ignore[arg-type]
    shown = {"form": form, "refused": refused, "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)), "side": side,
             "path": path, "has": factors.of(user), "must": factors.needs_factor(user), "next": asked(request)}  # type: ignore[arg-type] # fmt: skip
    return page(request, "accounts/door/enrol.html", shown, status=400 if refused or form.errors else 200)


def _add_totp(request: HttpRequest, code: str) -> None:
    secret = totp.get_totp_secret()
    if not totp.validate_totp_code(secret, code):
        raise steps.Refused(
            _("Mã không đúng"), _("Mã chưa khớp với mã QR này. Quét lại, xem giờ trong điện thoại có đúng không, rồi nhập mã mới.")
        )
    actions.add_totp(user=request.user, by=Actor.of(request.user), secret=secret)  # type: ignore[arg-type]
    factors.accept(request.user, code, recovery=False)  # type: ignore[arg-type]
    totp.clear_totp_secret(request)


def _add_passkey(request: HttpRequest) -> None:
    credential = _credential(request)
    try:
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        raise steps.Refused(_("Chưa thêm được"), _("Chưa xác nhận được khóa truy cập. Bấm lại và làm theo hướng dẫn của máy.")) from None
    name = request.POST.get("name") or sessions.device(request.headers.get("User-Agent", ""))
    actions.add_passkey(user=request.user, by=Actor.of(request.user), name=name, credential=credential)  # type: ignore[arg-type]


def _enrolled(request: HttpRequest) -> HttpResponse:
    """A factor is there: this session has shown it, all others end, and the first time the recovery codes are shown."""
    user, by = request.user, Actor.of(request.user)
    sessions.end(user=user, by=by, but=request.session.session_key)  # type: ignore[arg-type]
    request.session.cycle_key()
    sessions.follow(request)
    sessions.note(request, factor=True)
    letters.told(user, gettext_lazy("Đã thêm một cách xác nhận bước hai cho tài khoản của bạn."))  # type: ignore[arg-type]
    messages.success(request, _("Đã có bước hai. Từ nay mỗi lần vào đều cần nó."))
    if not factors.of(user).codes_left:  # type: ignore[arg-type]
        request.session[SHOWN_ONCE] = actions.new_codes(user=user, by=by)  # type: ignore[arg-type]
        return redirect(f"{resolve_url('mfa_codes')}?next={asked(request)}" if asked(request) else resolve_url("mfa_codes"))
    return HttpResponseRedirect(asked(request) or resolve_url("profile"))


@never_cache
@fresh.required
def codes(request: HttpRequest) -> HttpResponse:
    """Recovery codes, shown once; asking for new ones ends the old ones."""
    if request.method == "POST":
        if not factors.has_factor(request.user):  # type: ignore[arg-type]
            raise UserError(_("Mã dự phòng chỉ có khi đã có bước hai. Thêm ứng dụng mã số hoặc khóa truy cập trước."))
        request.session[SHOWN_ONCE] = actions.new_codes(user=request.user, by=Actor.of(request.user))  # type: ignore[arg-type]
        return redirect("mfa_codes")
    fresh_codes = request.session.pop(SHOWN_ONCE, None)
    return page(request, "accounts/door/codes.html", {"codes": fresh_codes, "has": factors.of(request.user), "next": onward(request)})  # type: ignore[arg-type]


@sensitive_post_parameters("current", "code")
@never_cache
@login_required
def again(request: HttpRequest) -> HttpResponse:
    """Before a sensitive act: who sits there? By the second factor, or by the password for who has none."""
    user, refused = request.user, None
    has = factors.of(user)  # type: ignore[arg-type]
    code, current = (
        CodeForm(request.POST if "code" in request.POST else None),
        PasswordAgainForm(request.POST if "current" in request.POST else None),
    )
    try:
        if request.method == "POST" and _proved(request, has, code, current):
            sessions.note(request, fresh=time.time())
            return HttpResponseRedirect(asked(request) or resolve_url("profile"))
    except steps.Refused as reason:
        refused, code = reason, CodeForm()
    shown = {"code": code, "current": current, "has": has, "next": asked(request), "refused": refused}
    return page(request, "accounts/door/again.html", shown, status=refused.status if refused else 200)


def _proved(request: HttpRequest, has: factors.Factors, code: CodeForm, current: PasswordAgainForm) -> bool:
    user: Any = request.user
    steps.refuse_if_locked(request, user.username)
    row = None
    if "credential" in request.POST and has.any:
        row = steps.checked_passkey(user, _credential(request))
    elif code.is_bound and code.is_valid() and has.any:
        row = factors.accept(user, code.cleaned_data["code"], recovery=False)
    elif current.is_bound and current.is_valid() and not has.any and user.check_password(current.cleaned_data["current"]):
        return True
    if row is not None:
        row.user = user
        post_authentication(request, row, reauthenticated=True)
        return True
    steps.wrong_factor(request, user, "again")
    raise steps.Refused(_("Không khớp"), _("Chưa xác nhận được là bạn. Nhập mã mới hoặc mật khẩu đúng rồi thử lại."))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session and says so."""
    if request.user.is_authenticated:
        with transaction.atomic():
            audit.write(by=Actor.of(request.user), act="user.sign_out", kind="user", id=request.user.public_id)
    logout(request)
    messages.success(request, _("Đã đăng xuất khỏi máy này."))
    return redirect(translate_url(resolve_url(settings.LOGOUT_REDIRECT_URL or "/"), get_language() or settings.LANGUAGE_CODE))


@sensitive_post_parameters("password", "again")
@never_cache
def first(request: HttpRequest, token: str) -> HttpResponse:
    """The first administrator signs up by the link shown once when the site was started, and sets up a second factor next."""
    form = FirstForm(request.POST or None)
    if not first_administrator.holds(token):
        return page(request, "accounts/first_over.html", status=404)
    if request.method == "POST" and form.is_valid():
        try:
            given = {name: form.cleaned_data[name] for name in ("username", "full_name", "password")}
            user = first_administrator.sign_up(token=token, **given)
        except UserError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Đã tạo tài khoản quản trị. Liên kết đăng ký hết hiệu lực từ bây giờ."))
            return flows.login.perform_password_login(
                request, {"username": user.username}, Login(user=user, redirect_url=asked(request) or None)
            )
    return page(request, "accounts/first.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
def forgot(request: HttpRequest) -> HttpResponse:
    """Asks for a link by mail. The answer is the same whether the name exists, has an address, or not."""
    form = ForgotForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent:
        letters.ask_reset(form.cleaned_data["username"], request, whence=address.of(request))
    return page(request, "accounts/door/forgot.html", {"form": form, "sent": sent}, status=400 if form.errors else 200)


@sensitive_post_parameters("fresh", "again")
@never_cache
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """A new password by a link that works once."""
    user = actions.whose(token)
    if user is None:
        sentence = _("Liên kết đặt lại mật khẩu dùng một lần và có hạn. Xin liên kết mới ở trang Quên mật khẩu, hoặc nhờ quản trị.")
        return said(request, _("Liên kết này không còn dùng được"), sentence, 404)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reset_password(token=token, password=form.cleaned_data["fresh"])
        except UserError as error:
            form.add_error("fresh", error.sentence)
        else:
            letters.told(user, gettext_lazy("Mật khẩu của tài khoản vừa được đặt lại."))
            messages.success(request, _("Đã đặt mật khẩu mới. Đăng nhập bằng mật khẩu ấy."))
            return redirect("accounts:sign_in")
    return page(request, "accounts/door/reset.html", {"form": form, "least": letters.least(user)}, status=400 if form.errors else 200)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without the token of this session: the session ended meanwhile, or the form is not ours."""
    sentence = _("Phiên làm việc đã đổi từ khi trang được mở, nên chưa có gì được ghi. Quay lại trang trước, tải lại rồi gửi lại.")
    return said(request, _("Biểu mẫu này đã cũ"), sentence, 403)


def said(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    """A page that says one thing and where to go on."""
    return page(request, "accounts/door/said.html", {"title": title, "sentence": sentence}, status=status)
