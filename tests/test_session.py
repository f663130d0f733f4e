"""What was typed outlives the session, for the same person only, and a form that lay open too long."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from submissions.models import Submission
from swprogram.kit.kept import IN_SESSION
from swprogram.org.roles import Role
from tests.factories.submissions import figure_ids, send, submission_of

OWN = {"headers": {"origin": "http://testserver"}}
PASSWORD = "mot-mat-khau-rat-dai"


@pytest.fixture
def officer(world):
    return with_password(world.home.people[Role.COMMUNE_OFFICER])


def with_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def visitor(officer):
    """A visitor that holds to the rules of forms, signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    return client


@pytest.fixture
def commune(opened, world):
    return submission_of(opened, world.home.communes["Đông Một"])


def hidden_fields(page):
    """What the hidden fields of the last form of a page hold."""
    form = page.content.decode().rpartition("<form")[2]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return dict(found)


def open_form(client, submission):
    """The fields of the open count form, with a note of forty sentences."""
    page = client.get(reverse("submission_edit", args=[submission.pk]))
    text = page.content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    school = f"figure-{figure_ids(submission)['bodies:school']}"
    return fields | {"note": "Bốn mươi câu. " * 40, school: "12", "action": "save"}


def end_session(client):
    """As when the cookie is too old: the visitor no longer sends it."""
    del client.cookies[settings.SESSION_COOKIE_NAME]


def sign_in(client, person):
    page = client.get(reverse("login"))
    token = hidden_fields(page)["csrfmiddlewaretoken"]
    typed = {"username": person.username, "password": PASSWORD, "csrfmiddlewaretoken": token}
    return client.post(reverse("login"), typed, follow=True, **OWN)


def send_after_the_end(client, submission):
    fields = open_form(client, submission)
    end_session(client)
    return client.post(reverse("submission_edit", args=[submission.pk]), fields, **OWN)


def test_what_was_typed_when_the_session_ended_is_sent_after_the_sign_in(visitor, officer, commune):
    answer = send_after_the_end(visitor, commune)
    assert answer.url.startswith(reverse("login"))
    assert "kept for an hour" in visitor.get(answer.url, headers={"accept-language": "en"}).content.decode()
    page = sign_in(visitor, officer)
    assert page.redirect_chain[-1][0] == reverse("kept_typing")
    fields = hidden_fields(page)
    answer = visitor.post(reverse("submission_edit", args=[commune.pk]), fields, **OWN)
    commune.refresh_from_db()
    assert (answer.status_code, commune.note) == (302, ("Bốn mươi câu. " * 40).strip())
    assert commune.figures.get(pk=figure_ids(commune)["bodies:school"]).value == 12
    assert IN_SESSION not in visitor.session


def test_what_is_given_back_meets_what_a_colleague_saved_meanwhile(visitor, officer, commune):
    send_after_the_end(visitor, commune)
    Submission.objects.filter(pk=commune.pk).update(version=7)
    fields = hidden_fields(sign_in(visitor, officer))
    page = visitor.post(reverse("submission_edit", args=[commune.pk]), fields, **OWN)
    assert (page.status_code, page.context["form"]["note"].value()) == (409, ("Bốn mươi câu. " * 40).strip())


def test_another_person_gets_nothing_of_it(visitor, commune, world):
    send_after_the_end(visitor, commune)
    other = with_password(world.home.people[Role.DISTRICT_OFFICER])
    page = sign_in(visitor, other)
    assert "Bốn mươi câu" not in page.content.decode()
    assert IN_SESSION not in visitor.session
    assert "Bốn mươi câu" not in visitor.get(reverse("kept_typing"), follow=True).content.decode()


def test_after_an_hour_nothing_is_left(visitor, officer, commune):
    send_after_the_end(visitor, commune)
    session = visitor.session
    an_hour_ago = timezone.now() - timedelta(hours=1, seconds=1)
    session[IN_SESSION] = session[IN_SESSION] | {"at": an_hour_ago.timestamp()}
    session.save()
    assert sign_in(visitor, officer).redirect_chain[0][0] != reverse("kept_typing")


def test_a_form_that_does_not_say_for_whom_it_was_shown_is_not_kept(visitor, officer, commune):
    fields = open_form(visitor, commune)
    end_session(visitor)
    for forged in ("", f"{officer.pk}", f"{officer.pk}:forged"):
        visitor.post(reverse("submission_edit", args=[commune.pk]), fields | {"shown_to": forged}, **OWN)
        assert IN_SESSION not in visitor.session


def test_passwords_are_never_kept(visitor, officer):
    fields = hidden_fields(visitor.get(reverse("password_change")))
    fields |= {"old_password": PASSWORD, "new_password1": "x", "new_password2": "x"}
    end_session(visitor)
    visitor.post(reverse("password_change"), fields, **OWN)
    assert IN_SESSION not in visitor.session


