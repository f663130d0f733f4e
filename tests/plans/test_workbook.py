"""A plan as a workbook: out, back in, and everything that can be wrong with it."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from plans.contents import read_contents
from plans.enums import Comparator, MeasuredIn, PlanState
from plans.imports import import_indicators, import_plan, import_programmes
from plans.models import Activity, Body, Duty, LegalBasis, Plan, PlanUpload, Recipient, Target
from plans.services.uploads import check_workbook
from plans.workbook.lists import labels_of, lists_for
from plans.workbook.preview import preview_of
from plans.workbook.reading import read_plan_workbook
from plans.workbook.sheets import SHEETS
from plans.workbook.writing import write_plan_workbook
from swprogram.org.imports import import_agencies, import_units
from swprogram.org.models import Unit
from swprogram.org.roles import Role
from tests.factories.org import MembershipFactory, UserFactory
from tests.factories.plans import IndicatorFactory, TargetFactory
from tests.workbooks import with_kept_value
from tests.worlds import add_person

FIVE_PLANS = ("bentre_2016_2020", "brvt_2024", "hue_2010_2020", "hue_2021_2030", "langson_2011_2015")


def read_fixture(name):
    return json.loads((settings.BASE_DIR / "fixtures" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def surroundings(db):
    """The provinces without their communes, their agencies, the programmes and the indicators."""
    import_units([province | {"districts": []} for province in read_fixture("units")])
    import_agencies(read_fixture("agencies"), read_fixture("programme_leads"))
    import_programmes(read_fixture("programmes"))
    import_indicators(read_fixture("indicators"))


@pytest.fixture
def written(draft):
    """A draft with a row in most parts."""
    indicator = IndicatorFactory(name="Tỷ lệ được đào tạo")
    target = TargetFactory(plan=draft, code="VT-1", position=1, indicator=indicator)
    TargetFactory(plan=draft, code="VT-1a", position=2, indicator=indicator, condition_of=target)
    LegalBasis.objects.create(plan=draft, position=1, text="Căn cứ A", issued_on=date(2024, 1, 5))
    Recipient.objects.create(plan=draft, position=1, text="Lưu: VT")
    activity = Activity.objects.create(plan=draft, position=1, number="1", text="Tuyên truyền")
    Activity.objects.create(plan=draft, position=2, parent=activity, number="-", text="In tờ rơi")
    body = Body.objects.create(plan=draft, position=1, number="1", name="Sở Y tế")
    Duty.objects.create(plan=draft, position=1, body=body, role="lead", text="Chủ trì tuyên truyền")
    Duty.objects.create(plan=draft, position=2, body=body, role="lead", activity=activity)
    return draft


def officer_of(plan):
    return add_person(Role.PROVINCIAL_OFFICER, plan.unit.programme_leads.first().agency)


def bytes_of(workbook):
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def workbook_of(plan):
    """The plan's workbook, open to be changed."""
    lists = lists_for(Unit.objects.filter(pk=plan.unit_id))
    return load_workbook(BytesIO(write_plan_workbook(read_contents(plan), lists)))


def upload(workbook):
    return SimpleUploadedFile("plan.xlsx", bytes_of(workbook))


def cell_of(workbook, title, header, row):
    """The cell below a header of a sheet, `row` counted from the first row of data."""
    sheet = workbook[title]
    column = next(cell.column for cell in sheet[3] if cell.value == header)
    return sheet.cell(5 + row, column)


def put(workbook, title, row, **values):
    for header, value in values.items():
        cell_of(workbook, title, header.replace("_", " "), row).value = value


def problems_of(workbook, by):
    with translation.override("en"):
        found = check_workbook(upload(workbook), by=by).problems
    return [(problem.sheet, problem.cell, problem.message) for problem in found]


@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize("name", FIVE_PLANS)
def test_what_is_downloaded_and_uploaded_again_changes_nothing(name):
    plan, _created = import_plan(read_fixture(f"plans/{name}"))
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.DRAFT)
    by = officer_of(plan)
    checked = check_workbook(upload(workbook_of(plan)), by=by)
    assert checked.problems == []
    assert checked.plan == plan
    assert not checked.has_changes
    assert sum(len(changes) for changes in checked.changes.values()) > 10


def test_labels_are_told_apart_in_each_list():
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.kind == "choice":
                assert len(labels_of(column.choices)) == len(column.choices.choices), column.header


