"""What a plan prints is said once, with one mark behind its number."""

import pytest

from plans.activities import name_activities
from plans.documents import document_of
from plans.models import Activity, Fact, Phase
from plans.reading import read_plan
from tests.factories.plans import PlanFactory


@pytest.fixture
def plan(world):
    return PlanFactory(unit=world.home.unit, title="Kế hoạch tổ chức thực hiện Chương trình")


def test_the_word_of_the_heading_is_not_said_again_in_the_title(plan):
    assert plan.title_after_kind == "Tổ chức thực hiện Chương trình"
    plan.title = "Thực hiện Kế hoạch số 5"
    assert plan.title_after_kind == "Thực hiện Kế hoạch số 5"


@pytest.mark.parametrize(("number", "label"), (("a)", "a)"), ("1", "1."), ("", "-")))
def test_a_phase_has_one_mark_behind_its_number(plan, number, label):
    Phase.objects.create(plan=plan, number=number, name="Giai đoạn", from_year=2024, to_year=2024)
    lines = [line for section in document_of(plan).sections for line in section.lines]
    assert [(line.number, line.text) for line in lines] == [(label, "Giai đoạn")]


def test_a_dash_in_the_text_is_no_part_of_the_name_of_an_activity(plan):
    activity = Activity.objects.create(plan=plan, number="1", text="- Tuyên truyền")
    assert name_activities(plan) == {activity.pk: "1. Tuyên truyền"}


def test_a_fact_without_a_unit_prints_its_number_as_the_text_does(plan):
    Fact.objects.create(plan=plan, code="F1", text="Diện tích 12.736,905 ha", figure="12736.9050")
    Fact.objects.create(plan=plan, code="F2", text="Hộ nghèo 14,50%", figure="14.5", measured_in="percent")
    found = {fact.code: fact.figure_in_words for fact in read_plan(plan)["facts"]}
    assert found == {"F1": "12.736,905", "F2": "14,50\xa0%"}
