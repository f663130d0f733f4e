"""A few rows of a table that stand for all: every choice, every empty and filled field, every yes and no."""

from collections import defaultdict

from django.db.models import BooleanField


def sample(rows, most=None):
    """The ids of few rows of the query that show together all that any shows; most different first."""
    kinds = kinds_of(rows)
    waiting, chosen = set().union(*kinds.values()), []
    while waiting and (most is None or len(chosen) < most):
        best = max(kinds, key=lambda pk: len(kinds[pk] & waiting))
        waiting -= kinds[best]
        chosen.append(best)
    return chosen


def kinds_of(rows):
    """{id: {(field, how it is there)}}"""
    told = told_fields(rows.model)
    kinds = defaultdict(set)
    for pk, *values in rows.order_by("pk").values_list("pk", *told):
        kinds[pk] = {("", True)} | {
            (name, value if is_closed else value not in (None, ""))
            for (name, is_closed), value in zip(told.items(), values, strict=True)
        }
    return dict(kinds)


def told_fields(model):
    """{column: whether its values are few} of the columns that make kinds of rows."""
    fields = model._meta.concrete_fields
    closed = {field.attname: True for field in fields if field.choices or isinstance(field, BooleanField)}
    open_ended = {field.attname: False for field in fields if field.null}
    return open_ended | closed
