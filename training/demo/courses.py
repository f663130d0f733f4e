"""The courses behind the trainees, with sessions, attendance and what was planned but not held."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from facilities.demo.places import random_day
from plans.enums import FundingKind
from swprogram.kit.periods import PeriodKind, Span, span_of
from swprogram.registry.demo import store
from training.demo import words
from training.enums import CourseState, Result, TrainingKind
from training.models import Attendance, Course, Participant, Session
from workforce.enums import Qualification

# A course across the cut-off of 14/06/2024 counts in the period after.
CROSSING = Span(date(2024, 6, 12), date(2024, 6, 15))
SPANS = (
    span_of(PeriodKind.YEAR, 2022), span_of(PeriodKind.YEAR, 2023), span_of(PeriodKind.HALF_YEAR, 2024),
    CROSSING,
)  # fmt: skip
YEARS = (2022, 2023, 2024, 2024)
LONG = (TrainingKind.FORMAL, TrainingKind.RETRAINING)
LEAST, MOST = 5, 40
FUNDING = (FundingKind.LOCAL, FundingKind.LOCAL, FundingKind.LOCAL, FundingKind.CENTRAL, FundingKind.AID)


@dataclass
class Setting:
    """What the courses of a province draw on; `people` by the codes of their units."""

    organiser: str
    bodies: list
    lecturers: list
    people: dict
    activities: dict  # by year: the activity of a plan that a course fulfils


@dataclass
class Lesson:
    """A course of the demonstration and everything below it."""

    course: Course
    participants: list = field(default_factory=list)
    sessions: list = field(default_factory=list)
    attendances: list = field(default_factory=list)
    lecturers: dict = field(default_factory=dict)  # session's place in the list: lecturers


def hold_courses(random, province, trainees, setting):
    """Lessons for all trainees of a province: in their district if enough of them meet there."""
    groups = defaultdict(list)
    for one in trainees:
        groups[_district_of(one.unit), one.kind, one.span].append(one)
    for key in [key for key, group in groups.items() if key[0] != province]:
        if key[1] in LONG or len(groups[key]) < LEAST:
            groups[province, key[1], key[2]] += groups.pop(key)
    return [
        _hold(random, unit, kind, span, part, setting)
        for (unit, kind, span), group in groups.items()
        for part in _parts(group)
    ]


def _district_of(unit):
    return unit.parent if unit.kind == "commune" else unit


def _parts(group):
    """Classes of at most MOST people, none much smaller than the others; nobody twice in one class."""
    amount = -(-len(group) // MOST)
    return [group[number::amount] for number in range(amount)]


def _hold(random, unit, kind, span, group, setting):
    course = _draw(random, unit, kind, YEARS[span], setting)
    course.state = CourseState.HELD
    _set_days(random, course, SPANS[span])
    course.planned_people = max(len(group) + random.randint(-3, 5), 1)
    lesson = Lesson(course)
    lesson.participants = [_enter(random, course, one) for one in group]
    _enter_others(random, lesson, group, setting)
    _meet(random, lesson, setting)
    return lesson


def _draw(random, unit, kind, year, setting):
    subject, title = random.choice(words.TITLES[kind])
    course = Course(title=f"{title}, năm {year}", unit=unit, kind=kind, subject=subject, year=year)
    course.is_illustrative = True
    course.target_group = words.TARGET_GROUPS[kind]
    course.organiser = setting.organiser if unit.parent_id is None else "Phòng LĐTBXH"
    course.place = f"Hội trường {unit.short_name}"
    course.funding = random.choice(FUNDING)
    if unit.parent_id is None and setting.bodies:
        course.body = random.choice(setting.bodies)
        course.place = course.body.name
    course.activity = setting.activities.get(year)
    course.planned_days = random.randint(2, 5) if kind not in LONG else None
    if kind in LONG:
        course.level = Qualification.BACHELOR if kind == TrainingKind.FORMAL else Qualification.INTERMEDIATE
    return course


def _set_days(random, course, span):
    """Its last day lies in the span; long courses began years before."""
    if span == CROSSING:
        course.starts_on, course.ends_on = span.starts_on, span.ends_on
        course.days = course.planned_days = 4
        return
    first = span.starts_on + timedelta(days=20)
    course.ends_on = random_day(random, first, span.ends_on - timedelta(days=3))
    if course.kind in LONG:
        course.starts_on = course.ends_on - timedelta(days=random.randint(300, 700))
        return
    course.days = course.planned_days + random.choice((0, 0, 0, -1))
    course.ends_on -= timedelta(days=max(course.ends_on.weekday() - 4, 0))
    course.starts_on = course.ends_on - timedelta(days=course.days - 1)
    course.cost = course.days * random.randint(8, 20) * 1_000_000


def _enter(random, course, one):
    line = Participant(course=course, unit=one.unit, result=Result.COMPLETED)
    if one.person:
        line.worker = one.person.worker
        line.kind, line.workplace = one.person.main.kind, one.person.main.workplace
    else:
        line.full_name, line.birth_year = one.name, one.birth_year
    if course.kind != TrainingKind.SKILLS:
        line.certificate_number = f"{random.randint(100, 9999)}/CN-{course.year}"
        line.certified_on = course.ends_on
    return line


def _enter_others(random, lesson, group, setting):
    """One or two who did not complete it, of the same units."""
    there = {one.person.worker.full_name for one in group if one.person}
    for unit in {one.unit.pk: one.unit for one in group[:2]}.values():
        free = [p for p in setting.people.get(unit.code, ()) if p.worker.full_name not in there]
        if free and random.random() < 0.6:
            person = random.choice(free)
            line = Participant(course=lesson.course, unit=unit, worker=person.worker)
            line.kind, line.workplace = person.main.kind, person.main.workplace
            line.result, line.note = Result.NOT_COMPLETED, random.choice(words.ABSENCES)
            lesson.participants.append(line)
            there.add(person.worker.full_name)


def _meet(random, lesson, setting):
    """A session a day, with a lecturer or two; who did not complete it missed about half."""
    course = lesson.course
    if course.kind in LONG:
        return
    for number in range(course.days):
        day = course.starts_on + timedelta(days=number)
        topic = words.TOPICS[(number + len(course.title)) % len(words.TOPICS)]
        session = Session(course=course, held_on=day, part=words.PARTS[-1], topic=topic)
        lesson.sessions.append(session)
        lesson.lecturers[number] = random.sample(setting.lecturers, random.choice((1, 1, 2)))
        for line in lesson.participants:
            missing = 0.03 if line.result == Result.COMPLETED else 0.5
            if random.random() >= missing:
                lesson.attendances.append(Attendance(session=session, participant=line))


def plan_courses(random, province, districts, setting):
    """Courses of the plan of 2024 still to come, a cancelled one a year, and people known by number only."""
    lessons = [_to_come(random, unit, setting) for unit in districts]
    lessons += [_cancelled(random, province, year, setting) for year in YEARS[:3]]
    lessons += [_by_number(random, province, span, setting) for span in range(3)]
    return lessons


def _to_come(random, unit, setting):
    kind = random.choice((TrainingKind.SKILLS, TrainingKind.DEVELOPMENT))
    course = _draw(random, unit, kind, 2024, setting)
    course.planned_people = random.choice((25, 30, 40))
    course.starts_on = random_day(random, date(2024, 7, 15), date(2024, 11, 15))
    course.ends_on = course.starts_on + timedelta(days=course.planned_days - 1)
    return Lesson(course)


def _cancelled(random, province, year, setting):
    course = _draw(random, province, TrainingKind.DEVELOPMENT, year, setting)
    course.state, course.planned_people = CourseState.CANCELLED, 30
    course.note = "Không đủ học viên đăng ký."
    return Lesson(course)


def _by_number(random, province, span, setting):
    """A meeting of many, of whom the province keeps the number only."""
    course = _draw(random, province, TrainingKind.SKILLS, YEARS[span], setting)
    course.title = f"Tập huấn truyền thông về nghề công tác xã hội, năm {YEARS[span]}"
    course.state = CourseState.HELD
    _set_days(random, course, SPANS[span])
    people = random.choice((60, 80, 120))
    course.planned_people = people
    line = Participant(course=course, unit=province, headcount=people, result=Result.COMPLETED)
    return Lesson(course, [line])


def store_lessons(lessons, by=None):
    store([lesson.course for lesson in lessons], by)
    store([session for lesson in lessons for session in lesson.sessions], by)
    store([line for lesson in lessons for line in lesson.participants], by)
    Attendance.objects.bulk_create([row for one in lessons for row in one.attendances], batch_size=500)
    teaching = Session.lecturers.through
    rows = [
        teaching(session_id=lesson.sessions[number].pk, lecturer_id=lecturer.pk)
        for lesson in lessons
        for number, lecturers in lesson.lecturers.items()
        for lecturer in lecturers
    ]
    teaching.objects.bulk_create(rows, batch_size=500)
