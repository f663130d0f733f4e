"""What accepted counts add up to, as it was asked and as it is asked now: python -m benchmarks.counting

600 communes, 12 periods, 40 cells each: 288,000 figures. Old and new run in turn on the same rows; their
numbers must be equal. Prints warm medians in milliseconds and how many times quicker the new way is.
"""

import json
import sys
from statistics import median
from time import perf_counter

from benchmarks.databases import measure, scratch_databases, start_django, tell_planner

COMMUNES, PERIODS, CELLS = 600, 12, 40
ROUNDS = 5


def main():
    with scratch_databases() as databases:
        for engine, make in databases.items():
            print(f"\n{engine:<12}{'question':<44}{'old':>9}{'new':>9}   ratio")
            for name, old, new in measure(__spec__.name, make("counts"), "measure"):
                print(f"{'':<12}{name:<44}{old:>9.1f}{new:>9.1f}   {old / new:5.1f}")


# --- In the process of one database ------------------------------------------------------------


def answer():
    from benchmarks import counts

    counts.load_catalogue()
    province, communes, officer = counts.make_province(COMMUNES)
    counts.make_counts(province, communes, officer, periods=PERIODS, cells=CELLS)
    tell_planner()
    print(json.dumps([[name, *_compare(*ways)] for name, ways in _questions(province, officer).items()]))


def _compare(old, new):
    """Warm medians of both; RuntimeError where their numbers differ."""
    if old() != new():
        raise RuntimeError("the numbers differ")
    times = [[_milliseconds(way) for way in (old, new)] for _each in range(ROUNDS)]
    return [median(one) for one in zip(*times, strict=True)]


def _milliseconds(way):
    start = perf_counter()
    way()
    return (perf_counter() - start) * 1000


def _questions(province, officer):
    from submissions.measures import sum_figures
    from submissions.models import Measure, Period, Submission
    from swprogram.org.models import Unit

    units = list(Unit.objects.filter(parent=province, kind="district").values_list("pk", flat=True))
    periods, measures = _ids(Period.objects.order_by("-ends_on")), _ids(Measure.objects.all())
    asked = {"units": [province.pk, *units], "measures": measures}
    return {
        "sum of one period": (
            lambda: _old_sum(periods=periods[:1], **asked),
            lambda: sum_figures(periods=periods[:1], **asked),
        ),
        "sum of all periods": (
            lambda: _old_sum(periods=periods, **asked),
            lambda: sum_figures(periods=periods, **asked),
        ),
        "a formula in every commune and period": _formula_ways(province, periods),
        "visible submissions, counted": (
            lambda: _old_visible(officer).count(),
            lambda: Submission.objects.visible_to(officer).count(),
        ),
        "are there illustrative counts?": (_old_illustrative, _new_illustrative),
    }


def _ids(rows):
    return list(rows.values_list("pk", flat=True))


def _formula_ways(province, periods):
    """The count of a formula in every commune and period: its terms asked for at each cell, and read once."""
    from benchmarks.counts import make_target
    from reporting.formulas import count_of
    from reporting.models import Formula
    from submissions.measures import figures_by_unit
    from submissions.models import Measure

    measure = Measure.objects.filter(rows__isnull=False).order_by("position", "pk")[0]
    (formula,) = Formula.objects.filter(target=make_target(province, measure)).with_terms()
    asked = {"units": [province.pk], "periods": periods, "measures": [measure.pk], "level": "commune"}
    found = [cells for members in figures_by_unit(**asked).values() for cells in members.values()]
    return (
        lambda: [_old_count_of(formula, cells) for cells in found],
        lambda: [count_of(formula, cells) for cells in found],
    )


def _old_count_of(formula, cells):
    """As it was: a queryset of the terms at every cell."""
    values = [
        value
        for (measure_id, row, column), value in cells.items()
        for term in formula.terms.all()
        if term.side == "numerator" and term.measure_id == measure_id and term.counts(row, column)
    ]
    return sum(values) if values else None


def _old_sum(*, units, periods, measures):
    """As it was: begun at the figures."""
    from django.db.models import Count, F, Q, Sum

    from submissions.measures import Total
    from submissions.models import Figure

    closure, cut_off = "submission__unit__branches__", F("submission__round__period__ends_on")
    started = Q(**{f"{closure}valid_from__isnull": True}) | Q(**{f"{closure}valid_from__lte": cut_off})
    not_ended = Q(**{f"{closure}valid_to__isnull": True}) | Q(**{f"{closure}valid_to__gt": cut_off})
    places = (f"{closure}ancestor", "submission__round__period", "measure", "row", "column")
    states = ("reported", "not_reported", "not_applicable")
    rows = (
        Figure.objects.filter(
            submission__state="accepted", submission__round__period__in=periods, measure__in=measures
        )
        .filter(Q(**{f"{closure}ancestor__in": units}) & started & not_ended)
        .values_list(*places)
        .annotate(total=Sum("value"), **{state: Count("pk", filter=Q(state=state)) for state in states})
        .order_by()
    )
    return {tuple(row[:5]): Total(row[5] or 0, *row[6:]) for row in rows}


def _old_visible(officer):
    """As it was: the units stood between the branches and the roles."""
    from submissions.models import Submission
    from swprogram.org.models import UnitClosure, anchors_of
    from swprogram.org.roles import Verb

    anchors = anchors_of(officer, Verb.VIEW_SUBMISSIONS)
    return Submission.objects.filter(
        unit__in=UnitClosure.objects.filter(ancestor__in=anchors).values("descendant")
    )


def _old_illustrative():
    """As it was: asked so that no index knows the answer."""
    from django.db.models import Value
    from django.db.models.functions import Coalesce

    from submissions.models import Submission

    asked = Submission.objects.alias(illustrative=Coalesce("is_illustrative", Value(False)))
    return asked.filter(illustrative=True).exists()


def _new_illustrative():
    from submissions.models import Submission

    return Submission.objects.filter(is_illustrative=True).exists()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        start_django()
        answer()
    else:
        main()
