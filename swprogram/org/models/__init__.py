"""Units, the people who work for them, what was done to accounts, and what reference data was loaded."""

from swprogram.org.models.accounts import AccountChange, FormerPassword
from swprogram.org.models.reference import LoadedRow
from swprogram.org.models.scope import (
    Membership,
    PersonManager,
    PersonQuerySet,
    ProgrammeLead,
    Unit,
    UnitClosure,
    UnitQuerySet,
    User,
    anchors_of,
    dates_in_order,
    reachable_units,
    reaches_little,
    valid_on,
    within_reach,
)

__all__ = [
    "AccountChange",
    "FormerPassword",
    "LoadedRow",
    "Membership",
    "PersonManager",
    "PersonQuerySet",
    "ProgrammeLead",
    "Unit",
    "UnitClosure",
    "UnitQuerySet",
    "User",
    "anchors_of",
    "dates_in_order",
    "reachable_units",
    "reaches_little",
    "valid_on",
    "within_reach",
]
