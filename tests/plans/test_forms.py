"""What may be typed, how numbers and dates are read, and what a refusal tells."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from plans.enums import PlanKind
from plans.forms import PlanForm, TargetDeletionForm, TargetForm
from plans.models import Phase, Plan, Target
from tests.factories.plans import PlanFactory, TargetFactory


@pytest.fixture
def typed_plan(plan):
    return {
        "programme": plan.programme_id,
        "unit": plan.unit_id,
        "kind": PlanKind.ANNUAL_PLAN,
        "from_year": "2026",
        "to_year": "",
        "title": "Kế hoạch năm 2026",
        "issuer": "Ủy ban nhân dân tỉnh",
    }


@pytest.fixture
def typed_target(target_values):
    return target_values | {"indicator": target_values["indicator"].pk, "value": "50", "value_to": ""}


def plan_form(typed, officer, instance=None):
    return PlanForm(typed, instance=instance or Plan(), by=officer)


def target_form(typed, plan, language="vi"):
    with translation.override(language):
        form = TargetForm(typed, instance=Target(plan=plan))
        form.is_valid()
        return form


def test_an_empty_last_year_is_the_first(officer, typed_plan):
    form = plan_form(typed_plan, officer)
    assert form.is_valid()
    assert (form.values["from_year"], form.values["to_year"]) == (2026, 2026)


def test_the_provinces_offered_are_those_that_the_person_edits(world, officer):
    form = PlanForm(instance=Plan(), by=officer)
    assert list(form.fields["unit"].queryset) == [world.home.unit]
    assert form["unit"].value() == world.home.unit.pk


def test_a_province_out_of_reach_is_refused(world, officer, typed_plan):
    form = plan_form(typed_plan | {"unit": world.other.unit.pk}, officer)
    assert list(form.errors) == ["unit"]


def test_a_second_plan_of_the_year_is_refused_and_the_first_is_named(in_english, officer, plan, typed_plan):
    form = plan_form(typed_plan | {"from_year": "2024"}, officer)
    assert form.errors["from_year"] == [
        "This province already has a plan of this kind for this programme and year:"
        " “Kế hoạch công tác xã hội năm 2024”, 2024. Open that plan and change it, or choose another year."
    ]
    assert form.duplicate == plan


def test_a_plan_is_no_duplicate_of_itself(officer, plan, typed_plan):
    typed = typed_plan | {"from_year": "2024", "version": "1"}
    assert plan_form(typed, officer, instance=plan).is_valid()


@pytest.mark.parametrize(
    ("years", "field", "message"),
    (
        (
            {"from_year": "2026", "to_year": "2027"},
            "to_year",
            "An annual plan covers one year: set both years to the same year.",
        ),
        (
            {"from_year": "2026", "to_year": "2025"},
            "to_year",
            "The last year must not be before the first year.",
        ),
        (
            {"from_year": "2020"},
            "from_year",
            "The programme runs 2021–2030. Type a year between 2021 and 2030.",
        ),
    ),
)
def test_wrong_years_are_refused_with_the_remedy(in_english, officer, typed_plan, years, field, message):
    assert plan_form(typed_plan | years, officer).errors[field] == [message]


@pytest.mark.parametrize(
    ("language", "typed", "amount"),
    (("vi", "15.000.000.000", 15_000_000_000), ("en", "15,000,000,000", 15_000_000_000), ("vi", "", None)),
)
def test_an_amount_is_typed_in_full(officer, typed_plan, language, typed, amount):
    with translation.override(language):
        form = plan_form(typed_plan | {"estimated_cost": typed}, officer)
        assert form.is_valid()
    assert form.values["estimated_cost"] == amount


def test_an_amount_that_reads_in_two_ways_is_refused(in_english, officer, typed_plan):
    form = plan_form(typed_plan | {"estimated_cost": "15.000"}, officer)
    assert form.errors["estimated_cost"] == [
        "“15.000” is not a whole number. Type a whole number, 0 or more, for example 1,234."
    ]


def test_the_date_is_day_month_year(in_english, officer, typed_plan):
    form = plan_form(typed_plan | {"issued_on": "22/03/2011"}, officer)
    assert form.is_valid()
    assert form.values["issued_on"] == date(2011, 3, 22)
    form = plan_form(typed_plan | {"issued_on": "31/02/2024"}, officer)
    assert form.errors["issued_on"] == ["Type the date as day/month/year, for example 22/03/2011."]


def test_line_breaks_of_a_browser_change_nothing(officer, plan, typed_plan):
    form = plan_form(typed_plan | {"signing_capacity": "KT. CHỦ TỊCH\r\nPHÓ CHỦ TỊCH "}, officer)
    assert form.is_valid()
    assert form.values["signing_capacity"] == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"


def test_a_new_plan_has_no_version(officer):
    form = PlanForm(instance=Plan(), by=officer)
    assert "version" not in form.fields


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    (
        ("vi", "10", Decimal(10)),
        ("vi", "12,5", Decimal("12.5")),
        ("vi", "69,6", Decimal("69.6")),
        ("vi", "1.234,5678", Decimal("1234.5678")),
        ("en", "12.5", Decimal("12.5")),
    ),
)
def test_a_value_is_typed_as_in_the_language_of_the_screen(plan, typed_target, language, typed, value):
    form = target_form(typed_target | {"value": typed, "measured_in": "person"}, plan, language)
    assert form.errors == {}
    assert form.values["value"] == value


@pytest.mark.parametrize("typed", ("12.5", "mười", "-5", "1,23456", ""))
def test_a_value_that_cannot_be_read_is_refused(plan, typed_target, typed):
    form = target_form(typed_target | {"value": typed}, plan)
    assert list(form.errors) == ["value"]
    assert form["value"].value() == typed


def test_a_value_is_shown_as_it_would_be_typed(plan):
    target = TargetFactory(plan=plan, value=Decimal("69.6000"))
    with translation.override("vi"):
        form = TargetForm(instance=target)
        assert form["value"].value() == "69,6"


def test_a_new_target_starts_with_the_years_of_its_plan(plan):
    form = TargetForm(instance=Target(plan=plan))
    assert (form["from_year"].value(), form["to_year"].value()) == (2024, 2024)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    (
        (
            {"comparator": "range"},
            "value_to",
            "“Between” needs a second value here, larger than the first.",
        ),
        ({"value": "101"}, "value", "A share cannot be more than 100 %. Type a number from 0 to 100."),
        ({"to_year": "2025"}, "to_year", "The plan runs 2024. Type 2024."),
    ),
)
def test_a_wrong_target_is_refused_beside_its_field(plan, typed_target, typed, field, message):
    assert target_form(typed_target | typed, plan, "en").errors == {field: [message]}


def test_a_code_that_is_taken_is_refused_and_its_target_is_named(target, typed_target):
    form = target_form(typed_target | {"code": "VT-1"}, target.plan, "en")
    assert form.errors == {
        "code": ["This plan already has the target VT-1: Tỷ lệ nhân lực được đào tạo. Type another code."]
    }


def test_a_target_is_offered_only_targets_that_may_have_conditions(target, draft):
    TargetFactory(plan=target.plan, condition_of=target, code="VT-1a")
    other = TargetFactory(plan=target.plan, code="VT-2")
    TargetFactory(plan=draft, code="VT-1")
    form = TargetForm(instance=target)
    assert list(form.fields["condition_of"].queryset) == [other]


def test_deleting_asks_for_nothing(target):
    assert list(TargetDeletionForm(instance=target).fields) == ["version"]


# --- The plan above ----------------------------------------------------------------------------


@pytest.fixture
def scheme(plan):
    return PlanFactory(
        unit=plan.unit, kind=PlanKind.SCHEME, from_year=2021, to_year=2030, title="Đề án 2021 - 2030"
    )


def test_a_plan_stands_below_one_that_covers_its_years(officer, scheme, typed_plan):
    form = plan_form(typed_plan | {"parent": scheme.pk}, officer)
    assert form.is_valid()
    assert form.values["parent"] == scheme


def test_a_plan_above_that_ends_too_early_is_refused(in_english, officer, plan, scheme, typed_plan):
    Plan.objects.filter(pk=scheme.pk).update(to_year=2025)
    form = plan_form(typed_plan | {"parent": scheme.pk}, officer)
    assert form.errors["parent"] == [
        "“Đề án 2021 - 2030” runs 2021–2025 and does not cover 2026."
        " Choose another plan, or correct the years."
    ]


def test_offered_above_are_schemes_and_phase_plans_that_the_person_sees(world, officer, plan, scheme):
    PlanFactory(unit=world.other.unit, kind=PlanKind.SCHEME, from_year=2021, to_year=2030)
    form = PlanForm(instance=plan, by=officer)
    assert list(form.fields["parent"].queryset) == [scheme]


def test_a_plan_does_not_stand_below_itself(in_english, officer, plan, scheme):
    below = PlanFactory(
        unit=plan.unit, kind=PlanKind.PHASE_PLAN, from_year=2021, to_year=2030, parent=scheme, title="KH"
    )
    scheme.parent = below
    with pytest.raises(ValidationError) as refused:
        scheme.full_clean()
    assert list(refused.value.message_dict) == ["parent"]


# --- Growth and phases -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    (
        ({"growth_mode": "relative"}, "base_year", "Type the year from which the growth is counted."),
        (
            {"growth_mode": "relative", "base_year": "2024"},
            "base_year",
            "Type a year before the last year of the target.",
        ),
        ({"base_year": "2020"}, "base_year", "Leave this empty, or say what the growth means."),
    ),
)
def test_a_growth_has_its_base(plan, typed_target, typed, field, message):
    assert target_form(typed_target | typed, plan, "en").errors == {field: [message]}


def test_a_growth_may_be_more_than_100_percent_and_its_base_figure_may_follow(plan, typed_target):
    typed = typed_target | {"growth_mode": "relative", "base_year": "2020", "value": "150"}
    form = target_form(typed, plan)
    assert form.errors == {}
    assert (form.values["base_year"], form.values["base_value"]) == (2020, None)


def test_a_target_lies_in_its_phase(plan, typed_target):
    other = PlanFactory(unit=plan.unit, from_year=2025)
    foreign = Phase.objects.create(plan=other, name="Năm 2025", from_year=2025, to_year=2025)
    assert list(target_form(typed_target | {"phase": foreign.pk}, plan).errors) == ["phase"]
    own = Phase.objects.create(plan=plan, name="Năm 2024", from_year=2024, to_year=2024)
    assert target_form(typed_target | {"phase": own.pk}, plan).values["phase"] == own
