"""One box: accents or none, either tone placement, one typing error, places, products and codes; in step with every act."""

from __future__ import annotations

from datetime import date

import pytest

from factories import BY, happens
from hoptac.registry import actions, rebuilding, searching
from hoptac.registry.likeness import differ_by_one
from hoptac.registry.models import Organisation
from hoptac.registry.search_models import Lookup

ON = date(2024, 3, 1)


@pytest.fixture
def names(world):
    told = ["HTX Nông nghiệp Hòa Phú", "HTX Chè Đường Hoa", "Tổ hợp tác Nuôi tôm Bến Dừa", "HTX Vận tải Cửa Lục"]
    for n, name in enumerate(told):
        kind = "tht" if name.startswith("Tổ") else "htx"
        actions.register(name=name, kind=kind, sector="agriculture", place=world["an"], on=ON, by=BY, tax_code=CODE if n == 1 else None)
    return told


CODE = "5700100009"


def found(text: str) -> list[str]:
    by_id = {one.pk: one for one in Organisation.objects.all()}
    return [by_id[pk].states.latest("valid_from").name for pk in searching.find(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Hòa Phú", "HTX Nông nghiệp Hòa Phú"),
        ("hoà phú", "HTX Nông nghiệp Hòa Phú"),
        ("hoa phu", "HTX Nông nghiệp Hòa Phú"),
        ("che duong h", "HTX Chè Đường Hoa"),
        ("nuôi tom", "Tổ hợp tác Nuôi tôm Bến Dừa"),
        ("ben dua nuoi", "Tổ hợp tác Nuôi tôm Bến Dừa"),
        ("van tair cua luc", "HTX Vận tải Cửa Lục"),
        ("vna tai cua luc", "HTX Vận tải Cửa Lục"),
        ("vn tai cua", "HTX Vận tải Cửa Lục"),
        ("xan tai cua luc", "HTX Vận tải Cửa Lục"),
        (CODE, "HTX Chè Đường Hoa"),
        (CODE[:6], "HTX Chè Đường Hoa"),
    ],
)
def test_finds_first_what_was_meant(names, text, first):
    assert found(text)[0] == first


@pytest.mark.parametrize("text", ["", "!!", '" OR names:', "a* NEAR(b)", "x:y & | !", "thuyen buom sao hoa"])
def test_odd_questions_find_nothing_and_break_nothing(names, text):
    assert found(text) == []


def test_a_name_that_was_given_up_is_still_found(names):
    one = Organisation.objects.get(tax_code=CODE)
    happens(one, "changed", date(2024, 6, 1), data={"name": "HTX Trà Bình Minh"})
    assert found("tra binh minh") == found("che duong hoa") == ["HTX Trà Bình Minh"]


def test_words_stand_and_fall_with_the_states(names):
    assert searching.differing() == 0
    kept = sorted(Lookup.objects.values_list("pk", "names", "places", "others"))
    rebuilding.rebuild()
    assert sorted(Lookup.objects.values_list("pk", "names", "places", "others")) == kept
    Lookup.objects.all().delete()
    assert found("hoa phu") == []
    assert searching.rebuild() == 4
    assert found("hoa phu") == ["HTX Nông nghiệp Hòa Phú"]


@pytest.mark.parametrize(("one", "other", "so"), [("tai", "tair", True), ("van", "vna", True), ("an", "na", True), ("tai", "tai", False),
                                                  ("luc", "lac", True), ("luc", "cul", False), ("hoa", "ho", True),
                                                  ("hoa", "huong", False)])  # fmt: skip
def test_one_typing_error(one, other, so):
    assert differ_by_one(one, other) is so
    assert differ_by_one(other, one) is so
