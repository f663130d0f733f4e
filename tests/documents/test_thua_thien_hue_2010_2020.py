"""Đề án 32 in Thừa Thiên Huế, 2010-2020: what is held and what its page shows, against the document.

The long texts stand in texts/hue_2010_2020.txt, copied from the article; everything else is literal here.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from plans.enums import Comparator, DutyRole, MeasuredIn, PassageKind, PlanKind, PlanState
from plans.reading import read_plan
from tests.documents.pages import assert_in_order, part_of, printed, text_of

PLAN = "hue_2010_2020"

pytestmark = pytest.mark.django_db


def test_it_is_plan_65_of_27_august_2010(plan, page):
    assert (plan.number, plan.issued_on) == ("65/KH-UBND", date(2010, 8, 27))
    assert plan.title == ("Đề án Phát triển nghề CTXH giai đoạn 2010 – 2020 trên địa bàn tỉnh Thừa Thiên Huế")
    assert (plan.kind, plan.state, plan.years) == (PlanKind.SCHEME, PlanState.IN_FORCE, "2010–2020")
    assert (plan.unit.name, plan.parent) == ("Tỉnh Thừa Thiên Huế", None)
    assert_in_order(part_of(page, "header"), ["Số: 65/KH-UBND", "ngày 27 tháng 8 năm 2010"])


def test_it_rests_on_decision_32_of_25_march_2010(plan, page):
    assert list(plan.legalbasis_set.values_list("number", "issued_on")) == [
        ("32/2010/QĐ-TTg", date(2010, 3, 25))
    ]
    assert [plan.legalbasis_set.get().text] == printed(PLAN)["bases"]
    assert (plan.programme.decision_number, plan.programme.decided_on) == (
        "32/2010/QĐ-TTg",
        date(2010, 3, 25),
    )
    assert plan.legalbasis_set.get().text in part_of(page, "bases")


@pytest.mark.parametrize("kind", (PassageKind.PURPOSE, PassageKind.OBJECTIVE), ids=str)
def test_passages_are_kept_word_for_word(plan, page, kind):
    rows = list(plan.passage_set.filter(kind=kind).values_list("number", "text"))
    assert rows == printed(PLAN)[kind]
    assert len(rows) == 2
    assert_in_order(text_of(page), [text for _number, text in rows])


def test_two_phases(plan, page):
    assert [(phase.name, phase.years) for phase in plan.phase_set.all()] == [
        ("Giai đoạn 2010 – 2015", "2010–2015"),
        ("Giai đoạn 2016 – 2020", "2016–2020"),
    ]
    assert_in_order(part_of(page, "phases"), ["Giai đoạn 2010 – 2015", "Giai đoạn 2016 – 2020"])


def test_the_first_phase_promises_at_least_one_centre(plan, page):
    target = plan.targets.get()
    assert (target.code, target.comparator, target.value) == ("TE-3", Comparator.AT_LEAST, 1)
    assert (target.measured_in, target.years) == (MeasuredIn.FACILITY, "2010–2015")
    assert target.phase.name == "Giai đoạn 2010 – 2015"
    assert [(target.code, target.wording)] == printed(PLAN)["targets"]
    assert "tối thiểu một mô hình điểm trung tâm cung cấp dịch vụ CTXH cấp tỉnh" in part_of(page, "targets")
    assert list(target.activities.values_list("number", flat=True)) == ["5"]
    with translation.override("en"):
        assert target.value_in_words == "at least 1 facility"


def test_the_second_phase_prints_no_number(plan):
    groups = read_plan(plan)["targets_by_phase"]
    assert [[target.code for target in group.targets] for group in groups] == [["TE-3"], []]
    second = plan.passage_set.get(kind=PassageKind.OBJECTIVE, number="2").text
    assert "tiếp tục phát triển đội ngũ cán bộ ở các cấp, xã hội hóa các hoạt động CTXH" in second
    assert plan.targets.filter(from_year__gte=2016).count() == 0


def test_facts_are_kept_word_for_word(plan, page):
    rows = list(plan.fact_set.values_list("code", "text"))
    assert rows == printed(PLAN)["facts"]
    assert [code for code, _text in rows] == ["TE-1", "TE-1a", "TE-2", "TE-5", "TE-6", "TE-7"]
    assert_in_order(part_of(page, "facts"), [f"“{text}”" for _code, text in rows])


@pytest.mark.parametrize(
    ("code", "figure", "measured_in", "as_of", "shown"),
    (
        ("TE-1", Decimal(317058), MeasuredIn.PERSON, "năm 2011", "317.058"),
        ("TE-1a", Decimal("28.8"), MeasuredIn.PERCENT, "năm 2011", "28,8 %"),
        ("TE-2", None, "", "ngày 27/8/2010", "Kế hoạch số 65/KH-UBND ngày 27/8/2010"),
        ("TE-5", None, "", "tháng 10/2011", "Quyết định số 2140/QĐ-UBND"),
        ("TE-6", None, "", "tháng 2/2013", "Trung tâm Nuôi dưỡng và Cung cấp dịch vụ công tác xã hội"),
        ("TE-7", None, "", "", "hàng năm Sở LĐ-TB&XH đều xây dựng Kế hoạch thực hiện Đề án 32"),
    ),
)
def test_a_fact_has_its_figure_and_its_time(plan, page, code, figure, measured_in, as_of, shown):
    fact = plan.fact_set.get(code=code)
    assert (fact.figure, fact.measured_in, fact.as_of) == (figure, measured_in, as_of)
    words = part_of(page, "facts").replace("\u00a0", " ")
    assert_in_order(words, [code, as_of])
    assert shown in words


def test_the_population_is_implied_and_not_printed(plan):
    assert round(Decimal(317058) * 100 / Decimal("28.8")) == 1_100_896
    assert "1.100.896" in plan.fact_set.get(code="TE-1a").note
    assert "1.100.896" not in plan.fact_set.get(code="TE-1").text


def test_two_centres_became_one(plan):
    text = plan.fact_set.get(code="TE-6").text
    assert "sát nhập với Trung tâm Nuôi dưỡng xã hội và đổi tên thành" in text


def test_activities_are_kept_word_for_word(plan, page):
    rows = list(plan.activity_set.values_list("number", "text"))
    assert rows == printed(PLAN)["activities"]
    assert [activity.children.count() for activity in plan.activity_set.filter(parent=None)] == [
        0,
        0,
        0,
        0,
        0,
        2,
    ]
    assert_in_order(part_of(page, "activities"), [text for _number, text in rows])


def test_the_bodies_stand_beside_their_activities_as_printed(plan):
    duties = plan.duty_set.filter(activity__isnull=False).order_by("position")
    assert [(duty.activity.number, duty.role, duty.body.name) for duty in duties] == [
        ("1", DutyRole.COORDINATE, "các đơn vị liên quan"),
        ("4", DutyRole.COORDINATE, "các cơ quan thông tin đại chúng"),
        ("6", DutyRole.IMPLEMENT, "Sở LĐ-TB&XH"),
    ]


def test_the_labour_department_makes_a_plan_every_year(plan, page):
    duty = plan.duty_set.get(activity__isnull=True)
    assert duty.body.agency.code == "hue-sldtbxh"
    assert duty.text == dict(printed(PLAN)["facts"])["TE-7"]
    assert duty.text in part_of(page, "duties")


def test_the_sources_name_the_byline_and_not_the_day_of_looking(plan, page):
    sources = list(plan.passage_set.filter(kind=PassageKind.FACT_SOURCE).values_list("text", flat=True))
    assert sources == printed(PLAN)["sources"]
    assert sources[-1] == "PV/Lao động và Xã hội"
    note = plan.correction_set.get(printed="THỨ SÁU, NGÀY 22 THÁNG 11 NĂM 2024 06:56")
    assert "ngày, giờ mở trang" in note.note
    assert_in_order(part_of(page, "facts"), sources)


@pytest.mark.parametrize(
    ("printed_text", "correct"),
    (
        ("sát nhập", "sáp nhập"),
        ("Sở LĐ - TB&XH; Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("chức năng nhiệm vụ", "chức năng, nhiệm vụ"),
    ),
)
def test_a_mistake_in_print_is_kept_and_noted(plan, page, printed_text, correct):
    assert plan.correction_set.get(printed=printed_text).correct == correct
    assert_in_order(part_of(page, "corrections"), [printed_text, correct])


def test_every_part_says_how_many_correction_notes_speak_of_it(plan):
    counts = {name: section.corrections for name, section in read_plan(plan)["sections"].items()}
    assert counts == {
        "header": 3,
        "bases": 0,
        "purposes": 0,
        "objectives": 2,
        "phases": 1,
        "targets": 0,
        "activities": 6,
        "funding": 0,
        "duties": 0,
        "recipients": 0,
        "facts": 4,
    }
