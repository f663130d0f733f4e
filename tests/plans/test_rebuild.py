"""Each of the five plans is entered from nothing through the forms alone, and reads as the imported one."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

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
from swprogram.kit.numbers import format_number, format_trimmed
from swprogram.org.models import ProgrammeLead, Unit
from swprogram.org.roles import Role
from tests.worlds import add_person

FOLDER = settings.BASE_DIR / "fixtures" / "plans"
FILES = ("brvt_2024", "hue_2021_2030", "hue_2010_2020", "langson_2011_2015", "bentre_2016_2020")

PASSAGE_PARTS = {
    "purpose": "purposes",
    "requirement": "purposes",
    "objective": "objectives",
    "article": "articles",
    "funding": "funding",
    "reporting": "reporting",
    "solution": "solutions",
    "fact_source": "fact-sources",
}
PLAIN_PARTS = {
    "headings": "headings",
    "phases": "phases",
    "sources": "funding_sources",
    "corrections": "corrections",
}
# The compared fields of each model; what a row points to is compared by its text.
COMPARED = {
    Heading: ("part", "number", "text"),
    LegalBasis: ("text", "number", "issued_on"),
    Passage: ("kind", "number", "text"),
    FundingSource: ("kind", "text"),
    Recipient: ("text",),
    Correction: ("where", "printed", "correct", "note"),
    Phase: ("number", "name", "from_year", "to_year"),
    Fact: ("code", "text", "figure", "measured_in", "as_of", "note"),
    Activity: ("number", "text", "parent__text"),
    Body: ("number", "name", "agency__code", "is_class"),
    Duty: ("body__name", "activity__text", "role", "printed_body", "text"),
    Target: (
        "code",
        "indicator__code",
        "condition_of__code",
        "name",
        "wording",
        "comparator",
        "value",
        "value_to",
        "measured_in",
        "from_year",
        "to_year",
        "phase__name",
        "growth_mode",
        "base_year",
        "base_value",
        "printed_average",
        "note",
    ),
}
HEADER = ("title", "number", "issued_on", "issued_place", "issuer", "signer", "signing_capacity", "opening")


class Typist:
    """Types a plan of the JSON file into the forms, as the provincial officer of its province."""

    def __init__(self, data):
        self.data = data
        self.province = Unit.objects.get(code=data["province"])
        agency = ProgrammeLead.objects.filter(province=self.province, valid_to__isnull=True).get().agency
        self.client = Client(headers={"accept-language": "vi"})
        self.client.force_login(add_person(Role.PROVINCIAL_OFFICER, agency))

    def enter_everything(self):
        self.plan = self.enter_plan()
        self.enter_texts()
        self.enter_activities(self.data["activities"])
        self.enter_bodies()
        self.enter_roles()
        for row in self.data["targets"]:
            self.enter_target(row)
        return self.plan

    def enter_plan(self):
        names = (*HEADER, "kind", "from_year", "to_year")
        typed = {name: self.data[name] for name in names} | {
            "issued_on": vietnamese_day(self.data["issued_on"]),
            "estimated_cost": amount(self.data["estimated_cost"]),
            "programme": Programme.objects.get(code=self.data["programme"]).pk,
            "unit": self.province.pk,
        }
        self.post("plan_add", [], typed)
        return Plan.objects.get(unit=self.province)

    def enter_texts(self):
        for part, name in PLAIN_PARTS.items():
            for row in self.data.get(name, []):
                self.add(part, row)
        for row in self.data["legal_bases"]:
            self.add("bases", row | {"issued_on": vietnamese_day(row["issued_on"])})
        for row in self.data["passages"]:
            self.add(PASSAGE_PARTS[row["kind"]], row)
        for text in self.data["recipients"]:
            self.add("recipients", {"text": text})
        for row in self.data.get("facts", []):
            self.add("facts", row | {"figure": decimal(row["figure"])})

    def enter_activities(self, rows, parent=None):
        for row in rows:
            typed = {"number": row["number"], "text": row["text"], "parent": parent}
            pk = self.add("activities", typed)
            self.enter_activities(row.get("children", []), pk)

    def enter_bodies(self):
        for row in self.data["bodies"]:
            body = self.enter_body(row, row["name"], row["number"])
            for duty in row["duties"]:
                self.add("duties", {"body": body, "role": duty["role"], "text": duty["text"]})

    def enter_roles(self):
        """A body that is named in an activity only is entered when it is met first."""
        activities = {row.number: row.pk for row in self.plan.activity_set.filter(parent=None)}
        for row in self.data["activity_roles"]:
            body = self.plan.body_set.filter(**key_of(row)).first()
            pk = body.pk if body else self.enter_body(row, row["body"])
            printed = row["body"] if body and body.name != row["body"] else ""
            typed = {"activity": activities[row["activity"]], "body": pk, "role": row["role"]}
            self.add("roles", typed | {"printed_body": printed})

    def enter_body(self, row, name, number=""):
        agency = Unit.objects.get(code=row["agency"]).pk if row["agency"] else ""
        typed = {"number": number, "name": name, "agency": agency}
        return self.add("bodies", typed | ({"is_class": "on"} if row["is_class"] else {}))

    def enter_target(self, row):
        numbers = {name: decimal(row.get(name)) for name in ("value", "value_to", "base_value")}
        names = ("code", "wording", "comparator", "measured_in", "from_year", "to_year")
        parent, phase = row["parent"], row.get("phase")
        typed = {name: row[name] for name in names} | numbers
        typed |= {
            "name": row["short_name"],
            "note": row.get("printed_note"),
            "printed_average": row.get("printed_average"),
            "indicator": Indicator.objects.get(code=row["indicator"]).pk,
            "condition_of": self.plan.targets.get(code=parent).pk if parent else "",
            "phase": self.plan.phase_set.get(number=phase).pk if phase else "",
            "growth_mode": row.get("growth_mode"),
            "base_year": row.get("base_year"),
            "activities": [self.activity_at(place) for place in row.get("activities", [])],
        }
        self.post("target_add", [self.plan.pk], typed)

    def activity_at(self, place):
        """ "2.5" is a top activity, "2/3" the third item below activity 2."""
        number, _slash, item = place.partition("/")
        top = self.plan.activity_set.get(parent=None, number=number)
        return list(top.children.order_by("position"))[int(item) - 1].pk if item else top.pk

    def add(self, part, typed):
        """Add a row; returns its id, as the address says to which the portal leads on."""
        response = self.post("part_add", [self.plan.pk, part], typed)
        return int(response.url.rpartition("-")[2])

    def post(self, name, args, typed):
        typed = {key: value for key, value in typed.items() if value is not None}
        response = self.client.post(reverse(name, args=args), typed)
        assert response.status_code == 302, (typed, response.context["form"].errors)
        return response


def vietnamese_day(text):
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else None


def decimal(text):
    return format_trimmed(Decimal(text), 4, "vi") if text else None


def amount(number):
    return None if number is None else format_number(number, language="vi")


def key_of(row):
    return {"agency__code": row["agency"]} if row["agency"] else {"name": row["body"]}


def read_parts(plan):
    """Everything that the plan says, as plain values in printed order."""
    said = {"header": [str(getattr(plan, name) or "") for name in HEADER]}
    said["header"] += [plan.kind, plan.from_year, plan.to_year, plan.estimated_cost, plan.programme.code]
    for model, fields in COMPARED.items():
        order = ("kind", "position", "pk") if model is Passage else ("position", "pk")
        said[model.__name__] = list(model.objects.filter(plan=plan).order_by(*order).values_list(*fields))
    linked = plan.targets.order_by("code", "activities__position")
    said["activities of targets"] = list(linked.values_list("code", "activities__text"))
    return said


@pytest.fixture(scope="module")
def reference(django_db_setup, django_db_blocker):
    """Units, programmes, indicators and the five plans, loaded once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_a_plan_is_entered_by_the_forms_alone(reference, name):
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    kept = {"unit__code": data["province"], "kind": data["kind"], "from_year": data["from_year"]}
    expected = read_parts(Plan.objects.get(**kept))
    Plan.objects.update(parent=None)
    Plan.objects.all().delete()
    with translation.override("vi"):
        plan = Typist(data).enter_everything()
    assert plan.state == PlanState.DRAFT
    said = read_parts(plan)
    for part, rows in expected.items():
        assert said[part] == rows, part
