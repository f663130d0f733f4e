"""The small world that most tests live in, as pytest fixtures.

Two provinces. The first: districts Đông (communes Đông Một, Đông Hai), Tây (commune Tây Một) and Đảo
(no commune), the lead agency and the health department, and one person per role. The second has one
district with one commune and one person per role: what the first must never see.
"""

import json
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.conf import settings

from submissions.imports import import_catalogue
from submissions.models import Measure
from submissions.services import open_round
from swprogram.kit.periods import PeriodKind
from swprogram.org.enums import UnitKind
from swprogram.org.roles import Role
from swprogram.org.services import rebuild_closure
from tests.factories.org import (
    AgencyFactory,
    CommuneFactory,
    DistrictFactory,
    MembershipFactory,
    ProgrammeLeadFactory,
    ProvinceFactory,
    UserFactory,
)

DUE_DATES = {UnitKind.COMMUNE: date(2024, 6, 14), UnitKind.DISTRICT: date(2024, 6, 19)}


@dataclass
class Province:
    """A province with its units and people by short names."""

    unit: object
    lead: object
    health: object
    districts: dict
    communes: dict
    people: dict = field(default_factory=dict)


@dataclass
class World:
    home: Province
    other: Province


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def catalogue(db):
    """There from the start (conftest.py); a test that commits empties the database and loads it again."""
    if not Measure.objects.exists():
        load_catalogue()


@pytest.fixture
def opened(world, catalogue):
    """The open round of the first half of 2024 in the first province."""
    return open_half_year(world.home, 2024)


def make_world():
    home = make_province("Hải Sơn", {"Đông": ["Đông Một", "Đông Hai"], "Tây": ["Tây Một"], "Đảo": []})
    other = make_province("Bình Giang", {"Bắc": ["Bắc Một"]})
    rebuild_closure()
    return World(home, other)


def load_catalogue():
    path = settings.BASE_DIR / "fixtures" / "catalogue.json"
    import_catalogue(json.loads(path.read_text(encoding="utf-8")))


def open_half_year(province, year):
    by = province.people[Role.PROVINCIAL_OFFICER]
    return open_round(province.unit, kind=PeriodKind.HALF_YEAR, year=year, due_dates=DUE_DATES, by=by)


def make_province(name, tree):
    unit = ProvinceFactory(name=f"Tỉnh {name}", short_name=name)
    lead = AgencyFactory(name="Sở Lao động - Thương binh và Xã hội", symbol="SLĐTBXH", parent=unit)
    health = AgencyFactory(name="Sở Y tế", symbol="SYT", parent=unit)
    ProgrammeLeadFactory(province=unit, agency=lead)
    districts = {
        short: DistrictFactory(name=f"Huyện {short}", short_name=short, parent=unit) for short in tree
    }
    communes = {
        short: CommuneFactory(name=f"Xã {short}", short_name=short, parent=districts[district])
        for district, shorts in tree.items()
        for short in shorts
    }
    province = Province(unit, lead, health, districts, communes)
    _add_people(province)
    return province


def _add_people(province):
    places = {
        Role.SYSTEM_ADMINISTRATOR: province.unit,
        Role.PROVINCIAL_OFFICER: province.lead,
        Role.PROVINCIAL_LEADER: province.unit,
        Role.DISTRICT_OFFICER: next(iter(province.districts.values())),
        Role.COMMUNE_OFFICER: next(iter(province.communes.values())),
        Role.AGENCY_OFFICER: province.health,
        Role.MINISTRY_VIEWER: province.unit,
    }
    for role, unit in places.items():
        province.people[role] = add_person(role, unit)


def add_person(role, unit):
    """A person with one role at one unit."""
    person = UserFactory(username=f"{role}-{unit.pk}")
    MembershipFactory(user=person, role=role, unit=unit)
    return person
