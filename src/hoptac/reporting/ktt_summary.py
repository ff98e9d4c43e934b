"""BÁO CÁO Tình hình phát triển kinh tế tập thể, hợp tác xã: sentences plain enough that a machine reads each figure back.

One paragraph says one day; the day stands before its figures; what has no value is left out, or said to be missing where a reader
would look for it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import yaml
from django.utils import translation
from django.utils.translation import gettext as _

from hoptac.common import memo, paths, site
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.figures.types import Figure
from hoptac.places.tree import Unit, tree
from hoptac.reporting import ktt_annex, ktt_tables, words
from hoptac.reporting.draft import Annex, Block, Draft, Heading, Letterhead, Paragraph
from hoptac.reporting.script import Script, join

KIND = "ktt-summary"
LABEL = "Dữ liệu minh họa"
CAUSES = {
    "founded": "thành lập mới",
    "dissolved": "giải thể",
    "revoked": "thu hồi giấy chứng nhận",
    "converted": "chuyển đổi loại hình",
    "merged": "sáp nhập",
    "divided": "chia tách",
    "moved": "chuyển trụ sở",
    "corrected": "đính chính hồ sơ",
    "map": "sắp xếp đơn vị hành chính",
    "register_began": "bắt đầu có hồ sơ",
}
MISSING = "Chưa có dữ liệu."


@lru_cache
def frame() -> dict[str, Any]:
    """What changes with the day of the document: bases, addressees, recipients, signature (data/reports/)."""
    return yaml.safe_load((paths.DATA / "reports" / f"{KIND}.yaml").read_text(encoding="utf-8"))


def _in_force(rows: list[dict[str, Any]], day: date) -> list[str]:
    return [row["text"] for row in rows if row.get("from", date.min) <= day < row.get("to", date.max)]


def compose(place_id: int, as_of: date, map_of: date | None = None, issued_on: date | None = None) -> Draft:
    """The report about a place on a day, read on the map of that day or of `map_of`; dated `issued_on` (today).

    Raises UserError where the place is not on that map, or is the country, which has no People's Committee. Writes nothing.
    """
    if tree().last(place_id).level == "country":
        raise UserError(_("Báo cáo này do Ủy ban nhân dân một địa phương lập. Chọn một tỉnh, thành phố, huyện hoặc xã."))
    with translation.override("vi"), memo.reading_once():
        return _compose(place_id, as_of, map_of, issued_on or today())


def _compose(place_id: int, as_of: date, map_of: date | None, issued_on: date) -> Draft:
    script = Script(place_id, as_of, map_of)
    issuer = words.issuing_unit(place_id, as_of, issued_on, script.map_day)
    sections: list[list[Block]] = [_situation(script), _new_rural(script), _products(script), _economy(script)]
    titles = ("Tình hình chung", "Xây dựng nông thôn mới", "Chương trình mỗi xã một sản phẩm (OCOP)", "Phát triển kinh tế")
    blocks: list[Block] = [_introduction(issuer, script)]
    numerals = iter(("I", "II", "III", "IV"))
    for title, section in zip(titles, sections, strict=True):
        if section:
            blocks += [Heading(f"{next(numerals)}. {title.upper()}"), *section]
    blocks.append(Paragraph(f"Trên đây là báo cáo {_subject(script.unit)} {_until(as_of)}./."))
    is_synthetic = site.is_demo() or any(one.figure.synthetic for one in script.said)
    return Draft(
        kind=KIND,
        place_id=place_id,
        place_key=script.ask("htx.total").place_key,
        as_of=as_of,
        map_of=script.map_day,
        issued_on=issued_on,
        head=Letterhead(
            issuer=("ỦY BAN NHÂN DÂN", issuer.full_name.upper()),
            number=f"Số:         /{frame()['symbol']}-UBND",
            place_and_day=words.place_and_day(issuer, issued_on),
        ),
        title="BÁO CÁO",
        about=words.capital(_subject(script.unit)),
        about_day=f"({_until(as_of)})",
        addressee=join(_in_force(frame()["addressees"].get(issuer.level, []), issued_on)),
        blocks=tuple(blocks),
        annexes=(Annex("Các chỉ tiêu dùng trong báo cáo", ktt_annex.blocks(script)),),
        signature=tuple(frame()["signature"]),
        recipients=_recipients(issuer, issued_on),
        said=tuple(script.said),
        label=LABEL if is_synthetic else "",
        author=f"Ủy ban nhân dân {issuer.full_name}",
    )


def _subject(unit: Unit) -> str:
    title = frame()["title"]
    return f"{title[:1].lower()}{title[1:]} trên địa bàn {unit.full_name}"


def _until(day: date) -> str:
    return f"tính đến ngày {format_day(day)}"


def _introduction(issuer: Unit, script: Script) -> Paragraph:
    basis = "".join(_in_force(frame()["basis"], script.as_of))
    return Paragraph(f"{basis}Ủy ban nhân dân {issuer.full_name} báo cáo {_subject(script.unit)} {_until(script.as_of)} như sau:")


def _recipients(issuer: Unit, day: date) -> tuple[str, ...]:
    rows = frame()["recipients"]
    names = {"unit": issuer.type, "party": words.party(issuer), "name": issuer.name}
    lines = [text.format(**names) for text in _in_force(rows.get(issuer.level, rows["other"]), day)]
    return (*(f"- {line};" for line in lines), f"- {frame()['file_note']}")


# --- I. --------------------------------------------------------------------------------------------------------------------------


def _situation(script: Script) -> list[Block]:
    known = [script.known(code) for code in ("htx.total", "tht.total", "lhhtx.total")]
    counts = script.list_counts(known)
    if not counts:
        why = script.ask("htx.total").why
        return [Paragraph(f"Chưa có dữ liệu về số hợp tác xã của {script.unit.full_name} {_until(script.as_of)}. {why}".strip())]
    blocks: list[Block] = [Heading("1. Số lượng tổ chức", 2), Paragraph(f"{script.opening()} {counts}.")]
    active = script.known("htx.active")
    if active is not None and active.value:
        blocks.append(Paragraph(f"{script.opening()} có {script.count(active, 'hợp tác xã đang hoạt động')}."))
    blocks += _changes(script)
    tables = ktt_tables.organisations(script)
    if tables:
        blocks += [Heading(f"{3 if len(blocks) > 3 else 2}. Phân bố theo đơn vị hành chính", 2), *tables]
    return blocks


def _changes(script: Script) -> list[Block]:
    """Against the last day of the year before: what stood then, and what came and went since."""
    since = date(script.as_of.year - 1, 12, 31)
    total = script.ask("htx.total", since=since)
    if total.basis != "counted" or total.earlier is None:
        return []
    earlier = [script.known(code, on=since) for code in ("htx.total", "tht.total", "lhhtx.total")]
    blocks: list[Block] = [Heading("2. Biến động so với cuối năm trước", 2)]
    blocks.append(Paragraph(f"{script.opening(since)} {script.list_counts(earlier)}."))
    for code, noun in (("htx.founded", "hợp tác xã thành lập mới"), ("htx.dissolved", "hợp tác xã giải thể")):
        flow = script.ask(code)
        if flow.value:
            blocks.append(Paragraph(f"Từ đầu năm, {_lower(script.opening())} có {script.count(flow, noun)}."))
    causes = list(dict.fromkeys(CAUSES.get(change.cause, "lý do khác") for change in total.changes))
    if causes:
        blocks.append(Paragraph(f"Số hợp tác xã {_direction(total)} so với ngày {format_day(since)}, do: {', '.join(causes)}."))
    return blocks


def _direction(total: Figure) -> str:
    difference = (total.value or 0) - (total.earlier or 0)
    return "tăng" if difference > 0 else "giảm" if difference < 0 else "không đổi"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


# --- II. -------------------------------------------------------------------------------------------------------------------------

COMMUNE_TITLES = (
    ("ntm.commune.standard", "xã đạt chuẩn nông thôn mới"),
    ("ntm.commune.advanced", "xã đạt chuẩn nông thôn mới nâng cao"),
    ("ntm.commune.model", "xã đạt chuẩn nông thôn mới kiểu mẫu"),
)
DISTRICT_TITLES = (
    ("ntm.district.completed", "địa phương cấp huyện hoàn thành nông thôn mới"),
    ("ntm.district.advanced", "huyện đạt chuẩn nông thôn mới nâng cao"),
)


def _new_rural(script: Script) -> list[Block]:
    if script.unit.level == "commune":
        return []
    blocks: list[Block] = []
    groups = [COMMUNE_TITLES]
    if script.unit.level != "district":
        groups += [(one,) for one in DISTRICT_TITLES]
    for titles in groups:
        shares = [(script.known(code), noun) for code, noun in titles]
        parts = [script.count(figure, noun) for figure, noun in shares if figure is not None and figure.denominator]
        if parts:
            blocks.append(Paragraph(f"{script.opening()} có {join(parts)}."))
    if not blocks:
        return [Paragraph(f"Chưa có dữ liệu về xã đạt chuẩn nông thôn mới của {script.unit.full_name} {_until(script.as_of)}.")]
    blocks.append(Paragraph("Danh hiệu tính từ ngày đạt chuẩn; quyết định công nhận có thể ký muộn hơn.", italic=True))
    if not tree().is_verified(script.place_id, script.map_day):
        blocks.append(Paragraph("Bản đồ hành chính của ngày này chưa được kiểm chứng.", italic=True))
    return blocks


STARS = (
    ("ocop.rated.five", "sản phẩm OCOP được xếp hạng 5 sao"),
    ("ocop.rated.four", "sản phẩm OCOP được xếp hạng 4 sao"),
    ("ocop.rated.three", "sản phẩm OCOP được xếp hạng 3 sao"),
)

# --- III., IV. -------------------------------------------------------------------------------------------------------------------


def _products(script: Script) -> list[Block]:
    taking_part, groups = script.known("ocop.participating"), script.known("ocop.groups")
    if taking_part is None:
        return [Paragraph(f"Chưa có dữ liệu về sản phẩm OCOP của {script.unit.full_name} {_until(script.as_of)}.")]
    if not taking_part.value:
        return [Paragraph(f"{script.opening()} {script.say(taking_part, 'chưa có sản phẩm')} tham gia chương trình OCOP.")]
    products = script.count(taking_part)
    in_groups = f" thuộc {script.count(groups)}" if groups is not None and groups.value else ""
    blocks: list[Block] = [Paragraph(f"{script.opening()} có {products}{in_groups} tham gia chương trình OCOP.")]
    blocks += _rated(script)
    blocks += ktt_tables.products(script)
    return blocks


def _rated(script: Script) -> list[Block]:
    """Certificates in force on the day: all, then by star."""
    rated = script.known("ocop.rated")
    if rated is None or not rated.value:
        return []
    blocks: list[Block] = [Paragraph(f"{script.opening()} có {script.count(rated, 'sản phẩm OCOP được xếp hạng')}.")]
    stars = [(script.known(code), noun) for code, noun in STARS]
    parts = [script.count(figure, noun) for figure, noun in stars if figure is not None and figure.value]
    if parts:
        blocks.append(Paragraph(f"{script.opening()} có {join(parts)}."))
    return blocks


def _economy(script: Script) -> list[Block]:
    """Published values of the last whole year; what was published only as a bound ("trên …") is not written as a number."""
    if script.unit.level not in ("province", "country"):
        return []
    year = script.as_of.year if (script.as_of.month, script.as_of.day) == (12, 31) else script.as_of.year - 1
    blocks: list[Block] = []
    for code, name in (
        ("grdp.growth", "tăng trưởng GRDP"),
        ("grdp.per_capita", "GRDP bình quân đầu người"),
        ("income.per_capita", "thu nhập bình quân đầu người"),
    ):
        figure = script.published(code, year)
        if figure is not None:
            verb = {"estimate": "ước đạt", "preliminary": "sơ bộ đạt"}.get(figure.status, "đạt")
            blocks.append(Paragraph(f"Năm {year}, {name} của {script.unit.type} {verb} {script.amount(figure)}."))
    if blocks:
        blocks.append(Paragraph("Nguồn công bố của từng số ghi tại Phụ lục.", italic=True))
    return blocks
