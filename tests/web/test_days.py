"""The day in view: read from the address, told when it is wrong, kept on links."""

from datetime import date, timedelta

import pytest
from django.test import RequestFactory

from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.web.days import at_day, day_of, day_trouble, here, read_day, with_day
from hoptac.web.shell import date_bar


def ask(path: str):
    return RequestFactory().get(path)


@pytest.mark.parametrize("text", ["2022-12-31", "31/12/2022", " 31/12/2022 ", "31-12-2022", "31.12.2022"])
def test_it_reads_a_day_as_addresses_and_people_write_it(text: str) -> None:
    assert read_day(text) == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("text", "says"),
    [("31/02/2026", "Ý bạn là 28/02/2026?"), ("2024-02-30", "Ý bạn là 29/02/2024?"), ("00/01/2022", "Ý bạn là 01/01/2022?"),
     ("01/13/2022", "Không có tháng 13"), ("01/01/0001", "Năm 1 "), ("9999-01-01", "Năm 9999"), ("hôm qua", "không phải là một ngày")],
)  # fmt: skip
def test_it_says_what_is_wrong_with_a_day_and_offers_the_nearest(text: str, says: str) -> None:
    with pytest.raises(UserError) as caught:
        read_day(text)
    assert says in caught.value.sentence


def test_a_bad_day_shows_today_and_says_so() -> None:
    request = ask("/?as_of=31/02/2026")
    assert day_of(request) == today()
    assert "Tháng 2 không có ngày 31" in day_trouble(request)
    assert "Tháng 2 không có ngày 31" in date_bar(request, day_of(request)).trouble


def test_without_a_day_it_is_today_and_nothing_is_wrong() -> None:
    request = ask("/")
    assert (day_of(request), day_trouble(request)) == (today(), "")


def test_links_keep_the_day_in_view_and_only_then() -> None:
    past = ask("/?as_of=2022-12-31")
    assert with_day("/figures/x?place=22#top", past) == "/figures/x?place=22&as_of=2022-12-31#top"
    assert with_day("/figures/x?as_of=2021-01-01", past) == "/figures/x?as_of=2021-01-01"
    assert with_day("/figures/x", ask("/")) == "/figures/x"


def test_the_current_address_changes_one_parameter_at_a_time() -> None:
    request = ask("/organisations/?q=chè&page=3&as_of=2022-12-31")
    assert here(request, sort="-name") == "/organisations/?q=ch%C3%A8&as_of=2022-12-31&sort=-name"
    assert here(request, page=4) == "/organisations/?q=ch%C3%A8&page=4&as_of=2022-12-31"
    assert here(request, q=None) == "/organisations/?as_of=2022-12-31"
    assert at_day(request, today()) == "/organisations/?q=ch%C3%A8&page=3"


def test_the_date_bar_steps_by_years_and_never_past_today() -> None:
    bar = date_bar(ask("/?as_of=2024-02-29"), date(2024, 2, 29))
    assert "as_of=2023-02-28" in bar.prev_url
    assert "as_of=2025-02-28" in bar.next_url
    assert "as_of=2023-12-31" in bar.year_end_url
    assert bar.is_past
    now = date_bar(ask("/"), today())
    assert (now.next_url, now.is_past) == ("", False)
    yesterday = today() - timedelta(days=1)
    assert date_bar(ask("/"), yesterday).next_url == "/"
