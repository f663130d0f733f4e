"""Totals over branches, added up by hand; and how complete a round is."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions import services
from submissions.enums import FigureState
from submissions.measures import (
    NOTHING,
    Completeness,
    Total,
    count_by_round,
    count_submissions,
    figures_by_unit,
    sum_figures,
)
from submissions.models import Figure, Measure, Option, Submission
from swprogram.kit.periods import PeriodKind
from swprogram.org.models import Unit
from swprogram.org.services import rebuild_closure
from tests.factories.submissions import accept, give_back, send, submission_of
from tests.worlds import DUE_DATES, open_half_year


def option(code):
    breakdown, name = code.split(":")
    return Option.objects.get(breakdown__code=breakdown, code=name).pk


def total(opened, unit, place):
    """The Total of one cell over a unit's branch."""
    measure, row, column = (place.split(":") + [None, None])[:3]
    measure = Measure.objects.select_related("rows", "columns").get(code=measure)
    row = row and option(f"{measure.rows.code}:{row}")
    column = column and option(f"{measure.columns.code}:{column}")
    sums = sum_figures(units=[unit.pk], periods=[opened.period_id], measures=[measure.pk])
    return sums.get((unit.pk, opened.period_id, measure.pk, row, column), NOTHING)


@pytest.fixture
def home(world):
    return world.home


@pytest.fixture
def counted(opened, home):
    """Schools: Đông itself 1, Đông Một 3, Đông Hai 0; Tây Một not reported; Tây not applicable."""
    schools = {"Đông": 1, "Đông Một": 3, "Đông Hai": 0, "Tây Một": None, "Tây": "x"}
    for name, value in schools.items():
        unit = (home.districts | home.communes)[name]
        accept(submission_of(opened, unit), {"bodies:school": value})
    return opened


def test_a_branch_is_the_unit_and_everything_below_it(counted, home):
    found = {
        unit.short_name: total(counted, unit, "bodies:school").value
        for unit in [home.unit, *home.districts.values(), *home.communes.values()]
    }
    assert found == {
        "Hải Sơn": 4, "Đông": 4, "Tây": 0, "Đảo": 0, "Đông Một": 3, "Đông Hai": 0, "Tây Một": 0,
    }  # fmt: skip


def test_zero_missing_and_not_applicable_stay_apart(counted, home):
    assert total(counted, home.unit, "bodies:school") == Total(
        4, reported=3, not_reported=1, not_applicable=1
    )
    states = {
        unit.short_name: total(counted, unit, "bodies:school").state.value
        for unit in [*home.districts.values(), *home.communes.values()]
    }
    assert states == {
        "Đông": "reported",
        "Tây": "not_reported",  # the district says x, its commune says nothing
        "Đảo": "not_reported",  # nothing was accepted
        "Đông Một": "reported",
        "Đông Hai": "reported",  # 0 is a figure
        "Tây Một": "not_reported",
    }


def test_not_applicable_everywhere_is_not_applicable(opened, home):
    accept(submission_of(opened, home.districts["Đảo"]), {"bodies:prison": "x"})
    assert total(opened, home.districts["Đảo"], "bodies:prison").state == FigureState.NOT_APPLICABLE


@pytest.mark.parametrize("step", (send, lambda one, counts: give_back(send(one, counts))))
def test_only_accepted_counts_are_in_a_total(opened, commune, home, step):
    step(commune, {"bodies:school": 3})
    assert total(opened, home.unit, "bodies:school") == NOTHING


def test_returned_counts_leave_the_total_at_once(counted, home):
    give_back(submission_of(counted, home.communes["Đông Một"]))
    assert total(counted, home.unit, "bodies:school").value == 1


def test_each_option_has_its_own_total(opened, commune, home):
    accept(commune, {"staff:cadre:commune": 2, "staff:cadre:health": 5})
    assert total(opened, home.unit, "staff:cadre:commune").value == 2
    assert total(opened, home.unit, "staff:cadre:health").value == 5


def test_a_measure_without_breakdown_has_one_total(opened, home):
    for name, value in (("Đông Một", 7), ("Đông Hai", 8)):
        accept(submission_of(opened, home.communes[name]), {"trained_in_phase": value})
    assert total(opened, home.districts["Đông"], "trained_in_phase") == Total(15, reported=2)


def test_other_provinces_and_periods_stay_out(counted, world):
    foreign = open_half_year(world.other, 2024)
    accept(submission_of(foreign, world.other.communes["Bắc Một"]), {"bodies:school": 50})
    assert total(counted, world.home.unit, "bodies:school").value == 4
    assert total(foreign, world.other.unit, "bodies:school").value == 50


def test_all_units_periods_and_measures_take_one_query(counted, django_assert_num_queries):
    units, measures = Unit.objects.values("pk"), Measure.objects.values("pk")
    with django_assert_num_queries(1):
        sum_figures(units=units, periods=[counted.period_id], measures=measures)


def test_a_large_total_stays_a_whole_number(opened, home):
    for name in ("Đông Một", "Đông Hai"):
        accept(submission_of(opened, home.communes[name]), {"bodies:school": 999_999_999_999})
    value = total(opened, home.unit, "bodies:school").value
    assert (value, type(value)) == (1_999_999_999_998, int)


