"""How much money and how many events: sums that the database makes, in a number of queries that never grows.

An amount that nobody stated stays None and is never zero; a sum holds only what was stated.
"""

from dataclasses import dataclass

from django.db.models import Q, Sum

from plans.enums import FundingKind, ResultKind
from plans.models import ActivityResult, BudgetLine
from plans.models.money import AMOUNTS

NOTHING = dict.fromkeys(AMOUNTS)
SUMS = {name: Sum(name) for name in AMOUNTS}


@dataclass(frozen=True)
class Budget:
    """The money of a plan, or of some of its lines.

    Each of the three maps {key: amounts} adds up to `lines`; its key None holds what is not split that way.
    `unsplit` is what the lines leave of the total that the plan prints: it has no task, no source and no
    year, and counts in `total` only. `above_printed` is what the lines estimate beyond that total, or 0.
    Amounts are {"estimated": dong or None, …}.
    """

    by_task: dict
    by_source: dict
    by_year: dict
    lines: dict
    unsplit: dict | None
    above_printed: int

    @property
    def total(self):
        return self.lines if self.unsplit is None else add_amounts(self.lines, self.unsplit)


def measure_budget(lines, printed=None):
    """Sum the lines; `printed` is the total (dong) that the plan prints, or None."""
    total = lines.aggregate(**SUMS)
    left = 0 if printed is None else printed - (total["estimated"] or 0)
    return Budget(
        by_task=_sums(lines, "activity"),
        by_source=_by_source(lines),
        by_year=_sums(lines, "year"),
        lines=total,
        unsplit=NOTHING | {"estimated": left} if left > 0 else None,
        above_printed=max(0, -left),
    )


def add_amounts(first, second):
    """Amount by amount; None and None stay None."""
    pairs = {name: [row[name] for row in (first, second) if row[name] is not None] for name in AMOUNTS}
    return {name: sum(stated) if stated else None for name, stated in pairs.items()}


def _by_source(lines):
    """Money of the central and the local budget together is not split by source."""
    sums = _sums(lines, "funding")
    together = sums.pop(FundingKind.CENTRAL_AND_LOCAL, None)
    return sums if together is None else sums | {None: together}


def _sums(lines, key):
    rows = lines.order_by().values(key).annotate(**SUMS)
    return {row[key]: {name: row[name] for name in AMOUNTS} for row in rows}


@dataclass(frozen=True)
class ResultCounts:
    """What results add up to. Events, products, persons and attendances are four counts, never one.

    `persons` adds the persons of each event: who came to two events is in it twice. None: nobody stated it.
    """

    events: int
    products: int
    persons: int | None
    attendances: int | None


def count_results(results):
    """{activity id: its ResultCounts} of the activities that have any."""
    is_product = Q(kind=ResultKind.PRODUCT)
    sums = {
        "events": Sum("quantity", filter=~is_product, default=0),
        "products": Sum("quantity", filter=is_product, default=0),
        "persons_in_all": Sum("persons"),
        "attendances_in_all": Sum("attendances"),
    }
    rows = results.order_by().values("activity").annotate(**sums)
    return {
        row["activity"]: ResultCounts(
            row["events"], row["products"], row["persons_in_all"], row["attendances_in_all"]
        )
        for row in rows
    }


def results_of(plan):
    return ActivityResult.objects.filter(activity__plan=plan)


def lines_of(plan):
    return BudgetLine.objects.filter(plan=plan)
