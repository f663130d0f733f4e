"""Results of every kind of formula in the small world, added up by hand (see tests/reporting/counts.py)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from plans.enums import Comparator, MeasuredIn
from reporting.enums import FormulaKind, ResultState
from reporting.formulas import Figures, compute
from reporting.imports import import_formulas
from reporting.measures import compute_results, count_late, count_members, find_asked_cells
from reporting.models import Formula, MilestoneRecord
from submissions.measures import sum_figures
from submissions.models import Measure, Option, Period
from submissions.services import open_round
from swprogram.kit.periods import PeriodKind
from tests.factories.plans import TargetFactory
from tests.reporting.counts import DONG_MOT, accept_counts, bind, correct_counts
from tests.worlds import DUE_DATES, open_half_year


def result_of(target, unit, period, **options):
    return compute_results([target], unit_ids=[unit.pk], periods=[period], **options)[
        target.pk, unit.pk, period.pk
    ]


def numbers(result):
    return result.value, result.numerator, result.denominator


# --- Ratio -----------------------------------------------------------------------------------


def test_a_ratio_is_added_up_over_the_branch(trained, counted, world):
    found = result_of(trained, world.home.unit, counted.period)
    assert numbers(found) == (Decimal("35.71"), 5, 14)
    assert found.state == ResultState.REACHED


def test_each_district_has_its_own_ratio(trained, counted, world):
    districts = world.home.districts
    assert numbers(result_of(trained, districts["Đông"], counted.period)) == (Decimal("36.36"), 4, 11)
    assert numbers(result_of(trained, districts["Đảo"], counted.period)) == (Decimal("33.33"), 1, 3)


def test_a_commune_is_a_branch_of_its_own(trained, counted, world):
    found = result_of(trained, world.home.communes["Đông Một"], counted.period)
    assert numbers(found) == (Decimal("50.00"), 2, 4)


def test_a_district_alone_counts_without_its_communes(trained, counted, world):
    found = result_of(trained, world.home.districts["Đông"], counted.period, own=True)
    assert numbers(found) == (Decimal("33.33"), 2, 6)


def test_the_members_and_the_district_itself_make_up_the_district(trained, counted, world):
    home = world.home
    parts = [
        result_of(trained, home.communes["Đông Một"], counted.period),
        result_of(trained, home.communes["Đông Hai"], counted.period),
        result_of(trained, home.districts["Đông"], counted.period, own=True),
    ]
    assert (sum(p.numerator for p in parts), sum(p.denominator for p in parts)) == (4, 11)


def test_another_plan_may_leave_civil_servants_out(phase_plan, counted, world):
    """LS-3 counts no civil servants, and only communes, labour offices and assistance facilities."""
    target = TargetFactory(plan=phase_plan, code="LS-3", comparator=Comparator.EQUAL, value=Decimal(50))
    bind(phase_plan, "langson-2011-2015", "LS-3")
    assert numbers(result_of(target, world.home.unit, counted.period)) == (Decimal("25.00"), 2, 8)


def test_a_denominator_of_zero_is_no_data(trained, counted, world):
    """Tây Một reported 0 people: no share can be told, and it is not 0 %."""
    found = result_of(trained, world.home.communes["Tây Một"], counted.period)
    assert numbers(found) == (None, None, None)
    assert found.state == ResultState.NO_DATA


def test_a_numerator_of_zero_is_zero_percent(trained, counted, world):
    found = result_of(trained, world.home.communes["Đông Hai"], counted.period)
    assert numbers(found) == (Decimal("0.00"), 0, 1)
    assert found.state == ResultState.BEHIND


def test_nothing_accepted_is_no_data(trained, opened, world):
    found = result_of(trained, world.home.unit, opened.period)
    assert numbers(found) == (None, None, None)
    assert found.state == ResultState.NO_DATA


def test_cells_that_were_not_reported_are_told(children, counted, world):
    """Two communes answered orphans; the third and two districts left six groups open; Tây sent nothing."""
    found = result_of(children, world.home.unit, counted.period)
    assert numbers(found) == (Decimal("25.00"), 1, 4)
    assert found.not_reported == 2 * (5 + 5 + 6 + 6 + 6 + 6)


def test_returned_counts_leave_the_result_until_they_are_accepted_again(trained, counted, world):
    commune = world.home.communes["Đông Một"]
    correct_counts(counted, commune, DONG_MOT | {"staff_trained:cadre:commune": 2})
    assert numbers(result_of(trained, world.home.unit, counted.period)) == (Decimal("42.86"), 6, 14)


def test_the_other_province_counts_nothing_here(trained, counted, world):
    assert result_of(trained, world.other.unit, counted.period).value is None


# --- Coverage --------------------------------------------------------------------------------


def test_coverage_of_at_least_one_counts_communes_that_reported(staffed_communes, counted, world):
    """Đông Một 4, Đông Hai 1, Tây Một 0: two of three communes."""
    found = result_of(staffed_communes, world.home.unit, counted.period)
    assert numbers(found) == (Decimal("66.67"), 2, 3)
    assert found.state == ResultState.ON_THE_WAY


def test_coverage_of_at_least_two_asks_for_more(staffed_communes, counted, world):
    staffed_communes.value, staffed_communes.value_to = Decimal(2), Decimal(3)
    staffed_communes.save()
    found = result_of(staffed_communes, world.home.unit, counted.period)
    assert numbers(found) == (Decimal("33.33"), 1, 3)
    assert found.state == ResultState.BEHIND


def test_a_commune_that_did_not_report_is_left_out_of_the_coverage(staffed_communes, opened, world):
    accept_counts(opened, world.home.communes["Đông Một"], DONG_MOT)
    found = result_of(staffed_communes, world.home.unit, opened.period)
    assert numbers(found) == (Decimal("100.00"), 1, 1)


def test_a_district_without_communes_has_no_coverage(staffed_communes, counted, world):
    assert result_of(staffed_communes, world.home.districts["Đảo"], counted.period).value is None


def test_the_counts_behind_a_coverage_can_be_opened(staffed_communes, counted, world):
    communes = world.home.communes
    formula = Formula.objects.with_terms().get(target=staffed_communes)
    assert count_members(formula, world.home.unit.pk, counted.period) == {
        communes["Đông Một"].pk: 4,
        communes["Đông Hai"].pk: 1,
        communes["Tây Một"].pk: 0,
    }


def test_coverages_of_two_levels_do_not_mix(staffed_communes, plan, counted, world):
    """Districts with people at health facilities: Đảo alone reported any, so one of one."""
    target = TargetFactory(plan=plan, code="X-1", value=Decimal(1), measured_in=MeasuredIn.PERSON_PER_UNIT)
    row = {"side": "numerator", "measure": "staff", "columns": ["workplace:health"]}
    import_formulas(plan, [{"target": "X-1", "kind": "coverage", "level": "district", "terms": [row]}])
    found = compute_results(
        [staffed_communes, target], unit_ids=[world.home.unit.pk], periods=[counted.period]
    )
    assert numbers(found[target.pk, world.home.unit.pk, counted.period_id]) == (Decimal("100.00"), 1, 1)
    assert numbers(found[staffed_communes.pk, world.home.unit.pk, counted.period_id])[1:] == (2, 3)


# --- Milestone -------------------------------------------------------------------------------


@pytest.fixture
def centre(phase_plan, officer):
    target = TargetFactory(
        plan=phase_plan,
        code="LS-2",
        comparator=Comparator.EQUAL,
        value=Decimal(1),
        measured_in=MeasuredIn.FACILITY,
    )
    Formula.objects.create(target=target, kind=FormulaKind.MILESTONE)
    return target


def record(target, day, officer):
    MilestoneRecord.objects.create(
        target=target, unit=target.plan.unit, done_on=day, evidence="QĐ 2140/QĐ-UBND", recorded_by=officer
    )


def test_without_any_record_a_milestone_has_no_data(centre, opened, world):
    assert result_of(centre, world.home.unit, opened.period).state == ResultState.NO_DATA


def test_a_milestone_on_the_day_of_the_cut_off_counts(centre, opened, world, officer):
    record(centre, date(2024, 6, 14), officer)
    found = result_of(centre, world.home.unit, opened.period)
    assert (found.value, found.state) == (Decimal(1), ResultState.REACHED)


def test_a_milestone_after_the_cut_off_does_not_count_yet(centre, opened, world, officer):
    record(centre, date(2024, 6, 15), officer)
    found = result_of(centre, world.home.unit, opened.period)
    assert (found.value, found.state) == (Decimal(0), ResultState.ON_THE_WAY)


# --- Cumulative ------------------------------------------------------------------------------


@pytest.fixture
def skills(phase_plan, catalogue):
    """LS-5: 348 people trained in skills over five years."""
    target = TargetFactory(
        plan=phase_plan,
        code="LS-5",
        comparator=Comparator.EQUAL,
        value=Decimal(348),
        measured_in=MeasuredIn.PERSON,
    )
    bind(phase_plan, "langson-2011-2015", "LS-5")
    return target


def count_skills(world, kind, year, **trainees):
    """Open a round and accept the trainees of communes, given by short names with a low line for a blank."""
    by = world.home.people["provincial_officer"]
    opened = open_round(world.home.unit, kind=kind, year=year, due_dates=DUE_DATES, by=by)
    for name, count in trainees.items():
        accept_counts(opened, world.home.communes[name.replace("_", " ")], {"trainees:skills": count})
    return opened


def test_a_year_and_its_six_months_count_once(skills, world):
    """2022: 100; 2023: 8 in six months, 20 in the whole year. Not 128, but 120 of 348."""
    count_skills(world, PeriodKind.YEAR, 2022, Đông_Một=60, Đông_Hai=40)
    count_skills(world, PeriodKind.HALF_YEAR, 2023, Đông_Một=8)
    year = count_skills(world, PeriodKind.YEAR, 2023, Đông_Một=20)
    found = result_of(skills, world.home.unit, year.period)
    assert (found.value, found.required) == (Decimal(120), Decimal(348))


def test_six_months_count_as_long_as_the_year_is_not_reported(skills, world):
    count_skills(world, PeriodKind.YEAR, 2022, Đông_Một=100)
    half = count_skills(world, PeriodKind.HALF_YEAR, 2023, Đông_Một=8, Đông_Hai=4)
    assert result_of(skills, world.home.unit, half.period).value == Decimal(112)


def test_a_year_that_is_still_coming_in_never_says_less_than_its_six_months(skills, world):
    """Đông Hai has not sent its year yet: 3 of the year are in, 12 of the six months were."""
    count_skills(world, PeriodKind.HALF_YEAR, 2023, Đông_Một=2, Đông_Hai=10)
    year = count_skills(world, PeriodKind.YEAR, 2023, Đông_Một=3)
    assert result_of(skills, world.home.unit, year.period).value == Decimal(12)


def test_years_before_the_span_and_after_the_period_do_not_count(skills, world):
    count_skills(world, PeriodKind.YEAR, 2020, Đông_Một=50)
    half = count_skills(world, PeriodKind.HALF_YEAR, 2022, Đông_Một=5)
    count_skills(world, PeriodKind.YEAR, 2022, Đông_Một=9)
    assert result_of(skills, world.home.unit, half.period).value == Decimal(5)


# --- All together ----------------------------------------------------------------------------


def test_a_target_without_a_formula_has_no_data(plan, counted, world):
    target = TargetFactory(plan=plan, code="X-9")
    found = result_of(target, world.home.unit, counted.period)
    assert (found.formula, found.state) == (None, ResultState.NO_DATA)


def test_a_period_that_the_target_does_not_cover_shows_its_value_uncompared(trained, catalogue, world):
    earlier = open_half_year(world.home, 2023)
    accept_counts(earlier, world.home.communes["Đông Một"], DONG_MOT)
    found = result_of(trained, world.home.unit, earlier.period)
    assert (found.value, found.state) == (Decimal("50.00"), None)


@pytest.mark.parametrize(("province", "queries"), (("home", 8), ("other", 7)))
def test_queries_do_not_grow_with_units_or_periods(
    province, queries, trained, staffed_communes, children, counted, world, django_assert_num_queries
):
    world_of = getattr(world, province)
    units = [world_of.unit, *world_of.districts.values(), *world_of.communes.values()]
    periods = list(Period.objects.all())
    with django_assert_num_queries(queries):
        compute_results(
            [trained, staffed_communes, children], unit_ids=[unit.pk for unit in units], periods=periods
        )


# --- Who has answered ------------------------------------------------------------------------


def answers_of(result):
    return result.answers.answered, result.answers.expected, result.is_provisional


def test_a_result_says_how_many_of_the_units_that_are_asked_have_answered(trained, counted, world):
    districts = world.home.districts
    found = {name: answers_of(result_of(trained, districts[name], counted.period)) for name in districts}
    assert found == {"Đông": (3, 3, False), "Tây": (1, 2, False), "Đảo": (1, 1, False)}
    assert answers_of(result_of(trained, world.home.unit, counted.period)) == (5, 6, True)


def test_only_the_units_of_its_level_answer_for_a_coverage(staffed_communes, counted, world):
    assert answers_of(result_of(staffed_communes, world.home.unit, counted.period)) == (3, 3, False)


def test_one_unit_of_six_is_provisional_though_it_reaches_the_target(trained, opened, world):
    accept_counts(opened, world.home.communes["Đông Một"], DONG_MOT)
    found = result_of(trained, world.home.unit, opened.period)
    assert (found.state, answers_of(found)) == (ResultState.REACHED, (1, 6, True))


def test_a_unit_that_sent_nothing_leaves_all_of_its_cells_without_a_figure(trained, opened, world):
    """Of 5 kinds at 9 places a commune is asked for those of the commune, a district for the other ones."""
    before = result_of(trained, world.home.communes["Đông Hai"], opened.period)
    accept_counts(opened, world.home.communes["Đông Hai"], {"staff:cadre:commune": 1})
    after = result_of(trained, world.home.communes["Đông Hai"], opened.period)
    assert before.not_reported - after.not_reported == 1


def test_the_unit_alone_answers_for_itself(trained, counted, world):
    found = result_of(trained, world.home.districts["Tây"], counted.period, own=True)
    assert answers_of(found) == (0, 1, False)


def test_a_running_total_asks_in_each_of_its_years(phase_plan, catalogue, opened, world):
    target = TargetFactory(plan=phase_plan, code="LS-4", measured_in=MeasuredIn.PERSON)
    bind(phase_plan, "langson-2011-2015", "LS-4")
    accept_counts(open_half_year(world.home, 2023), world.home.communes["Đông Một"], DONG_MOT)
    accept_counts(opened, world.home.communes["Đông Một"], DONG_MOT)
    answers = result_of(target, world.home.unit, opened.period).answers
    assert (answers.answered, answers.expected) == (2, 12)


def test_milestones_are_asked_of_nobody(plan, opened, world):
    target = TargetFactory(plan=plan, measured_in=MeasuredIn.FACILITY)
    Formula.objects.create(target=target, kind=FormulaKind.MILESTONE)
    assert answers_of(result_of(target, world.home.unit, opened.period)) == (0, 0, False)


def test_late_submissions_are_counted_by_branch(opened, world):
    """On 17/6 the communes are late (14/6), the districts are not yet (19/6)."""
    home = world.home
    accept_counts(opened, home.communes["Đông Một"], DONG_MOT)
    units = [home.unit.pk, *(unit.pk for unit in home.districts.values())]
    late = count_late(opened, units, date(2024, 6, 17))
    assert late == {home.unit.pk: 2, home.districts["Đông"].pk: 1, home.districts["Tây"].pk: 1}
    assert count_late(opened, units, date(2024, 6, 14)) == {}


def test_a_cell_is_asked_for_where_a_form_below_has_it(opened, world):
    """Communes are asked for the kind of body "commune", districts are not: so Đảo is not."""
    home = world.home
    asked = find_asked_cells(opened, [home.districts["Đông"].pk, home.districts["Đảo"].pk])
    bodies = Measure.objects.get(code="bodies")
    commune = Option.objects.get(breakdown__code="body_kind", code="commune")
    assert (home.districts["Đông"].pk, bodies.pk, commune.pk, None) in asked
    assert (home.districts["Đảo"].pk, bodies.pk, commune.pk, None) not in asked


def test_the_terms_of_a_formula_are_read_once_however_many_cells_there_are(
    trained, counted, world, django_assert_num_queries
):
    formula = Formula.objects.select_related("target").get(target=trained)
    ids = [world.home.unit.pk, *(district.pk for district in world.home.districts.values())]
    measures = [term.measure_id for term in formula.terms.all()]
    totals = defaultdict(dict)
    for (unit, period, measure, *place), total in sum_figures(
        units=ids, periods=[counted.period_id], measures=measures
    ).items():
        totals[unit, period, measure][tuple(place)] = total
    figures = Figures(totals, {}, {}, [counted.period])
    with django_assert_num_queries(1 + 2 * 3):
        values = [compute(formula, pk, counted.period, figures).value for pk in ids * 50]
    assert values[:2] == [Decimal("35.71"), Decimal("36.36")]
