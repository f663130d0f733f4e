"""Bodies, duties and reports on them for tests; reports are made by the services, by the officers who may."""

import factory
from factory.django import DjangoModelFactory

from plans import services
from plans.duties import Period
from plans.enums import DutyRole, Progress
from plans.models import Body, Duty
from swprogram.kit.periods import PeriodKind

HALF_2024 = Period(PeriodKind.HALF_YEAR, 2024)
YEAR_2024 = Period(PeriodKind.YEAR, 2024)
TOLD = {"progress": Progress.ONGOING, "done": "Đã tổ chức 02 lớp tập huấn.", "difficulty": "", "proposal": ""}


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body

    name = factory.LazyAttribute(lambda body: body.agency.name if body.agency else "Các ngành liên quan")
    agency = None
    is_class = factory.LazyAttribute(lambda body: body.agency is None)


class DutyFactory(DjangoModelFactory):
    class Meta:
        model = Duty

    body = factory.SubFactory(BodyFactory, plan=factory.SelfAttribute("..plan"))
    role = DutyRole.IMPLEMENT
    text = factory.Sequence(lambda n: f"Nhiệm vụ số {n}.")


def make_duty(plan, agency=None, members=(), **values):
    """A duty of an agency, or of a class of bodies with these members."""
    body = BodyFactory(plan=plan, agency=agency)
    body.members.set(members)
    return DutyFactory(plan=plan, body=body, **values)


def save_report(duty, agency, by, period=HALF_2024, values=None, version=0, **options):
    values = TOLD | (values or {})
    return services.save_duty_report(
        duty=duty, agency=agency, period=period, values=values, version=version, by=by, **options
    )


def send_report(duty, agency, by, period=HALF_2024, **options):
    report = save_report(duty, agency, by, period, **options)
    return services.send_duty_report(report, version=report.version, by=by)
