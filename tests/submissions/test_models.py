"""What must always hold is held by the database, by name; and which rows a queryset gives."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from submissions.models import DueDate, Figure, Form, FormLine, Measure, Option, Period, Round, Submission
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind
from swprogram.org.roles import Role
from tests.factories.submissions import accept, fill, give_back, send, submission_of
from tests.worlds import open_half_year

NOW = timezone.now()


def assert_refused(name, change):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change()
    # SQLite names the columns of a unique constraint instead of the constraint.
    assert name in str(refusal.value) or "UNIQUE" in str(refusal.value)


def change(queryset, **values):
    return lambda: queryset.update(**values)


def of(submission):
    return Submission.objects.filter(pk=submission.pk)


def cell(submission, measure):
    return Figure.objects.filter(submission=submission, measure__code=measure).first()


def copy_of(row, **values):
    row.pk = None
    for name, value in values.items():
        setattr(row, name, value)
    return row.save


# --- Figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    (
        {"state": "reported", "value": None},
        {"state": "not_reported", "value": 0},
        {"state": "not_applicable", "value": 3},
    ),
)
def test_a_figure_has_a_value_exactly_when_it_is_reported(commune, values):
    figures = Figure.objects.filter(pk=cell(commune, "bodies").pk)
    assert_refused("figure_value_agrees_with_state", change(figures, **values))


def test_a_figure_is_never_negative(commune):
    figures = Figure.objects.filter(pk=cell(commune, "bodies").pk)
    assert_refused("figure_not_negative", change(figures, state="reported", value=-1))


def test_zero_is_a_reported_figure(commune):
    assert Figure.objects.filter(pk=cell(commune, "bodies").pk).update(state="reported", value=0) == 1


@pytest.mark.parametrize(
    ("measure", "name"),
    (
        ("staff", "figure_once_per_cell"),
        ("bodies", "figure_once_per_row"),
        ("trained_in_phase", "figure_once_without_breakdown"),
    ),
)
def test_a_cell_exists_once(commune, measure, name):
    assert_refused(name, copy_of(cell(commune, measure)))


def test_a_column_needs_a_row(commune):
    figures = Figure.objects.filter(pk=cell(commune, "staff").pk)
    assert_refused("figure_column_needs_row", change(figures, row=None))


# --- Submissions and their story -----------------------------------------------------------------


def test_a_unit_sends_a_form_once_per_round(commune):
    assert_refused("submission_once_per_unit_and_round", copy_of(commune))


def test_a_draft_was_not_sent(commune, commune_officer):
    values = {"sent_at": NOW, "first_sent_at": NOW, "sent_by": commune_officer}
    assert_refused("submission_sent_says_when_and_by_whom", change(of(commune), **values))


@pytest.mark.parametrize("missing", (("sent_at", "first_sent_at"), ("sent_by",)))
def test_what_was_sent_says_when_and_by_whom(commune, missing):
    sent = send(commune, {})
    assert_refused("submission_sent_says_when_and_by_whom", change(of(sent), **dict.fromkeys(missing)))


@pytest.mark.parametrize("values", ({"first_sent_at": None}, {"sent_at": None, "sent_by": None}))
def test_what_was_sent_keeps_its_first_sending(commune, values):
    sent = send(commune, {})
    if "sent_at" in values:
        values |= {"state": "draft"}
    assert_refused("submission_sent_keeps_its_first_sending", change(of(sent), **values))


@pytest.mark.parametrize("missing", ("reviewed_at", "reviewed_by"))
def test_what_was_accepted_says_when_and_by_whom(commune, missing):
    accepted = accept(commune)
    assert_refused("submission_reviewed_says_when_and_by_whom", change(of(accepted), **{missing: None}))


def test_what_was_only_sent_has_no_review(commune, district_officer):
    sent = send(commune, {})
    values = {"reviewed_at": timezone.now(), "reviewed_by": district_officer}
    assert_refused("submission_reviewed_says_when_and_by_whom", change(of(sent), **values))


def test_a_review_follows_the_sending(commune):
    accepted = accept(commune)
    early = datetime(2020, 1, 1, tzinfo=UTC)
    assert_refused("submission_reviewed_after_sent", change(of(accepted), reviewed_at=early))


def test_what_was_saved_says_when_and_by_whom(commune):
    saved = fill(commune, {})
    assert_refused("submission_saved_says_when_and_by_whom", change(of(saved), saved_by=None))


def test_a_return_without_a_reason_is_no_return(commune):
    event = give_back(send(commune, {})).events.get(verb="return")
    assert_refused("event_return_says_why", change(type(event).objects.filter(pk=event.pk), comment=""))


def test_a_sending_keeps_its_figures_and_other_events_have_none(commune):
    submission = give_back(send(commune, {}))
    for verb, figures in (("send", None), ("return", {"1": 2})):
        events = submission.events.filter(verb=verb)
        assert_refused("event_sending_keeps_its_figures", change(events, figures=figures))


# --- Rounds and periods --------------------------------------------------------------------------


def test_a_province_has_one_round_per_period(opened):
    assert_refused("round_once_per_province_and_period", copy_of(opened))


@pytest.mark.parametrize("values", ({"state": "closed"}, {"closed_at": NOW}))
def test_a_closed_round_says_when_and_by_whom_and_an_open_one_does_not(opened, values):
    rounds = Round.objects.filter(pk=opened.pk)
    assert_refused("round_closed_says_when_and_by_whom", change(rounds, **values))


def test_a_period_exists_once_and_its_dates_are_in_order(opened):
    period = opened.period
    assert_refused("period_dates_in_order", change(Period.objects.all(), ends_on=period.starts_on))
    assert_refused("period_once_per_kind_and_year", copy_of(period))


def test_a_level_has_one_due_date(opened):
    assert_refused("due_date_once_per_level", copy_of(opened.due_dates.first()))


# --- The catalogue -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "values"),
    (("staff", {"accumulates": "period"}), ("staff_trained", {"accumulates": ""})),
)
def test_a_flow_says_from_when_it_counts_and_a_stock_does_not(catalogue, code, values):
    assert_refused("measure_flow_says_from_when", change(Measure.objects.filter(code=code), **values))


def test_a_measure_with_columns_has_rows(catalogue):
    assert_refused("measure_columns_need_rows", change(Measure.objects.filter(code="staff"), rows=None))


def test_a_measure_is_no_part_of_itself(catalogue):
    staff = Measure.objects.get(code="staff")
    assert_refused("measure_no_part_of_itself", change(Measure.objects.filter(code="staff"), part_of=staff))


def test_codes_of_the_catalogue_exist_once(catalogue):
    assert_refused("measure_code_once", copy_of(Measure.objects.first()))
    assert_refused("option_code_once_per_breakdown", copy_of(Option.objects.first()))
    assert_refused("form_code_once", copy_of(Form.objects.first(), level="province"))
    assert_refused("form_one_per_level", copy_of(Form.objects.first(), code="another"))
    assert_refused("form_line_once_per_measure", copy_of(FormLine.objects.first()))


def test_names_follow_the_language_of_the_screen(catalogue, in_english):
    staff = Measure.objects.get(code="staff")
    assert (str(staff), staff.lines.first().section_title) == (
        "People who do social work",
        "A. Social work staff",
    )
    assert staff.explanation.startswith("People assigned to social work at the cut-off")


# --- Which rows ----------------------------------------------------------------------------------


def names(submissions):
    return set(submissions.values_list("unit__short_name", flat=True))


ALL = {"Đông", "Tây", "Đảo", "Đông Một", "Đông Hai", "Tây Một"}


@pytest.mark.parametrize(
    ("role", "reads", "enters", "reviews"),
    (
        (Role.SYSTEM_ADMINISTRATOR, set(), set(), set()),
        (Role.PROVINCIAL_OFFICER, ALL, set(), {"Đông", "Tây", "Đảo"}),
        (Role.PROVINCIAL_LEADER, ALL, set(), set()),
        (Role.DISTRICT_OFFICER, {"Đông", "Đông Một", "Đông Hai"}, {"Đông"}, {"Đông Một", "Đông Hai"}),
        (Role.COMMUNE_OFFICER, {"Đông Một"}, {"Đông Một"}, set()),
        (Role.AGENCY_OFFICER, set(), set(), set()),
        (Role.MINISTRY_VIEWER, set(), set(), set()),
    ),
)
def test_each_role_reads_enters_and_reviews_its_own(opened, world, role, reads, enters, reviews):
    open_half_year(world.other, 2024)  # what must never show
    person, rows = world.home.people[role], Submission.objects.all()
    found = (names(rows.visible_to(person)), names(rows.entered_by(person)), names(rows.reviewed_by(person)))
    assert found == (reads, enters, reviews)


@pytest.mark.parametrize("role", Role)
def test_a_round_shows_in_its_own_province_to_all_but_those_without_counts_and_results(opened, world, role):
    foreign = open_half_year(world.other, 2024)
    seen = set(Round.objects.visible_to(world.home.people[role]))
    sees = role not in (Role.SYSTEM_ADMINISTRATOR, Role.AGENCY_OFFICER)
    assert seen == ({opened} if sees else set())
    assert foreign not in seen


def test_each_level_has_its_own_due_date(opened, commune, district):
    DueDate.objects.create(round=opened, level="province", due_on=date(2024, 6, 24))
    due = dict(opened.submissions.for_pages().values_list("unit__short_name", "due_on"))
    assert (due["Đông Một"], due["Đông"]) == (date(2024, 6, 14), date(2024, 6, 19))


def sent_on(submission, day):
    with clock.at(day):
        return send(submission, {})


def returned_on(submission, day):
    with clock.at(day):
        return give_back(submission)


def at_page(submission):
    return Submission.objects.for_pages().get(pk=submission.pk)


@pytest.mark.parametrize(
    ("day", "late"),
    (
        (date(2024, 6, 14), set()),
        (date(2024, 6, 15), {"Đông Hai", "Tây Một"}),
        (date(2024, 6, 20), {"Đông Hai", "Tây Một", "Đông", "Tây", "Đảo"}),
    ),
)
def test_late_is_what_was_not_sent_by_the_end_of_its_due_date(opened, commune, day, late):
    sent_on(commune, date(2024, 6, 14))
    assert names(opened.submissions.late_on(day)) == late
    assert names(opened.submissions.overdue_on(day)) == late


def test_what_was_first_sent_late_stays_late(opened, commune):
    returned_on(sent_on(commune, date(2024, 6, 17)), date(2024, 6, 18))
    sent_on(commune, date(2024, 6, 30))
    with clock.at(date(2024, 7, 20)):
        assert (at_page(commune).days_late, at_page(commune).days_overdue) == (3, 0)
    assert "Đông Một" in names(opened.submissions.late_on(date(2024, 7, 20)))
    assert "Đông Một" not in names(opened.submissions.overdue_on(date(2024, 7, 20)))


@pytest.mark.parametrize(
    ("day", "overdue"),
    ((date(2024, 6, 20), 0), (date(2024, 6, 27), 0), (date(2024, 6, 28), 1), (date(2024, 6, 30), 3)),
)
def test_returned_counts_have_seven_days_and_are_never_late_at_once(opened, commune, day, overdue):
    returned_on(sent_on(commune, date(2024, 6, 14)), date(2024, 6, 20))
    with clock.at(day):
        mending = at_page(commune)
        assert (mending.mend_by, mending.days_late, mending.days_overdue) == (
            date(2024, 6, 27),
            0,
            overdue,
        )
    assert ("Đông Một" in names(opened.submissions.overdue_on(day))) is bool(overdue)


def test_what_was_sent_in_time_and_mended_is_never_late(opened, commune):
    returned_on(sent_on(commune, date(2024, 6, 14)), date(2024, 6, 20))
    sent_on(commune, date(2024, 6, 25))
    with clock.at(date(2024, 7, 20)):
        assert (at_page(commune).days_late, at_page(commune).days_overdue) == (0, 0)
    assert "Đông Một" not in names(opened.submissions.late_on(date(2024, 7, 20)))


def test_progress_counts_answers_not_blanks(opened, commune):
    fill(commune, {"bodies:school": 3, "bodies:hospital": "x", "bodies:other": 0}, rest=None)
    row = opened.submissions.with_progress().get(pk=commune.pk)
    assert (row.cells, row.answered) == (98, 3)


def test_what_waits_for_the_reviewer_comes_first(opened, world):
    send(submission_of(opened, world.home.communes["Tây Một"]), {})
    give_back(send(submission_of(opened, world.home.communes["Đông Hai"]), {}))
    accept(submission_of(opened, world.home.communes["Đông Một"]))
    ordered = opened.submissions.filter(unit__kind="commune").in_review_order()
    assert [(one.unit.short_name, one.state) for one in ordered] == [
        ("Tây Một", "sent"),
        ("Đông Hai", "returned"),
        ("Đông Một", "accepted"),
    ]


def test_a_period_is_named_by_language_and_in_documents_in_vietnamese(opened, in_english):
    assert (str(opened.period), opened.period.printed_label) == (
        "First six months of 2024",
        "6 tháng đầu năm 2024",
    )
    assert Period(kind=PeriodKind.YEAR, year=2023).printed_label == "Năm 2023"
