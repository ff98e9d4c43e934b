"""Pages of administrative writing made from a seed: like what offices write, about nobody."""

from __future__ import annotations

import random

PLACES = ("An Lĩnh", "Bình Sơn", "Đại Thắng", "Hòa Phú", "Khánh Thành", "Mỹ Đức", "Tân Lập", "Vĩnh Hải")
BODIES = ("Sở Tài chính", "Sở Nông nghiệp và Môi trường", "Liên minh Hợp tác xã tỉnh", "Ủy ban nhân dân các xã, phường", "Sở Công Thương")
NAMES = ("Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lê Minh Mẫu", "Phạm Thu Mẫu")


def _number(rnd: random.Random) -> str:
    return f"{rnd.randrange(2, 3000):,}".replace(",", ".")


def _result(rnd: random.Random) -> str:
    year, place = rnd.randrange(2018, 2026), rnd.choice(PLACES)
    done = rnd.randrange(5, 60)
    whole = done + rnd.randrange(30)
    return (
        f"Đến hết năm {year}, huyện {place} có {_number(rnd)} hợp tác xã, {_number(rnd)} tổ hợp tác; {done}/{whole} xã đạt "
        f"chuẩn nông thôn mới; thu nhập bình quân đạt {rnd.randrange(30, 90)},{rnd.randrange(10)} triệu đồng/người/năm, tăng "
        f"{rnd.randrange(1, 15)},{rnd.randrange(10)}% so với năm trước."
    )


def _reference(rnd: random.Random) -> str:
    day = f"{rnd.randrange(1, 29)}/{rnd.randrange(1, 13)}/{rnd.randrange(2018, 2026)}"
    return (
        f"Căn cứ Nghị quyết số {rnd.randrange(10, 300)}/NQ-HĐND ngày {day} của Hội đồng nhân dân tỉnh, Kế hoạch số "
        f"{rnd.randrange(10, 300)}/KH-UBND ngày {day} của Ủy ban nhân dân tỉnh được triển khai đồng bộ trên địa bàn."
    )


def _task(rnd: random.Random) -> str:
    lead, other = rnd.sample(BODIES, 2)
    return (
        f"Giao {lead} chủ trì, phối hợp với {other} rà soát các hợp tác xã ngừng hoạt động, báo cáo Ủy ban nhân dân tỉnh trước ngày "
        f"{rnd.randrange(1, 29)}/{rnd.randrange(1, 13)}/{rnd.randrange(2024, 2027)}."
    )


def _person(rnd: random.Random) -> str:
    return (
        f"Đồng chí {rnd.choice(NAMES)}, Phó Chủ tịch Ủy ban nhân dân tỉnh, nhấn mạnh vai trò của kinh tế tập thể tại {rnd.choice(PLACES)}."
    )


def make(count: int, seed: int, size: int = 2500) -> list[str]:
    """So many pages of about `size` characters."""
    rnd = random.Random(seed)
    pages = []
    for _page in range(count):
        lines: list[str] = []
        while sum(map(len, lines)) < size:
            lines.append(rnd.choice((_result, _result, _reference, _task, _person))(rnd))
        pages.append("\n".join(lines)[:size])
    return pages
