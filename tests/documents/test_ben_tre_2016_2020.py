"""The scheme of Bến Tre for 2016-2020: what is held and what its page shows, against the document.

The long texts stand in texts/bentre_2016_2020.txt, copied from the document; everything else is literal here.
"""

import pytest
from django.utils import translation

from plans.enums import Comparator, GrowthMode, MeasuredIn, PassageKind, PlanKind, PlanState
from plans.reading import read_plan
from tests.documents.pages import assert_in_order, part_of, printed

PLAN = "bentre_2016_2020"

pytestmark = pytest.mark.django_db


def test_it_is_the_province_s_scheme_for_the_second_phase_of_the_programme(plan):
    assert plan.title == "Đề án phát triển nghề công tác xã hội giai đoạn 2016-2020"
    assert (plan.kind, plan.state) == (PlanKind.PHASE_PLAN, PlanState.IN_FORCE)
    assert (plan.unit.name, plan.years) == ("Tỉnh Bến Tre", "2016–2020")
    assert plan.programme.decision_number == "32/2010/QĐ-TTg"
    assert plan.parent is None


def test_no_number_date_signer_money_or_recipient_is_printed(plan):
    assert (plan.number, plan.issued_on, plan.issued_place) == ("", None, "")
    assert (plan.signer, plan.signing_capacity, plan.estimated_cost) == ("", "", None)
    for part in ("legalbasis", "body", "duty", "fundingsource", "recipient", "fact", "phase"):
        assert getattr(plan, f"{part}_set").count() == 0, part


def test_no_base_statistic_is_printed(plan):
    assert plan.targets.filter(base_value__isnull=False).count() == 0


def test_where_the_text_is_taken_from_stands_at_its_end(plan, page):
    sources = list(plan.passage_set.filter(kind=PassageKind.FACT_SOURCE).values_list("text", flat=True))
    assert sources == printed(PLAN)["sources"]
    assert [text for text in sources if "bentre.gov.vn" in text] == [
        "Tác giả: Theo http://www.bentre.gov.vn/"
    ]
    assert sources[-1] == "Ngày tạo: 06-02-2017 04:01"
    assert_in_order(part_of(page, "facts"), sources)


def test_five_objectives_word_for_word(plan, page):
    rows = list(plan.passage_set.filter(kind=PassageKind.OBJECTIVE).values_list("number", "text"))
    assert rows == printed(PLAN)["objective"]
    assert len(rows) == 5
    assert_in_order(part_of(page, "objectives"), [text for _number, text in rows])


@pytest.mark.parametrize(
    "promise",
    (
        "củng cố, nâng cao chất lượng cung cấp dịch vụ công tác xã hội của tỉnh",
        "hỗ trợ nhân rộng mô hình Trung tâm cung cấp dịch vụ công tác xã hội ở các huyện, thành phố",
        "trong lĩnh vực y tế, giáo dục, tư pháp và các lĩnh vực khác",
        "Xã hội hoá các hoạt động công tác xã hội",
        "xây dựng thí điểm Trung tâm cung cấp dịch vụ công tác xã hội cấp huyện",
    ),
)
def test_a_promise_without_a_number_stands_among_the_objectives(page, promise):
    assert promise in part_of(page, "objectives")


@pytest.mark.parametrize(
    ("code", "comparator", "value", "measured_in", "words"),
    (
        ("BT-1", Comparator.ABOUT, 50, MeasuredIn.PERCENT, "about 50 % more than in 2015"),
        ("BT-2", Comparator.EQUAL, 50, MeasuredIn.PERCENT, "equal to 50 %"),
        ("BT-3", Comparator.AT_LEAST, 2, MeasuredIn.PERSON_PER_UNIT, "at least 2 persons per unit"),
    ),
)
def test_a_target_holds_value_span_and_wording(plan, page, code, comparator, value, measured_in, words):
    target = plan.targets.get(code=code)
    assert (target.comparator, target.value, target.value_to) == (comparator, value, None)
    assert (target.measured_in, target.years) == (measured_in, "2016–2020")
    assert target.wording == dict(printed(PLAN)["targets"])[code]
    assert f"“{target.wording}”" in part_of(page, "targets")
    with translation.override("en"):
        assert target.value_in_words.replace("\u00a0", " ") == words


