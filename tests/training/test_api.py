"""Courses and their parts for other programs: the scope and the filters of the pages."""

import pytest
from django.urls import reverse

from swprogram.org.roles import Role
from tests.factories.training import CourseFactory, LecturerFactory, NeedFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def records(world, district, one, two):
    """A course of the district with a person of each commune; and the same in another province."""
    course = CourseFactory(unit=district, title="Lớp huyện")
    for unit, name in ((one, "Lê Một"), (two, "Lê Hai")):
        ParticipantFactory(course=course, full_name=name, unit=unit)
    LecturerFactory(unit=district)
    NeedFactory(unit=district)
    ParticipantFactory(course=CourseFactory(unit=world.other.unit))
    LecturerFactory(unit=world.other.unit)
    NeedFactory(unit=world.other.unit)


def found(client, name, field, **query):
    return [row[field] for row in client.get(reverse(f"api-{name}-list"), query).json()["results"]]


def test_the_district_reads_its_own_records(records, signed_in):
    client = signed_in(Role.DISTRICT_OFFICER)
    assert found(client, "course", "title") == ["Lớp huyện"]
    assert found(client, "participant", "name") == ["Lê Hai", "Lê Một"]
    assert len(found(client, "lecturer", "code")) == len(found(client, "need", "code")) == 1
    assert found(client, "course", "title", kind="formal") == []


def test_a_commune_reads_the_course_above_it_and_only_its_own_people(records, signed_in):
    client = signed_in(Role.COMMUNE_OFFICER)
    assert found(client, "course", "title") == ["Lớp huyện"]
    assert found(client, "participant", "name") == ["Lê Một"]


def test_who_reads_no_registries_reads_none_here(records, signed_in):
    for name in ("course", "participant", "lecturer", "need"):
        assert found(signed_in(Role.AGENCY_OFFICER), name, "id") == []
