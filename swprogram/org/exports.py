"""The list of units and the history of accounts out, as tables."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
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


def account_changes_table(changes):
    spec = [
        (_("When"), "text", lambda change: date_format(localtime(change.done_at), "SHORT_DATETIME_FORMAT")),
        (_("By"), "text", lambda change: _signed(change.done_by)),
        (_("Action on the account"), "text", lambda change: change.get_verb_display()),
        (_("Account concerned"), "text", lambda change: _signed(change.person)),
        (_("Unit"), "text", lambda change: change.unit.name if change.unit else ""),
        (_("Before"), "text", lambda change: change.before),
        (_("After"), "text", lambda change: change.after),
    ]
    return Table.from_objects("changes", _("History of accounts"), spec, changes)


def _signed(person):
    return f"{person.full_name} ({person.username})"
