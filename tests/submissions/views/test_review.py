"""What the unit above does with what was sent, over HTTP."""

import pytest
from django.urls import reverse

from submissions import services
from submissions.models import Submission
from swprogram.org.roles import Role
from tests.factories.submissions import accept, give_back, send, submission_of, version_of


@pytest.fixture
def reviewer(signed_in):
    return signed_in(Role.DISTRICT_OFFICER)


@pytest.fixture
def sent(commune):
    return send(commune, {})


def at(name, submission):
    return reverse(name, args=[submission.pk])


def state_of(submission):
    return Submission.objects.get(pk=submission.pk).state


def follow(client, response):
    """The messages on the page that follows."""
    return [str(message) for message in client.get(response.url).context["messages"]]


# --- Accepting -----------------------------------------------------------------------------------


def test_accepting_the_last_one_leads_back_to_the_round(reviewer, sent, opened):
    response = reviewer.post(at("submission_accept", sent), {"version": sent.version})
    assert (response.url, state_of(sent)) == (reverse("round_detail", args=[opened.pk]), "accepted")
    assert follow(reviewer, response) == ["The counts of Xã Đông Một are accepted."]


def test_accepting_leads_to_the_next_that_waits(reviewer, sent, opened, world):
    other = send(submission_of(opened, world.home.communes["Đông Hai"]), {})
    response = reviewer.post(at("submission_accept", sent), {"version": sent.version})
    assert response.url == at("submission_detail", other)


def test_a_second_click_on_accept_says_so_calmly(reviewer, sent):
    reviewer.post(at("submission_accept", sent), {"version": sent.version})
    response = reviewer.post(at("submission_accept", sent), {"version": sent.version})
    assert follow(reviewer, response)[-1] == "These counts are accepted already."
    assert sent.events.filter(verb="accept").count() == 1


def test_what_changed_since_it_was_read_is_not_accepted(reviewer, sent):
    send(give_back(sent), {"bodies:school": 4})
    response = reviewer.post(at("submission_accept", sent), {"version": sent.version})
    assert response.url == at("submission_detail", sent)
    assert state_of(sent) == "sent"


def test_a_draft_is_not_accepted(reviewer, commune):
    response = reviewer.post(at("submission_accept", commune))
    assert state_of(commune) == "draft"
    assert "Not sent" in follow(reviewer, response)[0]


def test_accepting_is_a_post(reviewer, sent):
    assert reviewer.get(at("submission_accept", sent)).status_code == 405
    assert state_of(sent) == "sent"


# --- Returning -----------------------------------------------------------------------------------


def test_a_return_asks_for_the_reason_first(reviewer, sent):
    page = reviewer.get(at("submission_return", sent))
    assert (page.status_code, page.context["form"]["version"].value()) == (200, sent.version)


def test_a_return_keeps_its_reason(reviewer, sent, opened):
    typed = {"version": sent.version, "reason": "Thiếu trường mầm non."}
    response = reviewer.post(at("submission_return", sent), typed)
    assert (response.url, state_of(sent)) == (reverse("round_detail", args=[opened.pk]), "returned")
    assert sent.events.get(verb="return").comment == "Thiếu trường mầm non."


@pytest.mark.parametrize("reason", ("", "   "))
def test_a_return_without_a_reason_stays_on_its_page(reviewer, sent, reason):
    page = reviewer.post(at("submission_return", sent), {"version": sent.version, "reason": reason})
    assert page.context["form"].errors == {
        "reason": ["Say why you return it, so that the unit knows what to mend."]
    }
    assert state_of(sent) == "sent"


def test_a_reason_for_what_changed_meanwhile_is_not_lost(reviewer, sent):
    send(give_back(sent), {"bodies:school": 4})
    page = reviewer.post(at("submission_return", sent), {"version": sent.version, "reason": "Thiếu."})
    form = page.context["form"]
    assert (page.status_code, form["reason"].value(), state_of(sent)) == (200, "Thiếu.", "sent")
    reviewer.post(at("submission_return", sent), {name: form[name].value() for name in ("version", "reason")})
    assert state_of(sent) == "returned"


def test_accepted_counts_can_be_returned_while_the_round_is_open(reviewer, commune):
    accepted = accept(commune)
    page = reviewer.get(at("submission_return", accepted))
    assert "they leave every total at once" in page.content.decode()
    reviewer.post(at("submission_return", accepted), {"reason": "Thiếu.", "version": accepted.version})
    assert state_of(accepted) == "returned"


def test_what_was_not_sent_is_not_returned(reviewer, commune):
    response = reviewer.get(at("submission_return", commune))
    assert follow(reviewer, response) == ["Only counts that were sent, in an open round, can be returned."]


