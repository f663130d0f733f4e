"""Addresses of the training registry."""

from django.urls import path

from swprogram.registry.addresses import import_paths, list_paths
from training.registries import COURSES, LECTURERS, NEEDS, PARTICIPANTS
from training.views import courses, overviews, participants, registers, results, sessions

urlpatterns = [
    path("training/year/", overviews.course_year, name="course_year"),
    path("training/year/export/", overviews.course_year_export, name="course_year_export"),
    path("training/trained/", overviews.trained_list, name="trained_list"),
    path("training/trained/export/", overviews.trained_export, name="trained_export"),
    path("training/courses/new/", courses.course_add, name="course_add"),
    path("training/courses/<int:pk>/", courses.course_detail, name="course_detail"),
    path("training/courses/<int:pk>/edit/", courses.course_edit, name="course_edit"),
    path("training/courses/<int:pk>/hold/", courses.course_hold, name="course_hold"),
    path("training/courses/<int:pk>/cancel/", courses.course_cancel, name="course_cancel"),
    path("training/courses/<int:pk>/replan/", courses.course_replan, name="course_replan"),
    path("training/courses/<int:pk>/history/", courses.course_history, name="course_history"),
    path("training/courses/<int:pk>/sessions/new/", sessions.session_add, name="session_add"),
    path("training/sessions/<int:pk>/edit/", sessions.session_edit, name="session_edit"),
    path("training/sessions/<int:pk>/delete/", sessions.session_delete, name="session_delete"),
    path("training/courses/<int:pk>/attendance/", sessions.course_attendance, name="course_attendance"),
    path("training/courses/<int:pk>/results/", results.course_results, name="course_results"),
    path("training/courses/<int:pk>/certificates/", results.course_certificates, name="course_certificates"),
    path("training/courses/<int:pk>/participants/new/", participants.participant_add, name="participant_add"),
    path(
        "training/courses/<int:pk>/participants/new/name/",
        participants.participant_add_name,
        name="participant_add_name",
    ),
    path(
        "training/courses/<int:pk>/participants/new/number/",
        participants.participant_add_number,
        name="participant_add_number",
    ),
    path(
        "training/courses/<int:pk>/participants/export/",
        participants.participant_export,
        name="participant_export",
    ),
    path("training/participants/<int:pk>/edit/", participants.participant_edit, name="participant_edit"),
    path(
        "training/participants/<int:pk>/delete/", participants.participant_delete, name="participant_delete"
    ),
    path("training/lecturers/new/", registers.lecturer_add, name="lecturer_add"),
    path("training/lecturers/<int:pk>/", registers.lecturer_detail, name="lecturer_detail"),
    path("training/lecturers/<int:pk>/edit/", registers.lecturer_edit, name="lecturer_edit"),
    path("training/lecturers/<int:pk>/delete/", registers.lecturer_delete, name="lecturer_delete"),
    path("training/needs/new/", registers.need_add, name="need_add"),
    path("training/needs/<int:pk>/", registers.need_detail, name="need_detail"),
    path("training/needs/<int:pk>/edit/", registers.need_edit, name="need_edit"),
    path("training/needs/<int:pk>/delete/", registers.need_delete, name="need_delete"),
    *list_paths(COURSES),
    *import_paths(COURSES),
    *import_paths(PARTICIPANTS),
    *list_paths(LECTURERS),
    *import_paths(LECTURERS),
    *list_paths(NEEDS),
    *import_paths(NEEDS),
]
