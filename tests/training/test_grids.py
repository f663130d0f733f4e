"""The lines of a course: who was present, who completed it, one line on its own page."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories.training import AttendanceFactory, NumberFactory, ParticipantFactory
from tests.factories.workforce import WorkerFactory
from tests.walk.html import Page, together
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


# --- Long lists -------------------------------------------------------------------------------------


def many(course, count, **values):
    make = ParticipantFactory.build
    lines = [
        make(course=course, full_name=f"Học viên {n:04}", unit=course.unit, **values) for n in range(count)
    ]
    for line in lines:
        line.sort_key = line.full_name
    return Participant.objects.bulk_create(lines)


def unchanged(page):
    """What a browser sends back from the grid of the page, with the button that saves."""
    form = next(form for form in Page(page.content.decode()).own if form.method == "post")
    return together((name, value) for name, value in form.controls if name != "csrfmiddlewaretoken")


def test_a_thousand_present_are_saved_again_as_they_are_shown(keeper, course):
    crowd = NumberFactory(course=course, headcount=1500)
    session = course.sessions.earliest("held_on")
    AttendanceFactory(session=session, participant=crowd, present=1200)
    address = reverse("course_attendance", args=[course.pk])
    keeper.defaults["HTTP_ACCEPT_LANGUAGE"] = "vi"
    page = keeper.get(address)
    assert 'value="1.200"' in page.content.decode()
    assert keeper.post(address, unchanged(page)).status_code == 302
    assert crowd.attendances.get().present == 1200


@pytest.mark.parametrize("name", ("course_results", "course_attendance"))
def test_a_list_of_hundreds_is_saved_page_by_page_without_a_line_lost(keeper, course, name):
    many(course, 450, result=Result.PENDING)
    address = reverse(name, args=[course.pk])
    first = keeper.get(address)
    sent = unchanged(first)
    assert len(sent) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    answer = keeper.post(f"{address}?page=1", sent | {"page": "2"})
    assert (answer.status_code, answer.url) == (302, f"{address}?page=2")
    second = keeper.get(answer.url)
    assert "Lines 201–400 of 450" in text_of(second)
    assert keeper.post(answer.url, unchanged(second)).status_code == 302


def test_what_another_page_of_results_holds_stays(keeper, course):
    lines = many(course, 250, result=Result.PENDING)
    address = reverse("course_results", args=[course.pk])
    keeper.post(
        f"{address}?page=2",
        unchanged(keeper.get(f"{address}?page=2")) | {f"result-{lines[249].pk}": "completed"},
    )
    keeper.post(address, unchanged(keeper.get(address)) | {f"result-{lines[0].pk}": "not_completed"})
    results = dict(Participant.objects.exclude(result=Result.PENDING).values_list("full_name", "result"))
    assert results == {"Học viên 0000": "not_completed", "Học viên 0249": "completed"}


def test_one_button_completes_the_lines_of_every_page(keeper, course):
    many(course, 250, result=Result.PENDING)
    address = reverse("course_results", args=[course.pk])
    keeper.post(address, unchanged(keeper.get(address)) | {"complete_all": "1"})
    assert course.participants.filter(result=Result.COMPLETED).count() == 250


def test_one_button_ticks_the_lines_of_every_page(keeper, course):
    many(course, 250)
    address = reverse("course_attendance", args=[course.pk])
    keeper.post(address, unchanged(keeper.get(address)) | {"all": "1"})
    assert course.sessions.get(held_on=date(2024, 5, 10)).attendances.count() == 250


def test_attendance_on_another_page_stays(keeper, course):
    lines, session = many(course, 250), course.sessions.earliest("held_on")
    AttendanceFactory(session=session, participant=lines[249], present=1)
    address = reverse("course_attendance", args=[course.pk])
    keeper.post(address, unchanged(keeper.get(address)) | {f"present-{session.pk}-{lines[0].pk}": "1"})
    marks = session.attendances.order_by("participant__sort_key")
    assert list(marks.values_list("participant__full_name", flat=True)) == ["Học viên 0000", "Học viên 0249"]
