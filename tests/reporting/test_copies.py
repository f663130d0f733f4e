"""Next year's plan from this one: what is taken over, what is proposed, and how it is counted."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from plans.enums import MeasuredIn, PlanKind, PlanState
from plans.models import (
    Activity,
    Body,
    BudgetLine,
    Correction,
    Duty,
    Fact,
    LegalBasis,
    Passage,
    Phase,
    Plan,
    Recipient,
    Target,
)
from plans.services.copies import copy_plan, propose_targets, title_for
from reporting.models import Formula
from swprogram.kit.workflow import ChangeRefused
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory, TargetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(world):
    return world.home.people[Role.PROVINCIAL_OFFICER]


@pytest.fixture
def phase_plan(world):
    """2021–2025: 120 persons, printed as 24 a year; 300 persons with a share for 2025; 60 percent."""
    plan = PlanFactory(
        unit=world.home.unit,
        kind=PlanKind.PHASE_PLAN,
        from_year=2021,
        to_year=2025,
        title="Giai đoạn 2021-2025",
    )
    phase = Phase.objects.create(plan=plan, name="Giai đoạn", from_year=2021, to_year=2025)
    persons = {"measured_in": MeasuredIn.PERSON, "plan": plan}
    TargetFactory(code="P-1", position=1, value=120, printed_average="24", **persons)
    split = TargetFactory(code="P-2", position=2, value=300, phase=phase, **persons)
    split.shares.create(year=2025, value=80)
    TargetFactory(code="P-3", position=3, value=60, plan=plan)
    TargetFactory(code="P-4", position=4, value=50, plan=plan, from_year=2021, to_year=2024)
    return plan


@pytest.fixture
def source(world, phase_plan):
    """The plan of 2024 with a row in every part."""
    plan = PlanFactory(unit=world.home.unit, parent=phase_plan, number="05/KH-UBND", estimated_cost=1000)
    first = TargetFactory(plan=plan, code="VT-1", position=1)
    TargetFactory(plan=plan, code="VT-1a", position=2, condition_of=first)
    LegalBasis.objects.create(plan=plan, text="Căn cứ A")
    Recipient.objects.create(plan=plan, text="Lưu: VT")
    activity = Activity.objects.create(plan=plan, number="1", text="Tuyên truyền")
    body = Body.objects.create(plan=plan, name="Sở Y tế", agency=world.home.health)
    Duty.objects.create(plan=plan, body=body, role="lead", activity=activity)
    BudgetLine.objects.create(plan=plan, funding="local", estimated=1000)
    Fact.objects.create(plan=plan, code="F", text="Có 10 xã.")
    Correction.objects.create(plan=plan, where="I", printed="a")
    return plan


def test_the_title_takes_the_new_year(source, phase_plan):
    assert title_for(source, 2025) == "Kế hoạch công tác xã hội năm 2025"
    assert title_for(phase_plan, 2022) == "Giai đoạn 2022"


def test_targets_of_the_plan_above_are_proposed_with_the_share_of_the_year(source):
    with translation.override("en"):
        found = [(p.code, p.row.values["value"], p.reason) for p in propose_targets(source, 2025)]
    assert found == [
        ("P-1", Decimal(24), "the printed yearly average of 120"),
        ("P-2", Decimal(80), "the share of 2025"),
        ("P-3", Decimal(60), "as in the plan above, 2021–2025"),
    ]


def test_the_share_of_one_unit_is_not_the_share_of_the_year(source, phase_plan, world):
    phase_plan.targets.get(code="P-2").shares.create(unit=world.home.districts["Tây"], value=30)
    phase_plan.targets.get(code="P-2").shares.create(year=2025, unit=world.home.districts["Đông"], value=20)
    values = {p.code: p.row.values["value"] for p in propose_targets(source, 2025)}
    assert values["P-2"] == Decimal(80)


def test_the_average_of_a_total_is_not_printed_beside_the_value_of_one_year(source, phase_plan, officer):
    phase_plan.targets.filter(code="P-3").update(printed_average="60")
    made = copy_plan(source, year=2025, title="Kế hoạch năm 2025", codes=["P-1", "P-3"], by=officer)
    assert list(made.targets.values_list("code", "printed_average")) == [("P-1", ""), ("P-3", "60")]


def test_without_a_plan_above_the_same_targets_are_proposed(source):
    proposals = propose_targets(source, 2026)
    assert [(p.code, p.row.values["from_year"], p.is_condition) for p in proposals] == [
        ("VT-1", 2026, False),
        ("VT-1a", 2026, True),
    ]


def test_the_text_is_taken_over_and_money_facts_and_notes_are_not(source, phase_plan, officer):
    made = copy_plan(source, year=2025, title="Kế hoạch năm 2025", codes=["P-1", "P-3"], by=officer)
    assert (made.state, made.number, made.estimated_cost) == (PlanState.DRAFT, "", None)
    assert (made.parent, made.copied_from, made.issuer) == (phase_plan, source, source.issuer)
    assert [(t.code, t.value, t.years) for t in made.targets.all()] == [
        ("P-1", Decimal(24), "2025"),
        ("P-3", Decimal(60), "2025"),
    ]
    duty = Duty.objects.get(plan=made)
    assert (duty.body.agency, duty.activity.text, duty.activity.plan) == (
        source.body_set.get().agency,
        "Tuyên truyền",
        made,
    )
    assert [row.text for row in (*made.legalbasis_set.all(), *made.recipient_set.all())] == [
        "Căn cứ A",
        "Lưu: VT",
    ]
    left = (BudgetLine, Fact, Correction, Phase)
    assert [model.objects.filter(plan=made).count() for model in left] == [0, 0, 0, 0]


def test_a_condition_does_not_come_without_its_target(source, officer):
    made = copy_plan(source, year=2026, title="Kế hoạch năm 2026", codes=["VT-1a"], by=officer)
    assert list(made.targets.all()) == []
    assert made.parent is None


def test_a_plan_of_several_years_is_the_one_above_its_copy(phase_plan, officer):
    Passage.objects.create(plan=phase_plan, kind="article", number="Điều 1", text="Phê duyệt kèm theo.")
    Passage.objects.create(plan=phase_plan, kind="purpose", text="Nâng cao nhận thức.")
    Plan.objects.filter(pk=phase_plan.pk).update(opening="(kèm theo Quyết định số 411/QĐ-UBND)")
    phase_plan.refresh_from_db()
    made = copy_plan(phase_plan, year=2022, title="Kế hoạch năm 2022", codes=["P-1"], by=officer)
    assert (made.parent, made.kind, made.years) == (phase_plan, PlanKind.ANNUAL_PLAN, "2022")
    assert (made.opening, [row.text for row in made.passage_set.all()]) == ("", ["Nâng cao nhận thức."])


@pytest.mark.parametrize("measured_in", (MeasuredIn.DONG, MeasuredIn.PERSON, MeasuredIn.FACILITY))
def test_a_total_of_several_years_that_nobody_split_is_asked_for_one(
    source, phase_plan, officer, measured_in
):
    TargetFactory(plan=phase_plan, code="P-5", measured_in=measured_in, value=1500)
    asked = {proposal.code: proposal.is_asked for proposal in propose_targets(source, 2025)}
    assert asked == {"P-1": False, "P-2": False, "P-3": False, "P-5": True}
    with pytest.raises(ChangeRefused, match="P-5"):
        copy_plan(source, year=2025, title="Kế hoạch năm 2025", codes=["P-5"], by=officer)
    typed = {"P-5": {"value": Decimal(300)}}
    made = copy_plan(source, year=2025, title="Kế hoạch", codes=["P-5"], by=officer, typed=typed)
    assert [(target.code, target.value) for target in made.targets.all()] == [("P-5", Decimal(300))]


def test_both_ends_of_a_range_over_several_years_are_asked(phase_plan):
    TargetFactory(
        plan=phase_plan,
        code="P-6",
        position=9,
        comparator="range",
        measured_in=MeasuredIn.PERSON,
        value=100,
        value_to=120,
        printed_average="20",
    )
    proposal = propose_targets(phase_plan, 2022)[-1]
    assert (proposal.code, proposal.is_asked, proposal.row.values["value_to"]) == ("P-6", True, None)


def test_due_dates_number_and_signer_stay_behind_and_the_wording_takes_the_new_year(source, officer):
    Duty.objects.filter(plan=source).update(due_on=date(2024, 6, 15))
    Plan.objects.filter(pk=source.pk).update(signer="Nguyễn Văn A", issued_on=date(2024, 1, 5))
    source.targets.filter(code="VT-1").update(wording="Năm 2024 đạt 10%.")
    source.refresh_from_db()
    made = copy_plan(source, year=2026, title="Kế hoạch năm 2026", codes=["VT-1"], by=officer)
    assert (made.number, made.signer, made.issued_on) == ("", "", None)
    assert Duty.objects.get(plan=made).due_on is None
    assert made.targets.get().wording == "Năm 2026 đạt 10%."


def test_the_page_asks_for_the_value_of_the_year_and_keeps_what_was_typed(source, phase_plan, officer):
    TargetFactory(plan=phase_plan, code="P-5", position=9, measured_in=MeasuredIn.PERSON, value=1500)
    client = Client(headers={"accept-language": "en"})
    client.force_login(officer)
    address = reverse("plan_copy", args=[source.pk])
    assert "at least 1,500 persons in 2021–2025, not split by year" in client.get(address).content.decode()
    posted = {
        "year": 2025,
        "title": "Kế hoạch năm 2025",
        "targets": ["P-5"],
        "wording_3": "Đào tạo 300 người.",
    }
    refused = client.post(address, posted)
    assert refused.context["form"].errors == {
        "value_3": ["Type the value of this year, or leave the target out."]
    }
    assert "Đào tạo 300 người." in refused.content.decode()
    client.post(address, posted | {"value_3": "300"})
    made = Target.objects.get(plan__from_year=2025)
    assert (made.value, made.wording) == (Decimal(300), "Đào tạo 300 người.")


@pytest.mark.parametrize("year", (2024, 2031))
def test_a_year_with_a_plan_or_outside_of_the_programme_is_refused(source, officer, year):
    with pytest.raises(ChangeRefused):
        copy_plan(source, year=year, title="Kế hoạch", codes=[], by=officer)


def test_the_page_makes_the_draft_with_the_formulas_of_its_models(source, phase_plan, officer):
    counted = phase_plan.targets.get(code="P-1")
    Formula.objects.create(target=counted, kind="cumulative")
    client = Client(headers={"accept-language": "en"})
    client.force_login(officer)
    page = client.get(reverse("plan_copy", args=[source.pk]))
    assert page.context["form"].asked_year == 2025
    assert "at least 24 persons" in page.content.decode()
    posted = {"year": 2025, "title": "Kế hoạch năm 2025", "targets": ["P-1", "P-2"]}
    answer = client.post(reverse("plan_copy", args=[source.pk]), posted)
    made = Plan.objects.get(from_year=2025)
    assert answer.url == reverse("plan_detail", args=[made.pk])
    assert [t.code for t in Target.objects.filter(plan=made, formula__isnull=False)] == ["P-1"]
    again = client.post(reverse("plan_copy", args=[source.pk]), posted)
    assert "There is a plan for 2025 already" in again.content.decode()
