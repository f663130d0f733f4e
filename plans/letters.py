"""The letter that urges agencies to report on their duties: a công văn, always in Vietnamese.

The layout is that of Nghị định 30/2020/NĐ-CP, Phụ lục I: no name of a kind, but "V/v" below the number.
"""

from dataclasses import dataclass

from plans.duties import LateAgency, Period, addressed_name, count_duties
from plans.enums import DutyReportState, DutyRole
from plans.models import Plan
from swprogram.kit import clock
from swprogram.kit.dates import format_date, format_long_date
from swprogram.kit.pdf import render_pdf
from swprogram.kit.tables import Column, Table
from swprogram.org.models import ProgrammeLead, valid_on

TEMPLATE = "plans/print/urging_letter.html"
DRAFTED_BY = "BTXH"
SIGNER = "GIÁM ĐỐC"
ROLES = {
    DutyRole.LEAD: "Chủ trì",
    DutyRole.COORDINATE: "Phối hợp",
    DutyRole.IMPLEMENT: "Thực hiện",
    DutyRole.COORDINATE_AND_IMPLEMENT: "Phối hợp, thực hiện",
}


@dataclass(frozen=True)
class Letter:
    """To whom, about which plan and period: `late` holds the agencies that the letter goes to."""

    plan: Plan
    period: Period
    late: list[LateAgency]

    @property
    def addressees(self):
        return [addressed_name(one.agency) for one in self.late]

    @property
    def goes_to_several(self):
        return len(self.late) > 1

    @property
    def is_illustrative(self):
        """Is any report on the plan in this period only an example?"""
        kind, year = self.period
        return self.plan.duty_set.filter(
            reports__is_illustrative=True, reports__kind=kind, reports__year=year
        ).exists()


def lead_of(province, day):
    """The ProgrammeLead of the province on the day, or None."""
    leads = ProgrammeLead.objects.filter(valid_on(day), province=province)
    return leads.select_related("agency").first()


def print_letter(letter):
    """The letter as PDF: a kit.pdf.Document with its HTML and its bytes."""
    return render_pdf(TEMPLATE, _print_context(letter))


def _print_context(letter):
    today, plan = clock.today(), letter.plan
    lead = lead_of(plan.unit, today)
    issuer = lead.agency.name if lead else plan.issuer
    about = f"đôn đốc báo cáo kết quả thực hiện nhiệm vụ {_lower(letter.period.printed_label)}"
    return {
        "document_title": f"Công văn {about}",
        "superior": f"UBND {_lower(plan.unit.name)}",
        "issuer": issuer,
        "symbol": f"{lead.agency.symbol if lead else 'UBND'}-{DRAFTED_BY}",
        "place": lead.seat if lead else plan.unit.short_name,
        "year": today.year,
        "subject": f"V/v {about}",
        "addressees": letter.addressees,
        "signer_title": SIGNER,
        "recipients": ["Như trên", f"UBND {_lower(plan.unit.name)} (b/c)", f"Lưu: VT, {DRAFTED_BY}"],
        "illustrative": letter.is_illustrative,
        "paragraphs": _opening(letter, issuer, today),
        "table": None if letter.goes_to_several else _table(letter),
        "annexes": [_annex(letter, issuer)] if letter.goes_to_several else [],
        "request": _request(letter, issuer),
    }


def _opening(letter, issuer, today):
    """On what the duty rests, when the reports were due, and that they have not come."""
    day = format_date(min(row.due_on for one in letter.late for row in one.rows))
    period = _lower(letter.period.printed_label)
    who = "các cơ quan, đơn vị nêu trên" if letter.goes_to_several else letter.addressees[0]
    where = "(danh mục kèm theo)." if letter.goes_to_several else "sau đây:"
    return [
        f"Thực hiện {_name_of(letter.plan)}, các cơ quan, đơn vị được giao nhiệm vụ báo cáo kết quả"
        f" {period} về {issuer} chậm nhất ngày {day}.",
        f"Đến ngày {format_date(today)}, {issuer} chưa nhận được báo cáo của {who} về"
        f" {_counted(letter)} {where}",
    ]


def _request(letter, issuer):
    whom = "các cơ quan, đơn vị" if letter.goes_to_several else letter.addressees[0]
    return [
        f"Để kịp thời tổng hợp, báo cáo Ủy ban nhân dân tỉnh, {issuer} đề nghị {whom} khẩn trương báo cáo"
        " tiến độ, kết quả thực hiện, khó khăn, vướng mắc và kiến nghị đối với từng nhiệm vụ nêu trên, gửi về"
        f" {issuer} ngay sau khi nhận được công văn này.",
        f"{issuer} rất mong nhận được sự quan tâm, phối hợp của {whom}./.",
    ]


def _annex(letter, issuer):
    """What each of several agencies has not reported, on pages of its own."""
    return {
        "number": "",
        "title": "Danh mục nhiệm vụ chưa có báo cáo",
        "source": f"Kèm theo Công văn số          ngày      tháng      năm {clock.today().year} của {issuer}",
        "tables": [_table(letter)],
    }


def _counted(letter):
    return f"{count_duties(letter.late):02d} nhiệm vụ"


def _name_of(plan):
    """'Kế hoạch thực hiện … của Ủy ban nhân dân tỉnh … (Quyết định số … ngày …)', as far as it is known."""
    title = plan.title if plan.title.startswith(("Đề án", "Kế hoạch")) else f"Kế hoạch {_lower(plan.title)}"
    if not plan.number:
        return f"{title} của {plan.issuer}"
    kind = "Quyết định số" if "/QĐ-" in plan.number else "số"
    day = f" {format_long_date(plan.issued_on)}" if plan.issued_on else ""
    return f"{title} của {plan.issuer} ({kind} {plan.number}{day})"


def _table(letter):
    """One row per duty; with several addressees the agency stands in a column of its own."""
    several = letter.goes_to_several
    columns = [
        Column("TT", width=6),
        *([Column("Cơ quan, đơn vị", width=20)] if several else []),
        Column("Nhiệm vụ được giao", width=44 if several else 58),
        Column("Vai trò", width=11),
        Column("Hạn báo cáo", "date", width=16),
        Column("Số ngày chậm", "count", width=9),
        Column("Tình trạng", width=13),
    ]
    pairs = [(one.agency, row) for one in letter.late for row in one.rows]
    rows = [
        [
            str(number),
            *([addressed_name(agency)] if several else []),
            row.text,
            ROLES[row.duty.role],
            row.due_on,
            row.days_late,
            _state_of(row),
        ]
        for number, (agency, row) in enumerate(pairs, start=1)
    ]
    return Table("Danh mục", "Nhiệm vụ chưa có báo cáo", columns, rows)


def _state_of(row):
    return "Trả lại, chưa gửi lại" if row.state == DutyReportState.RETURNED else "Chưa gửi"


def _lower(text):
    """The text inside a sentence."""
    return text[:1].lower() + text[1:]
