"""The plan that most tests of this app read and change: the first province's for 2024, in force."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from plans import services
from plans.enums import Comparator, MeasuredIn, PlanKind, PlanState
from swprogram.org.roles import Role
from tests.factories.plans import IndicatorFactory, PlanFactory, TargetFactory


@pytest.fixture
def officer(world):
    return world.home.people[Role.PROVINCIAL_OFFICER]


@pytest.fixture
def plan(world):
    return PlanFactory(unit=world.home.unit)


@pytest.fixture
def amending(plan, officer):
    """The open amendment of the plan in force: it and its targets can be changed, at version 2."""
    amendment = services.start_amendment(plan, subject="Điều chỉnh chỉ tiêu năm 2024", by=officer)
    plan.refresh_from_db()
    return amendment


@pytest.fixture
def draft(world):
    return PlanFactory(unit=world.home.unit, from_year=2025, state=PlanState.DRAFT, title="Kế hoạch năm 2025")


@pytest.fixture
def target(plan):
    return TargetFactory(plan=plan, code="VT-1", position=1)


@pytest.fixture
def signed_in(world):
    """A client of the person with this role in the first province, reading English."""

    def sign_in(role=Role.PROVINCIAL_OFFICER, language="en"):
        client = Client(headers={"accept-language": language})
        client.force_login(world.home.people[role])
        return client

    return sign_in


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def plan_values(world, plan):
    """What is typed for a plan of 2026, as the service takes it."""
    return {
        "programme": plan.programme,
        "unit": world.home.unit,
        "kind": PlanKind.ANNUAL_PLAN,
        "title": "Kế hoạch năm 2026",
        "issuer": "Ủy ban nhân dân tỉnh",
        "from_year": 2026,
        "to_year": 2026,
    }


@pytest.fixture
def target_values(db):
    """What is typed for a target of 2024, as the service takes it."""
    return {
        "code": "VT-9",
        "name": "Tỷ lệ cơ sở có dịch vụ",
        "wording": "Đạt tối thiểu 50% số cơ sở.",
        "indicator": IndicatorFactory(),
        "comparator": Comparator.AT_LEAST,
        "value": Decimal(50),
        "value_to": None,
        "measured_in": MeasuredIn.PERCENT,
        "from_year": 2024,
        "to_year": 2024,
        "condition_of": None,
    }
