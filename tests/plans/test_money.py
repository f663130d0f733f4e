"""The money of a plan: its rules, its verbs, and what it adds up to."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.enums import CostLine, FundingKind, PlanState
from plans.exports import budget_by_source_table, budget_by_task_table, budget_by_year_table
from plans.measures import NOTHING, Budget, add_amounts, lines_of, measure_budget
from plans.models import BudgetLine
from plans.models.money import AMOUNTS
from plans.services import money as services
from swprogram.kit.tables import Mark
from swprogram.kit.workflow import StaleVersion
from swprogram.org.roles import Role
from tests.factories.org import ProvinceFactory
from tests.factories.plans import ActivityFactory, BudgetLineFactory, PlanFactory

MILLION = 1_000_000


@pytest.fixture
def scheme(world):
    """A plan of five years that prints one total, 15 billion dong, without any split."""
    return PlanFactory(
        unit=world.home.unit,
        programme__from_year=2010,
        kind="phase_plan",
        from_year=2011,
        to_year=2015,
        estimated_cost=15_000 * MILLION,
    )


def values(**changes):
    return {"funding": FundingKind.LOCAL, "estimated": 5 * MILLION} | changes


def errors_of(refusal):
    return refusal.value.message_dict


# --- The rules ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("in_english")
def test_a_year_lies_inside_the_plan(scheme, officer):
    assert services.add_line(scheme, values=values(year=2011), by=officer).year == 2011
    with pytest.raises(ValidationError) as refusal:
        services.add_line(scheme, values=values(year=2016), by=officer)
    assert errors_of(refusal) == {
        "year": ["The plan runs 2011–2015. Type a year of the plan, or leave the year empty."]
    }


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("amounts", "message"),
    (
        (
            {"spent": 10, "settled": 11},
            {"settled": ["No more can be settled than was spent. Correct one of the two amounts."]},
        ),
        ({"settled": 1}, {"spent": ["Type what was spent before what was settled."]}),
    ),
)
def test_no_more_is_settled_than_was_spent(plan, officer, amounts, message):
    with pytest.raises(ValidationError) as refusal:
        services.add_line(plan, values=values(**amounts), by=officer)
    said = errors_of(refusal)
    assert {name: said[name] for name in message} == message


@pytest.mark.parametrize("amounts", ({"spent": 10, "settled": 11}, {"settled": 1}, {"estimated": -1}))
def test_the_database_refuses_what_the_rules_refuse(plan, amounts):
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLineFactory(plan=plan, **amounts)


def test_all_of_what_was_spent_can_be_settled(plan, officer):
    line = services.add_line(plan, values=values(spent=10, settled=10), by=officer)
    assert (line.spent, line.settled) == (10, 10)


@pytest.mark.usefixtures("in_english")
def test_a_line_without_any_amount_is_refused(plan, officer):
    with pytest.raises(ValidationError) as refusal:
        services.add_line(plan, values=values(estimated=None), by=officer)
    assert errors_of(refusal) == {"__all__": ["Type at least one amount."]}


def test_zero_is_an_amount(plan, officer):
    assert services.add_line(plan, values=values(estimated=0), by=officer).estimated == 0


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("amounts", "cautions"),
    (
        ({"estimated": 5, "allocated": 5, "spent": 5}, []),
        ({"estimated": 5, "allocated": 6}, ["More was allocated than estimated."]),
        ({"estimated": None, "allocated": 6, "spent": 7}, ["More was spent than allocated."]),
        (
            {"estimated": 5, "allocated": 6, "spent": 7},
            ["More was allocated than estimated.", "More was spent than allocated."],
        ),
        ({"estimated": 5, "spent": 7}, []),
    ),
)
def test_what_is_unusual_is_saved_and_flagged(plan, officer, amounts, cautions):
    assert services.add_line(plan, values=values(**amounts), by=officer).cautions == cautions


def test_the_task_is_one_of_the_plan(plan, draft, officer):
    foreign = ActivityFactory(plan=draft)
    with pytest.raises(ValidationError) as refusal:
        services.add_line(plan, values=values(activity=foreign), by=officer)
    assert list(errors_of(refusal)) == ["activity"]


def test_the_same_line_is_not_entered_twice_unless_a_note_tells_them_apart(plan, officer):
    activity = ActivityFactory(plan=plan)
    same = values(activity=activity, cost_line=CostLine.TRAINING, year=2024)
    services.add_line(plan, values=same, by=officer)
    services.add_line(plan, values=same | {"funding": FundingKind.CENTRAL}, by=officer)
    with pytest.raises(ValidationError) as refusal:
        services.add_line(plan, values=same, by=officer)
    assert list(errors_of(refusal)) == ["__all__"]
    services.add_line(plan, values=same | {"note": "Đợt 2"}, by=officer)
    assert plan.budgetline_set.count() == 3


# --- The verbs ---------------------------------------------------------------------------------


@pytest.mark.parametrize("state", PlanState)
def test_money_is_entered_in_every_state_of_the_plan(plan, officer, state):
    plan.state = state
    plan.save()
    line = services.add_line(plan, values=values(), by=officer)
    services.change_line(line, values=values(spent=1), version=1, by=officer)
    plan.refresh_from_db()
    assert (plan.state, plan.version) == (state, 1)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROVINCIAL_OFFICER])
def test_nobody_else_enters_money(world, plan, role):
    with pytest.raises(PermissionDenied):
        services.add_line(plan, values=values(), by=world.home.people[role])


def test_the_officer_of_another_province_enters_no_money(world, plan):
    line = BudgetLineFactory(plan=plan)
    stranger = world.other.people[Role.PROVINCIAL_OFFICER]
    with pytest.raises(PermissionDenied):
        services.change_line(line, values=values(), version=1, by=stranger)
    with pytest.raises(PermissionDenied):
        services.delete_line(line, version=1, by=stranger)


def test_every_change_is_kept_with_who_when_before_and_after(plan, officer):
    line = services.add_line(plan, values=values(), by=officer)
    line = services.change_line(line, values={"spent": 4 * MILLION}, version=1, by=officer)
    services.delete_line(line, version=2, by=officer)
    records = BudgetLine.history.filter(plan_id=plan.pk).order_by("history_id")
    assert [(row.history_type, row.history_user, row.estimated, row.spent) for row in records] == [
        ("+", officer, 5 * MILLION, None),
        ("~", officer, 5 * MILLION, 4 * MILLION),
        ("-", officer, 5 * MILLION, 4 * MILLION),
    ]


def test_an_older_page_overwrites_nothing(plan, officer):
    line = services.add_line(plan, values=values(), by=officer)
    services.change_line(line, values={"spent": 1}, version=1, by=officer)
    with pytest.raises(StaleVersion):
        services.change_line(line, values={"spent": 2}, version=1, by=officer)
    with pytest.raises(StaleVersion):
        services.delete_line(line, version=1, by=officer)
    assert BudgetLine.objects.get().spent == 1


def test_saving_without_a_change_counts_no_version(plan, officer):
    line = services.add_line(plan, values=values(), by=officer)
    assert services.change_line(line, values=values(), version=1, by=officer).version == 1


# --- The sums ----------------------------------------------------------------------------------


def enter(scheme):
    """Two tasks, two years, three sources; some amounts are not stated."""
    first, second = ActivityFactory(plan=scheme, number="2.1"), ActivityFactory(plan=scheme, number="2.2")
    rows = (
        (first, 2011, FundingKind.CENTRAL, (3000, 2500, 2400, 2400)),
        (first, 2012, FundingKind.LOCAL, (1000, None, None, None)),
        (second, 2011, FundingKind.LOCAL, (500, 600, 650, None)),
        (None, 2012, FundingKind.AID, (None, 200, 100, 50)),
        (second, None, FundingKind.CENTRAL_AND_LOCAL, (400, None, None, None)),
    )
    for activity, year, funding, amounts in rows:
        stated = dict(zip(AMOUNTS, amounts, strict=True))
        BudgetLineFactory(plan=scheme, activity=activity, year=year, funding=funding, **stated)
    return first, second


def amounts(*figures):
    return dict(zip(AMOUNTS, figures, strict=True))


def test_the_sums_are_those_that_were_added_by_hand(scheme):
    first, second = enter(scheme)
    budget = measure_budget(lines_of(scheme), printed=6000)
    assert budget.by_task == {
        first.pk: amounts(4000, 2500, 2400, 2400),
        second.pk: amounts(900, 600, 650, None),
        None: amounts(None, 200, 100, 50),
    }
    assert budget.by_source == {
        FundingKind.CENTRAL: amounts(3000, 2500, 2400, 2400),
        FundingKind.LOCAL: amounts(1500, 600, 650, None),
        FundingKind.AID: amounts(None, 200, 100, 50),
        None: amounts(400, None, None, None),
    }
    assert budget.by_year == {
        2011: amounts(3500, 3100, 3050, 2400),
        2012: amounts(1000, 200, 100, 50),
        None: amounts(400, None, None, None),
    }
    assert budget.lines == amounts(4900, 3300, 3150, 2450)
    assert budget.unsplit == amounts(1100, None, None, None)
    assert budget.total == amounts(6000, 3300, 3150, 2450)
    assert budget.above_printed == 0


def test_a_printed_total_without_any_line_is_all_unsplit(scheme):
    assert measure_budget(lines_of(scheme), printed=scheme.estimated_cost) == Budget(
        by_task={},
        by_source={},
        by_year={},
        lines=NOTHING,
        unsplit=amounts(15_000 * MILLION, None, None, None),
        above_printed=0,
    )


def test_lines_above_the_printed_total_are_all_counted_and_said_to_be_above(scheme):
    enter(scheme)
    budget = measure_budget(lines_of(scheme), printed=4000)
    assert (budget.unsplit, budget.above_printed, budget.total["estimated"]) == (None, 900, 4900)


def test_a_plan_that_prints_no_total_has_nothing_left_to_split(plan):
    BudgetLineFactory(plan=plan)
    budget = measure_budget(lines_of(plan))
    assert (budget.unsplit, budget.above_printed) == (None, 0)
    assert budget.total == amounts(MILLION, None, None, None)


@pytest.mark.usefixtures("in_english")
def test_the_tables_name_what_is_not_split_and_mark_what_is_missing(scheme):
    first, second = enter(scheme)
    budget = measure_budget(lines_of(scheme), printed=6000)
    missing = Mark.NOT_REPORTED
    by_task = budget_by_task_table(budget, {first.pk: "2.1", second.pk: "2.2", 0: "2.3"})
    assert by_task.rows == (
        ("2.1", 4000, 2500, 2400, 2400),
        ("2.2", 900, 600, 650, missing),
        ("Not split by task", missing, 200, 100, 50),
        ("Printed in the plan, not split yet", 1100, missing, missing, missing),
        ("Grand total", 6000, 3300, 3150, 2450),
    )
    assert by_task.emphasised == {4}
    assert budget_by_source_table(budget).rows == (
        ("Central budget", 3000, 2500, 2400, 2400),
        ("Local budget", 1500, 600, 650, missing),
        ("Aid and donations", missing, 200, 100, 50),
        ("Central and local budget, not split", 400, missing, missing, missing),
        ("Printed in the plan, not split yet", 1100, missing, missing, missing),
        ("Grand total", 6000, 3300, 3150, 2450),
    )
    assert budget_by_year_table(budget, scheme).rows == (
        ("2011", 3500, 3100, 3050, 2400),
        ("2012", 1000, 200, 100, 50),
        ("2013", missing, missing, missing, missing),
        ("2014", missing, missing, missing, missing),
        ("2015", missing, missing, missing, missing),
        ("Not split by year", 400, missing, missing, missing),
        ("Printed in the plan, not split yet", 1100, missing, missing, missing),
        ("Grand total", 6000, 3300, 3150, 2450),
    )


AMOUNT = st.none() | st.integers(0, 20_000 * MILLION)
LINE = st.tuples(
    st.sampled_from([0, 1, None]),
    st.sampled_from(FundingKind),
    st.sampled_from([2011, 2015, None]),
    AMOUNT,
    AMOUNT,
)


@settings(max_examples=30, deadline=None)
@given(data=st.lists(LINE, max_size=8), printed=AMOUNT)
@pytest.mark.django_db
def test_task_source_and_year_add_up_to_the_same_grand_total(data, printed):
    with transaction.atomic(), translation.override("en"):
        plan = make_scheme()
        tasks = [ActivityFactory(plan=plan), ActivityFactory(plan=plan), None]
        for task, funding, year, estimated, spent in data:
            if (estimated, spent) != (None, None):
                task = tasks[2 if task is None else task]
                BudgetLineFactory(
                    plan=plan, activity=task, funding=funding, year=year, estimated=estimated, spent=spent
                )
        budget = measure_budget(lines_of(plan), printed)
        transaction.set_rollback(True)
    for split in (budget.by_task, budget.by_source, budget.by_year):
        total = budget.unsplit or NOTHING
        for row in split.values():
            total = add_amounts(total, row)
        assert total == budget.total
    expected = [row[3] for row in data if row[3] is not None]
    most = [max(sum(expected), printed)] if printed else expected
    assert budget.total["estimated"] == (sum(most) if most or expected else None)


def make_scheme():
    return PlanFactory(
        unit=ProvinceFactory(),
        programme__code="DA32",
        programme__from_year=2010,
        kind="phase_plan",
        from_year=2011,
        to_year=2015,
    )
