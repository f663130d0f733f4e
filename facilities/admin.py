"""Repair of facilities by staff: what the pages do not let anybody change, such as a recorded event."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from facilities import models
from swprogram.kit.admin import ReadOnlyAdmin


class PartInline(admin.TabularInline):
    extra = 0


class FacilityServiceInline(PartInline):
    model = models.FacilityService


class CapacityInline(PartInline):
    model = models.Capacity


class EventPartInline(PartInline):
    model = models.EventPart
    raw_id_fields = ["facility"]


@admin.register(models.Facility)
class FacilityAdmin(ReadOnlyAdmin, SimpleHistoryAdmin):
    list_display = ["code", "name", "kind", "unit", "opened_on", "closed_on"]
    list_filter = ["kind", "ownership", "in_network_plan"]
    list_select_related = ["unit"]
    search_fields = ["search_key"]
    raw_id_fields = ["unit", "managed_by"]
    inlines = [FacilityServiceInline, CapacityInline]


@admin.register(models.FacilityEvent)
class FacilityEventAdmin(SimpleHistoryAdmin):
    list_display = ["kind", "happened_on", "decision_number"]
    list_filter = ["kind"]
    raw_id_fields = ["old_unit", "new_unit", "old_agency", "new_agency", "recorded_by"]
    inlines = [EventPartInline]
