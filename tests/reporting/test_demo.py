"""The demonstration world: the four targets of 2024, added up again from the submitted counts by hand."""

from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.core.management import call_command
from django.db import transaction

from plans.demo import PERIOD
from plans.duties import late_agencies, plans_with_duties, read_rows
from plans.models import DutyReport, Plan
from reporting.measures import compute_results
from submissions.models import Figure, Period, Round, Submission
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind
from swprogram.org.models import Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demonstration world, made once for this module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        call_command("make_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def half_year(demo):
    return Period.objects.get(kind=PeriodKind.HALF_YEAR, year=2024)


def add_up(period, measure, *, rows=None):
    """The accepted counts of one measure, unit after unit, without any of the portal's own sums."""
    total = 0
    for submission in Submission.objects.filter(round__period=period, state="accepted"):
        for figure in Figure.objects.filter(submission=submission, measure__code=measure):
            if figure.value is not None and (rows is None or figure.row.code in rows):
                total += figure.value
    return total


def percent(numerator, denominator):
    share = Decimal(numerator) * 100 / Decimal(denominator)
    return share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("code", "numerator", "denominator", "rows"),
    (
        ("VT-1", "bodies_with_staff", "bodies", None),
        ("VT-2", "staff_trained", "staff", None),
        ("VT-3", "facilities_serving", "facilities_planned", ("assistance", "health", "education")),
        ("VT-4", "children_served", "children", None),
    ),
)
def test_the_target_equals_the_counts_added_up_by_hand(half_year, code, numerator, denominator, rows):
    province = Unit.objects.get(code="77")
    target = Plan.objects.get(from_year=2024, unit=province).targets.get(code=code)
    result = compute_results([target], unit_ids=[province.pk], periods=[half_year])[
        target.pk, province.pk, half_year.pk
    ]
    top, bottom = add_up(half_year, numerator, rows=rows), add_up(half_year, denominator, rows=rows)
    assert (result.numerator, result.denominator) == (top, bottom)
    assert result.value == percent(top, bottom)


def test_every_commune_and_district_has_its_submission_in_each_of_the_four_periods(demo):
    counted = {
        (opened.period.kind, opened.period.year): (
            opened.submissions.filter(unit__kind="commune").count(),
            opened.submissions.filter(unit__kind="district").count(),
        )
        for opened in Round.objects.all()
    }
    assert counted == {
        ("year", 2022): (82, 8),
        ("half_year", 2023): (82, 8),
        ("year", 2023): (82, 8),
        ("half_year", 2024): (82, 8),
    }


def test_every_submission_says_that_it_is_illustrative(demo):
    assert not Submission.objects.filter(is_illustrative=False).exists()


def test_the_current_round_waits_at_every_step(half_year):
    states = Submission.objects.filter(round__period=half_year).values_list("state", flat=True)
    assert {state: list(states).count(state) for state in set(states)} == {
        "draft": 2,
        "sent": 3,
        "returned": 1,
        "accepted": 84,
    }


def test_all_three_states_of_a_figure_occur(half_year):
    states = Figure.objects.filter(submission__round__period=half_year).values_list("state", flat=True)
    assert set(states) == {"reported", "not_reported", "not_applicable"}


def test_making_it_again_changes_nothing(demo):
    before = Submission.objects.count()
    call_command("make_demo", verbosity=0)
    assert Submission.objects.count() == before


def test_agencies_have_reported_on_their_duties_and_some_are_late(demo):
    states = DutyReport.objects.filter(is_illustrative=True).values_list("state", flat=True)
    assert Counter(states) == {"accepted": 8, "sent": 9, "returned": 2, "draft": 3}
    officer = User.objects.get(username="tinh")
    with clock.at(date(2024, 6, 17)):
        late = late_agencies(read_rows(officer, PERIOD, plans_with_duties(officer)))
        found = {one.agency.code: (len(one.rows), one.days_late) for one in late}
    assert found["brvt-syt"] == (2, 2)
    assert (len(found), sum(count for count, _days in found.values())) == (11, 18)
