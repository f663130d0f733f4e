"""The plans of the reference data, loaded once for each module of tests and taken back after it."""

import json

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from plans.imports import import_indicators, import_plan, import_programmes
from swprogram.org.imports import import_agencies, import_units
from swprogram.org.models import Unit
from swprogram.org.roles import Role
from tests.worlds import add_person

LEADS = {
    "brvt_2024": "brvt-sldtbxh",
    "langson_2011_2015": "langson-sldtbxh",
    "bentre_2016_2020": "bentre-sldtbxh",
    "hue_2021_2030": "hue-sldtbxh",
    "hue_2010_2020": "hue-sldtbxh",
}


@pytest.fixture(scope="module")
def plan(request, django_db_setup, django_db_blocker):
    """The plan of the fixture file that the module names in PLAN."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_surroundings()
        plan, _created = import_plan(_read(f"plans/{request.module.PLAN}"))
        yield plan
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def page(request, plan):
    """The HTML of the plan's page as its provincial officer reads it, in Vietnamese."""
    client = Client(headers={"accept-language": "vi"})
    lead = Unit.objects.get(code=LEADS[request.module.PLAN])
    client.force_login(add_person(Role.PROVINCIAL_OFFICER, lead))
    return client.get(reverse("plan_detail", args=[plan.pk])).content.decode()


def load_surroundings():
    """The provinces without their communes, their agencies, the programmes and the indicators."""
    import_units([province | {"districts": []} for province in _read("units")])
    import_agencies(_read("agencies"), _read("programme_leads"))
    import_programmes(_read("programmes"))
    import_indicators(_read("indicators"))


def _read(name):
    path = settings.BASE_DIR / "fixtures" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))
