"""Illustrative facilities: believable bodies of every kind, as many as a unit's counts say. None is real."""

from facilities.demo.events import draw_events
from facilities.demo.places import Place, draw_places, store_places
from facilities.demo.provincial import draw_provincial

__all__ = ["Place", "draw_events", "draw_places", "draw_provincial", "store_places"]
