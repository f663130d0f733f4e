"""A plan as a document to read: its parts in printed order, in a number of queries that never grows."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.enums import DutyRole, PassageKind, PlanPart
from plans.models import Target

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


@dataclass(frozen=True)
class RoleLine:
    """The bodies that hold one role in an activity, by their printed names."""

    role: DutyRole
    names: tuple


def read_plan(plan):
    """The context of a plan's page: a list of rows for each part, and the sections that have any."""
    duties = list(plan.duty_set.order_by("position", "pk"))
    bodies = list(plan.body_set.order_by("position", "pk"))
    corrections = list(plan.correction_set.order_by("position", "pk"))
    parts = {
        "bases": list(plan.legalbasis_set.order_by("position", "pk")),
        **_passages(plan),
        "targets": targets_with_conditions(plan),
        "removed_targets": list(
            Target.history.filter(plan_id=plan.pk, history_type="-").order_by("-history_id")
        ),
        "activities": _activities(plan, duties, bodies),
        "bodies": _bodies_with_duties(bodies, duties),
        "funding_sources": list(plan.fundingsource_set.order_by("position", "pk")),
        "recipients": list(plan.recipient_set.order_by("position", "pk")),
        "corrections": corrections,
    }
    sections = _sections(plan, parts, corrections)
    return parts | {"sections": sections, "nav": _navigation(sections, corrections)}


def targets_with_conditions(plan):
    """The plan's targets in printed order, each with the list `its_conditions` of the targets below it."""
    targets = list(plan.targets.select_related("indicator").order_by("position", "pk"))
    below = defaultdict(list)
    for target in targets:
        below[target.condition_of_id].append(target)
    for target in targets:
        target.its_conditions = below[target.pk]
    return below[None]


def _passages(plan):
    rows = list(plan.passage_set.order_by("position", "pk"))
    names = {
        "articles": PassageKind.ARTICLE,
        "purposes": PassageKind.PURPOSE,
        "requirements": PassageKind.REQUIREMENT,
        "objectives": PassageKind.OBJECTIVE,
        "funding": PassageKind.FUNDING,
        "reporting": PassageKind.REPORTING,
    }
    return {name: [row for row in rows if row.kind == kind] for name, kind in names.items()}


def _activities(plan, duties, bodies):
    """The top activities, each with its `items` below it and its `role_lines`."""
    activities = list(plan.activity_set.order_by("position", "pk"))
    names = {body.pk: body.name for body in bodies}
    roles = defaultdict(lambda: defaultdict(list))
    for duty in duties:
        roles[duty.activity_id][duty.role].append(duty.printed_body or names[duty.body_id])
    below = defaultdict(list)
    for activity in activities:
        below[activity.parent_id].append(activity)
    for activity in activities:
        held = roles[activity.pk]
        activity.items = below[activity.pk]
        activity.role_lines = [RoleLine(role, tuple(held[role])) for role in DutyRole if role in held]
    return below[None]


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


def _sections(plan, parts, corrections):
    headings = list(plan.heading_set.order_by("position", "pk"))
    spoken_of = [part for correction in corrections for part in parts_of(correction.where, headings)]
    rows = {
        PlanPart.PURPOSES: parts["purposes"] + parts["requirements"],
        PlanPart.DUTIES: parts["bodies"],
    }
    return {
        part.value: Section(part, tuple(row for row in headings if row.part == part), spoken_of.count(part))
        for part in PlanPart
        if part in ALWAYS_SHOWN or rows.get(part, parts.get(part.value))
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