def test_the_template_has_every_sheet_with_lists_and_holds_no_row(signed_in, officer):
    response = signed_in().get(reverse("plan_template"))
    workbook = load_workbook(BytesIO(response.content))
    assert workbook.sheetnames == [
        "Kế hoạch",
        "Đề mục",
        "Căn cứ",
        "Mục đích – mục tiêu",
        "Giai đoạn",
        "Chỉ tiêu",
        "Hoạt động",
        "Cơ quan – nhiệm vụ",
        "Vai trò theo hoạt động",
        "Kinh phí",
        "Nguồn kinh phí",
        "Nơi nhận",
        "Số liệu nêu trong văn bản",
        "Đính chính",
        "Danh mục",
    ]
    assert workbook["Danh mục"].sheet_state == "hidden"
    assert len(workbook["Chỉ tiêu"].data_validations.dataValidation) == 4
    contents = read_plan_workbook(SimpleUploadedFile("a.xlsx", response.content), by=officer).contents
    assert {name for name, rows in contents.items() if rows} == set()


def test_the_empty_template_says_what_the_plan_needs(signed_in, officer):
    response = signed_in().get(reverse("plan_template"))
    with translation.override("en"):
        reading = read_plan_workbook(SimpleUploadedFile("a.xlsx", response.content), by=officer)
    assert [(p.sheet, p.cell, p.message) for p in reading.problems] == [
        ("Kế hoạch", cell, "This must be filled in.") for cell in ("B4", "B5", "B6", "B7", "B9", "B13")
    ]


def test_every_wrong_cell_is_told_at_once_with_its_remedy(written, officer):
    workbook = workbook_of(written)
    put(workbook, "Chỉ tiêu", 1, Giá_trị="mười", So_sánh="hơn", Tên_ngắn=None, Từ_năm=25)
    put(workbook, "Chỉ tiêu", 2, Là_điều_kiện_của="VT-9")
    put(workbook, "Căn cứ", 1, Ngày_ban_hành="05/13/2024")
    put(workbook, "Vai trò theo hoạt động", 1, Mã_hoạt_động="7")
    put(workbook, "Hoạt động", 2, Mã="1")
    workbook["Kế hoạch"]["B4"] = "Chương trình 99"
    labels = ", ".join(labels_of(Comparator))
    programme = written.programme.name
    assert problems_of(workbook, officer) == [
        ("Kế hoạch", "B4", f"“Chương trình 99” is not in the list. Choose one of: {programme}."),
        ("Căn cứ", "D6", "This is not a date. Type it as day/month/year, for example 22/03/2011."),
        ("Chỉ tiêu", "E6", "This must be filled in."),
        ("Chỉ tiêu", "G6", f"“hơn” is not in the list. Choose one of: {labels}."),
        ("Chỉ tiêu", "H6", "“mười” is not a number. Type it like 1.234,5."),
        ("Chỉ tiêu", "K6", "This is not a year. Type four digits, for example 2025."),
        (
            "Chỉ tiêu",
            "C7",
            "“VT-9” is not in the sheet “Chỉ tiêu”. Correct it, or add a row there first.",
        ),
        ("Hoạt động", "B7", "“1” stands in B6 already. Give each row its own."),
        (
            "Vai trò theo hoạt động",
            "B6",
            "“7” is not in the sheet “Hoạt động”. Correct it, or add a row there first.",
        ),
    ]


def test_rows_are_held_against_each_other(written, officer):
    workbook = workbook_of(written)
    put(workbook, "Chỉ tiêu", 1, Từ_năm=2023)
    put(workbook, "Cơ quan – nhiệm vụ", 2, Cơ_quan="Sở Nội vụ")
    lead = cell_of(workbook, "Vai trò theo hoạt động", "Vai trò", 1).value
    put(workbook, "Vai trò theo hoạt động", 2, Mã_hoạt_động="1", Vai_trò=lead, Cơ_quan="Sở Nội vụ")
    assert problems_of(workbook, officer) == [
        ("Chỉ tiêu", "K6", "The plan runs 2025. Type a year of the plan."),
        (
            "Vai trò theo hoạt động",
            "C7",
            "Activity 1 has a lead in C6 already. Let one body lead and the others co-ordinate.",
        ),
    ]


def test_the_rules_of_the_models_are_told_with_their_cells(written, officer):
    workbook = workbook_of(written)
    put(workbook, "Chỉ tiêu", 1, Giá_trị=120)
    assert problems_of(workbook, officer) == [
        ("Chỉ tiêu", "H6", "A share cannot be more than 100 %. Type a number from 0 to 100.")
    ]


def test_a_missing_or_foreign_sheet_is_told(written, officer):
    workbook = workbook_of(written)
    del workbook["Nơi nhận"]
    workbook.create_sheet("Sheet1")
    assert problems_of(workbook, officer) == [
        (
            "Nơi nhận",
            "",
            "This sheet is missing. Copy your rows into a fresh template, and keep the names of its sheets.",
        ),
        (
            "Sheet1",
            "",
            "The portal does not know this sheet. Delete it, or give it the name that the template has.",
        ),
    ]


