"""Sheets of organisations: from a clerk's file to the register and back."""

from datetime import date

import openpyxl
import pytest

from hoptac.accounts import scoping
from hoptac.accounts.gates import OPERATOR
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.figures.queries import figure
from hoptac.intake.importing import actions
from hoptac.intake.importing.left import write_left
from hoptac.intake.importing.organisations import fields
from hoptac.intake.importing.rows import Outcome
from hoptac.places.models import Place
from hoptac.places.queries import find
from hoptac.registry import actions as registry
from hoptac.registry.models import Event, State

BY = Actor("operator", "test")
DAY = date(2022, 12, 31)
HEADS = ["STT", "Tên HTX", "Xã", "Huyện", "Ngày thành lập", "Mã số thuế", "Số thành viên"]


@pytest.fixture(autouse=True)
def opened(story_db, tmp_path, monkeypatch):
    monkeypatch.setenv("HOPTAC_DATA", str(tmp_path / "data"))
    with scoping.seen_by(OPERATOR):
        yield


@pytest.fixture
def province():
    return Place.objects.get(pk=find("Quảng Ninh", DAY).place_id)


@pytest.fixture
def sheet(tmp_path, province):
    def _sheet(rows, *, heads=HEADS, day=DAY, title=None, place=None):
        book = openpyxl.Workbook()
        for row in [*([[title]] if title else []), heads, *rows]:
            book.active.append(row)
        book.save(tmp_path / "bang.xlsx")
        content = (tmp_path / "bang.xlsx").read_bytes()
        where = place or province
        return actions.take_in(kind="organisations", content=content, label="bang.xlsx", place=where, by=BY, viewer=OPERATOR, day=day)

    return _sheet


def mine():
    """What the tests recorded, apart from the story."""
    return State.objects.filter(name__contains="Thử")


def outcomes(sheet):
    return [str(row.outcome) for row in actions.preview(sheet).rows]


def test_new_rows_become_organisations_that_count(sheet):
    first = [1, "HTX Thử Hoa Đào", "Đạp Thanh", "Ba Chẽ", "12/4/2018", None, 9]
    one = sheet([first, [2, "THT Thử Sông Ba", "xã Đạp Thanh", "Ba Chẽ", "1/2/2020", None, None]])
    assert outcomes(one) == ["new", "new"]
    actions.commit(sheet=one, by=BY, viewer=OPERATOR)
    states = mine().on(DAY).order_by("organisation_id")
    assert [(state.kind, state.name, state.valid_from) for state in states] == [
        ("htx", "HTX Thử Hoa Đào", DAY),  # what the sheet tells as of its day began then
        ("tht", "THT Thử Sông Ba", date(2020, 2, 1)),
    ]
    assert mine().filter(kind="htx").order_by("valid_from").first().valid_from == date(2018, 4, 12)
    assert states[0].facts["members"] == {"total": 9}


def test_the_same_file_twice_changes_nothing(province):
    content = "Tên HTX;Xã;Ngày thành lập\nHTX Thử Hoa Đào;xã Đạp Thanh;12/4/2018\n".encode()

    def take_in(label):
        return actions.take_in(kind="organisations", content=content, label=label, place=province, by=BY, viewer=OPERATOR, day=DAY)

    first = take_in("a.csv")
    actions.commit(sheet=first, by=BY, viewer=OPERATOR)
    before = Event.objects.count()
    again = take_in("ten khac.csv")
    assert again.pk == first.pk
    actions.commit(sheet=again, by=BY, viewer=OPERATOR)
    assert Event.objects.count() == before


def test_a_row_that_says_what_is_known_is_the_same_and_one_that_says_more_is_a_change(sheet):
    place = Place.objects.get(pk=find("xã Đạp Thanh (Ba Chẽ)", DAY).place_id)
    registry.register(kind="htx", name="HTX Thử Hoa Đào", place=place, on=date(2018, 4, 12), by=BY)
    one = sheet([[1, "HTX Thử Hoa Đào", "Đạp Thanh", "Ba Chẽ", "12/4/2018", None, None]])
    assert outcomes(one) == ["same"]
    two = sheet([[1, "HTX Thử Hoa Đào", "Đạp Thanh", "Ba Chẽ", "12/4/2018", None, 12]])
    seen = actions.preview(two)
    assert [str(row.outcome) for row in seen.rows] == ["changed"]
    assert seen.rows[0].changes == [("members", "", "12")]
    actions.commit(sheet=two, by=BY, viewer=OPERATOR)
    assert mine().values("organisation").distinct().count() == 1
    assert mine().on(DAY).get().facts["members"] == {"total": 12}


