"""A plan as the document it is: its parts under their printed headings, in printed order. Always Vietnamese.

The layout is that of Nghị định 30/2020/NĐ-CP, Phụ lục I. A plan that a decision approves is printed behind
that decision, as it was issued (411/QĐ-UBND of Lạng Sơn). What the document does not print stays blank.
"""

from dataclasses import dataclass, field

from plans.enums import DutyRole, PassageKind, PlanPart
from plans.reading import read_plan
from swprogram.kit.pdf import render_pdf
from swprogram.kit.text import search_key

TEMPLATE = "plans/print/plan.html"
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
# What a part is called where the plan prints no heading for it.
USUAL_HEADINGS = {
    PlanPart.PURPOSES: "MỤC ĐÍCH, YÊU CẦU",
    PlanPart.OBJECTIVES: "MỤC TIÊU",
    PlanPart.PHASES: "CÁC GIAI ĐOẠN",
    PlanPart.TARGETS: "CHỈ TIÊU",
    PlanPart.SOLUTIONS: "GIẢI PHÁP",
    PlanPart.ACTIVITIES: "NỘI DUNG HOẠT ĐỘNG",
    PlanPart.FUNDING: "KINH PHÍ THỰC HIỆN",
    PlanPart.REPORTING: "CHẾ ĐỘ BÁO CÁO",
    PlanPart.DUTIES: "TỔ CHỨC THỰC HIỆN",
}
ROLE_LABELS = {
    DutyRole.LEAD: "Cơ quan chủ trì",
    DutyRole.COORDINATE: "Cơ quan phối hợp",
    DutyRole.IMPLEMENT: "Cơ quan thực hiện",
    DutyRole.COORDINATE_AND_IMPLEMENT: "Cơ quan phối hợp thực hiện",
}
PURPOSE, REQUIREMENT = "Mục đích", "Yêu cầu"


@dataclass(frozen=True)
class Line:
    """One paragraph: `style` is heading, title, plain, item or wording; the number stands before it."""

    text: str
    number: str = ""
    style: str = "plain"


@dataclass(frozen=True)
class Section:
    """A part under its printed headings."""

    headings: tuple
    lines: list = field(default_factory=list)


@dataclass(frozen=True)
class PlanDocument:
    plan: object
    decision: dict | None
    bases: list
    opening: list
    sections: list
    recipients: list

    @property
    def is_annex(self):
        """Approved by a decision, which stands before it and is the one that is signed."""
        return self.decision is not None


def document_of(plan):
    parts = read_plan(plan)
    bases = [row.text for row in parts["bases"]]
    articles = parts["articles"]
    recipients = [row.text.strip().rstrip(";.") for row in parts["recipients"]]
    decision = _decision(plan, articles) if articles else None
    opening = [line for line in plan.opening.splitlines() if line.strip()]
    return PlanDocument(plan, decision, _stated(bases, opening), opening, _sections(plan, parts), recipients)


def print_plan(plan):
    """The plan as PDF: a kit.pdf.Document with its HTML and its bytes."""
    document = document_of(plan)
    return render_pdf(TEMPLATE, _context(document))


def _stated(bases, opening):
    """The bases, unless the opening sentence already says them all."""
    said = search_key(" ".join(opening))
    return [] if bases and all(search_key(text) in said for text in bases) else bases


def _decision(plan, articles):
    """The decision: its title without its first word, and its articles."""
    heading = plan.heading_set.filter(part=PlanPart.ARTICLES).first()
    title = heading.text.removeprefix("QUYẾT ĐỊNH").strip(" :.") if heading else f"Phê duyệt {plan.title}"
    return {"title": title, "articles": [(row.number_label, row.text) for row in articles]}


def _sections(plan, parts):
    """Every part with something to print, in the order of its printed headings, else of the page."""
    lines = {
        PlanPart.PURPOSES: _purposes(parts),
        PlanPart.OBJECTIVES: _passages(parts["objectives"]),
        PlanPart.PHASES: _phases(parts),
        PlanPart.TARGETS: _targets(parts),
        PlanPart.SOLUTIONS: _passages(_of_kind(plan, PassageKind.SOLUTION)),
        PlanPart.ACTIVITIES: _activities(parts),
        PlanPart.FUNDING: _funding(parts),
        PlanPart.REPORTING: _passages(parts["reporting"]),
        PlanPart.DUTIES: _duties(parts),
    }
    if not _has_own_targets(plan, parts):
        lines[PlanPart.TARGETS] = []
    headings = list(plan.heading_set.order_by("position", "pk"))
    printed = [row.part for row in headings]
    order = sorted(lines, key=lambda part: printed.index(part) if part in printed else len(printed))
    return _numbered([(part, lines[part]) for part in order if lines[part]], headings)


