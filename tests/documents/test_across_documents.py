"""The five indicators that return from plan to plan, side by side."""

import json

import pytest
from django.conf import settings
from django.db import transaction

from plans.enums import Comparator
from plans.imports import import_plan
from plans.models import Indicator, Plan, Target
from tests.documents.conftest import load_surroundings

PLANS = ("hue_2010_2020", "langson_2011_2015", "bentre_2016_2020", "hue_2021_2030", "brvt_2024")
BRVT, HUE = "77", "46"
EQUAL, AT_LEAST = Comparator.EQUAL, Comparator.AT_LEAST

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def all_plans(django_db_setup, django_db_blocker):
    """The five plans of the reference data, taken back after this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_surroundings()
        for name in PLANS:
            path = settings.BASE_DIR / "fixtures" / "plans" / f"{name}.json"
            import_plan(json.loads(path.read_text(encoding="utf-8")))
        yield
        transaction.set_rollback(True)


def promised(indicator, province, year):
    """(comparator, percent) of the target for this indicator that covers the year; None without."""
    targets = Target.objects.covering(year).filter(plan__unit__code=province, indicator__code=indicator)
    return targets.values_list("comparator", "value").first()


@pytest.mark.parametrize(
    ("indicator", "hue_2025", "hue_2030", "brvt_2024"),
    (
        ("units_with_staff", (EQUAL, 60), (EQUAL, 90), (EQUAL, 30)),
        ("staff_trained", (AT_LEAST, 50), (EQUAL, 80), (AT_LEAST, 10)),
        ("facilities_with_services", (AT_LEAST, 50), (AT_LEAST, 60), (AT_LEAST, 50)),
        ("consulted_growth", (EQUAL, 20), None, None),
        ("consulted_and_managed_growth", None, (AT_LEAST, 30), None),
        ("children_served", (EQUAL, 95), (EQUAL, 100), (AT_LEAST, 35)),
    ),
)
def test_an_indicator_has_another_value_in_each_plan_and_phase(indicator, hue_2025, hue_2030, brvt_2024):
    assert promised(indicator, HUE, 2025) == hue_2025
    assert promised(indicator, HUE, 2030) == hue_2030
    assert promised(indicator, BRVT, 2024) == brvt_2024


@pytest.mark.parametrize(
    ("indicator", "codes"),
    (
        ("units_with_staff", ["TH-1", "TH-6", "VT-1"]),
        ("staff_trained", ["BT-2", "LS-3", "TH-2", "TH-9", "VT-2"]),
        ("facilities_with_services", ["TH-3", "TH-7", "VT-3"]),
        ("children_served", ["TH-10", "TH-5", "VT-4"]),
        ("staff_growth", ["BT-1"]),
        ("centre_model", ["LS-2", "TE-3"]),
    ),
)
def test_the_plans_share_the_indicator_and_keep_their_own_targets(indicator, codes):
    targets = Target.objects.filter(indicator__code=indicator)
    assert sorted(targets.values_list("code", flat=True)) == codes


def test_two_base_years_for_the_two_phases():
    growing = Target.objects.filter(plan__unit__code=HUE).exclude(growth_mode="").order_by("base_year")
    assert list(growing.values_list("code", "base_year")) == [("TH-4", 2020), ("TH-8", 2025)]


def test_only_some_plans_name_facilities_outside_the_three_sectors():
    """TH-3 and TH-7 add "cơ sở khác"; VT-3 does not."""
    found = {
        target.code: "cơ sở khác" in target.wording
        for target in Target.objects.filter(indicator__code="facilities_with_services")
    }
    assert found == {"TH-3": True, "TH-7": True, "VT-3": False}


def test_only_one_plan_takes_the_resources_from_society():
    found = {
        target.code: "xã hội hóa" in target.wording
        for target in Target.objects.filter(indicator__code="children_served")
    }
    assert found == {"TH-5": False, "TH-10": False, "VT-4": True}


def test_the_five_plans_stand_under_the_two_programmes():
    rows = Plan.objects.order_by("from_year").values_list("programme__code", "unit__code", "from_year")
    assert list(rows) == [
        ("DA32", HUE, 2010),
        ("DA32", "20", 2011),
        ("DA32", "83", 2016),
        ("CT112", HUE, 2021),
        ("CT112", BRVT, 2024),
    ]


def test_every_indicator_is_used_by_some_plan():
    assert list(Indicator.objects.filter(targets__isnull=True).values_list("code", flat=True)) == []


def test_a_plan_above_is_linked_when_it_is_given():
    above = Plan.objects.get(unit__code=HUE, from_year=2021)
    path = settings.BASE_DIR / "fixtures" / "plans" / "brvt_2024.json"
    other = {"key": "brvt_2023", "from_year": 2023, "to_year": 2023}
    data = json.loads(path.read_text(encoding="utf-8")) | other
    data["targets"] = []
    plan, created = import_plan(data, parent=above)
    assert (created, plan.parent) == (True, above)
