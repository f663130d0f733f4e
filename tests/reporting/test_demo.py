"""The demonstration world: the four targets of 2024, added up again from the submitted counts by hand."""

from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.core.management import call_command
from django.db import transaction

from facilities import measures as facility_measures
from facilities.models import Facility
from plans.demo import PERIOD
from plans.duties import late_agencies, plans_with_duties, read_rows
from plans.models import DutyReport, Plan
from reporting.measures import compute_results
from submissions.models import Figure, Period, Round, Submission
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind, span_of
from swprogram.org.models import Unit, User
from training import measures as training_measures
from training.models import Course
from workforce import measures as workforce_measures
from workforce.models import Post, Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demonstration world, made once for this module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        call_command("make_demo", registries="home", verbosity=0)
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


COUNTED_FROM_REGISTRIES = {
    "staff": workforce_measures.count_staff,
    "bodies_with_staff": workforce_measures.count_staffed_bodies,
    "bodies_with_allowance": workforce_measures.count_allowance_bodies,
    "staff_trained": training_measures.count_staff_trained,
    "trainees": training_measures.count_trainees,
    "trained_in_phase": training_measures.count_trained_in_phase,
    "bodies": facility_measures.count_bodies,
    "facilities_planned": facility_measures.count_planned,
    "facilities_serving": facility_measures.count_serving,
}


def count_from_registries(units, span):
    """{(unit id, measure, row, column): number} of all measures that the registries know."""
    return {
        (unit, measure, row, column): number
        for measure, count in COUNTED_FROM_REGISTRIES.items()
        for (unit, row, column), number in count(units, span, date(2020, 12, 15)).items()
    }


def differences(period):
    """{unit name: [(measure, row, column, reported, counted)]} where the registry counts something else."""
    figures = Figure.objects.filter(
        submission__round__period=period, measure__code__in=COUNTED_FROM_REGISTRIES, state="reported"
    ).select_related("measure", "row", "column", "submission__unit")
    counted = count_from_registries(
        {figure.submission.unit_id for figure in figures}, span_of(period.kind, period.year)
    )
    found = {}
    for figure in figures:
        cell = figure.measure.code, figure.row and figure.row.code, figure.column and figure.column.code
        number = counted.get((figure.submission.unit_id, *cell), 0)
        if number != figure.value:
            found.setdefault(figure.submission.unit.name, []).append((*cell, figure.value, number))
    return {name: sorted(cells, key=str) for name, cells in found.items()}


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
    before = Submission.objects.count(), Facility.objects.count(), Worker.objects.count()
    call_command("make_demo", registries="home", verbosity=0)
    assert (Submission.objects.count(), Facility.objects.count(), Worker.objects.count()) == before


def test_agencies_have_reported_on_their_duties_and_some_are_late(demo):
    states = DutyReport.objects.filter(is_illustrative=True).values_list("state", flat=True)
    assert Counter(states) == {"accepted": 8, "sent": 9, "returned": 2, "draft": 3}
    officer = User.objects.get(username="tinh")
    with clock.at(date(2024, 6, 17)):
        late = late_agencies(read_rows(officer, PERIOD, plans_with_duties(officer)))
        found = {one.agency.code: (len(one.rows), one.days_late) for one in late}
    assert found["brvt-syt"] == (2, 2)
    assert (len(found), sum(count for count, _days in found.values())) == (11, 18)


def test_the_registries_agree_with_the_counts_except_where_a_reviewer_shall_see_a_difference(half_year):
    assert differences(half_year) == {
        # A collaborator moved from one ward to the other on 03/06/2024.
        "Phường Thắng Tam": [("staff", "collaborator", "mass_organisation", 3, 2)],
        "Phường 3": [("staff", "collaborator", "mass_organisation", 3, 4)],
        # A club closed on 31/05/2024.
        "Phường 2": [("bodies", "other", None, 3, 2)],
        # A civil servant retired on 01/06/2024.
        "Phường Long Toàn": [("staff", "civil_servant", "commune", 2, 1)],
        # A school opened on 06/05/2024.
        "Phường Phước Trung": [("bodies", "school", None, 7, 8)],
        # A course ended on 15/06/2024, a day after the cut-off.
        "Thị trấn Ngãi Giao": [
            ("staff_trained", "cadre", "commune", 1, 0),
            ("staff_trained", "public_employee", "education", 2, 0),
            ("staff_trained", "social_work_staff", "mass_organisation", 1, 0),
            ("trained_in_phase", None, None, 9, 5),
            ("trainees", "development", None, 1, 0),
            ("trainees", "skills", None, 3, 0),
        ],
    }


def test_the_unfinished_form_of_the_demonstration_can_be_filled_from_the_registries(half_year):
    unit = Unit.objects.get(code="26506")
    counted = count_from_registries({unit.pk}, span_of(PeriodKind.HALF_YEAR, 2024))
    assert counted[unit.pk, "bodies", "school", None] == 4
    assert counted[unit.pk, "trained_in_phase", None, None] == 2


def test_the_registries_have_a_believable_size(demo):
    illustrative = {"is_illustrative": True}
    assert Facility.objects.filter(**illustrative).count() == 1366
    assert Worker.objects.filter(**illustrative).count() == 1589
    assert Post.objects.filter(is_main=False).count() == 105
    assert Course.objects.filter(**illustrative).count() == 59


def test_nothing_real_was_made(demo):
    """The facilities of Thừa Thiên Huế come from its plan of 2010, not from here."""
    real = Facility.objects.filter(is_illustrative=False)
    assert set(real.values_list("unit__code", flat=True)) == {"46"}
    assert not Worker.objects.filter(is_illustrative=False).exists()
    assert not Worker.objects.exclude(identity_number="").exists()
