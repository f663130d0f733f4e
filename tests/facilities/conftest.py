"""What the tests of facilities stand on: people who are signed in, and centres in district Đông."""

import pytest
from django.test import Client

from facilities.enums import FacilityKind
from swprogram.org.roles import Role
from tests.factories.facilities import FacilityFactory


@pytest.fixture
def east(world):
    return world.home.districts["Đông"]


@pytest.fixture
def officer(world):
    """The district officer of Đông."""
    return world.home.people[Role.DISTRICT_OFFICER]


@pytest.fixture
def provincial(world):
    return world.home.people[Role.PROVINCIAL_OFFICER]


@pytest.fixture
def centre(east):
    return FacilityFactory(name="Trung tâm Công tác xã hội Đông", unit=east)


@pytest.fixture
def school(east):
    return FacilityFactory(name="Trường Tiểu học Đông", unit=east, kind=FacilityKind.SCHOOL)


@pytest.fixture
def signed_in(world):
    """A client for the person of the first province who holds a role, reading in English."""

    def sign_in(role):
        client = Client(headers={"accept-language": "en"})
        client.force_login(world.home.people[role])
        return client

    return sign_in
