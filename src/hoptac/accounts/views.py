"""The door: signing in and out, and the first administrator of a new site."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hoptac.accounts import first as door
from hoptac.accounts.forms import FirstForm, SignInForm
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.users.models import User
from hoptac.web.render import page


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Asks who it is; a refusal says what to do and never who exists."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_onward(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            _enter(request, user)  # type: ignore[arg-type]
            return HttpResponseRedirect(_onward(request))
        form.add_error(None, _("Tên hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi thử lại."))
    return page(request, "accounts/sign_in.html", {"form": form, "next": _asked(request)}, status=400 if form.errors else 200)


def _enter(request: HttpRequest, user: User) -> None:
    with transaction.atomic():
        login(request, user)
        audit.write(by=Actor("user", user.username), act="user.sign_in", kind="user", id=user.public_id)


def _asked(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is a page of this site."""
    text = request.POST.get("next") or request.GET.get("next") or ""
    local = text.startswith("/") and url_has_allowed_host_and_scheme(text, {request.get_host()}, request.is_secure())
    return text if local else ""


def _onward(request: HttpRequest) -> str:
    return _asked(request) or translate_url(resolve_url(settings.LOGIN_REDIRECT_URL), get_language() or settings.LANGUAGE_CODE)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session and says so."""
    if request.user.is_authenticated:
        with transaction.atomic():
            audit.write(by=Actor("user", request.user.username), act="user.sign_out", kind="user", id=request.user.public_id)
    logout(request)
    messages.success(request, _("Đã đăng xuất khỏi máy này."))
    return redirect(translate_url(resolve_url(settings.LOGOUT_REDIRECT_URL or "/"), get_language() or settings.LANGUAGE_CODE))


@sensitive_post_parameters("password", "again")
@never_cache
def first(request: HttpRequest, token: str) -> HttpResponse:
    """The first administrator signs up by the link shown once when the site was started."""
    form = FirstForm(request.POST or None)
    if not door.holds(token):
        return page(request, "accounts/first_over.html", status=404)
    if request.method == "POST" and form.is_valid():
        try:
            user = door.sign_up(token=token, **{name: form.cleaned_data[name] for name in ("username", "full_name", "password")})
        except UserError as error:
            form.add_error(None, error.sentence)
        else:
            _enter(request, user)
            messages.success(request, _("Đã tạo tài khoản quản trị. Liên kết đăng ký hết hiệu lực từ bây giờ."))
            return HttpResponseRedirect(_onward(request))
    return page(request, "accounts/first.html", {"form": form}, status=400 if form.errors else 200)