def test_nothing_is_returned_in_a_closed_round(reviewer, sent, opened, provincial_officer):
    services.close_round(opened, version=version_of(opened), by=provincial_officer, note="Hết hạn.")
    assert reviewer.post(at("submission_return", sent), {"reason": "Thiếu."}).status_code == 302
    assert state_of(sent) == "sent"


# --- All at once ---------------------------------------------------------------------------------


def accept_all_of(client, opened):
    """Press the button as the page shows it."""
    seen = client.get(reverse("round_detail", args=[opened.pk])).context["seen"]
    return client.post(reverse("accept_all", args=[opened.pk]), {"version": seen})


@pytest.mark.parametrize("version", ("", "1", "9" * 5000, "x-y,1-", "1-2-3"))
def test_without_what_was_seen_nothing_is_accepted_at_once(reviewer, opened, sent, version):
    reviewer.post(reverse("accept_all", args=[opened.pk]), {"version": version})
    assert state_of(sent) == "sent"


def test_what_was_sent_after_the_page_was_opened_is_not_accepted_at_once(reviewer, opened, sent, world):
    seen = reviewer.get(reverse("round_detail", args=[opened.pk])).context["seen"]
    later = send(submission_of(opened, world.home.communes["Đông Hai"]), {})
    reviewer.post(reverse("accept_all", args=[opened.pk]), {"version": seen})
    assert (state_of(sent), state_of(later)) == ("accepted", "sent")


def test_what_changed_after_the_page_was_opened_is_not_accepted_at_once(reviewer, opened, sent):
    seen = reviewer.get(reverse("round_detail", args=[opened.pk])).context["seen"]
    send(give_back(sent), {"bodies:school": 4})
    reviewer.post(reverse("accept_all", args=[opened.pk]), {"version": seen})
    assert state_of(sent) == "sent"


@pytest.mark.parametrize("version", ("", "0", "9" * 5000))
def test_without_the_version_that_was_read_nothing_is_accepted_or_returned(reviewer, sent, version):
    reviewer.post(at("submission_accept", sent), {"version": version})
    reviewer.post(at("submission_return", sent), {"version": version, "reason": "Thiếu."})
    assert state_of(sent) == "sent"


def test_all_that_was_sent_is_accepted_at_once(reviewer, opened, world):
    for name in ("Đông Một", "Đông Hai"):
        send(submission_of(opened, world.home.communes[name]), {})
    response = accept_all_of(reviewer, opened)
    assert follow(reviewer, response) == ["2 submissions accepted."]
    assert opened.submissions.filter(state="accepted").count() == 2


def test_all_at_once_in_a_closed_round_says_who_can_open_it(reviewer, opened, sent, provincial_officer):
    seen = reviewer.get(reverse("round_detail", args=[opened.pk])).context["seen"]
    services.close_round(opened, version=version_of(opened), by=provincial_officer, note="Hết hạn.")
    response = reviewer.post(reverse("accept_all", args=[opened.pk]), {"version": seen})
    assert follow(reviewer, response) == ["The round is closed. Ask the provincial officer to reopen it."]


# --- Who -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ("submission_accept", "submission_return"))
@pytest.mark.parametrize(
    ("role", "status"),
    (
        (Role.DISTRICT_OFFICER, 302),
        (Role.COMMUNE_OFFICER, 403),
        (Role.PROVINCIAL_OFFICER, 403),
        (Role.PROVINCIAL_LEADER, 403),
        (Role.AGENCY_OFFICER, 404),
        (Role.MINISTRY_VIEWER, 404),
        (Role.SYSTEM_ADMINISTRATOR, 404),
    ),
)
def test_only_the_unit_above_reviews(signed_in, sent, name, role, status):
    response = signed_in(role).post(at(name, sent), {"reason": "Thiếu.", "version": sent.version})
    assert response.status_code == status


@pytest.mark.parametrize(
    ("role", "status"),
    (
        (Role.DISTRICT_OFFICER, 302),
        (Role.PROVINCIAL_OFFICER, 302),
        (Role.COMMUNE_OFFICER, 403),
        (Role.PROVINCIAL_LEADER, 403),
        (Role.MINISTRY_VIEWER, 403),
        (Role.AGENCY_OFFICER, 404),
    ),
)
def test_only_reviewers_accept_all(signed_in, opened, role, status):
    assert signed_in(role).post(reverse("accept_all", args=[opened.pk])).status_code == status


def test_the_district_officer_reviews_nothing_of_the_neighbour(reviewer, opened, world):
    foreign = send(submission_of(opened, world.home.communes["Tây Một"]), {})
    assert reviewer.post(at("submission_accept", foreign)).status_code == 404
    assert state_of(foreign) == "sent"
