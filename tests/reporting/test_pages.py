"""Pages of reports: anyone sees a preview, who may read at the place reads, who may issue issues, files come whole as attachments."""

from __future__ import annotations

from datetime import date

import pytest

from factories import BY, founded
from hoptac.accounts import actions as accounts
from hoptac.accounts.enums import Role
from hoptac.reporting.models import IssuedReport

QUESTION = {"kind": "ktt-summary", "place": "Bắc", "day": "31/12/2022", "map_day": ""}


def person(world, role: str, place: str = "bac"):
    user = accounts.create_user(username=f"nguoi-{role}-{place}", full_name="Trần Thị Nga", password="mật khẩu rất dài 2026", by=BY)
    accounts.grant(user=user, role=role, scope_kind="place", scope_id=str(world.id(place)), by=BY, first=date(2020, 1, 1))
    return user


@pytest.fixture
def compiler(client, province):
    """A browser signed in by whoever compiles reports of the province."""
    client.force_login(person(province, Role.COMPILER))
    return client


@pytest.fixture
def report(compiler):
    compiler.post("/reports/new/", QUESTION)
    return IssuedReport.objects.get()


def test_anyone_sees_the_preview_but_no_button(client, province):
    page = client.get("/reports/new/", QUESTION).content.decode()
    link = "/figures/htx.total?place=90@2022-12-31&amp;as_of=2022-12-31"
    assert f'toàn tỉnh có <a class="ht-fig" href="{link}">2 hợp tác xã</a>' in page
    assert 'method="post"' not in page


def test_the_compiler_issues_and_lands_on_the_report(compiler):
    answer = compiler.post("/reports/new/", QUESTION)
    assert answer.status_code == 302
    page = compiler.get(answer["Location"]).content.decode()
    assert "/figures/htx.total?place=90@2022-12-31" in page.replace("&amp;", "&")
    assert "Mọi số trong báo cáo vẫn đúng" in page


@pytest.mark.parametrize(("role", "place"), [(Role.SPECIALIST, "bac"), (Role.COMPILER, "nam"), (Role.COMPILER, "dong")])
def test_nobody_issues_without_the_right_at_the_place(client, province, role, place):
    client.force_login(person(province, role, place))
    assert client.post("/reports/new/", QUESTION).status_code == 403
    assert not IssuedReport.objects.exists()


def test_a_stranger_issues_nothing(client, province):
    assert client.post("/reports/new/", QUESTION).status_code == 403
    assert not IssuedReport.objects.exists()


def test_bad_questions_keep_what_was_typed_and_say_what_is_wrong(client, province):
    page = client.get("/reports/new/", QUESTION | {"place": "Bặc", "day": "30/02/2022"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Bặc" in text and "28/02/2022" in text
    assert "một địa phương" in client.get("/reports/new/", QUESTION | {"place": "Việt Nam"}).content.decode()


def test_a_changed_figure_stands_beside_the_frozen_one(compiler, report, province):
    founded(province, "cho", date(2022, 2, 1))
    page = compiler.get(f"/reports/{report.public_id}/").content.decode()
    assert "nay là 3" in page
    assert "5 số nay đã khác" in page  # three sentences, the sum of the table and one of its rows


def test_files_come_byte_for_byte_as_attachments(compiler, report):
    answer = compiler.get(f"/reports/{report.public_id}.docx")
    assert b"".join(answer.streaming_content) == report.file.read()
    assert answer["Content-Disposition"] == 'attachment; filename="ktt-summary-90-2022-12-31.docx"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/reports/aaaaaaaaaaaa/", "/reports/aaaaaaaaaaaa.docx", "/reports/aaaaaaaaaaaa.exe", "/reports/../"])
def test_what_is_not_there_is_not_found(client, province, path):
    assert client.get(path, follow=True).status_code == 404


def test_a_lost_file_is_not_found_rather_than_an_error(compiler, report):
    report.file.path.unlink()
    assert compiler.get(f"/reports/{report.public_id}.docx").status_code == 404


def test_the_list_asks_the_database_as_often_for_three_as_for_one(compiler, report, province):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        compiler.get("/reports/")
    for day in ("30/06/2022", "31/12/2021"):
        compiler.post("/reports/new/", QUESTION | {"day": day})
    compiler.get("/reports/")  # shows the message of the last act
    with CaptureQueriesContext(connection) as three:
        compiler.get("/reports/")
    assert len(three) <= len(one)
