"""Which agency owes a report on which duty in which period, and who is late."""

from datetime import date

import pytest

from plans import services
from plans.duties import (
    Period,
    addressed_name,
    agencies_of,
    choosable_periods,
    find_row,
    followed_plans,
    is_owed,
    late_agencies,
    owed_pairs,
    period_of,
    plans_with_duties,
    present_period,
    read_rows,
)
from plans.enums import PlanKind, PlanState, Rhythm
from plans.models import Plan
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind
from swprogram.org.roles import Role
from tests.factories.duties import HALF_2024, YEAR_2024, make_duty, save_report, send_report
from tests.factories.plans import PlanFactory

HALF, YEAR = PeriodKind.HALF_YEAR, PeriodKind.YEAR


@pytest.fixture
def health(world):
    return world.home.health


@pytest.fixture
def long_plan(world):
    """A plan of two years."""
    return PlanFactory(unit=world.home.unit, kind=PlanKind.PHASE_PLAN, from_year=2024, to_year=2025)


def owed_periods(duty):
    periods = [Period(kind, year) for year in range(2023, 2027) for kind in (HALF, YEAR)]
    return [period.key for period in periods if is_owed(duty, period)]


# --- Which periods ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    (
        (Rhythm.QUARTERLY, ["half_year-2024", "year-2024", "half_year-2025", "year-2025"]),
        (Rhythm.HALF_YEARLY, ["half_year-2024", "year-2024", "half_year-2025", "year-2025"]),
        (Rhythm.YEARLY, ["year-2024", "year-2025"]),
        (Rhythm.ONGOING, ["half_year-2024", "year-2024", "half_year-2025", "year-2025"]),
        ("", ["half_year-2024", "year-2024", "half_year-2025", "year-2025"]),
        (Rhythm.ONCE, ["half_year-2024", "year-2024", "half_year-2025", "year-2025"]),
    ),
)
def test_the_rhythm_of_a_duty_says_which_periods_ask_for_a_report(long_plan, health, rhythm, expected):
    assert owed_periods(make_duty(long_plan, health, rhythm=rhythm)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    (
        (date(2024, 3, 1), "half_year-2024"),
        (date(2024, 6, 14), "half_year-2024"),
        (date(2024, 6, 15), "year-2024"),
        (date(2024, 12, 14), "year-2024"),
        (date(2024, 12, 15), "half_year-2025"),
        (date(2025, 9, 30), "year-2025"),
        (date(2025, 12, 31), "year-2025"),
        (date(2023, 12, 15), "half_year-2024"),
        (date(2023, 1, 1), "half_year-2024"),
    ),
)
def test_what_is_done_once_is_reported_in_the_period_that_holds_its_due_day(long_plan, health, day, expected):
    assert owed_periods(make_duty(long_plan, health, rhythm=Rhythm.ONCE, due_on=day)) == [expected]


@pytest.mark.parametrize(
    ("state", "expected"),
    (
        (PlanState.DRAFT, False),
        (PlanState.IN_FORCE, True),
        (PlanState.AMENDING, True),
        (PlanState.AMENDED, True),
        (PlanState.CLOSED, False),
    ),
)
def test_only_a_plan_in_force_asks_for_reports(plan, health, state, expected):
    duty = make_duty(plan, health)
    duty.plan.state = state
    assert is_owed(duty, HALF_2024) is expected


def test_the_period_of_a_day_is_the_first_to_end_that_holds_it():
    days = (date(2024, 6, 14), date(2024, 6, 15), date(2024, 12, 15))
    assert [period_of(day).key for day in days] == ["half_year-2024", "year-2024", "half_year-2025"]


@pytest.mark.parametrize(
    ("today", "expected"),
    (
        (date(2024, 3, 1), "half_year-2024"),
        (date(2024, 6, 13), "half_year-2024"),
        (date(2024, 6, 14), "half_year-2024"),
        (date(2024, 12, 14), "year-2024"),
        (date(2025, 6, 14), "half_year-2025"),
        (date(2030, 1, 1), "year-2025"),
    ),
)
def test_the_present_period_is_the_last_that_ended(long_plan, today, expected):
    with clock.at(today):
        assert present_period([long_plan]).key == expected


def test_without_a_plan_there_is_no_present_period():
    assert (present_period([]), choosable_periods([])) == (None, [])


# --- Which agencies --------------------------------------------------------------------------


def test_the_members_of_a_class_of_bodies_answer_for_its_duty(world, plan):
    districts = list(world.home.districts.values())
    duty = make_duty(plan, members=districts)
    pairs = owed_pairs([duty], HALF_2024)
    assert [(pair[0], pair[1].short_name) for pair in pairs] == [(duty, "Đảo"), (duty, "Đông"), (duty, "Tây")]


def test_a_class_of_bodies_without_members_owes_nothing(plan):
    assert owed_pairs([make_duty(plan)], HALF_2024) == []


def test_an_agency_that_ended_before_the_cut_off_answers_for_nothing(plan, health):
    health.valid_to = date(2024, 6, 14)
    duty = make_duty(plan, health)
    assert agencies_of(duty, date(2024, 6, 13)) == [health]
    assert agencies_of(duty, date(2024, 6, 14)) == []


def test_an_agency_that_began_after_the_cut_off_answers_for_nothing(plan, health):
    health.valid_from = date(2024, 7, 1)
    assert agencies_of(make_duty(plan, health), date(2024, 6, 14)) == []


