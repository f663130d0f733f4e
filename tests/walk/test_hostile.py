"""What no browser sends: unusual methods at every address, and numbers in it that no row can have."""

import re

import pytest
from django.db import transaction
from django.test import override_settings

from swprogram.org.models import User
from tests.walk.places import Places, names_of_addresses
from tests.walk.walker import Walker, listening
from tests.walk.world import make_world

pytestmark = pytest.mark.django_db

METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")
NUMBERS = ("9" * 30, "9223372036854775808", "9223372036854775807", "0")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with (
        override_settings(DEMO_DATE="2024-06-17"),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        make_world()
        yield Places(User.objects.get(username="tinh"), 1)
        transaction.set_rollback(True)


@pytest.fixture
def walker(demo):
    with listening() as heard:
        yield Walker(User.objects.get(username="tinh"), heard)


def first_paths(demo):
    """One address of each name."""
    found = ((name, demo.paths(name)) for name in names_of_addresses())
    return {name: paths[-1] for name, paths in found if paths}


def test_no_method_breaks_an_address(demo, walker):
    for path in first_paths(demo).values():
        for method in METHODS:
            walker.ask(method, path)
    assert walker.failures == []


def test_no_number_in_an_address_breaks_it(demo, walker):
    for path in first_paths(demo).values():
        for number in NUMBERS:
            walker.ask("GET", re.sub(r"\d+", number, path))
    assert walker.failures == []
