"""Random lives of organisations in the small country, for properties that hold of any register."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

from hypothesis import strategies as st

from factories import BY, COMMUNES_2022, MERGER, REFORM, founded, happens
from hoptac.common.errors import UserError
from hoptac.registry import actions

FIRST = date(2021, 1, 1)
DAYS = [FIRST, date(2022, 12, 31), MERGER - timedelta(days=1), MERGER, REFORM - timedelta(days=1), REFORM, date(2025, 12, 31)]
days = st.one_of(st.sampled_from(DAYS), st.integers(0, 1900).map(lambda n: FIRST + timedelta(days=n)))
KINDS = ("suspended", "until", "resumed", "stopped", "restarted", "moved", "placed", "changed", "status", "converted")
ENDS = ("dissolved", "revoked", "bankrupt", "correct", "withdraw")
SECTORS = ("trade", "agriculture", "other")
NEW_COMMUNES = ("dongan", "tayhoa", "hainam", "anbinh")
lives = st.lists(
    st.tuples(
        st.sampled_from(COMMUNES_2022),
        days,
        st.sampled_from(["htx", "tht", "qtdnd"]),
        st.lists(st.tuples(st.sampled_from(KINDS + ENDS), days, st.sampled_from(COMMUNES_2022 + NEW_COMMUNES)), max_size=5),
    ),
    min_size=1,
    max_size=5,
)


def live(world, drawn) -> None:
    """Puts the drawn lives into the register; what the rules refuse does not happen."""
    for n, (place, on, kind, events) in enumerate(drawn):
        with contextlib.suppress(UserError):
            organisation = founded(world, place, on, kind=kind, sector=SECTORS[n % 3], is_synthetic=n % 2 == 1)
            for what, day, to in events:
                with contextlib.suppress(UserError):
                    one_event(world, organisation, what, day, to)


def one_event(world, organisation, what: str, day: date, to: str) -> None:
    """One drawn event."""
    last = organisation.events.order_by("-pk")[0]
    if what == "correct":
        actions.correct(event=last, on=day, by=BY)
    elif what == "withdraw":
        happens(organisation, "withdrawn", last.valid_on, corrects=last)
    elif what == "until":
        happens(organisation, "suspended", day, data={"until": (day + timedelta(days=90)).isoformat()})
    elif what == "changed":
        happens(organisation, what, day, data={"sector": SECTORS[day.day % 3]})
    elif what == "status":
        happens(organisation, what, day, data={"legal": ("absent", "insolvent", "registered")[day.day % 3]})
    elif what == "converted":
        happens(organisation, what, day, data={"kind": ("htx", "enterprise")[day.day % 2]})
    else:
        happens(organisation, what, day, place=world[to] if what in ("moved", "placed") else None)


def fresh_world(world):
    """Runs a body in a transaction of its own that is taken back, for each drawn register."""
    from django.db import transaction

    @contextlib.contextmanager
    def run():
        with transaction.atomic():
            yield world
            transaction.set_rollback(True)

    return run