def _of_kind(plan, kind):
    return list(plan.passage_set.filter(kind=kind).order_by("position", "pk"))


def _numbered(parts, headings):
    """The sections; a part without a printed heading is numbered on after those that have one."""
    numerals = [n for n in NUMERALS if n not in {row.number.partition(".")[0] for row in headings}]
    sections = []
    for part, lines in parts:
        own = [row for row in headings if row.part == part]
        if own:
            shown = tuple(Line(row.text, row.number_label, _heading_style(row)) for row in own)
        else:
            shown = (Line(USUAL_HEADINGS[part], f"{numerals.pop(0)}.", "heading"),)
        sections.append(Section(shown, lines))
    return sections


def _heading_style(heading):
    return "title" if "." in heading.number else "heading"


def _has_own_targets(plan, parts):
    """Targets that are quoted from other parts are printed there, and not twice."""
    if plan.heading_set.filter(part=PlanPart.TARGETS).exists():
        return True
    rows = [*plan.passage_set.all(), *plan.activity_set.all()]
    said = search_key(" ".join(row.text for row in rows))
    return any(search_key(target.wording) not in said for target in parts["targets"])


def _passages(rows):
    return [Line(row.text, row.number_label, "item" if _is_dash(row.number) else "plain") for row in rows]


def _is_dash(number):
    return not number[:1].isalnum()


def _purposes(parts):
    lines = []
    both = parts["purposes"] and parts["requirements"]
    for number, (title, rows) in enumerate(
        ((PURPOSE, parts["purposes"]), (REQUIREMENT, parts["requirements"])), start=1
    ):
        if rows and both:
            lines.append(Line(f"{title}:", f"{number}.", "title"))
        lines += _passages(rows)
    return lines


def _phases(parts):
    return [Line(row.name, row.number_label or "-") for row in parts.get("phases", [])]


def _targets(parts):
    return [Line(target.wording, "-", "item") for target in parts["targets"]]


def _activities(parts):
    lines = []
    for activity in parts["activities"]:
        style = "title" if activity.items or activity.role_lines else "plain"
        lines.append(Line(activity.text, activity.number_label, style))
        lines += _content_and_roles(activity)
    return lines


def _content_and_roles(activity):
    """What is done, and who does it: "a) Nội dung", "b) Nhiệm vụ, trách nhiệm" where both are there."""
    roles = _roles(activity)
    if not activity.items:
        return [Line(line.text, f"{letter})") for letter, line in zip("abcd", roles, strict=False)]
    if not roles:
        return _items(activity.items)
    lettered = sum(item.number.endswith(")") for item in activity.items)
    next_letter = "bcdđegh"[lettered]
    return [
        Line("Nội dung:", "a)"),
        *_items(activity.items),
        Line("Nhiệm vụ, trách nhiệm:", f"{next_letter})"),
        *roles,
    ]


def _items(items):
    """The items below an activity, and those below them."""
    lines = []
    for item in items:
        lines.append(Line(item.text, item.number_label, "item"))
        lines += _items(item.items) + _roles(item)
    return lines


def _roles(activity):
    return [
        Line(f"{ROLE_LABELS[line.role]}: {', '.join(line.names)}.", "-", "item")
        for line in activity.role_lines
    ]


def _funding(parts):
    """What the plan says about money; its sources by name only where no sentence names them."""
    return _passages(parts["funding"]) or [Line(row.text, "-", "item") for row in parts["funding_sources"]]


def _duties(parts):
    lines = []
    for body in parts["bodies"]:
        lines.append(Line(body.name, body.number_label, "title"))
        lines += [
            Line(duty.text, "-" if len(body.its_duties) > 1 else "", "item") for duty in body.its_duties
        ]
    return lines


def _title_of_file(document):
    kind, plan = "Quyết định" if document.is_annex else "Kế hoạch", document.plan
    return f"{kind} {plan.number} {plan.title_after_kind}"


def _context(document):
    plan = document.plan
    *capacities, last = [line for line in plan.signing_capacity.splitlines() if line.strip()] or [""]
    return {
        "document": document,
        "plan": plan,
        "document_title": _title_of_file(document),
        "issuer": _in_two_lines(plan.issuer),
        "place": plan.issued_place,
        "issued_on": plan.issued_on,
        "capacity": "\n".join(capacities),
        "signer_title": last,
        "signer": plan.signer,
        "recipients": document.recipients,
    }


def _in_two_lines(issuer):
    """The place of a People's Committee stands below its name, as in the head of its documents."""
    for place in (" tỉnh ", " thành phố "):
        name, found, where = issuer.partition(place)
        if found:
            return f"{name}\n{place.strip()} {where}"
    return issuer
