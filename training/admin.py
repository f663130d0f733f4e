"""Repair of courses, lecturers and needs by staff."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from training import models


class VersionedAdmin(SimpleHistoryAdmin):
    """A save here is a new version too, so that a page that stands open elsewhere is refused."""

    def save_model(self, request, obj, form, change):
        obj.version += 1 if change else 0
        super().save_model(request, obj, form, change)


@admin.register(models.Course)
class CourseAdmin(VersionedAdmin):
    list_display = ["title", "unit", "kind", "year", "state", "ends_on"]
    list_filter = ["kind", "state", "year"]
    search_fields = ["search_key"]
    raw_id_fields = ["unit", "body", "activity"]


@admin.register(models.Participant)
class ParticipantAdmin(SimpleHistoryAdmin):
    list_display = ["full_name", "course", "unit", "headcount", "result"]
    list_filter = ["result"]
    list_select_related = ["course", "unit"]
    search_fields = ["search_key"]
    raw_id_fields = ["course", "worker", "unit"]


@admin.register(models.Session)
class SessionAdmin(SimpleHistoryAdmin):
    list_display = ["course", "held_on", "topic"]
    list_select_related = ["course"]
    raw_id_fields = ["course", "lecturers"]


@admin.register(models.Lecturer)
class LecturerAdmin(VersionedAdmin):
    list_display = ["full_name", "unit", "workplace", "is_active"]
    search_fields = ["search_key"]
    raw_id_fields = ["unit", "worker", "body"]


@admin.register(models.TrainingNeed)
class TrainingNeedAdmin(VersionedAdmin):
    list_display = ["unit", "year", "kind", "subject", "people"]
    list_filter = ["year", "kind"]
    raw_id_fields = ["unit"]
