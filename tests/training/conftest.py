"""The places that the tests of training speak of, and clients of the first province."""

from datetime import date

import pytest
from django.test import Client

from swprogram.org.roles import Role
from tests.factories.training import CourseFactory, LecturerFactory, SessionFactory


@pytest.fixture
def home(world):
    return world.home


@pytest.fixture
def one(world):
    return world.home.communes["Đông Một"]


@pytest.fixture
def two(world):
    return world.home.communes["Đông Hai"]


@pytest.fixture
def district(world):
    return world.home.districts["Đông"]


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
def course(district):
    """A course of the district with somebody of each kind and two sessions."""
    course = CourseFactory(unit=district, title="Tập huấn A", starts_on=date(2024, 5, 10), planned_people=40)
    SessionFactory(course=course, held_on=date(2024, 5, 10))
    SessionFactory(course=course).lecturers.add(LecturerFactory(unit=district))
    return course


@pytest.fixture
def keeper(signed_in):
    return signed_in(Role.DISTRICT_OFFICER)
