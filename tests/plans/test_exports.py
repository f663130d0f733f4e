"""Plans and targets as tables and workbooks."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from plans.enums import Comparator, MeasuredIn
from plans.exports import plan_targets_table, plans_table
from plans.models import Plan
from tests.factories.plans import PlanFactory, TargetFactory

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows_of(response):
    """The rows of the first sheet that have more than one cell filled: the headings and the lines."""
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [row for row in rows if sum(value is not None for value in row) > 1]


@pytest.mark.usefixtures("in_english")
def test_a_plan_is_one_line(plan):
    plan.number, plan.issued_on, plan.estimated_cost = "05/KH-UBND", date(2024, 1, 5), 15_000_000_000
    plan.signer = "Nguyễn Văn A"
    plan.save()
    first = TargetFactory(plan=plan)
    TargetFactory(plan=plan, condition_of=first)
    table = plans_table(Plan.objects.for_list())
    assert [str(column.header) for column in table.columns] == [
        "Title",
        "Number and symbol",
        "Date of issue",
        "Programme",
        "Kind",
        "Years",
        "Province",
        "Issued by",
        "Signed by",
        "Targets",
        "Estimated cost (dong)",
        "State",
    ]
    assert table.rows == (
        (
            "Kế hoạch công tác xã hội năm 2024",
            "05/KH-UBND",
            date(2024, 1, 5),
            "Chương trình phát triển công tác xã hội giai đoạn 2021 - 2030",
            "Annual plan",
            "2024",
            "Tỉnh Hải Sơn",
            "Ủy ban nhân dân tỉnh",
            "Nguyễn Văn A",
            1,
            15_000_000_000,
            "In force",
        ),
    )


@pytest.mark.usefixtures("in_english")
def test_a_condition_is_a_line_that_names_its_target(plan):
    first = TargetFactory(plan=plan, code="VT-1", position=1, note="Ghi chú")
    TargetFactory(
        plan=plan,
        code="VT-1a",
        position=2,
        condition_of=first,
        comparator=Comparator.RANGE,
        value=Decimal(1),
        value_to=Decimal(2),
        measured_in=MeasuredIn.PERSON_PER_UNIT,
    )
    table = plan_targets_table(plan)
    columns = [str(column.header) for column in table.columns]
    chosen = [columns.index(name) for name in ("Code", "Comparison", "Value", "Up to", "Condition of")]
    assert [tuple(row[index] for index in chosen) for row in table.rows] == [
        ("VT-1", "at least", Decimal(10), None, ""),
        ("VT-1a", "between", Decimal(1), Decimal(2), "VT-1"),
    ]


def test_the_export_opens_again_with_exactly_what_is_filtered(signed_in, plan, draft):
    response = signed_in().get(reverse("plan_export"), {"state": "draft"})
    assert response.headers["Content-Type"] == XLSX
    heading, *rows = rows_of(response)
    assert heading[0] == "Title"
    assert [(row[0], row[5], row[9], row[11]) for row in rows] == [("Kế hoạch năm 2025", "2025", 0, "Draft")]


def test_the_targets_of_a_plan_open_again_as_numbers(signed_in, plan):
    TargetFactory(plan=plan, code="VT-2", value=Decimal("69.6"))
    heading, row = rows_of(signed_in().get(reverse("plan_targets_export", args=[plan.pk])))
    assert dict(zip(heading, row, strict=True))["Value"] == 69.6
    assert dict(zip(heading, row, strict=True))["From year"] == "2024"


def test_the_plans_of_another_province_are_in_no_export(signed_in, world):
    hidden = PlanFactory(unit=world.other.unit)
    client = signed_in()
    assert len(rows_of(client.get(reverse("plan_export")))) == 1
    assert client.get(reverse("plan_targets_export", args=[hidden.pk])).status_code == 404
