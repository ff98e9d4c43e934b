"""A country small enough to hold in the head, and acts on it. Days are given, never read from a clock.

Tỉnh Bắc (90): huyện Đông (901) with xã An, xã Bình, xã Dương, thị trấn Chợ; thị xã Tây (902) with phường Hoa, xã Giang.
Tỉnh Nam (91): huyện Hạ (911) with xã Hải.
1/11/2024: An + Bình = xã An Bình; xã Giang becomes a ward.
1/7/2025: no districts; tỉnh Nam joins Bắc; An Bình + Chợ + a part of Dương = xã Đông An; Hoa + Giang + a part of Dương = phường Tây Hoa;
xã Hải goes whole into xã Hải Nam.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hoptac.audit.models import Actor
from hoptac.common import site
from hoptac.common.days import DAWN
from hoptac.common.text import fold, same_key
from hoptac.places import tree as places_tree
from hoptac.places.models import Act, Place, Succession, Version
from hoptac.programmes.models import Recognition
from hoptac.registry import actions as registry
from hoptac.registry.models import Event, Organisation, Product

BY = Actor("system", "test")
MERGER, REFORM = date(2024, 11, 1), date(2025, 7, 1)
KNOWN_FROM = date(2020, 1, 1)

# uid, type, name, code, level, parent, from, to
UNITS: list[tuple[str, str, str, str, str, str, date, date | None]] = [
    ("vn", "quốc gia", "Việt Nam", "VN", "country", "", DAWN, None),
    ("bac", "tỉnh", "Bắc", "90", "province", "vn", DAWN, None),
    ("nam", "tỉnh", "Nam", "91", "province", "vn", DAWN, REFORM),
    ("dong", "huyện", "Đông", "901", "district", "bac", DAWN, REFORM),
    ("tay", "thị xã", "Tây", "902", "district", "bac", DAWN, REFORM),
    ("ha", "huyện", "Hạ", "911", "district", "nam", DAWN, REFORM),
    ("an", "xã", "An", "90001", "commune", "dong", DAWN, MERGER),
    ("binh", "xã", "Bình", "90002", "commune", "dong", DAWN, MERGER),
    ("cho", "thị trấn", "Chợ", "90003", "commune", "dong", DAWN, REFORM),
    ("duong", "xã", "Dương", "90004", "commune", "dong", DAWN, REFORM),
    ("anbinh", "xã", "An Bình", "90001", "commune", "dong", MERGER, REFORM),
    ("hoa", "phường", "Hoa", "90011", "commune", "tay", DAWN, REFORM),
    ("giang", "xã", "Giang", "90012", "commune", "tay", DAWN, MERGER),
    ("giang", "phường", "Giang", "90012", "commune", "tay", MERGER, REFORM),
    ("hai", "xã", "Hải", "91001", "commune", "ha", DAWN, REFORM),
    ("dongan", "xã", "Đông An", "90001", "commune", "bac", REFORM, None),
    ("tayhoa", "phường", "Tây Hoa", "90011", "commune", "bac", REFORM, None),
    ("hainam", "xã", "Hải Nam", "91001", "commune", "bac", REFORM, None),
]
STEPS: list[tuple[str, str, date, str]] = [
    ("an", "anbinh", MERGER, "whole"),
    ("binh", "anbinh", MERGER, "whole"),
    ("nam", "bac", REFORM, "whole"),
    ("anbinh", "dongan", REFORM, "whole"),
    ("cho", "dongan", REFORM, "whole"),
    ("duong", "dongan", REFORM, "part"),
    ("duong", "tayhoa", REFORM, "part"),
    ("hoa", "tayhoa", REFORM, "whole"),
    ("giang", "tayhoa", REFORM, "whole"),
    ("hai", "hainam", REFORM, "whole"),
]
COMMUNES_2022 = ("an", "binh", "cho", "duong", "hoa", "giang", "hai")
RURAL = ("xã", "đặc khu")


class World:
    """The small country in the test database; places by the short names above."""

    def __init__(self) -> None:
        acts = {day: Act.objects.create(number=f"{day.year}/NQ", title="Sắp xếp", date=day) for day in (MERGER, REFORM)}
        self.places = {uid: Place.objects.create(uid=uid) for uid in dict.fromkeys(row[0] for row in UNITS)}
        for uid, type_, name, code, level, parent, first, after in UNITS:
            Version.objects.create(
                place=self.places[uid],
                valid_from=first,
                valid_to=after,
                level=level,
                type=type_,
                name=name,
                code=code,
                parent=self.places.get(parent),
                is_rural=type_ in RURAL,
                verified_from=KNOWN_FROM if first == DAWN else first,
                act=acts.get(first),
                name_key=same_key(name),
                search_key=fold(f"{type_} {name}"),
            )
        for old, new, on, share in STEPS:
            Succession.objects.create(predecessor=self.places[old], successor=self.places[new], on=on, share=share, act=acts[on])
        site.put("map", "small")
        places_tree.forget()

    def __getitem__(self, uid: str) -> Place:
        return self.places[uid]

    def id(self, uid: str) -> int:
        """The identity of a place."""
        return self.places[uid].pk


def founded(world: World, place: str = "an", on: date = date(2022, 3, 1), **more: Any) -> Organisation:
    """A cooperative registered at a place on a day."""
    given = {"kind": "htx", "name": f"Hợp tác xã {place}"} | more
    return registry.register(place=world[place], on=on, by=BY, **given)


def happens(organisation: Organisation, kind: str, on: date, **more: Any) -> Event:
    """Something happens to it."""
    return registry.record_event(organisation=organisation, kind=kind, on=on, by=BY, **more)


def product(world: World, place: str = "an", name: str = "Chè") -> Product:
    """A product of a household at a place."""
    return registry.add_product(name=name, place=world[place], by=BY, producer_kind="household", producer_name="Hộ A")


def titled(world: World, place: str, level: str = "standard", met_on: date = date(2020, 6, 1), **more: Any) -> Recognition:
    """A place reached a level of the rural programme."""
    from hoptac.programmes import actions as programmes

    return programmes.recognise(programme="ntm", level=level, place=world[place], met_on=met_on, by=BY, **more)
