"""The objects that the table of access speaks of, by place, in two provinces."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.enums import MeasuredIn
from plans.models import (
    Activity,
    ActivityResult,
    Amendment,
    Attachment,
    BudgetLine,
    DutyReport,
    Plan,
    PlanUpload,
    Target,
)
from plans.services.amendments import start_amendment
from plans.services.attachments import attach_scan
from plans.services.uploads import keep_upload
from reporting.models import Report
from submissions.models import Round, Submission
from swprogram.org.models import Membership, Unit, User
from swprogram.org.roles import Role
from tests.access.records import RECORDS, furnish_registries
from tests.factories.duties import make_duty, send_report
from tests.factories.plans import (
    ActivityFactory,
    ActivityResultFactory,
    BudgetLineFactory,
    PlanFactory,
    TargetFactory,
)
from tests.worlds import open_half_year

PROVINCES = ("Hải Sơn", "Bình Giang")
SENDERS = ("Đông", "Đông Một", "Đông Hai", "Tây", "Bắc Một")
UNITS = ("Hải Sơn", *SENDERS)


def furnish(world):
    """A plan that is being amended, a target, a round and a report for each province; registries."""
    for province in (world.home, world.other):
        plan = PlanFactory(unit=province.unit)
        TargetFactory(plan=plan, measured_in=MeasuredIn.PERSON)
        officer = province.people[Role.PROVINCIAL_OFFICER]
        start_amendment(plan, subject="Điều chỉnh chỉ tiêu", by=officer)
        plan.refresh_from_db()
        furnish_with_money_and_results(province, plan)
        workbook = SimpleUploadedFile("plan.xlsx", b"PK")
        keep_upload(workbook, by=province.people[Role.PROVINCIAL_OFFICER])
        furnish_with_duties(province, plan)
        Report.objects.create(round=open_half_year(province, 2024), plan=plan)
    furnish_registries(world)


def furnish_with_money_and_results(province, plan):
    """A line of money, an activity with a result of the health department, and a scan."""
    BudgetLineFactory(plan=plan)
    ActivityResultFactory(activity=ActivityFactory(plan=plan), unit=province.health)
    scan = SimpleUploadedFile("plan.pdf", b"%PDF-1.4\n%%EOF\n")
    officer = province.people[Role.PROVINCIAL_OFFICER]
    attach_scan(plan, title="Bản quét", upload=scan, by=officer)


def furnish_with_duties(province, plan):
    """A duty of the health department, of the lead agency and of the first district, each with a report."""
    district = next(iter(province.districts.values()))
    reporters = {
        province.health: province.people[Role.AGENCY_OFFICER],
        province.lead: province.people[Role.PROVINCIAL_OFFICER],
        district: province.people[Role.DISTRICT_OFFICER],
    }
    for agency, person in reporters.items():
        duty = make_duty(plan, agency)
        evidence = SimpleUploadedFile("a.pdf", b"%PDF-1.4")
        send_report(duty, agency, person, evidence=evidence)


def addresses(name, kind):
    """The addresses of one page: one for each place in which its object can lie."""
    return [reverse(name, args=args) for args in ARGUMENTS[kind]()]


def by_province(model, path):
    return lambda: [[model.objects.get(**{f"{path}__short_name": name}).pk] for name in PROVINCES]


def by_part(with_row=False):
    """The list of activities of each province's plan, or the row in it."""
    rows = [Activity.objects.get(plan__unit__short_name=name) for name in PROVINCES]
    return [[row.plan_id, "activities", *([row.pk] if with_row else [])] for row in rows]


def duty_reports():
    """Of the health department, the lead agency and the first district; then of another province's health."""
    return list(DutyReport.objects.order_by("pk"))[:4]


def by_duty_report():
    return [[report.pk] for report in duty_reports()]


def by_duty():
    """The same duties in the whole year, on which nothing is reported yet."""
    return [[report.duty_id, report.agency_id, "year", 2024] for report in duty_reports()]


def by_late_agency():
    return [[report.agency_id] for report in duty_reports()]


def by_sender():
    return [[Submission.objects.get(unit__short_name=name).pk] for name in SENDERS]


def by_unit_of_result():
    """The home province's target and round, asked for each unit."""
    target, opened = Target.objects.earliest("pk"), Round.objects.earliest("pk")
    return [[target.pk, opened.pk, Unit.objects.get(short_name=name).pk] for name in UNITS]


def officers():
    """The commune officers of both provinces: those whom an administrator manages, or must not."""
    return User.objects.filter(memberships__role=Role.COMMUNE_OFFICER).order_by("pk")


ARGUMENTS = {
    "page": lambda: [[]],
    "plan": by_province(Plan, "unit"),
    "target": by_province(Target, "plan__unit"),
    "amendment": by_province(Amendment, "plan__unit"),
    "part": by_part,
    "row_of_part": lambda: by_part(with_row=True),
    "activity": by_province(Activity, "plan__unit"),
    "activity_result": by_province(ActivityResult, "activity__plan__unit"),
    "budget_line": by_province(BudgetLine, "plan__unit"),
    "upload": lambda: [[upload.pk] for upload in PlanUpload.objects.order_by("pk")],
    "attachment": by_province(Attachment, "plan__unit"),
    "duty_report": by_duty_report,
    "duty": by_duty,
    "late_agency": by_late_agency,
    "round": by_province(Round, "province"),
    "report": by_province(Report, "round__province"),
    "submission": by_sender,
    "result": by_unit_of_result,
    "person": lambda: [[person.pk] for person in officers()],
    "membership": lambda: [[Membership.objects.get(user=person).pk] for person in officers()],
    **RECORDS,
}