def test_what_is_too_large_is_not_kept(visitor, officer, commune):
    fields = open_form(visitor, commune) | {"note": "a" * 2_000_001}
    end_session(visitor)
    visitor.post(reverse("submission_edit", args=[commune.pk]), fields, **OWN)
    assert IN_SESSION not in visitor.session


def test_a_form_open_over_another_sign_in_is_given_back_on_the_spot(visitor, officer, commune):
    fields = open_form(visitor, commune)
    end_session(visitor)
    sign_in(visitor, officer)
    page = visitor.post(reverse("submission_edit", args=[commune.pk]), fields, **OWN)
    assert page.status_code == 403
    given_back = hidden_fields(page)
    assert given_back["note"] == fields["note"]
    answer = visitor.post(reverse("submission_edit", args=[commune.pk]), given_back, **OWN)
    commune.refresh_from_db()
    assert (answer.status_code, commune.note) == (302, fields["note"].strip())


def test_a_form_of_another_person_is_not_given_back(visitor, commune, world):
    fields = open_form(visitor, commune)
    end_session(visitor)
    sign_in(visitor, with_password(world.home.people[Role.DISTRICT_OFFICER]))
    page = visitor.post(reverse("submission_edit", args=[commune.pk]), fields, **OWN)
    assert (page.status_code, "Bốn mươi câu" in page.content.decode()) == (403, False)


@pytest.mark.parametrize("headers", ({}, {"origin": "http://evil.example"}, {"origin": "null"}))
def test_another_site_puts_no_words_into_a_form(visitor, commune, headers):
    fields = open_form(visitor, commune) | {"csrfmiddlewaretoken": "a" * 64, "note": "Lời của kẻ khác"}
    page = visitor.post(reverse("submission_edit", args=[commune.pk]), fields, headers=headers)
    assert (page.status_code, "Lời của kẻ khác" in page.content.decode()) == (403, False)
    end_session(visitor)
    visitor.post(reverse("submission_edit", args=[commune.pk]), fields, headers=headers)
    assert IN_SESSION not in visitor.session


def test_a_page_that_is_only_posted_to_is_no_dead_end_after_the_sign_in(visitor, world, commune):
    reviewer = with_password(world.home.people[Role.DISTRICT_OFFICER])
    send(commune, {})
    visitor.force_login(reviewer)
    fields = hidden_fields(visitor.get(reverse("submission_detail", args=[commune.pk])))
    end_session(visitor)
    visitor.post(reverse("submission_accept", args=[commune.pk]), fields, **OWN)
    page = sign_in(visitor, reviewer)
    assert page.status_code == 200
    assert Submission.objects.get(pk=commune.pk).state == "sent"
    visitor.post(reverse("submission_accept", args=[commune.pk]), hidden_fields(page), **OWN)
    assert Submission.objects.get(pk=commune.pk).state == "accepted"


def test_the_session_is_renewed_while_somebody_types(visitor):
    before = visitor.session.get_expiry_date()
    assert visitor.get(reverse("session_renew")).status_code == 204
    assert visitor.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.SESSION_COOKIE_AGE
    assert isinstance(before, datetime)
    end_session(visitor)
    answer = visitor.get(reverse("session_renew"))
    assert (answer.status_code, settings.SESSION_COOKIE_NAME in answer.cookies) == (204, False)


# --- Where the answer to a form is read ----------------------------------------------------------

FORM_TAG = re.compile(r"<form\b(?:\{%.*?%\}|\{\{.*?\}\}|[^>{]|\{)*>", re.DOTALL)


def posting_forms():
    for path in sorted(Path(settings.BASE_DIR / "templates").rglob("*.html")):
        for tag in FORM_TAG.findall(path.read_text(encoding="utf-8")):
            if 'method="post"' in tag:
                yield path.name, tag


def test_every_form_is_sent_to_the_place_of_the_messages():
    """An address keeps its #… over a POST and its redirect: the answer would stand screens above."""
    forms = list(posting_forms())
    assert len(forms) > 60
    assert [(name, tag) for name, tag in forms if '#messages"' not in tag] == []


@pytest.mark.parametrize("name", ("submission_return", "round_close"))
def test_forms_that_are_built_are_sent_there_too(client, world, opened, commune, name):
    send(commune, {})
    role = Role.DISTRICT_OFFICER if name == "submission_return" else Role.PROVINCIAL_OFFICER
    pk = commune.pk if name == "submission_return" else opened.pk
    client.force_login(world.home.people[role])
    page = client.get(reverse(name, args=[pk])).content.decode()
    assert 'action="#messages"' in page
    assert '<div id="messages">' in page
