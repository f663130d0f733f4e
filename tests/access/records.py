"""What the registries hold for the table of access: records in six places, and rows of people's own."""

from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from facilities.models import Facility, FacilityEvent
from facilities.services import Decision, merge_facilities
from swprogram.kit import clock
from swprogram.org.models import Unit
from swprogram.org.roles import Role
from swprogram.registry.enums import ExportState, ImportState
from swprogram.registry.imports.result import result_name
from swprogram.registry.models import ExportRun, ImportRun, SavedView
from swprogram.registry.permissions import reach_of
from tests.factories.facilities import EventPartFactory, FacilityFactory
from tests.factories.training import (
    CourseFactory,
    LecturerFactory,
    NeedFactory,
    ParticipantFactory,
    SessionFactory,
)
from tests.factories.workforce import PostFactory, WorkerFactory
from training.models import Course, Lecturer, Participant, Session, TrainingNeed
from workforce.models import Post, Worker

PLACES = ("Hải Sơn", "Đông", "Đông Một", "Đông Hai", "Tây", "Bắc Một")
LISTS = ("facility", "worker", "course", "lecturer", "need")
FINDINGS = {
    "headings": [{"index": 0, "text": "Tên", "samples": ["Một"]}],
    "counts": {"new": 0, "changed": 0, "same": 0, "wrong": 1},
}


def furnish_registries(world):
    """One record of each kind in each place, the few that belong to two, and people's own rows."""
    for name in PLACES:
        furnish_place(Unit.objects.get(short_name=name))
    furnish_across_units(world.home)
    for person in keepers(world):
        keep_own_rows(person)


def furnish_place(unit):
    EventPartFactory(facility=FacilityFactory(unit=unit))
    PostFactory(unit=unit, worker=WorkerFactory(identity_number=f"0750010{unit.pk:05}"))
    course = CourseFactory(unit=unit)
    ParticipantFactory(course=course)
    SessionFactory(course=course)
    LecturerFactory(unit=unit)
    NeedFactory(unit=unit)


def furnish_across_units(home):
    """A second person in Đông Một, a second post in Tây, people sent to the province, a merger."""
    one, two = home.communes["Đông Một"], home.communes["Đông Hai"]
    PostFactory(unit=one)
    PostFactory(worker=worker_of(one), unit=home.districts["Tây"], number=2, is_main=False)
    for unit in (one, home.districts["Tây"]):
        ParticipantFactory(course=Course.objects.get(unit=home.unit), unit=unit)
    first, second = FacilityFactory(unit=one), FacilityFactory(unit=two)
    merge_facilities(
        [first, second],
        decision=Decision(date(2024, 1, 1)),
        versions={first.pk: 1, second.pk: 1},
        successor=first,
        by=home.people[Role.PROVINCIAL_OFFICER],
    )


def keepers(world):
    """Whose own rows the table speaks of."""
    home, other = world.home.people, world.other.people
    mine = [home[Role.PROVINCIAL_OFFICER], home[Role.DISTRICT_OFFICER], home[Role.COMMUNE_OFFICER]]
    return [*mine, other[Role.PROVINCIAL_OFFICER]]


def keep_own_rows(person):
    """A view and a finished export of every list, and an import of every registry that is to be mended."""
    for code in LISTS:
        SavedView.objects.create(registry=code, owner=person, name="Của tôi")
        export = ExportRun(registry=code, owner=person, created_at=clock.now(), state=ExportState.READY)
        export.reach = reach_of(person)
        export.file.save("danh-sach.xlsx", ContentFile(b"PK"))
        bring_in(person, code)
    place = "Bắc Một" if person.memberships.filter(unit__parent__short_name="Bình Giang") else "Đông Một"
    bring_in(person, "participant", parent_id=Course.objects.get(unit__short_name=place).pk)


def bring_in(person, code, parent_id=None):
    run = ImportRun(registry=code, owner=person, parent_id=parent_id, created_at=clock.now())
    run.state, run.findings, run.reach = ImportState.WRONG, FINDINGS, reach_of(person)
    run.file.save("danh-sach.xlsx", ContentFile(b"PK"))
    default_storage.save(result_name(run), ContentFile(b"PK"))


def worker_of(unit):
    """The person of the unit who came first; posts taken up elsewhere came later."""
    return Post.objects.filter(unit=unit).earliest("pk").worker


def first_of(model, path="unit"):
    """The record of each place that came first, by the unit at the end of the path."""
    return lambda: [
        [model.objects.filter(**{f"{path}__short_name": name}).earliest("pk").pk] for name in PLACES
    ]


def workers():
    return [[worker_of(Unit.objects.get(short_name=name)).pk] for name in PLACES]


def events():
    merger = FacilityEvent.objects.latest("pk")
    return [*first_of(FacilityEvent, "parts__facility__unit")(), [merger.pk]]


def posts():
    second = Post.objects.get(number=2)
    return [*first_of(Post)(), [second.pk]]


def participants():
    """Of each place's own course; then those sent to the province's course, from Đông Một and from Tây."""
    sent = Participant.objects.filter(course__unit__short_name="Hải Sơn").order_by("pk")[1:]
    return [*first_of(Participant, "course__unit")(), *([one.pk] for one in sent)]


def pairs():
    """The person of Đông Một with another of the same commune, of Đông Hai, of Tây, of Bắc Một."""
    first, neighbour = Worker.objects.filter(posts__unit__short_name="Đông Một").order_by("pk")
    _province, _district, _one, two, west, foreign = workers()
    return [[first.pk, pk] for pk in (neighbour.pk, *two, *west, *foreign)]


def own(model, code):
    """The rows that people keep of a registry, in the order of keepers()."""
    return lambda: [address_of(row) for row in model.objects.filter(registry=code).order_by("pk")]


def address_of(row):
    parent = getattr(row, "parent_id", None)
    return [row.pk] if parent is None else [parent, row.pk]


RECORDS = {
    "facility": first_of(Facility),
    "event": events,
    "worker": workers,
    "post": posts,
    "pair": pairs,
    "course": first_of(Course),
    "session": first_of(Session, "course__unit"),
    "participant": participants,
    "lecturer": first_of(Lecturer),
    "need": first_of(TrainingNeed),
    **{f"{code}_view": own(SavedView, code) for code in LISTS},
    **{f"{code}_export": own(ExportRun, code) for code in LISTS},
    **{f"{code}_import": own(ImportRun, code) for code in (*LISTS, "participant")},
}
