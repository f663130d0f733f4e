"""Dashboards and reports as workbooks. A workbook is a document: its words are Vietnamese."""

from reporting.enums import ReportState
from reporting.tables.targets import print_answers, print_state, print_target
from swprogram.kit.dates import format_date
from swprogram.kit.tables import Column, Mark, Table
from swprogram.kit.xlsx import write_workbook

WITHDRAWN = "Đã thu hồi"
ILLUSTRATIVE = "SỐ LIỆU MINH HỌA – không dùng làm số liệu chính thức"
REPORT_STATES = {
    ReportState.DRAFT: "Dự thảo",
    ReportState.ISSUED: "Đã ban hành",
    ReportState.WITHDRAWN: WITHDRAWN,
}


def report_workbook(document):
    """Every table of the report on a sheet of its own: the same cells as on the screen and in the PDF."""
    head, report = document.head, document.report
    number = f"Số: {report.number or '…'}/{head['symbol']}"
    day = f"{head['place']}, ngày {format_date(report.signed_on)}" if report.signed_on else head["place"]
    return write_workbook(
        document.tables,
        heading_lines=[
            *([WITHDRAWN.upper()] if report.is_withdrawn else []),
            head["issuer"],
            f"{number} – {day}",
            head["subject"].replace("\n", " "),
        ],
        notice=ILLUSTRATIVE if head["is_illustrative"] else "",
    )


def reports_table(reports):
    spec = [
        ("Kỳ báo cáo", "text", lambda report: report.round.period.printed_label),
        ("Kế hoạch", "text", lambda report: report.plan.title),
        ("Tỉnh", "text", lambda report: report.round.province.name),
        ("Trạng thái", "text", lambda report: REPORT_STATES[report.state]),
        ("Số", "text", lambda report: report.number),
        ("Ngày ký", "date", lambda report: report.signed_on),
        ("Người ký", "text", lambda report: report.signer),
    ]
    return Table.from_objects("Báo cáo", "Danh sách báo cáo", spec, reports)


def dashboard_workbook(selection, progress, *, is_illustrative):
    """What the dashboard shows: the targets of the unit, its members side by side, and who is late."""
    period = selection.round.period.printed_label
    return write_workbook(
        [_targets(selection, progress), _units(progress), _late(progress)],
        heading_lines=[selection.plan.title, f"{selection.unit.name} – {period}"],
        notice=ILLUSTRATIVE if is_illustrative else "",
    )


def _targets(selection, progress):
    columns = [
        Column("Chỉ tiêu", width=44),
        Column("Mã", width=8),
        Column("Mục tiêu", width=18),
        Column("Tử số", "count"),
        Column("Mẫu số", "count"),
        Column("Kết quả", "number", keeps_zeros=True),
        Column("Số ô chưa có số liệu", "count"),
        Column("Đánh giá", width=22),
        Column("Đơn vị đã có số liệu", width=12),
    ]
    tops = progress.targets
    results = [one.result for top in tops for one in (top, *top.conditions)]
    return Table("Chỉ tiêu", "Kết quả thực hiện chỉ tiêu", columns, [_target_cells(one) for one in results])


def _target_cells(result):
    return [
        result.target.name,
        result.target.code,
        print_target(result.target),
        _figure(result.numerator),
        _figure(result.denominator),
        _figure(result.value),
        result.not_reported,
        print_state(result),
        print_answers(result),
    ]


def _figure(figure):
    return Mark.NOT_REPORTED if figure is None else figure


def _units(progress):
    columns = [
        Column("Đơn vị"),
        *(_column_of(target) for target in progress.all_targets),
        Column("Phải gửi", "count"),
        Column("Đã duyệt", "count"),
        Column("Quá hạn", "count"),
        Column("Ghi chú"),
    ]
    rows = [
        [
            row.unit.name,
            *(_figure(result.value) for result in row.results),
            row.completeness.expected,
            row.completeness.accepted,
            row.late,
            "" if row.completeness.accepted >= row.completeness.expected else "Tạm tính",
        ]
        for row in progress.units
    ]
    return Table("Theo đơn vị", "Kết quả theo đơn vị", columns, rows)


def _column_of(target):
    return Column(target.code, "number", group="Kết quả theo chỉ tiêu", keeps_zeros=True)


def _late(progress):
    spec = [
        ("Đơn vị", "text", lambda one: one.unit.name),
        ("Thuộc", "text", lambda one: one.unit.parent.name),
        ("Hạn gửi", "date", lambda one: one.due_on),
        ("Quá hạn (ngày)", "count", lambda one: one.days_overdue),
    ]
    return Table.from_objects("Quá hạn", "Báo cáo quá hạn", spec, progress.late)
