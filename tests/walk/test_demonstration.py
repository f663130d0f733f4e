"""Every address of the portal, for every kind of row of the demonstration, as every role."""

import pytest
from django.db import transaction
from django.test import override_settings

from swprogram.org.demo import DEMO_ACCOUNTS
from swprogram.org.models import User
from tests.walk.places import Places, names_of_addresses
from tests.walk.walker import Walker, listening
from tests.walk.words import find_english
from tests.walk.world import make_world

pytestmark = pytest.mark.django_db

ACCOUNTS = [account[0] for account in DEMO_ACCOUNTS]
SEES_ALL_KINDS = "tinh"
FEW = 1
BUTTONS_PRESSED = 2  # on the pages of so many rows of a sample: the first differ most


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker):
    """{user name: Walker} after the demonstration was walked through on its day; rolled back at the end.

    The provincial officer, who enters most of what there is, meets every kind of row; the others a few.
    """
    with (
        override_settings(DEMO_DATE="2024-06-17"),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        make_world()
        yield {username: walk(username) for username in ACCOUNTS}
        transaction.set_rollback(True)


def walk(username):
    person = User.objects.get(username=username)
    places = Places() if username == SEES_ALL_KINDS else Places(person, FEW)
    with listening() as heard:
        walker = Walker(person, heard)
        for name in names_of_addresses():
            for place, path in enumerate(places.paths(name)):
                walker.visit(path, presses=place < BUTTONS_PRESSED)
        assert walker.read("/account/"), f"{username} was signed out on the way"
    return walker


@pytest.mark.parametrize("username", ACCOUNTS)
def test_every_page_opens_and_every_form_is_answered_without_an_error(walked, username):
    assert walked[username].failures == []


def test_no_vietnamese_page_says_anything_in_english(walked):
    words = {text: path for walker in walked.values() for text, path in walker.words.items()}
    assert {text: words[text] for text in find_english(words)} == {}