def test_a_plan_in_force_is_told_to_be_amended_first(plan, officer):
    TargetFactory(plan=plan, code="VT-1")
    ((sheet, cell, message),) = problems_of(workbook_of(plan), officer)
    assert (sheet, cell) == ("Kế hoạch", "B7")
    assert message.endswith("Start an amendment of it first, or choose another year.")


def test_a_change_is_shown_then_saved_in_place(signed_in, written, officer):
    kept = Target.objects.get(code="VT-1")
    workbook = workbook_of(written)
    put(workbook, "Chỉ tiêu", 1, Giá_trị=12.5)
    put(workbook, "Nơi nhận", 1, Nơi_nhận="Như trên")
    put(workbook, "Nơi nhận", 2, Nơi_nhận="Lưu: VT")
    client = signed_in()
    sent = client.post(reverse("plan_upload"), {"file": upload(workbook)})
    pending = PlanUpload.objects.get()
    assert sent.url == reverse("plan_upload_preview", args=[pending.pk])
    page = client.get(sent.url)
    assert "12.5" in page.content.decode()
    assert Target.objects.get(code="VT-1").value == 10
    answer = client.post(
        reverse("plan_upload_confirm", args=[pending.pk]), {"seen": page.context["checked"].seen}
    )
    assert answer.url == reverse("plan_detail", args=[written.pk])
    kept.refresh_from_db()
    assert (kept.value, kept.version) == (Decimal("12.5"), 2)
    assert [row.text for row in Recipient.objects.order_by("position")] == ["Như trên", "Lưu: VT"]
    assert kept.history.latest().history_user == officer
    assert not PlanUpload.objects.exists()


def shown_figures(workbook, officer, part):
    """{title of a row: its figures before and after} as the preview of a workbook shows them."""
    (shown,) = (one for one in preview_of(check_workbook(upload(workbook), by=officer)) if one.title == part)
    return {line.title: {one.header: (one.before, one.after) for one in line.fields} for line in shown.lines}


def test_the_preview_shows_every_target_and_amount_before_and_after(written, officer):
    indicator = Target.objects.get(code="VT-1").indicator
    for number in range(2, 9):
        TargetFactory(plan=written, code=f"VT-{number}", position=number + 1, indicator=indicator)
    workbook = workbook_of(written)
    for row in range(1, 10):
        put(workbook, "Chỉ tiêu", row, Giá_trị=0)
    cell_of(workbook, "Chỉ tiêu", "Giá trị", 1).value = 0.5
    cell_of(workbook, "Chỉ tiêu", "Giá trị", 1).number_format = '0.0"%"'
    cell_of(workbook, "Chỉ tiêu", "Giá trị", 2).value = 0.5
    cell_of(workbook, "Chỉ tiêu", "Giá trị", 2).number_format = "0%"
    with translation.override("vi"):
        shown = shown_figures(workbook, officer, "Chỉ tiêu")
    figures = [line["Giá trị"] for line in shown.values()]
    assert figures == [("10", "0,5"), ("10", "50"), *[("10", "0")] * 7]


def test_the_preview_of_a_new_plan_shows_its_targets(written, officer):
    workbook = workbook_of(written)
    workbook["Kế hoạch"]["B7"], workbook["Kế hoạch"]["B8"] = 2026, None
    for row in (1, 2):
        put(workbook, "Chỉ tiêu", row, Từ_năm=2026, Đến_năm=2026)
    with translation.override("vi"):
        shown = shown_figures(workbook, officer, "Chỉ tiêu")
    assert [line["Giá trị"] for line in shown.values()] == [("–", "10"), ("–", "10")]


def test_a_workbook_without_a_plan_makes_a_draft(signed_in, written, officer):
    workbook = workbook_of(written)
    workbook["Kế hoạch"]["B7"], workbook["Kế hoạch"]["B8"] = 2026, None
    for row in (1, 2):
        put(workbook, "Chỉ tiêu", row, Từ_năm=2026, Đến_năm=2026)
    client = signed_in()
    preview = client.post(reverse("plan_upload"), {"file": upload(workbook)}, follow=True)
    seen = preview.context["checked"].seen
    client.post(reverse("plan_upload_confirm", args=[PlanUpload.objects.get().pk]), {"seen": seen})
    made = Plan.objects.get(from_year=2026)
    assert (made.state, made.title) == (PlanState.DRAFT, written.title)
    before, after = read_contents(written), read_contents(made)
    assert [row.values for row in after["roles"]] == [row.values for row in before["roles"]]
    assert [row.values["code"] for row in after["targets"]] == ["VT-1", "VT-1a"]
    assert Target.objects.get(plan=made, code="VT-1a").condition_of.code == "VT-1"


