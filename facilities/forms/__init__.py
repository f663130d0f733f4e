from facilities.forms.events import ClosingForm, MergerForm, RenamingForm, TransferForm
from facilities.forms.facilities import FacilityForm, NewFacilityForm
from facilities.forms.parts import CapacitiesForm, ServicesForm

__all__ = [
    "CapacitiesForm",
    "ClosingForm",
    "FacilityForm",
    "MergerForm",
    "NewFacilityForm",
    "RenamingForm",
    "ServicesForm",
    "TransferForm",
]
