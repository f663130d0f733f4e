"""The people of one unit: as many of each kind at each workplace as its counts say, at its facilities."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import count

from facilities.demo.places import random_day
from swprogram.registry.demo import draw_name, store
from workforce.demo import words
from workforce.enums import Engagement, Qualification, StaffKind, Workplace
from workforce.models import Allowance, Post, Worker

LONG_AGO, LATELY, LAST_START = date(2008, 1, 1), date(2021, 9, 30), date(2024, 3, 31)
# The base wage since these days (Nghị định 38/2019, Nghị định 24/2023).
BASE_WAGES = ((date(2019, 7, 1), 1_490_000), (date(2023, 7, 1), 1_800_000))


@dataclass
class Person:
    """A person of the demonstration with posts; the last post is the one that counts today, if it is live."""

    worker: Worker
    posts: list = field(default_factory=list)
    allowances: list = field(default_factory=list)

    @property
    def main(self):
        return next(post for post in reversed(self.posts) if post.is_main)

    @property
    def was_there_in(self):
        """Since which year at the post that counts."""
        return self.main.started_on.year


@dataclass
class Desks:
    """Where people of a unit can work: its own staffed places, else `others` of the units above."""

    own: list
    others: list
    turns: dict = field(default_factory=dict)
    used: set = field(default_factory=set)

    def next_at(self, random, workplace):
        """The next place of that kind, in turn, so that none stays empty; None if there is none at all."""
        body = words.BODY_OF_WORKPLACE[workplace]
        fitting = [place for place in self.own if place.is_staffed and place.body == body]
        if not fitting:
            fitting = [place for place in self.others if place.is_staffed and place.body == body]
            return random.choice(fitting) if fitting else None
        place = fitting[next(self.turns.setdefault(body, count())) % len(fitting)]
        self.used.add(id(place))
        return place

    @property
    def empty(self):
        return [place for place in self.own if place.is_staffed and id(place) not in self.used]


def draw_people(random, unit, province, told, desks, titles):
    """The people of a commune or district; `told` is {(measure, row, column): number} of its form."""
    people = [
        draw_person(random, unit, province, kind, workplace, desks.next_at(random, workplace), titles)
        for kind in StaffKind
        for workplace in Workplace
        for _each in range(told.get(("staff", kind, workplace), 0))
    ]
    for place in desks.empty:
        _add_second_post(random, people, place)
    _pay(random, people, desks.own)
    return people


def draw_provincial_people(random, province, places, titles):
    """One to four people at each facility of the province itself."""
    people = []
    for place in places:
        workplace = words.WORKPLACE_OF_BODY.get(place.body, Workplace.MASS_ORGANISATION)
        kind = words.KIND_AT.get(workplace, StaffKind.PUBLIC_EMPLOYEE)
        for _each in range(random.randint(1, 4)):
            people.append(draw_person(random, province, province.code, kind, workplace, place, titles))
    _pay(random, people, places)
    return people


def draw_person(random, unit, province, kind, workplace, place, titles):
    name = draw_name(random, province, words.WOMEN.get(workplace, 0.6))
    worker = Worker(full_name=name.full, sex=name.sex, is_illustrative=True)
    _grow_up(random, worker, kind)
    _study(random, worker, kind, workplace)
    post = Post(worker=worker, unit=unit, facility=place and place.facility, workplace=workplace, kind=kind)
    post.engagement = random.choice(words.ENGAGEMENTS[kind])
    post.position = random.choice(_positions(kind, workplace))
    post.started_on = _start(random, worker)
    _entitle(random, worker, post, titles)
    return Person(worker, [post])


def _grow_up(random, worker, kind):
    born = random_day(random, date(1966, 1, 1), date(1998, 12, 31))
    worker.birth_year = born.year
    if random.random() < 0.4:
        worker.born_on = born
    if kind == StaffKind.COLLABORATOR:
        worker.meets_collaborator_standard = random.choice((True, True, True, False, None))


def _study(random, worker, kind, workplace):
    shares = words.QUALIFICATIONS[kind]
    worker.qualification = random.choices(list(shares), shares.values())[0]
    if worker.qualification == Qualification.NONE:
        return
    worker.is_qualified_in_social_work = random.random() < words.IN_SOCIAL_WORK.get(workplace, 0.12)
    if worker.is_qualified_in_social_work:
        worker.field_of_study = "Công tác xã hội"
    elif worker.qualification not in (Qualification.CERTIFICATE, Qualification.ELEMENTARY):
        worker.field_of_study = random.choice(words.FIELDS.get(workplace, words.OTHER_FIELDS))
    if random.random() < 0.06:
        worker.updated_knowledge_on = random_day(random, date(2022, 3, 1), date(2024, 5, 31))


def _positions(kind, workplace):
    named = words.POSITIONS[workplace]
    return named[kind] if isinstance(named, dict) and kind in named else list(named)


def _start(random, worker):
    """Not before the age of 22; most of them were there when the phase began."""
    grown = max(LONG_AGO, date(worker.birth_year + 22, 1, 1))
    if random.random() < 0.94:
        return random_day(random, min(grown, LATELY), LATELY)
    return random_day(random, max(grown, LATELY), LAST_START)


def _entitle(random, worker, post, titles):
    """Public employees and staff of social work bear its titles; the rank grows by the years."""
    if post.workplace not in words.TITLED or post.kind == StaffKind.COLLABORATOR:
        return
    if post.workplace == Workplace.HEALTH and not worker.is_qualified_in_social_work:
        return
    post.title = titles.get(_title_code(random, worker.qualification))
    if post.title is None:
        return
    first, step, highest = words.SALARIES[post.title.code]
    post.rank = min(1 + (2024 - post.started_on.year) // 3, highest)
    post.coefficient = Decimal(first) + Decimal(step) * (post.rank - 1)


def _title_code(random, qualification):
    if qualification in (Qualification.BACHELOR, Qualification.MASTER, Qualification.DOCTOR):
        return "V.09.04.01" if random.random() < 0.08 else "V.09.04.02"
    return "V.09.04.03"


def _add_second_post(random, people, place):
    """Somebody of the unit looks after a place without people of its own."""
    workplace = words.WORKPLACE_OF_BODY[place.body]
    free = [person for person in people if len(person.posts) == 1] or people
    near = [person for person in free if person.main.workplace in (workplace, Workplace.COMMUNE)]
    if not free:
        place.is_staffed = place.pays = False
        return
    person = random.choice(near or free)
    second = Post(worker=person.worker, number=len(person.posts) + 1, unit=person.main.unit, is_main=False)
    second.facility, second.workplace = place.facility, workplace
    second.kind, second.engagement = person.main.kind, Engagement.CONCURRENT
    second.position = words.SECOND_POSITION
    second.started_on = max(person.main.started_on, date(2020, 1, 1))
    person.posts.append(second)


def _pay(random, people, places):
    """One post at every place that pays gets at least the base wage; collaborators elsewhere get less."""
    paying = {id(place.facility) for place in places if place.pays}
    for person in people:
        for post in person.posts:
            if id(post.facility) in paying:
                factor = random.choice((10, 10, 11, 12, 15))
                person.allowances += _rows(post, lambda wage, factor=factor: wage * factor // 10)
                if place_done(random):
                    paying.discard(id(post.facility))
            elif post.kind == StaffKind.COLLABORATOR and random.random() < 0.5:
                share = random.choice((3, 4, 5, 6))
                person.allowances += _rows(post, lambda wage, share=share: wage * share // 10)


def place_done(random):
    """Whether the place pays one person only."""
    return random.random() < 0.6


def _rows(post, amount_of):
    """An allowance with every base wage since the post began."""
    began = [(max(since, post.started_on), wage) for since, wage in BASE_WAGES]
    if began[0][0] >= began[1][0]:
        began = began[1:]
    return [Allowance(post=post, amount=amount_of(wage), valid_from=since) for since, wage in began]


def store_people(people, by=None):
    store([person.worker for person in people], by)
    store([post for person in people for post in person.posts], by)
    store([row for person in people for row in person.allowances], by)
