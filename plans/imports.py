"""Plans in, from the JSON files in fixtures/plans: every number and wording as the document prints it."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from plans.enums import PlanState
from plans.models import (
    Activity,
    Body,
    Correction,
    Duty,
    Fact,
    FundingSource,
    Heading,
    Indicator,
    LegalBasis,
    Passage,
    Phase,
    Plan,
    Programme,
    Recipient,
    Target,
)
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit
from swprogram.org.reference import Loader


def import_programmes(rows):
    loader = Loader(Programme)
    for row in rows:
        values = row | {"decided_on": date.fromisoformat(row["decided_on"])}
        loader.keep(row["code"], {"code": row["code"]}, values)


def import_indicators(rows):
    loader = Loader(Indicator)
    for row in rows:
        loader.keep(row["code"], {"code": row["code"]}, row)


@transaction.atomic
def import_plan(data, parent=None):
    """Load one plan with all its parts, once: whatever officers made of it afterwards is kept.

    `parent` is the plan above, loaded before. Returns the plan, or None where it was deleted since, and
    whether it was created.
    """
    place = {
        "programme": Programme.objects.get(code=data["programme"]),
        "unit": Unit.objects.get(kind=UnitKind.PROVINCE, code=data["province"]),
        "kind": data["kind"],
        "from_year": data["from_year"],
    }
    plan, created = Loader(Plan).once(
        data["key"],
        lambda: Plan.objects.filter(**place).first(),
        lambda: Plan.objects.create(**place, **_plan_values(data), parent=parent),
    )
    if created:
        _import_parts(plan, data)
    return plan, created


def _plan_values(data):
    return {
        "title": data["title"],
        "state": PlanState.IN_FORCE,
        "number": data["number"] or "",
        "issued_on": _day(data["issued_on"]),
        "issued_place": data["issued_place"] or "",
        "issuer": data["issuer"],
        "signer": data["signer"] or "",
        "signing_capacity": data["signing_capacity"] or "",
        "to_year": data["to_year"],
        "opening": data["opening"] or "",
        "estimated_cost": data["estimated_cost"],
    }


def _import_parts(plan, data):
    _add_rows(plan, Heading, data.get("headings", []), part="part", number="number", text="text")
    _add_rows(plan, LegalBasis, data["legal_bases"], text="text", number="number", issued_on="issued_on")
    _add_rows(plan, Passage, data["passages"], kind="kind", number="number", text="text")
    _add_rows(plan, FundingSource, data["funding_sources"], kind="kind", text="text")
    _add_rows(plan, Recipient, [{"text": text} for text in data["recipients"]], text="text")
    _add_rows(
        plan,
        Correction,
        data["corrections"],
        where="where",
        printed="printed",
        correct="correct",
        note="note",
    )
    _add_rows(
        plan,
        Phase,
        data.get("phases", []),
        number="number",
        name="name",
        from_year="from_year",
        to_year="to_year",
    )
    _add_rows(
        plan,
        Fact,
        data.get("facts", []),
        code="code",
        text="text",
        figure="figure",
        measured_in="measured_in",
        as_of="as_of",
        note="note",
    )
    targets = _add_targets(plan, data["targets"])
    activities = _add_activities(plan, data["activities"])
    _link_activities(data["targets"], targets, activities)
    bodies = _add_bodies(plan, data["bodies"])
    _add_activity_roles(plan, data["activity_roles"], activities, bodies)


def _add_rows(plan, model, rows, **fields):
    """Create one `model` row per dict, in order; `fields` maps the model's field to the dict's key."""
    for position, row in enumerate(rows, start=1):
        values = {field: row.get(key) for field, key in fields.items()}
        values = {field: value for field, value in values.items() if value is not None}
        if "issued_on" in values:
            values["issued_on"] = _day(values["issued_on"])
        model.objects.create(plan=plan, position=position, **values)


def _add_targets(plan, rows):
    targets, phases = {}, {phase.number: phase for phase in plan.phase_set.all()}
    for position, row in enumerate(rows, start=1):
        targets[row["code"]] = Target.objects.create(
            plan=plan,
            indicator=Indicator.objects.get(code=row["indicator"]),
            condition_of=targets.get(row["parent"]),
            code=row["code"],
            position=position,
            name=row["short_name"],
            wording=row["wording"],
            comparator=row["comparator"],
            value=Decimal(row["value"]),
            value_to=Decimal(row["value_to"]) if row["value_to"] else None,
            measured_in=row["measured_in"],
            from_year=row["from_year"],
            to_year=row["to_year"],
            printed_average=row.get("printed_average") or "",
            note=row.get("printed_note") or "",
            phase=phases.get(row.get("phase")),
            growth_mode=row.get("growth_mode") or "",
            base_year=row.get("base_year"),
            base_value=Decimal(row["base_value"]) if row.get("base_value") else None,
        )
    return targets


def _link_activities(rows, targets, activities):
    """Say which activities serve a target: "2.5" is a top activity, "2/3" the third item below activity 2."""
    for row in rows:
        places = row.get("activities", [])
        if places:
            targets[row["code"]].activities.set(_activity_at(activities, place) for place in places)


def _activity_at(activities, place):
    number, _slash, item = place.partition("/")
    activity = activities[number]
    return activity.children.all()[int(item) - 1] if item else activity


def _add_activities(plan, rows, parent=None, by_number=None):
    """Create the tree of activities; returns the top ones by their printed number."""
    by_number = {} if by_number is None else by_number
    for row in rows:
        position = plan.activity_set.count() + 1
        activity = Activity.objects.create(
            plan=plan, parent=parent, position=position, number=row["number"] or "", text=row["text"]
        )
        if parent is None:
            by_number[row["number"]] = activity
        _add_activities(plan, row.get("children", []), activity, by_number)
    return by_number


def _add_bodies(plan, rows):
    bodies = {}
    for position, row in enumerate(rows, start=1):
        body = _keep_body(plan, bodies, row["name"], row["agency"], row["is_class"], position, row["number"])
        for duty in row["duties"]:
            Duty.objects.create(
                plan=plan,
                body=body,
                position=plan.duty_set.count() + 1,
                role=duty["role"],
                text=duty["text"],
            )
    return bodies


def _add_activity_roles(plan, rows, activities, bodies):
    for row in rows:
        body = _keep_body(plan, bodies, row["body"], row["agency"], row["is_class"], len(bodies) + 1)
        Duty.objects.create(
            plan=plan,
            body=body,
            activity=activities[row["activity"]],
            position=plan.duty_set.count() + 1,
            role=row["role"],
            printed_body="" if row["body"] == body.name else row["body"],
        )


def _keep_body(plan, bodies, name, agency, is_class, position, number=""):
    """The body with this agency (or this printed name) in the plan, made when it is met first."""
    key = agency or name
    if key not in bodies:
        unit = Unit.objects.get(code=agency) if agency else None
        bodies[key] = Body.objects.create(
            plan=plan, position=position, number=number, name=name, agency=unit, is_class=is_class
        )
    return bodies[key]


def _day(text):
    return date.fromisoformat(text) if text else None
