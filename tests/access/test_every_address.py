"""Every address, for every role, at every place: the table says what each person gets."""

import pytest
from django.db import transaction
from django.urls import get_resolver

from facilities.models import Facility, FacilityEvent, FacilityService
from plans.models import Plan
from reporting.models import Report
from submissions.models import Figure, Submission
from swprogram.org.models import Membership
from swprogram.org.roles import Role
from swprogram.registry.models import ExportRun, ImportRun, SavedView
from tests.access.realm import addresses, furnish
from tests.access.table import FOR_EVERYONE, TABLE
from tests.worlds import load_catalogue, make_world
from training.models import Attendance, Course, Lecturer, Participant, Session, TrainingNeed
from workforce.models import Allowance, DistinctPair, IdentityLookup, IdentityOpening, Post, Worker

pytestmark = pytest.mark.django_db

DENIED = (403, 404)
KEPT = (
    Plan, Submission, Figure, Report, Membership,
    Facility, FacilityEvent, FacilityService,
    Worker, Post, Allowance, DistinctPair, IdentityLookup, IdentityOpening,
    Course, Session, Participant, Attendance, Lecturer, TrainingNeed,
    SavedView, ImportRun, ExportRun,
)  # fmt: skip


@pytest.fixture(scope="module")
def realm(django_db_setup, django_db_blocker):
    """One world for all tests of this module, which change nothing in it; rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_catalogue()
        world = make_world()
        furnish(world)
        yield world
        transaction.set_rollback(True)


def ask(client, row, path):
    """The answer; what a button changed is rolled back, so that the next person finds the same world."""
    with transaction.atomic():
        response = client.post(path) if row.method == "post" else client.get(path)
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("name", TABLE)
def test_each_role_gets_what_the_table_says_at_each_place(client, realm, name):
    row = TABLE[name]
    got = {}
    for role in Role:
        client.force_login(realm.home.people[role])
        got[role] = " ".join(str(ask(client, row, path).status_code) for path in addresses(name, row.kind))
    assert got == row.expected


@pytest.mark.parametrize("name", TABLE)
def test_what_is_denied_is_denied_to_a_post_too_and_changes_nothing(client, realm, name):
    row, before = TABLE[name], snapshot()
    for role in Role:
        client.force_login(realm.home.people[role])
        for path, status in zip(addresses(name, row.kind), row.expected[role].split(), strict=True):
            if int(status) in DENIED:
                assert client.post(path).status_code in (*DENIED, 405), (role, path)
    assert snapshot() == before


def snapshot():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in KEPT}


@pytest.mark.parametrize("name", TABLE)
def test_nobody_gets_in_without_signing_in(client, realm, name):
    row = TABLE[name]
    for path in addresses(name, row.kind):
        response = ask(client, row, path)
        assert (response.status_code, response.url.split("?")[0]) == (302, "/login/")


def test_the_table_names_every_address_of_the_portal():
    named = set(TABLE) | FOR_EVERYONE
    assert {name for name, _pattern in walk(get_resolver().url_patterns)} == named


def walk(patterns):
    """Every named address outside Django's own administration and the API, which has its own table."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            if str(pattern.pattern) not in ("admin/", "api/"):
                yield from walk(pattern.url_patterns)
        else:
            yield pattern.name, str(pattern.pattern)


@pytest.mark.parametrize(
    ("name", "missing"),
    (
        ("plan_detail", "/plans/999999/"),
        ("facility_detail", "/facilities/999999/"),
        ("worker_detail", "/workforce/999999/"),
        ("worker_post_edit", "/workforce/posts/999999/edit/"),
        ("course_detail", "/training/courses/999999/"),
        ("participant_edit", "/training/participants/999999/edit/"),
        ("lecturer_detail", "/training/lecturers/999999/"),
        ("need_detail", "/training/needs/999999/"),
        ("facility_import_run", "/facilities/imports/999999/"),
    ),
)
def test_a_foreign_object_answers_exactly_as_a_missing_one(client, realm, name, missing):
    client.force_login(realm.home.people[Role.PROVINCIAL_OFFICER])
    row = TABLE[name]
    place = row.expected[Role.PROVINCIAL_OFFICER].split().index("404")
    foreign = client.get(addresses(name, row.kind)[place])
    missing = client.get(missing)
    assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content)
