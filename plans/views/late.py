"""Which agency is late with which duty, and the letters that urge them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans import permissions, services
from plans.duties import count_duties, read_rows, urged
from plans.duties import late_agencies as find_late
from plans.exports import duties_table
from plans.forms.duties import DutyDeadlineForm, LateForm
from plans.letters import Letter, lead_of, print_letter
from plans.views.fetch import get_plan_to_edit
from swprogram.kit import clock
from swprogram.kit.downloads import send_workbook, show_pdf
from swprogram.kit.history import newest_first, read_row_changes
from swprogram.kit.htmx import render_page
from swprogram.kit.workflow import ChangeRefused
from swprogram.kit.xlsx import write_workbook
from swprogram.org.models import Unit, reachable_units
from swprogram.org.roles import Verb


def late_agencies(request):
    """By agency the duties on which it is late, and by how many days."""
    form = _form(request)
    plan = form.chosen_plan
    late, lead = _late(request.user, form), _lead_agency(plan)
    to_urge = urged(late, lead)
    context = {
        "form": form,
        "plan": plan,
        "period": form.chosen_period,
        "late": late,
        "lead": lead,
        "urged": to_urge,
        "count": count_duties(late),
        "urged_count": count_duties(to_urge),
        "can_set_deadline": plan is not None and permissions.can_edit(request.user, plan),
    }
    return render_page(request, "plans/late_agencies.html", context)


def late_export(request):
    form = _form(request)
    rows = [row for one in _late(request.user, form) for row in one.rows]
    content = write_workbook([duties_table(rows, _("Which agency is late with which duty"))])
    return send_workbook(content, "nhiem-vu-cham")


def letter_pdf(request, agency_pk):
    """The letter to one agency, ready to be numbered and signed."""
    reach = reachable_units(request.user, Verb.VIEW_DUTY_REPORTS)
    agency = get_object_or_404(Unit.objects.filter(pk__in=reach), pk=agency_pk)
    form = _form(request)
    late = [one for one in _late(request.user, form) if one.agency == agency]
    return _letter(request, form, late, f"don-doc-{agency.code}")


def letters_pdf(request):
    """One letter to every agency that is late, with the list of what is missing."""
    form = _form(request)
    return _letter(request, form, _late(request.user, form), "don-doc-cac-co-quan")


@require_http_methods(["GET", "POST"])
def duty_deadline(request, pk):
    """How many days after the cut-off agencies report on the duties of this plan."""
    plan = get_plan_to_edit(request.user, pk)
    form = DutyDeadlineForm(request.POST or None, initial={"days": plan.duty_report_days})
    if request.method == "POST" and form.is_valid():
        try:
            services.set_duty_report_days(plan, **form.cleaned_data, by=request.user)
        except ChangeRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The days are saved."))
        return redirect(f"{reverse('late_agencies')}?plan={plan.pk}")
    context = {"form": form, "plan": plan, "changes": _changes_of_days(plan)}
    return render(request, "plans/duty_deadline_form.html", context)


def _changes_of_days(plan):
    """Who changed the days, when and why."""
    changes = read_row_changes(plan.history.all(), ["duty_report_days"], tell=lambda _record: _("Plan"))
    return [change for change in newest_first(changes) if change.entry.changes]


def _nothing_to_urge(late):
    if late:
        return _("Only the agency that writes the letters is late: it gets none from itself.")
    return _("Nobody is late here: there is nothing to urge.")


def _form(request):
    if not permissions.follows_a_province(request.user):
        raise PermissionDenied(_("Only the province follows which agency is late."))
    return LateForm(request.GET, user=request.user)


def _late(user, form):
    if form.chosen_plan is None:
        return []
    return find_late(read_rows(user, form.chosen_period, [form.chosen_plan]))


def _lead_agency(plan):
    """The agency that writes the letters, and gets none."""
    lead = lead_of(plan.unit, clock.today()) if plan else None
    return lead.agency if lead else None


def _letter(request, form, late, name):
    if not form.is_valid():
        raise Http404
    to_urge = urged(late, _lead_agency(form.chosen_plan))
    if not to_urge:
        messages.info(request, _nothing_to_urge(late))
        return redirect(f"{reverse('late_agencies')}?{request.GET.urlencode()}")
    document = print_letter(Letter(form.chosen_plan, form.chosen_period, to_urge))
    return show_pdf(document.pdf, name)
