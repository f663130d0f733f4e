"""Every change of a facility, of its services and of its places, read from the history."""

from django.utils.translation import gettext as _

from facilities.models import Capacity, Facility, FacilityService
from facilities.services import FACILITY_FIELDS
from swprogram.kit.history import newest_first, read_row_changes


def read_changes(facility):
    """The newest first, in a constant number of queries."""
    fields = (*FACILITY_FIELDS, "former_names")
    found = read_row_changes(
        Facility.history.filter(id=facility.pk), fields, tell=lambda record: _("Facility")
    )
    found += read_row_changes(
        FacilityService.history.filter(facility=facility.pk),
        ("since", "until"),
        tell=_name_service,
        same="kind",
    )
    found += read_row_changes(
        Capacity.history.filter(facility=facility.pk), ("places", "clients"), tell=_name_group, same="group"
    )
    return newest_first(found)


def _name_service(record):
    return f"{_('Service')} “{record.get_kind_display()}”"


def _name_group(record):
    return f"{_('Places and clients')} “{record.get_group_display()}”"
