"""May this person do this now: the state added to role and place (who is tested in test_services.py)."""

import pytest

from submissions import permissions, services
from submissions.enums import SubmissionState
from submissions.models import Round, Submission
from swprogram.kit.workflow import ChangeRefused
from swprogram.org.roles import Role
from tests.factories.submissions import bring_to, give_back, send, version_of
from tests.worlds import add_person

DRAFT, SENT, RETURNED, ACCEPTED = SubmissionState


@pytest.mark.parametrize(
    ("state", "edit", "accept", "give_back"),
    (
        (DRAFT, True, False, False),
        (SENT, False, True, True),
        (RETURNED, True, False, False),
        (ACCEPTED, False, False, True),
    ),
)
def test_what_is_possible_in_each_state(
    commune, commune_officer, district_officer, state, edit, accept, give_back
):
    submission = bring_to(commune, state)
    assert permissions.can_edit(commune_officer, submission) is edit
    assert permissions.can_review(district_officer, submission) is accept
    assert permissions.can_return(district_officer, submission) is give_back


@pytest.mark.parametrize("state", SubmissionState)
def test_nothing_is_possible_in_a_closed_round(
    commune, commune_officer, district_officer, provincial_officer, state
):
    submission = bring_to(commune, state)
    services.close_round(
        Round.objects.get(), version=version_of(Round.objects.get()), by=provincial_officer, note="Hết hạn."
    )
    submission = Submission.objects.get(pk=submission.pk)
    assert permissions.can_edit(commune_officer, submission) is False
    assert permissions.can_review(district_officer, submission) is False
    assert permissions.can_return(district_officer, submission) is False


def test_the_unit_does_not_review_itself_nor_the_reviewer_enter(commune, commune_officer, district_officer):
    sent = send(commune, {})
    assert permissions.can_review(commune_officer, sent) is False
    assert permissions.can_edit(district_officer, give_back(sent)) is False


def test_nobody_reviews_what_their_own_role_enters(commune, world):
    both = world.home.people[Role.DISTRICT_OFFICER]
    both.memberships.create(role=Role.COMMUNE_OFFICER, unit=commune.unit)
    both = type(both).objects.get(pk=both.pk)  # memberships are read once per object
    assert permissions.can_review(both, send(commune, {})) is False


def test_who_sent_counts_and_moved_up_does_not_accept_them(commune, commune_officer, world, client):
    sent = send(commune, {})
    commune_officer.memberships.all().delete()
    commune_officer.memberships.create(role=Role.DISTRICT_OFFICER, unit=world.home.districts["Đông"])
    moved = type(commune_officer).objects.get(pk=commune_officer.pk)
    assert permissions.can_accept(moved, sent) is False
    with pytest.raises(ChangeRefused):
        services.accept(sent, version=sent.version, by=moved)
    assert services.accept_all(sent.round, seen={sent.pk: sent.version}, by=moved) == 0
    assert Submission.objects.get(pk=sent.pk).state == SENT


def test_a_neighbouring_district_reviews_nothing_here(commune, world):
    neighbour = add_person(Role.DISTRICT_OFFICER, world.home.districts["Tây"])
    sent = send(commune, {})
    assert (permissions.reviews(neighbour, sent), permissions.can_view(neighbour, sent)) == (False, False)


@pytest.mark.parametrize("role", Role)
def test_only_the_provincial_officer_opens_and_closes(opened, world, role):
    assert permissions.can_close(world.home.people[role], opened) is (role == Role.PROVINCIAL_OFFICER)
    assert permissions.can_close(world.other.people[role], opened) is False
