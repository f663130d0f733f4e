"""What must always hold of plans and targets, and who sees which."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from plans.enums import Comparator, DutyRole, MeasuredIn, PlanKind
from plans.models import Body, Duty, Heading, Passage, Plan, Target
from plans.models.target import amount_in_words
from swprogram.org.roles import Role
from tests.factories.plans import IndicatorFactory, PlanFactory, ProgrammeFactory, TargetFactory


def refuses(name, save):
    """The database itself refuses, and names the constraint."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        save()


def changed(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


def problems_of(row):
    """The messages of `clean()` by field, in English."""
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        row.clean()
    return refused.value.message_dict


# --- The database ------------------------------------------------------------------------------


def test_a_programme_does_not_end_before_it_begins(db):
    programme = ProgrammeFactory()
    refuses("programme_years_in_order", changed(programme, to_year=2020).save)


def test_a_plan_does_not_end_before_it_begins(plan):
    refuses("plan_years_in_order", changed(plan, kind=PlanKind.PHASE_PLAN, to_year=2023).save)


def test_an_annual_plan_covers_one_year(plan):
    refuses("plan_annual_covers_one_year", changed(plan, to_year=2025).save)


def test_the_cost_of_a_plan_is_not_negative(plan):
    refuses("plan_cost_not_negative", changed(plan, estimated_cost=-1).save)


def test_a_province_has_one_plan_of_a_kind_per_programme_and_year(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanFactory(unit=plan.unit)
    again = Plan(programme=plan.programme, unit=plan.unit, kind=plan.kind, from_year=2024, to_year=2024)
    (rule,) = [c for c in Plan._meta.constraints if c.name == "plan_one_per_programme_kind_and_year"]
    with pytest.raises(ValidationError):
        rule.validate(Plan, again)


def test_a_code_stands_once_in_a_plan(target):
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetFactory(plan=target.plan, code="VT-1")
    (rule,) = [c for c in Target._meta.constraints if c.name == "target_code_once_per_plan"]
    with pytest.raises(ValidationError):
        rule.validate(Target, Target(plan=target.plan, code="VT-1"))


@pytest.mark.parametrize(
    ("name", "values"),
    (
        ("target_years_in_order", {"from_year": 2025, "to_year": 2024}),
        ("target_value_not_negative", {"value": Decimal(-1)}),
        ("target_range_has_two_ends", {"comparator": Comparator.RANGE}),
        ("target_range_has_two_ends", {"comparator": Comparator.RANGE, "value_to": Decimal(10)}),
        ("target_range_has_two_ends", {"value_to": Decimal(20)}),
        ("target_share_at_most_100", {"value": Decimal("100.1")}),
        ("target_share_at_most_100", {"comparator": Comparator.RANGE, "value_to": Decimal(101)}),
    ),
)
def test_a_target_keeps_its_rules_in_the_database(target, name, values):
    refuses(name, changed(target, **values).save)


def test_a_target_is_not_its_own_condition(target):
    refuses("target_is_not_its_own_condition", changed(target, condition_of=target).save)


def test_a_class_of_bodies_is_no_agency(plan, world):
    body = Body(plan=plan, name="Các ngành", is_class=True, agency=world.home.health)
    refuses("body_class_is_no_agency", body.save)


def test_a_duty_says_what_is_to_be_done(plan):
    body = Body.objects.create(plan=plan, name="Sở Y tế")
    refuses("duty_says_what", Duty(plan=plan, body=body, role=DutyRole.LEAD).save)


# --- The rules with their remedies -------------------------------------------------------------


def test_the_years_of_an_annual_plan_are_the_same(plan):
    message = "An annual plan covers one year: set both years to the same year."
    assert problems_of(changed(plan, to_year=2025)) == {"to_year": [message]}


def test_the_last_year_is_not_before_the_first(plan):
    message = "The last year must not be before the first year."
    assert problems_of(changed(plan, to_year=2023)) == {"to_year": [message]}


def test_a_plan_lies_inside_its_programme(plan):
    message = "The programme runs 2021–2030. Type a year between 2021 and 2030."
    found = problems_of(changed(plan, from_year=2031, to_year=2031))
    assert found == {"from_year": [message], "to_year": [message]}


def test_a_plan_keeps_its_targets_inside_its_years(plan):
    TargetFactory(plan=plan, code="VT-1")
    message = "Target VT-1 runs 2024. Change the target first, or keep its years inside."
    assert problems_of(changed(plan, from_year=2025, to_year=2025)) == {"from_year": [message]}


def test_a_target_lies_inside_the_year_of_its_plan(target):
    message = "The plan runs 2024. Type 2024."
    assert problems_of(changed(target, to_year=2025)) == {"to_year": [message]}


def test_a_target_lies_inside_the_years_of_its_plan(world):
    plan = PlanFactory(unit=world.home.unit, kind=PlanKind.PHASE_PLAN, from_year=2021, to_year=2025)
    target = TargetFactory(plan=plan)
    message = "The plan runs 2021–2025. Type a year between 2021 and 2025."
    assert problems_of(changed(target, from_year=2020)) == {"from_year": [message]}


@pytest.mark.parametrize(
    ("values", "problems"),
    (
        (
            {"comparator": Comparator.RANGE},
            {"value_to": ["“Between” needs a second value here, larger than the first."]},
        ),
        (
            {"value_to": Decimal(20)},
            {"value_to": ["Leave this empty: only “between” has two values."]},
        ),
        (
            {"value": Decimal(120)},
            {"value": ["A share cannot be more than 100 %. Type a number from 0 to 100."]},
        ),
        (
            {"from_year": 2025, "to_year": 2024},
            {"to_year": ["The last year must not be before the first year."]},
        ),
    ),
)
def test_a_target_says_what_to_type_instead(target, values, problems):
    assert problems_of(changed(target, **values)) == problems


def test_a_condition_hangs_under_a_target_of_the_same_plan(target, draft):
    stranger = TargetFactory(plan=draft)
    message = "Choose a target of this plan that is not a condition itself."
    assert problems_of(changed(target, condition_of=stranger)) == {"condition_of": [message]}


def test_a_condition_has_no_conditions(target):
    condition = TargetFactory(plan=target.plan, condition_of=target)
    below = TargetFactory(plan=target.plan)
    message = "Choose a target of this plan that is not a condition itself."
    assert problems_of(changed(below, condition_of=condition)) == {"condition_of": [message]}
    message = "This target has conditions of its own. Leave this empty."
    assert problems_of(changed(target, condition_of=TargetFactory(plan=target.plan))) == {
        "condition_of": [message]
    }


# --- In words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "measured_in", "words"),
    (
        (Decimal("69.6"), MeasuredIn.PERCENT, "69.6\u00a0%"),
        (Decimal(1), MeasuredIn.PERSON, "1 person"),
        (Decimal(5000), MeasuredIn.PERSON, "5,000 persons"),
        (Decimal("1.5"), MeasuredIn.PERSON_PER_UNIT, "1.5 persons per unit"),
        (Decimal(2), MeasuredIn.FACILITY, "2 facilities"),
        (Decimal(950_000), MeasuredIn.DONG, "950,000 dong"),
    ),
)
def test_an_amount_is_said_with_what_it_is_measured_in(in_english, value, measured_in, words):
    assert amount_in_words(value, measured_in) == words


@pytest.mark.parametrize(
    ("values", "words"),
    (
        ({"comparator": Comparator.EQUAL}, "equal to 10\u00a0%"),
        ({"comparator": Comparator.AT_LEAST}, "at least 10\u00a0%"),
        ({"comparator": Comparator.ABOUT}, "about 10\u00a0%"),
        ({"comparator": Comparator.RANGE, "value_to": Decimal(20)}, "between 10 and 20\u00a0%"),
        (
            {
                "comparator": Comparator.RANGE,
                "value": Decimal(900_000_000),
                "value_to": Decimal(2_000_000_000),
                "measured_in": MeasuredIn.DONG,
            },
            "between 900 million dong and 2 billion dong",
        ),
    ),
)
def test_a_promise_is_said_in_words(in_english, target, values, words):
    assert changed(target, **values).value_in_words == words


def test_an_indicator_has_a_name_in_each_language():
    indicator = IndicatorFactory.build(name="Tỷ lệ", name_en="Share")
    with translation.override("en"):
        assert str(indicator) == "Share"
    with translation.override("vi"):
        assert str(indicator) == "Tỷ lệ"


def test_a_printed_number_is_followed_by_a_full_stop_unless_it_ends_in_a_sign():
    labels = [Passage(number=number).number_label for number in ("1", "2.1", "Điều 1", "a)", "-", "")]
    assert labels == ["1.", "2.1.", "Điều 1.", "a)", "-", ""]


def test_a_heading_shows_its_own_number_only():
    assert [Heading(number=number).number_label for number in ("II", "II.2", "")] == ["II.", "2.", ""]


# --- Scope -------------------------------------------------------------------------------------


def test_everybody_below_the_province_reads_its_plans(world, plan):
    readers = {role for role, person in world.home.people.items() if Plan.objects.visible_to(person)}
    assert readers == set(Role) - {Role.SYSTEM_ADMINISTRATOR}


def test_the_plans_of_another_province_are_not_seen(world, plan):
    seen = [Plan.objects.visible_to(person).count() for person in world.other.people.values()]
    assert seen == [0] * len(Role)


def test_the_targets_of_another_province_are_not_seen(world, target):
    person = world.other.people[Role.PROVINCIAL_OFFICER]
    assert list(Target.objects.visible_to(person)) == []


def test_only_the_provincial_officer_edits(world, plan):
    editors = {role for role, person in world.home.people.items() if Plan.objects.editable_by(person)}
    assert editors == {Role.PROVINCIAL_OFFICER}


def test_a_plan_covers_its_years_only(world):
    plan = PlanFactory(unit=world.home.unit, kind=PlanKind.PHASE_PLAN, from_year=2021, to_year=2025)
    assert [plan.covers(year) for year in (2020, 2021, 2025, 2026)] == [False, True, True, False]
    assert [Plan.objects.covering(year).count() for year in (2020, 2021, 2025, 2026)] == [0, 1, 1, 0]


def test_a_plan_is_found_without_accents(plan):
    plan.title, plan.number = "Kế hoạch Đề án", "05/KH-UBND"
    plan.save()
    assert plan.search_key == "ke hoach de an 05/kh-ubnd uy ban nhan dan tinh"
