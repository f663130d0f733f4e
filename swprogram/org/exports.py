"""The list of units out, as a table."""

from django.utils.translation import gettext as _

from swprogram.kit.tables import Table


def units_table(units):
    spec = [
        (_("Code"), "text", lambda unit: unit.code),
        (_("Name"), "text", lambda unit: unit.name),
        (_("Type"), "text", lambda unit: unit.get_type_display()),
        (_("Belongs to"), "text", lambda unit: unit.parent.name if unit.parent else ""),
        (_("Valid from"), "date", lambda unit: unit.valid_from),
        (_("Valid until"), "date", lambda unit: unit.valid_to),
    ]
    return Table.from_objects("units", _("Units"), spec, units)
