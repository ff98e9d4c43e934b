"""The short forms of the register: what each shows before it is done, what it writes, what it refuses and keeps, and the second person."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from factories import BY, founded
from hoptac.accounts import actions as accounts
from hoptac.audit.models import Actor
from hoptac.registry import proposals
from hoptac.registry.acting import menu
from hoptac.registry.models import Event, Organisation, Proposal
from hoptac.users.models import User

FOUNDED = date(2025, 8, 1)
DAY = "01/09/2025"


def clerk(world, name: str = "lan", place: str = "dongan", role: str = "commune_officer") -> Client:
    user = User.objects.create(username=name, full_name=name.title())
    accounts.grant(user=user, role=role, scope_kind="place", scope_id=str(world.id(place)), first=date(2025, 7, 1), by=BY)
    client = Client()
    client.force_login(user)
    return client


def hidden(answer, name: str) -> str:
    """A hidden field of the page."""
    return re.search(rf'name="{name}" value="([^"]+)"', answer.content.decode())[1]


def through(client: Client, path: str, **typed: str):
    """Looked at first, then done, as a person does."""
    seen = client.post(path, typed | {"step": "look"})
    assert seen.status_code == 200, re.findall(r"ht-field__e[^>]*>.*?</p>", seen.content.decode(), re.S)
    sent = typed | {"step": "do", "seal": hidden(seen, "seal"), "once": hidden(seen, "once")}
    return seen, client.post(path, sent), sent


@pytest.fixture
def one(world) -> Organisation:
    return founded(world, "dongan", FOUNDED, name="HTX Sông Khoai", tax_code="0100109106")


def path_of(one: Organisation, slug: str) -> str:
    return reverse("registry:act", args=[one.public_id, slug])


TYPED = [
    ("name", {"name": "HTX Sông Hồng"}, "changed"),
    ("sector", {"sector": "trade"}, "changed"),
    ("lines", {"vsic_version": "2018", "vsic": "0111, 4620"}, "changed"),
    ("capital", {"charter_capital": "2.600.000.000"}, "changed"),
    ("representative", {"representative": "Người Mẫu"}, "changed"),
    ("members", {"official": "124", "capital": "3"}, "changed"),
    ("certificate", {"certificate_no": "220207", "certificate_date": "01/08/2025", "certificate_address": "xã An, huyện Đông"}, "changed"),
    ("move", {"place": "Tây Hoa", "address": "Khu 3"}, "moved"),
    ("suspend", {"until": "31/12/2025"}, "suspended"),
    ("stop", {}, "stopped"),
    ("status", {"legal": "absent"}, "status"),
    ("open-branch", {"branch_kind": "branch", "code": "0100109106-001", "branch_name": "Chi nhánh Chợ"}, "opened"),
    ("convert", {"turns": "enterprise"}, "converted"),
    ("dissolve", {"document": "Quyết định 1/QĐ-UBND"}, "dissolved"),
    ("revoke", {"document": "Quyết định 1/QĐ-UBND", "reason": "cưỡng chế thuế"}, "revoked"),
    ("bankrupt", {"document": "Quyết định 1/QĐ-TA"}, "bankrupt"),
]


@pytest.mark.parametrize(("slug", "typed", "kind"), TYPED)
def test_an_act_is_shown_then_done(world, one, slug, typed, kind):
    client = clerk(world)
    assert client.get(path_of(one, slug)).status_code == 200
    seen, done, _sent = through(client, path_of(one, slug), on=DAY, **typed)
    assert done.status_code == 302
    event = one.events.get(kind=kind)
    assert (event.valid_on, event.document_label) == (date(2025, 9, 1), typed.get("document", ""))
    assert "Ngày 01/09/2025:" in seen.content.decode()


def test_looking_writes_nothing_and_shows_old_new_and_the_count_that_moves(world, one):
    founded(world, "dongan", FOUNDED, name="HTX Khác")
    client = clerk(world)
    body = client.post(path_of(one, "dissolve"), {"on": DAY, "document": "Quyết định 1/QĐ-UBND", "step": "look"}).content.decode()
    assert one.events.count() == 1
    counts = re.findall(r'data-label="(?:Trước|Sau)">(?:<strong>)?(\d+)', body)
    assert counts[:2] == ["2", "1"]
    body = client.post(path_of(one, "name"), {"on": DAY, "name": "HTX Sông Hồng", "step": "look"}).content.decode()
    assert "tên từ “HTX Sông Khoai” thành “HTX Sông Hồng”" in body


def test_sent_twice_is_done_once_and_what_changed_after_looking_is_shown_again(world, one):
    client = clerk(world)
    _seen, _done, sent = through(client, path_of(one, "name"), on=DAY, name="HTX Sông Hồng")
    assert client.post(path_of(one, "name"), sent).status_code in (302, 400)
    assert one.events.filter(kind="changed").count() == 1
    again = client.post(path_of(one, "name"), sent | {"name": "HTX Sông Đà", "once": "khac-han-khoa-cu", "on": "02/09/2025"})
    assert again.status_code == 200 and "vừa đổi sau khi xem trước" in again.content.decode()
    assert one.events.filter(kind="changed").count() == 1


@pytest.mark.parametrize(
    ("slug", "typed", "field", "said"),
    [
        ("suspend", {"on": "01/07/2025"}, "id_on", "trước ngày đăng ký"),
        ("resume", {"on": DAY}, "id_on", "không tạm ngừng"),
        ("suspend", {"on": "31/02/2026"}, "id_on", "Tháng 2 không có ngày 31"),
        ("move", {"on": DAY, "place": "xã An Bình"}, "place", "An Bình"),
        ("open-branch", {"on": DAY, "branch_kind": "branch", "code": "123", "branch_name": "A"}, "id_code", "0100109106-001"),
        ("merge", {"on": DAY, "into": "Không Có", "document": "x"}, "into", "Không tìm thấy"),
        ("dissolve", {"on": DAY}, "id_document", ""),
    ],
)
def test_a_refusal_stands_at_its_field_and_what_was_typed_is_kept(world, one, slug, typed, field, said):
    answer = clerk(world).post(path_of(one, slug), typed | {"note": "chép tay", "step": "look"})
    body = answer.content.decode()
    assert answer.status_code == 400 and said in body and 'value="chép tay"' in body
    assert f'href="#{field}' in body or f'href="#id_{field}' in body
    assert one.events.count() == 1


def test_a_founding_needs_a_tax_code_that_checks(world):
    client, path = clerk(world), reverse("registry:new")
    typed = {"kind": "htx", "name": "HTX Mới", "place": "Đông An", "sector": "trade", "operating": "active", "on": DAY}
    bad = client.post(path, typed | {"tax_code": "0100109107", "step": "look"})
    assert bad.status_code == 400 and "sai chữ số kiểm tra" in bad.content.decode()
    _seen, done, _sent = through(client, path, tax_code="0100109106", **typed)
    made = Organisation.objects.get(tax_code="0100109106")
    assert done.url.endswith(f"/{made.public_id}/") and made.states.get().place_id == world.id("dongan")
    assert client.post(path, typed | {"place": "Tây Hoa", "step": "look"}).status_code == 400  # not his commune


def test_joining_names_its_successors(world, one):
    client = clerk(world)
    to, second = (founded(world, "dongan", FOUNDED, name=name) for name in ("HTX Nhận", "HTX Nhận Hai"))
    other = founded(world, "dongan", FOUNDED, name="HTX Cùng")
    paper = {"on": DAY, "document": "Nghị quyết 1"}
    through(client, path_of(one, "split"), into="HTX Nhận", **paper)
    through(client, path_of(one, "consolidate"), into=to.public_id, other="HTX Cùng", **paper)
    assert {row.predecessor_id for row in to.descents_in.filter(kind="consolidated")} == {one.pk, other.pk}
    third = founded(world, "dongan", FOUNDED, name="HTX Chia")
    through(client, path_of(third, "divide"), into=to.public_id, into_2=second.public_id, **paper)
    assert third.descents_out.count() == 2
    through(client, path_of(second, "merge"), into="HTX Nhận", **(paper | {"on": "02/09/2025"}))
    assert second.events.filter(kind="merged").exists()


def test_an_event_is_corrected_and_withdrawn_and_what_stood_before_stays_readable(world, one):
    client = clerk(world)
    through(client, path_of(one, "name"), on=DAY, name="HTX Sai Tên")
    event = one.events.get(kind="changed")
    path = reverse("registry:correct", args=[one.public_id, event.public_id])
    assert "HTX Sai Tên" in client.get(path).content.decode()
    through(client, path, on=DAY, name="HTX Đúng Tên")
    assert one.states.order_by("-valid_from").first().name == "HTX Đúng Tên"
    page = client.get(reverse("registry:organisation", args=[one.public_id])).content.decode()
    assert "Trước đó sổ ghi: Ngày 01/09/2025: thay đổi nội dung đăng ký; tên từ “HTX Sông Khoai” thành “HTX Sai Tên”" in page
    mended = one.events.get(corrects=event)
    assert client.get(path).status_code == 404  # corrected already
    through(client, reverse("registry:withdraw", args=[one.public_id, mended.public_id]), note="ghi nhầm hồ sơ")
    assert one.states.order_by("-valid_from").first().name == "HTX Sông Khoai"


def test_only_who_may_record_there_finds_a_form(world, one):
    path = path_of(one, "suspend")
    assert Client().get(path).status_code == 302
    assert clerk(world, "xa", "tayhoa").get(path).status_code == 404
    assert clerk(world, "xem", role="viewer").get(path).status_code == 403
    assert clerk(world, "lan").get(path_of(one, "khong-co")).status_code == 404


def test_prepared_by_one_confirmed_by_another(world, one):
    proposals.want(yes=True, by=BY)
    lan, minh = clerk(world, "lan"), clerk(world, "minh")
    _seen, done, _sent = through(lan, path_of(one, "suspend"), on=DAY)
    row = Proposal.objects.get()
    path = reverse("registry:waiting_one", args=[row.public_id])
    assert done.url.endswith(path) and one.events.count() == 1
    assert row.public_id in minh.get(reverse("registry:waiting")).content.decode()
    assert row.public_id in minh.get(reverse("desk:home")).content.decode()
    assert clerk(world, "xa", "tayhoa").get(path).status_code == 404
    assert lan.post(path, {"answer": "confirm"}).status_code == 400 and one.events.count() == 1
    assert minh.post(path, {"answer": "refuse", "reason": ""}).status_code == 400
    assert minh.post(path, {"answer": "confirm"}).status_code == 302
    assert one.events.filter(kind="suspended").exists()


def test_a_founding_and_a_withdrawal_wait_too(world, one):
    proposals.want(yes=True, by=BY)
    lan, minh = clerk(world, "lan"), clerk(world, "minh")
    typed = {"kind": "htx", "name": "HTX Mới", "place": "Đông An", "sector": "trade", "operating": "active", "on": DAY}
    through(lan, reverse("registry:new"), **typed)
    event = one.events.get()
    happened = proposals.prepare(act="change", organisation=one, given={"on": DAY_ISO, "name": "HTX B"}, by=Actor("user", "lan"))
    assert minh.post(reverse("registry:waiting_one", args=[happened.public_id]), {"answer": "confirm"}).status_code == 302
    assert Organisation.objects.count() == 1 and event.corrected_by.count() == 0
    row = Proposal.objects.get(act="register")
    assert minh.post(reverse("registry:waiting_one", args=[row.public_id]), {"answer": "confirm"}).status_code == 302
    assert Organisation.objects.exclude(pk=one.pk).get().states.get().name == "HTX Mới"
    changed = one.events.get(kind="changed")
    through(lan, reverse("registry:withdraw", args=[one.public_id, changed.public_id]), note="nhầm")
    row = Proposal.objects.get(act="withdraw")
    assert minh.post(reverse("registry:waiting_one", args=[row.public_id]), {"answer": "refuse", "reason": "đúng rồi"}).status_code == 302
    assert Event.objects.filter(kind="withdrawn").count() == 0


DAY_ISO = "2025-09-01"


def test_every_errand_has_a_form_whose_fields_are_known(world, one):
    client = clerk(world)
    for slug in menu.BY_SLUG:
        assert client.get(path_of(one, slug)).status_code == 200, slug
    assert client.get(reverse("registry:acts", args=[one.public_id])).status_code == 200
    assert client.get(reverse("registry:pick"), {"q": "song khoai"}).json()["places"][0]["key"] == one.public_id


def test_the_list_leads_to_a_founding_and_to_importing_for_who_may(world, one):
    listing = reverse("registry:index")
    mine, stranger = clerk(world).get(listing).content.decode(), Client().get(listing).content.decode()
    for door in (reverse("registry:new"), reverse("imports:index")):
        assert f'href="{door}"' in mine and f'href="{door}"' not in stranger
