"""What happens to reports on duties. Every verb is atomic, locks its row, checks its rules and is logged."""

from pathlib import PurePath

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans import permissions
from plans.duties import Period, agencies_of, is_owed
from plans.enums import DUTY_REPORT_WORKFLOW, DutyReportVerb, PlanState, Progress
from plans.models import Duty, DutyReport
from plans.services.changes import count_save, lock_plan
from swprogram.kit import clock
from swprogram.kit.changes import fill, lock_row, require_version, save
from swprogram.kit.uploads import FILE_TYPES, check_file, safe_name
from swprogram.kit.workflow import ChangeRefused, StaleVersion

DUTY_REPORT_FIELDS = ("progress", "done", "difficulty", "proposal")
MOST_MEGABYTES = 10


@transaction.atomic
def save_duty_report(*, duty, agency, period, values, version, by, evidence=None, is_illustrative=False):
    """Keep what the agency says of its duty in the period; the first save makes the report.

    `values` maps names of DUTY_REPORT_FIELDS to what was typed. `version` is the one that was opened, 0 for
    a new report. `evidence` is a file (PDF or picture), False to take the present one away, None to
    leave it; what it is, is read from its content.
    """
    duty = _lock_duty(duty)
    _require_reporter(by, agency)
    _require_owed(duty, agency, period)
    report = _open_report(duty, agency, period, version)
    changed = fill(report, values, DUTY_REPORT_FIELDS)
    if report.pk and not changed and evidence is None:
        return report
    _attach(report, evidence)
    report.is_illustrative = report.is_illustrative or is_illustrative
    return _save(report, by)


@transaction.atomic
def send_duty_report(report, *, version, by):
    """Send the report to the lead agency. What goes on or is done is told, and what stands in the way too."""
    report = _lock(report)
    _require_reporter(by, report.agency)
    DUTY_REPORT_WORKFLOW.apply(report, DutyReportVerb.SEND)
    require_version(report, version)
    _require_told(report)
    report.sent_at, report.sent_by = clock.now(), by
    report.reviewed_at = report.reviewed_by = None
    report.review_comment = ""
    return _save(report, by)


@transaction.atomic
def accept_duty_report(report, *, version, by):
    """Accept what somebody else sent: the next report on the programme may rest on it."""
    report = _review(report, DutyReportVerb.ACCEPT, version, by)
    if report.sent_by_id == by.pk:
        raise ChangeRefused(_("You sent this report yourself. Another provincial officer has to accept it."))
    return _save(report, by)


@transaction.atomic
def return_duty_report(report, *, reason, version, by):
    """Give the report back with the reason; it counts as not handed in until it is sent again."""
    report = _review(report, DutyReportVerb.RETURN, version, by)
    report.review_comment = reason.strip()
    return _save(report, by)


@transaction.atomic
def set_duty_report_days(plan, *, days, reason, by):
    """How many days after a cut-off reports on the plan's duties are due: no part of the plan's text.

    It decides who is late, so the reason is kept in the history.
    """
    plan = lock_plan(plan, by=by)
    if not reason.strip():
        raise ChangeRefused(_("Say why the days change, for example the letter that allows it."))
    if plan.state == PlanState.CLOSED:
        raise ChangeRefused(_("This plan is closed: it is not changed any more."))
    plan.duty_report_days = days
    plan._change_reason = reason.strip()
    return count_save(plan, by)


def _lock_duty(duty):
    """The duty is locked, so that two officers who begin the same report do not make two."""
    lock_row(duty)
    return Duty.objects.select_related("plan", "body__agency", "activity").get(pk=duty.pk)


def _lock(report):
    lock_row(report)
    return DutyReport.objects.select_related("duty__plan", "agency").get(pk=report.pk)


def _open_report(duty, agency, period, version):
    """The report that may be changed now, or a new one."""
    key = {"duty": duty, "agency": agency, "kind": period.kind, "year": period.year}
    report = DutyReport.objects.filter(**key).first()
    if report is None:
        return DutyReport(**key, version=0)
    if not report.can_be_sent:
        raise ChangeRefused(_("This report was sent. To change it, ask the provincial officer to return it."))
    if report.version != version:
        raise StaleVersion
    return report


def _attach(report, evidence):
    if evidence is None:
        return
    if evidence:
        evidence.name = _named_after_content(evidence)
    report.evidence = evidence or ""
    report.evidence_name = evidence.name if evidence else ""


def _named_after_content(file):
    try:
        found = check_file(file, FILE_TYPES, MOST_MEGABYTES)
    except ValidationError as refusal:
        raise ValidationError({"evidence": refusal.messages}) from refusal
    return f"{PurePath(safe_name(file.name)).stem}{found.suffix}"


def _review(report, verb, version, by):
    report = _lock(report)
    if not permissions.can_review_duty_report(by, report):
        raise PermissionDenied(_("Only the provincial officer returns or accepts these reports."))
    DUTY_REPORT_WORKFLOW.apply(report, verb)
    require_version(report, version)
    # Never before the sending, even if the clock was put back in between.
    report.reviewed_at, report.reviewed_by = max(clock.now(), report.sent_at), by
    report.review_comment = ""
    return report


def _save(report, by):
    report.version += 1
    return save(report, by)


def _require_reporter(by, agency):
    if not permissions.can_report_duty(by, agency):
        raise PermissionDenied(_("Only the officers of the agency report on its duties."))


def _require_owed(duty, agency, period):
    """The plan asks this agency for a report in this period, and the period has begun."""
    period = Period(*period)
    if not is_owed(duty, period) or agency not in agencies_of(duty, period.span.ends_on):
        raise ChangeRefused(_("The plan asks for no report on this duty in this period."))
    if period.span.starts_on > clock.today():
        raise ChangeRefused(_("This period has not begun yet."))


def _require_told(report):
    """A report that is sent says something: what was done, or what stands in the way."""
    if report.progress in (Progress.ONGOING, Progress.DONE) and not report.done.strip():
        raise ValidationError({"done": _("Say what was done before you send.")})
    if report.progress == Progress.STUCK and not report.difficulty.strip():
        raise ValidationError({"difficulty": _("Say what stands in the way before you send.")})
