"""The plan of Thừa Thiên Huế for 2021-2030: what is held and what its page shows, against the document.

The long texts stand in texts/hue_2021_2030.txt, copied from the article; everything else is literal here.
"""

import pytest
from django.utils import translation

from plans.enums import Comparator, GrowthMode, MeasuredIn, PassageKind, PlanKind, PlanState
from plans.reading import read_plan
from tests.documents.pages import assert_in_order, part_of, printed

PLAN = "hue_2021_2030"
EQUAL, AT_LEAST, RANGE = Comparator.EQUAL, Comparator.AT_LEAST, Comparator.RANGE
PERCENT, PERSON, PER_UNIT = MeasuredIn.PERCENT, MeasuredIn.PERSON, MeasuredIn.PERSON_PER_UNIT
FIRST, SECOND, WHOLE = "2021–2025", "2026–2030", "2021–2030"

pytestmark = pytest.mark.django_db


def test_it_is_plan_260_under_the_programme_of_2021(plan, page):
    assert (plan.number, plan.issuer) == ("260/KH-UBND", "Ủy ban nhân dân tỉnh Thừa Thiên Huế")
    assert plan.title == (
        "Thực hiện Chương trình phát triển công tác xã hội trên địa bàn tỉnh giai đoạn 2021-2030"
    )
    assert (plan.kind, plan.state, plan.years) == (PlanKind.PHASE_PLAN, PlanState.IN_FORCE, "2021–2030")
    assert (plan.programme.decision_number, plan.parent) == ("112/QĐ-TTg", None)
    assert_in_order(part_of(page, "header"), ["Ủy ban nhân dân tỉnh Thừa Thiên Huế", "Số: 260/KH-UBND"])


def test_the_date_is_not_printed_but_known_from_another_document(plan, page):
    assert plan.issued_on is None
    note = plan.correction_set.get(where="Ngày ban hành")
    assert note.correct == "Kế hoạch số 260/KH-UBND ngày 10/8/2021"
    assert "184/KH-UBND ngày 24/4/2025" in note.note
    assert "10/8/2021" in part_of(page, "corrections")


def test_agencies_money_reporting_and_recipients_are_not_printed(plan):
    assert (plan.signer, plan.estimated_cost) == ("", None)
    for part in ("legalbasis", "body", "duty", "fundingsource", "recipient"):
        assert getattr(plan, f"{part}_set").count() == 0, part
    assert plan.passage_set.filter(kind__in=[PassageKind.REPORTING, PassageKind.FUNDING]).count() == 0


def test_the_article_is_named_with_its_hour_and_its_author(plan, page):
    sources = list(plan.passage_set.filter(kind=PassageKind.FACT_SOURCE).values_list("text", flat=True))
    assert sources == printed(PLAN)["sources"]
    assert sources[2:] == ["01:13 PM 13/08/2021", "(LĐXH)", "Khánh Quyên"]
    assert_in_order(part_of(page, "facts"), sources)


def test_what_the_article_reports_is_kept_as_a_fact(plan, page):
    assert list(plan.fact_set.values_list("code", "text")) == printed(PLAN)["facts"]
    assert plan.fact_set.get().as_of == "01:13 PM 13/08/2021"
    assert plan.fact_set.get().text in part_of(page, "facts")


def test_the_purpose_word_for_word(plan, page):
    rows = list(plan.passage_set.filter(kind=PassageKind.PURPOSE).values_list("number", "text"))
    assert rows == printed(PLAN)["purpose"]
    assert rows[0][1] in part_of(page, "purposes")


def test_two_phases_of_five_years(plan, page):
    assert [(phase.number, phase.name, phase.years) for phase in plan.phase_set.all()] == [
        ("1", "Từ năm 2021 đến năm 2025", FIRST),
        ("2", "Từ năm 2026 đến năm 2030", SECOND),
    ]
    assert_in_order(part_of(page, "phases"), ["Từ năm 2021 đến năm 2025", "Từ năm 2026 đến năm 2030"])


def test_the_targets_stand_under_their_phase_in_printed_order(plan):
    groups = read_plan(plan)["targets_by_phase"]
    assert [
        (group.phase and group.phase.number, [target.code for target in group.targets]) for group in groups
    ] == [
        ("1", ["TH-1", "TH-2", "TH-3", "TH-4", "TH-5"]),
        ("2", ["TH-6", "TH-7", "TH-8", "TH-9", "TH-10"]),
        (None, ["TH-11", "TH-12"]),
    ]


def test_the_page_shows_the_targets_phase_by_phase(plan, page):
    words = part_of(page, "targets")
    phases = [phase.name for phase in plan.phase_set.all()]
    wordings = dict(printed(PLAN)["targets"])
    assert_in_order(
        words, [phases[0], wordings["TH-1"], wordings["TH-5"], phases[1], wordings["TH-6"], wordings["TH-11"]]
    )


