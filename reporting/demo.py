"""Illustrative counts: believable numbers from a seed, the same every time. Nothing here is a real count.

Stocks never fall from one period to the next, a year's flow contains its six months, and a part never
exceeds its whole, so that the services accept every submission. The parts also fit each other, as they
would if they were counted from lists: see `_agree`.
"""

from dataclasses import dataclass
from random import Random

from submissions.checks import Cell
from submissions.enums import FigureState
from swprogram.kit.periods import PeriodKind

PERIODS = (
    (PeriodKind.YEAR, 2022),
    (PeriodKind.HALF_YEAR, 2023),
    (PeriodKind.YEAR, 2023),
    (PeriodKind.HALF_YEAR, 2024),
)

# How many there are at a unit in the first period: (least, most) by measure and options.
STAFF = {
    ("cadre", "commune"): (0, 1),
    ("civil_servant", "commune"): (1, 2),
    ("social_work_staff", "commune"): (0, 1),
    ("collaborator", "commune"): (0, 3),
    ("public_employee", "health"): (0, 2),
    ("social_work_staff", "health"): (0, 1),
    ("public_employee", "education"): (1, 5),
    ("social_work_staff", "mass_organisation"): (0, 2),
    ("collaborator", "mass_organisation"): (0, 3),
    ("civil_servant", "labour_office"): (2, 5),
    ("public_employee", "assistance"): (2, 9),
    ("social_work_staff", "assistance"): (1, 4),
    ("civil_servant", "justice"): (1, 3),
    ("public_employee", "rehabilitation"): (2, 6),
    ("civil_servant", "prison"): (1, 4),
}
BODIES = {
    "office": (3, 7),
    "assistance": (0, 2),
    "school": (2, 7),
    "hospital": (1, 2),
    "commune": (1, 1),
    "other": (0, 3),
    "rehabilitation": (0, 1),
    "prison": (0, 1),
    "justice": (1, 3),
}
FACILITIES = {"assistance": (0, 2), "health": (1, 2), "education": (2, 7)}
CHILDREN = {
    "orphan": (1, 9),
    "abandoned": (0, 2),
    "hiv": (0, 2),
    "toxic": (0, 3),
    "disabled": (3, 14),
    "disaster": (0, 8),
}
CLIENTS = {
    "mental": (2, 12),
    "older": (5, 40),
    "autistic": (0, 4),
    "disabled": (5, 30),
    "children": (4, 25),
    "women": (0, 4),
    "other": (3, 20),
}
TRAINEES = {"formal": 0.1, "retraining": 0.1, "development": 0.3, "skills": 0.5}

WITH_STAFF = (0.22, 0.25, 0.29, 0.33)
WITH_ALLOWANCE = (0.55, 0.60, 0.66, 0.70)
SERVING = (0.36, 0.40, 0.44, 0.47)
TRAINED = (0.11, 0.055, 0.12, 0.07)
CHILDREN_SERVED = (0.30, 0.15, 0.33, 0.16)
CONSULTED = (1.0, 0.5, 1.1, 0.6)


FLOWS = ("staff_trained", "children_served", "trainees", "people_consulted")
SPANS = {"bodies": BODIES, "facilities_planned": FACILITIES, "children": CHILDREN}
PARTS = (
    ("bodies", "bodies_with_staff", WITH_STAFF),
    ("bodies_with_staff", "bodies_with_allowance", WITH_ALLOWANCE),
    ("facilities_planned", "facilities_serving", SERVING),
    ("staff", "staff_trained", TRAINED),
    ("children", "children_served", CHILDREN_SERVED),
)
RARE = ("assistance", "rehabilitation", "prison")
# The bodies among which the facilities of a sector are found.
BODY_OF_SECTOR = {"assistance": "assistance", "health": "hospital", "education": "school"}
# Measures without a part of their own: a missing figure there contradicts nothing.
MAY_BE_UNKNOWN = ("bodies_with_allowance", "people_consulted")
NOT_KNOWN = 0.01


