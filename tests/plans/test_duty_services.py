"""What happens to reports on duties: every state × verb, who may, versions, evidence, and the record."""

from datetime import date
from pathlib import PurePath

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from plans import services
from plans.enums import DutyReportState, PlanState, Progress, Rhythm
from plans.models import DutyReport, Plan
from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused, StaleVersion, WrongState
from swprogram.org.models import User
from swprogram.org.roles import Role
from tests.factories.duties import HALF_2024, YEAR_2024, make_duty, save_report, send_report
from tests.factories.org import AgencyFactory, MembershipFactory, UserFactory
from tests.worlds import add_person

PDF = b"%PDF-1.7\n%..."
MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def june():
    with clock.at(date(2024, 6, 20)):
        yield


@pytest.fixture
def health(world):
    return world.home.health


@pytest.fixture
def author(world):
    return world.home.people[Role.AGENCY_OFFICER]


@pytest.fixture
def duty(plan, health):
    return make_duty(plan, health)


@pytest.fixture
def sent(duty, health, author):
    return send_report(duty, health, author)


def in_state(state, sent, officer):
    """The report, brought into a state by the services."""
    version = {"version": sent.version, "by": officer}
    if state == DutyReportState.ACCEPTED:
        return services.accept_duty_report(sent, **version)
    if state == DutyReportState.RETURNED:
        return services.return_duty_report(sent, reason="Thiếu số liệu.", **version)
    if state == DutyReportState.DRAFT:
        DutyReport.objects.update(state="draft", sent_at=None, sent_by=None)
        sent.refresh_from_db()
    return sent


# --- Every state × verb ----------------------------------------------------------------------

