"""Who teaches, and what units say that they need."""

from swprogram.registry.demo import draw_name, store
from training.demo.words import TITLES
from training.enums import Subject, TrainingKind
from training.models import Lecturer, TrainingNeed
from workforce.enums import Qualification

LECTURERS = 14


def draw_lecturers(random, province, bodies, people, by=None):
    """The lecturers that a province knows: most at its training bodies, some of its own people."""
    own = [p for p in people if p.worker.qualification in (Qualification.MASTER, Qualification.DOCTOR)][:4]
    rows = [_of_registry(one, province) for one in own]
    while len(rows) < LECTURERS:
        body = random.choice(bodies) if bodies else None
        rows.append(
            Lecturer(
                full_name=draw_name(random, province.code).full,
                unit=province,
                body=body,
                workplace=body.name if body else "",
                qualification=random.choice(
                    (Qualification.MASTER, Qualification.DOCTOR, Qualification.BACHELOR)
                ),
            )
        )
    for row in rows:
        row.is_illustrative, row.is_active = True, random.random() < 0.9
        row.subjects = "; ".join(random.sample(_subjects(), 2))
    store(rows, by)
    return rows


def _of_registry(person, province):
    worker = person.worker
    facility = person.main.facility
    return Lecturer(
        full_name=worker.full_name,
        unit=province,
        worker=worker,
        workplace=facility.name if facility else person.main.unit.name,
        qualification=worker.qualification,
    )


def _subjects():
    return [
        "Công tác xã hội",
        "Quản lý ca",
        "Kỹ năng tham vấn",
        "Công tác xã hội với trẻ em",
        "Sức khỏe tâm thần",
    ]


def draw_needs(random, units, by=None):
    """What units said for 2024 and 2025; not every unit says something."""
    rows = []
    for unit in units:
        for year in (2024, 2025):
            if random.random() < 0.6:
                rows += _needs_of(random, unit, year)
    store(rows, by)
    return rows


def _needs_of(random, unit, year):
    taught = [
        (kind, subject)
        for kind in (TrainingKind.SKILLS, TrainingKind.DEVELOPMENT)
        for subject in {subject for subject, _title in TITLES[kind]} - {Subject.OTHER}
    ]
    chosen = random.sample(sorted(taught), random.choice((1, 1, 2)))
    return [
        TrainingNeed(
            unit=unit,
            year=year,
            kind=kind,
            subject=subject,
            people=random.randint(1, 12),
            is_illustrative=True,
        )
        for kind, subject in chosen
    ]
