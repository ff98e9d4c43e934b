"""Quảng Ninh on 1/11/2024: 177 commune-level units become 171, and thị xã Đông Triều a city (1199/NQ-UBTVQH15)."""

from __future__ import annotations

PROVINCE = "22"
CHANGED_ON = "2024-11-01"
VERIFIED_FROM = "2020-01-01"  # huyện Hoành Bồ joined Hạ Long that day; the map of 2019 is not known
DONG_TRIEU = "205"

# Code of the unit formed -> codes of its parts, all whole. Both parts end, also the one that gave its name or its code.
MERGERS = {
    "06685": ("06682", "06685"),  # phường Yết Kiêu + Trần Hưng Đạo = phường Trần Hưng Đạo (Hạ Long)
    "06712": ("06712", "06718"),  # phường Trần Phú + Hòa Lạc = phường Trần Phú (Móng Cái)
    "06799": ("06799", "06802"),  # xã Cộng Hòa + Cẩm Hải = xã Hải Hòa (Cẩm Phả)
    "06985": ("06985", "06991"),  # xã Lương Mông + Minh Cầm = xã Lương Minh (Ba Chẽ)
    "07084": ("07084", "07087"),  # xã Việt Dân + Tân Việt = xã Việt Dân (Đông Triều)
    "07093": ("07072", "07093"),  # phường Đông Triều + Đức Chính = phường Đức Chính (Đông Triều)
}
# xã -> phường within the same bounds: Bình Khê, Bình Dương, Thủy An, Yên Đức.
RETYPED = ("07081", "07090", "07102", "07129")
MODERN_NAMES = {"06718": "Hòa Lạc"}
