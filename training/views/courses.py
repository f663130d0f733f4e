"""A course: its page, its forms, its life and its history. The list is swprogram.registry's."""

from copy import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from swprogram.kit import clock
from swprogram.kit.forms import apply
from swprogram.kit.parameters import read_version
from swprogram.kit.workflow import ChangeRefused
from training import permissions, services
from training.forms import CourseForm, HoldingForm
from training.history import read_course_history
from training.measures import periods_of
from training.models import Course
from training.reading import read_course
from training.views import fetch

PAGE_SIZE = 50


def course_detail(request, pk):
    """What was planned and held, who took part, and where they count."""
    course = fetch.get_course(request.user, pk)
    context = read_course(course, request.user) | {
        "course": course,
        "can_edit": permissions.can_change_course(request.user, course),
        "can_hold": permissions.can_hold(request.user, course),
        "can_cancel": permissions.can_cancel(request.user, course),
        "can_replan": permissions.can_replan(request.user, course),
        "can_record_results": permissions.can_record_results(request.user, course),
        "can_see_all": permissions.can_see_participants_of(request.user, course),
        "is_over": course.ends_on is not None and course.ends_on < clock.today(),
        "sees_plan": permissions.can_see_plan(request.user, course),
    }
    return render(request, "training/course_detail.html", context)


def course_add(request):
    fetch.require_adder(request.user)
    new = Course(year=periods_of(clock.today())[-1][1])
    form = CourseForm(request.POST or None, instance=new, by=request.user)
    if request.method == "POST" and form.is_valid():
        course = apply(form, services.add_course, by=request.user, values=form.values)
        if course is not None:
            messages.success(request, _("The course stands in the plan. Add who takes part."))
            return redirect("course_detail", course.pk)
    return render(request, "training/course_form.html", {"form": form})


def course_edit(request, pk):
    course = fetch.get_course_to_edit(request.user, pk)
    if refusal := fetch.back_from_cancelled(request, course):
        return refusal
    form = CourseForm(request.POST or None, instance=copy(course), by=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.values
        if apply(form, services.change_course, course, by=request.user, values=values, **form.change):
            messages.success(request, _("The course is saved."))
            return redirect("course_detail", pk)
    return render(request, "training/course_form.html", {"form": form, "course": course})


def course_hold(request, pk):
    """That it was held, and when: from then on it counts."""
    course = fetch.get_course_to_edit(request.user, pk)
    form = HoldingForm(request.POST or None, instance=copy(course))
    if request.method == "POST" and form.is_valid():
        values = form.values
        if apply(form, services.hold_course, course, by=request.user, values=values, **form.change):
            messages.success(request, _("The course was held. Record who completed it."))
            return redirect("course_detail", pk)
    return render(request, "training/course_hold.html", {"form": form, "course": course})


@require_POST
def course_cancel(request, pk):
    return _move_on(request, pk, services.cancel_course, _("The course is cancelled; it stays in the plan."))


@require_POST
def course_replan(request, pk):
    return _move_on(request, pk, services.replan_course, _("The course is planned again."))


def course_history(request, pk):
    """Every change of the course, its sessions and its participants, for whoever keeps or follows it."""
    course = fetch.get_course(request.user, pk)
    fetch.require_following(request.user, course)
    page = Paginator(read_course_history(course), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "training/course_history.html", {"course": course, "page_obj": page})


def _move_on(request, pk, service, text):
    """One verb of the course's life, asked for by a button on its page."""
    course = fetch.get_course_to_edit(request.user, pk)
    reason = request.POST.get("reason", "")
    try:
        service(course, version=read_version(request), by=request.user, reason=reason)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, text)
    return redirect("course_detail", pk)
