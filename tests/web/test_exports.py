"""What stands behind a chart: its files, under the page's own address."""

import csv
import io
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.http import Http404
from django.test import RequestFactory

from hoptac.web import charts, exports, hexmap, pictures, trends
from hoptac.web.render import page
from web.pages import figure, html

POINTS = [{"day": date(year, 12, 31), "value": value} for year, value in {2020: 592, 2021: 640, 2022: 665}.items()]


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("text", ["=1+2", "+84", "-3", "@SUM(A1)", "\tx", "\rx", "\nx", "\0x"])
def test_no_text_of_a_csv_is_taken_for_a_formula(text: str) -> None:
    cell = rows_of(exports.as_csv(["Tên"], [[text]]))[1][0]
    assert cell.startswith("'")
    assert "\0" not in cell


def test_numbers_stay_numbers_and_days_are_iso() -> None:
    rows = rows_of(exports.as_csv(["a", "b", "c", "d"], [[-3, Decimal("2.50"), date(2022, 12, 31), figure(value=None, why="chưa nộp")]]))
    assert rows[1] == ["-3", "2.50", "2022-12-31", "chưa nộp"]


def test_a_csv_opens_with_its_accents_and_says_that_its_rows_are_no_facts() -> None:
    text = exports.as_csv(["Địa bàn"], [["Hạ Long"]], demo=True)
    assert text.startswith("\ufeff")
    assert rows_of(text) == [["Địa bàn", "Ghi chú"], ["Hạ Long", "dữ liệu minh họa"]]


def test_every_chart_leads_to_its_files_under_the_address_of_the_page() -> None:
    out = html("{{ ui.trend(points, none, 'Số HTX', 'HTX') }}", path="/x?as_of=2022-12-31", points=POINTS)
    assert "/x?as_of=2022-12-31&amp;export=trend-so-htx.csv" in out
    assert 'data-png="/x?as_of=2022-12-31&amp;export=trend-so-htx.svg"' in out
    assert "download" in out


def test_two_charts_of_one_name_keep_two_files() -> None:
    out = html("{{ ui.trend(points, none, 'Số') }}{{ ui.trend(points, none, 'Số') }}", points=POINTS)
    assert "export=trend-so.csv" in out
    assert "export=trend-so-2.csv" in out


CHARTS = [
    ("trend", trends.trend(POINTS)),
    ("waterfall", charts.waterfall([{"label": "Mới", "value": 25}], {"value": 640, "label": "Đầu"}, {"value": 665, "label": "Cuối"})),
    ("bars", charts.bar_rows([{"label": "Hạ Long", "value": 92}, {"label": "<b>", "value": 1}])),
    ("ladder", [{"label": "Đạt", "fig": figure(value=54, denominator=98)}]),
    ("distribution", charts.distribution([{"label": "dưới 1 tỷ", "count": 3}, {"label": "1–5 tỷ", "count": 7}])),
    ("hexmap", hexmap.hexmap([{"key": str(n), "name": f"Xã {n}", "lat": 21 + n / 10, "lon": 107 + n, "step": n % 4} for n in range(9)])),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "drawn"), CHARTS, ids=[kind for kind, _drawn in CHARTS])
def test_a_picture_stands_on_its_own(kind: str, drawn: object) -> None:
    text = pictures.whole(pictures.DRAWERS[kind](drawn), "Số & <chữ>", "hoptac · xem ngày 31/12/2022")
    tree = ElementTree.fromstring(text)
    assert tree.find("{http://www.w3.org/2000/svg}title").text == "Số & <chữ>"
    assert "class=" not in text
    assert "href" not in text
    assert "xem ngày 31/12/2022" in text


@pytest.mark.django_db
def test_a_page_answers_with_the_file_it_is_asked_for() -> None:
    request = RequestFactory().get("/desk/gallery/", {"export": "vi-sao.csv", "as_of": "2022-12-31"})
    from hoptac.web import samples

    request._messages = []  # type: ignore[attr-defined]
    answer = page(request, "web/gallery.html", samples.everything())
    assert answer["Content-Type"].startswith("text/csv")
    assert answer["Content-Disposition"] == 'attachment; filename="vi-sao-2022-12-31.csv"'
    rows = rows_of(answer.content.decode())
    assert sum(int(row[1]) for row in rows[2:-1]) == 665 - 640
    assert [rows[1][1], rows[-1][1]] == ["640", "665"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nothing.csv", "vi-sao.exe", "vi-sao", "../x.csv"])
def test_a_file_nobody_offers_is_not_there(name: str) -> None:
    from hoptac.web import samples

    request = RequestFactory().get("/desk/gallery/", {"export": name})
    request._messages = []  # type: ignore[attr-defined]
    with pytest.raises(Http404):
        page(request, "web/gallery.html", samples.everything())


def test_a_distribution_finds_the_value_again_in_its_class() -> None:
    drawn = charts.distribution(
        [{"label": "a", "count": 3, "low": None, "high": 5}, {"label": "b", "count": 7, "low": 5, "high": None}], mark=5
    )
    assert drawn is not None
    assert [column.current for column in drawn.columns] == [False, True]
    assert drawn.total == 10
    assert charts.distribution([{"label": "a", "count": 0}]) is None
