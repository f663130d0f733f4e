"""Pages about duties: what each agency has to report, its report, and what the lead agency makes of it."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plans import permissions, services
from plans.duties import Period, find_row
from plans.exports import duties_table
from plans.forms.duties import DutyFilterForm, DutyReportForm, DutyReturnForm
from plans.models import Duty, DutyReport
from plans.services.duties import DUTY_REPORT_FIELDS
from swprogram.kit.downloads import send_workbook
from swprogram.kit.history import NOTHING, Conflict, find_conflicts, read_history, show_rows
from swprogram.kit.htmx import render_page
from swprogram.kit.parameters import read_version
from swprogram.kit.periods import PeriodKind
from swprogram.kit.uploads import content_type_of
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from swprogram.kit.xlsx import write_workbook
from swprogram.org.models import Unit
from swprogram.org.permissions import require_role
from swprogram.org.roles import Verb

PAGE_SIZE = 25
ILLUSTRATIVE = "SỐ LIỆU MINH HỌA – không dùng làm số liệu chính thức"
SEND = "send"
CONFLICT = 409
TOLD = (*DUTY_REPORT_FIELDS, "evidence_name", "state", "review_comment")


def duty_list(request):
    """For an agency its own duties as cards; for those who follow a province all agencies in a table."""
    form = _filter_form(request)
    page = Paginator(form.rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "period": form.chosen_period,
        "totals": _totals(form.all_rows),
        "is_illustrative": _is_illustrative(form.all_rows),
        "follows": permissions.follows_a_province(request.user),
        "reviews": request.user.has_verb(Verb.REVIEW_DUTIES),
    }
    return render_page(request, "plans/duty_list.html", context)


def duty_export(request):
    """Exactly the rows that the filters leave."""
    form = _filter_form(request)
    title = f"{_('Duties')}: {form.chosen_period.label}" if form.chosen_period else _("Duties")
    notice = ILLUSTRATIVE if _is_illustrative(form.rows) else ""
    content = write_workbook([duties_table(form.rows, title)], notice=notice)
    return send_workbook(content, "nhiem-vu")


@require_http_methods(["GET", "POST"])
def duty_report_edit(request, duty_pk, agency_pk, kind, year):
    """The report of one agency on one duty in one period: `save` keeps it, `send` sends it too."""
    row = _row(request.user, duty_pk, agency_pk, kind, year)
    if not permissions.can_report_duty(request.user, row.agency):
        raise PermissionDenied(_("Only the officers of the agency report on its duties."))
    if row.report is not None and not (row.report.can_be_sent and row.is_owed):
        messages.info(request, _("This report cannot be changed now."))
        return redirect("duty_report_detail", row.report.pk)
    instance = copy(row.report) if row.report else DutyReport()
    form = DutyReportForm(request.POST or None, request.FILES or None, instance=instance)
    status = None
    if request.method == "POST" and form.is_valid():
        report = _save(request, form, row)
        if report is not None:
            return _after_saving(request, report)
        status = CONFLICT if form.saves else None
    return render(request, "plans/duty_report_form.html", {"row": row, "form": form}, status=status)


def duty_report_detail(request, pk):
    """What was reported, and for the reviewer what can be done with it."""
    report = _report(request.user, pk)
    user = request.user
    context = {
        "report": report,
        "row": _row(user, report.duty_id, report.agency_id, report.kind, report.year),
        "entries": read_history(report.history.all(), TOLD),
        "can_edit": report.can_be_sent and permissions.can_report_duty(user, report.agency),
        "can_accept": permissions.can_accept_duty_report(user, report),
        "waits_for_another": permissions.waits_for_another(user, report),
        "can_return": permissions.can_return_duty_report(user, report),
    }
    return render(request, "plans/duty_report_detail.html", context)


@require_POST
def duty_report_accept(request, pk):
    report = _reviewed(request.user, pk)
    try:
        services.accept_duty_report(report, version=read_version(request), by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The report of %(agency)s is accepted.") % {"agency": report.agency.name})
    return redirect("duty_report_detail", pk)


@require_http_methods(["GET", "POST"])
def duty_report_return(request, pk):
    """Asks for the reason; what was typed stays when somebody else was faster."""
    report = _reviewed(request.user, pk)
    if not permissions.can_return_duty_report(request.user, report):
        messages.info(request, _("Only a report that was sent can be returned."))
        return redirect("duty_report_detail", pk)
    form = DutyReturnForm(request.POST or None, version=report.version)
    if request.method == "POST" and form.is_valid():
        try:
            services.return_duty_report(report, **form.cleaned_data, by=request.user)
        except ChangeRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Returned to %(unit)s.") % {"unit": report.agency.name})
            return redirect("duty_report_detail", pk)
    return render(request, "plans/duty_report_return.html", {"form": form, "report": report})


def duty_evidence(request, pk):
    """The file, to be saved and never shown inside the portal."""
    report = _report(request.user, pk)
    if not report.evidence:
        raise Http404
    return FileResponse(
        report.evidence.open("rb"),
        as_attachment=True,
        filename=report.evidence_name,
        content_type=content_type_of(report.evidence.name),
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _filter_form(request):
    require_role(request.user.has_verb(Verb.VIEW_DUTY_REPORTS))
    return DutyFilterForm(request.GET, user=request.user)


def _totals(rows):
    """Pairs of name and number over all rows of the period."""
    states = [row.state.value for row in rows]
    return [
        (_("Reports asked for"), sum(row.is_owed for row in rows)),
        (_("Accepted"), states.count("accepted")),
        (_("Sent"), states.count("sent")),
        (_("Returned"), states.count("returned")),
        (_("Late"), sum(row.days_late > 0 for row in rows)),
    ]


def _is_illustrative(rows):
    return any(row.report and row.report.is_illustrative for row in rows)


def _row(user, duty_pk, agency_pk, kind, year):
    """The row in the person's reach; 404 where no report is owed and none was written."""
    duty = get_object_or_404(Duty.objects.select_related("plan"), pk=duty_pk)
    agency = get_object_or_404(Unit, pk=agency_pk)
    if kind not in PeriodKind.values or not duty.plan.covers(year):
        raise Http404
    row = find_row(user, duty, agency, Period(PeriodKind(kind), year))
    if row is None:
        raise Http404
    return row


