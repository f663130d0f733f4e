"""One page of a long list, found by the row where the page before it ended.

Counting rows off from the beginning costs more with every page; walking the order's index from a known row
costs the same everywhere. A row that appears or goes meanwhile moves nothing. Missing values stand last, as
PostgreSQL has them.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.signing import b64_decode, b64_encode
from django.db.models import F, Q

PAGE_SIZE = 25
NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class Page:
    """`before` and `after` are the tokens of the neighbouring pages; empty where there is none."""

    records: list
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Step:
    """One field of an order and its direction."""

    field: object
    is_falling: bool

    @property
    def expression(self):
        named = F(self.field.name)
        if not self.field.null:
            return named.desc() if self.is_falling else named.asc()
        return named.desc(nulls_first=True) if self.is_falling else named.asc(nulls_last=True)

    @property
    def reversed(self):
        return Step(self.field, not self.is_falling)

    def at(self, value):
        return Q(**{f"{self.field.name}__isnull": True}) if value is None else Q(**{self.field.name: value})

    def beyond(self, value):
        """The rows whose value stands behind this one."""
        name, missing = self.field.name, Q(**{f"{self.field.name}__isnull": True})
        if value is None:
            return ~missing if self.is_falling else NOBODY
        if self.is_falling:
            return Q(**{f"{name}__lt": value})
        greater = Q(**{f"{name}__gt": value})
        return greater | missing if self.field.null else greater

    def not_before(self, value):
        """A bound that an index understands; it holds for every row at or beyond the value."""
        if self.field.null:
            return Q()
        return Q(**{f"{self.field.name}__{'lte' if self.is_falling else 'gte'}": value})


def read_steps(model, names):
    """The fields of an order: a minus before a name means from the last to the first."""
    return [Step(_field(model, name.removeprefix("-")), name.startswith("-")) for name in names]


def _field(model, name):
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def order_records(records, steps):
    return records.order_by(*(step.expression for step in steps))


def read_page(records, steps, *, after="", before="", size=PAGE_SIZE):
    """The page behind `after` or in front of `before`; the first page without a token that we wrote.

    Where a side has no full page left, or nothing at all, it is the first page.
    """
    if values := _read_token(before, steps):
        found = _walk(records, [step.reversed for step in steps], values, size)[::-1]
        if len(found) > size:
            return _page(found[1:], steps, has_before=True, has_after=True)
    if values := _read_token(after, steps):
        found = _walk(records, steps, values, size)
        if found:
            return _page(found[:size], steps, has_before=True, has_after=len(found) > size)
    found = _walk(records, steps, None, size)
    return _page(found[:size], steps, has_before=False, has_after=len(found) > size)


def _page(records, steps, *, has_before, has_after):
    return Page(
        records,
        before=write_token(records[0], steps) if has_before else "",
        after=write_token(records[-1], steps) if has_after else "",
    )


def _walk(records, steps, values, size):
    """One row more than a page, beyond the values: it tells whether another page follows."""
    if values:
        records = records.filter(_beyond(steps, values))
    return list(order_records(records, steps)[: size + 1])


def _beyond(steps, values):
    """Rows behind (a, b, …): a first bound for the index, then field by field."""
    behind, equal = NOBODY, Q()
    for step, value in zip(steps, values, strict=True):
        behind |= equal & step.beyond(value)
        equal &= step.at(value)
    return steps[0].not_before(values[0]) & behind


def write_token(record, steps):
    values = [_as_text(getattr(record, step.field.attname)) for step in steps]
    return b64_encode(json.dumps(values).encode()).decode()


def _as_text(value):
    return None if value is None else str(value)


def _read_token(token, steps):
    """The values of a row in the order's fields; None for anything that no page has written."""
    try:
        texts = json.loads(b64_decode(token.encode()))
        pairs = list(zip(texts, steps, strict=True))
        values = [None if text is None else step.field.to_python(text) for text, step in pairs]
    except (ValueError, TypeError, ValidationError):
        return None
    return None if any("\x00" in str(text) for text in texts) else values
