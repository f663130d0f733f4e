"""Every address, for every role, at every place: the table says what each person gets."""

import pytest
from django.db import transaction
from django.urls import get_resolver

from plans.models import Plan
from reporting.models import Report
from submissions.models import Figure, Submission
from swprogram.org.models import Membership
from swprogram.org.roles import Role
from tests.access.realm import addresses, furnish
from tests.access.table import FOR_EVERYONE, TABLE
from tests.worlds import load_catalogue, make_world

pytestmark = pytest.mark.django_db

DENIED = (403, 404)


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
def test_a_page_that_is_denied_is_denied_to_a_post_too(client, realm, name):
    row = TABLE[name]
    for role in Role:
        client.force_login(realm.home.people[role])
        for path, status in zip(addresses(name, row.kind), row.expected[role].split(), strict=True):
            if int(status) in DENIED:
                assert client.post(path).status_code in (*DENIED, 405), (role, path)


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


def test_denied_posts_change_nothing(client, realm):
    before = snapshot()
    for name, row in TABLE.items():
        for role in Role:
            client.force_login(realm.home.people[role])
            for path, status in zip(addresses(name, row.kind), row.expected[role].split(), strict=True):
                if int(status) in DENIED:
                    client.post(path)
    assert snapshot() == before


def snapshot():
    models = (Plan, Submission, Figure, Report, Membership)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_a_foreign_object_answers_exactly_as_a_missing_one(client, realm):
    client.force_login(realm.home.people[Role.PROVINCIAL_OFFICER])
    foreign = client.get(addresses("plan_detail", "plan")[1])
    missing = client.get("/plans/999999/")
    assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content)
