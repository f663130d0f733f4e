"""May this person do this, now? Role and reach."""

from swprogram.org.models import reachable_units
from swprogram.org.permissions import reaches
from swprogram.org.roles import Verb


def can_add(user):
    """For which units is the business of the form's choices and of the service."""
    return user.has_verb(Verb.EDIT_REGISTRIES)


def can_edit(user, facility):
    return reaches(user, facility.unit_id, Verb.EDIT_REGISTRIES)


def editable_units(user):
    """The ids (a subquery) of the units whose facilities the person enters."""
    return reachable_units(user, Verb.EDIT_REGISTRIES)
