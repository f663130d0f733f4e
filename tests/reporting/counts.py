"""Counts entered, sent and accepted through the services, and the small world in which results are added up.

The counts of the first half of 2024 in the first province, by hand:

- staff 14: Đông 11 (Đông Một 4, Đông Hai 1, the district itself 6), Tây 0, Đảo 3;
- of them trained 5: Đông 4 (2, 0, 2), Tây 0, Đảo 1;
- without civil servants, at communes, labour offices and assistance facilities: 8, of them trained 2;
- communes with people at the commune: Đông Một 4, Đông Hai 1, Tây Một 0.

The district Tây has not sent its own counts.
"""

import json

from django.conf import settings

from reporting.imports import import_formulas
from submissions import services
from submissions.checks import Cell
from submissions.enums import FigureState
from submissions.models import Submission
from swprogram.org.enums import UnitKind
from swprogram.org.models import User
from swprogram.org.roles import Role
from tests.worlds import add_person

OFFICERS = {UnitKind.DISTRICT: Role.DISTRICT_OFFICER, UnitKind.COMMUNE: Role.COMMUNE_OFFICER}
NOT_APPLICABLE = "x"

DONG_MOT = {
    "staff:cadre:commune": 2,
    "staff:civil_servant:commune": 1,
    "staff:collaborator:commune": 1,
    "staff_trained:cadre:commune": 1,
    "staff_trained:civil_servant:commune": 1,
    "bodies:school": 3,
    "bodies_with_staff:school": 2,
    "bodies_with_allowance:school": 1,
    "facilities_planned:health": 2,
    "facilities_serving:health": 1,
    "children:orphan": 4,
    "children_served:orphan": 1,
    "trainees:skills": 2,
    "people_consulted:older": 5,
}
DONG_HAI = {
    "staff:cadre:commune": 1,
    "staff_trained:cadre:commune": 0,
    "children:orphan": 0,
    "children_served:orphan": 0,
}
TAY_MOT = {"staff:collaborator:commune": 0, "staff_trained:collaborator:commune": 0}
DONG = {
    "staff:public_employee:assistance": 4,
    "staff:civil_servant:labour_office": 2,
    "staff_trained:public_employee:assistance": 1,
    "staff_trained:civil_servant:labour_office": 1,
    "bodies:school": 1,
    "bodies_with_staff:school": 0,
    "trainees:skills": 1,
    "trainees:formal": 3,
}
DAO = {
    "staff:public_employee:health": 3,
    "staff_trained:public_employee:health": 1,
    "facilities_planned:assistance": NOT_APPLICABLE,
    "facilities_serving:assistance": NOT_APPLICABLE,
}


def count_small_world(opened, home):
    """Accept the counts that the module names."""
    units = home.communes | home.districts
    counts = {"Đông Một": DONG_MOT, "Đông Hai": DONG_HAI, "Tây Một": TAY_MOT, "Đông": DONG, "Đảo": DAO}
    for name, cells in counts.items():
        accept_counts(opened, units[name], cells)


def accept_counts(opened, unit, counts):
    """Enter, send and accept counts of one unit; cells that are not named stay without an answer.

    `counts` maps "measure", "measure:row" or "measure:row:column" to a whole number or "x".
    """
    submission = Submission.objects.get(round=opened, unit=unit)
    officer, reviewer = officer_of(unit), reviewer_of(submission)
    cells = {place: cell_of(value) for place, value in counts.items()}
    places = {place_of(figure): figure.pk for figure in figures_of(submission)}
    submission = services.save_draft(
        submission,
        cells={places[place]: cell for place, cell in cells.items()},
        note="",
        version=submission.version,
        by=officer,
    )
    submission = services.send(submission, version=submission.version, by=officer, accepts_blanks=True)
    return services.accept(submission, version=submission.version, by=reviewer)


def correct_counts(opened, unit, counts):
    """Return accepted counts, change them and accept them again."""
    submission = Submission.objects.get(round=opened, unit=unit)
    services.return_to_unit(
        submission, version=submission.version, by=reviewer_of(submission), reason="Đề nghị rà soát lại."
    )
    return accept_counts(opened, unit, counts)


def figures_of(submission):
    return submission.figures.select_related("measure", "row", "column")


def place_of(figure):
    return ":".join(part.code for part in (figure.measure, figure.row, figure.column) if part)


def cell_of(value):
    if value == NOT_APPLICABLE:
        return Cell(FigureState.NOT_APPLICABLE)
    return Cell(FigureState.REPORTED, value)


def officer_of(unit):
    """An officer who enters the unit's counts, made when there is none yet."""
    return _person(OFFICERS[unit.kind], unit)


def reviewer_of(submission):
    unit = submission.unit
    if unit.kind == UnitKind.COMMUNE:
        return _person(Role.DISTRICT_OFFICER, unit.parent)
    return _person(Role.PROVINCIAL_OFFICER, unit.parent)


def _person(role, unit):
    return User.objects.filter(username=f"{role}-{unit.pk}").first() or add_person(role, unit)


def bind(plan, formulas, *codes):
    """Give targets of `plan` the formulas that fixtures/formulas.json has for these codes."""
    rows = json.loads((settings.BASE_DIR / "fixtures" / "formulas.json").read_text(encoding="utf-8"))
    import_formulas(plan, [row for row in rows[formulas] if row["target"] in codes])
