"""Formulas in, from fixtures/formulas.json: one row per target of a plan of the fixtures."""

from plans.models import Target
from reporting.models import Formula, Term
from submissions.imports import find_options
from submissions.models import Measure
from swprogram.org.reference import Loader


def import_formulas(plan, rows):
    """Bind the targets of `plan` to measures, once: a formula that people changed or deleted stays so.

    A target that people changed, so that its formula no longer fits, stays without one.
    """
    loader = Loader(Formula)
    for row in rows:
        target = Target.objects.filter(plan=plan, code=row["target"]).first()
        if target is not None:
            _bind(loader, target, row)


def _bind(loader, target, row):
    formula, is_new = loader.once(
        f"{target.plan_id} {row['target']}",
        lambda: Formula.objects.filter(target=target).first(),
        lambda: Formula.objects.create(target=target, kind=row["kind"], level=row.get("level", "")),
    )
    if is_new:
        _add_terms(formula, row.get("terms", []))
        if formula.misfit:
            formula.delete()


def _add_terms(formula, rows):
    for row in rows:
        measure = Measure.objects.get(code=row["measure"])
        term = Term.objects.create(formula=formula, side=row["side"], measure=measure)
        term.rows.set(find_options(row.get("rows", [])))
        term.columns.set(find_options(row.get("columns", [])))
