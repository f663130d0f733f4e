"""The pages of the training registry: who opens them, what they show, what they save."""

from datetime import date

import pytest
from django.urls import reverse

from plans.enums import PlanState
from swprogram.kit import clock
from swprogram.org.roles import Role
from tests.factories.plans import ActivityFactory, PlanFactory
from tests.factories.training import (
    CourseFactory,
    LecturerFactory,
    NeedFactory,
    NumberFactory,
    ParticipantFactory,
    PlannedCourseFactory,
    SessionFactory,
)
from tests.factories.workforce import PostFactory
from tests.workbooks import sheets_of
from training.models import Course, Lecturer, TrainingNeed

pytestmark = pytest.mark.django_db
READERS = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_LEADER, Role.DISTRICT_OFFICER, Role.COMMUNE_OFFICER)
LISTS = ("course_list", "course_year", "need_list", "lecturer_list", "trained_list")


@pytest.fixture(autouse=True)
def in_june():
    with clock.at(date(2024, 6, 17)):
        yield


def typed(course, **changes):
    kept = {
        "title": course.title,
        "unit": course.unit_id,
        "kind": course.kind,
        "subject": course.subject,
        "year": course.year,
        "planned_people": course.planned_people or "",
        "starts_on": "10/05/2024",
        "ends_on": "12/05/2024",
        "version": course.version,
    }
    return kept | changes


def text_of(response):
    return " ".join(response.content.decode().split())


# --- Who opens what -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_are_open_to_readers_of_the_registries_only(signed_in, name):
    for role in READERS:
        assert signed_in(role).get(reverse(name)).status_code == 200
    for role in set(Role) - set(READERS):
        assert signed_in(role).get(reverse(name)).status_code == 403


def test_a_course_of_the_district_is_seen_from_its_communes_and_changed_by_the_district(signed_in, course):
    answers = {
        "course_detail": (200, 200, 200),
        "course_edit": (200, 200, 403),
        "course_hold": (200, 200, 403),
        "course_history": (200, 200, 403),
        "course_attendance": (200, 200, 403),
        "course_results": (200, 200, 403),
        "session_add": (200, 200, 403),
        "participant_add": (200, 200, 403),
        "participant_export": (200, 200, 200),
    }
    roles = (Role.PROVINCIAL_OFFICER, Role.DISTRICT_OFFICER, Role.COMMUNE_OFFICER)
    clients = [signed_in(role) for role in roles]
    for name, expected in answers.items():
        address = reverse(name, args=[course.pk])
        assert tuple(client.get(address).status_code for client in clients) == expected, name


def test_the_import_of_participants_is_open_to_who_keeps_the_course(signed_in, course):
    address = reverse("participant_import", kwargs={"parent_id": course.pk})
    assert signed_in(Role.DISTRICT_OFFICER).get(address).status_code == 200
    assert signed_in(Role.COMMUNE_OFFICER).get(address).status_code == 403


def test_courses_of_other_provinces_and_branches_are_not_found(signed_in, world):
    hidden = [CourseFactory(unit=world.other.unit), CourseFactory(unit=world.home.districts["Tây"])]
    client = signed_in(Role.COMMUNE_OFFICER)
    for course in hidden:
        for name in (
            "course_detail",
            "course_edit",
            "participant_add",
            "course_results",
            "participant_export",
        ):
            assert client.get(reverse(name, args=[course.pk])).status_code == 404
    line = ParticipantFactory(course=hidden[0])
    assert client.post(reverse("participant_delete", args=[line.pk])).status_code == 404


def test_a_commune_sees_only_its_own_people_and_the_number_of_the_others(signed_in, course, one, two):
    ParticipantFactory(course=course, full_name="Lê Của Mình", unit=one)
    ParticipantFactory(course=course, full_name="Lê Của Người", unit=two)
    NumberFactory(course=course, unit=two, headcount=10)
    html = text_of(signed_in(Role.COMMUNE_OFFICER).get(reverse("course_detail", args=[course.pk])))
    assert "Lê Của Mình" in html
    assert "Lê Của Người" not in html
    assert "11 persons from units that you do not follow take part." in html
    assert "12 persons, 12 attendances" in html