def test_a_name_nearly_the_same_at_the_same_place_is_a_doubt_until_a_person_decides(sheet):
    place = Place.objects.get(pk=find("xã Đạp Thanh (Ba Chẽ)", DAY).place_id)
    known = registry.register(kind="htx", name="HTX Nông nghiệp Thử Hoa Đào", place=place, on=date(2018, 4, 12), by=BY)
    one = sheet([[1, "HTX Thử Hoa Đaò", "Đạp Thanh", "Ba Chẽ", "12/4/2018", None, 9]])
    seen = actions.preview(one)
    assert [str(row.outcome) for row in seen.rows] == ["doubt"]
    assert [near.id for near in seen.rows[0].near] == [known.public_id]
    with pytest.raises(UserError):
        actions.commit(sheet=one, by=BY, viewer=OPERATOR)
    actions.choose(sheet=one, choices={seen.rows[0].number: known.public_id}, by=BY)
    assert outcomes(one) == ["changed"]
    actions.choose(sheet=one, choices={seen.rows[0].number: "new"}, by=BY)
    assert outcomes(one) == ["new"]


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ([1, "HTX Thử A", "Đạp Thanh", "Ba Chẽ", "31/02/2018", None, 9], "founded", "28"),
        ([1, "HTX Thử A", "Đạp Thanh", "Ba Chẽ", None, None, 9], "founded", "ngày thành lập"),
        ([1, "HTX Thử A", "Đạp Thanh", "Ba Chẽ", "1/1/2023", None, 9], "founded", "31/12/2022"),
        ([1, "HTX Thử A", "Xã Không Có", "Ba Chẽ", "1/1/2018", None, 9], "commune", "31/12/2022"),
        ([1, "HTX Thử A", None, None, "1/1/2018", None, 9], "commune", "xã"),
        ([1, "A", "Đạp Thanh", "Ba Chẽ", "1/1/2018", None, 9], "kind", "loại hình"),
        ([1, "HTX Thử A", "Đạp Thanh", "Ba Chẽ", "1/1/2018", "57001", 9], "tax_code", "5"),
        ([1, "HTX Thử A", "Đạp Thanh", "Ba Chẽ", "1/1/2018", None, "chín rưỡi người"], "members", "số"),
    ],
)
def test_every_bad_row_is_named_with_its_reason_and_mended_in_place(sheet, row, field, words):
    one = sheet([row])
    problems = actions.preview(one).rows[0].problems
    assert [problem.field for problem in problems] == [field]
    assert words in problems[0].why
    mended = {"founded": "1/1/2018", "commune": "Đạp Thanh", "kind": "HTX", "tax_code": "", "members": "9"}[field]
    actions.repair(sheet=one, number=2, values={field: mended}, by=BY)
    assert outcomes(one) == ["new"]


def test_good_rows_are_taken_and_bad_ones_come_back_as_a_sheet(sheet, tmp_path):
    one = sheet([[1, "HTX Thử A", "Đạp Thanh", "Ba Chẽ", "1/1/2018", None, 9], [2, "HTX Thử B", "Nơi Khác", None, "1/1/2018", None, 9]])
    seen = actions.preview(one)
    assert write_left(tmp_path / "sua.xlsx", seen, fields()) == 1
    page = openpyxl.load_workbook(tmp_path / "sua.xlsx").active
    assert [cell.value for cell in page[2]][1] == "HTX Thử B"
    assert "Nơi Khác" in page[2][len(HEADS)].value
    assert actions.commit(sheet=one, by=BY, viewer=OPERATOR).counts == {
        "new": 1, "changed": 0, "same": 0, "doubt": 0, "problem": 1, "skipped": 0,
    }  # fmt: skip


