"""Whether a formula gives what a target is measured in, term by term."""

import pytest

from plans.enums import GrowthMode, MeasuredIn
from reporting.enums import FormulaKind, Side
from reporting.fitting import misfit
from reporting.models import Formula, Term
from submissions.models import Measure
from tests.factories.plans import TargetFactory

pytestmark = pytest.mark.usefixtures("catalogue", "in_english")


@pytest.fixture
def formula_of(plan):
    """A formula, with measures above and below the line, for a target like that."""

    def make(kind, *, above, below=(), **options):
        target = TargetFactory(plan=plan, **options)
        formula = Formula.objects.create(target=target, kind=kind)
        for side, codes in ((Side.NUMERATOR, above), (Side.DENOMINATOR, below)):
            for code in codes:
                Term.objects.create(formula=formula, side=side, measure=Measure.objects.get(code=code))
        return misfit(Formula.objects.with_terms().get(), target)

    return make


def test_persons_divided_by_persons_are_a_share(formula_of):
    assert formula_of(FormulaKind.RATIO, above=["staff_trained"], below=["staff"]) == ""


def test_both_sides_of_a_share_count_the_same(formula_of):
    assert formula_of(FormulaKind.RATIO, above=["facilities_planned"], below=["children"]) == (
        "The formula divides facilities, persons by each other, which gives no share. Choose a formula in"
        " which both sides count the same."
    )


def test_a_sum_counts_only_what_its_target_is_measured_in(formula_of):
    said = formula_of(
        FormulaKind.CUMULATIVE, above=["trained_in_phase", "bodies"], measured_in=MeasuredIn.PERSON
    )
    assert said == (
        "The formula counts bodies, but the target is measured in persons. Choose a formula that counts"
        " persons."
    )


@pytest.mark.parametrize(
    ("below", "said"),
    (
        (["staff"], ""),
        ([], "A growth in percentage points needs a rate: the formula has no denominator."),
    ),
)
def test_points_grow_only_where_there_is_a_rate(formula_of, below, said):
    grown = {"growth_mode": GrowthMode.POINTS, "base_year": 2020, "base_value": 10}
    assert formula_of(FormulaKind.GROWTH, above=["staff_trained"], below=below, **grown) == said
