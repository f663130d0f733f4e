"""What rows of a workbook must hold against each other, told with their cells."""

from django.utils.translation import gettext as _

from plans.contents import PARTS
from plans.enums import DutyRole
from plans.models.plan import span_of_years
from plans.workbook.sheets import sheet_of
from swprogram.kit.workbooks import Problem


def check_contents(contents):
    """The problems of the rows that could be read."""
    return [
        *_repeated(contents),
        *_unknown(contents),
        *_years_outside(contents),
        *_second_leads(contents["roles"]),
        *_overlapping(contents["phases"]),
    ]


def _problem(row, field, message, **values):
    return Problem(message % values, *row.cells[field])


def _repeated(contents):
    """A code names one row only."""
    for name, part in PARTS.items():
        field, seen = part.match if name != "phases" else "name", {}
        for row in contents[name] if field else ():
            value = row.values[field]
            if value in seen:
                message = _("“%(code)s” stands in %(cell)s already. Give each row its own.")
                yield _problem(row, field, message, code=value, cell=seen[value])
            seen.setdefault(value, row.cells[field][1])


def _unknown(contents):
    """What a row names must be there, and above it where it hangs under a row of the same sheet."""
    for name, part in PARTS.items():
        known = {other: _keys(contents, other) for other in part.links.values()}
        above = set()
        for row in contents[name]:
            for field, other in part.links.items():
                values = row.values[field] if field in part.many else [row.values[field]]
                allowed = above if other == name else known[other]
                for value in values:
                    if value and value not in allowed:
                        yield _missing_link(row, field, value, other, is_below=value in known[other])
            above.add(row.values[part.key] if part.key else None)


def _keys(contents, part):
    return {row.values[PARTS[part].key] for row in contents[part]}


def _missing_link(row, field, value, other, *, is_below):
    if is_below:
        message = _("“%(code)s” stands further down. Move that row above this one.")
        return _problem(row, field, message, code=value)
    message = _("“%(code)s” is not in the sheet “%(sheet)s”. Correct it, or add a row there first.")
    return _problem(row, field, message, code=value, sheet=sheet_of(other).title)


def _years_outside(contents):
    """Years lie inside the plan's."""
    if not contents["plan"]:
        return
    plan = contents["plan"][0].values
    first, last = plan["from_year"], plan["to_year"]
    fields = {"targets": ("from_year", "to_year"), "phases": ("from_year", "to_year"), "budget": ("year",)}
    message = _("The plan runs %(years)s. Type a year of the plan.")
    for name, names in fields.items():
        for row in contents[name]:
            for field in names:
                year = row.values[field]
                if year is not None and not first <= year <= last:
                    yield _problem(row, field, message, years=span_of_years(first, last))


def _second_leads(rows):
    """One body leads an activity."""
    leads = {}
    for row in rows:
        if row.values["role"] != DutyRole.LEAD:
            continue
        activity = row.values["activity"]
        if activity in leads:
            message = _(
                "Activity %(activity)s has a lead in %(cell)s already. Let one body lead and the others"
                " co-ordinate."
            )
            yield _problem(row, "role", message, activity=activity, cell=leads[activity])
        leads.setdefault(activity, row.cells["role"][1])


def _overlapping(rows):
    """Two phases share no year."""
    for place, row in enumerate(rows):
        for other in rows[:place]:
            first, last = (
                max(row.values["from_year"], other.values["from_year"]),
                min(row.values["to_year"], other.values["to_year"]),
            )
            if first <= last:
                message = _("These years overlap with the phase “%(phase)s”. Type other years.")
                yield _problem(row, "from_year", message, phase=other.values["name"])
