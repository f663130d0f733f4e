"""The sessions of a course, and the grid of who was present."""

from copy import copy

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from swprogram.kit.forms import apply
from swprogram.kit.workflow import ChangeRefused
from training import services
from training.forms import AttendanceForm, SessionForm
from training.forms.results import everybody_present
from training.models import Session
from training.portions import next_portion, split
from training.reading import ordered_lines, read_sessions
from training.views import fetch


def session_add(request, pk):
    course = fetch.get_course_to_edit(request.user, pk)
    if refusal := fetch.back_from_cancelled(request, course):
        return refusal
    form = SessionForm(request.POST or None, instance=Session(course=course), by=request.user)
    if request.method == "POST" and form.is_valid():
        chosen = {"values": form.values, "lecturers": form.cleaned_data["lecturers"]}
        if apply(form, services.add_session, course, by=request.user, **chosen):
            messages.success(request, _("The session is saved."))
            return redirect("course_detail", pk)
    return render(request, "training/session_form.html", {"form": form, "course": course})


def session_edit(request, pk):
    session = fetch.get_session_to_edit(request.user, pk)
    course = session.course
    if refusal := fetch.back_from_cancelled(request, course):
        return refusal
    form = SessionForm(request.POST or None, instance=copy(session), by=request.user)
    if request.method == "POST" and form.is_valid():
        chosen = {"values": form.values, "lecturers": form.cleaned_data["lecturers"]}
        if apply(form, services.change_session, session, by=request.user, **chosen, **form.change):
            messages.success(request, _("The session is saved."))
            return redirect("course_detail", course.pk)
    return render(request, "training/session_form.html", {"form": form, "course": course, "session": session})


@require_POST
def session_delete(request, pk):
    session = fetch.get_session_to_edit(request.user, pk)
    try:
        services.delete_session(session, by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The session is deleted, with who was present at it."))
    return redirect("course_detail", session.course_id)


def course_attendance(request, pk):
    """Participants by sessions: who was present; a long list portion by portion."""
    course = fetch.get_course_to_edit(request.user, pk)
    if refusal := fetch.back_from_cancelled(request, course):
        return refusal
    sessions = read_sessions(course)
    shown, others = split(list(ordered_lines(course)), request, len(sessions))
    typed = _all_ticked(request, shown, sessions)
    form = AttendanceForm(typed, course=course, lines=list(shown), sessions=sessions, others=others)
    if request.method == "POST" and form.is_valid():
        saved = apply(form, services.record_attendance, course, form.present, by=request.user, **form.change)
        if saved is not None:
            messages.success(request, _("Who was present is saved."))
            return redirect(next_portion(request) or reverse("course_detail", args=[pk]))
    context = {"form": form, "course": course, "sessions": sessions, "portion": shown}
    return render(request, "training/course_attendance.html", context)


def _all_ticked(request, lines, sessions):
    """What was typed; after "all were present", with every box ticked and every number in full."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    if "all" in typed:
        typed.update(everybody_present(lines, sessions))
    return typed
