"""What the dashboard reads: targets, units side by side, who is late, and in how many queries."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404

from reporting.enums import ResultState
from reporting.filters import select
from reporting.progress import read_progress
from swprogram.kit import clock
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory
from tests.reporting.counts import DONG_MOT, accept_counts
from tests.worlds import open_half_year


@pytest.fixture
def bound(trained, staffed_communes, children):
    return [trained, staffed_communes, children]


def test_a_condition_stands_below_its_target(bound, counted, officer):
    progress = read_progress(select(officer, {}))
    assert [(row.target.code, [c.target.code for c in row.conditions]) for row in progress.targets] == [
        ("VT-2", ["VT-1a"]),
        ("VT-4", []),
    ]
    assert progress.states == {ResultState.REACHED: 1, ResultState.ON_THE_WAY: 1}


def test_districts_stand_side_by_side_with_their_completeness(bound, counted, officer):
    progress = read_progress(select(officer, {}))
    found = {
        row.unit.short_name: (row.results[0].value, row.completeness.accepted, row.completeness.expected)
        for row in progress.units
    }
    assert found == {
        "Đảo": (Decimal("33.33"), 1, 1),
        "Đông": (Decimal("36.36"), 3, 3),
        "Tây": (None, 1, 2),
    }


def test_a_district_shows_its_communes(bound, counted, officer, world):
    selection = select(officer, {"unit": str(world.home.districts["Đông"].pk)})
    assert [row.unit.short_name for row in read_progress(selection).units] == ["Đông Hai", "Đông Một"]


def test_the_longest_overdue_stand_first(bound, opened, officer, world):
    accept_counts(opened, world.home.communes["Đông Một"], DONG_MOT)
    with clock.at(date(2024, 6, 21)):
        late = [(one.unit.short_name, one.days_late) for one in read_progress(select(officer, {})).late]
    assert late == [("Đông Hai", 7), ("Tây Một", 7), ("Đảo", 2), ("Đông", 2), ("Tây", 2)]


def test_a_flow_is_compared_with_periods_of_its_kind_only(trained, catalogue, world, officer):
    """Staff trained in six months and in a year do not stand on one line."""
    for year in (2023, 2024):
        accept_counts(open_half_year(world.home, year), world.home.communes["Đông Một"], DONG_MOT)
    progress = read_progress(select(officer, {}))
    assert [result.period.year for result in progress.targets[0].trend] == [2023, 2024]


@pytest.mark.parametrize("role", (Role.PROVINCIAL_OFFICER, Role.DISTRICT_OFFICER))
def test_queries_do_not_grow_with_units_and_targets(role, bound, counted, world, django_assert_num_queries):
    """Three districts or two communes; two targets and a condition: always the same."""
    selection = select(world.home.people[role], {})
    with django_assert_num_queries(13):
        read_progress(selection)


# --- What is chosen --------------------------------------------------------------------------


def test_without_any_wish_the_newest_round_and_the_plan_that_covers_it(plan, opened, officer, world):
    PlanFactory(unit=world.home.unit, from_year=2025, title="Kế hoạch năm 2025")
    selection = select(officer, {})
    assert (selection.plan, selection.round, selection.unit) == (plan, opened, world.home.unit)


def test_a_district_officer_starts_at_the_own_district(plan, opened, world):
    selection = select(world.home.people[Role.DISTRICT_OFFICER], {})
    assert selection.unit == world.home.districts["Đông"]
    assert [unit.short_name for unit in selection.units] == ["Đông", "Đông Hai", "Đông Một"]


def test_a_commune_officer_has_one_unit(plan, opened, world):
    selection = select(world.home.people[Role.COMMUNE_OFFICER], {})
    assert [unit.short_name for unit in selection.units] == ["Đông Một"]


def test_a_plan_without_rounds_can_be_chosen(phase_plan, world, officer):
    selection = select(officer, {})
    assert (selection.plan, selection.round, selection.unit) == (phase_plan, None, world.home.unit)


def test_without_any_plan_nothing_is_chosen(world, officer):
    selection = select(officer, {})
    assert (selection.plan, selection.round, selection.unit) == (None, None, None)


def test_what_lies_in_another_province_is_not_found(plan, opened, world, officer):
    foreign_plan = PlanFactory(unit=world.other.unit)
    foreign_round = open_half_year(world.other, 2024)
    for query in (
        {"plan": str(foreign_plan.pk)},
        {"round": str(foreign_round.pk)},
        {"unit": str(world.other.unit.pk)},
        {"unit": "abc"},
        {"plan": "0"},
    ):
        with pytest.raises(Http404):
            select(officer, query)


def test_a_unit_of_the_same_province_but_another_branch_is_not_found(plan, opened, world):
    with pytest.raises(Http404):
        select(world.home.people[Role.DISTRICT_OFFICER], {"unit": str(world.home.districts["Tây"].pk)})
