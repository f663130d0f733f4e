"""Who completed a course, and with which certificate."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from swprogram.kit.forms import apply
from training import services
from training.enums import CourseState, Result
from training.forms import NumberingForm, ResultsForm
from training.portions import next_portion, split, this_portion
from training.reading import ordered_lines
from training.views import fetch

FIELDS_A_LINE = ("result", "number", "day")


def course_results(request, pk):
    """The grid of results; a button says "completed" for everybody whose result is not known yet."""
    course = fetch.get_course_to_edit(request.user, pk)
    if refusal := _back_until_held(request, course):
        return refusal
    shown, others = _portion(request, course)
    typed = _completed_for_all(request, shown)
    form = ResultsForm(typed, course=course, lines=list(shown), others=others)
    if request.method == "POST" and form.is_valid():
        count = apply(form, services.record_results, course, form.results, by=request.user, **form.change)
        if count is not None:
            messages.success(request, _changed(count))
            return redirect(next_portion(request) or this_portion(request))
    return _page(request, course, shown, form, NumberingForm(course=course))


def course_certificates(request, pk):
    """Consecutive numbers for all who completed and have none; the form stands on the page of results."""
    course = fetch.get_course_to_edit(request.user, pk)
    if refusal := _back_until_held(request, course):
        return refusal
    numbering = NumberingForm(request.POST or None, course=course)
    if request.method == "POST" and numbering.is_valid():
        values = numbering.values | numbering.change
        count = apply(numbering, services.number_certificates, course, by=request.user, **values)
        if count is not None:
            messages.success(request, _changed(count))
            return redirect("course_results", pk)
    shown, _others = _portion(request, course)
    return _page(request, course, shown, ResultsForm(course=course, lines=list(shown)), numbering)


def _portion(request, course):
    return split(list(ordered_lines(course)), request, len(FIELDS_A_LINE))


def _page(request, course, shown, form, numbering):
    waiting = course.participants.completed().filter(certificate_number="").exclude(full_name="").count()
    context = {
        "course": course,
        "form": form,
        "portion": shown,
        "numbering": numbering,
        "waiting": waiting,
        "results": Result.choices,
    }
    return render(request, "training/course_results.html", context)


def _back_until_held(request, course):
    if request.method == "POST" or course.state == CourseState.HELD:
        return None
    messages.error(request, _("Results are recorded when the course was held. Say first that it was held."))
    return redirect("course_detail", course.pk)


def _completed_for_all(request, lines):
    """What was typed; after "everybody completed", with that result where none was known."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    if "complete_all" in typed:
        for line in lines:
            if typed.get(f"result-{line.pk}", Result.PENDING) == Result.PENDING:
                typed[f"result-{line.pk}"] = Result.COMPLETED.value
    return typed


def _changed(count):
    return ngettext("%(count)d line changed.", "%(count)d lines changed.", count) % {"count": count}
