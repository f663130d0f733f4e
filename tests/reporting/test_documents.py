"""The report as a document: its words, its PDF, and the same digits in PDF, Excel, screen and API."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from plans.models import LegalBasis
from reporting import services
from reporting.documents import document_of, print_document
from reporting.exports import report_workbook
from submissions.models import Submission
from submissions.services import open_round
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind
from swprogram.kit.tables import display
from swprogram.org.models import ProgrammeLead
from swprogram.org.roles import Role
from swprogram.org.services import rebuild_closure
from tests.factories.org import CommuneFactory
from tests.reporting.counts import DONG_MOT, correct_counts
from tests.worlds import DUE_DATES, add_person, open_half_year

TEXT = {
    "direction": "Ban hành Kế hoạch năm 2024.\n- Tổ chức 02 hội nghị.",
    "assessment": "Kết quả đạt yêu cầu <b>đề ra</b>.",
}
SIGNED = {
    "number": "05",
    "signed_on": date(2024, 6, 24),
    "signing_capacity": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
    "signer": "Nguyễn Văn An",
}


@pytest.fixture
def draft(plan, bases, trained, staffed_communes, children, counted, officer):
    report = services.start_report(round=counted, plan=plan, by=officer)
    return services.save_report(report, values=TEXT, version=1, by=officer)


@pytest.fixture
def issued(draft, officer):
    with clock.at(date(2024, 6, 24)):
        report = services.save_report(draft, values=SIGNED, version=draft.version, by=officer)
        return services.issue_report(report, version=report.version, word="tạm tính", by=officer)


def pages_of(document):
    """The text of each page, one blank between words."""
    reader = PdfReader(BytesIO(print_document(document).pdf))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


# --- Words -----------------------------------------------------------------------------------


def test_the_head_comes_from_the_agency_that_leads_the_programme(draft):
    head = document_of(draft).head
    assert (head["superior"], head["issuer"], head["symbol"], head["place"], head["addressee"]) == (
        "UBND tỉnh Hải Sơn",
        "Sở Lao động - Thương binh và Xã hội",
        "BC-SLĐTBXH",
        "Hải Sơn",
        "Cục Bảo trợ xã hội",
    )
    assert head["subject"] == (
        "Kết quả thực hiện Chương trình công tác xã hội năm 2024\n(6 tháng đầu năm 2024)"
    )


def test_a_report_that_is_signed_later_comes_from_the_agency_of_that_day(draft, world):
    """From 1/3/2025 the health department leads; a report signed after it carries its head."""
    ProgrammeLead.objects.filter(province=world.home.unit).update(valid_to=date(2025, 3, 1))
    ProgrammeLead.objects.create(
        province=world.home.unit,
        agency=world.home.health,
        ministry_department="Cục Bảo trợ xã hội - Bộ Y tế",
        seat="Hải Sơn",
        valid_from=date(2025, 3, 1),
    )
    assert document_of(draft).head["symbol"] == "BC-SLĐTBXH"
    officer = add_person(Role.PROVINCIAL_OFFICER, world.home.health)
    later = services.save_report(
        draft, values={"signed_on": date(2025, 3, 5)}, version=draft.version, by=officer
    )
    head = document_of(later).head
    assert (head["symbol"], head["issuer"]) == ("BC-SYT", "Sở Y tế")
    assert head["addressee"] == "Cục Bảo trợ xã hội - Bộ Y tế"


def test_the_opening_names_the_bases_but_not_the_proposal(draft):
    assert document_of(draft).head["opening"] == (
        "Thực hiện Quyết định số 112/QĐ-TTg ngày 22/01/2021; Kế hoạch của Ủy ban nhân dân tỉnh thực hiện"
        " Chương trình công tác xã hội năm 2024, Sở Lao động - Thương binh và Xã hội báo cáo kết quả 6 tháng"
        " đầu năm 2024 (số liệu từ ngày 15/12/2023 đến ngày 14/06/2024) như sau:"
    )


def test_a_numbered_decision_is_named_with_its_date(draft, plan):
    plan.number, plan.issued_on = "411/QĐ-UBND", date(2011, 3, 22)
    plan.save()
    LegalBasis.objects.all().delete()
    draft.plan.refresh_from_db()
    assert (
        document_of(draft)
        .head["opening"]
        .startswith(
            "Thực hiện Quyết định số 411/QĐ-UBND ngày 22 tháng 3 năm 2011 của Ủy ban nhân dân tỉnh thực hiện"
        )
    )


def test_one_sentence_per_target_with_its_figures(draft):
    assert document_of(draft).sentences == [
        "Tỷ lệ người được tập huấn: 35,71\xa0% (5/14), mục tiêu ít nhất 10\xa0%: đạt (tạm tính),"
        " số liệu của 5/6 đơn vị.",
        "Trong đó: mỗi xã có từ 01 đến 02 người: 66,67\xa0% (2/3), mục tiêu từ 01 đến 02 người/đơn vị:"
        " đúng tiến độ.",
        "Tỷ lệ trẻ em được trợ giúp: 25,00\xa0% (1/4), mục tiêu ít nhất 35\xa0%: đúng tiến độ"
        " (tạm tính), số liệu của 5/6 đơn vị.",
    ]


def test_a_target_without_figures_says_so(trained, plan, opened, officer):
    report = services.start_report(round=opened, plan=plan, by=officer)
    assert document_of(report).sentences == [
        "Tỷ lệ người được tập huấn: chưa có số liệu; mục tiêu ít nhất 10\xa0%."
    ]


def test_a_draft_shows_all_five_chapters(draft):
    assert [(part.numeral, part.title, part.paragraphs) for part in document_of(draft).parts] == [
        ("I", "Công tác chỉ đạo, điều hành", ["Ban hành Kế hoạch năm 2024.", "- Tổ chức 02 hội nghị."]),
        ("II", "Kết quả thực hiện", []),
        ("III", "Đánh giá chung", ["Kết quả đạt yêu cầu <b>đề ra</b>."]),
        ("IV", "Phương hướng, nhiệm vụ 6 tháng cuối năm 2024", []),
        ("V", "Kiến nghị, đề xuất", []),
    ]


def test_an_issued_report_leaves_empty_chapters_out(issued):
    assert [(part.numeral, part.title) for part in document_of(issued).parts] == [
        ("I", "Công tác chỉ đạo, điều hành"),
        ("II", "Kết quả thực hiện"),
        ("III", "Đánh giá chung"),
    ]


def test_the_report_of_a_year_looks_ahead_to_the_next_one(plan, world, officer, catalogue):
    year = open_round(world.home.unit, kind=PeriodKind.YEAR, year=2024, due_dates=DUE_DATES, by=officer)
    document = document_of(services.start_report(round=year, plan=plan, by=officer))
    assert document.parts[3].title == "Phương hướng, nhiệm vụ năm 2025"
    assert document.file_name == "bao-cao-nam-2024-du-thao"


# --- Print -----------------------------------------------------------------------------------


def test_the_printed_report_has_its_head_its_body_and_its_end(issued):
    first = " ".join(pages_of(document_of(issued))[:2])
    for words in (
        "UBND TỈNH HẢI SƠN",
        "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-SLĐTBXH",
        "Hải Sơn, ngày 24 tháng 6 năm 2024",
        "BÁO CÁO",
        "Kính gửi: Cục Bảo trợ xã hội.",
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "<b>đề ra</b>",
        "6 tháng đầu năm 2024./.",
        "Nơi nhận:",
        "- Như trên;",
        "- UBND tỉnh (b/c);",
        "- Lưu: VT, BTXH.",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        "Nguyễn Văn An",
    ):
        assert words in first, words
    assert "DỰ THẢO" not in first
    assert "Chưa có nội dung." not in first


def test_a_printed_draft_says_that_it_is_one(draft):
    first = " ".join(pages_of(document_of(draft))[:2])
    assert "DỰ THẢO BÁO CÁO" in first
    assert "Chưa có nội dung." in first
    assert "Số: /BC-SLĐTBXH" in first
    assert "Hải Sơn, ngày tháng năm 2024" in first


def test_annexes_are_numbered_and_say_to_what_they_belong(issued):
    text = " ".join(pages_of(document_of(issued)))
    source = (
        "(Kèm theo Báo cáo số 05/BC-SLĐTBXH ngày 24 tháng 6 năm 2024 của Sở Lao động - Thương binh và Xã hội)"
    )
    assert text.count(source) == 2
    assert "Phụ lục I BIỂU SỐ LIỆU TỔNG HỢP" in text
    assert "Phụ lục II BIỂU 9. NHÂN LỰC CÔNG TÁC XÃ HỘI THEO XÃ, PHƯỜNG, THỊ TRẤN" in text
    assert "“x”: không áp dụng" in text


def test_the_head_of_the_long_annex_stands_on_each_of_its_pages(world, plan, catalogue, officer):
    district = world.home.districts["Đông"]
    for number in range(60):
        CommuneFactory(name=f"Xã Số {number}", short_name=f"Số {number}", parent=district)
    rebuild_closure()
    opened = open_half_year(world.home, 2024)
    pages = pages_of(document_of(services.start_report(round=opened, plan=plan, by=officer)))
    start = next(place for place, page in enumerate(pages) if "Phụ lục II" in page)
    annex = pages[start:]
    assert len(annex) >= 3
    assert [("Đơn vị Tổng số" in page, "Cộng tác viên" in page) for page in annex] == [(True, True)] * len(
        annex
    )


def test_illustrative_figures_are_marked_on_every_page_and_sheet(draft):
    Submission.objects.filter(round=draft.round).update(is_illustrative=True)
    document = document_of(draft)
    assert all("SỐ LIỆU MINH HỌA" in page for page in pages_of(document))
    workbook = load_workbook(BytesIO(report_workbook(document)))
    for sheet in workbook:
        assert "SỐ LIỆU MINH HỌA" in " ".join(str(cell.value) for cell in sheet["A"][:6]), sheet.title


# --- Withdrawn ---------------------------------------------------------------------------------


@pytest.fixture
def withdrawn(issued, officer):
    decision = {
        "reason": "Sai số liệu của 02 xã.",
        "number": "12/QĐ-SLĐTBXH",
        "decided_on": date(2024, 6, 24),
    }
    with clock.at(date(2024, 6, 24)):
        return services.withdraw_report(issued, **decision, version=issued.version, by=officer)


def test_a_withdrawn_report_says_so_on_every_page_and_sheet(withdrawn):
    document = document_of(withdrawn)
    pages = pages_of(document)
    assert ["THU HỒI" in page for page in pages] == [True] * len(pages)
    for sheet in load_workbook(BytesIO(report_workbook(document))):
        assert sheet["A1"].value == "ĐÃ THU HỒI", sheet.title


def test_the_page_of_a_withdrawn_report_says_so_with_its_decision(client, withdrawn, officer):
    client.force_login(officer)
    html = client.get(reverse("report_detail", args=[withdrawn.pk])).content.decode()
    assert '<p class="withdrawn">ĐÃ THU HỒI</p>' in html
    assert "12/QĐ-SLĐTBXH" in html
    assert "Sai số liệu của 02 xã." in html


def test_an_issued_report_bears_no_mark_of_a_withdrawal(issued):
    assert not any("THU HỒI" in page for page in pages_of(document_of(issued)))


# --- Inside the page ---------------------------------------------------------------------------


def test_a_long_link_breaks_inside_the_page(draft, officer):
    link = "https://example.vn/" + "baocao" * 50
    report = services.save_report(draft, values={"direction": link}, version=draft.version, by=officer)
    first = PdfReader(BytesIO(print_document(document_of(report)).pdf)).pages[0].extract_text()
    assert link in "".join(first.split())
    assert max(len(line) for line in first.splitlines() if "baocao" in line) < 90


def test_a_result_prints_its_two_decimals_in_table_and_sentence(issued):
    document = document_of(issued)
    columns = [column.key for column in document.targets_table.columns]
    place = columns.index("value")
    column = document.targets_table.columns[place]
    printed = [display(row[place], column, "vi") for row in document.targets_table.rows]
    assert printed == ["35,71", "66,67", "25,00"]
    for value, sentence in zip(printed, document.sentences, strict=True):
        assert f": {value}\u00a0%" in sentence


# --- The same digits everywhere --------------------------------------------------------------


def figures_of(tables):
    """Every figure, as it is printed in Vietnamese."""
    return [
        display(value, column, "vi")
        for table in tables
        for line in table.lines
        for column, value in line.cells
        if column.is_numeric
    ]


def test_pdf_and_excel_hold_every_figure_of_the_tables(issued):
    document = document_of(issued)
    words = " ".join(pages_of(document)).split()
    for figure in figures_of(document.tables):
        assert figure in words, figure
    workbook = load_workbook(BytesIO(report_workbook(document)))
    assert workbook.sheetnames == [f"Biểu {number}" for number in range(1, 10)]
    for table, sheet in zip(document.tables, workbook, strict=True):
        assert rows_of_sheet(sheet, table) == [
            [cell_in_excel(value, column) for column, value in line.cells] for line in table.lines
        ]


def rows_of_sheet(sheet, table):
    """The cells of the sheet below its header, as many rows as the table has."""
    start = next(row for row in range(1, 20) if sheet.cell(row, 1).value == table.rows[0][0])
    return [
        [sheet.cell(start + offset, column).value for column in range(1, len(table.columns) + 1)]
        for offset in range(len(table.rows))
    ]


def cell_in_excel(value, column):
    """Figures are numbers in Excel, everything else is text."""
    if column.is_numeric and isinstance(value, (int, type(None))):
        return value
    return float(value) if column.is_numeric and hasattr(value, "as_tuple") else str(value)


def test_excel_numbers_are_typed(issued):
    sheet = load_workbook(BytesIO(report_workbook(document_of(issued))))["Biểu 1"]
    row = next(row for row in sheet.iter_rows() if row[1].value == "VT-2")
    assert [(cell.value, cell.data_type) for cell in row[4:8]] == [
        (5, "n"),
        (14, "n"),
        (35.71, "n"),
        ("…", "s"),
    ]


def test_an_issued_report_prints_what_was_frozen(issued, counted, world, plan):
    before = pages_of(document_of(issued))
    accept = DONG_MOT | {"staff_trained:cadre:commune": 2}
    correct_counts(counted, world.home.communes["Đông Một"], accept)
    plan.title = "Một tên khác"
    plan.save()
    issued.plan.refresh_from_db()
    assert pages_of(document_of(issued)) == before
