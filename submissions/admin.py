"""For repair by staff only: what the pages do not offer. Figures are changed by the units, never here."""

from django.contrib import admin

from submissions.models import (
    Breakdown,
    DueDate,
    Form,
    FormLine,
    Measure,
    Option,
    Round,
    RoundEvent,
    Submission,
    SubmissionEvent,
)


class OptionInline(admin.TabularInline):
    model = Option
    extra = 0


@admin.register(Breakdown)
class BreakdownAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "name_en"]
    inlines = [OptionInline]


@admin.register(Measure)
class MeasureAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "nature", "accumulates", "counted_in"]
    search_fields = ["code", "name", "name_en"]
    list_select_related = ["rows", "columns", "part_of"]


class FormLineInline(admin.TabularInline):
    model = FormLine
    extra = 0
    autocomplete_fields = ["measure"]
    filter_horizontal = ["options"]


@admin.register(Form)
class FormAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "level"]
    inlines = [FormLineInline]


class DueDateInline(admin.TabularInline):
    """A due date may move: by a new letter of the province, for example."""

    model = DueDate
    extra = 0


class ReadOnlyInline(admin.TabularInline):
    """The story of a thing is never rewritten."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class RoundEventInline(ReadOnlyInline):
    model = RoundEvent


class SubmissionEventInline(ReadOnlyInline):
    model = SubmissionEvent
    fields = ["verb", "by", "at", "comment"]


class KeptAdmin(admin.ModelAdmin):
    """Rows that only services make and end."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Round)
class RoundAdmin(KeptAdmin):
    list_display = ["period", "province", "state", "closed_at"]
    list_select_related = ["period", "province"]
    readonly_fields = ["province", "period", "state", "closed_at", "closed_by"]
    inlines = [DueDateInline, RoundEventInline]


@admin.register(Submission)
class SubmissionAdmin(KeptAdmin):
    """The reviewing unit may be put right when a district ends in the middle of a round."""

    list_display = ["unit", "round", "state", "reviewer"]
    list_filter = ["state", "round"]
    list_select_related = ["unit", "round__period", "round__province", "reviewer"]
    search_fields = ["unit__search_key"]
    raw_id_fields = ["reviewer"]
    readonly_fields = [
        "round",
        "form",
        "unit",
        "state",
        "version",
        "is_illustrative",
        "saved_at",
        "saved_by",
        "sent_at",
        "sent_by",
        "reviewed_at",
        "reviewed_by",
    ]
    inlines = [SubmissionEventInline]
