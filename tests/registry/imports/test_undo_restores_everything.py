"""Whatever an import writes, undoing it leaves every table as it was before it."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from facilities.enums import FacilityKind, ServiceKind
from facilities.registries import FACILITIES
from swprogram.org.roles import Role
from swprogram.registry.imports import portions
from swprogram.registry.imports.checking import check_rows
from swprogram.registry.spec import Context, Row, registries
from tests.factories.facilities import CapacityFactory, FacilityFactory, FacilityServiceFactory
from tests.factories.training import CourseFactory, LecturerFactory, NeedFactory, ParticipantFactory
from tests.factories.workforce import AllowanceFactory, PostFactory, WorkerFactory
from tests.imports import dump, save_rows, undo
from training.registries import COURSES, LECTURERS, NEEDS, PARTICIPANTS
from workforce.registries import WORKERS

pytestmark = pytest.mark.django_db
TEXTS = st.sampled_from(("", "Một", "Hai"))
NAMES = st.sampled_from(("Nguyễn An", "Trần Bình", "Lê Chi"))
DAYS = st.sampled_from((None, date(2023, 1, 1), date(2024, 2, 3)))
AMOUNTS = st.sampled_from((None, 0, 900_000, 1_800_000))
NUMBERS = st.sampled_from(("", "077186000123", "123456789"))
APPS = ("workforce", "facilities", "training")


@pytest.fixture(autouse=True)
def _the_registries_of_the_portal(settings):
    settings.ROOT_URLCONF, settings.REGISTRIES = "swprogram.urls", REGISTRIES
    registries.cache_clear()


REGISTRIES = [
    "facilities.registries.FACILITIES", "workforce.registries.WORKERS", "training.registries.COURSES",
    "training.registries.PARTICIPANTS", "training.registries.LECTURERS", "training.registries.NEEDS",
]  # fmt: skip


@contextmanager
def each_alone():
    """An example of hypothesis leaves nothing to the next one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def place(world, monkeypatch):
    """Communes, a facility and an officer; portions of two rows, so that an import has several."""
    monkeypatch.setattr(portions, "ROWS_PER_PORTION", 2)
    monkeypatch.setattr(portions, "PAUSE", 0)
    world.units = [unit.pk for unit in world.home.communes.values()]
    return world


def require_undone(registry, rows, user, parent=None):
    """Save those of the rows that may be saved, undo it, and compare."""
    before, context = dump(*APPS), Context(user, parent and parent.pk)
    checked = check_rows(registry, rows, [], context)
    undo(registry, save_rows(registry, checked, context))
    assert dump(*APPS) == before
    return checked


def drawn(data, known, **strategies):
    """Rows for some of the known records and some new ones; each leaves some columns out."""
    rows = []
    for line, key in enumerate(data.draw(st.lists(st.sampled_from((*known, {})), max_size=7)), start=2):
        values = {name: data.draw(strategy) for name, strategy in strategies.items()}
        left_out = set() if not key else data.draw(st.sets(st.sampled_from(sorted(values))))
        values = {name: value for name, value in values.items() if name not in left_out}
        rows.append(Row(line, values | key))
    return rows


quick = settings(max_examples=15)


@quick
@given(data=st.data())
def test_of_people_posts_and_allowances(place, data):
    with each_alone():
        one, two, _three = place.home.communes.values()
        people = [WorkerFactory(full_name=name, identity_number="077186000777") for name in ("An", "Bình")]
        posts = [PostFactory(worker=people[0], unit=one), PostFactory(worker=people[1], unit=two)]
        posts += [PostFactory(worker=people[0], unit=two, number=2, is_main=False, ended_on=None)]
        for post in posts[::2]:
            AllowanceFactory(post=post)
        known = [{"worker": post.worker_id, "number": post.number} for post in posts]
        rows = drawn(
            data, [*known, {"worker": people[1].pk}, {"worker": "*1"}],
            full_name=NAMES, phone=TEXTS, note=TEXTS, identity_number=NUMBERS,
            unit=st.sampled_from(place.units),
            kind=st.sampled_from(("cadre", "collaborator")), workplace=st.just("commune"),
            is_main=st.sampled_from((None, True, False)), ended_on=DAYS, position=TEXTS,
            allowance=AMOUNTS, allowance_from=DAYS,
        )  # fmt: skip
        require_undone(WORKERS, rows, place.home.people[Role.PROVINCIAL_OFFICER])