def test_names_are_links_only_to_pages_that_the_reader_may_open(signed_in, home, one):
    course = CourseFactory(unit=home.unit)
    SessionFactory(course=course).lecturers.add(LecturerFactory(unit=home.unit, full_name="Trần Đức"))
    ParticipantFactory(course=course, worker=PostFactory(unit=one).worker, unit=one)
    html = text_of(signed_in(Role.COMMUNE_OFFICER).get(reverse("course_detail", args=[course.pk])))
    assert "Trần Đức" in html
    assert reverse("lecturer_detail", args=[Lecturer.objects.get().pk]) not in html
    assert reverse("worker_detail", args=[course.participants.get().worker_id]) in html


# --- A course -------------------------------------------------------------------------------------


def test_a_course_is_entered_and_held(keeper, district):
    new = Course(title="Tập huấn B", unit=district, kind="skills", subject="school", year=2024)
    sent = typed(new, starts_on="", ends_on="", cost="45,000,000")
    course = Course.objects.get(pk=keeper.post(reverse("course_add"), sent, follow=True).context["course"].pk)
    assert (course.state, course.cost) == ("planned", 45_000_000)
    held = {"starts_on": "10/05/2024", "ends_on": "12/05/2024", "days": "3", "version": course.version}
    page = keeper.post(reverse("course_hold", args=[course.pk]), held, follow=True)
    course.refresh_from_db()
    assert (course.state, course.ends_on) == ("held", date(2024, 5, 12))
    assert "First six months of 2024" in text_of(page)


def test_a_form_says_beside_the_field_what_is_wrong(keeper, course):
    page = keeper.post(reverse("course_edit", args=[course.pk]), typed(course, ends_on="09/05/2024"))
    assert page.context["form"].errors == {"ends_on": ["The last day must not come before the first day."]}


def test_what_others_saved_is_shown_beside_what_was_typed(keeper, course):
    keeper.post(reverse("course_edit", args=[course.pk]), typed(course, place="Hội trường"))
    page = keeper.post(reverse("course_edit", args=[course.pk]), typed(course, place="Nhà văn hóa"))
    (conflict,) = page.context["form"].conflicts
    assert (conflict.opened, conflict.saved, conflict.typed) == ("–", "Hội trường", "Nhà văn hóa")


def test_a_cancelled_course_leads_back_from_its_forms(keeper, course, district):
    planned = PlannedCourseFactory(unit=district)
    keeper.post(reverse("course_cancel", args=[planned.pk]), {"version": 1, "reason": "Thiếu kinh phí"})
    page = keeper.get(reverse("participant_add", args=[planned.pk]), follow=True)
    assert "Put it back into the plan first." in text_of(page)
    keeper.post(reverse("course_replan", args=[planned.pk]), {"version": 2})
    planned.refresh_from_db()
    assert planned.state == "planned"
    assert "Thiếu kinh phí" in text_of(keeper.get(reverse("course_history", args=[planned.pk])))


def test_a_course_leads_to_the_activity_that_it_fulfils_and_the_activity_to_its_courses(
    signed_in, home, course
):
    activity = ActivityFactory(plan=PlanFactory(unit=home.unit, state=PlanState.IN_FORCE))
    Course.objects.filter(pk=course.pk).update(activity=activity)
    CourseFactory(unit=home.unit, title="Không thuộc")
    html = text_of(signed_in().get(reverse("course_detail", args=[course.pk])))
    assert f"{reverse('plan_detail', args=[activity.plan_id])}#activity-{activity.pk}" in html
    plan = text_of(signed_in().get(reverse("plan_detail", args=[activity.plan_id])))
    assert f"{reverse('course_list')}?plan={activity.plan_id}" in plan
    for query in ({"activity": activity.pk}, {"plan": activity.plan_id}):
        found = signed_in().get(reverse("course_list"), query)
        assert [row.record for row in found.context["listing"].rows] == [course]


