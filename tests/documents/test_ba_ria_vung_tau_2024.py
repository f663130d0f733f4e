"""The plan of Bà Rịa - Vũng Tàu for 2024: what is held and what its page shows, against the document.

The long texts stand in texts/brvt_2024.txt, copied from the document; everything else is literal here.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from plans.enums import Comparator, DutyRole, FundingKind, MeasuredIn, PassageKind, PlanKind, PlanState
from plans.models import Activity, Duty
from plans.reading import read_plan
from tests.documents.pages import assert_in_order, part_of, printed, printed_bodies

PLAN = "brvt_2024"

pytestmark = pytest.mark.django_db


def test_the_header_says_who_when_and_which_year(plan):
    assert plan.title == "Thực hiện Chương trình phát triển công tác xã hội năm 2024"
    assert plan.issuer == "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"
    assert plan.unit.name == "Tỉnh Bà Rịa - Vũng Tàu"
    assert (plan.kind, plan.state) == (PlanKind.ANNUAL_PLAN, PlanState.IN_FORCE)
    assert (plan.from_year, plan.to_year, plan.years) == (2024, 2024, "2024")


def test_number_date_and_capacity_are_not_in_the_document(plan):
    assert (plan.number, plan.issued_on, plan.signing_capacity) == ("", None, "")


def test_the_signer_is_named(plan, page):
    assert plan.signer == "Đặng Minh Thông"
    assert "Đặng Minh Thông" in part_of(page, "header")


def test_the_programme_is_that_of_decision_112(plan, page):
    programme = plan.programme
    assert (programme.decision_number, programme.decided_on) == ("112/QĐ-TTg", date(2021, 1, 22))
    assert (programme.from_year, programme.to_year) == (2021, 2030)
    assert "(112/QĐ-TTg, 22/01/2021)" in part_of(page, "header")


def test_the_opening_is_kept_word_for_word(plan, page):
    paragraphs = printed(PLAN)["opening"]
    assert plan.opening.split("\n") == paragraphs
    assert_in_order(part_of(page, "header"), paragraphs)


def test_three_legal_bases_with_number_and_date(plan, page):
    bases = [(basis.number, basis.issued_on) for basis in plan.legalbasis_set.all()]
    assert bases == [
        ("112/QĐ-TTg", date(2021, 1, 22)),
        ("968/QĐ-UBND", date(2021, 4, 8)),
        ("4126/SLĐTBOXH-BTXH", date(2023, 8, 31)),
    ]
    shown = ["112/QĐ-TTg 22/01/2021", "968/QĐ-UBND 08/04/2021", "4126/SLĐTBOXH-BTXH 31/08/2023"]
    assert_in_order(part_of(page, "bases"), shown)


def test_each_legal_basis_is_a_sentence_of_the_opening(plan):
    opening = " ".join(plan.opening.split())
    assert [basis.text in opening for basis in plan.legalbasis_set.all()] == [True, True, True]


@pytest.mark.parametrize("kind", (PassageKind.PURPOSE, PassageKind.REQUIREMENT, PassageKind.FUNDING), ids=str)
def test_passages_are_kept_word_for_word(plan, kind):
    rows = plan.passage_set.filter(kind=kind).values_list("number", "text")
    assert list(rows) == printed(PLAN)[kind]


def test_the_page_shows_purposes_then_requirements(page):
    rows = printed(PLAN)["purpose"] + printed(PLAN)["requirement"]
    assert_in_order(part_of(page, "purposes"), [text for _number, text in rows])


@pytest.mark.parametrize(
    ("code", "comparator", "value", "words"),
    (
        ("VT-1", Comparator.EQUAL, Decimal(30), "equal to 30 %"),
        ("VT-2", Comparator.AT_LEAST, Decimal(10), "at least 10 %"),
        ("VT-3", Comparator.AT_LEAST, Decimal(50), "at least 50 %"),
        ("VT-4", Comparator.AT_LEAST, Decimal(35), "at least 35 %"),
    ),
)
def test_a_target_holds_value_year_and_wording(plan, page, code, comparator, value, words):
    target = plan.targets.get(code=code)
    assert (target.comparator, target.value, target.value_to) == (comparator, value, None)
    assert (target.measured_in, target.from_year, target.to_year) == (MeasuredIn.PERCENT, 2024, 2024)
    assert target.wording == dict(printed(PLAN)["targets"])[code]
    assert f"“{target.wording}”" in part_of(page, "targets")
    with translation.override("en"):
        assert target.value_in_words.replace("\u00a0", " ") == words


def test_vt_1a_asks_for_one_or_two_people_in_each_unit(plan):
    target = plan.targets.get(code="VT-1a")
    assert (target.comparator, target.value, target.value_to) == (Comparator.RANGE, Decimal(1), Decimal(2))
    assert (target.measured_in, target.condition_of.code) == (MeasuredIn.PERSON_PER_UNIT, "VT-1")
    assert target.wording == (
        "trong đó có ít nhất từ 01 đến 02 cán bộ, công chức, viên chức, nhân viên công tác xã hội thuộc chức"
        " danh chuyên trách, không chuyên trách hoặc cộng tác viên công tác xã hội"
    )
    with translation.override("en"):
        assert target.value_in_words == "between 1 and 2 persons per unit"


def test_vt_1b_asks_for_an_allowance_of_at_least_the_base_wage(plan):
    target = plan.targets.get(code="VT-1b")
    assert (target.comparator, target.measured_in) == (Comparator.AT_LEAST, MeasuredIn.PERCENT)
    assert target.condition_of.code == "VT-1"
    assert target.wording == (
        "với mức phụ cấp hàng tháng tối thiểu bằng mức lương cơ bản do chính phủ quy định"
    )


def test_the_conditions_are_sentences_of_vt_1(plan):
    whole = plan.targets.get(code="VT-1").wording
    assert [condition.wording in whole for condition in plan.targets.filter(code__startswith="VT-1")] == [
        True,
        True,
        True,
    ]


def test_the_page_shows_the_targets_in_printed_order(page):
    assert_in_order(part_of(page, "targets"), ["VT-1", "VT-1a", "VT-1b", "VT-2", "VT-3", "VT-4"])


def test_twenty_one_activities_in_five_groups(plan):
    groups = plan.activity_set.filter(parent__isnull=True)
    assert [group.children.count() for group in groups] == [6, 7, 6, 1, 1]


def test_activities_are_kept_word_for_word(plan, page):
    rows = list(plan.activity_set.values_list("number", "text"))
    assert rows == printed(PLAN)["activities"]
    assert_in_order(part_of(page, "activities"), [text for _number, text in rows])


def test_no_activity_has_a_body_of_its_own(plan):
    assert Duty.objects.filter(activity__in=Activity.objects.filter(plan=plan)).count() == 0


def test_ten_bodies_with_twenty_two_duties(plan):
    counts = [body.duties.count() for body in plan.body_set.all()]
    assert counts == [4, 5, 4, 2, 1, 1, 1, 1, 1, 2]
    assert sum(counts) == 22


def test_bodies_and_duties_are_kept_word_for_word(plan, page):
    bodies = [
        (body.number, body.name, [duty.text for duty in body.duties.all()]) for body in plan.body_set.all()
    ]
    assert bodies == printed_bodies(PLAN)
    words = part_of(page, "duties")
    assert_in_order(words, [text for _number, name, duties in bodies for text in (name, *duties)])


def test_the_labour_department_leads_three_of_its_four_duties(plan):
    duties = plan.duty_set.filter(body__number="1")
    assert [duty.role for duty in duties] == [
        DutyRole.LEAD,
        DutyRole.IMPLEMENT,
        DutyRole.LEAD,
        DutyRole.LEAD,
    ]


def test_police_finance_and_planning_lead_and_justice_co_ordinates(plan):
    roles = dict(plan.duty_set.filter(body__number__in="5678").values_list("body__name", "role"))
    assert roles == {
        "Công an tỉnh": DutyRole.LEAD,
        "Sở Tư pháp": DutyRole.COORDINATE,
        "Sở Tài chính": DutyRole.LEAD,
        "Sở Kế hoạch và Đầu tư": DutyRole.LEAD,
    }


def test_two_of_the_bodies_are_classes_of_bodies(plan):
    assert list(plan.body_set.filter(is_class=True).values_list("number", flat=True)) == ["9", "10"]
    assert plan.body_set.filter(agency__isnull=False).count() == 8


def test_four_sources_of_money_and_no_amount(plan, page):
    assert list(plan.fundingsource_set.values_list("kind", "text")) == [
        (FundingKind.CENTRAL, "nguồn kinh phí Trung ương hỗ trợ (nếu có)"),
        (
            FundingKind.LOCAL,
            "kinh phí địa phương bố trí trong dự toán chi thường xuyên của các đơn vị có liên quan theo"
            " phân cấp ngân sách nhà nước hiện hành",
        ),
        (FundingKind.AID, "nguồn tài trợ của các tổ chức, cá nhân trong và ngoài nước"),
        (FundingKind.OTHER, "các nguồn hợp pháp khác"),
    ]
    assert plan.estimated_cost is None
    assert "tỷ đồng" not in part_of(page, "funding")


def test_eight_recipients_line_by_line(plan, page):
    lines = [
        "Cục BTXH - Bộ LĐTBXH (b/c)",
        "TTr-TU, TTr.HĐND tỉnh (b/c)",
        "Chủ tịch UBND tỉnh (b/c)",
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
        "Các Sở, ban ngành, Hội, đoàn thể",
        "UBND các huyện, thị xã, thành phố",
        "CVP.UBND tỉnh",
        "Lưu: VT, VX5",
    ]
    assert [recipient.text for recipient in plan.recipient_set.all()] == lines
    assert_in_order(part_of(page, "recipients"), [f"- {line}" for line in lines])


@pytest.mark.parametrize(
    ("printed_text", "correct"),
    (
        ("14/12/2020", "14/02/2020"),
        ("4126/SLĐTBOXH-BTXH", "4126/SLĐTBXH-BTXH"),
        ("Ủy ban nhân tỉnh", "Ủy ban nhân dân tỉnh"),
        ("mức lương cơ bản", "mức lương cơ sở"),
    ),
)
def test_a_mistake_in_print_is_kept_and_noted(plan, page, printed_text, correct):
    assert plan.correction_set.get(printed=printed_text).correct == correct
    assert_in_order(part_of(page, "corrections"), [printed_text, correct])


def test_thirty_correction_notes(plan):
    assert plan.correction_set.count() == 30


def test_the_mistaken_date_of_circular_02_stays_in_the_text(plan):
    first = plan.activity_set.get(text__contains="Thông tư 02/2020/TT-BLĐTBXH")
    assert "Thông tư 02/2020/TT-BLĐTBXH ngày 14/12/2020" in first.text


def test_the_printed_headings_stand_over_their_parts(plan, page):
    assert list(plan.heading_set.values_list("part", "number", "text")) == [
        ("purposes", "I", "MỤC ĐÍCH, YÊU CẦU"),
        ("targets", "II", "CHỈ TIÊU CỤ THỂ"),
        ("activities", "III", "NỘI DUNG HOẠT ĐỘNG"),
        ("funding", "IV", "KINH PHÍ THỰC HIỆN"),
        ("duties", "V", "TỔ CHỨC THỰC HIỆN"),
        ("recipients", "", "Nơi nhận:"),
    ]
    for heading in plan.heading_set.all():
        assert part_of(page, heading.part).startswith(f"{heading.number_label} {heading.text}".strip())


def test_every_part_says_how_many_correction_notes_speak_of_it(plan):
    counts = {name: section.corrections for name, section in read_plan(plan)["sections"].items()}
    assert counts == {
        "header": 8,
        "bases": 0,
        "purposes": 0,
        "targets": 4,
        "activities": 9,
        "funding": 1,
        "duties": 10,
        "recipients": 1,
    }


def test_the_trained_are_served_by_three_bullets_of_the_second_activity(plan):
    served = plan.targets.get(code="VT-2").activities.order_by("position")
    assert [(activity.parent.number, activity.text[:40]) for activity in served] == [
        ("2", "Tổ chức các lớp tập huấn bồi dưỡng nâng "),
        ("2", "Tạo điều kiện cho cán bộ viên chức, nhân"),
        ("2", "Sắp xếp, đào tạo, bồi dưỡng cán bộ làm v"),
    ]
