"""Which place a figure speaks of."""

from __future__ import annotations

from datetime import date

from hoptac.intake.subject import Subjects, document_place
from hoptac.places.queries import find
from hoptac.places.tree import tree

DAY = date(2022, 12, 31)


def test_a_name_is_a_place_of_its_day(province):
    assert Subjects(None).where("Quảng Ninh", DAY).place_id == province
    assert Subjects(None).where("UBND tỉnh Quảng Ninh", DAY).place_id == province
    assert tree().last(Subjects(None).where("cả nước", DAY).place_id).level == "country"


def test_no_name_or_here_means_the_documents_place_else_the_one_asked(province):
    other = find("Hà Nội", DAY).place_id
    for subject in (None, "", "toàn tỉnh", "địa phương"):
        assert Subjects(province, other).where(subject, DAY).place_id == province
        assert Subjects(None, other).where(subject, DAY).place_id == other


def test_an_organisation_is_no_place(province):
    for subject in ("HTX Phất Cờ", "Liên minh HTX tỉnh", "Sở Tài chính", "các huyện"):
        found = Subjects(province).where(subject, DAY)
        assert (found.place_id, found.why) == (None, subject)


def test_of_several_places_of_a_name_the_one_inside_the_documents_place_is_meant(province):
    day = date(2025, 7, 1)
    found = Subjects(province).where("xã Hải Hòa", day).place_id
    assert tree().is_within(found, province, day)


def test_an_unknown_place_of_the_head_is_not_taken_for_a_known_one(province):
    assert document_place(["Quảng Ninh"], "tỉnh An Lĩnh", DAY) is None
    assert Subjects(None, province, "An Lĩnh").where("tỉnh An Lĩnh", DAY).place_id is None


def test_without_a_head_the_place_most_figures_name_is_meant(province):
    assert document_place(["Quảng Ninh", None, "Quảng Ninh", "Hà Nội", "cả nước"], None, DAY) == province
