"""Rounds: who opens, closes and reopens them, and what is kept."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from submissions import services
from submissions.enums import RoundState
from submissions.models import Period, Round
from swprogram.kit.periods import PeriodKind
from swprogram.kit.workflow import StaleVersion, WrongState
from swprogram.org.roles import Role
from tests.factories.submissions import accept, version_of
from tests.worlds import DUE_DATES, open_half_year

# --- Opening a round -----------------------------------------------------------------------------


def test_a_round_expects_the_counts_of_every_commune_and_district(opened):
    expected = opened.submissions.values_list(
        "unit__short_name", "form__code", "reviewer__short_name", "state"
    )
    assert set(expected) == {
        ("Đông", "district", "Hải Sơn", "draft"),
        ("Tây", "district", "Hải Sơn", "draft"),
        ("Đảo", "district", "Hải Sơn", "draft"),
        ("Đông Một", "commune", "Đông", "draft"),
        ("Đông Hai", "commune", "Đông", "draft"),
        ("Tây Một", "commune", "Tây", "draft"),
    }


def test_a_round_asks_each_level_for_its_own_cells(opened, commune, district):
    assert (commune.figures.count(), district.figures.count()) == (98, 134)
    assert set(opened.submissions.values_list("figures__state", flat=True)) == {"not_reported"}


def test_a_round_keeps_its_due_dates_and_who_opened_it(opened, provincial_officer):
    assert dict(opened.due_dates.values_list("level", "due_on")) == DUE_DATES
    assert list(opened.events.values_list("verb", "by")) == [("open", provincial_officer.pk)]


def test_a_round_of_the_same_period_is_not_opened_twice(opened, world):
    with pytest.raises(ValidationError):
        open_half_year(world.home, 2024)
    assert Round.objects.count() == 1


def test_two_provinces_share_a_period(opened, world):
    open_half_year(world.other, 2024)
    assert (Round.objects.count(), Period.objects.count()) == (2, 1)


def test_a_period_starts_in_the_december_before_and_ends_at_the_cut_off(opened):
    assert (opened.period.starts_on, opened.period.ends_on) == (date(2023, 12, 15), date(2024, 6, 14))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROVINCIAL_OFFICER])
def test_only_the_provincial_officer_opens_a_round(world, catalogue, role):
    by = world.home.people[role]
    with pytest.raises(PermissionDenied):
        services.open_round(world.home.unit, kind=PeriodKind.YEAR, year=2024, due_dates={}, by=by)
    assert (Round.objects.count(), Period.objects.count()) == (0, 0)


def test_the_provincial_officer_of_another_province_opens_no_round_here(world, catalogue):
    by = world.other.people[Role.PROVINCIAL_OFFICER]
    with pytest.raises(PermissionDenied):
        services.open_round(world.home.unit, kind=PeriodKind.YEAR, year=2024, due_dates={}, by=by)


# --- Closing and reopening -----------------------------------------------------------------------


def test_a_round_with_missing_counts_closes_only_with_a_note(opened, provincial_officer):
    with pytest.raises(ValidationError) as refusal:
        services.close_round(opened, version=version_of(opened), by=provincial_officer, note="  ")
    assert list(refusal.value.message_dict) == ["note"]
    closed = services.close_round(
        opened, version=version_of(opened), by=provincial_officer, note=" Bão lụt. "
    )
    assert (closed.state, closed.closing_note) == (RoundState.CLOSED, "Bão lụt.")


def test_a_complete_round_closes_without_a_note(opened, provincial_officer):
    for submission in opened.submissions.all():
        accept(submission)
    closed = services.close_round(opened, version=version_of(opened), by=provincial_officer)
    assert (closed.state, closed.closed_by) == (RoundState.CLOSED, provincial_officer)


def test_a_reopened_round_keeps_the_story_of_its_closing(opened, provincial_officer):
    services.close_round(opened, version=version_of(opened), by=provincial_officer, note="Bão lụt.")
    reopened = services.reopen_round(
        opened, version=version_of(opened), by=provincial_officer, reason="Xã gửi bổ sung."
    )
    assert (reopened.state, reopened.closed_at, reopened.closing_note) == (RoundState.OPEN, None, "")
    assert list(reopened.events.values_list("verb", "comment")) == [
        ("open", ""),
        ("close", "Bão lụt."),
        ("reopen", "Xã gửi bổ sung."),
    ]


def test_a_closed_round_is_not_closed_again_and_an_open_one_not_reopened(opened, provincial_officer):
    with pytest.raises(WrongState):
        services.reopen_round(opened, version=version_of(opened), by=provincial_officer)
    services.close_round(opened, version=version_of(opened), by=provincial_officer, note="Hết hạn.")
    with pytest.raises(WrongState):
        services.close_round(opened, version=version_of(opened), by=provincial_officer, note="Hết hạn.")


def test_a_round_that_changed_since_it_was_seen_is_neither_closed_nor_reopened(opened, provincial_officer):
    seen = version_of(opened)
    services.close_round(opened, version=seen, by=provincial_officer, note="Hết hạn.")
    with pytest.raises(StaleVersion):
        services.reopen_round(opened, version=seen, by=provincial_officer)
    services.reopen_round(opened, version=seen + 1, by=provincial_officer)
    with pytest.raises(StaleVersion):
        services.close_round(opened, version=seen, by=provincial_officer, note="Hết hạn.")
    assert Round.objects.get().state == RoundState.OPEN


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROVINCIAL_OFFICER])
def test_only_the_provincial_officer_closes_and_reopens(opened, world, provincial_officer, role):
    by = world.home.people[role]
    with pytest.raises(PermissionDenied):
        services.close_round(opened, version=version_of(opened), by=by, note="Hết hạn.")
    services.close_round(opened, version=version_of(opened), by=provincial_officer, note="Hết hạn.")
    with pytest.raises(PermissionDenied):
        services.reopen_round(opened, version=version_of(opened), by=by)
