"""Staff look, and change nothing here: what the portal's own pages change by services."""

from django.contrib import admin


class ReadOnlyAdmin(admin.ModelAdmin):
    """For rows whose services keep rules, versions and history that a save in /admin/ would pass by."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
