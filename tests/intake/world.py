"""A small Quảng Ninh for checks: the published totals of 2022 to 2024 on real communes, and nothing more."""

from __future__ import annotations

from datetime import date

from hoptac.audit.models import Actor
from hoptac.common import site
from hoptac.common.days import add_months
from hoptac.common.text import fold
from hoptac.directives.actions import record_document
from hoptac.directives.models import Document
from hoptac.figures.actions import report_value
from hoptac.files.actions import store
from hoptac.places.models import Place
from hoptac.places.queries import find, listing
from hoptac.programmes.models import Enrolment, Recognition
from hoptac.registry.models import Event, Organisation, Product, State

BY = Actor("system", "test")
DAY = date(2022, 12, 31)
SOURCE = "Buổi làm việc của Liên minh HTX Việt Nam với UBND tỉnh Quảng Ninh"
MODEL = ["Việt Dân", "Tân Việt", "Bình Khê", "Yên Đức"]
NOT_ADVANCED = ["Bình Dương", "Thủy An", "Minh Cầm", "Lương Mông", "Cộng Hòa"]
LATE_DECISIONS = {"Vân Đồn": date(2023, 6, 1), "Hạ Long": date(2023, 7, 1), "Ba Chẽ": date(2023, 12, 5), "Bình Liêu": date(2024, 2, 6)}


def build(seed_text: str) -> None:
    """Everything the seed text speaks of, so that counting gives what it says."""
    province = find("Quảng Ninh", DAY).place_id
    site.put("coverage", [{"place": province, "from": "2019-01-01"}])
    commune = _ward()
    _organisations(commune)
    _communes(province)
    _districts(province)
    _products(commune)
    _reported(province, seed_text)


def _ward() -> int:
    province = find("Quảng Ninh", DAY).place_id
    return next(u.place_id for u in listing(province, DAY, "commune") if u.name == "Bãi Cháy")


def _organisations(commune: int) -> None:
    """Register by kind: (how many, from, operating until)."""
    rows: list[tuple[str, date, date | None]] = []
    rows += [("tht", date(2020, 1, 1), None)] * 199 + [("tht", date(2022, 6, 1), None)] * 7 + [("tht", date(2022, 12, 1), None)] * 4
    rows += [("lhhtx", date(2020, 1, 1), None)] * 3
    rows += [("htx", date(2020, 1, 1), date(2023, 5, 1))] * 329 + [("htx", date(2020, 1, 1), None)] * 311
    rows += [("htx", date(2022, 3, 1), None)] * 25 + [("htx", date(2023, 3, 1), None)] * 182
    rows += [("htx", date(2024, 3, 1), date(2024, 9, 1))] * 71 + [("htx", date(2024, 3, 1), None)] * 169
    organisations = Organisation.objects.bulk_create([Organisation(is_synthetic=True) for _row in rows])
    events = Event.objects.bulk_create(
        [
            Event(organisation=o, kind="registered", valid_on=first, place_id=commune, data={"kind": kind, "name": f"{kind} {n}", "sector": "other"})
            for n, (o, (kind, first, _stopped)) in enumerate(zip(organisations, rows, strict=True))
        ]
    )
    states = []
    for n, (o, event, (kind, first, stopped)) in enumerate(zip(organisations, events, rows, strict=True)):
        name = f"{kind} {n}"
        common = {"organisation": o, "kind": kind, "name": name, "search_key": fold(name), "place_id": commune, "sector": "other", "legal": "registered"}
        end = None
        if stopped:
            end = Event.objects.create(organisation=o, kind="stopped", valid_on=stopped)
            states.append(State(valid_from=stopped, operating="inactive", began_by=end, **common))
        states.append(State(valid_from=first, valid_to=stopped, operating="active", began_by=event, ended_by=end, **common))
    State.objects.bulk_create(states)


def _title(place: int, level: str, met_on: date, decided_on: date | None = None) -> Recognition:
    return Recognition(programme="ntm", level=level, place_id=place, met_on=met_on, decided_on=decided_on or met_on, document_label="QĐ/UBND")


