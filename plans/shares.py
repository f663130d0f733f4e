"""A target split by year or by unit: what may be split, an even proposal, and the sum beside the total."""

from dataclasses import dataclass
from decimal import Decimal

from plans.enums import MeasuredIn
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit

# A percentage or an average per unit has no parts that add up to it.
SPLITTABLE = {MeasuredIn.PERSON, MeasuredIn.FACILITY, MeasuredIn.DONG}


@dataclass(frozen=True)
class Total:
    """The sum of the parts beside the target's own value, which always stays the total."""

    value: Decimal
    parts: tuple

    @property
    def sum(self):
        return sum(self.parts, Decimal(0))

    @property
    def difference(self):
        return self.sum - self.value


def can_be_split(target):
    return target.measured_in in SPLITTABLE and target.value_to is None and not target.growth_mode


def split_evenly(total, count):
    """`count` whole numbers that add up to the total, the larger first: 348 in 5 is 70, 70, 70, 69, 69."""
    each, left = divmod(int(total), count)
    return [each + 1] * left + [each] * (count - left)


def years_of(target):
    return list(range(target.from_year, target.to_year + 1))


def units_of(target):
    """The units right below the province that have a territory: districts, or communes without them."""
    below = Unit.objects.filter(parent=target.plan.unit).exclude(kind=UnitKind.AGENCY)
    return list(below.order_by("sort_key", "pk"))
