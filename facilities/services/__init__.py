from facilities.services.facilities import (
    FACILITY_FIELDS,
    add_facility,
    change_facility,
    set_capacities,
    set_services,
)
from facilities.services.life import (
    Decision,
    close_facility,
    merge_facilities,
    open_facility,
    rename_facility,
    transfer_facility,
    withdraw_event,
)

__all__ = [
    "FACILITY_FIELDS",
    "Decision",
    "add_facility",
    "change_facility",
    "close_facility",
    "merge_facilities",
    "open_facility",
    "rename_facility",
    "set_capacities",
    "set_services",
    "transfer_facility",
    "withdraw_event",
]
