"""The shell: what rooms fill in, error pages, middleware, health."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import gettext_lazy

from hoptac.common.errors import UserError
from hoptac.web import health, panels, shell, views
from hoptac.web.middleware import UserErrorMiddleware
from hoptac.web.render import page


@pytest.fixture(autouse=True)
def no_site_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hoptac.common.site.is_demo", lambda: True)
    monkeypatch.setattr(shell, "_providers", {})
    monkeypatch.setattr(shell, "_nav", {})
    monkeypatch.setattr(panels, "_panels", panels._panels.__class__(list))


def ask(path: str = "/", **headers: str):
    request = RequestFactory().get(path, **headers)
    request.user = SimpleNamespace(is_authenticated=False)
    request.session = {}
    return request


def test_every_page_of_a_demonstration_is_labelled() -> None:
    assert page(ask(), "web/errors/404.html", {"path": "/"}).content.decode().count("Dữ liệu minh họa") == 1


def test_an_error_page_names_what_to_do_and_keeps_its_status() -> None:
    for view, status in ((views.not_found, 404), (views.forbidden, 403), (views.bad_request, 400)):
        response = view(ask("/nowhere/"), None)
        assert response.status_code == status
        assert "Về trang đầu" in response.content.decode()
    broken = views.server_error(ask())
    assert broken.status_code == 500
    assert "Lỗi này của máy, không phải của bạn" in broken.content.decode()


def test_a_user_error_becomes_a_page_with_its_sentence_and_details() -> None:
    middleware = UserErrorMiddleware(lambda request: HttpResponse())
    response = middleware.process_exception(ask(), UserError("Có ba xã tên <Hải Hòa>.", ["Hải Hòa, Nam Định"]))
    assert response is not None
    assert response.status_code == 400
    text = response.content.decode()
    assert "Có ba xã tên &lt;Hải Hòa&gt;." in text
    assert "<li>Hải Hòa, Nam Định</li>" in text
    assert middleware.process_exception(ask(), ValueError("x")) is None


def test_the_menu_keeps_its_order_marks_the_page_and_hides_what_needs_a_sign_in(settings) -> None:
    settings.ROOT_URLCONF = "web.addresses"
    for key, order, needs in (("second", 2, False), ("first", 1, False), ("mine", 3, True)):
        shell.add_nav(shell.NavItem(key, gettext_lazy("Tổ chức"), key, order, needs))
    links = shell.context(ask("/second/7/?as_of=2022-12-31"))["shell"]["nav"]
    assert [link["key"] for link in links] == ["first", "second"]
    assert [link["current"] for link in links] == [False, True]
    assert links[0]["url"] == "/first/?as_of=2022-12-31"


def test_a_higher_room_fills_the_date_bar() -> None:
    shell.set_date_bar(lambda request, day: shell.date_bar(request, day, map_name="Bản đồ của ngày đó", map_note="177 đơn vị cấp xã"))
    bar = shell.context(ask("/?as_of=2022-12-31"))["shell"]["date_bar"]
    assert (bar.map_note, bar.is_past) == ("177 đơn vị cấp xã", True)


def test_without_a_provider_the_date_bar_shows_the_day_only() -> None:
    assert shell.context(ask("/?as_of=2022-12-31"))["shell"]["date_bar"].map_name == ""


def test_panels_come_in_order_once_and_may_stay_away() -> None:
    for order, text in ((2, "<p>hai</p>"), (1, "<p>một</p>"), (3, None)):
        panels.register("x.main", order, lambda request, obj, text=text: text)
    again = lambda request, obj: "<p>ba</p>"  # noqa: E731
    panels.register("x.main", 4, again)
    panels.register("x.main", 4, again)
    assert [str(html) for html in panels.panels_for("x.main", ask(), None)] == ["<p>một</p>", "<p>hai</p>", "<p>ba</p>"]
    assert panels.panels_for("nowhere", ask(), None) == []


def test_the_language_switch_leads_to_this_very_page() -> None:
    languages = shell.context(ask("/?as_of=2022-12-31"))["shell"]["languages"]
    assert [(item["code"], item["current"]) for item in languages] == [("vi", True), ("en", False)]


def test_livez_is_cheap() -> None:
    assert health.livez(ask()).content == b"ok\n"


def test_the_gallery_shows_everything_in_both_languages() -> None:
    from django.utils import translation

    for language in ("vi", "en"):
        with translation.override(language):
            text = views.gallery(ask("/desk/gallery/?as_of=2022-12-31")).content.decode()
            assert f'<html lang="{language}">' in text
            assert text.count("<h1") == 1