def test_the_scheme_has_three_targets(plan):
    assert list(plan.targets.values_list("code", flat=True)) == ["BT-1", "BT-2", "BT-3"]


def test_the_growth_is_relative_to_2015_and_its_base_figure_is_asked_for(plan, page):
    target = plan.targets.get(code="BT-1")
    assert (target.growth_mode, target.base_year, target.base_value) == (GrowthMode.RELATIVE, 2015, None)
    words = part_of(page, "targets")
    assert "2015" in words
    assert 'class="tag tag-asked"' in page


def test_the_people_counted_differ_between_the_first_two_targets(plan):
    """BT-1 counts civil servants, BT-2 does not."""
    first, second = plan.targets.get(code="BT-1"), plan.targets.get(code="BT-2")
    assert "cán bộ, công chức, viên chức, nhân viên và cộng tác viên" in first.wording
    assert "công chức" not in second.wording
    assert "Đội ngũ gồm cả công chức và cộng tác viên" in first.note
    assert "Mẫu số không có công chức, khác với BT-1" in second.note


def test_the_collaborators_meet_circular_07_by_2020(plan):
    wording = plan.targets.get(code="BT-3").wording
    assert "đến năm 2020 mỗi xã, phường, thị trấn có ít nhất 02 cộng tác viên" in wording
    assert "Thông tư 07/2013/TT-BLĐTBXH ngày 24 tháng 5 năm 2013" in wording


def test_six_solutions_numbered_in_printed_order_with_their_paragraphs(plan, page):
    rows = list(plan.passage_set.filter(kind=PassageKind.SOLUTION).values_list("number", "text"))
    assert rows == printed(PLAN)["solution"]
    headings = [(number, text) for number, text in rows if number]
    assert [number for number, _text in headings] == ["1", "2", "3", "4", "5", "6"]
    assert [text[:44] for _number, text in headings] == [
        "Phát triển mạng lưới cung cấp dịch vụ xã hội",
        "Nâng cao chất lượng cung cấp dịch vụ công tá",
        "Phát triển đội ngũ cán bộ, viên chức, nhân v",
        "Tổ chức đào tạo, đào tạo lại, bồi dưỡng nâng",
        "Công tác tuyên truyền, thông tin nâng cao nh",
        "Điều tra, thu thập thông tin, giám sát, đánh",
    ]
    shown = [f"{number}. {text}" if number else text for number, text in rows]
    assert_in_order(part_of(page, "solutions"), shown)