def _report(user, pk):
    reports = DutyReport.objects.visible_to(user)
    related = ("duty__plan__unit", "duty__body", "duty__activity", "agency", "sent_by", "reviewed_by")
    return get_object_or_404(reports.select_related(*related), pk=pk)


def _reviewed(user, pk):
    report = _report(user, pk)
    if not permissions.can_review_duty_report(user, report):
        raise PermissionDenied(_("Only the provincial officer returns or accepts these reports."))
    return report


def _save(request, form, row):
    """The saved (or sent) report; or None, and the form shows why it was refused."""
    try:
        report = services.save_duty_report(
            duty=row.duty,
            agency=row.agency,
            period=row.period,
            values=form.values,
            evidence=form.new_evidence,
            version=form.cleaned_data["version"],
            by=request.user,
        )
        form.show_conflict((), (), report.version)
        row.report = report
        if request.POST.get("action") == SEND:
            report = services.send_duty_report(report, version=report.version, by=request.user)
    except StaleVersion:
        _show_both(form, row)
    except (ChangeRefused, ValidationError) as refusal:
        form.add_refusal(refusal)
    else:
        return report
    return None


def _show_both(form, row):
    """What somebody else of the agency saved in between, beside what was typed."""
    row = row.duty.reports.get(agency=row.agency, kind=row.period.kind, year=row.period.year)
    opened, fields = form.cleaned_data["version"], form.history_fields
    conflicts, saves, version = find_conflicts(
        row.history.all(), form.instance, version=opened, fields=fields
    )
    form.show_conflict(conflicts or _compare(row, form.instance, fields), saves or ["–"], version)


def _compare(saved, typed, fields):
    """The conflicts of a report that two officers began at the same time."""
    theirs, ours = ({line[0]: line for line in lines} for lines in show_rows([saved, typed], fields))
    return [
        Conflict(
            label=(theirs.get(name) or ours[name])[1],
            opened=NOTHING,
            saved=theirs[name][2] if name in theirs else NOTHING,
            typed=ours[name][2] if name in ours else NOTHING,
        )
        for name in fields
        if (name in theirs or name in ours) and theirs.get(name) != ours.get(name)
    ]


def _after_saving(request, report):
    if not report.can_be_sent:
        messages.success(request, _("Sent. The lead agency reads it; you have nothing more to do."))
        return redirect("duty_list")
    messages.success(request, _("Saved. It is not sent yet."))
    place = (report.duty_id, report.agency_id, report.kind, report.year)
    return redirect("duty_report_edit", *place)
