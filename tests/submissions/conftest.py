"""The people and the counts that most tests of this room use; all in the first province's open round."""

import pytest
from django.test import Client
from django.utils import translation

from swprogram.org.roles import Role
from tests.factories.submissions import submission_of
from tests.submissions.registries import keep_registries


@pytest.fixture
def commune(world, opened):
    """The empty counts of commune Đông Một, whose officer is the commune officer of the world."""
    return submission_of(opened, world.home.communes["Đông Một"])


@pytest.fixture
def registries(world, commune):
    """Commune Đông Một keeps all three registries: see registries.py."""
    keep_registries(commune.unit, world.home.communes["Đông Hai"])


@pytest.fixture
def district(world, opened):
    """The empty counts of district Đông, which reviews Đông Một and Đông Hai."""
    return submission_of(opened, world.home.districts["Đông"])


@pytest.fixture
def commune_officer(world):
    return world.home.people[Role.COMMUNE_OFFICER]


@pytest.fixture
def district_officer(world):
    return world.home.people[Role.DISTRICT_OFFICER]


@pytest.fixture
def provincial_officer(world):
    return world.home.people[Role.PROVINCIAL_OFFICER]


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def signed_in(world):
    """A client of a person, or of the person with a role in the first province, reading English."""

    def sign_in(who, language="en"):
        client = Client(headers={"accept-language": language})
        client.force_login(world.home.people.get(who, who))
        return client

    return sign_in
