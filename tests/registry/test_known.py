"""As it was on a day and as we knew it at an instant: corrections never overwrite. History as sentences; signs of life; three counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings

from factories import BY, founded, happens
from hoptac.figures.queries import figure
from hoptac.registry import actions, cells, liveness, measures, queries
from hoptac.registry.enums import Kind, Legal, Operating, Sector
from hoptac.registry.sentences import history
from registry_lives import fresh_world, live, lives

DAY = date(2022, 12, 31)


def instant() -> datetime:
    """Now, as the records will carry it; what is recorded later has a later one."""
    now = timezone.now()
    while timezone.now() == now:
        pass
    return now


def test_a_corrected_founding_is_seen_as_it_is_and_as_it_was_known(world):
    one = founded(world, on=date(2022, 3, 1))
    before = instant()
    actions.correct(event=one.events.get(), on=date(2023, 3, 1), by=BY)
    assert queries.seen(one, DAY).state is None
    assert queries.seen(one, DAY, before).state.valid_from == date(2022, 3, 1)
    assert figure("htx.total", world.id("bac"), as_of=DAY).value == 0
    then = figure("htx.total", world.id("bac"), as_of=DAY, known_at=before, explain=True)
    assert (then.value, [row.record.id for row in then.explain]) == (1, [one.public_id])
    assert figure("htx.total", world.id("bac"), as_of=DAY, known_at=before - timedelta(hours=1)).value == 0


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lives, lives)
def test_what_was_known_at_an_instant_is_what_stood_then(world, earlier, later):
    with fresh_world(world)() as there:
        live(there, earlier)
        stood = measures_of(there)
        then = instant()
        live(there, later)
        assert measures_of(there, then) == stood


def measures_of(world, known_at: datetime | None = None) -> list[tuple]:
    ask = measures.Ask(world.id("bac"), params={"kind": ["htx", "tht"]}, known_at=known_at)
    return sorted((span.record.id, span.first, span.after or date.max) for span in measures.standing(ask))


def test_what_is_counted_from_other_records_is_not_asked_as_it_was_known(world):
    with pytest.raises(Exception, match="không giữ lúc ghi"):
        figure("ntm.commune.standard", world.id("bac"), as_of=DAY, known_at=timezone.now())


def test_a_history_is_told_in_sentences_in_both_languages(world):
    one, other = founded(world, document="01/GCN", sector="trade"), founded(world, "binh")
    happens(one, "changed", date(2022, 4, 1), data={"name": "Hợp tác xã Mới"}, document="02/TB")
    happens(one, "suspended", date(2022, 5, 1), data={"until": "2022-05-31"})
    happens(one, "merged", date(2022, 9, 1), data={"into": other.public_id})
    assert [sentence.text for sentence in history(one)] == [
        "Ngày 01/03/2022: đăng ký thành lập hợp tác xã “Hợp tác xã an” tại xã An, theo 01/GCN.",
        "Ngày 01/04/2022: thay đổi nội dung đăng ký; tên từ “Hợp tác xã an” thành “Hợp tác xã Mới”, theo 02/TB.",
        "Ngày 01/05/2022: tạm ngừng kinh doanh đến hết ngày 31/05/2022; tình trạng pháp lý từ “đang đăng ký” thành “tạm ngừng kinh doanh”.",
        "Ngày 01/06/2022: hết thời hạn tạm ngừng, kinh doanh trở lại.",
        "Ngày 01/09/2022: sáp nhập vào tổ chức khác: “Hợp tác xã binh”.",
    ]
    assert history(other)[-1].text == "Ngày 01/09/2022: nhận sáp nhập “Hợp tác xã Mới”."
    with translation.override("en"):
        assert history(one)[3].text == "On 01/06/2022: the suspension ran out, business resumed."


def test_signs_of_life_come_from_the_rooms_and_silence_is_proposed(world):
    quiet, seen = founded(world, on=date(2019, 1, 1)), founded(world, "binh", on=date(2019, 1, 1))
    liveness.offer(liveness.Evidence("visit", "visit", lambda ids, day: {seen.pk: date(2022, 6, 1)} if seen.pk in ids else {}))
    try:
        assert liveness.last_sign(seen.pk, DAY) == liveness.Sign("visit", date(2022, 6, 1))
        assert liveness.last_sign(quiet.pk, date(2018, 1, 1)) is None
        assert liveness.silent([quiet.pk, seen.pk], DAY) == {quiet.pk: liveness.Sign("register", date(2019, 1, 1))}
    finally:
        liveness._kinds.pop("visit")


def test_three_counts_are_three_indicators_and_reporting_says_why_it_is_missing(world):
    founded(world)
    happens(founded(world, "binh"), "stopped", date(2022, 6, 1))
    found = [figure(code, world.id("bac"), as_of=DAY) for code in ("htx.total", "htx.active", "htx.reporting")]
    assert [one.value for one in found] == [2, 1, None]
    assert "báo cáo năm" in found[2].why


def test_a_credit_fund_is_a_cooperative_in_the_count_and_a_kind_in_the_split(world):
    founded(world, kind="qtdnd", sector="credit")
    founded(world)
    found = figure("htx.total", world.id("bac"), as_of=DAY, by="kind")
    assert (found.value, [(row.key, row.value) for row in found.rows]) == (2, [("htx", 1), ("qtdnd", 1)])


def test_every_word_of_the_register_has_its_digit():
    for words, known in ((Kind, cells.KIND), (Legal, cells.LEGAL), (Operating, cells.OPERATING), (Sector, cells.SECTOR)):
        assert set(words.values) <= set(known)
    number = cells.cell(2, "qtdnd", "insolvent", "pending", "other", True)
    assert cells.sort(number) == (2, "qtdnd", "insolvent", "pending", "other", True)
    assert cells.sort(cells.without_sector(number)).sector == ""


def test_a_site_that_was_never_counted_is_counted_from_its_states_at_the_first_act(world):
    from hoptac.common.models import SiteFact
    from hoptac.registry import rebuilding, stands
    from hoptac.registry.models import Delta, Stand, Total

    founded(world)
    for model in (Delta, Total, Stand):
        model.objects.all().delete()
    SiteFact.objects.filter(pk=stands.FACT).delete()
    assert figure("htx.total", world.id("bac"), as_of=DAY).value == 1  # by the spans
    founded(world, "binh")
    assert rebuilding.rebuild(check=True)["counts_differ"] == 0
    assert figure("htx.total", world.id("bac"), as_of=DAY).value == 2
