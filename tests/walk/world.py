"""The demonstration with what people leave in it: an amendment, scans, reports, workbooks on their way in."""

from datetime import date
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from openpyxl import Workbook

from plans.models import Plan
from plans.services.amendments import start_amendment
from plans.services.attachments import attach_scan
from plans.services.uploads import keep_upload
from reporting.services import issue_report, save_report, start_report
from submissions.models import Round
from swprogram.kit import clock
from swprogram.org.models import Unit, User
from swprogram.registry.enums import ExportState, ImportState
from swprogram.registry.imports.result import result_name
from swprogram.registry.models import ExportRun, ImportRun, SavedView
from swprogram.registry.permissions import reach_of
from tests.factories.plans import ActivityResultFactory, BudgetLineFactory, PlanFactory, TargetFactory
from tests.walk.places import LISTS
from training.models import Course

FINDINGS = {
    "headings": [{"index": 0, "text": "Tên", "samples": ["Một"]}],
    "counts": {"new": 0, "changed": 0, "same": 0, "wrong": 1},
}


def make_world():
    call_command("load_reference", verbosity=0)
    call_command("make_demo", registries="home", verbosity=0)
    officer = User.objects.get(username="tinh")
    plan = Plan.objects.get(unit__code="77", from_year=2024, to_year=2024)
    write_reports(plan, officer)
    furnish_plan(plan, officer)
    make_draft(plan)
    for username in ("tinh", "huyen", "xa"):
        keep_own_rows(User.objects.get(username=username))


def write_reports(plan, officer):
    """A draft, and an issued report of the round before."""
    rounds = [one for one in Round.objects.order_by("-pk") if plan.covers(one.period.year)]
    start_report(round=rounds[0], plan=plan, by=officer)
    for earlier in rounds[1:2]:
        report = start_report(round=earlier, plan=plan, by=officer)
        values = {"number": "12/BC-SLĐTBXH", "issued_on": date(2024, 1, 17), "signer": "Nguyễn Văn An"}
        report = save_report(report, values=values, version=report.version, by=officer)
        issue_report(report, version=report.version, by=officer)


def furnish_plan(plan, officer):
    """Money, a result, a scan, an open amendment and a workbook that waits to be confirmed."""
    BudgetLineFactory(plan=plan)
    activity = plan.activity_set.earliest("pk")
    for code in ("brvt-syt", "brvt-sldtbxh"):
        ActivityResultFactory(activity=activity, unit=Unit.objects.get(code=code))
    attach_scan(plan, title="Bản quét", upload=SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n"), by=officer)
    start_amendment(plan, subject="Điều chỉnh chỉ tiêu", by=officer)
    keep_upload(SimpleUploadedFile("plan.xlsx", b"PK"), by=officer)


def make_draft(plan):
    """A plan of which hardly anything is written yet."""
    draft = PlanFactory(unit=plan.unit, programme=plan.programme, from_year=2025, to_year=2025, state="draft")
    TargetFactory(plan=draft, from_year=2025, to_year=2025)


def keep_own_rows(person):
    """A view and an export of every list, an import of every registry in every state."""
    for code in LISTS:
        SavedView.objects.create(registry=code, owner=person, name="Của tôi")
        for state in ExportState:
            keep_export(person, code, state)
        for state in ImportState:
            keep_import(person, code, state)
    course = Course.objects.visible_to(person).earliest("pk")
    for state in ImportState:
        keep_import(person, "participant", state, parent_id=course.pk)


def keep_export(person, code, state):
    run = ExportRun(registry=code, owner=person, created_at=clock.now(), state=state)
    run.reach = reach_of(person)
    if state == ExportState.READY:
        run.file.save("danh-sach.xlsx", ContentFile(b"PK"), save=False)
    run.save()


def keep_import(person, code, state, parent_id=None):
    run = ImportRun(registry=code, owner=person, parent_id=parent_id, created_at=clock.now(), state=state)
    run.reach = reach_of(person)
    run.findings = FINDINGS
    run.saved_at = clock.now()
    run.original_name = "danh-sach.xlsx"
    run.file.save("danh-sach.xlsx", ContentFile(workbook()))
    if state == ImportState.WRONG:
        run.file.storage.save(result_name(run), ContentFile(b"PK"))


def workbook():
    book, content = Workbook(), BytesIO()
    book.active.append(["Tên", "Loại"])
    book.active.append(["Một", "Trường học"])
    book.save(content)
    return content.getvalue()
