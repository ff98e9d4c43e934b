"""Documents, bodies and tasks of the story."""

from __future__ import annotations

from datetime import date

import pytest

from hoptac.directives.actions import known
from hoptac.directives.models import Task
from hoptac.places.models import Agency

pytestmark = pytest.mark.usefixtures("story_db")


@pytest.mark.parametrize("number", ["20-NQ/TW", "22/CTr-TU", "22-CTr/TU", "09/NQ-CP", "1804/QĐ-TTg", "248/KH-UBND", "1199/NQ-UBTVQH15"])
def test_the_chain_of_the_session_is_on_record(number):
    assert known(number=number) is not None


def test_the_plan_for_2023_came_before_the_provinces_action_programme():
    targets = known(number="248/KH-UBND").relations_out.values_list("target__number", flat=True)
    assert "15-CT/TU" in targets
    assert "22-CTr/TU" not in targets


def test_tasks_of_the_plan_are_made_up_and_led_by_one_body():
    tasks = Task.objects.filter(document__title__startswith="Triển khai Nghị quyết 09/NQ-CP")
    assert tasks.count() == 6
    assert all(task.is_synthetic and task.lead_agency for task in tasks)
    assert tasks.filter(lead="Sở Kế hoạch và Đầu tư").count() == 3


def test_the_planning_department_ended_and_the_finance_department_took_over():
    versions = Agency.objects.get(uid="qn-skhdt").versions
    assert versions.on(date(2025, 3, 1)).first() is None
    assert versions.get().successor.versions.on(date(2025, 3, 1)).get().short_name == "Sở Tài chính"


def test_the_committee_is_of_the_city_from_september_2026():
    versions = Agency.objects.get(uid="qn-ubnd").versions
    assert versions.on(date(2026, 8, 31)).get().short_name == "UBND tỉnh"
    assert versions.on(date(2026, 9, 1)).get().short_name == "UBND thành phố"
