"""What happens to people: some have moved, some have left, some stand in the registry twice."""

from datetime import date

from facilities.demo.places import random_day
from swprogram.registry.demo import FEMALE
from workforce.demo.people import Person, draw_person
from workforce.models import Post

MOVED, LEFT = 0.03, 0.07
# How two offices write one name.
SPELLINGS = (("Hòa", "Hoà"), ("Thủy", "Thuỷ"), ("Thúy", "Thuý"), ("Lý", "Lí"), ("Mỹ", "Mĩ"))


def arrive(person, origin, on):
    """The person came from `origin` on that day: one post has ended there, another began here."""
    post = person.main
    earlier = Post(worker=person.worker, unit=origin, workplace=post.workplace, kind=post.kind)
    earlier.engagement, earlier.position = post.engagement, post.position
    earlier.started_on, earlier.ended_on = min(post.started_on, date(2018, 3, 1)), on
    for one in person.posts:
        one.number += 1
        one.started_on = max(one.started_on, on)
    person.posts.insert(0, earlier)
    for row in person.allowances:
        row.valid_from = max(row.valid_from, on)
    person.allowances = list({(id(row.post), row.valid_from): row for row in person.allowances}.values())


def move_some(random, people, neighbours):
    """A few people of a unit came from a neighbouring one, in the years before the last count."""
    for person in people:
        if neighbours and len(person.posts) == 1 and random.random() < MOVED:
            origin = random.choice(neighbours)
            arrive(person, origin, random_day(random, date(2019, 1, 1), date(2021, 12, 31)))


def draw_former(random, people, province):
    """For some people the one who was there before."""
    leavers = [person for person in people if random.random() < LEFT]
    return [_before(random, person, province) for person in leavers]


def leave(random, unit, province, kind, workplace, on):
    """Somebody who left the unit on that day."""
    former = draw_person(random, unit, province, kind, workplace, None, {})
    former.main.started_on, former.main.ended_on = date(2014, 2, 1), on
    return former


def _before(random, person, province):
    post = person.main
    gone = random_day(random, date(2019, 6, 1), date(2023, 11, 30))
    former: Person = leave(random, post.unit, province, post.kind, post.workplace, gone)
    former.main.facility = post.facility
    if former.main.facility and former.main.facility.opened_on > former.main.started_on:
        former.main.facility = None
    return former


def make_lookalikes(random, people, amount):
    """Some people get the name and year of another one who works elsewhere, as an office typed it twice."""
    women = [person for person in people if person.worker.sex == FEMALE and len(person.posts) == 1]
    chosen = random.sample(women, min(2 * amount, len(women) // 2 * 2))
    for one, other in zip(chosen[::2], chosen[1::2], strict=True):
        other.worker.full_name = _spelled(one.worker.full_name)
        other.worker.birth_year, other.worker.born_on = one.worker.birth_year, None


def _spelled(name):
    for new, old in SPELLINGS:
        name = name.replace(new, old)
    return name