@dataclass
class UnitStory:
    """One unit's numbers through the periods: period after period, each built on the one before.

    `has_children` is false for a district with communes: its communes count the children.
    """

    code: str
    seed: int
    has_children: bool = True

    def __post_init__(self):
        self.random = Random(f"{self.seed}-{self.code}")  # noqa: S311 - illustrative numbers, no secret
        self.zeal = self.random.uniform(0.6, 1.4)
        self.missing_kinds = {kind for kind in RARE if self.random.random() < 0.6}
        self.stocks = {}
        self.six_months = {}
        self.trained_before = 0
        self.told = {}  # the numbers of the last period; nothing counts as 0

    def count(self, places, step):
        """{(measure, row, column): Cell} for the cells of the unit's form in period number `step`."""
        is_year = PERIODS[step][0] == PeriodKind.YEAR
        values = self._stocks(places)
        for whole, part, shares in PARTS:
            self._add_part(values, whole, part, shares[step])
        self._add_trainees(places, values)
        self._add_clients(places, values, CONSULTED[step])
        self._agree(values)
        self._add_running_total(values, is_year)
        self.six_months = {} if is_year else {p: v for p, v in values.items() if p[0] in FLOWS}
        cells = {place: self._cell(place, values) for place in places}
        self.told = {place: cell.value or 0 for place, cell in cells.items()}
        return cells

    def _stocks(self, places):
        """People, bodies, facilities and children: drawn once, then growing a little."""
        for place in places:
            span = _span(place)
            if span and self._applies(place):
                if place not in self.stocks:
                    self.stocks[place] = self.random.randint(*span)
                elif self.stocks[place] and self.random.random() < 0.06:
                    self.stocks[place] += 1
        return dict(self.stocks)

    def _add_part(self, values, whole, part, share):
        """Some of the whole, each with the unit's own chance; a year's flow contains its six months."""
        chance = min(share * self.zeal, 1)
        for place in [p for p in values if p[0] == whole]:
            target = (part, *place[1:])
            drawn = sum(self.random.random() < chance for _each in range(values[place]))
            values[target] = max(drawn, self.six_months.get(target, 0))

    def _add_trainees(self, places, values):
        """Everyone who was trained, by the kind of training."""
        left = _sum(values, "staff_trained")
        for place in [p for p in places if p[0] == "trainees"]:
            drawn = min(round(_sum(values, "staff_trained") * TRAINEES[place[1]]), left)
            values[place] = max(drawn, self.six_months.get(place, 0))
            left = max(left - values[place], 0)

    def _add_clients(self, places, values, share):
        for place in [p for p in places if p[0] == "people_consulted"]:
            drawn = round(self.random.randint(*CLIENTS[place[1]]) * share * self.zeal)
            values[place] = max(drawn, self.six_months.get(place, 0))

    def _agree(self, values):
        """What lists would show: who works for a commune staffs it, and what is planned stands there."""
        if (committee := ("bodies", "commune", None)) in values:
            has_staff = any(values[p] for p in values if p[0] == "staff" and p[2] == "commune")
            values[committee] = 1
            values["bodies_with_staff", *committee[1:]] = int(has_staff)
            pays = ("bodies_with_allowance", *committee[1:])
            values[pays] = min(values[pays], int(has_staff))
        for sector, body in BODY_OF_SECTOR.items():
            for measure in ("facilities_planned", "facilities_serving"):
                if (place := (measure, sector, None)) in values:
                    values[place] = min(values[place], values["bodies", body, None])
        if (skills := ("trainees", "skills", None)) in values:
            others = _sum(values, "trainees") - values[skills]
            trained = _sum(values, "staff_trained") - others
            values[skills] = max(trained, self.six_months.get(skills, 0))

    def _add_running_total(self, values, is_year):
        """People trained since the phase began: the finished years, and this year so far."""
        total = self.trained_before + _sum(values, "staff_trained")
        values["trained_in_phase", None, None] = total
        if is_year:
            self.trained_before = total

    def _applies(self, place):
        measure, row, column = place
        if measure in ("children", "children_served"):
            return self.has_children
        return not self.missing_kinds & {row, column}

    def _cell(self, place, values):
        if not self._applies(place):
            return Cell(FigureState.NOT_APPLICABLE)
        if place[0] in MAY_BE_UNKNOWN and self.random.random() < NOT_KNOWN:
            return Cell(FigureState.NOT_REPORTED)
        return Cell(FigureState.REPORTED, values.get(place, 0))


def _sum(values, measure):
    return sum(value for place, value in values.items() if place[0] == measure)


def _span(place):
    measure, row, column = place
    if measure == "staff":
        return STAFF.get((row, column))
    return SPANS.get(measure, {}).get(row)
