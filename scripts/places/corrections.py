"""What we know better than the sources, each with its reason. Codes are those of the official list."""

from __future__ import annotations

# The edge table is keyed by names, and 32 edges lead to a homonym elsewhere in the merged province (Hòa Bình of Kim Thành taken
# for Hòa Bình of Vĩnh Bảo, Phường 4 of Tây Ninh for Phường 4 of Tân An …). The resolutions and a second source have none of them.
_HOMONYMS = """
06079>06184 10798>11911 11890>10804 11890>10843 25462>27694 27691>25459 28036>28087 28252>29869
28270>29869 28437>29869 28439>29869 28924>29734 29623>29182 29734>28921 29902>29869 29908>29869
31246>31726 31268>31666 31378>31654 31379>31582 31438>31741 31474>31741 31480>31639 31483>31591
31582>31378 31606>31495 31657>31378 31666>31288 31669>31480 31714>31246 31741>31408 31744>31473
"""
FALSE_EDGES = frozenset(tuple(pair.split(">")) for pair in _HOMONYMS.split())
# A part of xã Văn Khê (Mê Linh) went to xã Ô Diên.
MISSING_EDGES = frozenset({("09013", "09817")})

# The source's type column files three units as xã whose full names, as in the other sources, say otherwise: thị trấn Ngọc Lặc
# (15061), Phường 5 and Phường 15 of Quận Phú Nhuận (27046, 27076; a quận has no xã). The full name decides (sources.split_type),
# so the old map has 7,692 xã, 1,726 phường and 617 thị trấn, not 7,695, 1,724 and 616.

# Official names with their dash, which the source drops.
OLD_NAMES = {"00181": "Văn Miếu - Quốc Tử Giám", "00226": "Phương Liên - Trung Tự"}

# Points. Communes really far from the middle of their district (an island of Phú Quốc) keep theirs.
FAR_BUT_RIGHT = frozenset({"31105"})
# Geocoded to a place of the same name or to the district town; the districts of Trường Sa and Ia H'Drai wholly.
WRONG_POINTS = frozenset({"13972", "21609"})
WRONG_DISTRICTS = frozenset({"576", "618"})
# Well-known positions of the islands, so that a national picture can show Hoàng Sa and Trường Sa where they lie.
KNOWN_POINTS = {
    "22736": (8.645, 111.92),
    "22737": (11.43, 114.331),
    "22739": (9.886, 114.331),
}
KNOWN_DISTRICT_POINTS = {"498": (16.568, 112.135), "576": (9.71, 114.45)}
