"""A province of many communes with accepted counts of many periods, for a benchmark."""

import json
from datetime import datetime, timedelta
from itertools import islice, product
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings

from plans.enums import Comparator, MeasuredIn, PlanKind, PlanState
from plans.models import Indicator, Plan, Programme, Target
from reporting.enums import FormulaKind, Side
from reporting.models import Formula, Term
from submissions.enums import FigureState, RoundState, SubmissionState
from submissions.imports import import_catalogue
from submissions.models import Figure, Form, Measure, Option, Period, Round, Submission
from swprogram.kit.periods import PeriodKind, span_of
from swprogram.org.enums import UnitKind, UnitType
from swprogram.org.models import Membership, ProgrammeLead, Unit, User
from swprogram.org.roles import Role
from swprogram.org.services import rebuild_closure

DISTRICTS = 20
BATCH = 5000
AT = datetime(2024, 6, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def make_province(communes):
    """A province with its districts and communes; returns (province, [communes], its officer)."""
    province = _unit("90", "Tỉnh Một", UnitKind.PROVINCE, UnitType.PROVINCE)
    lead = _unit("so", "Sở Y tế", UnitKind.AGENCY, UnitType.DEPARTMENT, province)
    ProgrammeLead.objects.create(province=province, agency=lead, ministry_department="Cục", seat="Một")
    districts = [
        _unit(f"h{number}", f"Huyện {number}", UnitKind.DISTRICT, UnitType.RURAL_DISTRICT, province)
        for number in range(DISTRICTS)
    ]
    below = [
        _unit(f"x{number}", f"Xã {number}", UnitKind.COMMUNE, UnitType.COMMUNE, districts[number % DISTRICTS])
        for number in range(communes)
    ]
    rebuild_closure()
    officer = User.objects.create(username="tinh", full_name="Tỉnh")
    Membership.objects.create(user=officer, role=Role.PROVINCIAL_OFFICER, unit=lead)
    return province, below, officer


def _unit(code, name, kind, type_, parent=None):
    return Unit.objects.create(code=code, name=name, short_name=name, kind=kind, type=type_, parent=parent)


def load_catalogue():
    path = settings.BASE_DIR / "fixtures" / "catalogue.json"
    import_catalogue(json.loads(path.read_text(encoding="utf-8")))


def make_counts(province, communes, officer, *, periods, cells):
    """Accepted submissions of every commune in the last `periods` half-years, each with `cells` figures."""
    random, places = Random(112), _places(cells)
    form = Form.objects.filter(level=UnitKind.COMMUNE).first()
    for year in range(2025 - periods, 2025):
        opened = _round(province, year)
        submissions = Submission.objects.bulk_create(
            [_submission(opened, form, unit, officer) for unit in communes], batch_size=BATCH
        )
        Figure.objects.bulk_create(
            [_figure(one, place, random) for one in submissions for place in places], batch_size=BATCH
        )


def _places(cells):
    """The first cells of the measures that are split, the same number of each."""
    measures = Measure.objects.filter(rows__isnull=False).order_by("position", "pk")
    split = [list(_cells_of(measure)) for measure in measures]
    taken = [cell for group in zip(*(one * cells for one in split), strict=False) for cell in group]
    return list(islice(dict.fromkeys(taken), cells))


def _cells_of(measure):
    rows = Option.objects.filter(breakdown=measure.rows_id)
    columns = Option.objects.filter(breakdown=measure.columns_id) if measure.columns_id else [None]
    return ((measure, row, column) for row, column in product(rows, columns))


def _round(province, year):
    span = span_of(PeriodKind.HALF_YEAR, year)
    dates = {"starts_on": span.starts_on, "ends_on": span.ends_on}
    period = Period.objects.create(kind=PeriodKind.HALF_YEAR, year=year, **dates)
    return Round.objects.create(province=province, period=period, state=RoundState.OPEN)


def _submission(opened, form, unit, officer):
    times = {"saved_at": AT, "sent_at": AT, "first_sent_at": AT, "reviewed_at": AT + timedelta(days=1)}
    people = dict.fromkeys(("saved_by", "sent_by", "reviewed_by"), officer)
    return Submission(
        round=opened,
        form=form,
        unit=unit,
        reviewer_id=unit.parent_id,
        state=SubmissionState.ACCEPTED,
        **times,
        **people,
    )


def _figure(submission, place, random):
    measure, row, column = place
    state = FigureState.NOT_REPORTED if random.random() < 0.05 else FigureState.REPORTED
    value = random.randint(0, 30) if state == FigureState.REPORTED else None
    return Figure(submission=submission, measure=measure, row=row, column=column, state=state, value=value)


def make_target(province, measure):
    """A target that says which share of a measure stands in one half of its cells."""
    programme = Programme.objects.create(
        code="ct", name="Chương trình", decision_number="1/QĐ-TTg",
        decided_on=AT.date(), from_year=2010, to_year=2030,
    )  # fmt: skip
    plan = Plan.objects.create(
        programme=programme, unit=province, kind=PlanKind.PHASE_PLAN, state=PlanState.DRAFT,
        title="Kế hoạch", issuer="UBND tỉnh", from_year=2010, to_year=2030,
    )  # fmt: skip
    target = Target.objects.create(
        plan=plan, indicator=Indicator.objects.create(code="share", name="Tỷ lệ", name_en="Share"),
        code="T1", name="Tỷ lệ", wording="Tỷ lệ", comparator=Comparator.AT_LEAST, value=10,
        measured_in=MeasuredIn.PERCENT, from_year=2010, to_year=2030,
    )  # fmt: skip
    formula = Formula.objects.create(target=target, kind=FormulaKind.RATIO)
    top = Term.objects.create(formula=formula, side=Side.NUMERATOR, measure=measure)
    top.rows.set(Option.objects.filter(breakdown=measure.rows_id)[:2])
    Term.objects.create(formula=formula, side=Side.DENOMINATOR, measure=measure)
    return target
