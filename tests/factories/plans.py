"""Plans and targets for tests."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from plans.enums import Comparator, FundingKind, MeasuredIn, PlanKind, PlanState, ResultKind
from plans.models import Activity, ActivityResult, BudgetLine, Indicator, Plan, Programme, Target


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme
        django_get_or_create = ["code"]

    code = "CT112"
    name = "Chương trình phát triển công tác xã hội giai đoạn 2021 - 2030"
    decision_number = "112/QĐ-TTg"
    decided_on = date(2021, 1, 22)
    from_year = 2021
    to_year = 2030


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    programme = factory.SubFactory(ProgrammeFactory)
    kind = PlanKind.ANNUAL_PLAN
    state = PlanState.IN_FORCE
    title = "Kế hoạch công tác xã hội năm 2024"
    issuer = "Ủy ban nhân dân tỉnh"
    from_year = 2024
    to_year = factory.SelfAttribute("from_year")


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    code = factory.Sequence(lambda n: f"indicator-{n}")
    name = factory.Sequence(lambda n: f"Chỉ số {n}")
    name_en = factory.Sequence(lambda n: f"Indicator {n}")


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    indicator = factory.SubFactory(IndicatorFactory)
    code = factory.Sequence(lambda n: f"T-{n}")
    name = "Tỷ lệ nhân lực được đào tạo"
    wording = "Ít nhất có 10% số người làm công tác xã hội được đào tạo."
    comparator = Comparator.AT_LEAST
    value = Decimal(10)
    measured_in = MeasuredIn.PERCENT
    from_year = factory.SelfAttribute("plan.from_year")
    to_year = factory.SelfAttribute("plan.to_year")


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = Activity

    position = factory.Sequence(lambda n: n)
    number = "1"
    text = "Tuyên truyền nâng cao nhận thức"


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = BudgetLine

    position = factory.Sequence(lambda n: n)
    funding = FundingKind.LOCAL
    estimated = 1_000_000


class ActivityResultFactory(DjangoModelFactory):
    class Meta:
        model = ActivityResult

    kind = ResultKind.COMMUNICATION
    title = "Hội nghị triển khai"
    unit = factory.SelfAttribute("activity.plan.unit")
    held_on = date(2024, 3, 25)
