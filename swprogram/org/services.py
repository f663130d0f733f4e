"""What happens to units and people."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.org.models import Membership, Unit, UnitClosure, User
from swprogram.org.permissions import can_manage_people
from swprogram.org.roles import Role


@transaction.atomic
def rebuild_closure():
    """Write the closure anew from the parents of all units; the tree of the nation takes about a second.

    A pair lives as long as every unit between its two ends does: from the latest start to the earliest
    end on the path; a path whose dates do not meet gives no pair.
    """
    units = {unit.pk: unit for unit in Unit.objects.all()}
    UnitClosure.objects.all().delete()
    rows = [row for unit in units.values() for row in _rows_upwards(unit, units)]
    UnitClosure.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def _rows_upwards(unit, units):
    """The closure rows of one unit: itself, its parent, and so on to the root."""
    rows, ancestor, depth = [], unit, 0
    start, end = unit.valid_from, unit.valid_to
    while ancestor is not None:
        start, end = _later(start, ancestor.valid_from), _earlier(end, ancestor.valid_to)
        if start is None or end is None or start < end:
            rows.append(
                UnitClosure(ancestor=ancestor, descendant=unit, depth=depth, valid_from=start, valid_to=end)
            )
        ancestor, depth = units.get(ancestor.parent_id), depth + 1
    return rows


def _later(one, other):
    return max((day for day in (one, other) if day is not None), default=None)


def _earlier(one, other):
    return min((day for day in (one, other) if day is not None), default=None)


@transaction.atomic
def add_person(*, username, full_name, password, role, unit, by):
    """Create a person with a first role at a unit inside the administrator's branch."""
    person = User(username=username, full_name=full_name)
    person.set_password(password)
    person.full_clean()
    person.save()
    grant_role(person, role=role, unit=unit, by=by)
    return person


@transaction.atomic
def grant_role(person, *, role, unit, by):
    """Give the person a role at a unit from today on."""
    _require_management(by, unit)
    membership = Membership(user=person, role=role, unit=unit, valid_from=clock.today())
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def end_role(membership, *, by):
    """End a role at once; it stays in the person's history."""
    _require_management(by, membership.unit)
    if membership.user == by and membership.role == Role.SYSTEM_ADMINISTRATOR:
        raise PermissionDenied(_("You cannot end your own role of administrator. Ask another administrator."))
    membership.valid_to = clock.today()
    membership.full_clean()
    membership.save()


@transaction.atomic
def set_active(person, *, is_active, by):
    """Let a person sign in, or not; nothing that the person did is lost."""
    if not User.objects.manageable_by(by).filter(pk=person.pk).exists():
        raise PermissionDenied(_("This person belongs to a unit that you do not administer."))
    if person == by:
        raise PermissionDenied(_("You cannot lock your own account."))
    person.is_active = is_active
    person.save(update_fields=["is_active"])


@transaction.atomic
def set_new_password(person, *, password, by):
    """Give a person a new password, to be changed at the next sign-in by agreement."""
    if not User.objects.manageable_by(by).filter(pk=person.pk).exists():
        raise PermissionDenied(_("This person belongs to a unit that you do not administer."))
    person.set_password(password)
    person.save(update_fields=["password"])


def _require_management(by, unit):
    if not can_manage_people(by, unit):
        raise PermissionDenied(_("You administer people of your own branch only."))
