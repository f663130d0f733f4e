"""The bodies that have people assigned to social work, as a page and as a workbook."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.http import urlencode

from swprogram.kit.downloads import send_workbook
from swprogram.kit.htmx import render_page
from swprogram.kit.xlsx import write_workbook
from swprogram.org.permissions import require_role
from swprogram.registry.units import counting_units, label_of
from workforce import permissions
from workforce.exports import bodies_table
from workforce.filters import StaffedBodyForm

PAGE_SIZE = 25


def staffed_body_list(request):
    """Which bodies have people, how many, and whether an allowance reaches the base wage."""
    form = _read_form(request)
    bodies = form.find()
    page = Paginator(bodies, PAGE_SIZE).get_page(request.GET.get("page"))
    units = _unit_names(request.user)
    context = {
        "filter_form": form,
        "day": form.day,
        "page_obj": page,
        "rows": [(body, units.get(body.unit_id, ""), _people_url(body, form.day)) for body in page],
        "people": sum(body.people for body in bodies),
        "paying": sum(body.pays_base_wage for body in bodies),
        "can_add": permissions.can_add(request.user),
    }
    return render_page(request, "workforce/staffed_body_list.html", context)


def staffed_body_export(request):
    form = _read_form(request)
    table = bodies_table(form.find(), _unit_names(request.user), form.day)
    return send_workbook(write_workbook([table]), "don-vi-co-nguoi-lam-cong-tac-xa-hoi")


def _read_form(request):
    require_role(permissions.can_view(request.user))
    return StaffedBodyForm(request.GET, user=request.user)


def _unit_names(user):
    return {unit.pk: label_of(unit) for unit in counting_units(user)}


def _people_url(body, day):
    """The list of the people of the body on that day."""
    query = urlencode({"facility": body.facility.pk, "on": day.isoformat()})
    return f"{reverse('worker_list')}?{query}"
