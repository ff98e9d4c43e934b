"""A small province with something to report, and a folder of its own for stored files."""

from __future__ import annotations

from datetime import date

import pytest

from factories import BY, founded, happens, product, titled
from hoptac.common import paths
from hoptac.figures.actions import report_value
from hoptac.programmes import actions as programmes
from hoptac.reporting import ktt_summary

DAY = date(2022, 12, 31)
ISSUED = date(2026, 9, 5)


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """Files are stored here."""
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def province(world):
    """Two cooperatives of which one is dissolved, a group, titles, a rated product, published growth."""
    founded(world, "an", date(2021, 3, 1), name="Hợp tác xã Chè An")
    founded(world, "hoa", date(2022, 5, 1), name="Hợp tác xã Hoa")
    happens(founded(world, "binh", date(2020, 3, 1), name="Hợp tác xã Bình"), "dissolved", date(2022, 7, 1))
    founded(world, "duong", date(2022, 6, 1), kind="tht", name="Tổ hợp tác Dương")
    titled(world, "an")
    tea = product(world, "an")
    programmes.enrol(programme="ocop", product=tea, group="drink", on=date(2021, 1, 1), by=BY)
    programmes.recognise(programme="ocop", level="4", met_on=date(2021, 6, 1), decided_on=date(2021, 6, 1), product=tea, by=BY)
    year = (date(2022, 1, 1), DAY)
    report_value(indicator="grdp.growth", place=world["bac"], value=10.28, source="Cơ quan thống kê", by=BY, period=year)
    report_value(indicator="grdp.per_capita", place=world["bac"], value=9400, comparator="trên", source="Báo", by=BY, period=year)
    return world


@pytest.fixture
def draft(province):
    """The report about the province at the end of 2022, dated 5/9/2026."""
    return ktt_summary.compose(province.id("bac"), DAY, issued_on=ISSUED)
