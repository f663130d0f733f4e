"""The plans above and below a plan, as far as a person may read them."""

import pytest

from plans.enums import PlanKind
from plans.family import Relative, read_family
from tests.factories.plans import PlanFactory


@pytest.fixture
def scheme(world):
    return PlanFactory(
        unit=world.home.unit, kind=PlanKind.SCHEME, title="Đề án", from_year=2021, to_year=2030
    )


@pytest.fixture
def phase(world, scheme):
    return PlanFactory(
        unit=world.home.unit, kind=PlanKind.PHASE_PLAN, parent=scheme, from_year=2021, to_year=2025
    )


def test_a_plan_alone_is_its_own_family(plan, officer):
    assert read_family(plan, officer) == [Relative(plan, 0, True)]


def test_the_family_runs_from_the_topmost_plan_down_to_all_below(scheme, phase, officer, world):
    first, second = (PlanFactory(unit=world.home.unit, parent=phase, from_year=y) for y in (2024, 2023))
    assert read_family(phase, officer) == [
        Relative(scheme, 0, False),
        Relative(phase, 1, True),
        Relative(second, 2, False),
        Relative(first, 2, False),
    ]


def test_a_plan_above_out_of_reach_ends_the_way_up(world, officer):
    foreign = PlanFactory(unit=world.other.unit, kind=PlanKind.PHASE_PLAN, from_year=2021, to_year=2025)
    below = PlanFactory(unit=world.home.unit, parent=foreign)
    assert read_family(below, officer) == [Relative(below, 0, True)]


def test_plans_above_each_other_in_a_ring_are_written_once(scheme, phase, officer):
    scheme.parent = phase
    scheme.save()
    assert [relative.plan for relative in read_family(phase, officer)] == [scheme, phase]


def test_reading_the_family_takes_the_same_queries_for_a_large_one(
    phase, officer, world, django_assert_num_queries
):
    for year in (2021, 2022, 2023):
        PlanFactory(unit=world.home.unit, parent=phase, from_year=year)
    with django_assert_num_queries(1):
        read_family(phase, officer)
