"""The reports to the Ministry: written, issued, read, and taken along as PDF and Excel."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reporting import permissions, services
from reporting.corrections import read_slip
from reporting.documents import NOT_WRITTEN, RECIPIENTS, document_of, print_document
from reporting.exports import report_workbook, reports_table
from reporting.filters import ReportFilter
from reporting.forms import NewReportForm, ReportForm, WithdrawalForm
from reporting.issuing import WORD, find_concerns, find_obstacles
from reporting.models import Report
from submissions.measures import NONE_EXPECTED, count_submissions
from swprogram.kit.downloads import send_workbook, show_pdf
from swprogram.kit.htmx import render_page
from swprogram.kit.parameters import read_version
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from swprogram.kit.xlsx import write_workbook
from swprogram.org.roles import Verb

PAGE_SIZE = 25


def report_list(request):
    reports = _filtered(request)
    page = Paginator(reports.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"filter": reports, "page_obj": page, "can_write": request.user.has_verb(Verb.WRITE_REPORTS)}
    return render_page(request, "reporting/report_list.html", context)


def report_export(request):
    return send_workbook(write_workbook([reports_table(_filtered(request).qs)]), "danh-sach-bao-cao")


def _filtered(request):
    if not permissions.can_view_reports(request.user):
        raise PermissionDenied(_("Your role does not open reports. Ask the administrator of the portal."))
    return ReportFilter(request.GET, queryset=_reports(request.user), request=request)


def _reports(user):
    rows = Report.objects.visible_to(user)
    return rows.select_related("round__period", "round__province", "plan__programme", "issued_by")


def report_add(request):
    if not request.user.has_verb(Verb.WRITE_REPORTS):
        raise PermissionDenied(_("Only the provincial officer writes reports."))
    form = NewReportForm(request.POST or None, by=request.user, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            report = services.start_report(**form.cleaned_data, by=request.user)
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The report has its figures. Now write its text."))
            return redirect("report_edit", report.pk)
    return render(request, "reporting/report_add.html", {"form": form})


def report_detail(request, pk):
    """The report as a document, with what may be done with it."""
    report = _report(request.user, pk)
    sent = count_submissions(report.round, [report.round.province_id])
    context = {
        "report": report,
        "document": document_of(report),
        "not_written": NOT_WRITTEN,
        "recipients": RECIPIENTS,
        "completeness": sent.get(report.round.province_id, NONE_EXPECTED),
        "slip": read_slip(report, request.user) if report.is_issued else None,
        "can_edit": permissions.can_edit_report(request.user, report),
        "can_withdraw": permissions.can_withdraw_report(request.user, report),
        "can_issue": permissions.can_issue_report(request.user, report),
    }
    if context["can_issue"]:
        context |= {"obstacles": find_obstacles(report), "concerns": find_concerns(report), "word": WORD}
    return render(request, "reporting/report_detail.html", context)


def report_edit(request, pk):
    report = _report(request.user, pk)
    if not permissions.can_write_report(request.user, report.round):
        raise PermissionDenied(_("Only the provincial officer writes reports."))
    if report.is_issued:
        messages.error(request, _("This report was issued and cannot be changed any more."))
        return redirect("report_detail", report.pk)
    form = ReportForm(request.POST or None, instance=report)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_report(
                report, values=form.values, version=form.cleaned_data["version"], by=request.user
            )
        except StaleVersion:
            form.show_conflict(Report.objects.get(pk=report.pk))
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The draft was saved."))
            return redirect("report_detail", report.pk)
    return render(request, "reporting/report_form.html", {"form": form, "report": report})


@require_POST
def report_issue(request, pk):
    report = _report(request.user, pk)
    try:
        word, version = request.POST.get("word", ""), read_version(request)
        services.issue_report(report, word=word, version=version, by=request.user)
    except ChangeRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The report was issued. Its figures do not change any more."))
    return redirect("report_detail", report.pk)


def report_withdraw(request, pk):
    """Take an issued report back: why, and by which decision."""
    report = _report(request.user, pk)
    if not permissions.can_write_report(request.user, report.round):
        raise PermissionDenied(_("Only the provincial officer withdraws reports."))
    if not permissions.can_withdraw_report(request.user, report):
        messages.error(request, _("Only an issued report can be withdrawn."))
        return redirect("report_detail", report.pk)
    form = WithdrawalForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_report(report, **form.values, by=request.user)
        except (ChangeRefused, ValidationError) as refused:
            form.add_error(None, refused if isinstance(refused, ValidationError) else str(refused))
        else:
            messages.success(request, _("The report is withdrawn. A new one can be started beside it."))
            return redirect("report_detail", report.pk)
    return render(request, "reporting/report_withdraw.html", {"form": form, "report": report})


@require_POST
def report_delete(request, pk):
    report = _report(request.user, pk)
    try:
        services.delete_report(report, version=read_version(request), by=request.user)
    except ChangeRefused as refused:
        messages.error(request, str(refused))
        return redirect("report_detail", report.pk)
    messages.success(request, _("The draft was deleted."))
    return redirect("report_list")


def report_pdf(request, pk):
    document = document_of(_report(request.user, pk))
    return show_pdf(print_document(document).pdf, document.file_name)


def report_xlsx(request, pk):
    document = document_of(_report(request.user, pk))
    return send_workbook(report_workbook(document), document.file_name)


def _report(user, pk):
    if not permissions.can_view_reports(user):
        raise PermissionDenied(_("Your role does not open reports. Ask the administrator of the portal."))
    return get_object_or_404(_reports(user), pk=pk)
