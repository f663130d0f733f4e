"""Figures and formulas in words, in the language of the screen; documents have words of their own."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from plans.enums import GrowthMode, MeasuredIn
from plans.models.target import amount_in_words, points_in_words
from reporting.enums import FormulaKind, ResultState, Side
from swprogram.kit.dates import format_date
from swprogram.kit.numbers import format_number, format_percent, format_share
from swprogram.kit.periods import PeriodKind

NOT_COMPARED = "not_compared"
SHARES = (FormulaKind.RATIO, FormulaKind.COVERAGE)


def value_in_words(result):
    """The value with its unit, or "No data"."""
    if result.value is None:
        return _("No data")
    if result.formula.kind in SHARES:
        return format_share(result.value)
    if in_points(result):
        return points_in_words(result.value)
    return amount_in_words(result.value, result.target.measured_in)


def in_points(result):
    """Is this a growth in percentage points?"""
    is_growth = result.formula is not None and result.formula.kind == FormulaKind.GROWTH
    return is_growth and result.target.growth_mode == GrowthMode.POINTS


def state_of(result):
    """The code of the badge."""
    return result.state or NOT_COMPARED


def state_in_words(result):
    """The judgement; as long as units are missing it is never said without that word."""
    label = ResultState(result.state).label if result.state else _("Not compared")
    return _("%(state)s (provisional)") % {"state": label} if result.is_provisional else label


def answers_in_words(result):
    """How many of the units that are asked have answered, and until when; empty where nobody is asked."""
    answers = result.answers
    if not answers.expected:
        return ""
    numbers = {"answered": format_number(answers.answered), "expected": format_number(answers.expected)}
    if answers.last_at is None:
        return _("%(answered)s of %(expected)s units have accepted counts") % numbers
    until = numbers | {"day": format_date(timezone.localdate(answers.last_at))}
    if answers.is_complete:
        return _("%(answered)s of %(expected)s units, the last one accepted on %(day)s") % until
    return _("Provisional: %(answered)s of %(expected)s units, the last one accepted on %(day)s") % until


def counted_in_words(result):
    """One line of how the value was counted: the whole numbers behind it."""
    if result.formula is None:
        return _("It is not said yet how this target is counted.")
    if result.value is None:
        return _missing_in_words(result)
    words = {
        FormulaKind.RATIO: _ratio_counted,
        FormulaKind.COVERAGE: _coverage_counted,
        FormulaKind.MILESTONE: _milestone_counted,
        FormulaKind.CUMULATIVE: _cumulative_counted,
        FormulaKind.GROWTH: _growth_counted,
    }
    return words[result.formula.kind](result)


def _ratio_counted(result):
    terms = [term for term in result.formula.terms.all() if term.side == Side.DENOMINATOR]
    return _("%(numerator)s of %(denominator)s %(things)s") % {
        "numerator": format_number(result.numerator),
        "denominator": format_number(result.denominator),
        "things": terms[0].measure.get_counted_in_display() if terms else "",
    }


def _coverage_counted(result):
    return _("%(enough)s of %(all)s units that reported have at least %(least)s") % {
        "enough": format_number(result.numerator),
        "all": format_number(result.denominator),
        "least": format_number(result.target.value),
    }


def _milestone_counted(result):
    return _("recorded up to %(day)s") % {"day": format_date(result.period.ends_on)}


def _cumulative_counted(result):
    return _("added up from %(year)s on") % {"year": result.target.from_year}


def _missing_in_words(result):
    if result.formula.misfit:
        return result.formula.misfit
    if result.formula.kind != FormulaKind.GROWTH:
        return _("No accepted figures yet.")
    return _("Not computed: the base figure of %(year)s or this period's full-year figure is missing.") % {
        "year": result.target.base_year
    }


def _growth_counted(result):
    """From which base to which level; a rate's growth is said in both ways: "20 % relative = 4,1 points"."""
    growth, is_rate = result.growth, result.growth.points is not None
    year = {"year": result.target.base_year}
    levels = {"base": growth.base, "now": growth.now}
    said = {name: format_percent(one) if is_rate else format_number(one) for name, one in levels.items()}
    if not is_rate:
        return _("%(base)s in %(year)s, %(now)s now") % (said | year)
    values = (
        said
        | year
        | {
            "relative": format_percent(growth.relative),
            "points": points_in_words(growth.points),
        }
    )
    return _("%(base)s in %(year)s, %(now)s now: %(relative)s relative = %(points)s") % values


def rule_in_words(formula):
    """How the kind of formula is computed, as one sentence."""
    target = formula.target
    return {
        FormulaKind.RATIO: _("The numerator divided by the denominator, in percent."),
        FormulaKind.COVERAGE: _(
            "Of the units of the level “%(level)s” that reported: the share in which the count is"
            " at least %(least)s."
        )
        % {"level": formula.get_level_display(), "least": format_number(target.value)},
        FormulaKind.MILESTONE: _("The number of milestones recorded up to the data cut-off."),
        FormulaKind.CUMULATIVE: _(
            "The count added up over the years %(first)s to %(last)s; a year contains its six months."
        )
        % {"first": target.from_year, "last": target.to_year},
        FormulaKind.GROWTH: _growth_rule(target),
    }[formula.kind]


def _growth_rule(target):
    words = {
        GrowthMode.POINTS: _("The rate now less the rate of %(year)s, in percentage points."),
        GrowthMode.RELATIVE: _(
            "The count or rate now, less that of %(year)s, in percent of that of %(year)s."
        ),
    }
    return words.get(target.growth_mode, words[GrowthMode.RELATIVE]) % {"year": target.base_year}


def terms_in_words(formula):
    """The composition: [(side, [terms])]; a term names its measure and the options it is limited to."""
    sides = [(Side.NUMERATOR, _("Counted")), (Side.DENOMINATOR, _("Out of"))]
    found = [
        (label, [_term_in_words(term) for term in formula.terms.all() if term.side == side])
        for side, label in sides
    ]
    return [(label, lines) for label, lines in found if lines]


def _term_in_words(term):
    """The measure, and its options where not all of them are counted."""
    limits = [
        f"{breakdown}: {', '.join(str(option) for option in options)}"
        for breakdown, options in (
            (term.measure.rows, term.rows.all()),
            (term.measure.columns, term.columns.all()),
        )
        if options
    ]
    return {"measure": term.measure, "limits": limits}


def required_in_words(result):
    """The mark itself: 100 % of the units for a per-unit minimum, else the target's value."""
    target = result.target
    if target.measured_in == MeasuredIn.PERSON_PER_UNIT:
        return format_percent(result.required)
    if in_points(result):
        return points_in_words(result.required)
    return amount_in_words(result.required, target.measured_in)


def scale_of(result):
    """The end of the scale on which value and mark are drawn: 100 for shares, else the larger of the two."""
    if result.formula is None or result.formula.kind in SHARES:
        return Decimal(100)
    return max(result.required, result.value or 0, Decimal(1))


def short_period(period):
    """The name of a period below a picture."""
    if period.kind == PeriodKind.YEAR:
        return str(period.year)
    return _("6 m. %(year)s") % {"year": period.year}