def _communes(province: int) -> None:
    communes = [u for u in listing(province, DAY, "commune") if u.is_rural]
    by_name = {u.name: u.place_id for u in communes}
    fixed = [by_name[name] for name in MODEL]
    special = {*fixed, by_name["Cẩm Hải"], *(by_name[name] for name in NOT_ADVANCED)}
    free = [u.place_id for u in communes if u.place_id not in special]
    model = fixed + free[:22]
    advanced = [*model, by_name["Cẩm Hải"], *free[22:49]]
    later = free[49:52]
    rows = [_title(u.place_id, "standard", date(2019, 6, 1)) for u in communes]
    rows += [_title(place, "advanced", date(2020, 12, 1)) for place in advanced]
    rows += [_title(place, "model", date(2021, 12, 1)) for place in model]
    rows += [_title(place, "advanced", date(2023, 9, 1)) for place in later[:2]] + [_title(later[2], "advanced", date(2024, 5, 1))]
    rows += [_title(place, "model", date(2024, 5, 1)) for place in advanced[27:29]]
    Recognition.objects.bulk_create(rows)


def _districts(province: int) -> None:
    for unit in listing(province, DAY, "district"):
        _title(unit.place_id, "standard", date(2021, 12, 1), LATE_DECISIONS.get(unit.name)).save()
        if unit.name in ("Đầm Hà", "Tiên Yên"):
            _title(unit.place_id, "advanced", date(2022, 12, 1), date(2024, 2, 6)).save()


def _products(commune: int) -> None:
    groups = ["food", "drink", "herb", "textile", "craft"]
    products = Product.objects.bulk_create(
        [Product(name=f"SP {n}", producer_kind="company", producer_name="Công ty A", place_id=commune) for n in range(565)]
    )
    Enrolment.objects.bulk_create(
        [Enrolment(programme="ocop", product=p, group=groups[n % 5], valid_from=date(2022, 10, 1)) for n, p in enumerate(products)]
    )
    days = [date(2022, 11, 22)] * 267 + [date(2023, 11, 1)] * 79
    Recognition.objects.bulk_create(
        [
            Recognition(programme="ocop", level="3", product=p, met_on=day, decided_on=day, expires_on=add_months(day, 36))
            for p, day in zip(products, days, strict=False)
        ]
    )


def _reported(province: int, seed_text: str) -> None:
    place, country = Place.objects.get(pk=province), Place.objects.get(pk=find("Việt Nam", DAY).place_id)
    report = record_document(
        type="Báo cáo", title="Liên minh HTX Việt Nam làm việc với UBND tỉnh Quảng Ninh về kinh tế tập thể", by=BY,
        file=store(content=seed_text.encode(), label="quang-ninh-2022.txt", media_type="text/plain", by=BY),
    )  # fmt: skip
    year = {y: (date(y, 1, 1), date(y, 12, 31)) for y in range(2019, 2026)}
    for y, value in {2021: 10.28, 2022: 10.28, 2023: 11.03, 2024: 8.42}.items():
        report_value(indicator="grdp.growth", place=place, value=value, period=year[y], source="Cục Thống kê", by=BY)
    own = {"source": SOURCE, "document": report, "by": BY, "place": place}
    report_value(indicator="grdp.per_capita", value=8200, period=year[2022], **own)
    report_value(indicator="enterprise.total", value=20000, comparator="trên", as_of=DAY, **own)
    report_value(indicator="enterprise.sme_share", value=98, comparator="đến", as_of=DAY, **own)
    report_value(indicator="income.per_capita", place=place, value=73348000, period=year[2023], source="Cục Thống kê", by=BY)
    report_value(
        indicator="enterprise.total", place=place, value=12021, as_of=date(2025, 3, 31), source="Cục Thống kê", by=BY,
        definition="Doanh nghiệp và đơn vị đang hoạt động, không phải số đăng ký.",
    )  # fmt: skip
    report_value(
        indicator="htx.founded", place=place, value=152, period=year[2024], source="Liên minh HTX Việt Nam", by=BY,
        definition="Số do Liên minh HTX Việt Nam tổng hợp.",
    )  # fmt: skip
    report_value(indicator="tht.total", place=place, value=206, as_of=date(2022, 10, 31), source="248/KH-UBND", by=BY)
    report_value(indicator="ntm.commune.advanced", place=place, value=56, denominator=98, as_of=date(2023, 9, 17), source="TTXVN", by=BY)
    report_value(indicator="htx.total", place=country, value=29378, as_of=DAY, source="Bộ KH&ĐT", status="estimate", by=BY)


def session_report() -> Document:
    """The record of the session report."""
    return Document.objects.get(type="Báo cáo")
