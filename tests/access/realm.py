"""The objects that the table of access speaks of, by place, in two provinces."""

from django.urls import reverse

from plans.models import Plan, Target
from reporting.models import Report
from submissions.models import Round, Submission
from swprogram.org.models import Membership, Unit, User
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory, TargetFactory
from tests.worlds import open_half_year

PROVINCES = ("Hải Sơn", "Bình Giang")
SENDERS = ("Đông", "Đông Một", "Đông Hai", "Tây", "Bắc Một")
UNITS = ("Hải Sơn", *SENDERS)


def furnish(world):
    """Give each province of the small world a plan, a target, an open round and a draft report."""
    for province in (world.home, world.other):
        plan = PlanFactory(unit=province.unit)
        TargetFactory(plan=plan)
        Report.objects.create(round=open_half_year(province, 2024), plan=plan)


def addresses(name, kind):
    """The addresses of one page: one for each place in which its object can lie."""
    return [reverse(name, args=args) for args in ARGUMENTS[kind]()]


def by_province(model, path):
    return lambda: [[model.objects.get(**{f"{path}__short_name": name}).pk] for name in PROVINCES]


def by_sender():
    return [[Submission.objects.get(unit__short_name=name).pk] for name in SENDERS]


def by_unit_of_result():
    """The home province's target and round, asked for each unit."""
    target, opened = Target.objects.earliest("pk"), Round.objects.earliest("pk")
    return [[target.pk, opened.pk, Unit.objects.get(short_name=name).pk] for name in UNITS]


def officers():
    """The commune officers of both provinces: those whom an administrator manages, or must not."""
    return User.objects.filter(memberships__role=Role.COMMUNE_OFFICER).order_by("pk")


ARGUMENTS = {
    "page": lambda: [[]],
    "plan": by_province(Plan, "unit"),
    "target": by_province(Target, "plan__unit"),
    "round": by_province(Round, "province"),
    "report": by_province(Report, "round__province"),
    "submission": by_sender,
    "result": by_unit_of_result,
    "person": lambda: [[person.pk] for person in officers()],
    "membership": lambda: [[Membership.objects.get(user=person).pk] for person in officers()],
}
