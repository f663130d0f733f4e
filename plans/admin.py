"""Repair of plans by staff: the parts of a text that have no page of their own."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from plans import models
from swprogram.kit.admin import ReadOnlyAdmin


class PartInline(admin.TabularInline):
    extra = 0
    show_change_link = True


def inline_of(model):
    return type(f"{model.__name__}Inline", (PartInline,), {"model": model})


class VersionedAdmin(SimpleHistoryAdmin):
    """A save here is a new version too, so that a page that stands open elsewhere is refused."""

    def save_model(self, request, obj, form, change):
        obj.version += 1 if change else 0
        super().save_model(request, obj, form, change)


@admin.register(models.Plan)
class PlanAdmin(VersionedAdmin):
    list_display = ["title", "programme", "unit", "kind", "from_year", "to_year", "state"]
    list_filter = ["programme", "kind", "state"]
    search_fields = ["title", "number", "search_key"]
    inlines = [
        inline_of(model)
        for model in (
            models.Heading,
            models.LegalBasis,
            models.Passage,
            models.FundingSource,
            models.Recipient,
            models.Correction,
        )
    ]


@admin.register(models.Target)
class TargetAdmin(ReadOnlyAdmin, SimpleHistoryAdmin):
    list_display = ["code", "name", "plan", "comparator", "value", "measured_in"]
    list_filter = ["plan"]
    search_fields = ["code", "name", "wording"]


@admin.register(models.Activity, models.Body)
class NumberedPartAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "plan", "position"]
    list_filter = ["plan"]


@admin.register(models.Duty)
class DutyAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "body", "activity", "role", "plan"]
    list_filter = ["plan", "role"]


@admin.register(models.Programme)
class ProgrammeAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "decision_number", "decided_on", "from_year", "to_year"]


@admin.register(models.Indicator)
class IndicatorAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "name_en"]
    search_fields = ["code", "name", "name_en"]
