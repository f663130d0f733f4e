"""Illustrative people who do social work, as many as a unit's counts say. Nobody of them exists."""

from workforce.demo.careers import arrive, draw_former, leave, make_lookalikes, move_some
from workforce.demo.people import Desks, Person, draw_people, draw_provincial_people, store_people

__all__ = [
    "Desks", "Person", "arrive", "draw_former", "draw_people", "draw_provincial_people", "leave",
    "make_lookalikes", "move_some", "store_people",
]  # fmt: skip
