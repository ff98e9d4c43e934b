"""Requests from arrival to their end: each step is in the request's log and in the trail."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hoptac.accounts import overseeing
from hoptac.accounts.subjects import clocks, consents, correcting, erasing, holdings, restricting, telling
from hoptac.accounts.subjects.enums import OPEN, Asked, How, State
from hoptac.accounts.subjects.erasing import Outcome
from hoptac.accounts.subjects.models import Request, Step
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.personal import Subject
from hoptac.common.text import nfc
from hoptac.places import home

BY_SIGNING_IN = "đăng nhập tài khoản của chính mình"  # how it is known who asks, where he asks himself


def receive(*, subject: Subject, asked: str, how: str, by: Actor, wish: str = "", identity: str = "", day: date | None = None) -> Request:
    """Takes a request in; its clocks run from the day it came. UserError for a person who is not there, or a day still to come."""
    on = day or today()
    if asked not in Asked.values or how not in How.values:
        raise UserError(_("Chọn loại yêu cầu và hình thức gửi."))
    if on > today():
        raise UserError(_("Ngày nhận chưa tới. Ghi ngày yêu cầu đã đến."))
    if not holdings.is_there(subject):
        raise UserError(_("Không có ai như vậy trong hồ sơ. Kiểm tra lại mã."))
    due = clocks.due(asked, on)
    with transaction.atomic():
        row = Request(
            subject_kind=subject.kind, subject_id=subject.id, asked=asked, wish=nfc(wish).strip()[:4000], how=how, place_id=seat(subject),
            received_on=on, received_by=by.name[:80], first_due=due.first, done_due=due.done, identity=nfc(identity).strip()[:200],
            identity_by=by.name[:80] if identity.strip() else "",
        )  # fmt: skip
        row.save()
        _log(row, by, "receive", row.wish)
        telling.received(row)
    return row


def seat(subject: Subject) -> int | None:
    """Where a request is handled: where the person's record stands, else where his role stands, else at the site's own place."""
    from hoptac.accounts.models import Grant

    found = holdings.place(subject)
    if found is None and subject.kind == "user":
        for grant in Grant.objects.filter(user__public_id=subject.id, taken_back=False).order_by("-valid_from", "pk"):
            found = overseeing.seat(grant.scope_kind, grant.scope_id, today())
            if found is not None:
                break
    return found if found is not None else home.home_id()


def _log(row: Request, by: Actor, what: str, note: str = "", act: str = "") -> None:
    """One line in the request's log, and one in the trail (which never holds what the person wrote)."""
    Step._base_manager.create(request=row, by=by.name[:80], what=what, note=nfc(note).strip()[:4000])
    told = {"asked": row.asked, "subject": row.subject_kind, "state": row.state}
    audit.write(by=by, act=act or f"request.{what}", kind="request", id=row.public_id, data=told, place=row.place_id)


def _open(request: Request) -> Request:
    """The request, held until the end of the transaction; UserError once it is closed."""
    row = Request._base_manager.select_for_update().get(pk=request.pk)
    if row.state not in OPEN:
        raise UserError(_("Yêu cầu này đã khép: %s. Tải lại trang để xem.") % State(row.state).label)
    return row


def _known(row: Request) -> None:
    if not row.identity:
        raise UserError(_("Chưa ghi đã xác minh người yêu cầu là ai. Ghi cách xác minh trước."))


def identify(*, request: Request, how: str, by: Actor) -> Request:
    """Notes how it was made sure that who asks is the person: without it nothing is given out, changed or erased."""
    if len(how.strip()) < 5:
        raise UserError(_("Ghi đã xác minh bằng cách nào, ví dụ: đối chiếu căn cước tại quầy. Không ghi số giấy tờ."))
    with transaction.atomic():
        row = _open(request)
        row.identity, row.identity_by = nfc(how).strip()[:200], by.name[:80]
        row.save(update_fields=["identity", "identity_by"])
        _log(row, by, "identify", row.identity)
    return row


def answer(*, request: Request, note: str, by: Actor) -> Request:
    """The first answer: the request was received and is worked on."""
    if not note.strip():
        raise UserError(_("Ghi đã trả lời gì."))
    with transaction.atomic():
        row = _open(request)
        if row.answered_on:
            raise UserError(_("Đã trả lời lần đầu ngày %s.") % row.answered_on.strftime("%d/%m/%Y"))
        row.state, row.answered_on = State.ANSWERED, today()
        row.save(update_fields=["state", "answered_on"])
        _log(row, by, "answer", note)
        telling.moved(row)
    return row


def finish(*, request: Request, note: str, by: Actor, state: str = State.DONE, again_on: date | None = None) -> Request:
    """Closes a request: done, or done in part with what had to be held."""
    with transaction.atomic():
        row = _open(request)
        _known(row)
        return _close(row, by, state, note, again_on)


def _close(row: Request, by: Actor, state: str, note: str, again_on: date | None = None) -> Request:
    row.state, row.closed_on, row.answered_on, row.again_on = state, today(), row.answered_on or today(), again_on
    row.save(update_fields=["state", "closed_on", "answered_on", "again_on"])
    _log(row, by, "close", note, act=f"request.{state}")
    telling.moved(row)
    return row


def refuse(*, request: Request, why: str, by: Actor) -> Request:
    """Closes a request that is not followed, with the reason the person is told."""
    if len(why.strip()) < 10:
        raise UserError(_("Ghi lý do không thực hiện và căn cứ, để người yêu cầu hiểu và khiếu nại được."))
    with transaction.atomic():
        return _close(_open(request), by, State.REFUSED, why)


def erase(*, request: Request, by: Actor) -> Outcome:
    """Erases what may go, and closes the request; what stays is named in its log with the day it may go."""
    with transaction.atomic():
        audit.first_in_line()
        row = _open(request)
        _known(row)
        if row.asked != Asked.ERASE:
            raise UserError(_("Người này không yêu cầu xóa. Chỉ xóa theo yêu cầu xóa, hoặc khi hết thời hạn lưu."))
        done = erasing.erase(subject=row.subject, by=by, why=_("yêu cầu %s") % row.public_id, place=row.place_id)
        stays = [f"{one.why}: {one.rule}" for one in done.held]
        _close(row, by, State.IN_PART if done.held else State.DONE, "\n".join(stays), done.again_on)
    return done


def restrict(*, request: Request, by: Actor) -> None:
    """Keeps the person's data from being used, and closes the request."""
    with transaction.atomic():
        row = _open(request)
        _known(row)
        restricting.restrict(subject=row.subject, why=_("yêu cầu %s") % row.public_id, by=by, place=row.place_id)
        _close(row, by, State.DONE, _("Dữ liệu được giữ lại và không mở, không dùng cho tới khi thôi hạn chế."))


def withdraw(*, request: Request, by: Actor) -> int:
    """Withdraws every consent the person gave, and closes the request; says how many."""
    with transaction.atomic():
        row = _open(request)
        _known(row)
        count = consents.withdraw_all(subject=row.subject, by=by)
        _close(row, by, State.DONE, _("Đã rút %s sự đồng ý.") % count)
    return count


def correct(*, request: Request, code: str, number: str, name: str, value: str, by: Actor) -> None:
    """Corrects one value; the request stays open for more."""
    with transaction.atomic():
        row = _open(request)
        _known(row)
        correcting.correct(
            subject=row.subject, code=code, number=number, name=name, value=value, why=_("yêu cầu %s") % row.public_id, by=by,
            place=row.place_id,
        )  # fmt: skip
        _log(row, by, "correct", f"{code} {name}")
