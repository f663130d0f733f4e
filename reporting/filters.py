"""Which plan, which round, which unit; and which reports: one answer for page, export and API."""

from dataclasses import dataclass, field

import django_filters
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from plans.enums import LIVE_STATES, PlanState
from plans.models import Plan
from reporting.enums import ReportState
from reporting.models import Report
from submissions.enums import SubmissionState
from submissions.models import Round, Submission
from swprogram.kit import clock
from swprogram.kit.parameters import read_number
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, reachable_units
from swprogram.org.roles import Verb

# A plan that is being amended stays in force.
IN_FORCE = (*LIVE_STATES, PlanState.AMENDING)
LEVELS = [UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE]


@dataclass(frozen=True)
class Selection:
    """What a dashboard shows; `plan`, `round` and `unit` are None while there is nothing to choose."""

    plan: object
    round: object
    unit: object
    plans: list = field(default_factory=list)
    rounds: list = field(default_factory=list)
    units: list = field(default_factory=list)

    @property
    def day(self):
        """The day on which the tree of units is read: the cut-off, or today before the first round."""
        return self.round.period.ends_on if self.round else clock.today()

    @property
    def newer(self):
        """The open rounds after the chosen one."""
        after = [one for one in self.rounds if self.round and one.period.ends_on > self.day]
        return [one for one in after if one.is_open]

    @property
    def periods(self):
        """The periods of the province up to the chosen one, oldest first."""
        periods = [round.period for round in self.rounds if round.period.ends_on <= self.day]
        return sorted(periods, key=lambda period: period.ends_on)


def select(user, query, plan=None):
    """What the address asks for within the person's scope; what it leaves open is chosen sensibly.

    Usually: the plan that covers the newest round's year, the newest round with accepted counts, the
    highest unit in reach. With `plan` only round and unit are chosen. Raises Http404 for what lies outside
    the scope; a round or unit of another province than the plan's gives way to the plan.
    """
    rounds = _rounds(user)
    plans = [plan] if plan else _plans(user)
    plan = plan or _pick(plans, query.get("plan"), _usual_plan(plans, rounds))
    of_plan = [round for round in rounds if plan and round.province_id == plan.unit_id]
    round = _pick(rounds, query.get("round"), None)
    round = round if round in of_plan else _usual_round(of_plan)
    units = _units(user, plan, round)
    unit = _pick_unit(user, units, query.get("unit"))
    return Selection(plan, round, unit, plans, of_plan, units)


def _plans(user):
    plans = Plan.objects.visible_to(user).filter(state__in=IN_FORCE)
    return list(plans.select_related("unit", "programme"))


def _rounds(user):
    return list(Round.objects.visible_to(user).select_related("period", "province"))


def _usual_plan(plans, rounds):
    """The first plan that covers the newest round for which there is one; without any, the first plan."""
    fitting = (
        plan
        for round in rounds
        for plan in plans
        if plan.unit_id == round.province_id and plan.covers(round.period.year)
    )
    return next(fitting, None) or next(iter(plans), None)


def _usual_round(rounds):
    """The newest round with accepted counts, so that a round that was just opened empties no page."""
    accepted = Submission.objects.filter(round__in=rounds, state=SubmissionState.ACCEPTED).order_by()
    with_counts = set(accepted.values_list("round", flat=True).distinct())
    return next((one for one in rounds if one.pk in with_counts), None) or next(iter(rounds), None)


def _units(user, plan, round):
    """The territorial units of the plan's province whose results the person follows, highest first."""
    if plan is None:
        return []
    day = round.period.ends_on if round else clock.today()
    units = Unit.objects.under(plan.unit, on=day).filter(pk__in=reachable_units(user, Verb.VIEW_RESULTS))
    rows = units.filter(kind__in=LEVELS).select_related("parent")
    return sorted(rows, key=lambda unit: (LEVELS.index(unit.kind), unit.sort_key, unit.pk))


def _pick(rows, asked, usual):
    """The row with the id that was asked for; the usual one when none was."""
    if not asked:
        return usual
    found = next((row for row in rows if str(row.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _pick_unit(user, units, asked):
    found = next((unit for unit in units if str(unit.pk) == asked), None)
    if found or not asked:
        return found or next(iter(units), None)
    reached = reachable_units(user, Verb.VIEW_RESULTS)
    if not reached.filter(descendant=read_number(asked)).exists():
        raise Http404
    return next(iter(units), None)


class ReportFilter(django_filters.FilterSet):
    year = django_filters.ChoiceFilter(
        label=_("Year"),
        field_name="round__period__year",
        choices=lambda: _years(),
        empty_label=_("All"),
    )
    plan = django_filters.ModelChoiceFilter(
        label=_("Plan"),
        queryset=lambda request: _plans_for(request),
        empty_label=_("All"),
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=ReportState, empty_label=_("All"))

    class Meta:
        model = Report
        fields = ["year", "plan", "state"]


def _plans_for(request):
    """The plans to choose from; none while only the description of the API is written."""
    return Plan.objects.visible_to(request.user) if request else Plan.objects.none()


def _years():
    """Years say nothing about a province, so all of them are offered."""
    years = Round.objects.values_list("period__year", flat=True).distinct().order_by("-period__year")
    return [(year, str(year)) for year in years]