@pytest.mark.parametrize(
    ("code", "comparator", "value", "value_to", "measured_in", "years", "words"),
    (
        ("TH-1", EQUAL, 60, None, PERCENT, FIRST, "equal to 60 %"),
        ("TH-1a", AT_LEAST, 1, None, PER_UNIT, FIRST, "at least 1 person per unit"),
        ("TH-1b", AT_LEAST, 100, None, PERCENT, FIRST, "at least 100 %"),
        ("TH-2", AT_LEAST, 50, None, PERCENT, FIRST, "at least 50 %"),
        ("TH-3", AT_LEAST, 50, None, PERCENT, FIRST, "at least 50 %"),
        ("TH-4", EQUAL, 20, None, PERCENT, FIRST, "equal to 20 % more than in 2020"),
        ("TH-5", EQUAL, 95, None, PERCENT, FIRST, "equal to 95 %"),
        ("TH-6", EQUAL, 90, None, PERCENT, SECOND, "equal to 90 %"),
        ("TH-6a", RANGE, 1, 2, PER_UNIT, SECOND, "between 1 and 2 persons per unit"),
        ("TH-6b", AT_LEAST, 100, None, PERCENT, SECOND, "at least 100 %"),
        ("TH-7", AT_LEAST, 60, None, PERCENT, SECOND, "at least 60 %"),
        ("TH-8", AT_LEAST, 30, None, PERCENT, SECOND, "at least 30 % more than in 2025"),
        ("TH-9", EQUAL, 80, None, PERCENT, SECOND, "equal to 80 %"),
        ("TH-10", EQUAL, 100, None, PERCENT, SECOND, "equal to 100 %"),
        ("TH-11", EQUAL, 5000, None, PERSON, WHOLE, "equal to 5,000 persons"),
        ("TH-12", AT_LEAST, 300, None, PERSON, WHOLE, "at least 300 persons"),
    ),
)
def test_a_target_holds_value_span_and_wording(
    plan, page, code, comparator, value, value_to, measured_in, years, words
):
    target = plan.targets.get(code=code)
    assert (target.comparator, target.value, target.value_to) == (comparator, value, value_to)
    assert (target.measured_in, target.years) == (measured_in, years)
    assert target.wording == dict(printed(PLAN)["targets"])[code]
    assert f"“{target.wording}”" in part_of(page, "targets")
    with translation.override("en"):
        assert target.value_in_words.replace("\u00a0", " ") == words


def test_sixteen_targets_of_which_four_are_conditions(plan):
    conditions = plan.targets.filter(condition_of__isnull=False)
    assert (plan.targets.count(), conditions.count()) == (16, 4)
    assert list(conditions.values_list("code", "condition_of__code")) == [
        ("TH-1a", "TH-1"),
        ("TH-1b", "TH-1"),
        ("TH-6a", "TH-6"),
        ("TH-6b", "TH-6"),
    ]


@pytest.mark.parametrize(("code", "base_year"), (("TH-4", 2020), ("TH-8", 2025)))
def test_a_growth_has_its_base_year_and_asks_for_its_base_figure(plan, page, code, base_year):
    target = plan.targets.get(code=code)
    assert (target.growth_mode, target.base_year) == (GrowthMode.RELATIVE, base_year)
    assert target.base_value is None
    assert f"so với năm {base_year}" in target.wording
    assert page.count('class="tag tag-asked"') == 2


def test_the_two_growths_are_two_series(plan):
    """TH-8 adds case management to what is counted."""
    fourth, eighth = plan.targets.get(code="TH-4"), plan.targets.get(code="TH-8")
    assert (fourth.indicator.code, eighth.indicator.code) == (
        "consulted_growth",
        "consulted_and_managed_growth",
    )
    assert "quản lý ca" in eighth.wording
    assert "không so sánh được với TH-4" in eighth.note


def test_the_growth_says_which_figures_are_missing(plan):
    assert "không phải của tỷ lệ" in plan.targets.get(code="TH-4").note
    assert "chưa có công thức, chưa có số liệu" in plan.targets.get(code="TH-8").note


def test_5_000_people_in_ten_years_are_500_a_year(plan):
    targets = {target.code: target for target in read_plan(plan)["targets"]}
    with translation.override("vi"):
        assert targets["TH-11"].yearly[1] == "500"
        assert targets["TH-12"].yearly[1] == "30"
    assert targets["TH-1"].yearly is None


@pytest.mark.parametrize(
    ("code", "words"),
    (
        ("TH-1", "trong đó, có ít nhất 01 cán bộ, công chức, viên chức, nhân viên"),
        ("TH-3", "cơ sở giáo dục và cơ sở khác trong quy hoạch"),
        ("TH-6", "có ít nhất từ 01 đến 02 cán bộ, công chức, viên chức, nhân viên"),
        ("TH-9", "80% số cán bộ, viên chức, nhân viên công tác xã hội"),
        ("TH-12", "300 cán bộ, viên chức, nhân viên về chăm sóc"),
    ),
)
def test_whom_a_target_counts_is_printed(plan, code, words):
    assert words in plan.targets.get(code=code).wording


def test_no_target_counts_collaborators(plan):
    assert [target.code for target in plan.targets.all() if "cộng tác viên" in target.wording] == []


def test_eight_tasks_word_for_word(plan, page):
    rows = list(plan.activity_set.values_list("number", "text"))
    assert rows == printed(PLAN)["activities"]
    assert [number for number, _text in rows] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert_in_order(part_of(page, "activities"), [text for _number, text in rows])


def test_the_words_before_the_targets_and_the_tasks_are_their_headings(plan, page):
    assert list(plan.heading_set.values_list("text", flat=True)) == printed(PLAN)["headings"]
    assert part_of(page, "targets").startswith("Mục tiêu cụ thể")


@pytest.mark.parametrize(
    ("code", "numbers"), (("TH-1", ["3"]), ("TH-7", ["2"]), ("TH-11", ["4"]), ("TH-12", ["5"]), ("TH-4", []))
)
def test_a_target_names_the_tasks_that_serve_it(plan, code, numbers):
    target = plan.targets.get(code=code)
    assert list(target.activities.values_list("number", flat=True)) == numbers


def test_every_part_says_how_many_correction_notes_speak_of_it(plan):
    counts = {name: section.corrections for name, section in read_plan(plan)["sections"].items()}
    assert counts == {
        "header": 3,
        "purposes": 0,
        "phases": 1,
        "targets": 5,
        "activities": 3,
        "funding": 0,
        "recipients": 0,
        "facts": 0,
    }
