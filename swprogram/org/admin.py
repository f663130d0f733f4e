"""Repair by staff only; the portal's own pages are for everyone else."""

from django.contrib import admin

from swprogram.org.models import Membership, ProgrammeLead, Unit, User


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "code", "parent", "valid_from", "valid_to"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["parent"]


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["username", "full_name", "is_active", "is_staff"]
    search_fields = ["username", "full_name"]
    exclude = ["password"]


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ["user", "role", "unit", "valid_from", "valid_to"]
    list_filter = ["role"]
    list_select_related = ["user", "unit"]
    autocomplete_fields = ["user", "unit"]


@admin.register(ProgrammeLead)
class ProgrammeLeadAdmin(admin.ModelAdmin):
    list_display = ["province", "agency", "valid_from", "valid_to"]
    list_select_related = ["province", "agency"]
    autocomplete_fields = ["province", "agency"]