STATES = list(DutyReportState)
EXPECTED = {
    ("save", "draft"): "draft",
    ("save", "returned"): "returned",
    ("send", "draft"): "sent",
    ("send", "returned"): "sent",
    ("accept", "sent"): "accepted",
    ("return", "sent"): "returned",
    ("return", "accepted"): "returned",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", ("save", "send", "accept", "return"))
def test_each_verb_is_possible_in_these_states_only(verb, state, sent, duty, health, author, officer):
    report = in_state(state, sent, officer)
    version = report.version
    verbs = {
        "save": lambda: save_report(duty, health, author, values={"done": "Khác."}, version=version),
        "send": lambda: services.send_duty_report(report, version=version, by=author),
        "accept": lambda: services.accept_duty_report(report, version=version, by=officer),
        "return": lambda: services.return_duty_report(report, reason="Lý do.", version=version, by=officer),
    }
    if (verb, state.value) in EXPECTED:
        changed = verbs[verb]()
        assert (changed.state, changed.version) == (EXPECTED[verb, state.value], version + 1)
    else:
        with pytest.raises(ChangeRefused):
            verbs[verb]()
        report.refresh_from_db()
        assert (report.state, report.version) == (state, version)


def test_a_wrong_state_is_named(sent, officer):
    accepted = services.accept_duty_report(sent, version=sent.version, by=officer)
    with pytest.raises(WrongState):
        services.accept_duty_report(accepted, version=accepted.version, by=officer)


def test_what_was_sent_says_when_and_by_whom(sent, author):
    assert (sent.sent_at.date(), sent.sent_by, sent.reviewed_at) == (date(2024, 6, 20), author, None)


def test_what_was_returned_says_why_until_it_is_sent_again(sent, author, officer):
    report = services.return_duty_report(sent, reason=" Thiếu số liệu. ", version=sent.version, by=officer)
    assert (report.review_comment, report.reviewed_by) == ("Thiếu số liệu.", officer)
    report = services.send_duty_report(report, version=report.version, by=author)
    assert (report.review_comment, report.reviewed_by) == ("", None)


def test_a_return_needs_its_reason(sent, officer):
    with pytest.raises(ValidationError):
        services.return_duty_report(sent, reason="  ", version=sent.version, by=officer)
    sent.refresh_from_db()
    assert sent.state == DutyReportState.SENT


@pytest.mark.parametrize(
    ("values", "field"),
    (
        ({"progress": Progress.ONGOING, "done": " "}, "done"),
        ({"progress": Progress.DONE, "done": ""}, "done"),
        ({"progress": Progress.STUCK, "done": "", "difficulty": ""}, "difficulty"),
    ),
)
def test_a_report_that_says_nothing_is_kept_but_not_sent(duty, health, author, values, field):
    report = save_report(duty, health, author, values=values)
    with pytest.raises(ValidationError) as refused:
        services.send_duty_report(report, version=report.version, by=author)
    assert list(refused.value.message_dict) == [field]


def test_what_has_not_started_may_be_sent_without_a_word(duty, health, author):
    values = {"progress": Progress.NOT_STARTED, "done": ""}
    assert send_report(duty, health, author, values=values).state == DutyReportState.SENT


# --- When a report may be written ------------------------------------------------------------


def test_there_is_one_report_per_duty_agency_and_period(duty, health, author):
    first = save_report(duty, health, author)
    again = save_report(duty, health, author, values={"done": "Thêm 01 lớp."}, version=first.version)
    assert (again.pk, again.version, again.done) == (first.pk, 2, "Thêm 01 lớp.")


def test_saving_what_stands_there_changes_nothing(duty, health, author):
    first = save_report(duty, health, author)
    again = save_report(duty, health, author, version=first.version)
    assert (again.version, first.history.count()) == (1, 1)


def test_two_officers_who_begin_the_same_report_do_not_overwrite_each_other(duty, health, author):
    save_report(duty, health, author)
    with pytest.raises(StaleVersion):
        save_report(duty, health, author, values={"done": "Khác."})


@pytest.mark.parametrize("verb", ("save", "send", "accept", "return"))
def test_a_stale_version_is_refused(verb, sent, duty, health, author, officer):
    state = DutyReportState.DRAFT if verb in ("save", "send") else DutyReportState.SENT
    report = in_state(state, sent, officer)
    stale = report.version - 1
    verbs = {
        "save": lambda: save_report(duty, health, author, values={"done": "Khác."}, version=stale),
        "send": lambda: services.send_duty_report(report, version=stale, by=author),
        "accept": lambda: services.accept_duty_report(report, version=stale, by=officer),
        "return": lambda: services.return_duty_report(report, reason="Lý do.", version=stale, by=officer),
    }
    with pytest.raises(StaleVersion):
        verbs[verb]()


def test_a_period_that_has_not_begun_takes_no_report(duty, health, author):
    with clock.at(date(2023, 12, 14)), pytest.raises(ChangeRefused):
        save_report(duty, health, author)


def test_a_report_may_be_written_before_the_cut_off(duty, health, author):
    with clock.at(date(2023, 12, 15)):
        assert save_report(duty, health, author).state == DutyReportState.DRAFT


def test_a_period_in_which_the_duty_asks_for_nothing_takes_no_report(plan, health, author):
    duty = make_duty(plan, health, rhythm=Rhythm.YEARLY)
    with pytest.raises(ChangeRefused):
        save_report(duty, health, author, HALF_2024)
    assert save_report(duty, health, author, YEAR_2024).kind == "year"


def test_a_closed_plan_takes_no_report(duty, health, author):
    Plan.objects.update(state=PlanState.CLOSED)
    with pytest.raises(ChangeRefused):
        save_report(duty, health, author)


# --- Who may ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AGENCY_OFFICER])
def test_only_the_officers_of_the_agency_report_on_its_duties(world, duty, health, role):
    with pytest.raises(PermissionDenied):
        save_report(duty, health, world.home.people[role])


def test_another_agency_reports_nothing_in_its_name(world, duty, health):
    stranger = add_person(Role.AGENCY_OFFICER, AgencyFactory(name="Sở Tư pháp", parent=world.home.unit))
    with pytest.raises(PermissionDenied):
        save_report(duty, health, stranger)


def test_an_agency_that_the_duty_does_not_name_reports_nothing(world, duty, officer):
    with pytest.raises(ChangeRefused):
        save_report(duty, world.home.lead, officer)


def test_another_agency_does_not_send_what_this_one_wrote(world, duty, health, author):
    report = save_report(duty, health, author)
    with pytest.raises(PermissionDenied):
        services.send_duty_report(
            report, version=report.version, by=world.home.people[Role.PROVINCIAL_OFFICER]
        )


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROVINCIAL_OFFICER])
def test_only_the_provincial_officer_reviews(world, sent, role):
    person = world.home.people[role]
    with pytest.raises(PermissionDenied):
        services.accept_duty_report(sent, version=sent.version, by=person)
    with pytest.raises(PermissionDenied):
        services.return_duty_report(sent, reason="Lý do.", version=sent.version, by=person)


def test_the_provincial_officer_of_another_province_reviews_nothing_here(world, sent):
    with pytest.raises(PermissionDenied):
        services.accept_duty_report(
            sent, version=sent.version, by=world.other.people[Role.PROVINCIAL_OFFICER]
        )


def test_nobody_reviews_the_reports_of_an_agency_for_which_they_only_report(world, sent, officer, health):
    MembershipFactory(user=officer, role=Role.AGENCY_OFFICER, unit=health)
    both = User.objects.get(pk=officer.pk)
    with pytest.raises(PermissionDenied):
        services.accept_duty_report(sent, version=sent.version, by=both)


