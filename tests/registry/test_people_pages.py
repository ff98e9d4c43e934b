"""Pages of people in organisations: numbers for everybody, names where the right is, masks, opening with a reason, short forms."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from factories import BY, founded
from hoptac.accounts import actions as accounts
from hoptac.accounts import scoping
from hoptac.accounts.subjects import erasing, exporting
from hoptac.audit import verify
from hoptac.audit.models import Entry, Sealed
from hoptac.common import personal
from hoptac.common.errors import UserError
from hoptac.common.personal import Subject
from hoptac.registry import people_actions as people
from hoptac.registry.people_actions import Joining
from hoptac.registry.people_enums import Post, Training
from hoptac.registry.people_identity import Given
from hoptac.registry.people_models import Membership, Officer, Person, Workers
from hoptac.users.models import User

DAY = date(2025, 8, 1)
LAN = Given("Nguyễn Thị Lan", date(1985, 3, 2), "female", "022185001234", "0912345678", "lan@vi-du.vn", "thôn Chim Hoàng Yến")
SECRETS = ("022185001234", "0912345678", "0912 345 678", "lan@vi-du.vn", "Hoàng Yến", "02/03/1985")


class Scene:
    """A cooperative with one member who is its director, and somebody else's cooperative."""

    def __init__(self, world) -> None:
        self.world = world
        self.one = founded(world, "dongan", date(2025, 7, 2), name="HTX Của Xã")
        self.other = founded(world, "tayhoa", date(2025, 7, 2), name="HTX Bên Cạnh")
        self.row = people.join(joining=Joining(self.one, DAY, person=LAN, contribution=123_456_789), by=BY).row
        self.lan = self.row.person
        self.director = people.appoint(organisation=self.one, person=self.lan, post=Post.DIRECTOR, on=DAY, by=BY, training=Training.HIGH)

    def client(self, role: str = "", place: str = "dongan", organisation=None) -> Client:
        """Somebody signed in with a role."""
        user = User.objects.create(username=f"{role}-{place}", full_name=role)
        scope = ("organisation", organisation.public_id) if organisation else ("place", str(self.world.id(place)))
        if role:
            accounts.grant(user=user, role=role, scope_kind=scope[0], scope_id=scope[1], first=date(2025, 7, 1), by=BY)
        client = Client()
        client.force_login(user)
        return client

    @property
    def address(self) -> str:
        return f"/organisations/{self.one.public_id}/people/"

    @property
    def person(self) -> str:
        return f"/organisations/person/{self.lan.public_id}/"


@pytest.fixture
def scene(world) -> Scene:
    return Scene(world)


def text(answer) -> str:
    return answer.content.decode()


def test_everybody_sees_the_numbers_and_nobody_by_name(scene):
    for address in (scene.address, f"/organisations/{scene.one.public_id}/"):
        shown = text(Client().get(address))
        assert "Thành viên chính thức" in shown and "1 cá nhân" in shown
        assert "Vốn góp đã ghi" not in shown  # of one member alone it would be that person's own
        assert "Lan" not in shown and not any(secret in shown for secret in SECRETS)


def test_the_commune_sees_names_and_masks_and_the_neighbour_neither(scene):
    own, neighbour = scene.client("commune_officer"), scene.client("commune_officer", "tayhoa")
    assert "Nguyễn Thị Lan" in text(own.get(scene.address)) and "Nguyễn Thị Lan" not in text(neighbour.get(scene.address))
    shown = text(own.get(scene.person))
    assert "09•• ••• 678" in shown and "••/••/1985" in shown and not any(secret in shown for secret in SECRETS)
    assert neighbour.get(scene.person).status_code == 404


