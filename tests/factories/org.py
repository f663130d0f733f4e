"""Units and people for tests: a small province has two districts with communes, and one without any."""

import factory
from factory.django import DjangoModelFactory

from swprogram.org.enums import UnitKind, UnitType
from swprogram.org.models import Membership, ProgrammeLead, Unit, User


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"u{n}")
    name = factory.Sequence(lambda n: f"Đơn vị {n}")
    short_name = factory.SelfAttribute("name")


class ProvinceFactory(UnitFactory):
    kind = UnitKind.PROVINCE
    type = UnitType.PROVINCE


class DistrictFactory(UnitFactory):
    kind = UnitKind.DISTRICT
    type = UnitType.RURAL_DISTRICT


class CommuneFactory(UnitFactory):
    kind = UnitKind.COMMUNE
    type = UnitType.COMMUNE


class AgencyFactory(UnitFactory):
    kind = UnitKind.AGENCY
    type = UnitType.DEPARTMENT
    symbol = factory.Sequence(lambda n: f"S{n}")


class ProgrammeLeadFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeLead

    ministry_department = "Cục Bảo trợ xã hội"
    seat = factory.LazyAttribute(lambda lead: lead.province.short_name)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")
    full_name = factory.Sequence(lambda n: f"Người dùng {n}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
