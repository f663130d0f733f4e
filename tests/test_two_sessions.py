"""Every form with a version, saved by two sessions: the second sees what the first saved and loses nothing.

The table is complete: a form of swprogram.kit.forms.ChangeForm that it does not name fails the first test.
"""

from datetime import date
from html.parser import HTMLParser
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from swprogram.kit.forms import ChangeForm, RowForm
from swprogram.org.roles import Role
from tests.factories.facilities import FacilityFactory
from tests.factories.training import (
    CourseFactory,
    LecturerFactory,
    NeedFactory,
    ParticipantFactory,
    PlannedCourseFactory,
    SessionFactory,
)
from tests.factories.workforce import PostFactory, WorkerFactory
from training.enums import CourseState, Result

VERSIONS = {"version", "first_version"}


class Fields(HTMLParser):
    """What a browser would send of the form that carries a version."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.textarea, self.select = [], None, None
        self.feed(page.content.decode())

    @classmethod
    def of(cls, page, wanted):
        """Where several forms carry one (results, numbers of certificates), that with the wanted fields."""
        found = [form for form in cls(page).forms if VERSIONS & set(form)]
        return next((form for form in found if wanted <= set(form)), found[0])

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "form":
            self.forms.append({})
        elif name and self.forms and tag == "input":
            self._input(name, attrs)
        elif name and self.forms and tag == "textarea":
            self.textarea, self.forms[-1][name] = name, ""
        elif name and self.forms and tag == "select":
            self.select = name
            self.forms[-1].setdefault(name, "")
        elif tag == "option" and self.select and "selected" in attrs:
            self.forms[-1][self.select] = attrs.get("value", "")

    def _input(self, name, attrs):
        kind = attrs.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in attrs:
                self.forms[-1][name] = attrs.get("value", "on")
        elif kind not in ("submit", "button", "file"):
            self.forms[-1][name] = attrs.get("value", "")

    def handle_data(self, data):
        if self.textarea:
            self.forms[-1][self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.forms[-1][self.textarea] = self.forms[-1][self.textarea].removeprefix("\n")
            self.textarea = None
        elif tag == "select":
            self.select = None


@pytest.fixture
def commune(world):
    return world.home.communes["Đông Một"]


@pytest.fixture
def district(world):
    return world.home.districts["Đông"]


def facility(commune, **_units):
    centre = FacilityFactory(unit=commune)
    return "facility_edit", [centre.pk], {"phone": "0254 1"}, {"address": "Thôn Hạ"}


def services_of_a_facility(commune, **_units):
    """Another form of the same facility is saved in between: both count the saves of one row."""
    centre = FacilityFactory(unit=commune)
    return "facility_services", [centre.pk], {}, {}


def clients_of_a_facility(commune, **_units):
    return "facility_clients", [FacilityFactory(unit=commune).pk], {}, {}


def worker(commune, **_units):
    post = PostFactory(unit=commune)
    return "worker_edit", [post.worker_id], {"phone": "0254 1"}, {"note": "Đang học"}


def post(commune, **_units):
    one = PostFactory(unit=commune)
    return "worker_post_edit", [one.pk], {"position": "Cộng tác viên"}, {"position": "Tổ trưởng"}


def end_of_a_post(commune, **_units):
    one = PostFactory(unit=commune)
    PostFactory(unit=commune, worker=one.worker, number=2, is_main=False)
    return "worker_post_end", [one.pk], None, {"ended_on": "03/06/2024"}


def closing(commune, **_units):
    return (
        "facility_close",
        [FacilityFactory(unit=commune).pk],
        None,
        {"when": "03/06/2024", "note": "Hết hạn"},
    )


def merger(commune, **_units):
    pair = [WorkerFactory(full_name="Trần Văn Bình", birth_year=1980, note=text) for text in ("Một", "Hai")]
    for person in pair:
        PostFactory(unit=commune, worker=person)
    return "worker_merge", [person.pk for person in pair], None, {"keep": "second"}


def course(district, **_units):
    held = CourseFactory(unit=district)
    return "course_edit", [held.pk], {"title": "Tập huấn một"}, {"title": "Tập huấn hai"}


def holding(district, **_units):
    planned = PlannedCourseFactory(unit=district, state=CourseState.PLANNED)
    days = {"starts_on": "03/06/2024", "ends_on": "05/06/2024"}
    return "course_hold", [planned.pk], None, days


def session(district, **_units):
    one = SessionFactory(course=CourseFactory(unit=district))
    return "session_edit", [one.pk], {"topic": "Kỹ năng"}, {"topic": "Tham vấn"}


def attendance(district, **_units):
    held = CourseFactory(unit=district)
    one, two = ParticipantFactory(course=held), ParticipantFactory(course=held)
    meeting = SessionFactory(course=held)
    return (
        "course_attendance",
        [held.pk],
        {f"present-{meeting.pk}-{one.pk}": "1"},
        {f"present-{meeting.pk}-{two.pk}": "1"},
    )


def results(district, **_units):
    held = CourseFactory(unit=district)
    lines = [ParticipantFactory(course=held, result=Result.COMPLETED) for _line in range(2)]
    first, second = ({f"number-{line.pk}": f"{line.pk}/CN"} for line in lines)
    return "course_results", [held.pk], first, second


def numbering(district, **_units):
    held = CourseFactory(unit=district)
    ParticipantFactory(course=held, result=Result.COMPLETED)
    typed = {"pattern": "###/2024", "first": "15", "certified_on": "03/06/2024"}
    return "course_certificates", [held.pk], None, typed


def line(district, **_units):
    one = ParticipantFactory(course=CourseFactory(unit=district))
    return "participant_edit", [one.pk], {"full_name": "Lê Thị An"}, {"full_name": "Lê Thị Ân"}


def lecturer(district, **_units):
    one = LecturerFactory(unit=district)
    return "lecturer_edit", [one.pk], {"full_name": "Lê Thị An"}, {"full_name": "Lê Thị Ân"}


def need(district, **_units):
    one = NeedFactory(unit=district)
    return "need_edit", [one.pk], {"note": "Một"}, {"note": "Hai"}


COMMUNE, DISTRICT = Role.COMMUNE_OFFICER, Role.DISTRICT_OFFICER
TABLE = {
    "facilities.forms.facilities.FacilityForm": (COMMUNE, facility),
    "facilities.forms.parts.ServicesForm": (COMMUNE, services_of_a_facility),
    "facilities.forms.parts.CapacitiesForm": (COMMUNE, clients_of_a_facility),
    "workforce.forms.workers.WorkerForm": (COMMUNE, worker),
    "workforce.forms.posts.PostForm": (COMMUNE, post),
    "workforce.forms.posts.EndForm": (COMMUNE, end_of_a_post),
    "facilities.forms.events.EventForm": (COMMUNE, closing),
    "training.forms.results.NumberingForm": (DISTRICT, numbering),
    "workforce.forms.merging.MergeForm": (COMMUNE, merger),
    "training.forms.courses.CourseForm": (DISTRICT, course),
    "training.forms.courses.HoldingForm": (DISTRICT, holding),
    "training.forms.courses.SessionForm": (DISTRICT, session),
    "training.forms.results.AttendanceForm": (DISTRICT, attendance),
    "training.forms.results.ResultsForm": (DISTRICT, results),
    "training.forms.participants.LineForm": (DISTRICT, line),
    "training.forms.registers.LecturerForm": (DISTRICT, lecturer),
    "training.forms.registers.NeedForm": (DISTRICT, need),
}
# Tried by two sessions beside the other tests of their pages.
ELSEWHERE = {
    "plans.forms.amendments.AmendmentForm": "tests/plans/test_amendments.py",
    "plans.forms.amendments.EnactmentForm": "tests/plans/test_amendments.py",
    "plans.forms.duties.DutyReportForm": "tests/plans/test_duty_views.py",
    "plans.forms.duties.DutyReturnForm": "tests/plans/test_duty_views.py",
    "plans.forms.money.BudgetLineForm": "tests/plans/test_budget_views.py",
    "plans.forms.money.RowDeletionForm": "tests/plans/test_budget_views.py",
    "plans.forms.parts.PartForm": "tests/plans/test_part_views.py",
    "plans.forms.plans.PlanForm": "tests/plans/test_views.py",
    "plans.forms.plans.TargetDeletionForm": "tests/plans/test_target_views.py",
    "plans.forms.plans.TargetForm": "tests/plans/test_history.py",
    "plans.forms.results.ResultForm": "tests/plans/test_activity_results.py",
    "plans.forms.shares.SharesForm": "tests/plans/test_shares.py",
}
# They make something new, or ask for a word; nothing stands there that others could have saved.
WITHOUT_A_ROW = {
    "swprogram.org.forms.NewPasswordForm",
    "swprogram.org.forms.PersonForm",
    "swprogram.org.forms.RoleForm",
    "workforce.forms.posts.AllowanceForm",
    "workforce.forms.workers.FindForm",
    "workforce.forms.workers.OpeningForm",
}


def all_forms():
    """Every subclass of ChangeForm that the pages of the apps use."""
    for config in apps.get_app_configs():
        if config.name.split(".")[0] in ("plans", "facilities", "workforce", "training", "swprogram"):
            for name in ("forms", "views", "urls"):
                _import(f"{config.name}.{name}")
    found, waiting = set(), [ChangeForm]
    while waiting:
        below = waiting.pop().__subclasses__()
        found.update(below)
        waiting += below
    return found - {RowForm}


def names_of(form):
    """The form and those from which it has its saving."""
    return {f"{base.__module__}.{base.__qualname__}" for base in form.__mro__}


def _import(name):
    try:
        import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in (name, name.rpartition(".")[0]):
            raise


def test_the_table_names_every_form_with_a_version():
    known = {*TABLE, *ELSEWHERE, *WITHOUT_A_ROW}
    assert [form for form in all_forms() if not names_of(form) & known] == []
    assert known <= {name for form in all_forms() for name in names_of(form)}


@pytest.mark.parametrize("name", TABLE)
def test_the_second_of_two_sessions_sees_what_the_first_saved_and_loses_nothing(
    world, commune, district, name
):
    role, prepare = TABLE[name]
    address, args, first, second = prepare(commune=commune, district=district)
    url = reverse(address, args=args)
    one, two = Client(), Client()
    for client in (one, two):
        client.force_login(world.home.people[role])
    opened = Fields.of(two.get(url), set(second))
    if first is None:
        save_another_way(address, args, one)
    else:
        assert one.post(url, Fields.of(one.get(url), set()) | first).status_code == 302
        if not first:
            touch(address, args, one)
    page = two.post(url, opened | second)
    assert page.status_code == 200
    text = page.content.decode()
    assert 'id="conflict-title"' in text
    again = Fields.of(page, set(second))
    assert {field: again.get(field) for field in second} == second
    assert two.post(url, again).status_code == 302


def touch(address, args, client):
    """A colleague saves the same record through its main form."""
    url = reverse("facility_edit", args=args)
    fields = Fields.of(client.get(url), set()) | {"phone": "0254 9"}
    assert client.post(url, fields).status_code == 302


OTHER_FORMS = {
    "worker_merge": ("worker_edit", "note"),
    "worker_post_end": ("worker_post_edit", "position"),
    "facility_close": ("facility_edit", "phone"),
    "course_hold": ("course_edit", "title"),
    "course_certificates": ("course_edit", "title"),
}


def save_another_way(address, args, client):
    """A colleague saves the record through another form, because the form itself can be sent only once."""
    edit, field = OTHER_FORMS[address]
    url = reverse(edit, args=args[:1])
    assert client.post(url, Fields.of(client.get(url), set()) | {field: "0254 7"}).status_code == 302


def test_an_attendance_saved_in_between_shows_both_values_box_by_box(world, district):
    held = CourseFactory(unit=district, ends_on=date(2024, 5, 12))
    one, meeting = ParticipantFactory(course=held, full_name="Lê An"), None
    meeting = SessionFactory(course=held)
    clients = (Client(), Client())
    for client in clients:
        client.force_login(world.home.people[DISTRICT])
    url = reverse("course_attendance", args=[held.pk])
    opened = Fields.of(clients[1].get(url), set())
    clients[0].post(url, opened | {f"present-{meeting.pk}-{one.pk}": "1"})
    conflicts = clients[1].post(url, opened).context["form"].conflicts
    assert [(conflict.saved, conflict.typed) for conflict in conflicts] == [("1", "0")]