def test_a_field_opens_with_a_reason_and_the_page_tells_who_looked(scene):
    client = scene.client("commune_officer")
    told = client.post(scene.person + "reveal/", {"field": "phone", "reason": "gọi mời dự đại hội thành viên"})
    assert "0912345678" in text(told) and "022185001234" not in text(told)
    entry = Entry.objects.filter(act="person.view").get()
    assert (entry.object_id, entry.data, entry.why) == (scene.lan.public_id, {"fields": ["phone"]}, "gọi mời dự đại hội thành viên")
    assert "gọi mời dự đại hội thành viên" in text(client.get(scene.person))


def test_without_a_reason_or_without_the_right_nothing_opens(scene):
    short = scene.client("commune_officer").post(scene.person + "reveal/", {"field": "phone", "reason": "xem"})
    refused = scene.client("leader").post(scene.person + "reveal/", {"field": "phone", "reason": "gọi mời dự đại hội thành viên"})
    assert (short.status_code, refused.status_code) == (400, 403)
    assert "0912345678" not in text(short) + text(refused) and not Entry.objects.filter(act="person.view").exists()


def test_the_representative_sees_the_people_of_the_own_organisation_only(scene):
    own, other = scene.client("representative", organisation=scene.one), scene.client("representative", "tayhoa", scene.other)
    assert "Nguyễn Thị Lan" in text(own.get(scene.address)) and own.get(scene.person).status_code == 200
    assert "Nguyễn Thị Lan" not in text(other.get(scene.address)) and other.get(scene.person).status_code == 404
    assert own.get(scene.address + "join/").status_code == 404


def test_a_page_shows_only_the_organisations_its_reader_looks_after(scene):
    people.join(joining=Joining(scene.other, DAY, person=scene.lan), by=BY)
    assert "HTX Bên Cạnh" not in text(scene.client("commune_officer").get(scene.person))
    assert "HTX Bên Cạnh" in text(scene.client("specialist", "bac").get(scene.person))


def test_a_member_joins_by_a_short_form_once(scene):
    client = scene.client("commune_officer")
    assert 'name="full_name"' in text(client.get(scene.address + "join/"))
    typed = {"full_name": "Trần Văn Minh", "form": "household", "kind": "official", "contribution": "2,5 triệu", "on": "02/08/2025",
             "once": "khoa-cua-bieu-mau"}  # fmt: skip
    for _again in range(2):
        assert client.post(scene.address + "join/?as=person", typed).status_code == 302
    row = Membership.objects.get(person__full_name="Trần Văn Minh")
    assert (row.form, row.contribution, row.valid_from) == ("household", 2_500_000, date(2025, 8, 2))


def test_a_refusal_is_told_in_the_form_and_what_was_typed_stays(scene):
    typed = {"full_name": LAN.full_name, "citizen_number": LAN.citizen_number, "form": "individual", "kind": "official", "on": "02/08/2025"}
    told = scene.client("commune_officer").post(scene.address + "join/", typed)
    assert told.status_code == 400 and "Đã là thành viên từ ngày 01/08/2025" in text(told) and 'value="02/08/2025"' in text(told)


def test_leaving_capital_posts_and_workers_are_recorded_by_short_forms(scene):
    client = scene.client("commune_officer")
    row = f"{scene.address}members/{scene.row.public_id}/"
    assert client.post(row, {"kind": "official", "contribution": "200.000.000", "on": "01/09/2025"}).status_code == 302
    later = Membership.objects.get(valid_to=None)
    assert (
        client.post(f"{scene.address}members/{later.public_id}/?do=end", {"on": "01/10/2025", "because": "chuyển nơi ở"}).status_code == 302
    )
    assert client.post(f"{scene.address}officers/{scene.director.public_id}/", {"on": "01/10/2025"}).status_code == 302
    assert client.post(scene.address + "workers/", {"day": "31/08/2025", "total": "12", "members": "5"}).status_code == 302
    typed = {"full_name": "Trần Văn Minh", "post": "director", "on": "01/10/2025", "training": "middle"}
    assert client.post(scene.address + "appoint/", typed).status_code == 302
    assert not Membership.objects.on(date(2025, 10, 1)).exists() and Workers.objects.get().total == 12
    assert Officer.objects.on(date(2025, 10, 1)).get().person.full_name == "Trần Văn Minh"


