"""Everything that a plan says, as plain rows: what a workbook carries, and what two versions are compared by.

A row is {field: value}. A row of the plan that another row names is named by its key (a code or a name)
and never by an id, so that the same rows describe a plan that is not there yet.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from plans import models
from swprogram.kit.text import normalise

DASHES = ("", "-", "+", "–")


@dataclass(frozen=True)
class Part:
    """Rows of one model. `key` is the field by which others name a row, `match` the one by which two
    versions of a row are known to be the same; `links` maps fields to the part whose keys they hold.
    """

    model: type
    fields: tuple
    key: str = ""
    match: str = ""
    links: dict = field(default_factory=dict)
    many: tuple = ()
    having: dict = field(default_factory=dict)
    under: str = ""


@dataclass
class Row:
    """`source` is the object it was read from, `cells` its places in a workbook {field: (sheet, cell)}."""

    values: dict
    source: object = None
    cells: dict = field(default_factory=dict)

    @property
    def identity(self):
        return tuple(self.values.items())


PLAN_FIELDS = (
    "programme",
    "unit",
    "kind",
    "from_year",
    "to_year",
    "title",
    "number",
    "issued_on",
    "issued_place",
    "issuer",
    "signing_capacity",
    "signer",
    "opening",
    "estimated_cost",
)
DUTY_FIELDS = ("body", "role", "text", "printed_body", "due_on", "rhythm")
AMOUNTS = ("estimated", "allocated", "spent", "settled")

# In the order in which they are saved: whatever is named stands before what names it.
PARTS = {
    "headings": Part(models.Heading, ("part", "number", "text")),
    "bases": Part(models.LegalBasis, ("text", "number", "issued_on")),
    "passages": Part(models.Passage, ("kind", "number", "text")),
    "phases": Part(models.Phase, ("number", "name", "from_year", "to_year"), key="name", match="from_year"),
    "activities": Part(
        models.Activity,
        ("code", "parent", "number", "text"),
        key="code",
        match="code",
        links={"parent": "activities"},
        under="parent",
    ),
    "targets": Part(
        models.Target,
        (
            "code",
            "condition_of",
            "indicator",
            "name",
            "wording",
            "comparator",
            "value",
            "value_to",
            "measured_in",
            "from_year",
            "to_year",
            "phase",
            "growth_mode",
            "base_year",
            "base_value",
            "printed_average",
            "activities",
            "note",
        ),
        key="code",
        match="code",
        links={"condition_of": "targets", "phase": "phases", "activities": "activities"},
        many=("activities",),
        under="condition_of",
    ),
    "bodies": Part(
        models.Body,
        ("number", "name", "agency", "is_class", "members"),
        key="name",
        match="name",
        many=("members",),
    ),
    "duties": Part(models.Duty, DUTY_FIELDS, links={"body": "bodies"}, having={"activity__isnull": True}),
    "roles": Part(
        models.Duty,
        ("activity", *DUTY_FIELDS),
        links={"activity": "activities", "body": "bodies"},
        having={"activity__isnull": False},
    ),
    "budget": Part(
        models.BudgetLine,
        ("activity", "cost_line", "funding", "year", *AMOUNTS, "note"),
        links={"activity": "activities"},
    ),
    "sources": Part(models.FundingSource, ("kind", "text")),
    "recipients": Part(models.Recipient, ("text",)),
    "facts": Part(models.Fact, ("code", "text", "figure", "measured_in", "as_of", "note"), match="code"),
    "corrections": Part(models.Correction, ("where", "printed", "correct", "note")),
}


def read_contents(plan):
    """{part: [Row]} of a plan, in printed order; `plan` itself is the part of one row."""
    contents = {"plan": [Row({name: _plain(plan, name) for name in PLAN_FIELDS}, plan)]}
    keys = {}
    for name, part in PARTS.items():
        objects = _in_order(part, plan, keys)
        keys[name] = _keys(part, objects)
        contents[name] = [Row(_values(part, row, keys), row) for row in objects]
    return contents


def _in_order(part, plan, keys):
    rows = part.model.objects.filter(plan=plan, **part.having).prefetch_related(*part.many)
    rows = list(rows.order_by("position", "pk"))
    if part.under:
        return _from_the_top(rows, f"{part.under}_id")
    for group in ("body_id", "activity_id"):  # a duty stands with its body, a role with its activity
        if part.model is models.Duty and group.removesuffix("_id") in part.fields:
            order = list(keys[part.links[group.removesuffix("_id")]])
            if part.having == {"activity__isnull": group == "body_id"}:
                rows.sort(key=lambda row: order.index(getattr(row, group)))  # noqa: B023 - sorted at once
    return rows


def _from_the_top(rows, above):
    below = defaultdict(list)
    for row in rows:
        below[getattr(row, above)].append(row)

    def walk(pk):
        for row in below[pk]:
            yield row
            yield from walk(row.pk)

    return list(walk(None))


def _keys(part, objects):
    """{id: the key by which the row is named}."""
    if part.model is models.Activity:
        return _codes_of(objects)
    return {row.pk: normalise(str(getattr(row, part.key))) if part.key else "" for row in objects}


def _codes_of(activities):
    """The printed number of an activity where no other has it ("2.1"), else its place ("2.1/3")."""
    numbers = [row.number for row in activities]
    codes, places = {}, defaultdict(int)
    for row in activities:
        places[row.parent_id] += 1
        is_plain = row.number not in DASHES and numbers.count(row.number) == 1
        above = f"{codes[row.parent_id]}/" if row.parent_id else "/"
        codes[row.pk] = normalise(row.number) if is_plain else f"{above}{places[row.parent_id]}"
    return codes


def _values(part, row, keys):
    return {name: _value(part, row, name, keys) for name in part.fields}


def _value(part, row, name, keys):
    if name == "code" and part.model is models.Activity:
        return keys["activities"][row.pk] if "activities" in keys else ""
    if name in part.many:
        ids = [other.pk for other in getattr(row, name).all()]
        linked = keys.get(part.links.get(name))
        return tuple(sorted(ids)) if linked is None else tuple(sorted(linked[pk] for pk in ids))
    if name in part.links:
        pk = getattr(row, f"{name}_id")
        return "" if pk is None else keys[part.links[name]][pk]
    return _plain(row, name)


def _plain(row, name):
    value = getattr(row, row._meta.get_field(name).attname)
    return normalise(value.replace("\r\n", "\n")) if isinstance(value, str) else value


# --- Two versions side by side --------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """`kind` is new, changed, same or removed; before or after is None where there is none."""

    kind: str
    before: Row | None
    after: Row | None

    @property
    def fields(self):
        """The names of the fields that differ."""
        return [name for name, value in self.after.values.items() if self.before.values[name] != value]


def compare(part_name, before, after):
    """The changes that lead from the rows `before` to `after`, in the order of `after`, removals last."""
    part = PARTS.get(part_name)
    if part_name == "plan":
        pairs = [(before[0] if before else None, after[0])]
    elif part.match:
        pairs = _paired_by(part.match, before, after)
    else:
        pairs = _paired_in_order(before, after)
    taken = {id(old) for old, _new in pairs if old is not None}
    changes = [_change(old, new) for old, new in pairs]
    return changes + [Change("removed", row, None) for row in before if id(row) not in taken]


def _change(old, new):
    if old is None:
        return Change("new", None, new)
    return Change("same" if old.values == new.values else "changed", old, new)


def _paired_by(name, before, after):
    old = {row.values[name]: row for row in before}
    return [(old.pop(row.values[name], None), row) for row in after]


def _paired_in_order(before, after):
    """Equal rows first; what stands between the same neighbours is taken for the changed row."""
    old, new = [row.identity for row in before], [row.identity for row in after]
    pairs = {}
    for tag, i, last_i, j, last_j in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            pairs |= {j + step: before[i + step] for step in range(min(last_i - i, last_j - j))}
    return [(pairs.get(place), row) for place, row in enumerate(after)]
