"""People and posts for staff to look at; titles and wages to repair.

Identity numbers stay out: only the page opens and logs them.
"""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from swprogram.kit.admin import ReadOnlyAdmin
from workforce import models


class PostInline(admin.TabularInline):
    model = models.Post
    extra = 0
    raw_id_fields = ["unit", "facility", "agency"]
    show_change_link = True


class AllowanceInline(admin.TabularInline):
    model = models.Allowance
    extra = 0


@admin.register(models.Worker)
class WorkerAdmin(ReadOnlyAdmin, SimpleHistoryAdmin):
    list_display = ["full_name", "birth_year", "qualification"]
    search_fields = ["search_key"]
    exclude = ["identity_number"]
    inlines = [PostInline]


@admin.register(models.Post)
class PostAdmin(ReadOnlyAdmin, SimpleHistoryAdmin):
    list_display = ["worker", "number", "unit", "kind", "workplace", "is_main"]
    list_filter = ["kind", "workplace"]
    raw_id_fields = ["worker", "unit", "facility", "agency"]
    inlines = [AllowanceInline]


@admin.register(models.Title)
class TitleAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "grade", "valid_from", "valid_to"]


@admin.register(models.BaseWage)
class BaseWageAdmin(admin.ModelAdmin):
    list_display = ["valid_from", "amount", "legal_source"]
