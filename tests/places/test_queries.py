"""Finding places: by name, by name and province, by CODE@DAY; with or without accents; on the map of the day asked."""

from __future__ import annotations

from datetime import date

import pytest

from factories import BY, MERGER, REFORM
from hoptac.common.errors import UserError
from hoptac.places import queries, tree
from hoptac.places.actions import load_map

DAY = date(2022, 12, 31)


def name(found: queries.Found) -> str:
    return found.unit.full_name


@pytest.fixture(scope="module")
def viet_nam(django_db_setup, django_db_blocker):
    """The whole shipped map, for questions that only it can ask."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load_map(by=BY)
        tree.forget()
        yield
        transaction.set_rollback(True)
    tree.forget()


def test_it_finds_a_unit_by_its_name_on_the_day(world):
    assert name(queries.find("An Bình", MERGER)) == "xã An Bình"
    with pytest.raises(UserError, match="không có trên bản đồ") as refused:
        queries.find("An Bình", DAY)
    assert refused.value.details == ["xã An Bình (huyện Đông, tỉnh Bắc): từ 01/11/2024 đến 30/06/2025"]


def test_accents_may_be_left_out_but_not_written_wrong(world):
    assert queries.find("an binh", MERGER) == queries.find("An Bình", MERGER)
    with pytest.raises(UserError):
        queries.find("An Bịnh", MERGER)


def test_the_type_word_may_stand_before_the_name(world):
    assert queries.find("xã Hải", DAY).place_id == world.id("hai")
    assert queries.find("X. Hải", DAY).place_id == world.id("hai")
    with pytest.raises(UserError):
        queries.find("phường Hải", DAY)


def test_the_highest_level_is_meant(world):
    from hoptac.places.models import Version

    Version.objects.filter(place=world["hai"]).update(name="Bắc", name_key="bắc", search_key="xa bac")
    tree.forget()
    assert name(queries.find("Bắc", DAY)) == "tỉnh Bắc"
    assert name(queries.find("xã Bắc", DAY)) == "xã Bắc"


def test_an_ambiguous_name_lists_every_candidate_of_any_day_with_its_period(world):
    from hoptac.places.models import Version

    Version.objects.filter(place=world["hai"]).update(name="Hoa", name_key="hoa", search_key="xa hoa")
    tree.forget()
    with pytest.raises(UserError, match="nhiều nơi") as refused:
        queries.find("Hoa", DAY)
    assert refused.value.details == [
        "phường Hoa (thị xã Tây, tỉnh Bắc): đến 30/06/2025; 90011@2025-06-30",
        "xã Hoa (huyện Hạ, tỉnh Nam): đến 30/06/2025; 91001@2025-06-30",
    ]
    assert queries.find("Hoa (Nam)", DAY).place_id == world.id("hai")
    assert queries.find("Hoa, Tây, Bắc", DAY).place_id == world.id("hoa")


def test_a_code_means_a_place_only_with_its_day(world):
    assert queries.find("90001@2022-12-31", REFORM).place_id == world.id("an")
    assert queries.find("90001@2024-11-01", DAY).place_id == world.id("anbinh")
    assert queries.find("90001@2025-07-01", DAY).place_id == world.id("dongan")


@pytest.mark.parametrize(
    "text",
    ["", "@", "90001@", "90001@2022-02-30", "@2022-12-31", "99999@2022-12-31", "Atlantis", "()", "((", ",", "x" * 500, "%", "\udcff"],
)
def test_it_refuses_what_names_no_place_in_one_sentence(world, text):
    with pytest.raises(UserError) as refused:
        queries.find(text, DAY)
    assert refused.value.sentence


@pytest.mark.parametrize("text", ["Việt Nam", "viet nam", "Vietnam", "cả nước", "VN@2022-12-31"])
def test_the_country_is_the_root(world, text):
    assert queries.find(text, DAY).place_id == world.id("vn")


def test_without_a_day_a_name_means_today_s_unit_or_the_last_that_bore_it(world):
    assert queries.find_any("Đông An").place_id == world.id("dongan")
    assert (queries.find_any("Dương").place_id, queries.find_any("Dương").day) == (world.id("duong"), date(2025, 6, 30))
    with pytest.raises(UserError):
        queries.find_any("Atlantis")


def test_a_listing_holds_all_descendants_or_one_level(world):
    of = lambda day, level=None: [u.name for u in queries.listing(world.id("bac"), day, level)]  # noqa: E731
    assert of(DAY) == ["Đông", "Tây", "An", "Bình", "Chợ", "Dương", "Hoa", "Giang"]
    assert of(MERGER, "commune") == ["An Bình", "Chợ", "Dương", "Hoa", "Giang"]
    assert of(REFORM) == ["Đông An", "Tây Hoa", "Hải Nam"]
    assert of(REFORM, "district") == []


def test_the_map_changes_on_the_day_of_the_act_and_not_before(world):
    eve = date(2024, 10, 31)
    assert [u.type for u in queries.listing(world.id("tay"), eve)] == ["phường", "xã"]
    assert [u.type for u in queries.listing(world.id("tay"), MERGER)] == ["phường", "phường"]


def test_history_tells_both_ways_how_much_when_and_by_which_act(world):
    before, after = queries.history(world.id("duong"), DAY)
    assert before == []
    assert [(s.unit.name, s.share, s.on, s.act) for s in after] == [
        ("Đông An", "part", REFORM, "2025/NQ"),
        ("Tây Hoa", "part", REFORM, "2025/NQ"),
    ]


def test_deep_history_goes_to_the_ends(world):
    before, _after = queries.history(world.id("dongan"), REFORM, deep=True)
    inner = {step.unit.name: [s.unit.name for s in step.steps] for step in before}
    assert inner == {"An Bình": ["An", "Bình"], "Chợ": [], "Dương": []}


def test_becoming_a_ward_is_a_step_of_the_whole(world):
    _before, after = queries.history(world.id("giang"), DAY)
    assert [(s.unit.type, s.share, s.on) for s in after] == [("phường", "whole", MERGER), ("phường", "whole", REFORM)]


def test_search_gives_the_best_first_and_matches_words_from_their_beginning(world):
    assert [u.name for u in queries.search("an", MERGER)] == ["An Bình"]
    assert [u.name for u in queries.search("binh", DAY)] == ["Bình"]
    assert [u.name for u in queries.search("ng", DAY)] == []
    assert queries.search("   ", DAY) == []


def test_both_tone_placements_find_the_same(viet_nam, db):
    assert queries.find("Hoà Bình", DAY) == queries.find("Hòa Bình", DAY)
    assert [u.code for u in queries.search("hoà bình", DAY)] == [u.code for u in queries.search("hòa bình", DAY)]


def test_the_homonyms_of_hai_hoa_are_listed_with_their_periods(viet_nam, db):
    with pytest.raises(UserError) as refused:
        queries.find("Hải Hòa", DAY)
    listed = "\n".join(refused.value.details)
    assert all(province in listed for province in ("Quảng Ninh", "Nam Định", "Thanh Hóa"))
    assert "từ 01/11/2024 đến 30/06/2025" in listed


def test_the_province_is_meant_though_others_share_its_name(viet_nam, db):
    assert name(queries.find("Quảng Ninh", DAY)) == "tỉnh Quảng Ninh"
    assert name(queries.find("Quảng Ninh", date(2026, 9, 1))) == "thành phố Quảng Ninh"
    assert name(queries.find("huyện Quảng Ninh", DAY)) == "huyện Quảng Ninh"


@pytest.mark.parametrize(
    ("day", "communes"), [(date(2024, 10, 31), 177), (date(2024, 11, 1), 171), (date(2025, 6, 30), 171), (date(2025, 7, 1), 54)]
)
def test_quang_ninh_has_its_communes_on_each_map(viet_nam, db, day, communes):
    assert len(queries.listing(queries.find("Quảng Ninh", day).place_id, day, "commune")) == communes


def test_loading_the_map_twice_changes_nothing(viet_nam, db):
    from hoptac.places.models import Place, Succession, Version

    before = [model.objects.count() for model in (Place, Version, Succession)]
    assert load_map(by=BY) is False
    assert [model.objects.count() for model in (Place, Version, Succession)] == before
