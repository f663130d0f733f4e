"""Formulas in, from fixtures/formulas.json: one row per target of a plan of the fixtures."""

from plans.models import Target
from reporting.models import Formula, Term
from submissions.imports import find_options
from submissions.models import Measure


def import_formulas(plan, rows):
    """Bind the targets of `plan` to measures; a target that has its formula keeps it."""
    for row in rows:
        target = Target.objects.filter(plan=plan, code=row["target"]).first()
        if target is not None and not Formula.objects.filter(target=target).exists():
            formula = Formula.objects.create(target=target, kind=row["kind"], level=row.get("level", ""))
            _add_terms(formula, row.get("terms", []))


def copy_formula(source, target):
    """Give `target` the formula of `source`, with its terms, if `source` has one."""
    formula = Formula.objects.filter(target=source).first()
    if formula is None:
        return
    copied = Formula.objects.create(target=target, kind=formula.kind, level=formula.level)
    for term in formula.terms.all():
        kept = Term.objects.create(formula=copied, side=term.side, measure=term.measure)
        kept.rows.set(term.rows.all())
        kept.columns.set(term.columns.all())


def _add_terms(formula, rows):
    for row in rows:
        measure = Measure.objects.get(code=row["measure"])
        term = Term.objects.create(formula=formula, side=row["side"], measure=measure)
        term.rows.set(find_options(row.get("rows", [])))
        term.columns.set(find_options(row.get("columns", [])))
