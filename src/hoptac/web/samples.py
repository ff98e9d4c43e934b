"""Sample values for the gallery: every component, every state. Nothing here is a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from hoptac.web import hexmap, outlines, tables
from hoptac.web.icons import ICONS

YEAR_END = date(2022, 12, 31)


@dataclass(frozen=True)
class Sample:
    """Looks like a Figure."""

    value: Any
    denominator: int | None = None
    unit_word: str = ""
    link: str = "#ho-chieu"
    as_of: date = YEAR_END
    map_of: date | None = None
    basis: str = "counted"
    status: str = "actual"
    why: str = ""
    provisional: bool = False
    source: str = ""
    now: int | None = None
    locked: bool = False
    place_name: str = ""
    comparator: str = ""
    synthetic: bool = False


def figures() -> dict[str, Sample]:
    unit, place, source = _("HTX"), _("tỉnh Quảng Ninh"), _("sổ đăng ký")
    return {
        "official": Sample(665, unit_word=unit, place_name=place, source=source),
        "rate": Sample(98, 98, unit_word=_("xã"), place_name=place, source=_("178 quyết định")),
        "provisional": Sample(688, unit_word=unit, provisional=True, place_name=place, basis="reported"),
        "estimate": Sample(312, unit_word=unit, status="estimate", place_name=place, basis="derived"),
        "plan": Sample(900, unit_word=unit, status="plan", place_name=place, basis="reported"),
        "changed": Sample(665, unit_word=unit, now=667, place_name=place),
        "locked": Sample(518, unit_word=unit, locked=True, place_name=place),
        "percent": Sample(10.28, unit_word="%", place_name=place, basis="reported"),
        "money": Sample(2_600_000_000, unit_word="đồng", place_name=place),
        "other_map": Sample(91, 91, unit_word=_("xã"), map_of=date(2024, 11, 1), place_name=place),
        "bound": Sample(20_000, unit_word=_("doanh nghiệp"), comparator="trên", place_name=place, basis="reported", synthetic=True),
        "missing": Sample(None, why="", place_name=place),
        "not_sent": Sample(None, why=_("chưa nộp"), place_name=place),
        "not_counted": Sample(None, why=_("không đếm trước 01/07/2013"), link="", place_name=place),
    }


def _headline(f: dict[str, Sample]) -> list[dict[str, Any]]:
    since = date(2021, 12, 31)
    return [
        {
            "label": _("Hợp tác xã đăng ký"),
            "fig": f["official"],
            "change": 25,
            "since": since,
            "good": "up",
            "before": 640,
            "spark": [455, 498, 541, 592, 640, 665],
            "more": [(_("Đang hoạt động"), Sample(512)), (_("Có báo cáo năm"), f["missing"])],
        },
        {
            "label": _("Tổ hợp tác"),
            "fig": Sample(210, unit_word=_("THT")),
            "change": 7,
            "good": "up",
            "before": 203,
            "spark": [171, 180, 188, 195, 203, 210],
        },
        {"label": _("Liên hiệp HTX"), "fig": Sample(3, unit_word=_("LHHTX")), "change": 0, "spark": [2, 2, 3, 3, 3, 3]},
        {"label": _("Xã đạt chuẩn NTM"), "fig": f["rate"], "change": 0, "note": _("13/13 cấp huyện"), "spark": [72, 84, 92, 96, 98, 98]},
        {
            "label": _("Sản phẩm OCOP tham gia"),
            "fig": Sample(565, unit_word=_("sản phẩm")),
            "change": 54,
            "good": "up",
            "before": 511,
            "note": _("5 nhóm"),
            "spark": [338, 380, 420, 466, 511, 565],
        },
    ]


def _causes() -> list[dict[str, Any]]:
    return [
        {"label": _("Thành lập mới"), "sub": _("52 giấy chứng nhận đăng ký"), "value": 52, "link": "#"},
        {"label": _("Chuyển đổi từ tổ hợp tác"), "sub": _("3 tổ hợp tác"), "value": 3, "link": "#"},
        {"label": _("Giải thể"), "sub": _("24 quyết định"), "value": -24, "link": "#"},
        {"label": _("Thu hồi giấy chứng nhận"), "value": -2, "link": "#"},
        {"label": _("Chuyển thành doanh nghiệp"), "value": -2, "link": "#"},
        {"label": _("Sáp nhập vào HTX khác"), "sub": _("2 hồ sơ, còn lại trong 2 HTX nhận"), "value": -2, "link": "#"},
    ]


def _units() -> list[dict[str, Any]]:
    """Points around four centres, as a coast with islands would have them."""
    centres = [
        (_("Đông Triều"), 21.08, 106.55, 14),
        (_("Hạ Long"), 21.0, 107.08, 20),
        (_("Tiên Yên"), 21.33, 107.4, 12),
        (_("Móng Cái"), 21.53, 107.9, 13),
        (_("Vân Đồn"), 21.05, 107.45, 8),
    ]
    units = []
    for group, lat, lon, count in centres:
        for i in range(count):
            step = [3, 2, 1, 0, "dot", None, 2, 1][(i * 5 + count) % 8]
            units.append(
                {
                    "key": f"{group}-{i}",
                    "name": f"{group} {i + 1}",
                    "lat": lat + (i % 4 - 1.5) * 0.045,
                    "lon": lon + (i // 4 - 1.5) * 0.06,
                    "group": group,
                    "step": step,
                    "url": "#",
                    "text": _("dữ liệu minh họa"),
                }
            )
    return units


def _events() -> list[dict[str, Any]]:
    return [
        {
            "day": date(2016, 3, 14),
            "title": _("Đăng ký thành lập"),
            "text": _("8 thành viên, vốn điều lệ 0,9 tỷ đồng"),
            "icon": "flag",
            "source": _("Giấy chứng nhận (mẫu)"),
            "source_url": "#",
        },
        {"day": date(2018, 6, 22), "title": _("Sáp nhập HTX Thống Nhất 2"), "icon": "merge", "synthetic": True},
        {
            "day": date(2019, 3, 4),
            "title": _("Tạm ngừng kinh doanh"),
            "text": _("Dự kiến đến 30/11/2019"),
            "icon": "clock",
            "source": _("Thông báo (mẫu)"),
        },
        {"day": date(2019, 10, 1), "title": _("Hoạt động trở lại"), "icon": "check"},
        {"day": date(2022, 9, 5), "title": _("Tăng vốn điều lệ"), "text": _("1,8 tỷ → 2,6 tỷ đồng"), "icon": "edit"},
        {"day": date(2025, 7, 1), "title": _("Địa bàn theo bản đồ mới"), "text": _("Giấy chứng nhận giữ nguyên chữ."), "icon": "map"},
    ]


def _classes() -> list[dict[str, Any]]:
    words = [_("dưới 0,5 tỷ"), _("0,5–1 tỷ"), _("1–5 tỷ"), _("5–10 tỷ"), _("10–50 tỷ"), _("trên 50 tỷ")]
    bounds = [None, 0.5, 1, 5, 10, 50, None]
    counts = [118, 164, 201, 96, 61, 25]
    return [
        {"label": w, "count": n, "low": bounds[i], "high": bounds[i + 1], "url": "#"}
        for i, (w, n) in enumerate(zip(words, counts, strict=True))
    ]


def _tree() -> list[dict[str, Any]]:
    def node(label: str, sub: str = "", *below: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {"label": label, "sub": sub, "below": list(below), "url": "" if below else "#", **more}

    return [
        node(
            _("Nghị quyết mẫu 20"), _("trung ương, 2022"),
            node(_("Chương trình hành động mẫu"), _("tỉnh, 2022"),
                 node(_("Kế hoạch mẫu 101"), _("sở, 2022")), node(_("Kế hoạch mẫu 102"), _("huyện, 2023")),
                 node(_("Kế hoạch của xã"), _("chưa thấy văn bản"), gap=True)),
            node(_("Quyết định mẫu 340"), _("Thủ tướng, 2021"), node(_("Quyết định mẫu 4385"), _("tỉnh, 2021")), open=False),
        )
    ]  # fmt: skip


def _squares() -> dict[str, Any]:
    """Four made squares: no border of anything."""
    names = ["A", "B", "C", "D"]
    units = [
        {"key": f"mau-{n}", "name": _("Ô mẫu %s") % n, "lat": 0.5, "lon": 0.5, "step": i, "text": _("hình vuông minh họa"), "url": "#"}
        for i, n in enumerate(names)
    ]
    shapes = {
        f"mau-{n}": [[[[i % 2, i // 2], [i % 2 + 1, i // 2], [i % 2 + 1, i // 2 + 1], [i % 2, i // 2 + 1], [i % 2, i // 2]]]]
        for i, n in enumerate(names)
    }
    return {"units": units, "shapes": shapes}


def _columns() -> tables.View:
    columns = (
        tables.Column("name", _("Tên và mã số"), sort="name", fixed=True),
        tables.Column("place", _("Địa bàn")),
        tables.Column("members", _("Thành viên"), sort="members", right=True),
        tables.Column("revenue", _("Doanh thu 2022"), sort="revenue", right=True, unit=_("triệu đồng")),
        tables.Column("state", _("Hoạt động")),
        tables.Column("grade", _("Xếp loại"), off=True),
    )
    return tables.View("gallery", columns, [column for column in columns if not column.off])


def everything() -> dict[str, Any]:
    """The context of the gallery."""
    f = figures()
    years = {2016: 421, 2017: 455, 2018: 498, 2019: 541, 2020: 592, 2021: 640, 2022: 665, 2023: 861, 2024: 1087}
    districts = [(_("TX Đông Triều"), 118), (_("TP Hạ Long"), 92), (_("TX Quảng Yên"), 74), (_("Vân Đồn"), 49), (_("Cô Tô"), 10)]
    return {
        "f": f,
        "at": YEAR_END,
        "sample": Sample,
        "headline_items": _headline(f),
        "causes": _causes(),
        "start": Sample(640, as_of=date(2021, 12, 31)),
        "end": f["official"],
        "series": [SimpleNamespace(day=date(year, 12, 31), value=value, link="#") for year, value in years.items()],
        "rows": [{"label": name, "fig": Sample(value), "url": "#"} for name, value in districts],
        "ladder_levels": [
            {"label": _("Đạt chuẩn"), "fig": Sample(98, 98)},
            {"label": _("Nâng cao"), "fig": Sample(54, 98), "change": 13},
            {"label": _("Kiểu mẫu"), "fig": Sample(26, 98), "change": 9},
        ],
        "units": _units(),
        "classes": _classes(),
        "tree_nodes": _tree(),
        "squares": hexmap.drawn_from(
            _squares()["units"], outlines.Outlines(_squares()["shapes"], _("hình vuông minh họa, không phải địa giới"))
        ),
        "square_units": _squares()["units"],
        "islands": [
            {"lines": [_("Quần đảo %(name)s") % {"name": "Hoàng Sa"}], "near": ""},
            {"lines": [_("Quần đảo %(name)s") % {"name": "Trường Sa"}], "near": ""},
        ],
        "view": _columns(),
        "results": tables.Outcomes(done={"1": _("Đã đánh dấu đã kiểm")}, refused={"3": _("Đang tạm ngừng: kiểm khi hoạt động lại.")}),
        "events": _events(),
        "periods": [
            {"start": date(2016, 3, 14), "end": date(2019, 3, 4), "label": _("Đang hoạt động"), "tone": "acc"},
            {"start": date(2019, 3, 4), "end": date(2019, 10, 1), "label": _("Tạm ngừng"), "tone": "warn"},
            {"start": date(2019, 10, 1), "end": None, "label": _("Đang hoạt động"), "tone": "acc"},
        ],
        "list_page": Paginator(range(661), 10).page(3),
        "verdicts": [
            ("agrees", None, _("Văn bản và hồ sơ cùng số.")),
            ("within_bound", None, _("“trên 20.000”, hồ sơ 20.418.")),
            ("differs", _("Lệch +1"), _("Cùng chỉ tiêu, ngày, bản đồ mà khác số. Dấu là văn bản trừ hồ sơ.")),
            ("other_date", None, _("Đúng, nhưng là số của ngày khác.")),
            ("other_map", None, _("“91 xã” nói về bản đồ từ 01/11/2024.")),
            ("other_definition", None, _("Không phải sai, là đếm thứ khác.")),
            ("not_comparable", None, _("Câu không nói đủ để so.")),
            ("unknown", None, _("hoptac không biết, và nói là không biết.")),
        ],
        "attention_items": [
            {
                "tone": "bad",
                "word": _("Quá hạn"),
                "text": _("4 nhiệm vụ quá hạn thuộc Chương trình 22-CTr/TU"),
                "sub": _("Chậm nhất 32 ngày"),
                "url": "#",
                "action": _("Đôn đốc"),
            },
            {
                "tone": "note",
                "word": _("Số vênh"),
                "text": _("THT: kế hoạch ghi 206, hồ sơ tính 210"),
                "sub": _("Khác ngày: 206 là số tháng 10/2022"),
                "url": "#",
                "action": _("Đối chiếu"),
            },
        ],
        "passport_rows": [
            (_("Định nghĩa"), _("Hợp tác xã có giấy chứng nhận đăng ký còn hiệu lực trong ngày, kể cả đang tạm ngừng.")),
            (_("Căn cứ"), _("Luật Hợp tác xã 23/2012/QH13, hiệu lực tại ngày xem")),
            (_("Địa bàn"), _("Tỉnh Quảng Ninh")),
            (_("Tính lúc"), None),
        ],
        "published_items": [
            {
                "name": _("Báo cáo kinh tế tập thể năm 2022"),
                "url": "#",
                "day": date(2023, 1, 31),
                "text": _("ghi 665"),
                "kind": "agrees",
                "word": _("Chưa đổi"),
            },
            {
                "name": _("Bản ước cuối năm"),
                "url": "#",
                "day": date(2022, 12, 15),
                "text": _("ghi 663, nay tính lại 665"),
                "kind": "warn",
                "word": _("Đã đổi"),
            },
        ],
        "icons": sorted(ICONS),
    }
