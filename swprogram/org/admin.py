"""Repair by staff only, through the same services; the portal's own pages are for everyone else."""

from django.contrib import admin

from swprogram.kit.admin import ReadOnlyAdmin
from swprogram.org import services
from swprogram.org.models import AccountChange, Membership, ProgrammeLead, Unit, User


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin):
    """Every change of the tree writes who reaches whom anew."""

    list_display = ["name", "kind", "code", "parent", "valid_from", "valid_to"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["parent"]

    def save_model(self, request, obj, form, change):
        services.save_unit(obj)

    def delete_model(self, request, obj):
        services.delete_units(Unit.objects.filter(pk=obj.pk))

    def delete_queryset(self, request, queryset):
        services.delete_units(queryset)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People are added by their administrators; superusers say who may come in here."""

    list_display = ["username", "full_name", "is_active", "is_staff"]
    search_fields = ["username", "full_name"]
    fields = ["username", "full_name", "is_active", "is_staff", "is_superuser", "is_demo", "last_login"]
    readonly_fields = ["username", "is_demo", "last_login"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        """What a person did stays: an account is locked, never deleted."""
        return False

    def save_model(self, request, obj, form, change):
        services.change_account(obj, by=request.user)


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    """The first administrator's role is given here; a role is ended, never rewritten or deleted."""

    list_display = ["user", "role", "unit", "valid_from", "valid_to"]
    list_filter = ["role"]
    list_select_related = ["user", "unit"]
    autocomplete_fields = ["user", "unit"]

    def get_readonly_fields(self, request, obj=None):
        return ["user", "role", "unit", "valid_from"] if obj else []

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        services.save_membership(obj, by=request.user)


@admin.register(ProgrammeLead)
class ProgrammeLeadAdmin(admin.ModelAdmin):
    list_display = ["province", "agency", "valid_from", "valid_to"]
    list_select_related = ["province", "agency"]
    autocomplete_fields = ["province", "agency"]

    def save_model(self, request, obj, form, change):
        services.appoint_lead(obj)


@admin.register(AccountChange)
class AccountChangeAdmin(ReadOnlyAdmin):
    list_display = ["done_at", "done_by", "verb", "person", "unit", "before", "after"]
    list_filter = ["verb"]
    list_select_related = ["done_by", "person", "unit"]
    search_fields = ["search_key"]
