"""A report as a document: its head, its parts and its tables, the same for screen and PDF. Always Vietnamese.

The layout is that of Nghị định 30/2020/NĐ-CP, Phụ lục I; the outline (I to V) is the usual one of reports
on the programme, which no circular prescribes.
"""

from dataclasses import dataclass

from reporting.enums import ReportState
from reporting.tables import build_tables
from reporting.tables.targets import PROVISIONAL, rows_of_targets
from swprogram.kit.dates import format_date, format_long_date
from swprogram.kit.numbers import format_number, format_share, format_trimmed
from swprogram.kit.pdf import render_pdf
from swprogram.kit.periods import PeriodKind, name_in_file
from swprogram.kit.tables import Mark, Table
from swprogram.org.models import ProgrammeLead, valid_on

TEMPLATE = "reporting/print/ministry_report.html"
NUMERALS = ("I", "II", "III", "IV", "V")
RESULTS = "results"
NOT_WRITTEN = "Chưa có nội dung."
RECIPIENTS = ("Như trên", "UBND tỉnh (b/c)", "Lưu: VT, BTXH")
# A plan's bases may hold the proposal that led to it; a report rests on the others alone.
PROPOSALS = ("Xét đề nghị", "Trên cơ sở", "Theo đề nghị")


@dataclass(frozen=True)
class Part:
    """A chapter: its Roman number, its title, and the paragraphs that the officer wrote."""

    numeral: str
    title: str
    paragraphs: list
    field: str

    @property
    def has_results(self):
        return self.field == RESULTS


@dataclass(frozen=True)
class Document:
    """A report with everything that is printed; `head` holds plain values, as they are frozen."""

    report: object
    head: dict
    parts: list
    tables: list

    @property
    def targets_table(self):
        return self.tables[0]

    @property
    def annex_tables(self):
        return self.tables[1:]

    @property
    def sentences(self):
        """One sentence per target, from the rows of Biểu 1."""
        return [target_sentence(row) for row in rows_of_targets(self.targets_table)]

    @property
    def file_name(self):
        period = self.report.round.period
        name = f"bao-cao-{name_in_file(period.kind)}-{period.year}"
        marks = {ReportState.DRAFT: "-du-thao", ReportState.WITHDRAWN: "-da-thu-hoi"}
        return name + marks.get(self.report.state, "")


def document_of(report):
    """The Document of a report: what was frozen when it was issued, computed anew while it is a draft."""
    if report.is_issued:
        head, tables = report.frozen_head, [Table.from_json(data) for data in report.frozen_tables]
    else:
        head, tables = read_head(report), build_tables(report.round, report.plan)
    return Document(report, head, _parts_of(report), tables)


def print_document(document):
    """The document as PDF: a kit.pdf.Document with its HTML and its bytes."""
    return render_pdf(TEMPLATE, _print_context(document))


def read_head(report):
    """What stands around the text, from the agency that leads the programme on the date of the report."""
    period, plan = report.round.period, report.plan
    lead = _lead_of(report)
    return {
        "superior": _superior(report.round.province),
        "issuer": lead.agency.name if lead else plan.issuer,
        "symbol": f"BC-{lead.agency.symbol if lead else 'UBND'}",
        "place": lead.seat if lead else report.round.province.short_name,
        "addressee": lead.ministry_department if lead else "",
        "subject": _subject(plan, period),
        "opening": _opening(plan, period, lead.agency.name if lead else plan.issuer),
        "closing": f"Trên đây là báo cáo {_lower(_result_of(plan))}, {_lower(period.printed_label)}./.",
        "period": period.printed_label,
        "year": period.year,
        "is_illustrative": report.round.submissions.filter(is_illustrative=True).exists(),
    }


def _lead_of(report):
    day = report.signed_on or report.round.period.ends_on
    leads = ProgrammeLead.objects.filter(valid_on(day), province=report.round.province_id)
    return leads.select_related("agency").first()


def _superior(province):
    return f"UBND {_lower(province.name)}"


def _subject(plan, period):
    return f"{_result_of(plan)}\n({_lower(period.printed_label)})"


def _result_of(plan):
    """The plan's title after the words "Kết quả thực hiện", which may already stand in it."""
    for beginning in ("Thực hiện ", "Kế hoạch "):
        if plan.title.startswith(beginning):
            rest = plan.title.removeprefix("Thực hiện ")
            return f"Kết quả thực hiện {rest}"
    return f"Kết quả thực hiện Kế hoạch {_lower(plan.title)}"


