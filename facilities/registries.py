"""The registry of facilities, as lists, workbooks and jobs find it (settings.REGISTRIES)."""

from django.utils.translation import gettext_lazy as _

from facilities.exports import FACILITY_COLUMNS, read_values
from facilities.filters import FacilityFilter
from facilities.imports import IMPORTER
from facilities.models import Facility
from facilities.permissions import can_add
from facilities.services.bulk import change_many
from swprogram.registry.spec import Registry

FACILITIES = Registry(
    code="facility",
    slug="facilities",
    title=_("Facilities"),
    model=Facility,
    columns=FACILITY_COLUMNS,
    filterset=FacilityFilter,
    orders={
        "name": (_("Name"), ("sort_key", "pk")),
        "opened_on": (_("Opened on"), ("opened_on", "pk")),
    },
    read_values=read_values,
    can_add=can_add,
    importer=IMPORTER,
    change_many=change_many,
    lead=_("Where social work is done: facilities, bodies and offices of every sector."),
    add_label=_("Add a facility"),
    empty_text=_("Add the first facility, or bring your list from Excel."),
    icon="buildings",
    hints=(
        _("One row for each facility. Leave the code empty for a new one."),
        _("A new name, unit or closing by a decision is recorded on the facility's page, with the decision."),
    ),
)
