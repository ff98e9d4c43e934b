"""A small site: the small country, a province as home, an officer, and a few records."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client

import factories
from hoptac.accounts import actions as accounts
from hoptac.common import site

DAY = date(2023, 6, 30)
PASSWORD = "mot-cau-dai-de-nho"  # noqa: S105 (of a test)


@pytest.fixture
def small(world):
    """Tỉnh Bắc serves as home; two cooperatives, one of them stopped, a group, a title and a rated product."""
    site.put("home_place", world.id("bac"))
    first = factories.founded(world, "an", date(2021, 3, 1), name="Hợp tác xã Chè Đường Hoa", tax_code="5700000011", document="GCN 1")
    second = factories.founded(world, "hoa", date(2022, 5, 1), name="Hợp tác xã Vận tải", sector="transport", is_synthetic=True)
    factories.happens(second, "stopped", date(2023, 1, 10), document="TB 7")
    factories.founded(world, "duong", date(2022, 8, 1), kind="tht", name="Tổ hợp tác Nuôi ong")
    factories.titled(world, "an", decided_on=date(2020, 9, 1), document="QĐ 5")
    factories.titled(world, "binh", met_on=date(2022, 12, 1), decided_on=date(2023, 12, 1), document="QĐ 9")
    return SimpleNamespace(world=world, first=first, second=second)


@pytest.fixture
def stranger(client: Client) -> Client:
    """Nobody is signed in."""
    return client


@pytest.fixture
def officer(small, client: Client) -> Client:
    """A compiler of the province, signed in."""
    user = accounts.create_user(username="tong-hop", full_name="Chuyên viên tổng hợp", password=PASSWORD, by=factories.BY)
    accounts.grant(
        user=user, role="compiler", scope_kind="place", scope_id=str(small.world.id("bac")), by=factories.BY, first=date(2019, 1, 1)
    )
    client.force_login(user)
    return client
