"""The figures that the tables of a report print, read once, and looked up by unit, measure and row."""

from collections import defaultdict
from dataclasses import dataclass

from reporting.measures import count_late, find_asked_cells
from reporting.progress import members_of
from submissions.enums import FigureState
from submissions.measures import NONE_EXPECTED, NOTHING, count_submissions, sum_figures, sum_own_figures
from submissions.models import Measure, Option, Period
from swprogram.kit import clock
from swprogram.kit.tables import Mark
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit

MARKS = {FigureState.NOT_REPORTED: Mark.NOT_REPORTED, FigureState.NOT_APPLICABLE: Mark.NOT_APPLICABLE}


@dataclass(frozen=True)
class Facts:
    """What one round says about a province, its districts and their communes.

    sums, own: {(unit id, period id, measure code, row id): Total} of branches, and of the units' own
    submissions; the row None stands for all rows together. asked: {(unit id, measure code, row id)}.
    """

    round: object
    province: object
    members: list
    communes: dict
    rows: dict
    previous: object
    sums: dict
    own: dict
    asked: set
    submitted: dict
    late: dict
    counted_on: object

    def rows_of(self, measure):
        """The options of the measure's rows, in their order, that the round asks somebody for."""
        return [row for row in self.rows[measure] if (self.province.pk, measure, row.pk) in self.asked]

    def cell(self, unit, measure, row=None):
        """The sum in the unit's branch; "x" where it is not asked, "…" where nobody has reported."""
        row_id = row.pk if row else None
        if (unit.pk, measure, row_id) not in self.asked:
            return Mark.NOT_APPLICABLE
        return figure_of(self.total(unit, measure, row))

    def total(self, unit, measure, row=None):
        return self.sums.get((unit.pk, self.round.period_id, measure, row.pk if row else None), NOTHING)

    def earlier_cell(self, unit, measure, row=None):
        """The same in the period of the same kind a year before; "…" where there is none."""
        if self.previous is None:
            return Mark.NOT_REPORTED
        place = (unit.pk, self.previous.pk, measure, row.pk if row else None)
        return figure_of(self.sums.get(place, NOTHING))

    def own_cell(self, unit, measure, row=None):
        """What the unit's own submission says."""
        place = (unit.pk, self.round.period_id, measure, row.pk if row else None)
        return figure_of(self.own.get(place, NOTHING))

    def submissions_of(self, unit):
        return self.submitted.get(unit.pk, NONE_EXPECTED)

    def late_of(self, unit):
        return self.late.get(unit.pk, 0)


def figure_of(total):
    """The whole number of a Total, or the mark that says why there is none."""
    return MARKS.get(total.state, total.value)


def read_facts(round):
    """The Facts of a round, in a constant number of queries."""
    province, day = round.province, round.period.ends_on
    members = list(members_of(province, day))
    ids = [province.pk, *(unit.pk for unit in members)]
    previous = Period.objects.filter(kind=round.period.kind, year=round.period.year - 1).first()
    measures = {measure.pk: measure for measure in Measure.objects.all()}
    communes = _communes_of(members, day)
    return Facts(
        round=round,
        province=province,
        members=members,
        communes=communes,
        rows=_options_of(measures.values()),
        previous=previous,
        sums=_read_sums(sum_figures, ids, [round.period, previous], measures),
        own=_read_sums(sum_own_figures, _all_ids(members, communes), [round.period], measures),
        asked=_by_row(find_asked_cells(round, ids), measures),
        submitted=count_submissions(round, ids),
        late=count_late(round, ids, clock.today()),
        counted_on=clock.today(),
    )


def _communes_of(members, day):
    """{district id: [its communes]}"""
    found = defaultdict(list)
    for unit in Unit.objects.valid_on(day).filter(parent__in=members, kind=UnitKind.COMMUNE):
        found[unit.parent_id].append(unit)
    return found


def _all_ids(members, communes):
    return [unit.pk for unit in members] + [unit.pk for units in communes.values() for unit in units]


def _options_of(measures):
    """{measure code: [options of its rows]}"""
    by_breakdown = defaultdict(list)
    for option in Option.objects.all():
        by_breakdown[option.breakdown_id].append(option)
    return {measure.code: by_breakdown[measure.rows_id] for measure in measures}


def _read_sums(read, units, periods, measures):
    """Totals of every row over its columns, and of all rows together under the row None."""
    sums = defaultdict(lambda: NOTHING)
    found = read(units=units, periods=[period.pk for period in periods if period], measures=list(measures))
    for (unit, period, measure, row, _column), total in found.items():
        for one in {row, None}:
            sums[unit, period, measures[measure].code, one] += total
    return dict(sums)


def _by_row(cells, measures):
    places = [(unit, measures[measure].code, row) for unit, measure, row, _column in cells]
    return {place for unit, code, row in places for place in ((unit, code, row), (unit, code, None))}