def test_a_course_says_nothing_of_an_activity_whose_plan_is_still_a_draft_to_who_reads_no_drafts(
    client, world, course, home
):
    draft = PlanFactory(unit=home.unit, state=PlanState.DRAFT)
    Course.objects.filter(pk=course.pk).update(activity=ActivityFactory(plan=draft, text="Việc còn nháp"))
    for role, reads in ((Role.DISTRICT_OFFICER, False), (Role.PROVINCIAL_LEADER, True)):
        client.force_login(world.home.people[role])
        html = client.get(reverse("course_detail", args=[course.pk])).content.decode()
        assert ("Việc còn nháp" in html) is reads


def test_the_list_of_courses_is_filtered(signed_in, course, district, one):
    PlannedCourseFactory(unit=one, title="Đào tạo B", year=2025, kind="formal", subject="school")
    client = signed_in()

    def titles(**query):
        return [row.record.title for row in client.get(reverse("course_list"), query).context["listing"].rows]

    assert titles(q="dao tao") == ["Đào tạo B"]
    assert titles(q=course.code) == ["Tập huấn A"]
    assert titles(unit=district.pk) == ["Đào tạo B", "Tập huấn A"]
    assert titles(unit=district.pk, own="on") == ["Tập huấn A"]
    assert titles(kind="formal") == titles(subject="school") == titles(state="planned") == ["Đào tạo B"]
    assert titles(year="2025") == ["Đào tạo B"]
    assert titles(from_day="01/05/2024", to_day="12/05/2024") == ["Tập huấn A"]
    assert titles(from_day="13/05/2024") == []


# --- Participants, attendance, results ------------------------------------------------------------


def test_several_people_of_the_registry_are_added_at_once(keeper, course, one, two):
    workers = [PostFactory(unit=one, worker__full_name=f"Lê Thị {name}").worker for name in ("An", "Ba")]
    hidden = PostFactory(unit=course.unit.parent).worker
    address = reverse("participant_add", args=[course.pk]) + "?q=le+thi"
    assert [row[0] for row in keeper.get(address).context["rows"]] == workers
    page = keeper.post(address, {"worker": [workers[0].pk, workers[1].pk, hidden.pk]}, follow=True)
    assert "2 persons added." in text_of(page)
    assert [row[2] for row in page.context["rows"]] == [True, True]
    assert set(course.participants.values_list("worker", flat=True)) == {worker.pk for worker in workers}


def test_somebody_by_name_and_a_number_are_added(keeper, course, one):
    by_name = {"full_name": "Lê An", "birth_year": "1990", "unit": one.pk}
    keeper.post(reverse("participant_add_name", args=[course.pk]), by_name)
    keeper.post(reverse("participant_add_number", args=[course.pk]), {"headcount": "12", "unit": one.pk})
    wrong = keeper.post(
        reverse("participant_add_number", args=[course.pk]), {"headcount": "0", "unit": one.pk}
    )
    assert list(wrong.context["number"].errors) == ["headcount"]
    assert list(course.participants.order_by("pk").values_list("full_name", "headcount")) == [
        ("Lê An", 1),
        ("", 12),
    ]


def test_a_line_is_changed_and_taken_out(keeper, course, one):
    line = ParticipantFactory(course=course, full_name="Lê An", unit=one)
    version = line.history.latest().history_id
    sent = {"full_name": "Lê Anh", "unit": one.pk, "result": "completed", "version": version}
    keeper.post(reverse("participant_edit", args=[line.pk]), sent)
    line.refresh_from_db()
    assert line.full_name == "Lê Anh"
    keeper.post(reverse("participant_delete", args=[line.pk]))
    assert not course.participants.exists()


def test_results_wait_until_the_course_was_held(keeper, district):
    planned = PlannedCourseFactory(unit=district)
    page = keeper.get(reverse("course_results", args=[planned.pk]), follow=True)
    assert "Say first that it was held." in text_of(page)


# --- Lecturers, needs, the year, the trained ------------------------------------------------------


def test_a_lecturer_is_entered_with_the_code_of_the_registry(keeper, district, one):
    worker = PostFactory(unit=one).worker
    sent = {"full_name": "Trần Đức", "unit": district.pk, "worker": worker.code, "is_active": "on"}
    keeper.post(reverse("lecturer_add"), sent)
    lecturer = Lecturer.objects.get()
    assert lecturer.worker == worker
    keeper.post(reverse("lecturer_edit", args=[lecturer.pk]), sent | {"worker": "NL999999", "version": 1})
    lecturer.refresh_from_db()
    assert lecturer.version == 1
    keeper.post(reverse("lecturer_delete", args=[lecturer.pk]), {"version": 1})
    assert not Lecturer.objects.exists()


