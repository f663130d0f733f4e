"""May this person read the registries, and which of these records may they change?"""

from swprogram.org.models import within_reach
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


def editable_of(registry, records, user):
    """Those of the records that a role with the right to change them reaches."""
    if registry.editable_of:
        return registry.editable_of(records, user)
    return records.filter(within_reach(user, Verb.EDIT_REGISTRIES))
