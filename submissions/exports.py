"""Counts and rounds as tables for Excel. A workbook is a document: its words are Vietnamese."""

from django.utils import timezone, translation

from submissions.entry import know_registry
from submissions.enums import SubmissionState
from submissions.grids import read_sheet
from submissions.registry_counts import read_saved
from swprogram.kit.dates import format_date
from swprogram.kit.tables import Column, Table
from swprogram.kit.xlsx import write_workbook
from swprogram.org.enums import UnitKind

ILLUSTRATIVE = "SỐ LIỆU MINH HỌA – không dùng làm số liệu chính thức"
STATES = {
    SubmissionState.DRAFT: "Chưa gửi",
    SubmissionState.SENT: "Đã gửi",
    SubmissionState.RETURNED: "Trả lại",
    SubmissionState.ACCEPTED: "Đã duyệt",
}
LEVELS = {UnitKind.PROVINCE: "Cấp tỉnh", UnitKind.DISTRICT: "Cấp huyện", UnitKind.COMMUNE: "Cấp xã"}
ROW_TOTAL, COLUMN_TOTAL = "Cộng", "Tổng cộng"


def round_workbook(opened, rows, total, submissions):
    """How complete a round is, then the list of its submissions, as the bytes of an .xlsx file."""
    heading = [opened.province.name, f"Đợt báo cáo số liệu: {opened.period.printed_label}"]
    submissions = list(submissions)
    notice = ILLUSTRATIVE if any(one.is_illustrative for one in submissions) else ""
    tables = [completeness_table(rows, total), submissions_table(submissions)]
    return write_workbook(tables, heading_lines=heading, notice=notice)


def completeness_table(rows, total):
    """`rows`: [(unit, Completeness)]; `total`: the Completeness of all of them."""
    headers = ("Phải gửi", "Chưa gửi", "Đã gửi, chờ duyệt", "Trả lại", "Đã duyệt")
    columns = [Column("Đơn vị"), *[Column(header, "count") for header in headers]]
    lines = [[unit.name, *_numbers(counted)] for unit, counted in rows]
    lines.append([COLUMN_TOTAL, *_numbers(total)])
    return Table(
        "Tổng hợp", "Tình hình gửi báo cáo số liệu", columns, lines, emphasised=frozenset([len(lines) - 1])
    )


def _numbers(counted):
    return [counted.expected, counted.draft, counted.sent, counted.returned, counted.accepted]


def submissions_table(submissions):
    """One row per submission; needs `for_pages()` and `with_progress()`."""
    spec = [
        ("Đơn vị", "text", lambda one: one.unit.name),
        ("Thuộc", "text", lambda one: one.unit.parent.name if one.unit.parent else ""),
        ("Cấp", "text", lambda one: LEVELS[one.unit.kind]),
        ("Kỳ báo cáo", "text", lambda one: one.round.period.printed_label),
        ("Trạng thái", "text", lambda one: STATES[one.state]),
        ("Hạn gửi", "date", lambda one: one.due_on),
        ("Gửi muộn (ngày)", "count", lambda one: one.days_late or None),
        ("Số ô đã trả lời", "count", lambda one: one.answered),
        ("Tổng số ô", "count", lambda one: one.cells),
        ("Số ô khác sổ theo dõi", "count", lambda one: one.differing),
        ("Ngày gửi", "date", lambda one: _day(one.sent_at)),
        ("Người gửi", "text", lambda one: str(one.sent_by or "")),
        ("Ngày duyệt, trả lại", "date", lambda one: _day(one.reviewed_at)),
        ("Người duyệt, trả lại", "text", lambda one: str(one.reviewed_by or "")),
        ("Ghi chú", "text", lambda one: one.note),
        ("Hạn sửa sau khi trả lại", "date", lambda one: one.mend_by),
    ]
    return Table.from_objects("Danh sách", "Danh sách báo cáo số liệu", spec, submissions)


def _day(moment):
    return moment and timezone.localdate(moment)


def list_workbook(submissions):
    submissions = list(submissions)
    notice = ILLUSTRATIVE if any(one.is_illustrative for one in submissions) else ""
    return write_workbook([submissions_table(submissions)], notice=notice)


def submission_workbook(submission):
    """The counts of one unit, a sheet per table, and one of the cells that differ from the registries."""
    with translation.override("vi"):
        sheet = read_sheet(submission)
        know_registry(sheet, read_saved(submission, sheet.figures))
        tables = [
            grid_table(grid, section.title, counted_on=submission.round.period.ends_on)
            for section in sheet.sections
            for grid in section.grids
        ]
        tables += [differences_table(sheet.differing)] if sheet.differing else []
        notice = ILLUSTRATIVE if submission.is_illustrative else ""
        return write_workbook(tables, heading_lines=_heading(submission), notice=notice)


def _heading(submission):
    unit, period = submission.unit, submission.round.period
    lines = [unit.name if unit.parent is None else f"{unit.name}, {unit.parent.name}"]
    lines.append(f"{submission.form.name}, {period.printed_label.lower()}")
    lines.append(f"Trạng thái: {STATES[submission.state]}")
    return [*lines, f"Ghi chú: {submission.note}"] if submission.note else lines


def grid_table(grid, section, counted_on):
    """A grid with its totals as a Table; `section` and the cut-off are printed below it."""
    columns = [Column(grid.corner or "Nội dung"), *[Column(c.label, "count", c.note) for c in grid.columns]]
    rows = [[row.label, *[cell and cell.value for cell in row.cells]] for row in grid.rows]
    if grid.sums_columns:
        rows.append([COLUMN_TOTAL, *[total for _column, total in grid.column_totals]])
    if grid.sums_rows:
        columns.append(Column(ROW_TOTAL, "count"))
        _add_row_totals(grid, rows)
    return Table(
        f"Biểu {grid.number}",
        f"{grid.number}. {grid.title}",
        columns,
        rows,
        notes=(f"{section}. Chốt số liệu ngày {format_date(counted_on)}.",),
        emphasised=frozenset(range(len(grid.rows), len(rows))),
    )


def differences_table(cells):
    """The cells that differ from the registries, with both numbers as they were when the unit saved."""
    spec = [
        ("Biểu", "text", lambda cell: cell.grid_title),
        ("Ô", "text", lambda cell: cell.label),
        ("Đơn vị báo cáo", "count", lambda cell: cell.value),
        ("Theo sổ theo dõi", "count", lambda cell: cell.registry.value),
        ("Chênh lệch", "count", _surplus),
    ]
    return Table.from_objects("Khác sổ theo dõi", "Số liệu khác với sổ theo dõi", spec, cells)


def _surplus(cell):
    """By how much more was reported; nothing where "not applicable" was."""
    return None if cell.content.value is None else cell.content.value - cell.registry.value


def _add_row_totals(grid, rows):
    for row, line in zip(grid.rows, rows, strict=False):
        line.append(row.total)
    rows[-1].append(grid.grand_total)