def test_a_territory_is_addressed_by_its_peoples_committee(world):
    assert addressed_name(world.home.health) == "Sở Y tế"
    assert addressed_name(world.home.districts["Đông"]) == "Ủy ban nhân dân huyện Đông"


# --- What each person reads ------------------------------------------------------------------


def rows_for(world, role, period=HALF_2024):
    person = world.home.people[role]
    return read_rows(person, period, plans_with_duties(person))


def test_each_role_reads_the_rows_in_its_reach(world, plan):
    make_duty(plan, world.home.health)
    make_duty(plan, world.home.lead)
    make_duty(plan, members=world.home.districts.values())
    counts = {role.value: len(rows_for(world, role)) for role in Role}
    assert counts == {
        "system_administrator": 0,
        "provincial_officer": 5,
        "provincial_leader": 5,
        "district_officer": 1,
        "commune_officer": 0,
        "agency_officer": 1,
        "ministry_viewer": 0,
    }


def test_the_own_agency_stands_first(world, plan):
    make_duty(plan, world.home.health)
    make_duty(plan, world.home.lead)
    rows = rows_for(world, Role.PROVINCIAL_OFFICER)
    assert [(row.agency, row.is_own) for row in rows] == [
        (world.home.lead, True),
        (world.home.health, False),
    ]


def test_nobody_reads_rows_of_another_province(world, plan):
    make_duty(plan, world.home.health)
    stranger = world.other.people[Role.PROVINCIAL_OFFICER]
    assert list(plans_with_duties(stranger)) == []


def test_only_those_who_reach_the_province_follow_its_plans(world, plan):
    make_duty(plan, world.home.health)
    found = {role.value: followed_plans(person).count() for role, person in world.home.people.items()}
    assert [role for role, count in found.items() if count] == ["provincial_officer", "provincial_leader"]


def test_a_row_shows_its_report_and_the_last_one_before(world, plan, health):
    duty = make_duty(plan, health)
    officer = world.home.people[Role.AGENCY_OFFICER]
    with clock.at(date(2024, 6, 20)):
        first = send_report(duty, health, officer)
    with clock.at(date(2024, 12, 20)):
        second = save_report(duty, health, officer, YEAR_2024)
        row = find_row(officer, duty, health, YEAR_2024)
        assert (row.report, row.last) == (second, first)
        assert find_row(officer, duty, health, HALF_2024).last is None


def test_a_draft_of_an_earlier_period_is_no_word_yet(world, plan, health):
    duty = make_duty(plan, health)
    officer = world.home.people[Role.AGENCY_OFFICER]
    with clock.at(date(2024, 6, 20)):
        save_report(duty, health, officer)
        assert find_row(officer, duty, health, YEAR_2024).last is None


def test_what_was_reported_stays_readable_when_the_plan_is_closed(world, plan, health):
    duty = make_duty(plan, health)
    make_duty(plan, health)
    officer = world.home.people[Role.AGENCY_OFFICER]
    with clock.at(date(2024, 6, 20)):
        report = save_report(duty, health, officer)
    Plan.objects.update(state=PlanState.CLOSED)
    row = find_row(officer, duty, health, HALF_2024)
    assert (row.report, row.is_owed, row.days_late) == (report, False, 0)
    assert len(rows_for(world, Role.AGENCY_OFFICER)) == 1


# --- Who is late -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "days"),
    ((date(2024, 6, 14), 0), (date(2024, 6, 24), 0), (date(2024, 6, 25), 1), (date(2024, 7, 4), 10)),
)
def test_a_report_is_late_from_the_day_after_its_due_day(world, plan, health, today, days):
    duty = make_duty(plan, health)
    with clock.at(today):
        row = find_row(world.home.people[Role.AGENCY_OFFICER], duty, health, HALF_2024)
        assert (row.due_on, row.days_late) == (date(2024, 6, 24), days)


def test_the_plan_says_how_many_days_after_the_cut_off_reports_are_due(world, plan, health):
    Plan.objects.filter(pk=plan.pk).update(duty_report_days=0)
    duty = make_duty(plan, health)
    with clock.at(date(2024, 6, 17)):
        row = find_row(world.home.people[Role.AGENCY_OFFICER], duty, health, HALF_2024)
        assert (row.due_on, row.days_late) == (date(2024, 6, 14), 3)


def test_what_was_sent_is_not_late_and_what_was_returned_is(world, plan, health):
    duty = make_duty(plan, health)
    officer, reviewer = (world.home.people[r] for r in (Role.AGENCY_OFFICER, Role.PROVINCIAL_OFFICER))
    with clock.at(date(2024, 7, 1)):
        report = send_report(duty, health, officer)
        sent = find_row(officer, duty, health, HALF_2024).days_late
        services.return_duty_report(report, reason="Thiếu số liệu.", version=report.version, by=reviewer)
        returned = find_row(officer, duty, health, HALF_2024).days_late
    assert (sent, returned) == (0, 7)


def test_late_agencies_are_named_with_their_clauses_the_longest_wait_first(world, plan, health):
    slow = PlanFactory(unit=world.home.unit, kind=PlanKind.PHASE_PLAN, from_year=2024, duty_report_days=0)
    first, second = make_duty(plan, health), make_duty(plan, health)
    third = make_duty(slow, world.home.lead)
    with clock.at(date(2024, 6, 30)):
        late = late_agencies(rows_for(world, Role.PROVINCIAL_OFFICER))
        found = [(one.agency, one.days_late, [row.duty for row in one.rows]) for one in late]
    assert found == [(world.home.lead, 16, [third]), (health, 6, [first, second])]
