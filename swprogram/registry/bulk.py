"""Which records a change of many is about, and what it would do to them."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from swprogram.kit.numbers import format_number
from swprogram.kit.workflow import ChangeRefused
from swprogram.registry.lists import Selection, read_query
from swprogram.registry.permissions import editable_of

AT_MOST = 5000
LONGEST_ID = 18  # digits
TOLD_VALUES = 8


@dataclass(frozen=True)
class Chosen:
    """The records that the person may change, and how many of those chosen stay as they are."""

    records: object
    count: int
    left_out: int


@dataclass(frozen=True)
class Effect:
    """The ids that change, what they have now as (text, how many), and how many have the value already."""

    ids: list
    before: list
    same: int

    @property
    def others(self):
        """How many change whose present value is not told."""
        return len(self.ids) - sum(number for _text, number in self.before)


def read_chosen(registry, user, post):
    """The rows that were ticked, or all that fit the filters; ChangeRefused tells how many are too many."""
    selection = Selection(registry, user, read_query(post.get("query", "")))
    records = selection.records
    if not post.get("all"):
        records = selection.filter.queryset.filter(pk__in=_ids(post))
    found = records.order_by()[: AT_MOST + 1].count()
    if found > AT_MOST:
        raise ChangeRefused(
            _("More than %(most)s records fit. Filter the list further, then change them.")
            % {"most": format_number(AT_MOST)}
        )
    mine = editable_of(registry, records, user)
    count = mine.order_by().count()
    if count == 0:
        raise ChangeRefused(_nothing_to_change(found))
    return Chosen(mine, count, found - count)


def _ids(post):
    texts = [*post.getlist("pk"), *post.get("chosen", "").split(",")][: AT_MOST + 1]
    return {int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID}


def _nothing_to_change(found):
    if found:
        return _("These records belong to other units; you can read them, but not change them.")
    return _("Tick the rows to change first.")


def foresee(registry, chosen, column, cell, value, user):
    """What giving them the value would change."""
    records = list(chosen.records)
    rows = registry.read_values(records, user)
    pairs = [(record.pk, row[column.key]) for record, row in zip(records, rows, strict=True)]
    changing = [(pk, before) for pk, before in pairs if not cell.is_same(before, value)]
    texts = Counter(cell.show(before) for _pk, before in changing)
    return Effect(
        [pk for pk, _before in changing], texts.most_common(TOLD_VALUES), len(pairs) - len(changing)
    )
