"""What happens to formulas, milestones and reports, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans.enums import MeasuredIn
from reporting import services
from reporting.enums import FormulaKind, ReportState
from reporting.history import read_formula_changes
from reporting.measures import compute_results
from reporting.models import Formula, MilestoneRecord, Report
from reporting.tables import build_tables
from reporting.words import counted_in_words
from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from swprogram.org.models import ProgrammeLead
from swprogram.org.roles import Role
from tests.factories.org import ProgrammeLeadFactory
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
        services.issue_report(report, version=1, word="tạm tính", by=person)


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
        services.issue_report(report, version=1, word="tạm tính", by=officer)
    assert str(refused.value) == (
        "Still missing: number, date of signature, signed by. Write them into the report, then issue it."
    )
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT


def test_issuing_freezes_head_and_tables(report, officer, counted, plan, trained):
    issued = services.issue_report(signed(report, officer), version=2, word="tạm tính", by=officer)
    assert (issued.state, issued.issued_by, issued.version) == (ReportState.ISSUED, officer, 3)
    assert issued.frozen_tables == [table.to_json() for table in build_tables(counted, plan)]
    assert issued.frozen_head["symbol"] == "BC-SLĐTBXH"


def test_an_issued_report_is_only_read(report, officer):
    issued = services.issue_report(signed(report, officer), version=2, word="tạm tính", by=officer)
    with pytest.raises(ChangeRefused, match="cannot be changed any more"):
        services.save_report(issued, values={"direction": "Khác"}, version=issued.version, by=officer)
    with pytest.raises(ChangeRefused):
        services.issue_report(issued, version=issued.version, word="tạm tính", by=officer)


def test_issuing_on_an_older_version_is_refused(report, officer):
    signed(report, officer)
    with pytest.raises(StaleVersion):
        services.issue_report(report, version=1, word="tạm tính", by=officer)


def test_a_later_correction_does_not_move_an_issued_report(report, officer, counted, plan, trained, world):
    issued = services.issue_report(signed(report, officer), version=2, word="tạm tính", by=officer)
    before = issued.frozen_tables
    counts = DONG_MOT | {"staff_trained:cadre:commune": 2}
    correct_counts(counted, world.home.communes["Đông Một"], counts)
    assert build_tables(counted, plan)[0].rows[0][4] == 6
    assert Report.objects.get().frozen_tables == before
    assert before[0]["rows"][0][4] == 5


def test_every_save_leaves_a_line_in_the_history(report, officer):
    signed(report, officer)
    assert [row.number for row in report.history.order_by("pk")] == ["", "05"]


# --- What stands in the way of issuing, and taking a report back ---------------------------------


def issue(report, officer, word="tạm tính", **values):
    saved = services.save_report(report, values=SIGNED | values, version=report.version, by=officer)
    return services.issue_report(saved, version=saved.version, word=word, by=officer)


@pytest.mark.parametrize(
    ("values", "message"),
    (
        ({"signed_on": date(2024, 7, 2)}, "still to come"),
        ({"signed_on": date(2023, 12, 1)}, "before the period"),
        ({"number": ""}, "Still missing: number"),
    ),
)
def test_a_report_with_an_impossible_day_or_without_a_number_is_not_issued(report, officer, values, message):
    with clock.at(date(2024, 7, 1)), pytest.raises(ChangeRefused, match=message):
        issue(report, officer, **values)


@pytest.mark.parametrize(
    "signer",
    (
        "TS. Nguyễn Văn An",
        "ThS Nguyễn Văn An",
        "PGS.TS Nguyễn Văn An",
        "BS. An",
        "Nguyễn Văn An, ThS.",
        "bác sĩ An",
    ),
)
def test_no_academic_title_stands_before_the_signer(report, officer, signer):
    with pytest.raises(ValidationError, match="without academic"):
        services.save_report(report, values=SIGNED | {"signer": signer}, version=1, by=officer)


@pytest.mark.parametrize("signer", ("Nguyễn Văn An", "Tsering Thị Bs", "Đặng Thị Cúc", "Lò Văn Ksor"))
def test_a_name_is_a_name(report, officer, signer):
    assert (
        services.save_report(report, values=SIGNED | {"signer": signer}, version=1, by=officer).signer
        == signer
    )


def test_with_units_missing_it_is_issued_by_a_word_only(report, officer):
    with pytest.raises(ChangeRefused, match="Only 5 of 6 submissions are accepted. Type “TẠM TÍNH”"):
        issue(report, officer, word="")
    report.refresh_from_db()
    assert issue(report, officer, word=" tạm tính ").state == ReportState.ISSUED


def test_before_the_cut_off_it_is_issued_by_a_word_only(report, officer):
    with pytest.raises(ChangeRefused, match="signed before the data cut-off of 14/06/2024"):
        issue(report, officer, word="yes", signed_on=date(2024, 6, 1))


@pytest.mark.parametrize("day", (date(2023, 12, 15), date(2024, 6, 24)))
def test_a_report_may_be_signed_on_the_first_day_of_its_period_and_today(report, officer, day):
    with clock.at(date(2024, 6, 24)):
        assert issue(report, officer, signed_on=day).state == ReportState.ISSUED


def test_a_signature_on_the_day_of_the_cut_off_is_not_before_it(report, officer):
    with pytest.raises(ChangeRefused) as refused:
        issue(report, officer, word="", signed_on=date(2024, 6, 14))
    assert str(refused.value) == (
        "Only 5 of 6 submissions are accepted. Type “TẠM TÍNH” to issue it all the same."
    )


def test_a_report_has_a_number_of_the_agency_that_led_on_the_day_of_its_signature(
    report, counted, phase_plan, officer, world
):
    changed = date(2024, 6, 20)
    ProgrammeLead.objects.filter(province=world.home.unit).update(valid_from=changed)
    ProgrammeLeadFactory(province=world.home.unit, agency=world.home.health, valid_to=changed)
    before = issue(report, officer, signed_on=date(2024, 6, 19))
    other = services.start_report(round=counted, plan=phase_plan, by=officer)
    after = issue(other, officer, signed_on=changed)
    assert (before.number, before.numbered_by) == ("05", world.home.health)
    assert (after.number, after.numbered_by) == ("05", world.home.lead)


def test_a_number_is_free_again_in_the_next_year(report, counted, phase_plan, officer):
    issue(report, officer)
    other = services.start_report(round=counted, plan=phase_plan, by=officer)
    assert issue(other, officer, signed_on=date(2025, 1, 2)).number == "05"


def test_without_any_accepted_count_there_is_nothing_to_issue(plan, opened, officer):
    report = services.start_report(round=opened, plan=plan, by=officer)
    with pytest.raises(ChangeRefused, match="No submission of this round is accepted"):
        issue(report, officer)


def test_a_number_is_given_once_a_year(report, counted, phase_plan, officer):
    issue(report, officer)
    other = services.start_report(round=counted, plan=phase_plan, by=officer)
    with pytest.raises(ChangeRefused, match="number 05 was given to another report of 2024"):
        issue(other, officer, number="5")
    assert issue(Report.objects.get(pk=other.pk), officer, number="6").number == "06"


WITHDRAWAL = {"reason": "Sai số liệu", "number": "12/QĐ-SYT", "decided_on": date(2024, 7, 1)}


def test_a_withdrawn_report_stays_and_another_may_be_written_beside_it(report, plan, counted, officer):
    issued = issue(report, officer)
    withdrawn = services.withdraw_report(issued, **WITHDRAWAL, version=issued.version, by=officer)
    assert (withdrawn.state, withdrawn.withdrawal_number) == (ReportState.WITHDRAWN, "12/QĐ-SYT")
    assert withdrawn.frozen_tables == issued.frozen_tables
    again = services.start_report(round=counted, plan=plan, by=officer)
    with pytest.raises(ChangeRefused, match="number 05 was given"):
        issue(again, officer)


def test_a_withdrawal_says_why_and_by_which_decision(report, officer):
    issued = issue(report, officer)
    for missing in ({"reason": " "}, {"number": ""}, {"decided_on": date(2024, 6, 1)}):
        with pytest.raises(ValidationError):
            services.withdraw_report(issued, **WITHDRAWAL | missing, version=issued.version, by=officer)


def test_a_report_is_withdrawn_from_the_day_of_its_signature_and_until_today(report, officer):
    with clock.at(date(2024, 7, 1)):
        issued = issue(report, officer)
        coming = WITHDRAWAL | {"decided_on": date(2024, 7, 2)}
        with pytest.raises(ValidationError, match="until today"):
            services.withdraw_report(issued, **coming, version=issued.version, by=officer)
        at_once = WITHDRAWAL | {"decided_on": date(2024, 6, 24)}
        withdrawn = services.withdraw_report(issued, **at_once, version=issued.version, by=officer)
    assert withdrawn.state == ReportState.WITHDRAWN


def test_a_draft_is_not_withdrawn_and_an_issued_report_not_deleted(report, officer):
    with pytest.raises(ChangeRefused):
        services.withdraw_report(report, **WITHDRAWAL, version=1, by=officer)
    issued = issue(report, officer)
    with pytest.raises(ChangeRefused, match="issued"):
        services.delete_report(issued, version=issued.version, by=officer)


def test_a_draft_is_deleted_and_its_history_stays(report, officer):
    services.delete_report(report, version=1, by=officer)
    assert not Report.objects.exists()
    assert Report.history.filter(history_type="-").get().history_user == officer


# --- Formulas that do not fit --------------------------------------------------------------------


def test_a_share_is_not_taken_over_for_a_number_of_persons(trained, plan, officer):
    persons = TargetFactory(plan=plan, measured_in=MeasuredIn.PERSON, value=60, indicator=trained.indicator)
    with pytest.raises(ChangeRefused, match="gives percent, but the target is measured in persons"):
        services.copy_formula(trained, target=persons, by=officer)
    assert not Formula.objects.filter(target=persons).exists()


def test_a_copied_plan_gets_only_the_formulas_that_fit(trained, plan, world, officer):
    copy = PlanFactory(unit=world.home.unit, from_year=2025)
    copy.copied_from = plan
    persons = TargetFactory(plan=copy, measured_in=MeasuredIn.PERSON, value=60, indicator=trained.indicator)
    share = TargetFactory(plan=copy, indicator=trained.indicator)
    services.copy_formulas(copy, by=officer)
    assert [one.target for one in Formula.objects.filter(target__plan=copy)] == [share]
    assert not hasattr(persons, "formula")


def test_of_several_formulas_that_fit_the_one_of_the_same_code_is_taken_over(
    trained, children, phase_plan, world, officer
):
    trained.plan = phase_plan
    trained.save()
    children.indicator, children.code = trained.indicator, "VT-9"
    children.save()
    copy = PlanFactory(unit=world.home.unit, from_year=2025)
    copy.parent, copy.copied_from = children.plan, phase_plan
    target = TargetFactory(plan=copy, code="VT-2", indicator=trained.indicator)
    services.copy_formulas(copy, by=officer)
    assert composition(target) == composition(trained)


@pytest.mark.parametrize(
    ("kind", "options"),
    (
        (FormulaKind.RATIO, {"measured_in": MeasuredIn.PERSON}),
        (FormulaKind.CUMULATIVE, {"measured_in": MeasuredIn.PERCENT}),
        (FormulaKind.MILESTONE, {"measured_in": MeasuredIn.DONG}),
        (FormulaKind.RATIO, {"growth_mode": "relative", "base_year": 2020}),
        (FormulaKind.GROWTH, {}),
    ),
)
def test_the_row_itself_refuses_a_formula_of_another_kind(kind, options, plan):
    target = TargetFactory(plan=plan, **options)
    with pytest.raises(ValidationError, match="Choose"):
        Formula(target=target, kind=kind).full_clean()


def test_a_target_that_is_changed_under_its_formula_has_no_result(trained, counted, world):
    trained.measured_in = MeasuredIn.PERSON
    trained.save()
    (result,) = compute_results([trained], unit_ids=[world.home.unit.pk], periods=[counted.period]).values()
    assert (result.value, result.state) == (None, "no_data")
    assert "gives percent, but the target is measured in persons" in counted_in_words(result)


def test_who_changed_which_term_stands_in_the_history(trained, children, officer):
    services.copy_formula(children, target=trained, by=officer)
    told = [(one.subject, one.entry.what, one.entry.who) for one in read_formula_changes(trained)]
    assert {what for _subject, what, who in told if who == officer} == {"Entered", "Deleted"}
    assert len([one for one in told if one[1] == "Deleted"]) == 3