def test_a_need_is_entered_and_compared_with_who_was_trained(keeper, district):
    sent = {"unit": district.pk, "year": "2024", "kind": "skills", "subject": "social_work", "people": "25"}
    keeper.post(reverse("need_add"), sent)
    need = TrainingNeed.objects.get()
    ParticipantFactory(course=CourseFactory(unit=district))
    assert keeper.get(reverse("need_detail", args=[need.pk])).context["met"].persons == 1
    keeper.post(reverse("need_edit", args=[need.pk]), sent | {"people": "30", "version": 1})
    keeper.post(reverse("need_delete", args=[need.pk]), {"version": 2})
    assert not TrainingNeed.objects.exists()


def test_the_year_compares_needs_plan_and_what_was_held(keeper, course, district, one):
    NeedFactory(unit=one, people=25)
    PlannedCourseFactory(unit=district, planned_people=20, planned_days=3, cost=5_000_000)
    worker = PostFactory(unit=one).worker
    again = CourseFactory(unit=district, days=2, cost=45_500_000)
    for held in (course, again):
        ParticipantFactory(course=held, worker=worker)
    table = keeper.get(reverse("course_year"), {"year": "2024"}).context["kinds"]
    row = [None if value is None else str(value) for value in table.rows[3]]
    assert row == [
        "Skills training",
        "25",
        "3",
        "60",
        "3",
        "50.5",
        "2",
        "1",
        "2",
        "2",
        "45.5",
        row[11],
        row[12],
    ]
    assert [round(float(value), 1) for value in table.rows[3][11:]] == [66.7, 3.3]
    assert table.rows[4][1:11] == table.rows[3][1:11]
    sheet = sheets_of(keeper.get(reverse("course_year_export"), {"year": "2024"}))[0]
    assert ["Tập huấn kỹ năng", 25, 3, 60, 3, 50.5, 2, 1, 2, 2, 45.5] in [row[:11] for row in sheet]


def test_trained_people_stand_once_with_their_attendances(keeper, course, one, district):
    worker = PostFactory(unit=one, worker__full_name="Lê An").worker
    for held in (course, CourseFactory(unit=district)):
        ParticipantFactory(course=held, worker=worker)
    NumberFactory(course=course, headcount=10)
    page = keeper.get(reverse("trained_list"))
    assert [(row.name, row.trained.persons, row.trained.attendances) for row in page.context["rows"]] == [
        ("Lê An", 1, 2),
        ("By number only: up to 10 people", 10, 10),
    ]
    assert "11 persons, 12 attendances" in text_of(page)
    assert [row.name for row in keeper.get(reverse("trained_list"), {"q": "le an"}).context["rows"]] == [
        "Lê An"
    ]
    (sheet,) = sheets_of(keeper.get(reverse("trained_export")))
    assert any(row[0] == "Lê An" and row[8:10] == [1, 2] for row in sheet)


# --- Constant queries -----------------------------------------------------------------------------


@pytest.mark.parametrize("more", (0, 2))
def test_lists_and_pages_take_the_same_queries_for_one_and_three_rows(
    signed_in, course, one, district, django_assert_num_queries, more
):
    for number in range(1 + more):
        held = course if number == 0 else CourseFactory(unit=district)
        for person in (held, course):
            ParticipantFactory(course=person, worker=PostFactory(unit=one).worker, unit=one)
        LecturerFactory(unit=district)
        NeedFactory(unit=district, year=2024 + number)
    client = signed_in()
    expected = {
        reverse("course_list"): 11,
        reverse("lecturer_list"): 9,
        reverse("need_list"): 9,
        reverse("course_year"): 10,
        reverse("trained_list"): 9,
        reverse("course_detail", args=[course.pk]): 19,
        reverse("course_attendance", args=[course.pk]): 10,
        reverse("course_results", args=[course.pk]): 8,
    }
    for address in expected:
        client.get(address)
    for address, number in expected.items():
        with django_assert_num_queries(number):
            assert client.get(address).status_code == 200
