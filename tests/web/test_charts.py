"""Small charts: their geometry is honest and the same every time."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoptac.web import charts, trends
from hoptac.web.hexmap import hexmap, place
from web.pages import figure, html

CAUSES = [{"label": "Thành lập mới", "value": 52, "link": "/x"}, {"label": "Chuyển đổi", "value": 3}, {"label": "Giải thể", "value": -30}]


def test_a_waterfall_closes_and_says_how() -> None:
    w = charts.waterfall(CAUSES, 640, 665)
    assert w.closes
    assert [step.kind for step in w.steps] == ["total", "plus", "plus", "minus", "total"]
    out = html("{{ ui.waterfall(rows, a, b) }}", rows=CAUSES, a=figure(value=640, as_of=date(2021, 12, 31)), b=figure())
    assert "640 + 55 − 30 = <strong>665</strong>" in out
    assert "Không còn phần chưa giải thích" in out
    assert "Trục cắt từ" in out


def test_a_waterfall_that_does_not_close_says_what_is_left() -> None:
    out = html("{{ ui.waterfall(rows, 640, 670) }}", rows=CAUSES)
    assert "còn +5 chưa rõ nguyên nhân" in out
    assert "Cộng đúng" not in out


@given(start=st.integers(0, 5000), changes=st.lists(st.integers(-400, 400), max_size=12))
@settings(max_examples=40, deadline=None)
def test_the_bars_of_a_waterfall_meet_and_stay_in_the_picture(start: int, changes: list[int]) -> None:
    w = charts.waterfall([{"label": "x", "value": change} for change in changes], start, start + sum(changes))
    assert w.closes
    threads = [step.thread for step in w.steps[:-1]]
    for before, step in zip(threads, w.steps[1:-1], strict=False):
        assert before is not None
        assert min(abs(step.x - before), abs(step.x + step.width - before)) <= 0.51
    assert all(step.x >= -0.01 and step.x + step.width <= 100.6 for step in w.steps)


def units(count: int) -> list[dict[str, object]]:
    """Crowded in one corner, as the wards of a city are."""
    return [
        {"key": f"{i:03}", "name": f"Xã {i}", "lat": 21 + (i * 37 % 100) / (900 if i % 3 else 200),
         "lon": 107 + (i * 61 % 100) / (700 if i % 3 else 90), "group": f"Huyện {i % 13}", "step": i % 4}
        for i in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 2, 54, 177])
def test_no_hexagon_lies_over_another(count: int) -> None:
    picture = hexmap(units(count))
    assert picture is not None
    centres = {(tile.x, tile.y) for tile in picture.tiles}
    assert len(picture.tiles) == len(centres) == count
    near = min(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for a in centres for b in centres if a != b), default=999)
    assert near >= 18.9**2
    assert all(0 < tile.x < picture.width and 0 < tile.y < picture.height for tile in picture.tiles)


def test_the_same_units_in_any_order_give_the_same_picture() -> None:
    first = hexmap(units(120))
    place.cache_clear()
    again = hexmap(units(120)[::-1])
    assert first is not None and again is not None
    assert {tile.unit["key"]: tile.points for tile in first.tiles} == {tile.unit["key"]: tile.points for tile in again.tiles}
    assert first.labels == again.labels


def test_a_map_is_stamped_as_schematic_and_each_tile_says_its_name() -> None:
    out = html("{{ ui.hexmap(units, 'Bậc') }}", units=[*units(3), {"key": "x", "name": "Không tọa độ", "lat": None, "lon": None}])
    assert "Sơ đồ" in out
    assert "không phải địa giới" in out
    assert "<title>Xã 1</title>" in out
    assert "Không tọa độ" not in out[out.index("<svg") : out.index("ht-behind")]
    assert "Không tọa độ" in out[out.index("ht-behind") :]  # the table leaves nobody out
    assert "Chưa có tọa độ" in html("{{ ui.hexmap([], 'Bậc') }}")


def test_a_trend_is_cut_by_the_day_in_view_and_has_a_table() -> None:
    points = [{"day": date(year, 12, 31), "value": value} for year, value in {2020: 592, 2021: 640, 2022: 665, 2023: 861}.items()]
    drawn = trends.trend(points, date(2022, 12, 31))
    assert drawn is not None
    assert [(p.label, p.after, p.current) for p in drawn.points] == [
        ("2020", False, False), ("2021", False, False), ("2022", False, True), ("2023", True, False)
    ]  # fmt: skip
    out = html("{{ ui.trend(points, d, 'Số HTX') }}", points=points, d=date(2022, 12, 31))
    assert out.count("<tbody>") == 1
    assert "sau ngày đang xem" in out
    assert "Chưa đủ hai thời điểm" in html("{{ ui.trend(points, d, 'x') }}", points=points[:1], d=date(2022, 12, 31))


@pytest.mark.parametrize("width", [760, 358])
@given(values=st.lists(st.integers(0, 20_000), min_size=2, max_size=12), view=st.integers(0, 11))
@settings(max_examples=40, deadline=None)
def test_the_values_written_beside_a_trend_never_touch(width: int, values: list[int], view: int) -> None:
    points = [{"day": date(2014 + i, 12, 31), "value": value} for i, value in enumerate(values)]
    drawn = trends.trend(points, points[min(view, len(points) - 1)]["day"], width)  # type: ignore[arg-type]
    assert drawn is not None
    shown = [p for p in drawn.points if p.shown]
    assert any(p.current for p in shown)
    boxes = []
    for p in shown:
        wide = len(p.text) * 7.5 * (1.28 if p.current else 1)  # tabular digits of 14 and 18 px
        start = p.text_x - {"start": 0, "middle": wide / 2, "end": wide}[p.anchor]
        boxes.append((start, p.text_y - 12, start + wide, p.text_y))
        assert p.text_y <= drawn.bottom
    for i, a in enumerate(boxes):
        assert not [b for b in boxes[i + 1 :] if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def test_a_series_without_a_value_is_not_drawn_as_zero() -> None:
    drawn = trends.trend([{"day": date(2020 + i, 12, 31), "value": v} for i, v in enumerate([5, None, 7])])
    assert drawn is not None
    assert [p.text for p in drawn.points] == ["5", "7"]


def test_the_ladder_has_a_square_for_each_unit() -> None:
    grid = charts.squares(54, 98)
    assert (len(grid.cells), sum(filled for _x, _y, filled in grid.cells)) == (98, 54)
    assert charts.squares(None, None).cells == []


def test_events_are_cut_by_the_day_and_the_boundary_day_counts_as_reached() -> None:
    events = [{"day": date(2022, 12, 30)}, {"day": date(2022, 12, 31)}, {"day": date(2023, 1, 1)}]
    after, until = charts.cut_events(events, date(2022, 12, 31))
    assert ([e["day"].day for e in after], [e["day"].day for e in until]) == ([1], [31, 30])


def test_the_ruler_shows_every_map_and_the_pin_stays_inside() -> None:
    segments = [{"start": None, "end": date(2024, 11, 1), "label": "177"}, {"start": date(2024, 11, 1), "end": None, "label": "171"}]
    for day in (date(1999, 1, 1), date(2022, 12, 31), date(2026, 11, 24)):
        ruler = charts.ruler(segments, day, date(2026, 11, 24))
        assert [band.label for band in ruler.bands] == ["177", "171"]
        assert 8 <= ruler.pin <= ruler.width - 8
