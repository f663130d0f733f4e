"""System checks: what `manage.py check` says of the settings and, with --database, of the rows."""

from django.core import checks
from django.core.checks import Tags, register
from django.db import connection

from swprogram.kit import clock
from swprogram.org.models import Membership, valid_on
from swprogram.org.roles import Role, fits


@register(Tags.database)
def check_roles(databases=None, **kwargs):
    """Names every live role that is held at a unit of a level for which it is not meant."""
    if not databases or Membership._meta.db_table not in connection.introspection.table_names():
        return []
    held = Membership.objects.filter(valid_on(clock.today())).order_by("pk")
    rows = held.values_list("role", "unit__kind", "user__username", "unit__name")
    return [_misfit(*row) for row in rows if not fits(row[0], row[1])]


def _misfit(role, _kind, username, unit):
    label = dict(Role.choices).get(role, role)
    return checks.Warning(
        f"{username} holds the role “{label}” at {unit}, whose level is another.",
        hint="End it on the person's page, and give the role at the right unit.",
        id="org.W001",
    )
