"""A plan for 2024 with bound targets, counted in the small world of tests/worlds.py."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from plans.enums import Comparator, MeasuredIn, PlanKind
from plans.models import LegalBasis
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory, TargetFactory
from tests.reporting.counts import bind, count_small_world


@pytest.fixture
def plan(world):
    return PlanFactory(unit=world.home.unit, title="Thực hiện Chương trình công tác xã hội năm 2024")


@pytest.fixture
def trained(plan, catalogue):
    """VT-2: at least 10 % of the people who do social work are trained, civil servants among them."""
    target = TargetFactory(plan=plan, code="VT-2", position=1, name="Tỷ lệ người được tập huấn")
    bind(plan, "brvt-2024", "VT-2")
    return target


@pytest.fixture
def children(plan, catalogue):
    """VT-4: at least 35 % of the children are served."""
    target = TargetFactory(
        plan=plan, code="VT-4", position=4, name="Tỷ lệ trẻ em được trợ giúp", value=Decimal(35)
    )
    bind(plan, "brvt-2024", "VT-4")
    return target


@pytest.fixture
def staffed_communes(plan, trained, catalogue):
    """VT-1a, a condition: each commune has from 1 to 2 people."""
    target = TargetFactory(
        plan=plan,
        code="VT-1a",
        position=2,
        condition_of=trained,
        name="Mỗi xã có từ 01 đến 02 người",
        comparator=Comparator.RANGE,
        value=Decimal(1),
        value_to=Decimal(2),
        measured_in=MeasuredIn.PERSON_PER_UNIT,
    )
    bind(plan, "brvt-2024", "VT-1a")
    return target


@pytest.fixture
def phase_plan(world):
    """A plan of five years, as Lạng Sơn's."""
    return PlanFactory(
        unit=world.home.unit,
        kind=PlanKind.PHASE_PLAN,
        title="Đề án phát triển nghề công tác xã hội giai đoạn 2021 - 2025",
        from_year=2021,
        to_year=2025,
    )


@pytest.fixture
def bases(plan):
    texts = [
        "Căn cứ Quyết định số 112/QĐ-TTg ngày 22/01/2021;",
        "Trên cơ sở đề xuất của Sở tại Công văn 1/SLĐTBXH",
    ]
    for position, text in enumerate(texts, start=1):
        LegalBasis.objects.create(plan=plan, position=position, text=text)


@pytest.fixture
def counted(opened, world):
    """The round of the first half of 2024 with the counts of tests/reporting/counts.py."""
    count_small_world(opened, world.home)
    return opened


@pytest.fixture
def officer(world):
    return world.home.people[Role.PROVINCIAL_OFFICER]


@pytest.fixture
def signed_in(world):
    """A client of the person with this role in the first province, reading English."""

    def sign_in(role=Role.PROVINCIAL_OFFICER):
        client = Client(headers={"accept-language": "en"})
        client.force_login(world.home.people[role])
        return client

    return sign_in


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield
