"""The tables of a report in the small world, cell by cell (see tests/reporting/counts.py)."""

from datetime import date
from decimal import Decimal

import pytest

from plans.enums import Comparator, MeasuredIn
from plans.models import Target
from reporting.tables import build_tables
from reporting.tables.targets import print_target
from swprogram.kit import clock
from swprogram.kit.tables import Mark, Table
from tests.reporting.counts import DONG_MOT, accept_counts
from tests.worlds import open_half_year

MISSING, NOT_ASKED = Mark.NOT_REPORTED, Mark.NOT_APPLICABLE


@pytest.fixture
def tables(trained, staffed_communes, children, counted, plan):
    with clock.at(date(2024, 6, 17)):
        return {table.code: table for table in build_tables(counted, plan)}


def rows_of(table):
    """{first cell: the other cells}"""
    return {row[0]: row[1:] for row in table.rows}


def headers_of(table):
    return [f"{column.group}: {column.header}" if column.group else column.header for column in table.columns]


def test_the_tables_stand_in_their_printed_order(tables):
    assert [table.title for table in tables.values()] == [
        "Biểu 1. Kết quả thực hiện chỉ tiêu",
        "Biểu 2. Nhân lực công tác xã hội theo đơn vị cấp huyện",
        "Biểu 3. Đơn vị bố trí nhân sự làm công tác xã hội",
        "Biểu 4. Cơ sở trong quy hoạch có cung cấp dịch vụ công tác xã hội theo đơn vị cấp huyện",
        "Biểu 5. Trẻ em được trợ giúp xã hội",
        "Biểu 6. Người được đào tạo, bồi dưỡng, tập huấn theo đơn vị cấp huyện",
        "Biểu 7. Người được tư vấn, hỗ trợ công tác xã hội theo nhóm đối tượng",
        "Biểu 8. Tình hình gửi báo cáo theo đơn vị cấp huyện",
        "Biểu 9. Nhân lực công tác xã hội theo xã, phường, thị trấn",
    ]


def test_targets_with_their_printed_mark_and_the_whole_numbers(tables):
    assert headers_of(tables["Biểu 1"]) == [
        "Chỉ tiêu",
        "Mã",
        "Đơn vị tính",
        "Mục tiêu",
        "Tử số",
        "Mẫu số",
        "Kết quả: 6 tháng đầu năm 2024",
        "Kết quả: Kỳ trước cùng loại",
        "Đánh giá",
        "Đơn vị đã có số liệu",
    ]
    ten, range_, children = "ít nhất 10\xa0%", "từ 01 đến 02 người/đơn vị", "ít nhất 35\xa0%"
    assert rows_of(tables["Biểu 1"]) == {
        "Tỷ lệ người được tập huấn": (
            "VT-2", "%", ten, 5, 14, Decimal("35.71"), MISSING, "Đạt (tạm tính)", "5/6",
        ),
        "Trong đó: mỗi xã có từ 01 đến 02 người": (
            "VT-1a", "%", range_, 2, 3, Decimal("66.67"), MISSING, "Đúng tiến độ", "3/3",
        ),
        "Tỷ lệ trẻ em được trợ giúp": (
            "VT-4", "%", children, 1, 4, Decimal("25.00"), MISSING, "Đúng tiến độ (tạm tính)", "5/6",
        ),
    }  # fmt: skip


def test_the_same_period_of_the_year_before_stands_beside_it(trained, counted, plan, world):
    accept_counts(open_half_year(world.home, 2023), world.home.communes["Đông Một"], DONG_MOT)
    table = build_tables(counted, plan)[0]
    assert table.columns[7].header == "6 tháng đầu năm 2023"
    assert table.rows[0][6:8] == (Decimal("35.71"), Decimal("50.00"))


def test_staff_by_district_and_kind(tables):
    assert headers_of(tables["Biểu 2"])[1:] == [
        "Tổng số",
        "Chia theo loại nhân lực: Cán bộ",
        "Chia theo loại nhân lực: Công chức",
        "Chia theo loại nhân lực: Viên chức",
        "Chia theo loại nhân lực: Nhân viên",
        "Chia theo loại nhân lực: Cộng tác viên",
        "Được đào tạo, bồi dưỡng, tập huấn trong kỳ",
    ]
    assert rows_of(tables["Biểu 2"]) == {
        "Toàn tỉnh": (14, 3, 3, 7, MISSING, 1, 5),
        "Huyện Đảo": (3, MISSING, MISSING, 3, MISSING, MISSING, 1),
        "Huyện Đông": (11, 3, 3, 4, MISSING, 1, 4),
        "Huyện Tây": (0, MISSING, MISSING, MISSING, MISSING, 0, 0),
    }
    assert tables["Biểu 2"].emphasised == {0}


def test_bodies_with_staff_and_allowance(tables):
    rows = rows_of(tables["Biểu 3"])
    assert rows["Tổng số"] == (4, 2, Decimal("50.00"), 1)
    assert rows["Trường học"] == (4, 2, Decimal("50.00"), 1)
    assert rows["Trại giam"] == (MISSING, MISSING, MISSING, MISSING)


def test_facilities_by_district_and_sector_keep_the_marks_apart(tables):
    """Đảo said that it has no assistance facility (x); nobody has answered the others (…)."""
    assert headers_of(tables["Biểu 4"])[1:5] == [
        "Tổng số: Trong quy hoạch",
        "Tổng số: Có dịch vụ CTXH",
        "Cơ sở trợ giúp xã hội: Trong quy hoạch",
        "Cơ sở trợ giúp xã hội: Có dịch vụ CTXH",
    ]
    rows = rows_of(tables["Biểu 4"])
    assert rows["Huyện Đông"] == (2, 1, MISSING, MISSING, 2, 1, MISSING, MISSING)
    assert rows["Huyện Đảo"][2:4] == (NOT_ASKED, NOT_ASKED)
    assert rows["Huyện Đảo"][4:6] == (MISSING, MISSING)


