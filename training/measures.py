"""How many were trained, in a period and ever: the one place that says so.

A course belongs to the period that contains its last day, and counts once it was held; a participant counts
once the course was completed. Persons and attendances are never mixed: somebody who completed three courses
is one person and three attendances.

Who is the same person:
- somebody of the workforce registry, however many courses, posts or merged records;
- somebody named only, by name (without accents), year of birth and unit;
- nobody of a number of people: two lines by number may be the same people, so each line counts in full. A
  count that rests on such lines is "at most"; without them it is the number itself.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from swprogram.kit.periods import PeriodKind, Span, span_of
from training.enums import RANK_OF_KIND, CourseState
from training.models import Participant
from workforce.models import Post

EARLIEST = date(1900, 1, 1)
STAFF_TRAINED_LIST = TRAINEES_LIST = TRAINED_IN_PHASE_LIST = "trained_list"
# A record that was merged stands for the one that it was merged into.
PERSON = Coalesce("worker__merged_into", "worker")
NAME = Coalesce("worker__merged_into__full_name", "worker__full_name", "full_name")
LINE = ("pk", "person", "full_name", "search_key", "birth_year", "unit", "headcount")
DETAILS = ("name", "sort_key", "kind", "workplace", "course", "course__kind", "course__ends_on")


@dataclass(frozen=True)
class People:
    """Persons and attendances of some lines; `by_number` are the persons of whom only a number is known."""

    persons: int = 0
    attendances: int = 0
    by_number: int = 0

    @property
    def is_at_most(self):
        """People by number cannot be told apart: more of them may be the same than are counted as such."""
        return self.by_number > 0


@dataclass(frozen=True)
class Trained:
    """Who completed courses in a span: a person, or a number of people (without `worker_id` and `name`).

    `unit_id`, `kind` and `workplace` are those of the main post on the last day of the span (`is_staff`),
    else those that the list of the last completed course gives. `highest` is the highest kind completed.
    """

    worker_id: int | None
    name: str
    birth_year: int | None
    sort_key: str
    unit_id: int
    kind: str
    workplace: str
    is_staff: bool
    highest: str
    persons: int
    attendances: int
    last_on: date


def count_staff_trained(units, span, phase_from):
    """{(unit id, StaffKind, Workplace): persons}: staff on the last day who completed a course in the span.

    Staff are the people of the workforce registry with a live post on `span.ends_on`; each counts once, at
    the main post of that day, whatever post or unit they had during the course. Quyết định 112/QĐ-TTg.
    """
    staff = (one for one in read_trained(units, span) if one.is_staff)
    return Counter((one.unit_id, one.kind, one.workplace) for one in staff)


def count_trainees(units, span, phase_from):
    """{(unit id, TrainingKind, None): persons} who completed a course in the span, by the highest kind.

    Whoever completed a formal course and a skills course counts once, under formal training.
    Quyết định 32/2010/QĐ-TTg.
    """
    return _count_persons(read_trained(units, span), lambda one: (one.unit_id, one.highest, None))


def count_trained_in_phase(units, span, phase_from):
    """{(unit id, None, None): persons} who completed at least one course from `phase_from` to the cut-off.

    With lines by number among them, the count is "at most" so many: the same people may stand behind
    several lines, or be named elsewhere. Of people who are named only it is "at least" so many: two people
    of one name, year of birth and unit count as one. Quyết định 112/QĐ-TTg.
    """
    phase = Span(phase_from, span.ends_on)
    return _count_persons(read_trained(units, phase), lambda one: (one.unit_id, None, None))


def staff_trained_query(unit_id, span, phase_from, row, column):
    """What shows on the list of trained people exactly those that count_staff_trained counts in this cell."""
    return _query(unit_id, span, staff="on", kind=row, workplace=column)


def trainees_query(unit_id, span, phase_from, row, column):
    return _query(unit_id, span, training_kind=row)


def trained_in_phase_query(unit_id, span, phase_from, row, column):
    return _query(unit_id, Span(phase_from, span.ends_on))


def read_trained(units, span):
    """Everybody of these units who completed a course in the span, as Trained, in two queries.

    A person of the registry belongs to the unit of the main post on `span.ends_on`; without a post on that
    day to the unit that the list of the last completed course gives, as everybody else does.
    """
    units = set(units)
    lines = _completed_in(span).filter(_may_belong_to(units, span.ends_on))
    return [one for one, _group in _read_groups(lines, span.ends_on) if one.unit_id in units]


def places_of(course):
    """{id of a line: Trained} of a held course: where each who completed it counts, and under which kind.

    As at the end of the shorter period that contains its last day, with the other courses of that period.
    """
    if course.state != CourseState.HELD:
        return {}
    span = span_of(*periods_of(course.ends_on)[0])
    own = _completed_in(span).filter(course=course)
    people = Q(person__in=own.filter(worker__isnull=False).values("person"))
    lines = _completed_in(span).filter(
        people | Q(worker__isnull=True, search_key__in=own.values("search_key"))
    )
    groups = _read_groups(lines, span.ends_on)
    return {line["pk"]: one for one, group in groups for line in group if line["course"] == course.pk}


def _read_groups(lines, day):
    """(Trained, its lines) of everybody in these lines, by the posts of a day."""
    people = lines.filter(worker__isnull=False).values("person")
    posts = {post.worker_id: post for post in Post.objects.counted_on(day).filter(worker__in=people)}
    groups = _by_identity(lines.order_by("course__ends_on", "pk").values(*LINE, *DETAILS))
    return [(_read_one(group, posts.get(group[-1]["person"])), group) for group in groups.values()]


def persons_and_attendances(participants):
    """How many people, and how many attendances (người, lượt), these lines are: People, in one query."""
    return count_people(read_lines(participants))


def read_lines(participants):
    """These lines with all that tells who is the same person, their result and the kind of their course."""
    known = participants.annotate(person=PERSON).order_by()
    return list(known.values(*LINE, "result", "course__kind", "course__subject"))


def count_people(lines):
    """persons_and_attendances() of some of the lines that read_lines() gave."""
    groups = _by_identity(lines).values()
    by_number = sum(group[0]["headcount"] for group in groups if _is_number_only(group[0]))
    return People(
        persons=sum(group[0]["headcount"] for group in groups),
        attendances=sum(line["headcount"] for group in groups for line in group),
        by_number=by_number,
    )


def count_completed_of(need):
    """The people of exactly the need's unit who completed a held course of its year, kind and subject."""
    such = {"year": need.year, "kind": need.kind, "subject": need.subject, "state": CourseState.HELD}
    asked = {f"course__{name}": value for name, value in such.items()}
    return persons_and_attendances(Participant.objects.completed().filter(unit=need.unit_id, **asked))


