"""May this person do this, now? Role (the table in roles.py) and scope (the branch)."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from swprogram.org.models import reachable_units
from swprogram.org.roles import Verb


def reaches(user, unit_id, verb):
    """Does a role that holds `verb` reach this unit?"""
    return user.has_verb(verb) and reachable_units(user, verb).filter(descendant=unit_id).exists()


def require_role(allowed):
    """Answers 403, with whom to ask, where the person's roles do not open a page."""
    if not allowed:
        raise PermissionDenied(_("Your role does not open this page. Ask the administrator of the portal."))


def can_manage_people(user, unit):
    return reaches(user, unit.pk, Verb.MANAGE_PEOPLE)
