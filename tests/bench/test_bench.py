"""A bench measures what it says: in turn, often enough, on data made from its seed."""

from __future__ import annotations

from hoptac.bench import pages, table


def test_it_makes_the_same_pages_from_the_same_seed():
    assert pages.make(3, 7) == pages.make(3, 7)
    assert pages.make(1, 7) != pages.make(1, 8)


def test_pages_have_the_size_asked_for():
    assert {len(page) for page in pages.make(5, 1, size=2500)} == {2500}


def test_ours_and_the_yardstick_run_in_turn():
    order: list[str] = []
    row = table.compare("q", lambda: order.append("a"), peer="p", theirs=lambda: order.append("b"), runs=7)
    assert order == ["a", "b"] * 8
    assert row.n == 7 and row.ratio is not None


def test_a_missing_yardstick_is_named_and_its_row_stays():
    row = table.compare("q", lambda: None, peer="p (chưa cài)", theirs=None)
    assert (row.peer, row.peer_median_ms, row.ratio, row.met) == ("p (chưa cài)", None, None, None)


def test_it_never_runs_less_than_seven_times():
    assert table.compare("q", lambda: None, runs=1).n == 7


def test_the_document_has_the_keys_of_the_contract():
    document = table.Table("reading").as_json()
    assert set(document) == {"bench", "scale", "engine", "machine", "generated", "disk_bytes", "rows"}
