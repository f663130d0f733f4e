"""The template as Excel opens it; and what left comes back as the same."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from facilities.models import Facility
from swprogram.kit.text import normalise
from swprogram.registry.imports.template import write_template
from tests.registry.imports.conftest import row
from tests.registry.imports.shelf import STOCK

pytestmark = pytest.mark.django_db
TEMPLATE, EXPORT = "/shelves/stock/template.xlsx", "/shelves/stock/export/"


@pytest.fixture
def template(world, signed_in):
    return load_workbook(BytesIO(signed_in().get(TEMPLATE).content))


def test_the_first_sheet_holds_its_headings_and_nothing_else(template):
    sheet = template["Dữ liệu"]
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [
        [
            "Code", "Tên *", "Loại *", "Sở hữu", "Địa bàn *", "Địa chỉ", "Trong quy hoạch", "Từ ngày",
            "Ghi chú", "Vĩ độ", "Kinh độ",
        ]
    ]  # fmt: skip
    assert sheet["B1"].comment.text == "Bắt buộc.\nAs the decision says.\nVí dụ: Trung tâm A"
    assert sheet.freeze_panes == "A2"


def test_lists_drop_down_for_two_thousand_rows(template):
    rules = {str(rule.sqref): rule.formula1 for rule in template["Dữ liệu"].data_validations.dataValidation}
    assert rules["D2:D2001"] == "'Danh mục'!$B$1:$B$2"
    assert [template["Danh mục"]["D1"].value, template["Danh mục"]["D2"].value] == ["Có", "Không"]
    assert template["Danh mục"].sheet_state == "hidden"


def test_units_are_those_that_the_person_reaches(template):
    units = [cell.value for cell in template["Danh mục"]["C"] if cell.value]
    assert "Xã Đông Một" in units
    assert "Xã Bắc Một" not in units


def test_the_guide_tells_help_examples_and_what_is_taken(template):
    lines = [[cell.value for cell in line] for line in template["Hướng dẫn"].iter_rows()]
    assert ["Tên", "Bắt buộc", "As the decision says.", "Trung tâm A", ""] in lines
    assert ["Một dòng là một cơ sở.", None, None, None, None] in lines
    assert any(line[0] == "Trong quy hoạch" and line[4] == "Có; Không" for line in lines)


def test_an_empty_template_that_comes_back_has_nothing_to_save(send, officer, world):
    run = send(data=write_template(STOCK, officer))
    assert (run.state, run.findings["counts"]) == ("checked", {"new": 0, "changed": 0, "same": 0, "wrong": 0})


def test_a_filled_in_template_is_understood(send, template):
    for index, value in enumerate(row("Trung tâm A")[:5], start=1):
        template["Dữ liệu"].cell(2, index, value)
    output = BytesIO()
    template.save(output)
    assert send(data=output.getvalue()).findings["counts"]["new"] == 1


PLAIN_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")))
HARD = (
    "=1+1", '"Hoa" & \'Mai\'', "🌸 Trung tâm", "  Trung tâm  ", "Trung ta\u0302m", "-", "+84", "@a", "#12",
    "Đ" * 300, "x",
)  # fmt: skip
NAMES = st.one_of(st.sampled_from(HARD), PLAIN_TEXT.map(lambda text: text[:300]))
DAYS = st.one_of(st.none(), st.dates(date(1900, 3, 1), date(2100, 12, 31)))


@settings(max_examples=10)
@given(st.lists(NAMES, min_size=5, max_size=12), DAYS)
def test_what_left_comes_back_as_the_same(send, signed_in, shelved, names, day):
    Facility.objects.all().delete()
    for number, name in enumerate(names):
        shelved(f"{number} {name}"[:300], note=normalise(name), opened_on=day)
    run = send(data=signed_in().get(EXPORT).content)
    assert run.findings["counts"] == {"new": 0, "changed": 0, "same": len(names), "wrong": 0}


@pytest.mark.parametrize("name", ("KÆ", "BÖ"))
def test_a_name_that_looks_like_an_old_font_comes_back_as_it_is_kept(send, signed_in, shelved, name):
    shelved(name)
    run = send(data=signed_in().get(EXPORT).content)
    assert run.findings["counts"] == {"new": 0, "changed": 0, "same": 1, "wrong": 0}