def test_children_by_group_with_their_share(tables):
    rows = rows_of(tables["Biểu 5"])
    assert rows["Tổng số"] == (4, 1, Decimal("25.00"))
    assert rows["Trẻ em mồ côi không nơi nương tựa"] == (4, 1, Decimal("25.00"))
    assert rows["Trẻ em bị bỏ rơi"] == (MISSING, MISSING, MISSING)


def test_a_share_of_nothing_is_not_applicable(children, opened, plan, world):
    counts = {"children:orphan": 0, "children_served:orphan": 0}
    accept_counts(opened, world.home.communes["Đông Một"], counts)
    table = build_tables(opened, plan)[4]
    assert rows_of(table)["Trẻ em mồ côi không nơi nương tựa"] == (0, 0, NOT_ASKED)


def test_trainees_by_district_and_kind(tables):
    rows = rows_of(tables["Biểu 6"])
    assert rows["Toàn tỉnh"] == (6, 3, MISSING, MISSING, 3)
    assert rows["Huyện Đảo"] == (MISSING, MISSING, MISSING, MISSING, MISSING)


def test_clients_beside_the_same_period_of_the_year_before(tables):
    rows = rows_of(tables["Biểu 7"])
    assert rows["Tổng số"] == (5, MISSING)
    assert rows["Người cao tuổi"] == (5, MISSING)
    assert rows["Trẻ tự kỷ"] == (MISSING, MISSING)


def test_who_has_sent(tables):
    """Six units owe their counts; Tây itself has not sent, and its last day is 19/6."""
    assert rows_of(tables["Biểu 8"]) == {
        "Toàn tỉnh": (6, 5, 0, 1, 0),
        "Huyện Đảo": (1, 1, 0, 0, 0),
        "Huyện Đông": (3, 3, 0, 0, 0),
        "Huyện Tây": (2, 1, 0, 1, 0),
    }
    assert tables["Biểu 8"].notes == (
        "Tính đến ngày 17/06/2024. Biểu mẫu đề xuất: chưa có biểu mẫu chính thức.",
    )


def test_after_its_last_day_a_district_is_late(counted, plan):
    with clock.at(date(2024, 6, 20)):
        table = build_tables(counted, plan)[7]
    assert rows_of(table)["Huyện Tây"] == (2, 1, 0, 1, 1)


def test_communes_stand_under_their_district_with_the_district_itself(tables):
    table = tables["Biểu 9"]
    assert [(row[0], row[1]) for row in table.rows] == [
        ("Toàn tỉnh", 14),
        ("Huyện Đảo", 3),
        ("Huyện Đông", 11),
        ("Xã Đông Hai", 1),
        ("Xã Đông Một", 4),
        ("Báo cáo của cấp huyện", 6),
        ("Huyện Tây", 0),
        ("Xã Tây Một", 0),
        ("Báo cáo của cấp huyện", MISSING),
    ]
    assert table.emphasised == {0, 1, 2, 6}


def test_every_table_says_what_it_was_added_up_from(tables):
    note = (
        "Tổng hợp từ 5/6 báo cáo đã duyệt của các đơn vị. Số liệu tạm tính."
        " Biểu mẫu đề xuất: chưa có biểu mẫu chính thức."
    )
    assert {table.notes for code, table in tables.items() if code != "Biểu 8"} == {(note,)}
    assert tables["Biểu 4"].printed_legend == ("Ghi chú: “…”: chưa có số liệu báo cáo; “x”: không áp dụng.")


def test_a_table_comes_back_from_json_as_it_was(tables):
    assert [Table.from_json(table.to_json()) for table in tables.values()] == list(tables.values())


@pytest.mark.parametrize("province", ("home", "other"))
def test_queries_do_not_grow_with_districts(
    province, trained, staffed_communes, children, plan, counted, world, django_assert_num_queries
):
    """One district or three: the same number."""
    place = getattr(world, province)
    if province == "other":
        counted = open_half_year(place, 2024)
        accept_counts(counted, place.communes["Bắc Một"], DONG_MOT)
    with django_assert_num_queries(19):
        build_tables(counted, plan)


@pytest.mark.parametrize(
    ("comparator", "value", "value_to", "measured_in", "printed"),
    (
        (Comparator.EQUAL, 30, None, MeasuredIn.PERCENT, "30\xa0%"),
        (Comparator.AT_LEAST, "69.6", None, MeasuredIn.PERCENT, "ít nhất 69,6\xa0%"),
        (Comparator.ABOUT, 50, None, MeasuredIn.PERCENT, "khoảng 50\xa0%"),
        (Comparator.RANGE, 1, 2, MeasuredIn.PERSON_PER_UNIT, "từ 01 đến 02 người/đơn vị"),
        (Comparator.AT_LEAST, 2, None, MeasuredIn.PERSON_PER_UNIT, "ít nhất 02 người/đơn vị"),
        (Comparator.EQUAL, 348, None, MeasuredIn.PERSON, "348 người"),
        (Comparator.EQUAL, 1, None, MeasuredIn.FACILITY, "01 cơ sở"),
        (Comparator.EQUAL, 15_000_000_000, None, MeasuredIn.DONG, "15 tỷ đồng"),
    ),
)
def test_a_target_is_printed_in_vietnamese(comparator, value, value_to, measured_in, printed):
    target = Target(
        comparator=comparator,
        value=Decimal(value),
        value_to=None if value_to is None else Decimal(value_to),
        measured_in=measured_in,
    )
    assert print_target(target) == printed
