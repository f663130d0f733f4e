"""Which agency owes a report on which duty in which period, what it has said, and who is late."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from plans.enums import LIVE_STATES, DutyReportState, PlanState, Rhythm
from plans.models import Duty, DutyReport, Plan
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind, label_of, printed_label, span_of
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, reachable_units
from swprogram.org.roles import Verb

IN_FORCE = (*LIVE_STATES, PlanState.AMENDING)
HANDED_IN = (DutyReportState.SENT, DutyReportState.ACCEPTED)


class Period(NamedTuple):
    """A period of reporting: its kind and its year."""

    kind: str
    year: int

    @property
    def span(self):
        return span_of(self.kind, self.year)

    @property
    def key(self):
        """How an address names it: 'half_year-2024'."""
        return f"{PeriodKind(self.kind).value}-{self.year}"

    @property
    def label(self):
        return label_of(self.kind, self.year)

    @property
    def printed_label(self):
        return printed_label(self.kind, self.year)


@dataclass
class DutyRow:
    """One agency and one duty in one period: the report, or None, and the report of an earlier period."""

    duty: Duty
    agency: Unit
    period: Period
    due_on: date
    report: DutyReport | None = None
    last: DutyReport | None = None
    is_own: bool = False
    is_owed: bool = True

    @property
    def state(self):
        return DutyReportState(self.report.state) if self.report else DutyReportState.DRAFT

    @property
    def is_handed_in(self):
        return self.state in HANDED_IN

    @property
    def days_late(self):
        """Days since the due day, while the report is neither sent nor accepted; 0 when it is not late."""
        is_waited_for = self.is_owed and not self.is_handed_in
        return max(0, (clock.today() - self.due_on).days) if is_waited_for else 0

    @property
    def text(self):
        return printed_text(self.duty)


@dataclass
class LateAgency:
    """An agency with the duties on which it is late, the longest wait first."""

    agency: Unit
    rows: list

    @property
    def days_late(self):
        return max(row.days_late for row in self.rows)


# --- Which periods ---------------------------------------------------------------------------


def periods_of(plan):
    """Both periods of every year of the plan, the oldest first."""
    years = range(plan.from_year, plan.to_year + 1)
    return [Period(kind, year) for year in years for kind in PeriodKind]


def period_of(day):
    """The first period to end whose span holds the day."""
    year = day.year + (day > span_of(PeriodKind.YEAR, day.year).ends_on)
    half = Period(PeriodKind.HALF_YEAR, year)
    return half if half.span.contains(day) else Period(PeriodKind.YEAR, year)


def choosable_periods(plans):
    """The periods of these plans, the newest first."""
    found = {period for plan in plans for period in periods_of(plan)}
    return sorted(found, key=lambda period: period.span.ends_on, reverse=True)


def present_period(plans):
    """The last period of these plans that has ended, else their first one; None without plans."""
    periods = choosable_periods(plans)
    ended = [period for period in periods if period.span.ends_on <= clock.today()]
    return next(iter(ended or periods[-1:]), None)


# --- Who owes what ---------------------------------------------------------------------------


def printed_text(duty):
    """What the plan says: the duty's own words, or those of its activity."""
    return duty.text or duty.activity.text


def due_day(plan, period):
    """The last day for a report: the plan's days after the cut-off."""
    return period.span.ends_on + timedelta(days=plan.duty_report_days)


def is_owed(duty, period):
    """Does this duty ask for a report in this period?

    Quarterly and half-yearly duties in both periods of a year, yearly ones in the year's. What is done once,
    in the period that holds its due day. Going on all the time, or without a rhythm, in every period.
    """
    plan = duty.plan
    if plan.state not in IN_FORCE or not plan.covers(period.year):
        return False
    if duty.rhythm == Rhythm.YEARLY:
        return period.kind == PeriodKind.YEAR
    if duty.rhythm == Rhythm.ONCE and duty.due_on:
        return period == _period_once(duty)
    return True


def _period_once(duty):
    """A due day before or after the plan's periods counts in the first or in the last of them."""
    first, *_between, last = periods_of(duty.plan)
    holding = period_of(duty.due_on)
    if holding.year < first.year:
        return first
    return last if holding.year > last.year else holding


def agencies_of(duty, day):
    """The agencies that answer for a duty on a day: the body itself, or the members of a class of bodies."""
    body = duty.body
    agencies = [body.agency] if body.agency_id else body.members.all()
    return [agency for agency in agencies if _exists_on(agency, day)]


