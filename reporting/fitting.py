"""Does a way of counting give what the target is measured in? Percent under persons says nothing."""

from django.utils.translation import gettext as _

from plans.enums import GrowthMode, MeasuredIn
from reporting.enums import FormulaKind, Side
from submissions.enums import CountedIn

# What each kind of formula gives, hence which targets it can measure.
GIVES = {
    FormulaKind.RATIO: (MeasuredIn.PERCENT,),
    FormulaKind.COVERAGE: (MeasuredIn.PERSON_PER_UNIT,),
    FormulaKind.MILESTONE: (MeasuredIn.FACILITY,),
    FormulaKind.CUMULATIVE: (MeasuredIn.PERSON, MeasuredIn.FACILITY),
    FormulaKind.GROWTH: (MeasuredIn.PERCENT,),
}
# What the measures must count where the target is no share of them.
COUNTS = {
    MeasuredIn.PERSON: CountedIn.PERSON,
    MeasuredIn.PERSON_PER_UNIT: CountedIn.PERSON,
    MeasuredIn.FACILITY: CountedIn.FACILITY,
}


def misfit(formula, target):
    """Why this formula cannot measure this target, with the remedy; empty where it can."""
    return _misfit_of_kind(formula, target) or _misfit_of_terms(formula, target)


def _misfit_of_kind(formula, target):
    kind = FormulaKind(formula.kind)
    if bool(target.growth_mode) != (kind == FormulaKind.GROWTH):
        return _(
            "The formula “%(kind)s” does not fit: a growth is measured by a growth formula, nothing else is."
            " Choose another formula, or correct the growth of the target."
        ) % {"kind": kind.label}
    if target.measured_in not in GIVES[kind]:
        return _(
            "The formula “%(kind)s” gives %(gives)s, but the target is measured in %(measured)s."
            " Choose a formula that fits, or correct what the target is measured in."
        ) % {
            "kind": kind.label,
            "gives": " / ".join(str(one.label) for one in GIVES[kind]),
            "measured": target.get_measured_in_display(),
        }
    return ""


def _misfit_of_terms(formula, target):
    if formula.pk is None:
        return ""
    if target.growth_mode == GrowthMode.POINTS and not formula.terms_of(Side.DENOMINATOR):
        return _("A growth in percentage points needs a rate: the formula has no denominator.")
    counted = {term.measure.counted_in for side in Side for term in formula.terms_of(side)}
    needed = COUNTS.get(target.measured_in)
    if needed and counted - {needed}:
        return _misfit_of_measures(counted - {needed}, needed.label)
    if needed is None and len(counted) > 1:
        return _(
            "The formula divides %(counted)s by each other, which gives no share. Choose a formula in which"
            " both sides count the same."
        ) % {"counted": _listed(counted)}
    return ""


def _misfit_of_measures(counted, needed):
    return _(
        "The formula counts %(counted)s, but the target is measured in %(needed)s. Choose a formula that"
        " counts %(needed)s."
    ) % {"counted": _listed(counted), "needed": needed}


def _listed(counted):
    return ", ".join(str(CountedIn(one).label) for one in sorted(counted))
