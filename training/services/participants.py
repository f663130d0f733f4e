"""Who takes part: people of the workforce registry, people by name, or a number of people."""

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from swprogram.kit import clock
from swprogram.kit.bulk import BATCH, signature
from swprogram.kit.changes import delete, fill, lock_row, save
from swprogram.kit.text import search_key
from training.models import Participant
from training.permissions import require_known
from training.services.courses import count_save, open_course
from training.services.sessions import require_newest
from training.staff import read_posts

PARTICIPANT_FIELDS = (
    "worker",
    "full_name",
    "birth_year",
    "unit",
    "kind",
    "workplace",
    "headcount",
    "result",
    "certificate_number",
    "certified_on",
    "note",
)


@transaction.atomic
def add_workers(course, workers, *, by):
    """People of the workforce registry, with the unit, kind and workplace of their post on the course's last
    day (today when it is not known). Who is in the list already stays as is. Returns who was added."""
    course = open_course(course, by=by)
    require_known(by, workers)
    there = set(course.participants.filter(worker__isnull=False).values_list("worker", flat=True))
    new = [worker for worker in workers if worker.pk not in there]
    posts = read_posts([worker.pk for worker in new], course.ends_on or clock.today(), by)
    added = [_of_worker(course, worker, posts.get(worker.pk)) for worker in new]
    if added:
        create_many(added, by)
        count_save(course, by)
    return added


@transaction.atomic
def add_participant(course, *, by, values):
    """Somebody by name, or a number of people."""
    course = open_course(course, by=by)
    participant = Participant(course=course)
    fill(participant, values, PARTICIPANT_FIELDS)
    require_known(by, [participant.worker] if participant.worker_id else [])
    participant.fill_keys()
    save(participant, by)
    count_save(course, by)
    return participant


def find_alike(course, values):
    """Lines of the course with the typed name and year of birth (or unit, where a year is unknown)."""
    same = course.participants.filter(search_key=search_key(values["full_name"]))
    year = values.get("birth_year")
    return [
        line
        for line in same.select_related("worker", "unit")[:5]
        if line.birth_year == year or (line.unit == values["unit"] and None in (line.birth_year, year))
    ]


@transaction.atomic
def change_participant(participant, *, by, values, version):
    course = open_course(participant.course, by=by)
    participant = lock_row(participant)
    require_newest(participant, version)
    changed = fill(participant, values, PARTICIPANT_FIELDS)
    if "worker" in changed and participant.worker_id:
        require_known(by, [participant.worker])
    if changed:
        save(participant, by)
        count_save(course, by)
    return participant


@transaction.atomic
def remove_participant(participant, *, by):
    """The line goes with its attendance; the history keeps what it said."""
    course = open_course(participant.course, by=by)
    delete(lock_row(participant), by)
    count_save(course, by)


def create_many(participants, by, reason=""):
    """Add the lines at once, with their history; every line is checked as a single one would be."""
    for participant in participants:
        participant.fill_keys()
        participant.clean()
    bulk_create_with_history(
        participants,
        Participant,
        batch_size=BATCH,
        **signature(by, reason),
    )


def _of_worker(course, worker, post):
    unit = post.unit_id if post else course.unit_id
    kind, workplace = (post.kind, post.workplace) if post else ("", "")
    return Participant(course=course, worker=worker, unit_id=unit, kind=kind, workplace=workplace)
