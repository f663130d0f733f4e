"""May this person read the registries, and which of these records may they change?"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from swprogram.org.models import anchors_of, reachable_units, within_reach
from swprogram.org.permissions import require_role
from swprogram.org.roles import Verb


def can_view(user):
    return user.has_verb(Verb.VIEW_REGISTRIES)


def can_edit(user):
    return user.has_verb(Verb.EDIT_REGISTRIES)


def require_reader(user):
    require_role(can_view(user))


def require_editor(user):
    require_role(can_view(user) and can_edit(user))


def reach_of(user):
    """The ids of the units from which the person's roles reach the registries."""
    return sorted(anchors_of(user, Verb.VIEW_REGISTRIES).values_list("pk", flat=True))


def require_same_reach(user, run):
    """A workbook is opened while its owner still reaches all (known) units that it was made with."""
    reached = reachable_units(user, Verb.VIEW_REGISTRIES).filter(descendant__in=run.reach)
    if not run.reach or len(set(reached.values_list("descendant", flat=True))) < len(run.reach):
        raise PermissionDenied(
            _("Your roles have changed since this workbook was made. Make it again with what you see today.")
        )


def editable_of(registry, records, user):
    """Those of the records that a role with the right to change them reaches."""
    if registry.editable_of:
        return registry.editable_of(records, user)
    return records.filter(within_reach(user, Verb.EDIT_REGISTRIES))
