"""Lecturers and training needs: their pages and forms. The lists are swprogram.registry's."""

from copy import copy

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from swprogram.kit import clock
from swprogram.kit.forms import apply
from swprogram.kit.history import read_history
from swprogram.kit.parameters import read_version
from swprogram.kit.workflow import ChangeRefused
from swprogram.registry.lookalikes import Lookalike, unanswered
from training import permissions, services
from training.forms import LecturerForm, NeedForm
from training.measures import count_completed_of, periods_of
from training.models import Course, Lecturer, TrainingNeed
from training.views import fetch


def lecturer_detail(request, pk):
    """Who it is, and what they taught in the courses that the reader may see."""
    lecturer = fetch.get_lecturer(request.user, pk)
    taught = lecturer.sessions.filter(course__in=Course.objects.visible_to(request.user))
    context = {
        "lecturer": lecturer,
        "sessions": list(taught.select_related("course").order_by("-held_on", "-pk")),
        "entries": read_history(lecturer.history.all(), services.LECTURER_FIELDS),
        "can_edit": permissions.can_edit(request.user, lecturer),
    }
    return render(request, "training/lecturer_detail.html", context)


def lecturer_add(request):
    fetch.require_adder(request.user)
    form = LecturerForm(request.POST or None, instance=Lecturer(), by=request.user)
    is_typed = request.method == "POST" and form.is_valid()
    alike = unanswered(request, _alike(form.values, request.user)) if is_typed else []
    if is_typed and not alike:
        lecturer = apply(form, services.add_lecturer, by=request.user, values=form.values)
        if lecturer is not None:
            messages.success(request, _("The lecturer is saved."))
            return redirect("lecturer_detail", lecturer.pk)
    return render(request, "training/lecturer_form.html", {"form": form, "lookalikes": alike})


def _alike(typed, user):
    """Lecturers of this name whom the person's units keep."""
    lecturer = Lecturer(full_name=typed["full_name"])
    lecturer.fill_keys()
    found = Lecturer.objects.visible_to(user).filter(sort_key=lecturer.sort_key).order_by("pk")
    return [
        Lookalike(f"{one.code} {one.full_name}", reverse("lecturer_detail", args=[one.pk]))
        for one in found[:5]
    ]


def lecturer_edit(request, pk):
    lecturer = fetch.get_lecturer(request.user, pk)
    fetch.require_editing(request.user, lecturer)
    form = LecturerForm(request.POST or None, instance=copy(lecturer), by=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.values
        if apply(form, services.change_lecturer, lecturer, by=request.user, values=values, **form.change):
            messages.success(request, _("The lecturer is saved."))
            return redirect("lecturer_detail", pk)
    return render(request, "training/lecturer_form.html", {"form": form, "lecturer": lecturer})


@require_POST
def lecturer_delete(request, pk):
    lecturer = fetch.get_lecturer(request.user, pk)
    fetch.require_editing(request.user, lecturer)
    try:
        services.delete_lecturer(lecturer, version=read_version(request), by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("lecturer_detail", pk)
    messages.success(request, _("The lecturer is deleted."))
    return redirect("lecturer_list")


def need_detail(request, pk):
    """The need, and how many of that unit completed such a course in that year."""
    need = fetch.get_need(request.user, pk)
    context = {
        "need": need,
        "met": count_completed_of(need),
        "entries": read_history(need.history.all(), services.NEED_FIELDS),
        "can_edit": permissions.can_edit(request.user, need),
    }
    return render(request, "training/need_detail.html", context)


def need_add(request):
    fetch.require_adder(request.user)
    new = TrainingNeed(year=periods_of(clock.today())[-1][1] + 1)
    form = NeedForm(request.POST or None, instance=new, by=request.user)
    if request.method == "POST" and form.is_valid():
        need = apply(form, services.add_need, by=request.user, values=form.values)
        if need is not None:
            messages.success(request, _("The need is saved."))
            return redirect("need_list")
    return render(request, "training/need_form.html", {"form": form})


def need_edit(request, pk):
    need = fetch.get_need(request.user, pk)
    fetch.require_editing(request.user, need)
    form = NeedForm(request.POST or None, instance=copy(need), by=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.values
        if apply(form, services.change_need, need, by=request.user, values=values, **form.change):
            messages.success(request, _("The need is saved."))
            return redirect("need_detail", pk)
    return render(request, "training/need_form.html", {"form": form, "need": need})


@require_POST
def need_delete(request, pk):
    need = fetch.get_need(request.user, pk)
    fetch.require_editing(request.user, need)
    try:
        services.delete_need(need, version=read_version(request), by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("need_detail", pk)
    messages.success(request, _("The need is deleted."))
    return redirect("need_list")
