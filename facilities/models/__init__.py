from facilities.models.event import EventPart, FacilityEvent
from facilities.models.facility import Capacity, Facility, FacilityService

__all__ = ["Capacity", "EventPart", "Facility", "FacilityEvent", "FacilityService"]
