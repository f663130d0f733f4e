"""The plan of Lạng Sơn for 2011-2015: what is held and what its page shows, against the document.

The long texts stand in texts/langson_2011_2015.txt, copied from the document with its damaged letters mended;
everything else is literal here.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from plans.enums import Comparator, DutyRole, FundingKind, MeasuredIn, PassageKind, PlanKind, PlanState
from plans.measures import lines_of, measure_budget
from plans.reading import read_plan
from tests.documents.pages import assert_in_order, part_of, printed, printed_bodies, text_of

PLAN = "langson_2011_2015"
LEAD, COORDINATE, IMPLEMENT = DutyRole.LEAD, DutyRole.COORDINATE, DutyRole.IMPLEMENT
BOTH = DutyRole.COORDINATE_AND_IMPLEMENT
LABOUR = "Sở Lao động – Thương binh và Xã hội"

pytestmark = pytest.mark.django_db


def test_the_header_is_that_of_decision_411(plan, page):
    assert (plan.number, plan.issued_on) == ("411/QĐ-UBND", date(2011, 3, 22))
    assert (plan.issuer, plan.issued_place) == ("Ủy ban nhân dân tỉnh Lạng Sơn", "Lạng Sơn")
    shown = ["Ủy ban nhân dân tỉnh Lạng Sơn", "Số: 411/QĐ-UBND", "Lạng Sơn, ngày 22 tháng 3 năm 2011"]
    assert_in_order(part_of(page, "header"), shown)


def test_it_is_the_phase_plan_of_the_province_for_five_years(plan):
    assert plan.title == (
        "Thực hiện Đề án phát triển nghề công tác xã hội tỉnh Lạng Sơn giai đoạn 2011 – 2015"
    )
    assert (plan.kind, plan.state) == (PlanKind.PHASE_PLAN, PlanState.IN_FORCE)
    assert (plan.unit.name, plan.years) == ("Tỉnh Lạng Sơn", "2011–2015")
    programme = plan.programme
    assert (programme.decision_number, programme.decided_on) == ("32/2010/QĐ-TTg", date(2010, 3, 25))


def test_a_vice_chairman_signs_for_the_chairman(plan, page):
    assert plan.signing_capacity == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    assert plan.signer == "Tô Hùng Khoa"
    header = part_of(page, "header")
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in header
    assert "Tô Hùng Khoa" in header


def test_the_line_under_the_title_names_the_decision(plan, page):
    assert plan.opening == printed(PLAN)["opening"][0]
    assert plan.opening in part_of(page, "header")


def test_four_legal_bases_word_for_word(plan, page):
    bases = list(plan.legalbasis_set.values_list("text", flat=True))
    assert bases == printed(PLAN)["bases"]
    assert_in_order(part_of(page, "bases"), bases)


def test_the_legal_bases_have_number_and_date(plan):
    assert list(plan.legalbasis_set.values_list("number", "issued_on")) == [
        ("", date(2003, 11, 26)),
        ("32/2010/QĐ-TTg", date(2010, 3, 25)),
        ("1305/QĐ-LĐTBXH", date(2010, 10, 22)),
        ("143/TTr-SLĐTBXH", date(2011, 3, 15)),
    ]


@pytest.mark.parametrize(
    "kind",
    (
        PassageKind.ARTICLE,
        PassageKind.PURPOSE,
        PassageKind.REQUIREMENT,
        PassageKind.OBJECTIVE,
        PassageKind.FUNDING,
    ),
    ids=str,
)
def test_passages_are_kept_word_for_word(plan, kind):
    rows = plan.passage_set.filter(kind=kind).values_list("number", "text")
    assert list(rows) == printed(PLAN)[kind]


def test_the_page_shows_three_articles(page):
    shown = [f"{number}. {text}" for number, text in printed(PLAN)["article"]]
    assert len(shown) == 3
    assert_in_order(part_of(page, "articles"), shown)


def test_the_page_shows_five_numbered_objectives(page):
    shown = [f"{number}. {text}" for number, text in printed(PLAN)["objective"]]
    assert [line[:4] for line in shown] == ["1.1.", "1.2.", "1.3.", "1.4.", "1.5."]
    assert_in_order(part_of(page, "objectives"), shown)


@pytest.mark.parametrize(
    ("code", "comparator", "value", "value_to", "measured_in", "words"),
    (
        ("LS-1", Comparator.RANGE, 1, 2, MeasuredIn.PERSON_PER_UNIT, "between 1 and 2 persons per unit"),
        ("LS-2", Comparator.EQUAL, 1, None, MeasuredIn.FACILITY, "equal to 1 facility"),
        ("LS-3", Comparator.EQUAL, 50, None, MeasuredIn.PERCENT, "equal to 50 %"),
        ("LS-4", Comparator.EQUAL, 120, None, MeasuredIn.PERSON, "equal to 120 persons"),
        ("LS-5", Comparator.EQUAL, 348, None, MeasuredIn.PERSON, "equal to 348 persons"),
        ("LS-6", Comparator.EQUAL, 15_000_000_000, None, MeasuredIn.DONG, "equal to 15 billion dong"),
    ),
)
def test_a_target_holds_value_span_and_wording(
    plan, page, code, comparator, value, value_to, measured_in, words
):
    target = plan.targets.get(code=code)
    assert (target.comparator, target.value, target.value_to) == (comparator, value, value_to)
    assert (target.measured_in, target.years) == (measured_in, "2011–2015")
    assert target.wording == dict(printed(PLAN)["targets"])[code]
    assert f"“{target.wording}”" in part_of(page, "targets")
    with translation.override("en"):
        assert target.value_in_words.replace("\u00a0", " ") == words


def test_the_printed_averages_are_kept_as_printed(plan):
    averages = dict(plan.targets.exclude(printed_average="").values_list("code", "printed_average"))
    assert averages == {"LS-4": "24", "LS-5": "70"}


def test_120_people_are_24_a_year_but_348_are_not_70(plan):
    by_year = {target.code: target.value / 5 for target in plan.targets.filter(code__in=["LS-4", "LS-5"])}
    assert by_year == {"LS-4": Decimal(24), "LS-5": Decimal("69.6")}
    note = plan.correction_set.get(printed="bình quân 70 người/năm")
    assert note.correct == "bình quân 69,6 người/năm"


def test_fifteen_billion_dong_from_both_budgets_not_split(plan, page):
    assert plan.estimated_cost == 15_000_000_000
    assert list(plan.fundingsource_set.values_list("kind", "text")) == [
        (FundingKind.CENTRAL_AND_LOCAL, "gồm nguồn hỗ trợ từ trung ương và ngân sách địa phương")
    ]
    assert "15 tỷ đồng" in part_of(page, "funding").replace(printed(PLAN)["funding"][0][1], "")


def test_seven_activities_numbered_as_printed(plan):
    top = plan.activity_set.filter(parent__isnull=True)
    assert list(top.values_list("number", flat=True)) == ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7"]
    assert [activity.children.count() for activity in top] == [2, 4, 2, 0, 5, 5, 3]


def test_activities_are_kept_word_for_word(plan, page):
    rows = list(plan.activity_set.values_list("number", "text"))
    assert rows == printed(PLAN)["activities"]
    assert_in_order(part_of(page, "activities"), [text for _number, text in rows])


def test_the_centre_has_five_tasks_of_its_own(plan):
    tasks = plan.activity_set.get(number="b)")
    assert (tasks.parent.number, tasks.children.count()) == ("2.5", 5)


@pytest.mark.parametrize(
    ("number", "roles"),
    (
        (
            "2.1",
            [
                (LEAD, "Sở Thông tin và Truyền thông"),
                (COORDINATE, LABOUR),
                (COORDINATE, "các cơ quan truyền thông"),
                (COORDINATE, "các tổ chức chính trị – xã hội các cấp"),
            ],
        ),
        (
            "2.2",
            [
                (LEAD, LABOUR),
                (BOTH, "Các cấp, ngành"),
                (BOTH, "các tổ chức chính trị xã hội liên quan"),
                (BOTH, "UBND các huyện, thành phố"),
            ],
        ),
        ("2.3", [(LEAD, "Lao động – Thương binh và Xã hội"), (COORDINATE, "Sở Nội vụ")]),
        ("2.4", [(LEAD, "Sở Nội vụ"), (COORDINATE, LABOUR)]),
        (
            "2.5",
            [
                (LEAD, LABOUR),
                (BOTH, "Các ngành chức năng liên quan"),
                (BOTH, "các tổ chức chính trị - xã hội"),
            ],
        ),
        (
            "2.6",
            [
                (LEAD, LABOUR),
                (COORDINATE, "Sở Nội vụ"),
                (IMPLEMENT, "Các ngành chức năng liên quan"),
                (IMPLEMENT, "các tổ chức chính trị – xã hội"),
                (IMPLEMENT, "các huyện, thành phố"),
            ],
        ),
        (
            "2.7",
            [
                (LEAD, LABOUR),
                (BOTH, "Các ngành chức năng liên quan"),
                (BOTH, "các tổ chức chính trị – xã hội"),
                (BOTH, "các huyện, thành phố"),
            ],
        ),
    ),
)
def test_an_activity_names_its_bodies_as_printed(plan, page, number, roles):
    duties = plan.duty_set.filter(activity__number=number).select_related("body")
    assert [(duty.role, duty.printed_body or duty.body.name) for duty in duties] == roles
    activity = plan.activity_set.get(number=number)
    after = part_of(page, "activities").partition(activity.text)[2]
    assert_in_order(after, [name for _role, name in roles])


def test_the_labour_department_is_one_agency_under_all_its_printed_names(plan):
    duties = plan.duty_set.filter(activity__isnull=False, body__agency__code="langson-sldtbxh")
    names = {duty.printed_body or duty.body.name for duty in duties.select_related("body")}
    assert names == {LABOUR, "Lao động – Thương binh và Xã hội"}
    assert plan.body_set.filter(agency__code="langson-sldtbxh").count() == 1


def test_classes_of_bodies_are_no_agency(plan):
    beside_activities = plan.body_set.filter(duties__activity__isnull=False, agency__isnull=True)
    assert set(beside_activities.values_list("is_class", flat=True)) == {True}


def test_eight_bodies_have_duties_of_their_own(plan):
    bodies = plan.body_set.exclude(number="")
    counts = [(body.number, body.duties.filter(activity__isnull=True).count()) for body in bodies]
    assert counts == [
        ("a)", 5),
        ("b)", 3),
        ("c)", 1),
        ("d)", 1),
        ("e)", 1),
        ("g)", 1),
        ("h)", 2),
        ("i)", 1),
    ]


def test_bodies_and_duties_are_kept_word_for_word(plan, page):
    bodies = [
        (body.number, body.name, [duty.text for duty in body.duties.filter(activity__isnull=True)])
        for body in plan.body_set.exclude(number="")
    ]
    assert bodies == printed_bodies(PLAN)
    words = part_of(page, "duties")
    assert_in_order(words, [text for _number, name, duties in bodies for text in (name, *duties)])


def test_the_labour_department_reports_every_six_months_and_every_year(plan):
    last = plan.duty_set.filter(body__number="a)", activity__isnull=True).last()
    assert "định kỳ 6 tháng, năm" in last.text
    assert "về UBND tỉnh, Bộ Lao động – Thương binh và Xã hội" in last.text


def test_no_recipient_is_printed(plan):
    assert plan.recipient_set.count() == 0


@pytest.mark.parametrize(
    "damaged", ("cụng tác", "xó hội", "đỡnh", "trỡnh", "mó số", "viờn chức", "phỏt", "ếac", "liênn")
)
def test_damaged_letters_are_mended_outside_the_correction_notes(page, damaged):
    document = page.partition('id="corrections"')[0]
    assert damaged not in text_of(document)
    assert damaged in part_of(page, "corrections")


@pytest.mark.parametrize(
    ("printed_text", "correct"),
    (
        ("Giai đoạn 2010 – 2015", "Giai đoạn 2011 – 2015"),
        ("Lao động – Thương binh và Xã hội", "Sở Lao động – Thương binh và Xã hội"),
        ("Nâng cáo năng lực", "Nâng cao năng lực"),
        ("50 %", "50%"),
    ),
)
def test_a_mistake_in_print_is_kept_and_noted(plan, page, printed_text, correct):
    assert plan.correction_set.get(printed=printed_text).correct == correct
    assert_in_order(part_of(page, "corrections"), [printed_text, correct])


def test_thirty_two_correction_notes(plan):
    assert plan.correction_set.count() == 32


def test_the_printed_headings_stand_over_their_parts(plan, page):
    assert list(plan.heading_set.values_list("part", "number", "text")) == [
        (
            "articles",
            "",
            "QUYẾT ĐỊNH Phê duyệt kế hoạch thực hiện Đề án phát triển nghề công tác xã hội tỉnh Lạng Sơn"
            " giai đoạn 2011 – 2015",
        ),
        ("purposes", "I", "MỤC ĐÍCH, YÊU CẦU."),
        ("objectives", "II", "MỤC TIÊU, NỘI DUNG HOẠT ĐỘNG CỦA ĐỀ ÁN."),
        ("objectives", "II.1", "Mục tiêu:"),
        ("activities", "II.2", "Nội dung hoạt động."),
        ("funding", "III", "Kinh phí thực hiện."),
        ("duties", "IV", "TỔ CHỨC THỰC HIỆN:"),
    ]
    assert part_of(page, "objectives").startswith("II. MỤC TIÊU, NỘI DUNG HOẠT ĐỘNG CỦA ĐỀ ÁN.")
    assert part_of(page, "activities").startswith("2. Nội dung hoạt động.")


def test_every_part_says_how_many_correction_notes_speak_of_it(plan):
    counts = {name: section.corrections for name, section in read_plan(plan)["sections"].items()}
    assert counts == {
        "header": 1,
        "bases": 2,
        "articles": 0,
        "purposes": 0,
        "objectives": 1,
        "targets": 0,
        "activities": 14,
        "funding": 3,
        "duties": 12,
        "recipients": 1,
    }


def test_the_15_billion_dong_have_one_home_and_are_not_split_yet(plan):
    budget = measure_budget(lines_of(plan), plan.estimated_cost)
    assert not plan.budgetline_set.exists()
    assert (budget.unsplit["estimated"], budget.total["estimated"]) == (15_000_000_000, 15_000_000_000)
    assert (budget.by_task, budget.by_source, budget.by_year) == ({}, {}, {})


@pytest.mark.parametrize(
    ("code", "numbers"),
    (
        ("LS-1", ["2.3"]),
        ("LS-2", ["2.5"]),
        ("LS-3", ["2.6"]),
        ("LS-4", ["2.6"]),
        ("LS-5", ["2.6"]),
        ("LS-6", []),
    ),
)
def test_a_target_names_the_activities_that_serve_it(plan, code, numbers):
    target = plan.targets.get(code=code)
    assert list(target.activities.values_list("number", flat=True)) == numbers
