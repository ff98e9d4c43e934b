"""The pages: who may see and do what, counts that add up, forms that work without JavaScript."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoptac.accounts.models import Grant
from hoptac.audit.models import Actor
from hoptac.common.days import today
from hoptac.figures.models import ReportedValue
from hoptac.intake import actions
from hoptac.intake.models import Finding, Reading
from hoptac.places.models import Place
from hoptac.places.queries import find
from hoptac.users.models import User
from reading import documents


def person(client, name: str, role: str, place_id: int):
    user = User.objects.create(username=name, full_name=name)
    Grant.objects.create(user=user, role=role, scope_kind="place", scope_id=str(place_id), valid_from=date(2020, 1, 1))
    client.force_login(user)
    return client


@pytest.fixture
def clerk(client, province):
    return person(client, "chuyen-vien", "specialist", province)


@pytest.fixture
def reading(province, seed) -> Reading:
    return Reading.objects.get(file__sha256=sha256(seed["text"].encode()).hexdigest())  # the demonstration brings it along


def address(reading: Reading, **query: str) -> str:
    return f"/readings/{reading.public_id}/" + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def test_without_sign_in_the_door_is_shown(client, reading):
    for path in ("/readings/", address(reading), f"/readings/{reading.public_id}/file/"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert "/sign-in/" in answer.url


def test_a_stranger_finds_nothing(client, reading):
    stranger = person(client, "ha-noi", "specialist", find("Hà Nội", date(2026, 1, 1)).place_id)
    row = reading.findings.first()
    assert stranger.get(address(reading)).status_code == 404
    assert stranger.get(f"/readings/{reading.public_id}/file/").status_code == 404
    assert stranger.post(f"/readings/{reading.public_id}/{row.public_id}/confirm/").status_code == 404
    assert "Liên minh HTX Việt Nam làm việc" not in stranger.get("/readings/").content.decode()


def test_who_may_only_read_cannot_decide(client, reading, province):
    viewer = person(client, "bo", "viewer", province)
    row = reading.findings.first()
    page = viewer.get(address(reading)).content.decode()
    assert "Bác bỏ</button>" not in page
    assert viewer.post(f"/readings/{reading.public_id}/{row.public_id}/reject/", {"reason": "x"}).status_code == 403
    assert viewer.post("/readings/", {"text": "Có 665 HTX.", "place": "Quảng Ninh"}).status_code == 403


def test_the_document_stands_there_whole_with_its_marks(clerk, reading, seed):
    page = clerk.get(address(reading)).content.decode()
    article = re.search(r"<article.*?</article>", page, re.S)[0]
    spoken = re.compile(r'<span class="ht-v__w">.*?</span>(?=</span>)|<a class="ht-v__w".*?</a>', re.S)
    plain = re.sub(r"<[^>]+>", "", spoken.sub("", re.sub(r'<span class="ht-sr">.*?</span>', "", article)))
    wanted = "".join(seed["text"].split())
    assert "98/98" in plain
    assert len("".join(plain.split())) >= len(wanted)
    assert page.count('id="m-') >= 22


def test_the_chips_add_up_to_all_figures(clerk, reading):
    page = clerk.get(address(reading)).content.decode()
    total = int(re.search(r'ht-strip__n"><strong>(\d+)', page)[1])
    chips = [int(n) for n in re.findall(r"ht-strip__i .*?<strong>(\d+)</strong>", page)]
    assert total == Finding.objects.filter(reading=reading, layer="figure").count()
    assert sum(chips) == total


def test_a_chip_leaves_only_its_own(clerk, reading):
    page = clerk.get(address(reading, verdict="own_source", layer="figure")).content.decode()
    assert "mục <strong>1</strong>/3" in page
    assert "nguồn duy nhất là chính văn bản này" in page


def test_next_and_previous_lead_through_the_list(clerk, reading):
    page = clerk.get(address(reading, layer="reference")).content.decode()
    assert "mục <strong>1</strong>/5" in page
    following = re.search(r'href="([^"]+)" data-next', page)[1].replace("&amp;", "&")
    assert "mục <strong>2</strong>/5" in clerk.get(following).content.decode()


def test_an_upload_is_read_and_leads_to_its_page(clerk, seed):
    file = SimpleUploadedFile("bao-cao.txt", seed["text"].replace("665", "666").encode())
    answer = clerk.post("/readings/", {"file": file, "place": "Quảng Ninh", "as_of": "31/12/2022"})
    assert answer.status_code == 302
    reading = Reading.objects.latest("pk")
    assert (reading.title, reading.as_of) == ("bao-cao", date(2022, 12, 31))
    assert clerk.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"place": "Quảng Ninh"}, "Chọn một tệp hoặc dán văn bản"),
        ({"place": "Không Có Đâu", "text": "x"}, "Không tìm thấy địa bàn"),
        ({"place": "Quảng Ninh", "text": "x", "as_of": "31/2/2022"}, "Tháng 2 không có ngày 31"),
        ({"place": "Quảng Ninh", "text": "  "}, "Chọn một tệp hoặc dán văn bản"),
    ],
    ids=["nothing", "no such place", "no such day", "blank"],
)
def test_a_wrong_form_says_what_to_mend_and_writes_nothing(clerk, fields, told):
    answer = clerk.post("/readings/", fields)
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert Reading.objects.count() == 1


def test_a_bad_file_is_told_under_its_own_name(clerk):
    answer = clerk.post("/readings/", {"file": SimpleUploadedFile("van-ban.docx", b"PK\x03\x04rest"), "place": "Quảng Ninh"})
    assert answer.status_code == 400
    assert "van-ban.docx" in answer.content.decode()


def test_signs_that_no_database_keeps_become_blanks(clerk):
    content = ("Quảng Ninh có 665 HTX năm 2022. " * 200 + "\0\0 98 xã").encode()
    answer = clerk.post("/readings/", {"file": SimpleUploadedFile("la.txt", content), "place": "Quảng Ninh"})
    assert answer.status_code == 302
    kept = Reading.objects.order_by("-pk").first().text
    assert "\0" not in kept and len(kept) == len(content.decode())


def test_the_place_of_ones_role_stands_in_the_form_and_another_is_refused(client, province):
    ward = find("06673@2025-07-01", date(2025, 7, 1)).place_id
    officer = person(client, "bai-chay", "commune_officer", ward)
    written = re.search(r'name="place" value="([^"]+)"', officer.get("/readings/").content.decode())[1]
    assert find(written, today()).place_id == ward
    answer = officer.post("/readings/", {"text": "Có 665 HTX.", "place": "Quảng Ninh"})
    assert answer.status_code == 400
    assert "Chọn địa bàn của bạn" in answer.content.decode()


def test_confirming_leads_on_to_what_waits_next(clerk, reading):
    row = reading.findings.filter(layer="figure").first()
    answer = clerk.post(f"/readings/{reading.public_id}/{row.public_id}/confirm/?layer=figure")
    assert answer.status_code == 302
    assert "finding=" in answer.url and row.public_id not in answer.url.split("finding=")[1]
    assert ReportedValue.objects.filter(document__file=reading.file).count() == 1
    assert "Đã xác nhận" in clerk.get(address(reading, finding=row.public_id)).content.decode()


def test_a_figure_of_another_area_is_not_made_a_record(client, province):
    ward = find("06673@2025-07-01", date(2025, 7, 1)).place_id
    officer = person(client, "bai-chay", "commune_officer", ward)
    text = "Đến ngày 31/12/2022, tỉnh Quảng Ninh có 4.321 hợp tác xã."
    reading = actions.take_in(by=Actor("user", "bai-chay"), place=Place.objects.get(pk=ward), text=text)
    row = reading.findings.get(layer="figure")
    page = officer.get(address(reading, finding=row.public_id)).content.decode()
    assert f"/{row.public_id}/confirm/" not in page and "ngoài địa bàn của bạn" in page  # no button that would be refused
    answer = officer.post(f"/readings/{reading.public_id}/{row.public_id}/confirm/", follow=True)
    assert "ngoài địa bàn của bạn" in answer.content.decode()
    assert Finding.objects.get(pk=row.pk).decision == "pending"
    assert not ReportedValue.objects.filter(value=4321).exists()


def test_the_place_in_the_original_stands_beside_a_finding(clerk, province, tmp_path):
    documents.report_docx(tmp_path / "a.docx")
    documents.summary_xlsx(tmp_path / "b.xlsx")
    for name, layer, surface, told in (
        ("a.docx", "figure", "41 hợp tác xã", "đoạn 5"),
        ("a.docx", "figure", "19", "ô D3, bảng 2"),
        ("b.xlsx", "figure", "78,5%", "ô F4 trang tính “Tổng hợp”"),
    ):
        actions.take_in(by=Actor("user", "x"), place=Place.objects.get(pk=province), content=(tmp_path / name).read_bytes(), label=name)
        row = Finding.objects.filter(layer=layer, surface=surface, reading__file__label=name).latest("pk")
        page = clerk.get(address(row.reading, finding=row.public_id)).content.decode()
        assert re.search(r"Trong bản gốc</dt>\s*<dd[^>]*>\s*" + re.escape(told), page), (name, surface)


def test_rejecting_without_a_reason_stays_and_says_so(clerk, reading):
    row = reading.findings.filter(layer="figure").first()
    answer = clerk.post(f"/readings/{reading.public_id}/{row.public_id}/reject/", {"reason": ""}, follow=True)
    assert "Ghi lý do bác bỏ" in answer.content.decode()
    assert Finding.objects.get(pk=row.pk).decision == "pending"


def test_a_get_decides_nothing(clerk, reading):
    row = reading.findings.first()
    assert clerk.get(f"/readings/{reading.public_id}/{row.public_id}/confirm/").status_code == 405


def test_the_file_comes_back_byte_for_byte_as_an_attachment(clerk, reading, seed):
    answer = clerk.get(f"/readings/{reading.public_id}/file/")
    assert answer.content == seed["text"].encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_hostile_text_is_shown_as_text(clerk, province):
    text = 'Quảng Ninh có 665 HTX <script>alert(1)</script> và "><img src=x> năm 2022.'
    reading = actions.take_in(by=Actor("user", "x"), place=Place.objects.get(pk=province), text=text, title="<b>x</b>")
    page = clerk.get(address(reading)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "<b>x</b>" not in page


def test_a_list_of_one_and_of_three_asks_the_same_number_of_questions(clerk, province):
    def take(n: int) -> None:
        actions.take_in(by=Actor("user", "x"), place=Place.objects.get(pk=province), text=f"Năm 2022 có {n} HTX.")

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        """Questions about readings: what the frame of the page keeps for some seconds comes and goes with the clock."""
        with CaptureQueriesContext(connection) as all_:
            clerk.get("/readings/")
        return sum('FROM "intake_' in q["sql"] for q in all_.captured_queries)

    take(1)
    one = asked()
    take(2)
    take(3)
    assert 1 <= asked() == one
