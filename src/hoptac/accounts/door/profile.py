"""The profile: what a person may see and change about themselves; and what an administrator does for who cannot get in."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hoptac.accounts import gates
from hoptac.accounts.door import actions, factors, fresh, identity, letters, sessions
from hoptac.accounts.door.forms import ChangePasswordForm, ProfileForm
from hoptac.accounts.door.steps import wrong_factor
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.users.models import User
from hoptac.web.render import page


@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Everything the door knows of a person, for that person."""
    user: Any = request.user
    rows = [
        {"id": one.pk, "device": sessions.device(one.user_agent), "ip": one.ip, "here": one.session_key == request.session.session_key,
         "since": _moment(one.created_at), "seen": _moment(one.last_seen_at)}
        for one in sessions.all_of(user)
    ]  # fmt: skip
    shown = {"person": user, "has": factors.of(user), "must": factors.needs_factor(user), "sessions": rows, "grants": gates.grants(user),
             "letters_in": dict(settings.LANGUAGES).get(user.language, _("theo ngôn ngữ của trang")), "identity": identity.label(),
             "linked": identity.is_linked(user)}  # fmt: skip
    return page(request, "accounts/door/profile.html", shown)


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M, %d/%m/%Y")


@never_cache
@fresh.required
def edit(request: HttpRequest) -> HttpResponse:
    """Name, address for letters, language."""
    user: Any = request.user
    initial = {"full_name": user.full_name, "email": user.email, "language": user.language or settings.LANGUAGE_CODE}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        before = user.email
        actions.change_profile(user=user, **form.cleaned_data)
        if before and before != user.email:
            earlier = User(username=user.username, email=before, language=user.language)
            letters.told(earlier, gettext_lazy("Thư công vụ của tài khoản đã đổi sang địa chỉ khác."))
        messages.success(request, _("Đã ghi thông tin của bạn."))
        return redirect("profile")
    return page(request, "accounts/door/edit.html", {"form": form}, status=400 if form.errors else 200)


@sensitive_post_parameters("current", "fresh", "again")
@never_cache
@fresh.required
def password(request: HttpRequest) -> HttpResponse:
    """A new password; the other sessions end."""
    user: Any = request.user
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not user.check_password(form.cleaned_data["current"]):
            wrong_factor(request, user, "change")
            form.add_error("current", _("Mật khẩu đang dùng không đúng."))
        else:
            try:
                actions.change_password(user=user, password=form.cleaned_data["fresh"], but=request.session.session_key)
            except UserError as error:
                form.add_error("fresh", error.sentence)
            else:
                update_session_auth_hash(request, user)
                sessions.follow(request)
                record_authentication(request, user, "password", reauthenticated=True)
                sessions.note(request, fresh=time.time())
                letters.told(user, gettext_lazy("Mật khẩu của tài khoản vừa được đổi."))
                messages.success(request, _("Đã đổi mật khẩu. Các phiên khác đã đăng xuất."))
                return redirect("profile")
    return page(request, "accounts/door/password.html", {"form": form, "least": letters.least(user)}, status=400 if form.errors else 200)


@require_POST
@fresh.required
def remove_factor(request: HttpRequest, row: int) -> HttpResponse:
    """Takes away one way of the second step."""
    user: Any = request.user
    try:
        actions.remove_factor(user=user, row_id=row, by=Actor.of(user))
    except UserError as error:
        messages.error(request, error.sentence)
    else:
        letters.told(user, gettext_lazy("Đã bỏ một cách xác nhận bước hai của tài khoản."))
        messages.success(request, _("Đã bỏ cách xác nhận ấy."))
    return redirect(f"{resolve_url('profile')}#buoc-hai")


@require_POST
@login_required
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Signs out elsewhere: one session, or all but this one."""
    user: Any = request.user
    only = request.POST.get("session", "")
    count = sessions.end(
        user=user, by=Actor.of(user), but=request.session.session_key, only=int(only) if only.isdigit() and len(only) < 18 else None
    )
    messages.success(request, _("Đã đăng xuất %(count)s phiên ở nơi khác.") % {"count": count})
    return redirect(f"{resolve_url('profile')}#phien")


@require_POST
@fresh.required
def link_identity(request: HttpRequest) -> HttpResponse:
    """Goes to the identity provider, and comes back linked; or ends the link."""
    if "unlink" not in request.POST:
        return identity.leave(request, identity.LINK, resolve_url("profile"))
    user: Any = request.user
    try:
        identity.unlink(user=user, by=Actor.of(user))
        messages.success(request, _("Đã thôi gắn định danh điện tử."))
    except UserError as error:
        messages.error(request, error.sentence)
    return redirect("profile")


@never_cache
@fresh.required
def help_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """An administrator helps a person in: a link that sets a new password, or a fresh start of the second step."""
    from hoptac.accounts import overseeing

    viewer: Any = request.user
    person, by, link = gates.fetch(overseeing.people(), viewer, public_id=public_id), Actor.of(viewer), ""
    if not overseeing.in_charge_of(viewer, person):
        raise PermissionDenied  # somebody with a role beyond the viewer's own area
    if person == request.user:
        raise UserError(_("Việc của chính bạn thì làm ở trang Tài khoản."))
    if request.method == "POST" and "link" in request.POST:
        token = actions.reset_link(user=person, by=by, holds=settings.HOPTAC_RESET_BY_ADMINISTRATOR)
        link = request.build_absolute_uri(resolve_url("account_reset", token=token))
    elif request.method == "POST" and "factors" in request.POST:
        actions.drop_factors(user=person, by=by)
        letters.told(person, gettext_lazy("Quản trị đã bỏ bước hai của tài khoản; lần vào tới bạn đặt lại bước hai."))
        messages.success(request, _("Đã bỏ bước hai và đăng xuất mọi phiên. Lần vào tới người ấy đặt lại bước hai."))
        return redirect("account_help", public_id=public_id)
    return page(request, "accounts/door/help.html", {"person": person, "link": link, "has": factors.of(person)})
