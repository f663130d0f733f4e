"""The plan of a year against what was held, and the people who were trained."""

from django.core.paginator import Paginator
from django.utils import translation

from swprogram.kit import clock
from swprogram.kit.downloads import send_workbook
from swprogram.kit.htmx import render_page
from swprogram.kit.xlsx import write_workbook
from training.filters import TrainedForm, YearForm, years_of
from training.measures import periods_of
from training.models import Course, TrainingNeed
from training.planning import kinds_table, read_year, subjects_table
from training.trained import find_trained, show, sum_up, trained_table
from training.views import fetch

PAGE_SIZE = 50


def course_year(request):
    """Needs against planned against held, by kind and by subject."""
    form, plan = _read_year(request)
    context = {"form": form, "plan": plan, "kinds": kinds_table(plan), "subjects": subjects_table(plan)}
    return render_page(request, "training/course_year.html", context)


def course_year_export(request):
    with translation.override("vi"):
        _form, plan = _read_year(request)
        content = write_workbook([kinds_table(plan), subjects_table(plan)])
    return send_workbook(content, f"ke-hoach-dao-tao-{plan.year}")


def trained_list(request):
    """Everybody who completed a course in a span: one row a person."""
    fetch.require_reader(request.user)
    form = TrainedForm(request.GET, user=request.user)
    trained = find_trained(form)
    page = Paginator(trained, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "span": form.span,
        "people": sum_up(trained),
        "page_obj": page,
        "rows": show(page.object_list),
    }
    return render_page(request, "training/trained_list.html", context)


def trained_export(request):
    fetch.require_reader(request.user)
    with translation.override("vi"):
        table = trained_table(TrainedForm(request.GET, user=request.user))
    return send_workbook(write_workbook([table]), "nguoi-duoc-dao-tao")


def _read_year(request):
    fetch.require_reader(request.user)
    user = request.user
    known = {*years_of(Course.objects.visible_to(user)), *years_of(TrainingNeed.objects.visible_to(user))}
    present = periods_of(clock.today())[-1][1]
    asked = {"year": present} | request.GET.dict()  # the page says of which year it is
    form = YearForm(asked, user=user, years=sorted({*known, present}, reverse=True))
    return form, read_year(form.chosen_year, form.course_units(), user)