@quick
@given(data=st.data())
def test_of_facilities_services_and_places(place, data):
    with each_alone():
        held = [FacilityFactory(unit_id=place.units[0]) for _each in range(2)]
        FacilityServiceFactory(facility=held[0], kind=ServiceKind.ADVICE, since=date(2020, 1, 1))
        CapacityFactory(facility=held[0])
        rows = drawn(
            data, [{"code": facility.pk} for facility in held],
            name=NAMES, kind=st.sampled_from(FacilityKind.values), unit=st.sampled_from(place.units),
            phone=TEXTS, services=st.frozensets(st.sampled_from(ServiceKind.values), max_size=2),
            places_older=st.sampled_from((None, 10)), opened_on=DAYS, note=TEXTS,
        )  # fmt: skip
        require_undone(FACILITIES, rows, place.home.people[Role.PROVINCIAL_OFFICER])


@quick
@given(data=st.data())
def test_of_courses(place, data):
    with each_alone():
        held = [CourseFactory(unit_id=place.units[0], note="Cũ") for _each in range(2)]
        rows = drawn(
            data, [{"code": course.pk} for course in held],
            title=NAMES, unit=st.sampled_from(place.units), kind=st.just("skills"), subject=st.just("school"),
            year=st.sampled_from((2023, 2024)), state=st.sampled_from((None, "planned", "held")),
            starts_on=DAYS, ends_on=DAYS, note=TEXTS, planned_people=st.sampled_from((None, 5)),
        )  # fmt: skip
        require_undone(COURSES, rows, place.home.people[Role.PROVINCIAL_OFFICER])


@quick
@given(data=st.data())
def test_of_participants_and_their_course(place, data):
    with each_alone():
        worker = PostFactory(unit_id=place.units[0]).worker
        course = CourseFactory(unit_id=place.units[0])
        held = [ParticipantFactory(course=course), ParticipantFactory(course=course, worker=worker)]
        rows = drawn(
            data, [{"code": line.pk} for line in held],
            full_name=NAMES, birth_year=st.sampled_from((None, 1980)), unit=st.sampled_from(place.units),
            worker=st.sampled_from((None, worker.pk)), result=st.sampled_from((None, "completed")),
            note=TEXTS,
        )  # fmt: skip
        require_undone(PARTICIPANTS, rows, place.home.people[Role.PROVINCIAL_OFFICER], course)


@quick
@given(data=st.data())
def test_of_lecturers(place, data):
    with each_alone():
        held = [LecturerFactory(unit_id=place.units[0]) for _each in range(2)]
        rows = drawn(
            data, [{"code": lecturer.pk} for lecturer in held],
            full_name=NAMES, unit=st.sampled_from(place.units), phone=TEXTS, workplace=TEXTS, note=TEXTS,
        )  # fmt: skip
        require_undone(LECTURERS, rows, place.home.people[Role.PROVINCIAL_OFFICER])


@quick
@given(data=st.data())
def test_of_needs(place, data):
    with each_alone():
        held = [NeedFactory(unit_id=place.units[0]), NeedFactory(unit_id=place.units[1])]
        rows = drawn(
            data, [{"code": need.pk} for need in held],
            unit=st.sampled_from(place.units), year=st.sampled_from((2024, 2025)), kind=st.just("skills"),
            subject=st.sampled_from(("social_work", "school")), people=st.sampled_from((5, 6)), note=TEXTS,
        )  # fmt: skip
        require_undone(NEEDS, rows, place.home.people[Role.PROVINCIAL_OFFICER])


def test_the_properties_above_change_something(place):
    """Guards the guards: a row that is wrong would prove nothing."""
    post = PostFactory(unit_id=place.units[0], worker__identity_number="077186000777")
    rows = [Row(2, {"worker": post.worker_id, "number": 1, "identity_number": "123456789", "note": "Một"})]
    checked = require_undone(WORKERS, rows, place.home.people[Role.PROVINCIAL_OFFICER])
    assert checked.counts == {"new": 0, "changed": 1, "same": 0, "wrong": 0}