def _exists_on(unit, day):
    started = unit.valid_from is None or unit.valid_from <= day
    return started and (unit.valid_to is None or unit.valid_to > day)


def owed_pairs(duties, period):
    """(duty, agency) for every report that these duties ask for in the period, in the order given."""
    cut_off = period.span.ends_on
    owed = (duty for duty in duties if is_owed(duty, period))
    return [(duty, agency) for duty in owed for agency in agencies_of(duty, cut_off)]


# --- What was said ---------------------------------------------------------------------------


def plans_with_duties(user):
    """The plans, once in force, on whose duties the person may read reports; none without that right."""
    if not user.has_verb(Verb.VIEW_DUTY_REPORTS):
        return Plan.objects.none()
    plans = Plan.objects.visible_to(user).exclude(state=PlanState.DRAFT).filter(duty_set__isnull=False)
    return plans.select_related("unit").distinct().order_by("-from_year", "unit__sort_key", "pk")


def followed_plans(user):
    """Those in force of a province that the person reaches as a whole."""
    reached = reachable_units(user, Verb.VIEW_DUTY_REPORTS)
    return plans_with_duties(user).filter(state__in=IN_FORCE, unit__in=reached)


def duties_of(plans):
    """The duties of these plans with all that a line about one shows, in printed order."""
    duties = Duty.objects.filter(plan__in=plans)
    duties = duties.select_related("plan__unit", "body__agency", "activity").prefetch_related("body__members")
    return duties.order_by("-plan__from_year", "plan", "body__position", "body", "position", "pk")


def read_rows(user, period, plans):
    """A DutyRow for each report that agencies in reach owe, or once wrote; those of own agencies first."""
    reach = set(reachable_units(user, Verb.VIEW_DUTY_REPORTS).values_list("descendant", flat=True))
    own = user.units_with(Verb.REPORT_DUTIES)
    duties = {duty.pk: duty for duty in duties_of(plans)}
    owed = {(duty.pk, agency.pk): agency for duty, agency in owed_pairs(duties.values(), period)}
    present, earlier = _read_reports(duties, period)
    written = {place: report.agency for place, report in present.items()}
    rows = [
        DutyRow(
            duty=duties[place[0]],
            agency=agency,
            period=period,
            due_on=due_day(duties[place[0]].plan, period),
            report=present.get(place),
            last=earlier.get(place),
            is_own=agency.pk in own,
            is_owed=place in owed,
        )
        for place, agency in (owed | written).items()
        if agency.pk in reach
    ]
    return sorted(rows, key=lambda row: not row.is_own)


def _read_reports(duties, period):
    """By duty and agency: the reports of the period, and the last ones that were handed in before it."""
    reports = DutyReport.objects.filter(duty__in=duties).select_related("agency", "sent_by", "reviewed_by")
    present, earlier = {}, {}
    for report in sorted(reports, key=lambda report: span_of(report.kind, report.year).ends_on):
        place = report.duty_id, report.agency_id
        if (report.kind, report.year) == tuple(period):
            present[place] = report
        elif report.state in HANDED_IN and span_of(report.kind, report.year).ends_on < period.span.ends_on:
            earlier[place] = report
    return present, earlier


def find_row(user, duty, agency, period):
    """The row of one duty, agency and period, or None when no report is owed or it lies out of reach."""
    rows = read_rows(user, period, plans_with_duties(user).filter(pk=duty.plan_id))
    fits = (row for row in rows if (row.duty.pk, row.agency.pk) == (duty.pk, agency.pk))
    return next(fits, None)


def late_agencies(rows):
    """The agencies that are late, the longest wait first, each with its late rows."""
    by_agency = {}
    for row in rows:
        if row.days_late:
            by_agency.setdefault(row.agency, []).append(row)
    found = [LateAgency(agency, late) for agency, late in by_agency.items()]
    return sorted(found, key=lambda late: (-late.days_late, -len(late.rows), late.agency.sort_key))


def urged(late, lead):
    """Of the late agencies those that a letter urges: the lead agency writes the letters, and gets none."""
    return [one for one in late if one.agency != lead]


def count_duties(late):
    return sum(len(one.rows) for one in late)


def addressed_name(unit):
    """How a document addresses a unit: an agency by its name, a territory by its People's Committee."""
    if unit.kind == UnitKind.AGENCY:
        return unit.name
    return f"Ủy ban nhân dân {unit.name[:1].lower()}{unit.name[1:]}"
