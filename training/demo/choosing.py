"""Who of a unit was trained, how and when, so that its three counts of training come out."""

from dataclasses import dataclass

from swprogram.registry.demo import draw_name
from training.enums import TrainingKind
from workforce.enums import StaffKind, Workplace

YEAR_BEFORE, LAST_YEAR, NOW, ACROSS = 0, 1, 2, 3  # numbers of the SPANS of courses
BY_NAME_ONLY, TRAINED_AGAIN, LOWER_TOO = 0.08, 0.1, 0.08
LOWER = {TrainingKind.DEVELOPMENT: TrainingKind.SKILLS, TrainingKind.RETRAINING: TrainingKind.DEVELOPMENT}
EARLIER_KINDS = {
    TrainingKind.FORMAL: 3, TrainingKind.RETRAINING: 4, TrainingKind.DEVELOPMENT: 33, TrainingKind.SKILLS: 60,
}  # fmt: skip


@dataclass(frozen=True)
class Trainee:
    """Somebody who completes a course of one kind in one span: a person of the registry, or a name."""

    unit: object
    kind: TrainingKind
    span: int
    person: object = None
    name: str = ""
    birth_year: int | None = None


def choose_trainees(random, unit, province, told, people, last=NOW):
    """The trainees of a unit; `people` are those who count there, `told` the cells of its form.

    `last` is the span of its last courses: this period's, or ACROSS its cut-off.
    """
    now = _trained_now(random, told, people)
    kinds = _kinds_now(told, len(now))
    chosen = [Trainee(unit, kind, last, person) for kind, person in zip(kinds, now, strict=True)]
    chosen += [
        Trainee(unit, LOWER[one.kind], last, one.person)
        for one in chosen
        if one.kind in LOWER and random.random() < LOWER_TOO
    ]
    earlier = told.get(("trained_in_phase", None, None), 0) - len(now)
    chosen += _trained_before(random, unit, province, earlier, people, now)
    return chosen + _trained_again(random, unit, now)


def name_trainees(random, unit, province, amount):
    """People of whom only the name is known, of an office outside of the registry."""
    names = [draw_name(random, province).full for _each in range(amount)]
    return [Trainee(unit, TrainingKind.SKILLS, ACROSS, name=name) for name in sorted(set(names))]


def _trained_again(random, unit, now):
    again = [person for person in now if random.random() < TRAINED_AGAIN]
    return [Trainee(unit, TrainingKind.SKILLS, LAST_YEAR, person) for person in again]


def _trained_now(random, told, people):
    """As many of each kind at each workplace as were trained in the last period."""
    found = []
    for kind in StaffKind:
        for workplace in Workplace:
            here = [one for one in people if (one.main.kind, one.main.workplace) == (kind, workplace)]
            wanted = told.get(("staff_trained", kind, workplace), 0)
            found += random.sample(here, min(wanted, len(here)))
    random.shuffle(found)
    return found


def _kinds_now(told, amount):
    """The kinds of training as the unit told them; whoever is left attended skills training."""
    kinds = [kind for kind in TrainingKind for _each in range(told.get(("trainees", kind, None), 0))]
    return (kinds + [TrainingKind.SKILLS] * amount)[:amount]


def _trained_before(random, unit, province, amount, people, now):
    """In the years before: other people than now, most of them in the registry, some by name only."""
    busy = {id(person) for person in now}
    others = [one for one in people if id(one) not in busy and one.was_there_in <= 2021]
    by_name = sum(random.random() < BY_NAME_ONLY for _each in range(amount))
    registered = random.sample(others, max(min(amount - by_name, len(others)), 0))
    chosen = [Trainee(unit, _earlier_kind(random), _earlier_span(random), one) for one in registered]
    taken = {one.worker.full_name for one in people}
    while len(chosen) < amount:
        name = draw_name(random, province).full
        if name not in taken:
            taken.add(name)
            kind, span = _earlier_kind(random), _earlier_span(random)
            year = random.randint(1966, 1999)
            chosen.append(Trainee(unit, kind, span, name=name, birth_year=year))
    return chosen


def _earlier_kind(random):
    return random.choices(list(EARLIER_KINDS), EARLIER_KINDS.values())[0]


def _earlier_span(random):
    return random.choice((YEAR_BEFORE, LAST_YEAR))
