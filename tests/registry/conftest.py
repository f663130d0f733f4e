"""The shelf: a registry of facilities at its own addresses, and people who sign in to it."""

import pytest
from django.test import Client
from django.utils import translation

from swprogram.org.roles import Role
from swprogram.registry.spec import registries
from tests.factories.facilities import FacilityFactory


@pytest.fixture(autouse=True)
def _shelf_stands_in_the_portal(settings):
    settings.ROOT_URLCONF = "tests.registry.urls"
    settings.REGISTRIES = ["tests.registry.shelf.SHELF"]
    registries.cache_clear()
    with translation.override("en"):
        yield
    registries.cache_clear()


@pytest.fixture
def officer(world):
    return world.home.people[Role.PROVINCIAL_OFFICER]


@pytest.fixture
def signed_in(world):
    """A client of the person with this role in the first province, reading English."""

    def sign_in(role=Role.PROVINCIAL_OFFICER):
        client = Client(headers={"accept-language": "en"})
        client.force_login(world.home.people[role])
        return client

    return sign_in


@pytest.fixture
def shelved(world):
    """Facilities of the first province by their names, in the order in which they are named."""

    def shelve(*names, unit=None, **values):
        unit = unit or world.home.communes["Đông Một"]
        return [FacilityFactory(name=name, unit=unit, **values) for name in names]

    return shelve
