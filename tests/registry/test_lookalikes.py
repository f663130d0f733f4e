"""Whoever types a record that stands there already is asked before a second one is made."""

import pytest
from django.urls import reverse

from facilities.models import Facility
from swprogram.org.roles import Role
from tests.factories.facilities import FacilityFactory
from tests.factories.training import CourseFactory, LecturerFactory, ParticipantFactory
from tests.factories.workforce import PostFactory
from training.models import Lecturer, Participant
from workforce.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(world):
    return world.home.communes["Đông Một"]


@pytest.fixture
def officer(client, world):
    client.force_login(world.home.people[Role.PROVINCIAL_OFFICER])
    return client


def require_asked(client, model, address, typed):
    """Nothing is added before the tick, one record with it."""
    before = model.objects.count()
    page = client.post(address, typed)
    assert page.status_code == 200
    assert 'name="is_another"' in page.content.decode()
    assert model.objects.count() == before
    assert client.post(address, typed | {"is_another": "yes"}).status_code == 302
    assert model.objects.count() == before + 1


def test_a_person_of_one_name_in_one_unit_without_a_year(officer, one):
    PostFactory(unit=one, worker__full_name="Nguyễn Thị Lan", worker__birth_year=1986)
    typed = {
        "full_name": "Nguyễn thị Lan", "qualification": "none", "meets_collaborator_standard": "unknown",
        "post-unit": one.pk, "post-kind": "collaborator", "post-workplace": "commune",
        "post-engagement": "full_time",
    }  # fmt: skip
    require_asked(officer, Worker, reverse("worker_add"), typed)


def test_a_facility_of_one_name_in_one_unit(officer, one):
    FacilityFactory(unit=one, name="Nhà tình thương")
    typed = {"name": "Nhà tình thương", "kind": "school", "ownership": "public", "unit": one.pk}
    require_asked(officer, Facility, reverse("facility_add"), typed)


def test_a_lecturer_of_one_name(officer, one):
    LecturerFactory(unit=one, full_name="Trần Đức")
    require_asked(officer, Lecturer, reverse("lecturer_add"), {"full_name": "Trần Đức", "unit": one.pk})


def test_a_participant_of_one_name_and_year(officer, one):
    course = CourseFactory(unit=one)
    ParticipantFactory(course=course, full_name="Lê An", birth_year=1985)
    typed = {"full_name": "Lê An", "birth_year": 1985, "unit": one.pk}
    require_asked(officer, Participant, reverse("participant_add_name", args=[course.pk]), typed)