def test_a_plan_that_was_changed_in_between_is_shown_again(signed_in, written):
    workbook = workbook_of(written)
    put(workbook, "Chỉ tiêu", 1, Giá_trị=20)
    client = signed_in()
    page = client.post(reverse("plan_upload"), {"file": upload(workbook)}, follow=True)
    Target.objects.filter(code="VT-1").update(value=15)
    pending = PlanUpload.objects.get()
    answer = client.post(
        reverse("plan_upload_confirm", args=[pending.pk]), {"seen": page.context["checked"].seen}
    )
    assert answer.url == reverse("plan_upload_preview", args=[pending.pk])
    assert Target.objects.get(code="VT-1").value == 15


def test_a_row_on_which_others_reported_cannot_be_left_out(written, officer):
    duty = Duty.objects.get(activity=None)
    duty.reports.create(agency=written.unit, kind="half_year", year=2025, progress="ongoing")
    workbook = workbook_of(written)
    workbook["Cơ quan – nhiệm vụ"].delete_rows(6)
    put(workbook, "Cơ quan – nhiệm vụ", 1, Cơ_quan="Sở Y tế", Số_in="1")
    ((sheet, _cell, message),) = problems_of(workbook, officer)
    assert sheet == "Cơ quan – nhiệm vụ"
    assert message.startswith("“Chủ trì tuyên truyền” cannot be left out: it still has Report on a duty")


def test_only_its_sender_sees_a_waiting_workbook(signed_in, written, world):
    client = signed_in()
    client.post(reverse("plan_upload"), {"file": upload(workbook_of(written))})
    pending = PlanUpload.objects.get()
    stranger = UserFactory(username="another")
    MembershipFactory(user=stranger, role=Role.PROVINCIAL_OFFICER, unit=world.home.lead)
    client.force_login(stranger)
    assert client.get(reverse("plan_upload_preview", args=[pending.pk])).status_code == 404


def test_percent_cells_and_comma_numbers_are_read_as_meant(written, officer):
    workbook = workbook_of(written)
    cell = cell_of(workbook, "Chỉ tiêu", "Giá trị", 1)
    cell.value, cell.number_format = 0.125, "0.0%"
    put(workbook, "Chỉ tiêu", 2, Giá_trị="69,6")
    rows = read_plan_workbook(upload(workbook), by=officer).contents["targets"]
    assert [row.values["value"] for row in rows] == [Decimal("12.5"), Decimal("69.6")]
    assert rows[0].values["measured_in"] == MeasuredIn.PERCENT


def test_text_that_looks_like_a_formula_stays_text(written, officer):
    Recipient.objects.update(text="=cmd|' /C calc'!A0")
    workbook = workbook_of(written)
    assert cell_of(workbook, "Nơi nhận", "Nơi nhận", 1).data_type == "s"
    checked = check_workbook(upload(workbook), by=officer)
    assert checked.contents["recipients"][0].values == {"text": "=cmd|' /C calc'!A0"}


def test_merged_cells_and_formulas_beside_the_values_stand_in_nobodys_way(written, officer):
    workbook = workbook_of(written)
    sheet = workbook["Nơi nhận"]
    sheet.merge_cells("A1:D1")
    sheet["A150"] = "NGƯỜI LẬP BIỂU"
    sheet.merge_cells("A150:B150")
    sheet["D4"], sheet["D5"] = "=1+1", "ghi chú"
    checked = check_workbook(upload(workbook), by=officer)
    assert checked.problems == []
    assert [row.values["text"] for row in checked.contents["recipients"]] == ["Lưu: VT"]


def test_a_formula_whose_value_excel_kept_is_read_and_one_without_is_told(written, officer):
    workbook = workbook_of(written)
    put(workbook, "Nơi nhận", 2, Nơi_nhận="=UPPER(B5)")
    found = check_workbook(upload(workbook), by=officer).problems
    place = cell_of(workbook, "Nơi nhận", "Nơi nhận", 2).coordinate
    assert [(one.sheet, one.cell) for one in found] == [("Nơi nhận", place)]
    data = with_kept_value(bytes_of(workbook), "UPPER(B5)", "Lưu: LĐTBXH")
    contents = read_plan_workbook(SimpleUploadedFile("kế hoạch.xlsx", data), by=officer).contents
    assert [row.values["text"] for row in contents["recipients"]] == ["Lưu: VT", "Lưu: LĐTBXH"]


def test_cells_merged_over_values_that_are_read_are_told(written, officer):
    workbook = workbook_of(written)
    lines = [cell_of(workbook, "Hoạt động", "Nội dung", number).coordinate for number in (1, 2)]
    workbook["Hoạt động"].merge_cells(":".join(lines))
    found = check_workbook(upload(workbook), by=officer).problems
    assert ("Hoạt động", ":".join(lines)) in [(one.sheet, one.cell) for one in found]
