"""Courses, lecturers and needs for staff to look at; their pages change them."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from swprogram.kit.admin import ReadOnlyAdmin
from training import models


@admin.register(models.Course)
class CourseAdmin(ReadOnlyAdmin, SimpleHistoryAdmin):
    list_display = ["title", "unit", "kind", "year", "state", "ends_on"]
    list_filter = ["kind", "state", "year"]
    search_fields = ["search_key"]
    raw_id_fields = ["unit", "body", "activity"]


@admin.register(models.Participant)
class ParticipantAdmin(ReadOnlyAdmin, SimpleHistoryAdmin):
    list_display = ["full_name", "course", "unit", "headcount", "result"]
    list_filter = ["result"]
    list_select_related = ["course", "unit"]
    search_fields = ["search_key"]
    raw_id_fields = ["course", "worker", "unit"]


@admin.register(models.Session)
class SessionAdmin(ReadOnlyAdmin, SimpleHistoryAdmin):
    list_display = ["course", "held_on", "topic"]
    list_select_related = ["course"]
    raw_id_fields = ["course", "lecturers"]


@admin.register(models.Lecturer)
class LecturerAdmin(ReadOnlyAdmin, SimpleHistoryAdmin):
    list_display = ["full_name", "unit", "workplace", "is_active"]
    search_fields = ["search_key"]
    raw_id_fields = ["unit", "worker", "body"]


@admin.register(models.TrainingNeed)
class TrainingNeedAdmin(ReadOnlyAdmin, SimpleHistoryAdmin):
    list_display = ["unit", "year", "kind", "subject", "people"]
    list_filter = ["year", "kind"]
    raw_id_fields = ["unit"]
