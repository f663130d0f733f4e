"""The lines of a course: who was present, who completed it, one line on its own page."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories.training import NumberFactory, ParticipantFactory
from tests.factories.workforce import WorkerFactory
from training.enums import Result
from training.models import Participant

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_line_of_somebody_in_the_registry_opens_without_the_name(keeper, course, one):
    line = ParticipantFactory(course=course, worker=WorkerFactory(full_name="Lê Thị Bình"), unit=one)
    page = keeper.get(reverse("participant_edit", args=[line.pk]))
    assert (page.status_code, list(page.context["form"].fields)) == (
        200,
        [
            "unit",
            "kind",
            "workplace",
            "result",
            "certificate_number",
            "certified_on",
            "note",
            "version",
        ],
    )


def test_attendance_is_ticked_in_a_grid(keeper, course, one):
    person, number = ParticipantFactory(course=course), NumberFactory(course=course, headcount=10)
    first, second = course.sessions.order_by("held_on")
    address = reverse("course_attendance", args=[course.pk])
    sent = {f"present-{first.pk}-{person.pk}": "1", f"present-{second.pk}-{number.pk}": "11", "version": 1}
    wrong = keeper.post(address, sent)
    assert "Type a number from 0 to 10." in text_of(wrong)
    keeper.post(address, sent | {f"present-{second.pk}-{number.pk}": "9"})
    marks = {(first.pk, person.pk, 1), (second.pk, number.pk, 9)}
    assert set(person.attendances.model.objects.values_list("session", "participant", "present")) == marks
    keeper.post(address, {"all": "1", "version": 2})
    assert number.attendances.filter(present=10).count() == 2
    html = text_of(keeper.get(reverse("course_detail", args=[course.pk])))
    assert "<strong>2/2</strong>" in html


def test_all_complete_at_once_and_exceptions_stay(keeper, course):
    failed, *others = (ParticipantFactory(course=course, result=Result.PENDING) for _line in range(3))
    address = reverse("course_results", args=[course.pk])
    keeper.post(address, {f"result-{failed.pk}": "not_completed", "complete_all": "1", "version": 1})
    assert set(Participant.objects.values_list("pk", "result")) == {
        (failed.pk, "not_completed"),
        *((line.pk, "completed") for line in others),
    }
    wrong = keeper.post(address, {f"result-{failed.pk}": "pending", f"day-{failed.pk}": "x", "version": 2})
    assert "Type the date as day/month/year" in text_of(wrong)


def test_certificates_are_numbered_from_the_page_of_results(keeper, course):
    line = ParticipantFactory(course=course)
    sent = {"pattern": "##/CN", "first": "7", "certified_on": "12/05/2024", "version": 1}
    keeper.post(reverse("course_certificates", args=[course.pk]), sent)
    line.refresh_from_db()
    assert (line.certificate_number, line.certified_on) == ("07/CN", date(2024, 5, 12))
