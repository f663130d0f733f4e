"""The rows of a part as a list to work on: grouped, with what each says, in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Max

from swprogram.kit.history import show_rows


@dataclass(frozen=True)
class Line:
    """One row: its first line, the other values (label, value), its level in a tree, and its version."""

    row: object
    title: str
    facts: tuple
    level: int
    version: int
    is_first: bool
    is_last: bool


@dataclass
class Group:
    """The rows under one body or activity; `above` is None where the part has no groups."""

    above: object = None
    lines: list = field(default_factory=list)


def list_rows(plan, part):
    """The groups of the part's rows; a group without a row is there too, so that one can be added."""
    rows = list(part.rows(plan))
    lines = _lines(rows, part)
    if part.is_tree:
        return [Group(None, _as_tree(rows, lines))]
    if not part.under:
        return [Group(None, lines)]
    held = defaultdict(list)
    for line in lines:
        held[getattr(line.row, f"{part.under}_id")].append(line)
    above = part.model._meta.get_field(part.under).related_model.objects.filter(plan=plan)
    return [
        Group(row, held[row.pk]) for row in above.order_by("position", "pk") if held[row.pk] or _is_top(row)
    ]


def _is_top(row):
    """Items of an activity are offered through the form only: few of them have bodies of their own."""
    return getattr(row, "parent_id", None) is None


def _lines(rows, part):
    versions, siblings = _versions(rows, part), _siblings(rows, part)
    lines = []
    for row, shown in zip(rows, show_rows(rows, part.fields), strict=True):
        among = siblings[part.group_of(row)]
        values = {name: value for name, _label, value in shown}
        lines.append(
            Line(
                row,
                " ".join(values[name] for name in part.titled_by if name in values),
                tuple((label, value) for name, label, value in shown if _is_told(name, part)),
                0,
                versions[row.pk],
                row.pk == among[0],
                row.pk == among[-1],
            )
        )
    return lines


def _is_told(name, part):
    """What the first line or the group says already is not repeated."""
    return name not in part.titled_by and name != part.under


def _versions(rows, part):
    """{row: newest record of its history}"""
    records = part.model.history.filter(id__in=[row.pk for row in rows]).values("id")
    newest = records.annotate(newest=Max("history_id")).values_list("id", "newest")
    return dict(newest.order_by("id"))


def _siblings(rows, part):
    siblings = defaultdict(list)
    for row in rows:
        siblings[part.group_of(row)].append(row.pk)
    return siblings


def _as_tree(rows, lines):
    """The lines depth first, each with its level."""
    by_parent = defaultdict(list)
    for line in lines:
        by_parent[line.row.parent_id].append(line)

    def below(parent_id, level):
        for line in by_parent[parent_id]:
            yield Line(**{**vars(line), "level": level})
            yield from below(line.row.pk, level + 1)

    return list(below(None, 0))