def _opening(plan, period, agency):
    """One sentence: on what the report rests, who reports, and from which days its figures are."""
    bases = "; ".join([*_bases_of(plan), _plan_itself(plan)])
    span = f"số liệu từ ngày {format_date(period.starts_on)} đến ngày {format_date(period.ends_on)}"
    return f"Thực hiện {bases}, {agency} báo cáo kết quả {_lower(period.printed_label)} ({span}) như sau:"


def _bases_of(plan):
    texts = [basis.text.strip().rstrip(";.,") for basis in plan.legalbasis_set.all()]
    kept = [text for text in texts if not text.startswith(PROPOSALS)]
    return [text.removeprefix("Căn cứ ").removeprefix("Thực hiện ") for text in kept]


def _plan_itself(plan):
    kind = "Quyết định" if "/QĐ-" in plan.number else "Kế hoạch"
    number = f" số {plan.number}" if plan.number else ""
    day = f" {format_long_date(plan.issued_on)}" if plan.issued_on else ""
    return f"{kind}{number}{day} của {plan.issuer} {_lower(plan.title)}"


def _parts_of(report):
    """The five chapters; in an issued report those without any content are left out, and numbered on."""
    titles = {
        "direction": "Công tác chỉ đạo, điều hành",
        RESULTS: "Kết quả thực hiện",
        "assessment": "Đánh giá chung",
        "next_steps": f"Phương hướng, nhiệm vụ {_next_period(report.round.period)}",
        "proposals": "Kiến nghị, đề xuất",
    }
    written = {field: paragraphs_of(getattr(report, field)) for field in titles}
    kept = [f for f in titles if written[f] or f == RESULTS or not report.is_issued]
    return [Part(NUMERALS[place], titles[field], written[field], field) for place, field in enumerate(kept)]


def _next_period(period):
    if period.kind == PeriodKind.HALF_YEAR:
        return f"6 tháng cuối năm {period.year}"
    return f"năm {period.year + 1}"


def paragraphs_of(text):
    """Every line that the officer typed is a paragraph of its own."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def target_sentence(row):
    """'Tỷ lệ …: 12,34 % (1.234/10.000), mục tiêu ít nhất 10 %: đạt.'"""
    if isinstance(row.value, Mark):
        return f"{row.name}: chưa có số liệu; mục tiêu {row.target}."
    counted = ""
    if not isinstance(row.denominator, Mark):
        numerator, denominator = (format_number(n, language="vi") for n in (row.numerator, row.denominator))
        counted = f" ({numerator}/{denominator})"
    answered = f", số liệu của {row.answers} đơn vị" if PROVISIONAL in row.state else ""
    return f"{row.name}: {_value(row)}{counted}, mục tiêu {row.target}: {_lower(row.state)}{answered}."


def _value(row):
    if row.measured_in == "%":
        return format_share(row.value, language="vi")
    return f"{format_trimmed(row.value, 2, language='vi')} {row.measured_in}"


def _lower(text):
    """The text inside a sentence."""
    return text[:1].lower() + text[1:]


def _print_context(document):
    report, head = document.report, document.head
    *titles, last_title = [line for line in report.signing_capacity.splitlines() if line.strip()] or [""]
    return {
        "document": document,
        "document_title": f"Báo cáo {_lower(head['subject'])}".replace("\n", " "),
        "superior": head["superior"],
        "issuer": head["issuer"],
        "number": report.number,
        "symbol": head["symbol"],
        "place": head["place"],
        "issued_on": report.signed_on,
        "year": head["year"],
        "kind": "Báo cáo" if report.is_issued else "Dự thảo báo cáo",
        "subject": head["subject"],
        "addressees": [head["addressee"]] if head["addressee"] else [],
        "capacity": "\n".join(titles),
        "signer_title": last_title,
        "signer": report.signer,
        "recipients": RECIPIENTS,
        "annexes": _annexes_of(document),
        "illustrative": head["is_illustrative"],
        "not_written": NOT_WRITTEN,
    }


def _annexes_of(document):
    """The tables by district first; the long one by commune is an annex of its own."""
    *by_district, by_commune = document.annex_tables
    source = _source(document)
    titles = ("Biểu số liệu tổng hợp", by_commune.title)
    return [
        {"number": number, "title": title, "source": source, "tables": tables}
        for number, title, tables in zip(NUMERALS, titles, (by_district, [by_commune]), strict=False)
    ]


def _source(document):
    report, head = document.report, document.head
    number = report.number or " " * 8
    day = format_long_date(report.signed_on) if report.signed_on else _blank_date(head["year"])
    return f"Kèm theo Báo cáo số {number}/{head['symbol']} {day} của {head['issuer']}"


def _blank_date(year):
    """Day and month are left to the pen."""
    return f"ngày      tháng      năm {year}"
