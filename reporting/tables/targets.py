"""Biểu 1: what each target was to reach, what was counted, and what this is worth."""

from dataclasses import astuple, dataclass, fields

from plans.enums import Comparator, GrowthMode, MeasuredIn
from reporting.enums import FormulaKind, ResultState
from reporting.force import read_targets
from reporting.measures import compute_results
from reporting.tables.shape import make_table
from swprogram.kit.numbers import format_money, format_number, format_percent, format_trimmed, prose_count
from swprogram.kit.tables import Column, Mark

PROVISIONAL = "(tạm tính)"
STATES = {
    ResultState.REACHED: "Đạt",
    ResultState.ON_THE_WAY: "Đúng tiến độ",
    ResultState.BEHIND: "Chậm tiến độ",
    ResultState.NO_DATA: "Chưa có số liệu",
    None: "Không so sánh",
}
UNITS_OF_MEASURE = {
    MeasuredIn.PERCENT: "%",
    MeasuredIn.PERSON: "người",
    MeasuredIn.PERSON_PER_UNIT: "người/đơn vị",
    MeasuredIn.FACILITY: "cơ sở",
    MeasuredIn.DONG: "đồng",
}
COUNTED = (MeasuredIn.PERSON, MeasuredIn.PERSON_PER_UNIT, MeasuredIn.FACILITY)
SHARES = (FormulaKind.RATIO, FormulaKind.COVERAGE)
# Those of Biểu 1 in reports that were frozen before columns had keys.
FIRST_COLUMNS = (
    "name", "code", "measured_in", "target", "numerator", "denominator", "value", "previous", "state",
)  # fmt: skip


@dataclass(frozen=True)
class TargetRow:
    """A row of Biểu 1, in the order of its columns; the sentences of the report read it again."""

    name: str
    code: str
    measured_in: str
    target: str
    numerator: object
    denominator: object
    value: object
    previous: object
    state: str
    answers: object = Mark.NOT_APPLICABLE


def rows_of_targets(table):
    """The rows of Biểu 1, also of one that was frozen before it had columns that it has today."""
    names = [column.key for column in table.columns]
    if not all(names):
        names = FIRST_COLUMNS
    known = {field.name for field in fields(TargetRow)}
    return [
        TargetRow(**{name: cell for name, cell in zip(names, row, strict=True) if name in known})
        for row in table.rows
    ]


def targets_table(round, plan, facts):
    targets = read_targets(plan)
    periods = [period for period in (round.period, facts.previous) if period]
    results = compute_results(targets, unit_ids=[facts.province.pk], periods=periods)
    rows = [
        _target_row(target, *(results[target.pk, facts.province.pk, period.pk] for period in periods))
        for target in targets
    ]
    earlier = facts.previous.printed_label if facts.previous else "Kỳ trước cùng loại"
    columns = [
        Column("Chỉ tiêu", width=32, key="name"),
        Column("Mã", width=11, key="code"),
        Column("Đơn vị tính", width=8, key="measured_in"),
        Column("Mục tiêu", width=13, key="target"),
        Column("Tử số", "count", width=9, key="numerator"),
        Column("Mẫu số", "count", width=9, key="denominator"),
        Column(
            round.period.printed_label, "number", group="Kết quả", width=11, key="value", keeps_zeros=True
        ),
        Column(earlier, "number", group="Kết quả", width=11, key="previous", keeps_zeros=True),
        Column("Đánh giá", width=16, key="state"),
        Column("Đơn vị đã có số liệu", width=9, key="answers"),
    ]
    return make_table(
        "1",
        "Kết quả thực hiện chỉ tiêu",
        columns,
        [astuple(row) for row in rows],
        facts,
        keys=[row.code for row in rows],
    )


def _target_row(target, result, previous=None):
    return TargetRow(
        name=_name(target),
        code=target.code,
        measured_in="%" if _is_share(result) else unit_of_measure(target),
        target=print_target(target),
        numerator=_or_missing(result.numerator),
        denominator=_denominator(result),
        value=_or_missing(result.value),
        previous=_or_missing(previous.value if previous else None),
        state=print_state(result),
        answers=print_answers(result),
    )


def print_state(result):
    """The judgement; as long as units are missing it is never printed without that word."""
    return f"{STATES[result.state]} {PROVISIONAL}" if result.is_provisional else STATES[result.state]


def print_answers(result):
    """How many of the units that are asked have accepted counts: "5/6"; "x" where nobody is asked."""
    answers = result.answers
    if not answers.expected:
        return Mark.NOT_APPLICABLE
    return (
        f"{format_number(answers.answered, language='vi')}/{format_number(answers.expected, language='vi')}"
    )


def _name(target):
    """A condition is said to be one: it must hold among what its target counts."""
    if target.condition_of_id is None:
        return target.name
    return f"Trong đó: {target.name[:1].lower()}{target.name[1:]}"


def _is_share(result):
    return result.formula is not None and result.formula.kind in SHARES


def unit_of_measure(target):
    """As the report prints it; a growth in points is no percentage."""
    return "điểm %" if target.growth_mode == GrowthMode.POINTS else UNITS_OF_MEASURE[target.measured_in]


def _denominator(result):
    """Shares have one, and the growth of a rate."""
    if result.formula is not None and not _is_share(result) and result.denominator is None:
        return Mark.NOT_APPLICABLE
    return _or_missing(result.denominator)


def _or_missing(figure):
    return Mark.NOT_REPORTED if figure is None else figure


def print_target(target):
    """The promise as the report prints it: "ít nhất 10 %", "từ 01 đến 02 người/đơn vị", "15 tỷ đồng"."""
    value = _print_value(target)
    patterns = {
        Comparator.EQUAL: "{value}",
        Comparator.AT_LEAST: "ít nhất {value}",
        Comparator.ABOUT: "khoảng {value}",
        Comparator.RANGE: "từ {lower} đến {upper}",
    }
    upper = _print_amount(target.value_to, target.measured_in) if target.value_to is not None else ""
    lower = prose_count(int(target.value)) if target.measured_in in COUNTED else value
    printed = patterns[target.comparator].format(value=value, lower=lower, upper=upper)
    return f"tăng {printed} so với năm {target.base_year}" if target.growth_mode else printed


def _print_value(target):
    if target.growth_mode == GrowthMode.POINTS:
        return f"{format_trimmed(target.value, 2, language='vi')} điểm %"
    return _print_amount(target.value, target.measured_in)


def _print_amount(value, measured_in):
    if measured_in == MeasuredIn.PERCENT:
        return format_percent(value, language="vi")
    if measured_in == MeasuredIn.DONG:
        return format_money(value, language="vi")
    return f"{prose_count(int(value))} {UNITS_OF_MEASURE[measured_in]}"
