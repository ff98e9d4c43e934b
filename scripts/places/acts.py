"""The legal acts behind the maps. Titles say what an act is about; they are not quotations."""

from __future__ import annotations

NATIONAL_ASSEMBLY = "Quốc hội"
STANDING_COMMITTEE = "Ủy ban Thường vụ Quốc hội"

MERGER_OF_PROVINCES = "202/2025/QH15"
QUANG_NINH_2024 = "1199/NQ-UBTVQH15"

# act, title, issuer, date, in force, status (seen: number and dates read in a source; memory: to be checked)
ACTS = [
    ("124/2004/QĐ-TTg", "Bảng danh mục và mã số các đơn vị hành chính Việt Nam", "Thủ tướng Chính phủ", "2004-07-08", "", "seen"),
    # A page of the province's press names 837; an older note of ours had 769. The day in force is from memory.
    (
        "837/NQ-UBTVQH14",
        "Sắp xếp các đơn vị hành chính cấp huyện, cấp xã thuộc tỉnh Quảng Ninh (nhập huyện Hoành Bồ vào thành phố Hạ Long)",
        STANDING_COMMITTEE,
        "2019-12-17",
        "2020-01-01",
        "memory",
    ),
    ("35/2023/UBTVQH15", "Sắp xếp đơn vị hành chính cấp huyện, cấp xã giai đoạn 2023 - 2030", STANDING_COMMITTEE, "2023-07-12", "", "seen"),
    (
        QUANG_NINH_2024,
        "Sắp xếp đơn vị hành chính cấp huyện, cấp xã của tỉnh Quảng Ninh giai đoạn 2023 - 2025",
        STANDING_COMMITTEE,
        "2024-09-28",
        "2024-11-01",
        "seen",
    ),
    ("76/2025/UBTVQH15", "Sắp xếp đơn vị hành chính năm 2025", STANDING_COMMITTEE, "2025-04-14", "", "seen"),
    ("373/ĐA-CP", "Đề án sắp xếp đơn vị hành chính cấp xã của tỉnh Quảng Ninh năm 2025", "Chính phủ", "2025-05-09", "", "seen"),
    (MERGER_OF_PROVINCES, "Sắp xếp đơn vị hành chính cấp tỉnh", NATIONAL_ASSEMBLY, "2025-06-12", "2025-06-12", "seen"),
    (
        "203/2025/QH15",
        "Sửa đổi, bổ sung một số điều của Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        NATIONAL_ASSEMBLY,
        "2025-06-16",
        "2025-06-16",
        "memory",
    ),
    ("72/2025/QH15", "Luật Tổ chức chính quyền địa phương", NATIONAL_ASSEMBLY, "2025-06-16", "2025-06-16", "memory"),
    (
        "19/2025/QĐ-TTg",
        "Bảng danh mục và mã số các đơn vị hành chính Việt Nam (hai cấp, từ 1/7/2025)",
        "Thủ tướng Chính phủ",
        "2025-06-30",
        "2025-07-01",
        "seen",
    ),
    ("237/NQ-UBTVQH16", "Thành lập các phường thuộc Đồng Nai", STANDING_COMMITTEE, "2026-04-14", "2026-04-30", "seen"),
    ("30/2026/QH16", "Thành lập thành phố Đồng Nai", NATIONAL_ASSEMBLY, "2026-04-24", "2026-04-30", "seen"),
    ("388/NQ-UBTVQH16", "Thành lập các phường thuộc tỉnh Bắc Ninh", STANDING_COMMITTEE, "2026-08-04", "2026-09-20", "seen"),
    ("36/2026/QH16", "Thành lập thành phố Quảng Ninh", NATIONAL_ASSEMBLY, "2026-08-24", "2026-09-01", "seen"),
    ("39/2026/QH16", "Thành lập thành phố Bắc Ninh", NATIONAL_ASSEMBLY, "2026-08-24", "2026-09-20", "seen"),
]


def all_acts(resolutions: dict[str, str], provinces: dict[str, str]) -> list[tuple[str, ...]]:
    """The acts above and the 34 resolutions of 16/6/2025; `provinces` says "tỉnh Quảng Ninh" for a code."""
    communes = [
        (
            act,
            f"Sắp xếp các đơn vị hành chính cấp xã của {provinces[code]} năm 2025",
            STANDING_COMMITTEE,
            "2025-06-16",
            "2025-06-16",
            "seen",
        )
        for code, act in resolutions.items()
    ]
    return sorted([*ACTS, *communes], key=lambda act: (act[3], act[0]))
