"""Who takes part in a course: chosen in the workforce registry, typed by name, or as a number."""

from copy import copy

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from swprogram.kit import clock
from swprogram.kit.downloads import send_workbook
from swprogram.kit.forms import apply
from swprogram.kit.htmx import render_page
from swprogram.kit.parameters import read_numbers
from swprogram.kit.workflow import ChangeRefused
from swprogram.registry.exports import write_to_file
from swprogram.registry.lists import Selection
from swprogram.registry.lookalikes import Lookalike, unanswered
from training import services
from training.filters import WorkerSearchForm
from training.forms import NameForm, NumberForm, ParticipantForm
from training.models import Participant
from training.reading import ordered_lines
from training.registries import PARTICIPANTS
from training.services.participants import find_alike
from training.staff import read_posts
from training.views import fetch
from workforce.models import Worker

SHOWN = 50
MOST_CHOSEN = 500


def participant_add(request, pk):
    """Search the workforce registry, tick several, add them; or by name; or by number."""
    course = fetch.get_course_to_edit(request.user, pk)
    if refusal := fetch.back_from_cancelled(request, course):
        return refusal
    if request.method == "POST":
        _add_chosen(request, course)
        return redirect(_here(request, course))
    return _page(request, course)


def participant_add_name(request, pk):
    return _add_line(request, pk, "name", NameForm)


def participant_add_number(request, pk):
    return _add_line(request, pk, "number", NumberForm)


def participant_edit(request, pk):
    line = fetch.get_participant_to_edit(request.user, pk)
    course = line.course
    if refusal := fetch.back_from_cancelled(request, course):
        return refusal
    form = ParticipantForm(request.POST or None, instance=copy(line), by=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.values
        if apply(form, services.change_participant, line, by=request.user, values=values, **form.change):
            messages.success(request, _("The line is saved."))
            return redirect("course_detail", course.pk)
    context = {"form": form, "course": course, "line": line}
    return render_page(request, "training/participant_form.html", context)


@require_POST
def participant_delete(request, pk):
    line = fetch.get_participant_to_edit(request.user, pk)
    try:
        services.remove_participant(line, by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(name)s” is taken out of the list.") % {"name": line.shown_name})
    return redirect("course_detail", line.course_id)


def participant_export(request, pk):
    """The list as a workbook that can be filled in and imported again."""
    course = fetch.get_course(request.user, pk)
    query = QueryDict(f"course={course.pk}")
    with write_to_file(Selection(PARTICIPANTS, request.user, query)) as (file, _rows):
        return send_workbook(file.read(), f"danh-sach-{course.code}")


def _add_line(request, pk, which, form_class):
    """Somebody by name or a number of people; the page shows what is wrong beside the field."""
    course = fetch.get_course_to_edit(request.user, pk)
    if refusal := fetch.back_from_cancelled(request, course):
        return refusal
    form = form_class(request.POST or None, instance=Participant(course=course), by=request.user)
    is_typed = request.method == "POST" and form.is_valid()
    alike = unanswered(request, _alike(course, form.values)) if is_typed else []
    if is_typed and not alike:
        line = apply(form, services.add_participant, course, by=request.user, values=form.values)
        if line is not None:
            messages.success(request, _("“%(name)s” is in the list.") % {"name": line.shown_name})
            return redirect("participant_add", pk)
    return _page(request, course, lookalikes=alike, **{which: form})


def _alike(course, values):
    """Nobody looks like a number of people."""
    found = find_alike(course, values) if values.get("full_name") else []
    return [Lookalike(f"{line.shown_name} · {line.birth_year or '–'} · {line.unit}") for line in found]


def _page(request, course, name=None, number=None, lookalikes=()):
    user = request.user
    search = WorkerSearchForm(request.GET, user=user)
    day = course.ends_on or clock.today()
    found = list(search.find(day)[: SHOWN + 1])
    new = {"instance": Participant(course=course), "by": user}
    context = {
        "course": course,
        "search": search,
        "rows": _rows(course, found[:SHOWN], day, user),
        "has_more": len(found) > SHOWN,
        "is_asked": bool(search.asked("q") or search.asked("unit")),
        "name": name or NameForm(auto_id="name_%s", **new),
        "number": number or NumberForm(auto_id="number_%s", **new),
        "lines": ordered_lines(course).count(),
        "error_form": name or number,
        "lookalikes": lookalikes,
    }
    return render_page(request, "training/participant_add.html", context)


def _rows(course, workers, day, user):
    """(person, post, whether the list has them already)"""
    posts = read_posts([worker.pk for worker in workers], day, user)
    there = set(course.participants.filter(worker__in=workers).values_list("worker", flat=True))
    return [(worker, posts.get(worker.pk), worker.pk in there) for worker in workers]


def _add_chosen(request, course):
    typed = request.POST.getlist("worker")[:MOST_CHOSEN]
    chosen = Worker.objects.visible_to(request.user).filter(pk__in=read_numbers(typed))
    try:
        added = services.add_workers(course, list(chosen), by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return
    text = ngettext("%(count)d person added.", "%(count)d persons added.", len(added))
    if added:
        messages.success(request, text % {"count": len(added)})
    else:
        messages.warning(request, _("Nobody was added. Tick the people who take part."))


def _here(request, course):
    """Back to the same search."""
    query = request.GET.urlencode()
    return reverse("participant_add", args=[course.pk]) + (f"?{query}" if query else "")