def test_single_units_are_listed_under_every_branch(counted, home):
    schools = Measure.objects.get(code="bodies")
    found = figures_by_unit(
        units=[home.unit.pk, home.districts["Đông"].pk],
        periods=[counted.period_id],
        measures=[schools.pk],
        level="commune",
    )
    place = (schools.pk, option("body_kind:school"), None)
    one, two, three = (home.communes[name].pk for name in ("Đông Một", "Đông Hai", "Tây Một"))
    branch = found[home.unit.pk, counted.period_id]
    assert {unit: cells.get(place) for unit, cells in branch.items()} == {one: 3, two: 0, three: None}
    assert set(found[home.districts["Đông"].pk, counted.period_id]) == {one, two}


def test_a_moved_commune_counts_where_it_lay_at_the_cut_off(home, catalogue):
    """Xã Tây Một passes from Tây to Đông on 1/1/2024: 2023 stays with Tây, 2024 counts in Đông."""
    by = home.people["provincial_officer"]
    before = services.open_round(home.unit, kind=PeriodKind.YEAR, year=2023, due_dates=DUE_DATES, by=by)
    accept(submission_of(before, home.communes["Tây Một"]), {"bodies:school": 6})
    old, day = home.communes["Tây Một"], date(2024, 1, 1)
    Unit.objects.filter(pk=old.pk).update(valid_to=day)
    new = Unit.objects.create(
        kind=old.kind, type=old.type, code="moved", name=old.name, short_name=old.short_name,
        parent=home.districts["Đông"], valid_from=day,
    )  # fmt: skip
    rebuild_closure()
    after = open_half_year(home, 2024)
    accept(submission_of(after, new), {"bodies:school": 7})
    east, west = home.districts["Đông"], home.districts["Tây"]
    found = {
        (opened.period.year, unit.short_name): total(opened, unit, "bodies:school").value
        for opened in (before, after)
        for unit in (home.unit, east, west)
    }
    assert found == {
        (2023, "Hải Sơn"): 6, (2023, "Đông"): 0, (2023, "Tây"): 6,
        (2024, "Hải Sơn"): 7, (2024, "Đông"): 7, (2024, "Tây"): 0,
    }  # fmt: skip
    assert submission_of(after, new).reviewer == east
    assert not after.submissions.filter(unit=old).exists()


ANSWERS = st.one_of(st.none(), st.just("x"), st.integers(min_value=0, max_value=10**11))


@settings(max_examples=25)
@given(answers=st.lists(ANSWERS, min_size=6, max_size=6), order=st.permutations(range(6)))
def test_the_communes_and_districts_add_up_to_the_province_in_any_order(opened, home, answers, order):
    with transaction.atomic():
        submissions = [list(opened.submissions.order_by("pk"))[place] for place in order]
        for submission, answer in zip(submissions, answers, strict=True):
            write_accepted(submission, answer, home.people["provincial_officer"])
        districts = [total(opened, unit, "bodies:school") for unit in home.districts.values()]
        whole = total(opened, home.unit, "bodies:school")
        transaction.set_rollback(True)
    numbers = [answer for answer in answers if isinstance(answer, int)]
    expected = Total(sum(numbers), len(numbers), answers.count(None), answers.count("x"))
    assert (whole, sum(districts, NOTHING)) == (expected, expected)


def write_accepted(submission, answer, by):
    states = {None: FigureState.NOT_REPORTED, "x": FigureState.NOT_APPLICABLE}
    state = states.get(answer, FigureState.REPORTED)
    schools = Figure.objects.filter(submission=submission, measure__code="bodies", row__code="school")
    schools.update(state=state, value=answer if state == FigureState.REPORTED else None)
    now = timezone.now()
    type(submission).objects.filter(pk=submission.pk).update(
        state="accepted", first_sent_at=now, sent_at=now, sent_by=by, reviewed_at=now, reviewed_by=by
    )


# --- Completeness --------------------------------------------------------------------------------


def test_a_round_is_counted_by_state_for_every_branch(opened, home, django_assert_num_queries):
    accept(submission_of(opened, home.communes["Đông Một"]))
    send(submission_of(opened, home.communes["Đông Hai"]), {})
    give_back(send(submission_of(opened, home.communes["Tây Một"]), {}))
    units = [home.unit, *home.districts.values()]
    with django_assert_num_queries(1):
        found = count_submissions(opened, [unit.pk for unit in units])
    assert {unit.short_name: found[unit.pk] for unit in units} == {
        "Hải Sơn": Completeness(expected=6, draft=3, sent=1, returned=1, accepted=1),
        "Đông": Completeness(expected=3, draft=1, sent=1, returned=0, accepted=1),
        "Tây": Completeness(expected=2, draft=1, sent=0, returned=1, accepted=0),
        "Đảo": Completeness(expected=1, draft=1, sent=0, returned=0, accepted=0),
    }


def test_waiting_is_what_no_reviewer_has_in_hand():
    assert Completeness(expected=10, draft=3, sent=1, returned=2, accepted=4).waiting == 5


def test_an_agency_owes_no_counts(opened, home):
    assert count_submissions(opened, [home.health.pk]) == {}


def test_several_rounds_are_counted_in_one_query(opened, world, django_assert_num_queries):
    foreign = open_half_year(world.other, 2024)
    with django_assert_num_queries(1):
        found = count_by_round(Submission.objects.all())
    assert (found[opened.pk].expected, found[foreign.pk].expected) == (6, 2)


def test_summing_begins_at_the_submissions_and_not_at_every_figure_ever_sent(
    opened, world, django_assert_num_queries
):
    with django_assert_num_queries(1) as asked:
        sum_figures(units=[world.home.unit.pk], periods=[opened.period_id], measures=[1])
    assert 'FROM "submissions_submission"' in asked.captured_queries[0]["sql"]