def test_one_organisation_told_twice_is_named(sheet):
    row = [1, "HTX Thử A", "Đạp Thanh", "Ba Chẽ", "1/1/2018", None, 9]
    assert outcomes(sheet([row, row])) == ["new", "problem"]


def test_a_whole_sheet_is_taken_back_as_one_act(sheet):
    one = sheet([[1, "HTX Thử A", "Đạp Thanh", "Ba Chẽ", "1/1/2018", "0100109106", 9]])
    actions.commit(sheet=one, by=BY, viewer=OPERATOR)
    actions.undo(sheet=one, by=BY, viewer=OPERATOR)
    assert not mine().exists()
    assert Event.objects.filter(kind="registered", data__name="HTX Thử A").exists()  # what was recorded stays readable
    again = sheet([[1, "HTX Thử A", "Đạp Thanh", "Ba Chẽ", "1/1/2018", "0100109106", 9]])
    assert again.pk != one.pk
    actions.commit(sheet=again, by=BY, viewer=OPERATOR)
    assert mine().on(DAY).count() == 1


def test_it_is_not_taken_back_once_something_stands_upon_it(sheet):
    one = sheet([[1, "HTX Thử A", "Đạp Thanh", "Ba Chẽ", "1/1/2018", None, None]])
    actions.commit(sheet=one, by=BY, viewer=OPERATOR)
    registry.record_event(organisation=mine().get().organisation, kind="dissolved", on=date(2023, 1, 1), by=BY)
    with pytest.raises(UserError, match="HTX Thử A"):
        actions.undo(sheet=one, by=BY, viewer=OPERATOR)


def test_a_place_of_an_earlier_map_is_found_and_shown_as_a_guess(sheet):
    """Hoành Bồ's communes went to Hạ Long; the old province's commune Cẩm Hải ended on 1/11/2024."""
    day = date(2025, 1, 15)
    one = sheet([[1, "HTX Thử A", "xã Cẩm Hải", None, "1/1/2018", None, None]], day=day)
    row = actions.preview(one).rows[0]
    assert row.outcome == Outcome.NEW or row.problems[0].suggestion
    if row.outcome == Outcome.NEW:
        assert "Cẩm Hải" in row.guesses["commune"]


def test_a_seat_told_on_a_later_map_counts_where_it_can_be_told(sheet):
    """A sheet of 2026 names the communes of its day; an organisation founded in 2018 still counts in the province then."""
    day = date(2026, 6, 30)
    one = sheet([[1, "HTX Thử A", "xã Lương Minh", None, "1/1/2018", None, None]], day=day)
    place = find("Quảng Ninh", DAY).place_id
    before = figure("htx.total", place, as_of=DAY).value
    actions.commit(sheet=one, by=BY, viewer=OPERATOR)
    assert figure("htx.total", place, as_of=DAY).value == before + 1


def test_two_people_at_one_sheet_lose_nothing_silently(sheet):
    from hoptac.intake.models import Sheet

    one = sheet([[1, "HTX Thử A", "Nơi Khác", "Ba Chẽ", "1/1/2018", None, None]])
    other = Sheet.objects.get(pk=one.pk)
    actions.repair(sheet=one, number=2, values={"commune": "Đạp Thanh"}, by=BY)
    with pytest.raises(UserError, match="Tải lại"):
        actions.repair(sheet=other, number=2, values={"commune": "Lương Mông"}, by=BY)


def test_an_office_is_remembered(sheet, province):
    heads = ["STT", "Tên HTX", "Nơi ở", "Ngày thành lập"]
    one = sheet([[1, "HTX Thử A", "Đạp Thanh", "1/1/2018"]], heads=heads)
    actions.choose_columns(sheet=one, columns={"Nơi ở": "commune"}, by=BY)
    assert outcomes(one) == ["new"]
    two = sheet([[1, "HTX Thử B", "Đạp Thanh", "1/1/2019"]], heads=heads)
    assert outcomes(two) == ["new"]
