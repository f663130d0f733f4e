"""A plan as a document to read: its parts in printed order, in a number of queries that never grows."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.enums import DutyRole, PassageKind, PlanPart
from plans.measures import count_results, results_of
from plans.models import Target
from plans.models.target import amount_in_words
from plans.parts import parts_of_section
from plans.targets import targets_by_phase
from swprogram.kit.numbers import format_printed, format_trimmed

# How correction notes name a place that has no number, and the part that holds it.
NAMED_PLACES = (
    ("Toàn văn", PlanPart.HEADER),
    ("Đầu văn bản", PlanPart.HEADER),
    ("Phần ký", PlanPart.HEADER),
    ("Mở đầu", PlanPart.HEADER),
    ("Kế hoạch, dòng dưới tên", PlanPart.HEADER),
    ("Quyết định, căn cứ", PlanPart.BASES),
    ("Quyết định, phần cuối", PlanPart.RECIPIENTS),
    ("Nơi nhận", PlanPart.RECIPIENTS),
    ("Đầu trang", PlanPart.HEADER),
    ("Ngày ban hành", PlanPart.HEADER),
    ("Tên kế hoạch", PlanPart.HEADER),
    ("Tên Đề án", PlanPart.HEADER),
    ("Mục tiêu", PlanPart.OBJECTIVES),
    ("Tên giai đoạn", PlanPart.PHASES),
    ("tên giai đoạn", PlanPart.PHASES),
    ("Giai đoạn", PlanPart.TARGETS),
    ("Hai giai đoạn", PlanPart.TARGETS),
    ("Giải pháp", PlanPart.SOLUTIONS),
    ("Nhiệm vụ", PlanPart.ACTIVITIES),
    ("Hoạt động", PlanPart.ACTIVITIES),
    ("Dữ kiện", PlanPart.FACTS),
)
ALWAYS_SHOWN = {PlanPart.HEADER, PlanPart.TARGETS, PlanPart.FUNDING, PlanPart.RECIPIENTS}


@dataclass(frozen=True)
class Section:
    """A part of the page: its printed headings, and how many correction notes speak of it."""

    part: PlanPart
    headings: tuple
    corrections: int

    @property
    def label(self):
        return self.part.label

    @property
    def edit_parts(self):
        """The parts (slug, label) in which the rows of this section are entered."""
        return parts_of_section(self.part)


@dataclass(frozen=True)
class RoleLine:
    """The bodies that hold one role in an activity, by their printed names."""

    role: DutyRole
    names: tuple


def read_plan(plan, with_empty=False):
    """The context of a plan's page: a list of rows for each part, and the sections that have any.

    `with_empty` adds the sections without any row, for those who may fill them.
    """
    duties = list(plan.duty_set.order_by("position", "pk"))
    bodies = list(plan.body_set.order_by("position", "pk"))
    corrections = list(plan.correction_set.order_by("position", "pk"))
    phases = list(plan.phase_set.order_by("from_year", "pk"))
    by_phase = targets_by_phase(plan, phases)
    targets = [target for group in by_phase for target in group.targets]
    parts = {
        "bases": list(plan.legalbasis_set.order_by("position", "pk")),
        **_passages(plan),
        "phases": phases,
        "targets": targets,
        "targets_by_phase": by_phase,
        "removed_targets": list(
            Target.history.filter(plan_id=plan.pk, history_type="-").order_by("-history_id")
        ),
        "activities": _activities(plan, duties, bodies, targets),
        "bodies": _bodies_with_duties(bodies, duties),
        "funding_sources": list(plan.fundingsource_set.order_by("position", "pk")),
        "recipients": list(plan.recipient_set.order_by("position", "pk")),
        "facts": _facts(plan),
        "corrections": corrections,
    }
    sections = _sections(plan, parts, corrections, with_empty)
    return parts | {"sections": sections, "nav": _navigation(sections, corrections)}


def _passages(plan):
    rows = list(plan.passage_set.order_by("position", "pk"))
    names = {
        "articles": PassageKind.ARTICLE,
        "purposes": PassageKind.PURPOSE,
        "requirements": PassageKind.REQUIREMENT,
        "objectives": PassageKind.OBJECTIVE,
        "funding": PassageKind.FUNDING,
        "reporting": PassageKind.REPORTING,
        "solutions": PassageKind.SOLUTION,
        "sources": PassageKind.FACT_SOURCE,
    }
    return {name: [row for row in rows if row.kind == kind] for name, kind in names.items()}


def _facts(plan):
    """The facts, each with its `figure_in_words`: "317.058 persons", or nothing where it has no figure."""
    facts = list(plan.fact_set.order_by("position", "pk"))
    for fact in facts:
        fact.figure_in_words = "" if fact.figure is None else _figure_in_words(fact)
    return facts


def _figure_in_words(fact):
    """With its unit, else the number alone; with as many decimals as the text of the fact prints."""
    if not fact.measured_in:
        return format_printed(fact.figure, fact.text)
    words = amount_in_words(fact.figure, fact.measured_in)
    return words.replace(format_trimmed(fact.figure, 4), format_printed(fact.figure, fact.text), 1)


def _activities(plan, duties, bodies, targets):
    """The top activities, each with its `items`, its `role_lines`, and `its_targets` that it serves."""
    activities = list(plan.activity_set.order_by("position", "pk"))
    names = {body.pk: body.name for body in bodies}
    roles = defaultdict(lambda: defaultdict(list))
    for duty in duties:
        roles[duty.activity_id][duty.role].append(duty.printed_body or names[duty.body_id])
    below, served, counts = defaultdict(list), _served(targets), count_results(results_of(plan))
    for activity in activities:
        below[activity.parent_id].append(activity)
    for activity in activities:
        held = roles[activity.pk]
        activity.its_targets = served[activity.pk]
        activity.counts = counts.get(activity.pk)
        activity.items = below[activity.pk]
        activity.role_lines = [RoleLine(role, tuple(held[role])) for role in DutyRole if role in held]
    return below[None]


def _served(targets):
    """{activity id: the targets, conditions among them, that it serves}"""
    served = defaultdict(list)
    for target in [row for top in targets for row in (top, *top.its_conditions)]:
        for activity in target.its_activities:
            served[activity.pk].append(target)
    return served


def _bodies_with_duties(bodies, duties):
    """The bodies of the part on organisation, each with `its_duties`.

    A body that the plan names only beside an activity stands there alone.
    """
    general, in_activities = defaultdict(list), set()
    for duty in duties:
        if duty.activity_id is None:
            general[duty.body_id].append(duty)
        else:
            in_activities.add(duty.body_id)
    for body in bodies:
        body.its_duties = general[body.pk]
    return [body for body in bodies if body.its_duties or body.pk not in in_activities]


def _sections(plan, parts, corrections, with_empty):
    headings = list(plan.heading_set.order_by("position", "pk"))
    spoken_of = [part for correction in corrections for part in parts_of(correction.where, headings)]
    rows = {
        PlanPart.PURPOSES: parts["purposes"] + parts["requirements"],
        PlanPart.DUTIES: parts["bodies"],
        PlanPart.FACTS: parts["facts"] + parts["sources"],
    }
    return {
        part.value: Section(part, tuple(row for row in headings if row.part == part), spoken_of.count(part))
        for part in PlanPart
        if with_empty or part in ALWAYS_SHOWN or rows.get(part, parts.get(part.value))
    }


def parts_of(where, headings):
    """The parts that the place of a correction note lies in: "III.1, …; V.3, …" lies in two.

    A place opens with the number of a printed heading, the longest that fits, or with one of NAMED_PLACES.
    """
    numbered = sorted(
        ((row.number, row.part) for row in headings if row.number), key=lambda row: -len(row[0])
    )
    found = []
    for place in where.split(";"):
        fits = [part for number, part in numbered if _opens_with(place.strip(), number)]
        fits += [part for name, part in NAMED_PLACES if place.strip().startswith(name)]
        found += fits[:1]
    return set(found)


def _opens_with(place, number):
    return place == number or place.startswith((f"{number}.", f"{number},"))


def _navigation(sections, corrections):
    items = [(section.part.value, section.label) for section in sections.values()]
    return [*items, ("corrections", _("Correction notes"))] if corrections else items
