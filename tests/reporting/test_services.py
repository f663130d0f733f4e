"""What happens to formulas, milestones and reports, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from reporting import services
from reporting.enums import FormulaKind, ReportState
from reporting.models import Formula, MilestoneRecord, Report
from reporting.tables import build_tables
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory, TargetFactory
from tests.reporting.counts import DONG_MOT, correct_counts

SIGNED = {"number": "05", "signed_on": date(2024, 6, 24), "signer": "Nguyễn Văn An"}

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def report(plan, counted, officer):
    return services.start_report(round=counted, plan=plan, by=officer)


def signed(report, officer):
    return services.save_report(report, values=SIGNED, version=report.version, by=officer)


# --- Formulas and milestones -----------------------------------------------------------------


def composition(target):
    """[(side, measure, row options, column options)] of a target's formula."""
    return [
        (
            term.side,
            term.measure.code,
            sorted(option.code for option in term.rows.all()),
            sorted(option.code for option in term.columns.all()),
        )
        for term in target.formula.terms.all()
    ]


def test_a_formula_is_taken_over_with_its_terms(trained, world, officer):
    later = TargetFactory(plan=PlanFactory(unit=world.home.unit, from_year=2025), indicator=trained.indicator)
    services.copy_formula(trained, target=later, by=officer)
    assert later.formula.kind == FormulaKind.RATIO
    assert composition(later) == composition(trained)
    assert len(composition(later)[0][3]) == 9


def test_a_second_formula_takes_the_place_of_the_first(trained, children, officer):
    services.copy_formula(children, target=trained, by=officer)
    assert Formula.objects.filter(target=trained).count() == 1
    trained.refresh_from_db()
    assert [measure for _side, measure, _rows, _columns in composition(trained)] == [
        "children_served",
        "children",
    ]


def test_there_must_be_something_to_take_over(trained, plan, officer):
    other = TargetFactory(plan=plan)
    with pytest.raises(ChangeRefused, match="has no formula to take over"):
        services.copy_formula(other, target=trained, by=officer)
    assert Formula.objects.filter(target=trained).count() == 1


@pytest.mark.parametrize("role", (Role.PROVINCIAL_LEADER, Role.DISTRICT_OFFICER, Role.SYSTEM_ADMINISTRATOR))
def test_only_those_who_enter_plans_change_how_they_are_counted(role, trained, children, world):
    with pytest.raises(PermissionDenied):
        services.copy_formula(children, target=trained, by=world.home.people[role])


def test_a_milestone_is_recorded_for_the_province(plan, officer):
    target = TargetFactory(plan=plan)
    Formula.objects.create(target=target, kind=FormulaKind.MILESTONE)
    record = services.record_milestone(
        target, done_on=date(2024, 5, 2), evidence="Quyết định 2140/QĐ-UBND", by=officer
    )
    assert (record.unit, record.recorded_by) == (plan.unit, officer)


def test_a_target_that_is_counted_takes_no_milestones(trained, officer):
    with pytest.raises(ChangeRefused, match="not counted by milestones"):
        services.record_milestone(trained, done_on=date(2024, 5, 2), evidence="QĐ 1", by=officer)
    assert MilestoneRecord.objects.count() == 0


# --- Reports ---------------------------------------------------------------------------------


def test_a_report_begins_as_a_draft(report):
    assert (report.state, report.version, report.frozen_tables) == (ReportState.DRAFT, 1, None)


def test_a_round_has_one_report_per_plan(report, plan, counted, officer):
    with pytest.raises(ValidationError):
        services.start_report(round=counted, plan=plan, by=officer)


def test_the_plan_must_cover_the_period(counted, world, officer):
    later = PlanFactory(unit=world.home.unit, from_year=2025)
    foreign = PlanFactory(unit=world.other.unit)
    for plan in (later, foreign):
        with pytest.raises(ChangeRefused, match="does not cover the period"):
            services.start_report(round=counted, plan=plan, by=officer)


@pytest.mark.parametrize("role", (Role.PROVINCIAL_LEADER, Role.DISTRICT_OFFICER, Role.MINISTRY_VIEWER))
def test_only_the_provincial_officer_writes(role, report, plan, counted, world):
    person = world.home.people[role]
    with pytest.raises(PermissionDenied):
        services.save_report(report, values=SIGNED, version=1, by=person)
    with pytest.raises(PermissionDenied):
        services.issue_report(report, version=1, by=person)


def test_the_officer_of_another_province_does_not_write(report, world):
    foreign = world.other.people[Role.PROVINCIAL_OFFICER]
    with pytest.raises(PermissionDenied):
        services.save_report(report, values=SIGNED, version=1, by=foreign)


def test_saving_on_an_older_version_is_refused(report, officer):
    services.save_report(report, values={"direction": "Một"}, version=1, by=officer)
    with pytest.raises(StaleVersion):
        services.save_report(report, values={"direction": "Hai"}, version=1, by=officer)
    report.refresh_from_db()
    assert (report.direction, report.version) == ("Một", 2)


def test_issuing_needs_number_date_and_signer(report, officer):
    with pytest.raises(ChangeRefused) as refused:
        services.issue_report(report, version=1, by=officer)
    assert str(refused.value) == (
        "Still missing: number, date of signature, signed by. Write them into the report, then issue it."
    )
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT


def test_issuing_freezes_head_and_tables(report, officer, counted, plan, trained):
    issued = services.issue_report(signed(report, officer), version=2, by=officer)
    assert (issued.state, issued.issued_by, issued.version) == (ReportState.ISSUED, officer, 3)
    assert issued.frozen_tables == [table.to_json() for table in build_tables(counted, plan)]
    assert issued.frozen_head["symbol"] == "BC-SLĐTBXH"


def test_an_issued_report_is_only_read(report, officer):
    issued = services.issue_report(signed(report, officer), version=2, by=officer)
    with pytest.raises(ChangeRefused, match="cannot be changed any more"):
        services.save_report(issued, values={"direction": "Khác"}, version=issued.version, by=officer)
    with pytest.raises(ChangeRefused):
        services.issue_report(issued, version=issued.version, by=officer)


def test_issuing_on_an_older_version_is_refused(report, officer):
    signed(report, officer)
    with pytest.raises(StaleVersion):
        services.issue_report(report, version=1, by=officer)


def test_a_later_correction_does_not_move_an_issued_report(report, officer, counted, plan, trained, world):
    issued = services.issue_report(signed(report, officer), version=2, by=officer)
    before = issued.frozen_tables
    counts = DONG_MOT | {"staff_trained:cadre:commune": 2}
    correct_counts(counted, world.home.communes["Đông Một"], counts)
    assert build_tables(counted, plan)[0].rows[0][4] == 6
    assert Report.objects.get().frozen_tables == before
    assert before[0]["rows"][0][4] == 5


def test_every_save_leaves_a_line_in_the_history(report, officer):
    signed(report, officer)
    assert [row.number for row in report.history.order_by("pk")] == ["", "05"]
