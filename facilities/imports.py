"""How a workbook of facilities comes in: found by code, checked as a whole, saved in bulk."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext as _

from facilities.enums import ServiceKind
from facilities.exports import FACILITY_COLUMNS, FIELDS, read_values, rows_of
from facilities.models import Facility, FacilityService
from facilities.permissions import editable_units
from facilities.services import bulk
from facilities.services.facilities import told_errors, told_kinds
from swprogram.kit import clock
from swprogram.kit.dates import format_date
from swprogram.kit.text import sort_key
from swprogram.registry.spec import Importer, RowProblem
from swprogram.registry.units import units_of_provinces

NOT_TYPED = ("unit", "managed_by", "search_key", "sort_key")
REQUIRED = tuple(column.key for column in FACILITY_COLUMNS if column.is_required)


def find(rows, context):
    """A facility is known by its code alone: names repeat, and an office may correct them."""
    codes = {row.values["code"] for row in rows if row.values.get("code")}
    known = set(Facility.objects.visible_to(context.user).in_bulk(list(codes)))
    problems = []
    for row in rows:
        code = row.values.get("code")
        if code in known:
            row.pk = code
        elif code:
            message = _("There is no such facility in your area. Leave the code empty for a new one.")
            problems.append(RowProblem(row.line, "code", message))
    return problems


def read(pks):
    facilities = Facility.objects.in_bulk(list(pks))
    values = read_values(facilities.values(), None)
    return dict(zip(facilities, values, strict=True))


def check(rows, context):
    """Everything that a cell alone cannot show: reach, days, what events have told, names that repeat."""
    held = Facility.objects.in_bulk([row.pk for row in rows if row.pk])
    asked = _Asked(rows, held, context.user)
    return [problem for row in rows for problem in asked.problems_of(row)]


def save(rows, context, writer):
    bulk.save_facilities(rows, writer)


IMPORTER = Importer(find=find, read=read, check=check, save=save)


class _Asked:
    """What the checking of all rows needs to know, read once."""

    def __init__(self, rows, held, user):
        self.held = held
        self.editable = set(editable_units(user).values_list("descendant", flat=True))
        self.agencies = set(units_of_provinces(user).values_list("pk", flat=True))
        self.told = told_kinds(list(held))
        self.ended = _ended_services(list(held))
        self.alike = _same_names(rows)

    def problems_of(self, row):
        facility = self.held.get(row.pk) or Facility()
        unit_before, agency_before = facility.unit_id, facility.managed_by_id
        if row.pk and unit_before not in self.editable:
            message = _("You may read this facility but not change it. Leave its row out.")
            yield RowProblem(row.line, "code", message)
            return
        changed = bulk.fill_row(facility, row.values)
        yield from self._out_of_reach(row, unit_before, agency_before)
        errors = _errors_of(facility) | told_errors(changed, self.told.get(row.pk, ()))
        for key, message in errors.items():
            yield RowProblem(row.line, key, message)
        yield from self._ended(row)
        if row.pk is None:
            yield from self._repeated(row)

    def _out_of_reach(self, row, unit_before, agency_before):
        unit, agency = row.values["unit"], row.values["managed_by"]
        if unit is not None and unit != unit_before and unit not in self.editable:
            yield RowProblem(row.line, "unit", _("Outside of your area. Choose from the drop-down list."))
        if agency is not None and agency != agency_before and agency not in self.agencies:
            message = _("Outside of your province. Choose from the drop-down list.")
            yield RowProblem(row.line, "managed_by", message)

    def _ended(self, row):
        for kind in row.values["services"]:
            if day := self.ended.get((row.pk, kind)):
                message = _("“%(service)s” ended on %(day)s. If it goes on, say so on the facility's page.")
                words = {"service": ServiceKind(kind).label, "day": format_date(day)}
                yield RowProblem(row.line, "services", message % words)

    def _repeated(self, row):
        others = [other for other in self.alike[_name_of(row.values)] if other is not row]
        if others:
            message = _("There is a facility of this name in this unit already: %(which)s. Is it the same?")
            yield RowProblem(row.line, "name", message % {"which": _which(others[0])}, is_warning=True)


def _errors_of(facility):
    """{key: message} of what the record itself refuses; empty cells that must not be are told elsewhere."""
    errors = {}
    for rule in (lambda: facility.clean_fields(exclude=NOT_TYPED), facility.clean):
        try:
            rule()
        except ValidationError as error:
            errors |= {key: " ".join(messages) for key, messages in error.message_dict.items()}
    empty = [key for key in REQUIRED if getattr(facility, key, None) in EMPTY_VALUES] if errors else []
    return {key: message for key, message in errors.items() if key in FIELDS and key not in empty}


def _ended_services(pks):
    """{(facility, service): the day from which it is not given any more}"""
    today = clock.today()
    rows = rows_of(FacilityService, pks)
    return {(row.facility_id, row.kind): row.until for row in rows if row.until and row.until <= today}


def _same_names(rows):
    """{(unit, name as it is sorted): facilities of the registry and rows of the workbook called so}"""
    found = defaultdict(list)
    for row in rows:
        if row.pk is None:
            found[_name_of(row.values)].append(row)
    units = {unit for unit, _name in found}
    held = Facility.objects.filter(unit__in=units).order_by("pk")
    for facility in held.only("unit_id", "sort_key"):
        key = (facility.unit_id, facility.sort_key)
        if key in found:
            found[key].insert(0, facility)
    return found


def _name_of(values):
    return values["unit"], sort_key(values["name"])


def _which(other):
    """A facility by its code, another row by its number."""
    return other.code if isinstance(other, Facility) else _("row %(row)d") % {"row": other.line}