def test_an_organisation_joins_by_its_name(scene):
    client = scene.client("commune_officer")
    typed = {"body": "HTX Bên Cạnh", "kind": "official", "on": "02/08/2025"}
    assert client.post(scene.address + "join/?as=body", typed).status_code == 302
    assert Membership.objects.get(body=scene.other).organisation == scene.one


def test_a_person_is_corrected_without_being_opened_and_two_at_once_are_told(scene):
    client = scene.client("commune_officer")
    assert client.post(scene.person + "change/", {"version": "1", "phone": "0987 654 321"}).status_code == 302
    assert Person.objects.get().phone == "0987654321" and Person.objects.get().citizen_number == LAN.citizen_number
    assert client.post(scene.person + "change/", {"version": "1", "phone": "0987 000 111"}).status_code == 400
    assert Person.objects.get().phone == "0987654321"


# --- one person: everything held, and the end of it -------------------------------------------------------------------------------------


def test_the_export_of_a_person_misses_nothing(scene):
    people.change_capital(membership=scene.row, on=date(2025, 9, 1), contribution=200_000_777, by=BY)
    people.join(joining=Joining(scene.other, DAY, person=scene.lan, contribution=333_444), by=BY)
    told = str(exporting.export(Subject("person", scene.lan.public_id)))
    planted = (*LAN.__dict__.values(), 123_456_789, 200_000_777, 333_444, "director", "high", "HTX Của Xã", "HTX Bên Cạnh")
    assert [one for one in planted if str(one) not in told and repr(one) not in told] == []


def test_who_still_belongs_somewhere_is_not_erased(scene):
    with pytest.raises(UserError, match="HTX Của Xã"):
        erasing.erase(subject=Subject("person", scene.lan.public_id), by=BY, why="yêu cầu số 1")


def _gone(scene, on: date) -> None:
    people.leave(membership=scene.row, on=on, by=BY)
    people.end_post(officer=scene.director, on=on, by=BY)


def test_a_record_is_held_for_its_time_after_leaving(scene):
    _gone(scene, date(2025, 9, 1))
    done = erasing.erase(subject=Subject("person", scene.lan.public_id), by=BY, why="yêu cầu số 1")
    assert done.again_on == date(2035, 9, 1) and Person.objects.get().phone == LAN.phone


def test_after_its_time_a_person_goes_the_count_stays_and_the_chain_holds(world):
    one = founded(world, "an", date(2012, 1, 1))
    row = people.join(joining=Joining(one, date(2013, 8, 1), person=LAN, contribution=777_888), by=BY).row
    people.leave(membership=row, on=date(2014, 8, 1), by=BY)
    erasing.erase(subject=Subject("person", row.person.public_id), by=BY, why="yêu cầu số 1")
    left = Person.objects.get()
    assert (left.phone, left.citizen_number, left.citizen_hash, left.birth_date, left.home_address) == ("", "", None, None, "")
    assert "Lan" not in left.full_name and "lan" not in left.name_key and not Sealed.objects.filter(subject=left.public_id).exists()
    assert Membership.objects.count() == 1 and verify.check().ok


def test_every_field_of_a_person_is_declared():
    declared = next(one for one in personal.declarations() if one.model is Person)
    own = {field.name for field in Person._meta.concrete_fields} - {"id", "public_id", "version", "is_synthetic", "recorded_at"}
    assert own == set(declared.fields)


def test_a_person_is_looked_after_where_the_organisation_stands(scene):
    kind = personal.kinds()["person"]
    assert kind.place(scene.lan.public_id) == scene.world.id("dongan") and kind.called(scene.lan.public_id) == "Nguyễn Thị Lan"
    with scoping.seen_by(User.objects.create(username="khong-vai-tro")):
        assert not Person.objects.exists() and not Membership.objects.exists() and not Officer.objects.exists()