@pytest.mark.usefixtures("in_english")
def test_nobody_accepts_what_they_sent_themselves(world, plan, officer):
    duty = make_duty(plan, world.home.lead)
    report = send_report(duty, world.home.lead, officer)
    with pytest.raises(ChangeRefused, match="Another provincial officer has to accept it"):
        services.accept_duty_report(report, version=report.version, by=officer)
    report.refresh_from_db()
    assert report.state == "sent"


def test_the_lead_agencys_own_report_is_accepted_by_another_of_its_officers(world, plan, officer):
    duty = make_duty(plan, world.home.lead)
    report = send_report(duty, world.home.lead, officer)
    colleague = UserFactory()
    MembershipFactory(user=colleague, role=Role.PROVINCIAL_OFFICER, unit=world.home.lead)
    report = services.accept_duty_report(report, version=report.version, by=colleague)
    assert (report.state, report.sent_by, report.reviewed_by) == ("accepted", officer, colleague)


def test_the_districts_report_as_members_of_a_class_of_bodies(world, plan):
    district = world.home.districts["Đông"]
    duty = make_duty(plan, members=[district])
    report = send_report(duty, district, world.home.people[Role.DISTRICT_OFFICER])
    assert report.agency == district


# --- Evidence --------------------------------------------------------------------------------


def upload(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content", "shown", "suffix"),
    (
        ("báo cáo.pdf", PDF, "báo cáo.pdf", ".pdf"),
        ("ảnh.png", b"\x89PNG\r\n\x1a\n...", "ảnh.png", ".png"),
        ("ảnh.jpeg", b"\xff\xd8\xff\xe0...", "ảnh.jpg", ".jpg"),
        ("../../báo cáo.exe", PDF, "báo cáo.pdf", ".pdf"),
    ),
)
def test_evidence_is_kept_under_a_random_name(duty, health, author, name, content, shown, suffix):
    report = save_report(duty, health, author, evidence=upload(name, content))
    kept = PurePath(report.evidence.name)
    assert (report.evidence_name, str(kept.parent), kept.suffix) == (shown, "duties", suffix)
    assert (len(kept.stem), report.evidence.read()) == (32, content)


@pytest.mark.parametrize(
    ("name", "content"),
    (
        ("virus.pdf", b"MZ\x90\x00..."),
        ("page.png", b"<html><script>"),
        ("empty.pdf", b""),
        ("large.pdf", PDF + b"x" * (20 * MEGABYTE)),
        ("just-too-large.pdf", PDF + b"x" * (10 * MEGABYTE)),
    ),
)
def test_other_files_and_large_ones_are_refused(duty, health, author, name, content):
    with pytest.raises(ValidationError) as refused:
        save_report(duty, health, author, evidence=upload(name, content))
    assert list(refused.value.message_dict) == ["evidence"]
    assert DutyReport.objects.count() == 0


def test_evidence_can_be_taken_away_and_stays_when_nothing_is_said(duty, health, author):
    report = save_report(duty, health, author, evidence=upload("a.pdf", PDF))
    kept = save_report(duty, health, author, values={"done": "Khác."}, version=report.version)
    assert kept.evidence_name == "a.pdf"
    bare = save_report(duty, health, author, version=kept.version, values={"done": "Khác."}, evidence=False)
    assert (bool(bare.evidence), bare.evidence_name) == (False, "")


# --- The record ------------------------------------------------------------------------------


def test_the_history_says_who_when_and_what(sent, author, officer):
    with clock.at(date(2024, 6, 21)):
        services.accept_duty_report(sent, version=sent.version, by=officer)
    told = [
        (record.state, record.history_user, record.history_date.date())
        for record in sent.history.order_by("history_id")
    ]
    assert told == [
        ("draft", author, date(2024, 6, 20)),
        ("sent", author, date(2024, 6, 20)),
        ("accepted", officer, date(2024, 6, 21)),
    ]


# --- The days --------------------------------------------------------------------------------


def test_the_provincial_officer_says_when_reports_are_due_also_of_a_plan_in_force(plan, officer):
    plan = services.set_duty_report_days(plan, days=3, reason="Theo công văn", by=officer)
    last = plan.history.order_by("history_id").last()
    assert (plan.duty_report_days, last.duty_report_days, last.history_user) == (3, 3, officer)
    assert last.history_change_reason == "Theo công văn"


def test_nobody_else_sets_the_days(world, plan):
    with pytest.raises(PermissionDenied):
        services.set_duty_report_days(
            plan, days=3, reason="Theo công văn", by=world.home.people[Role.PROVINCIAL_LEADER]
        )


def test_the_days_of_a_closed_plan_stay(plan, officer):
    Plan.objects.update(state=PlanState.CLOSED)
    with pytest.raises(ChangeRefused):
        services.set_duty_report_days(plan, days=3, reason="Theo công văn", by=officer)