def periods_of(day):
    """The (kind, year) of the reporting periods that contain a day, the shorter first."""
    year = day.year if span_of(PeriodKind.YEAR, day.year).contains(day) else day.year + 1
    kinds = (PeriodKind.HALF_YEAR, PeriodKind.YEAR)
    return [(kind, year) for kind in kinds if span_of(kind, year).contains(day)]


def _completed_in(span):
    held = {
        "course__state": CourseState.HELD,
        "course__ends_on__gte": span.starts_on,
        "course__ends_on__lte": span.ends_on,
    }
    return Participant.objects.completed().filter(**held).annotate(person=PERSON, name=NAME)


def _may_belong_to(units, day):
    """A post there on the day, or a line that says so: whoever else cannot count with these units."""
    posts = Post.objects.live_on(day).filter(unit__in=units).values("worker")
    listed = Participant.objects.filter(unit__in=units, worker__isnull=False)
    named = listed.annotate(person=PERSON).values("person")
    return Q(person__in=posts) | Q(person__in=named) | Q(worker__isnull=True, unit__in=units)


def _by_identity(lines):
    groups = {}
    for line in lines:
        groups.setdefault(_identity(line), []).append(line)
    return groups


def _identity(line):
    """Who it is: see the rule at the top."""
    if line["person"]:
        return line["person"]
    if _is_number_only(line):
        return "line", line["pk"]
    return line["search_key"], line["birth_year"], line["unit"]


def _is_number_only(line):
    return not line["person"] and not line["full_name"]


def _read_one(lines, post):
    """One person's completed courses, the last one at the end, with the post on the day (or None)."""
    last = lines[-1]
    return Trained(
        worker_id=last["person"],
        name=last["name"],
        birth_year=last["birth_year"],
        sort_key=last["sort_key"],
        unit_id=post.unit_id if post else last["unit"],
        kind=post.kind if post else last["kind"],
        workplace=post.workplace if post else last["workplace"],
        is_staff=post is not None,
        highest=min((line["course__kind"] for line in lines), key=RANK_OF_KIND.get),
        persons=last["headcount"],
        attendances=sum(line["headcount"] for line in lines),
        last_on=last["course__ends_on"],
    )


def _count_persons(trained, cell_of):
    found = Counter()
    for one in trained:
        found[cell_of(one)] += one.persons
    return found


def _query(unit_id, span, **others):
    """The GET parameters; a cell of the whole table (None) narrows nothing."""
    days = {"from_day": span.starts_on.isoformat(), "to_day": span.ends_on.isoformat()}
    return {"unit": unit_id, "own": "on"} | days | {name: value for name, value in others.items() if value}
