"""Submissions: every verb in every state, who may, and what is kept."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from submissions import services
from submissions.enums import SubmissionState, SubmissionVerb
from submissions.models import Figure, Round
from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused, StaleVersion, WrongState
from swprogram.org.roles import Role
from tests.factories.submissions import (
    bring_to,
    cell_of,
    figure_ids,
    fill,
    give_back,
    officer_of,
    send,
    submission_of,
    values_of,
    version_of,
)

DRAFT, SENT, RETURNED, ACCEPTED = SubmissionState


def save(submission, by, **counts):
    places = figure_ids(submission)
    cells = {places[name.replace("__", ":")]: cell_of(value) for name, value in counts.items()}
    return services.save_draft(submission, cells=cells, note="", version=submission.version, by=by)


# --- Saving a draft ------------------------------------------------------------------------------


def test_a_draft_keeps_what_was_typed_and_who_saved_it_when(commune, commune_officer):
    with clock.at(date(2024, 6, 3)):
        saved = save(commune, commune_officer, bodies__school=3, bodies__hospital="x")
    assert values_of(saved) == {"bodies:school": 3, "bodies:hospital": "x"}
    assert (saved.version, saved.saved_by, saved.state) == (2, commune_officer, "draft")
    assert saved.saved_at == datetime(2024, 6, 3, 5, tzinfo=UTC)


def test_a_draft_may_contradict_itself(commune, commune_officer):
    saved = save(commune, commune_officer, bodies__school=1, bodies_with_staff__school=5)
    assert values_of(saved) == {"bodies:school": 1, "bodies_with_staff:school": 5}


def test_a_cell_can_be_made_blank_again(commune, commune_officer):
    saved = save(commune, commune_officer, bodies__school=3)
    assert values_of(save(saved, commune_officer, bodies__school=None)) == {}


def test_saving_twice_what_stands_there_changes_nothing_and_is_no_conflict(commune, commune_officer):
    save(commune, commune_officer, bodies__school=3)
    again = save(commune, commune_officer, bodies__school=3)  # the same click, with the old version
    assert again.version == 2


def test_saving_over_somebody_elses_changes_is_refused(commune, commune_officer):
    save(commune, commune_officer, bodies__school=3)
    with pytest.raises(StaleVersion):
        save(commune, commune_officer, bodies__school=4)
    assert values_of(commune) == {"bodies:school": 3}


def test_a_changed_note_alone_is_a_change(commune, commune_officer):
    saved = services.save_draft(commune, cells={}, note="Đang rà soát", version=1, by=commune_officer)
    assert (saved.note, saved.version) == ("Đang rà soát", 2)


def test_cells_of_another_submission_are_left_alone(commune, district, commune_officer):
    foreign = district.figures.first().pk
    services.save_draft(commune, cells={foreign: cell_of(9)}, note="", version=1, by=commune_officer)
    assert Figure.objects.get(pk=foreign).value is None


# --- Every state and every verb ------------------------------------------------------------------

VERBS = {
    "save": lambda submission, people: save(submission, people["unit"], bodies__school=7),
    "send": lambda submission, people: services.send(
        submission, version=version_of(submission), by=people["unit"], accepts_blanks=True
    ),
    "accept": lambda submission, people: services.accept(
        submission, version=version_of(submission), by=people["reviewer"]
    ),
    "return": lambda submission, people: services.return_to_unit(
        submission, version=version_of(submission), by=people["reviewer"], reason="Xem lại số trường học."
    ),
}
LEGAL = {
    (DRAFT, "save"): DRAFT,
    (DRAFT, "send"): SENT,
    (RETURNED, "save"): RETURNED,
    (RETURNED, "send"): SENT,
    (SENT, "accept"): ACCEPTED,
    (SENT, "return"): RETURNED,
    (ACCEPTED, "return"): RETURNED,
}
ILLEGAL = [(state, verb) for state in SubmissionState for verb in VERBS if (state, verb) not in LEGAL]


@pytest.fixture
def people(commune_officer, district_officer):
    return {"unit": commune_officer, "reviewer": district_officer}


@pytest.mark.parametrize(("before", "verb"), list(LEGAL))
def test_a_legal_verb_leads_to_its_state(commune, people, before, verb):
    submission = bring_to(commune, before)
    done = VERBS[verb](submission, people)
    done.refresh_from_db()
    assert (done.state, done.version) == (LEGAL[before, verb], submission.version + 1)


@pytest.mark.parametrize(("before", "verb"), ILLEGAL)
def test_an_illegal_verb_is_refused_and_changes_nothing(commune, people, before, verb):
    submission = bring_to(commune, before)
    with pytest.raises(ChangeRefused):
        VERBS[verb](submission, people)
    submission.refresh_from_db()
    assert submission.state == before


@pytest.mark.parametrize(("before", "verb"), [(state, verb) for state in SubmissionState for verb in VERBS])
def test_in_a_closed_round_no_verb_is_possible(commune, people, provincial_officer, before, verb):
    submission = bring_to(commune, before)
    services.close_round(
        submission.round, version=version_of(submission.round), by=provincial_officer, note="Hết hạn."
    )
    submission.refresh_from_db()
    with pytest.raises(ChangeRefused, match="closed|khóa"):
        VERBS[verb](submission, people)


@pytest.mark.parametrize("verb", VERBS)
def test_a_round_that_closes_while_the_page_is_open_is_noticed(commune, people, provincial_officer, verb):
    submission = bring_to(commune, SENT if verb in ("accept", "return") else DRAFT)
    assert submission.round.is_open  # read before the closing
    services.close_round(
        Round.objects.get(), version=version_of(Round.objects.get()), by=provincial_officer, note="Hết hạn."
    )
    with pytest.raises(ChangeRefused):
        VERBS[verb](submission, people)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", Role)
def test_each_verb_belongs_to_the_officers_of_its_unit_alone(commune, world, people, verb, role):
    submission = bring_to(commune, SENT if verb in ("accept", "return") else DRAFT)
    allowed = {"save": people["unit"], "send": people["unit"]}.get(verb, people["reviewer"])
    person = world.home.people[role]
    if person == allowed:
        VERBS[verb](submission, {"unit": person, "reviewer": person})
    else:
        with pytest.raises(PermissionDenied):
            VERBS[verb](submission, {"unit": person, "reviewer": person})


# --- Sending -------------------------------------------------------------------------------------


def test_sending_says_who_when_and_keeps_the_figures_as_sent(commune, commune_officer):
    fill(commune, {"bodies:school": 3, "bodies:hospital": "x", "bodies:other": None})
    with clock.at(date(2024, 6, 12)):
        sent = services.send(commune, version=version_of(commune), by=commune_officer, accepts_blanks=True)
    places, kept = figure_ids(commune), sent.events.get().figures
    assert (sent.sent_by, sent.sent_at) == (commune_officer, datetime(2024, 6, 12, 5, tzinfo=UTC))
    assert (sent.reviewed_by, len(kept)) == (None, 98)
    shown = [kept[str(places[f"bodies:{kind}"])] for kind in ("school", "hospital", "other", "commune")]
    assert shown == [3, "x", None, 0]


def test_blank_cells_are_sent_only_when_the_officer_says_so(commune, commune_officer):
    fill(commune, {"bodies:school": None})
    with pytest.raises(ChangeRefused, match="1 "):
        services.send(commune, version=version_of(commune), by=commune_officer)
    assert (
        services.send(commune, version=version_of(commune), by=commune_officer, accepts_blanks=True).state
        == SENT
    )


def test_zeros_and_not_applicable_are_answers(commune, commune_officer):
    fill(commune, {"bodies:school": "x"}, rest=0)
    assert services.send(commune, version=version_of(commune), by=commune_officer).state == SENT


def test_contradicting_figures_are_not_sent(commune, commune_officer):
    fill(commune, {"children:orphan": 2, "children_served:orphan": 3})
    with pytest.raises(ChangeRefused):
        services.send(commune, version=version_of(commune), by=commune_officer, accepts_blanks=True)
    commune.refresh_from_db()
    assert (commune.state, commune.events.count()) == (DRAFT, 0)


def test_a_second_send_is_refused_and_logged_once(commune, commune_officer):
    send(commune, {})
    with pytest.raises(ChangeRefused):
        services.send(commune, version=version_of(commune), by=commune_officer, accepts_blanks=True)
    assert commune.events.count() == 1


def test_sending_again_after_a_return_clears_the_review(commune, commune_officer):
    again = send(give_back(send(commune, {})))
    assert (again.state, again.reviewed_at, again.reviewed_by) == (SENT, None, None)
    assert list(again.events.values_list("verb", flat=True)) == ["send", "return", "send"]


# --- Accepting and returning ---------------------------------------------------------------------


def test_accepting_and_returning_say_who_and_when(commune, district_officer):
    with clock.at(date(2024, 6, 12)):
        submission = send(commune, {})
    with clock.at(date(2024, 6, 30)):
        accepted = services.accept(submission, version=version_of(submission), by=district_officer)
    assert (accepted.reviewed_by, accepted.reviewed_at) == (
        district_officer,
        datetime(2024, 6, 30, 5, tzinfo=UTC),
    )


def test_a_clock_that_was_put_back_stops_no_review(commune, district_officer):
    with clock.at(date(2024, 6, 12)):
        submission = send(commune, {})
    with clock.at(date(2024, 6, 11)):
        accepted = services.accept(submission, version=version_of(submission), by=district_officer)
    assert accepted.reviewed_at == accepted.sent_at


@pytest.mark.parametrize("reason", ("", "   "))
def test_a_return_needs_a_reason(commune, district_officer, reason):
    submission = send(commune, {})
    with pytest.raises(ValidationError):
        services.return_to_unit(
            submission, version=version_of(submission), by=district_officer, reason=reason
        )
    submission.refresh_from_db()
    assert submission.state == SENT


def test_a_return_keeps_the_reason_in_the_story(commune):
    returned = give_back(send(commune, {}), reason="  Số trẻ em giảm nhiều.  ")
    assert returned.events.get(verb=SubmissionVerb.RETURN).comment == "Số trẻ em giảm nhiều."


def test_only_what_the_reviewer_has_read_is_accepted(commune, district_officer):
    read = send(commune, {})
    send(give_back(read), {"bodies:school": 5})
    with pytest.raises(StaleVersion):
        services.accept(read, version=read.version, by=district_officer)
    with pytest.raises(StaleVersion):
        services.return_to_unit(read, version=read.version, by=district_officer, reason="Sai.")


def test_the_wrong_state_is_named(commune, district_officer, in_english):
    with pytest.raises(WrongState, match="now it is “Not sent”"):
        services.accept(commune, version=version_of(commune), by=district_officer)


def test_all_that_was_sent_to_the_reviewer_is_accepted_at_once(opened, world, district_officer):
    for name in ("Đông Một", "Đông Hai", "Tây Một"):
        send(submission_of(opened, world.home.communes[name]), {})
    send(submission_of(opened, world.home.districts["Đông"]), {})
    assert services.accept_all(opened, seen=seen(opened), by=district_officer) == 2
    accepted = opened.submissions.filter(state=ACCEPTED).values_list("unit__short_name", flat=True)
    assert set(accepted) == {"Đông Một", "Đông Hai"}


def test_accepting_all_leaves_drafts_and_returned_counts_alone(opened, commune, district_officer):
    give_back(send(commune, {}))
    assert services.accept_all(opened, seen=seen(opened), by=district_officer) == 0
    assert set(opened.submissions.values_list("state", flat=True)) == {DRAFT, RETURNED}


def seen(opened):
    """{id: version} of what waits now."""
    return dict(opened.submissions.sent().values_list("pk", "version"))


@pytest.mark.parametrize("verb", ("send", "accept", "return"))
def test_every_verb_holds_to_the_version_that_was_seen(commune, people, verb):
    submission = bring_to(commune, DRAFT if verb == "send" else SENT)
    calls = {
        "send": lambda **seen: services.send(submission, by=people["unit"], **seen),
        "accept": lambda **seen: services.accept(submission, by=people["reviewer"], **seen),
        "return": lambda **seen: services.return_to_unit(
            submission, by=people["reviewer"], reason="Xem lại.", **seen
        ),
    }
    state = submission.state
    for version in (None, 0, submission.version - 1, submission.version + 1, 10**30):
        with pytest.raises(StaleVersion):
            calls[verb](version=version)
    submission.refresh_from_db()
    assert submission.state == state
    calls[verb](version=submission.version)


def test_a_draft_that_a_colleague_saved_in_between_is_not_sent(commune, commune_officer):
    seen = fill(commune, {})
    fill(commune, {"bodies:school": 9})
    with pytest.raises(StaleVersion):
        services.send(commune, version=seen.version, by=commune_officer)
    commune.refresh_from_db()
    assert commune.state == DRAFT


def test_accepting_all_in_a_closed_round_accepts_none(opened, commune, district_officer, provincial_officer):
    send(commune, {})
    services.close_round(opened, version=version_of(opened), by=provincial_officer, note="Hết hạn.")
    with pytest.raises(ChangeRefused):
        services.accept_all(opened, seen=seen(opened), by=district_officer)
    commune.refresh_from_db()
    assert commune.state == SENT


def test_sending_and_accepting_take_few_queries(commune, people, django_assert_num_queries):
    fill(commune, {})
    version = version_of(commune)
    with django_assert_num_queries(14):
        sent = services.send(commune, version=version, by=people["unit"])
    with django_assert_num_queries(15):  # four of them read the figures and the totals of other periods
        services.accept(sent, version=sent.version, by=people["reviewer"])


def test_an_officer_of_several_units_enters_for_each_of_them(opened, world):
    officer = officer_of(world.home.communes["Đông Hai"])
    unit = world.home.communes["Tây Một"]
    officer.memberships.create(role=Role.COMMUNE_OFFICER, unit=unit)
    officer = type(officer).objects.get(pk=officer.pk)
    assert (
        services.send(
            submission_of(opened, unit),
            version=version_of(submission_of(opened, unit)),
            by=officer,
            accepts_blanks=True,
        ).state
        == SENT
    )
