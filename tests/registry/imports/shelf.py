"""The shelf with a way in: how its rows become facilities, in bulk."""

from dataclasses import replace

from facilities.models import Facility
from swprogram.org.models import reachable_units
from swprogram.org.roles import Verb
from swprogram.registry.cells import Exact
from swprogram.registry.columns import Column
from swprogram.registry.spec import Importer, RowProblem
from tests.registry.shelf import PLAIN, SHELF

PLACE = ("latitude", "longitude")
KEPT = (*PLAIN, *PLACE)


def read_values(records, user):
    return [
        {"code": one.pk, "unit": one.unit_id} | {name: getattr(one, name) for name in KEPT} for one in records
    ]


def find(rows, context):
    typed = {row.values["code"] for row in rows if row.values.get("code")}
    known = set(Facility.objects.visible_to(context.user).filter(pk__in=typed).values_list("pk", flat=True))
    problems = []
    for row in rows:
        code = row.values.get("code")
        row.pk = code if code in known else None
        if code and row.pk is None:
            problems.append(RowProblem(row.line, "code", "There is no such facility in your area."))
    return problems


def read(pks):
    records = list(Facility.objects.filter(pk__in=pks))
    return {record.pk: values for record, values in zip(records, read_values(records, None), strict=True)}


def check(rows, context):
    editable = set(reachable_units(context.user, Verb.EDIT_REGISTRIES).values_list("descendant", flat=True))
    problems, names = [], {}
    for row in rows:
        if row.values["unit"] not in editable:
            problems.append(RowProblem(row.line, "unit", "Outside of your area."))
        if names.setdefault(row.values["name"], row.line) != row.line:
            problems.append(RowProblem(row.line, "name", "This name stands there twice.", is_warning=True))
    return problems


def save(rows, context, writer):
    added = [(row, fill(Facility(), row.values)) for row in rows if row.pk is None]
    held = Facility.objects.in_bulk([row.pk for row in rows if row.pk])
    changed = [fill(held[row.pk], row.values) for row in rows if row.pk]
    writer.add(Facility, [one for _row, one in added])
    for row, one in added:
        row.pk = one.pk
    writer.change(Facility, changed)


def fill(facility, values):
    for name in KEPT:
        setattr(facility, name, values[name])
    facility.unit_id = values["unit"]
    facility.version += 1
    facility.fill_keys()
    return facility


def own_words(column):
    """The shelf as offices know it: other headings, help, limits."""
    if column.key == "name":
        return replace(column, synonyms=("tên cơ sở",), help="As the decision says.", example="Trung tâm A")
    return replace(column, is_required=True) if column.key == "unit" else column


STOCK = replace(
    SHELF,
    code="stock",
    slug="shelves/stock",
    columns=(
        *map(own_words, SHELF.columns),
        Column("latitude", "Vĩ độ", Exact(places=6)),
        Column("longitude", "Kinh độ", Exact(places=6)),
    ),
    read_values=read_values,
    importer=Importer(find=find, read=read, check=check, save=save),
    hints=("Một dòng là một cơ sở.",),
)

# Records that belong to one record of another registry, as participants to a course.
PARTS = replace(STOCK, code="part", slug="shelves/stock/<int:parent_id>/parts", is_part_of="stock")