@pytest.mark.parametrize(
    ("solution", "words"),
    (
        (
            "1",
            "về người cao tuổi, trợ giúp người khuyết tật, trợ giúp xã hội và phục hồi chức năng cho người"
            " tâm thần, người rối nhiễu tâm trí, chăm sóc trẻ em có hoàn cảnh đặc biệt khó khăn,"
            " bình đẳng giới",
        ),
        ("2", "đường dây tư vấn (Hotline) tại Trung tâm Cung cấp dịch vụ công tác xã hội"),
        (
            "2",
            "Tư vấn, tham vấn, kết nối, chuyển tuyến, trị liệu rối nhiễu tâm trí, phục hồi chức năng,"
            " giáo dục, đàm phán, hòa giải, biện hộ, tuyên truyền.",
        ),
        (
            "2",
            "người có vấn đề về sức khỏe tâm thần; người cao tuổi; trẻ tự kỷ; người khuyết tật,"
            " người có hoàn cảnh khó khăn gặp biến cố bất thường",
        ),
        ("3", "đối với trẻ em, người khuyết tật, người cao tuổi, người nghèo"),
        (
            "3",
            "duy trì hoạt động của mạng lưới cộng tác viên công tác xã hội cấp tỉnh, cấp huyện và thành lập",
        ),
        ("3", "trong hệ thống trường học, bệnh viên, tư pháp"),
        ("4", "Đào tạo thạc sỹ công tác xã hội cho đội ngũ cán bộ quản lý cấp cao"),
        ("4", "trình độ đại học"),
        ("4", "người nghèo, người cận nghèo cho Ban chỉ đạo giảm nghèo các cấp"),
        ("4", "Thông tư Liên tịch số 30/2015/TTLT/BLĐTBXH-BNV ngày 19 tháng 8 năm 2015"),
        (
            "5",
            "đăng tin bài, phóng sự, phát tờ rơi, băng-rôn, nhất là đưa nội dung vào họp Tổ nhân dân tự quản",
        ),
        ("5", "Hàng năm xây dựng kế hoạch tuyên truyền"),
        ("5", "sổ tay hướng dẫn"),
        ("5", "kênh thông tin đa chiều"),
        ("6", "tổng kết Đề án phát triển nghề công tác xã hội giai đoạn 2011-2015"),
        (
            "6",
            "cơ sở dữ liệu về đối tượng thuộc công tác xã hội, đội ngũ viên chức, nhân viên, cộng tác viên"
            " công tác xã hội; mạng lưới các cơ sở cung cấp dịch vụ công tác xã hội; mạng lưới cơ sở có"
            " đào tạo công tác xã hội; đội ngũ giảng viên công tác xã hội và các nội dung khác",
        ),
    ),
)
def test_a_solution_names_what_the_document_names(plan, page, solution, words):
    below, heading = {}, ""
    for number, text in plan.passage_set.filter(kind=PassageKind.SOLUTION).values_list("number", "text"):
        heading = number or heading
        below[heading] = f"{below.get(heading, '')} {text}"
    assert words in below[solution]
    assert words in part_of(page, "solutions")


def test_every_sentence_of_the_solutions_can_be_followed_as_an_activity(plan, page):
    rows = list(plan.activity_set.values_list("number", "text"))
    assert rows == printed(PLAN)["activities"]
    top = plan.activity_set.filter(parent__isnull=True)
    assert [activity.children.count() for activity in top] == [5, 4, 4, 6, 5, 4]
    assert_in_order(part_of(page, "activities"), [text for _number, text in rows])


@pytest.mark.parametrize(("code", "numbers"), (("BT-1", ["3.2"]), ("BT-2", ["4"]), ("BT-3", ["3.1"])))
def test_a_target_names_the_activities_that_serve_it(plan, code, numbers):
    target = plan.targets.get(code=code)
    assert list(target.activities.values_list("number", flat=True)) == numbers


@pytest.mark.parametrize(
    ("printed_text", "correct"),
    (
        (
            "Thông tư Liên tịch số 30/2015/TTLT/BLĐTBXH-BNV",
            "Thông tư liên tịch số 30/2015/TTLT-BLĐTBXH-BNV",
        ),
        ("bệnh viên", "bệnh viện"),
        ("mạng lưới công tác viên công tác xã hội cấp xã", "mạng lưới cộng tác viên công tác xã hội cấp xã"),
        ("nhân viên, cộng tác viên xã hội", "nhân viên, cộng tác viên công tác xã hội"),
    ),
)
def test_a_mistake_in_print_is_kept_and_noted(plan, page, printed_text, correct):
    assert plan.correction_set.get(printed=printed_text).correct == correct
    assert_in_order(part_of(page, "corrections"), [printed_text, correct])


def test_the_page_has_these_parts(plan):
    sections = read_plan(plan)["sections"]
    assert list(sections) == [
        "header",
        "objectives",
        "targets",
        "solutions",
        "activities",
        "funding",
        "recipients",
        "facts",
    ]
    assert (sections["solutions"].corrections, sections["objectives"].corrections) == (15, 4)
