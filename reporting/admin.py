"""For staff to look at: how targets are counted, milestones, reports."""

from django.contrib import admin

from reporting.models import Formula, MilestoneRecord, Report, Term
from swprogram.kit.admin import ReadOnlyAdmin


class TermInline(admin.TabularInline):
    model = Term
    extra = 0
    raw_id_fields = ["rows", "columns"]


@admin.register(Formula)
class FormulaAdmin(ReadOnlyAdmin):
    list_display = ["target", "kind", "level"]
    list_filter = ["kind"]
    list_select_related = ["target"]
    raw_id_fields = ["target"]
    inlines = [TermInline]


@admin.register(MilestoneRecord)
class MilestoneAdmin(ReadOnlyAdmin):
    list_display = ["target", "unit", "done_on", "evidence"]
    list_select_related = ["target", "unit"]
    raw_id_fields = ["target", "unit", "recorded_by"]


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """Read only: a report changes by its own pages, which keep the rules."""

    list_display = ["plan", "round", "state", "number", "signed_on"]
    list_filter = ["state"]
    list_select_related = ["plan", "round__period", "round__province"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """A draft that was begun by mistake may go; an issued report stays."""
        return obj is not None and not obj.is_issued and super().has_delete_permission(request, obj)
