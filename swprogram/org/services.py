"""What happens to units and people."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.kit.dates import format_date
from swprogram.kit.workflow import ChangeRefused
from swprogram.org.enums import AccountVerb
from swprogram.org.models import AccountChange, Membership, Unit, UnitClosure, User
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


@transaction.atomic
def save_unit(unit):
    """Save a unit so that it is in everybody's reach at once: the closure is written anew."""
    unit.full_clean()
    unit.save()
    rebuild_closure()
    return unit


@transaction.atomic
def delete_units(units):
    units.delete()
    rebuild_closure()


@transaction.atomic
def appoint_lead(lead):
    """Save which agency leads; two that lead on one day are refused, also when saved at the same moment."""
    Unit.objects.select_for_update().get(pk=lead.province_id)
    lead.full_clean()
    lead.save()
    return lead


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
    person.set_unusable_password()
    person.full_clean()
    person.save()
    _note(AccountVerb.ADDED, person, by=by, after=username)
    _give(person, role=role, unit=unit, by=by)
    _give_password(person, password)
    return person


@transaction.atomic
def grant_role(person, *, role, unit, by):
    """Give the person a role at a unit from today on; nobody gives one to themselves."""
    if person == by:
        raise PermissionDenied(_("Nobody gives a role to themselves. Ask another administrator."))
    _require_management_of(person, by)
    return _give(person, role=role, unit=unit, by=by)


@transaction.atomic
def end_role(membership, *, by):
    """End a role at once; it stays in the person's history."""
    membership = (
        Membership.objects.select_for_update(of=["self"]).select_related("user", "unit").get(pk=membership.pk)
    )
    _require_management(by, membership.unit)
    if membership.user == by and membership.role == Role.SYSTEM_ADMINISTRATOR:
        raise PermissionDenied(_("You cannot end your own role of administrator. Ask another administrator."))
    _require_management_of(membership.user, by)
    if membership.valid_to is not None:
        raise ChangeRefused(_("This role has ended already."))
    membership.valid_to = max(clock.today(), membership.valid_from or clock.today())
    membership.save()
    _note(AccountVerb.ROLE_ENDED, membership.user, by=by, unit=membership.unit, before=membership.role_label)
    return membership


@transaction.atomic
def set_active(person, *, is_active, by):
    """Let a person sign in, or not; nothing that the person did is lost."""
    person = _lock(person)
    _require_management_of(person, by)
    if person == by:
        raise PermissionDenied(_("You cannot lock your own account."))
    if person.is_active == is_active:
        return person
    before = _sign_in_state(person)
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    verb = AccountVerb.UNLOCKED if is_active else AccountVerb.LOCKED
    _note(verb, person, by=by, before=before, after=_sign_in_state(person))
    return person


@transaction.atomic
def set_new_password(person, *, password, by):
    """Give a person a new password, which the person must change at the next sign-in."""
    person = _lock(person)
    if person == by:
        raise PermissionDenied(_("Change your own password on the page of your account."))
    _require_management_of(person, by)
    _give_password(person, password)
    _note(AccountVerb.PASSWORD_GIVEN, person, by=by)
    return person


@transaction.atomic
def change_own_password(person, *, password):
    """A person takes a password of their own; the form has asked whether it is a good one."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    _note(AccountVerb.PASSWORD_CHANGED, person, by=person)
    return person


@transaction.atomic
def save_membership(membership, *, by):
    """Give a role, or change its last day, as a superuser does in /admin/; noted as everybody's."""
    _require_superuser(by)
    before = Membership.objects.filter(pk=membership.pk).first()
    membership.full_clean()
    membership.save()
    verb = AccountVerb.ROLE_GIVEN if before is None else AccountVerb.ROLE_CHANGED
    told = [_told(row) for row in (before, membership)]
    _note(verb, membership.user, by=by, unit=membership.unit, before=told[0], after=told[1])
    return membership


@transaction.atomic
def change_account(person, *, by):
    """Change what a superuser changes in /admin/: the name, who may sign in, staff, superusers."""
    _require_superuser(by)
    before = _powers(User.objects.select_for_update().get(pk=person.pk))
    person.save()
    _note(AccountVerb.CHANGED, person, by=by, before=before, after=_powers(person))
    return person


def _give(person, *, role, unit, by):
    """The row itself; full_clean() refuses a role that is held already, or at a unit of another level."""
    _require_management(by, unit)
    membership = Membership(user=person, role=role, unit=unit, valid_from=clock.today())
    membership.full_clean()
    membership.save()
    _note(AccountVerb.ROLE_GIVEN, person, by=by, unit=unit, after=membership.role_label)
    return membership


def _give_password(person, password):
    """A password that somebody else knows is good for one sign-in."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    person.set_password(password)
    person.must_change_password = not person.is_demo
    person.save(update_fields=["password", "must_change_password"])


def _note(verb, person, *, by, unit=None, before="", after=""):
    AccountChange.objects.create(
        verb=verb, person=person, done_by=by, unit=unit, before=str(before), after=str(after)
    )


def _sign_in_state(person):
    return _("Can sign in") if person.is_active else _("Locked")


def _told(membership):
    """The role with its last day, if it has one."""
    if membership is None:
        return ""
    until = membership.valid_to
    return f"{membership.role_label} – {format_date(until)}" if until else membership.role_label


def _powers(person):
    held = [_("staff")] * person.is_staff + [_("superuser")] * person.is_superuser
    return "; ".join([person.full_name, _sign_in_state(person), *held])


def _require_superuser(by):
    if not by.is_superuser:
        raise PermissionDenied(_("Only a superuser changes this here."))


def _lock(person):
    return User.objects.select_for_update().get(pk=person.pk)


def _require_management_of(person, by):
    if not User.objects.manageable_by(by).filter(pk=person.pk).exists():
        raise PermissionDenied(_("This person belongs to a unit that you do not administer."))


def _require_management(by, unit):
    if not can_manage_people(by, unit):
        raise PermissionDenied(_("You administer people of your own branch only."))
