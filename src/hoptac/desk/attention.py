"""What needs a person, worst first. Each item is a question to a room beneath; the answer links where to act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hoptac.common.text import format_day
from hoptac.directives.models import Task
from hoptac.figures.ask import Question
from hoptac.figures.beside import beside
from hoptac.figures.indicators import indicator
from hoptac.figures.queries import figure
from hoptac.intake.models import Decision, Finding
from hoptac.places import home
from hoptac.places.tree import tree
from hoptac.users.models import User
from hoptac.web.numbers import number

SOON = timedelta(days=14)  # a task due so soon is shown
LAPSING = timedelta(days=182)  # a certificate that ends so soon is shown
RIVALS = ("htx.total", "tht.total", "ocop.participating")
Item = dict[str, Any]


def items(viewer: User, day: date) -> list[Item]:
    """What waits on the day, for this viewer."""
    found = [*_overdue(viewer, day), *_due_soon(viewer, day), *_readings(viewer)]
    place_id = home.home_id()
    if place_id is not None and tree().unit(place_id, day):
        found += [*_idle(place_id, day), *_rivals(place_id, day), *_lapsing(place_id, day)]
    return found


def _item(tone: str, word: str, text: str, sub: str = "", url: str = "", action: str = "") -> Item:
    return {"tone": tone, "word": word, "text": text, "sub": sub, "url": url, "action": action}


def _open_tasks(viewer: User, day: date) -> Any:
    """Tasks given by the day and not done on it."""
    given = Q(assigned_on__isnull=True) | Q(assigned_on__lte=day)
    undone = Q(done_on__isnull=True) | Q(done_on__gt=day)
    return Task.objects.visible_to(viewer).filter(given, undone, due_on__isnull=False).order_by("due_on", "pk")


def _overdue(viewer: User, day: date) -> Iterator[Item]:
    late = list(_open_tasks(viewer, day).filter(due_on__lt=day)[:200])
    if late:
        first = late[0]
        told = {"n": (day - first.due_on).days, "lead": first.lead, "due": format_day(first.due_on)}
        yield _item("bad", _("Quá hạn"), _("%s nhiệm vụ quá hạn") % len(late), _("Chậm nhất %(n)s ngày: %(lead)s, hạn %(due)s") % told)


def _due_soon(viewer: User, day: date) -> Iterator[Item]:
    for task in _open_tasks(viewer, day).filter(due_on__gte=day, due_on__lte=day + SOON)[:5]:
        left = _("Còn %s ngày") % (task.due_on - day).days
        yield _item("warn", left, task.title, f"{task.lead}, {_('hạn %s') % format_day(task.due_on)}")


def _readings(viewer: User) -> Iterator[Item]:
    count = Finding.objects.visible_to(viewer).filter(decision=Decision.PENDING).count()
    if count:
        text = _("%s mục máy đọc được chờ người xác nhận") % number(count)
        yield _item("note", _("Chờ xác nhận"), text, "", _page("intake:index"), _("Mở đọc và soát"))


def _page(name: str) -> str:
    """An address, while that page is there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _linked(text: str, value: int, link: str) -> str:
    """A sentence whose number opens its passport: `%s` in the text is the number."""
    before, _sign, after = text.partition("%s")
    return format_html('{}<a class="ht-fig" href="{}">{}</a>{}', before, link, number(value), after)


def _idle(place_id: int, day: date) -> Iterator[Item]:
    """Registered, but not operating."""
    total, active = figure("htx.total", place_id, as_of=day), figure("htx.active", place_id, as_of=day)
    if total.value is None or active.value is None or total.value == active.value:
        return
    idle = total.value - active.value  # type: ignore[operator]
    unit = home.nearest(place_id, day)
    url = f"{reverse('registry:index')}?kind=htx&standing=idle&place={unit.key(day)}&as_of={day.isoformat()}"
    text = _linked(_("%s hợp tác xã có trong sổ nhưng không hoạt động"), idle, url)  # type: ignore[arg-type]
    yield _item("warn", _("Ngừng hoạt động"), text, _("Tạm ngừng, hoặc ngừng và chờ giải thể"), url, _("Xem danh sách"))


def _rivals(place_id: int, day: date) -> Iterator[Item]:
    """Another source said otherwise by the day, by the same definition: the latest of each indicator."""
    for code in RIVALS:
        question = Question(indicator(code), place_id, day)
        for row in beside(question, figure(code, place_id, as_of=day)):
            if row.kind in ("differs", "other_date") and row.rival.day <= day:
                mine = figure(code, place_id, as_of=day)
                told = {"name": mine.indicator.label, "theirs": number(row.rival.value)}
                text = _linked(_("%(name)s: nguồn khác ghi %(theirs)s, hồ sơ tính ") % told + "%s", mine.value, question.url())  # type: ignore[arg-type]
                yield _item("note", _("Số vênh"), text, f"{row.rival.source}. {row.note}", question.url() + "#nguon-khac", _("Đối chiếu"))
                break


def _lapsing(place_id: int, day: date) -> Iterator[Item]:
    """Certificates in force that end within half a year."""
    fig, until = figure("ocop.rated", place_id, as_of=day), day + LAPSING
    if not fig.value:
        return
    question = Question(indicator("ocop.rated"), place_id, day)
    spans = question.count.counted(day, None)
    ends = [span for span in spans if span.after is not None and span.after <= until and span.ended and span.ended.cause == "expired"]
    if ends:
        text = _linked(_("%s chứng nhận OCOP hết hạn trước ngày ") + format_day(until), len(ends), question.url())
        yield _item("none", _("Sắp hết hạn"), text, "", question.url(), _("Mở hộ chiếu"))
