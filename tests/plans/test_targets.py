"""The targets of a plan as its page shows them: phases, splits, yearly averages, activities."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from plans import services
from plans.enums import GrowthMode, MeasuredIn
from plans.forms import TargetForm
from plans.models import Activity, Phase, Target, TargetShare
from plans.targets import Split, targets_by_phase, targets_with_conditions
from swprogram.kit.workflow import ChangeRefused
from tests.factories.plans import PlanFactory, TargetFactory


@pytest.fixture
def five_years(world):
    return PlanFactory(unit=world.home.unit, kind="phase_plan", from_year=2021, to_year=2025)


def people(plan, value, **fields):
    return TargetFactory(plan=plan, value=Decimal(value), measured_in=MeasuredIn.PERSON, **fields)


def read(plan):
    return {target.code: target for target in targets_with_conditions(plan)}


def test_348_people_in_five_years_are_69_6_a_year(five_years, in_english):
    people(five_years, 348, code="LS-5", printed_average="70")
    target = read(five_years)["LS-5"]
    assert target.yearly == ("348 persons", "69.6")
    assert target.printed_average == "70"


def test_an_amount_of_money_has_its_average_too(five_years, in_english):
    TargetFactory(plan=five_years, code="LS-6", value=Decimal(15_000_000_000), measured_in=MeasuredIn.DONG)
    assert read(five_years)["LS-6"].yearly == ("15 billion dong", "3 billion dong")


def test_a_share_a_growth_and_a_single_year_have_no_yearly_average(five_years, plan):
    TargetFactory(plan=five_years, code="VT-2")
    TargetFactory(plan=five_years, code="BT-1", growth_mode=GrowthMode.RELATIVE, base_year=2020)
    people(plan, 348, code="ONE")
    assert [target.yearly for target in (*read(five_years).values(), *read(plan).values())] == [None] * 3


def test_the_parts_stand_beside_the_total(five_years, world, in_english):
    target = people(five_years, 348, code="LS-5")
    for year, value in ((2021, 70), (2022, 70), (2023, 70), (2024, 69), (2025, 70)):
        TargetShare.objects.create(target=target, year=year, value=value)
    TargetShare.objects.create(target=target, unit=world.home.districts["Đông"], value=348)
    by_year, by_unit = read(five_years)["LS-5"].splits
    assert by_year == Split(
        "year",
        [("2021", "70"), ("2022", "70"), ("2023", "70"), ("2024", "69"), ("2025", "70")],
        "349",
        "1",
    )
    assert (by_unit.by, by_unit.sum, by_unit.difference) == ("unit", "348", "")


def test_targets_stand_under_their_phase_and_the_rest_last(five_years):
    first = Phase.objects.create(plan=five_years, name="Giai đoạn 1", from_year=2021, to_year=2022)
    second = Phase.objects.create(plan=five_years, name="Giai đoạn 2", from_year=2023, to_year=2025)
    whole, late = TargetFactory(plan=five_years), TargetFactory(plan=five_years, phase=second)
    groups = targets_by_phase(five_years, [first, second])
    assert [(group.phase, group.targets) for group in groups] == [
        (first, []),
        (second, [late]),
        (None, [whole]),
    ]


def test_without_phases_there_is_one_group(plan, target):
    (group,) = targets_by_phase(plan, [])
    assert (group.phase, group.targets) == (None, [target])


def test_a_target_knows_its_activities_in_printed_order(plan, target):
    second = Activity.objects.create(plan=plan, text="Tập huấn", position=2)
    first = Activity.objects.create(plan=plan, text="Truyền thông", position=1)
    target.activities.set([second, first])
    assert read(plan)["VT-1"].its_activities == [first, second]


def test_reading_targets_takes_three_queries(plan, django_assert_num_queries):
    for _number in range(3):
        TargetFactory(plan=plan).activities.add(Activity.objects.create(plan=plan, text="Tập huấn"))
    with django_assert_num_queries(3):
        targets_with_conditions(plan)


# --- Saying which activities serve a target --------------------------------------------------------


@pytest.fixture
def drafted(draft):
    return TargetFactory(plan=draft, code="VT-1", position=1)


def link(target, activities, officer):
    return services.change_target(
        target, values={"activities": activities}, version=target.version, by=officer
    )


def test_an_officer_says_which_activities_serve_a_target(drafted, officer):
    activity = Activity.objects.create(plan=drafted.plan, text="Tập huấn")
    changed = link(drafted, [activity], officer)
    assert (list(changed.activities.all()), changed.version) == ([activity], 2)


def test_the_history_names_who_linked_them_with_before_and_after(drafted, officer):
    activity = Activity.objects.create(plan=drafted.plan, text="Tập huấn")
    link(drafted, [activity], officer)
    last, before = drafted.history.order_by("-history_id")[:2]
    assert [row.activity for row in last.activities.all()] == [activity]
    assert list(before.activities.all()) == []
    assert (last.history_user, last.version) == (officer, 2)


def test_the_same_activities_change_nothing(drafted, officer):
    activity = Activity.objects.create(plan=drafted.plan, text="Tập huấn")
    drafted.activities.set([activity])
    assert link(drafted, [activity], officer).version == 1


def test_an_activity_of_another_plan_is_refused(drafted, plan, officer):
    foreign = Activity.objects.create(plan=plan, text="Tập huấn")
    with pytest.raises(ValidationError) as refusal:
        link(drafted, [foreign], officer)
    assert list(refusal.value.message_dict) == ["activities"]


def test_a_new_target_is_linked_at_once(draft, officer, target_values):
    activity = Activity.objects.create(plan=draft, text="Tập huấn")
    values = target_values | {"from_year": 2025, "to_year": 2025, "activities": [activity]}
    target = services.add_target(draft, values=values, by=officer)
    assert list(target.activities.all()) == [activity]


def test_the_form_offers_the_plan_s_activities_by_number_and_words(drafted, plan):
    Activity.objects.create(plan=plan, text="Của kế hoạch khác")
    Activity.objects.create(plan=drafted.plan, number="2.6", text="Tổ chức tập huấn")
    field = TargetForm(instance=Target(plan=drafted.plan)).fields["activities"]
    assert [label for _value, label in field.choices] == ["2.6. Tổ chức tập huấn"]


def test_a_plan_in_force_keeps_its_links(target, plan, officer):
    activity = Activity.objects.create(plan=plan, text="Tập huấn")
    with pytest.raises(ChangeRefused):
        link(target, [activity], officer)
    assert list(target.activities.all()) == []
