"""A plan as a document: its tree, its bodies, its sections, and where its correction notes belong."""

import pytest

from plans.enums import DutyRole, PassageKind, PlanPart
from plans.models import Activity, Body, Correction, Duty, Heading, Passage, Recipient
from plans.reading import RoleLine, parts_of, read_plan
from tests.factories.plans import TargetFactory

HEADINGS = [
    Heading(part=PlanPart.PURPOSES, number="I"),
    Heading(part=PlanPart.OBJECTIVES, number="II"),
    Heading(part=PlanPart.OBJECTIVES, number="II.1"),
    Heading(part=PlanPart.ACTIVITIES, number="II.2"),
    Heading(part=PlanPart.FUNDING, number="III"),
    Heading(part=PlanPart.DUTIES, number="IV"),
]


@pytest.mark.parametrize(
    ("where", "parts"),
    (
        ("II.1.5", {PlanPart.OBJECTIVES}),
        ("II.2.5.b, gạch đầu dòng thứ hai", {PlanPart.ACTIVITIES}),
        ("II, gạch đầu dòng thứ nhất", {PlanPart.OBJECTIVES}),
        ("III", {PlanPart.FUNDING}),
        ("II.2.6, đoạn thứ hai; IV.a, gạch đầu dòng thứ hai", {PlanPart.ACTIVITIES, PlanPart.DUTIES}),
        ("Đầu văn bản", {PlanPart.HEADER}),
        ("Mở đầu, đoạn thứ hai", {PlanPart.HEADER}),
        ("Quyết định, căn cứ thứ hai", {PlanPart.BASES}),
        ("Nơi nhận, dòng thứ tư", {PlanPart.RECIPIENTS}),
        ("V.2", set()),
    ),
)
def test_a_correction_note_belongs_to_the_parts_that_its_place_lies_in(where, parts):
    assert parts_of(where, HEADINGS) == parts


def test_conditions_hang_below_their_target(plan):
    first = TargetFactory(plan=plan, code="VT-1", position=1)
    second = TargetFactory(plan=plan, code="VT-2", position=2)
    TargetFactory(plan=plan, code="VT-1a", position=3, condition_of=first)
    targets = read_plan(plan)["targets"]
    assert [(target, [c.code for c in target.its_conditions]) for target in targets] == [
        (first, ["VT-1a"]),
        (second, []),
    ]


def test_activities_are_a_tree_with_their_bodies_by_role(plan, world):
    top = Activity.objects.create(plan=plan, number="2.1", text="Tuyên truyền", position=1)
    item = Activity.objects.create(plan=plan, number="-", text="Hội nghị", position=2, parent=top)
    health = Body.objects.create(plan=plan, name="Sở Y tế", agency=world.home.health)
    bodies = Body.objects.create(plan=plan, name="các ngành", is_class=True)
    Duty.objects.create(plan=plan, body=bodies, activity=top, role=DutyRole.COORDINATE, position=1)
    Duty.objects.create(
        plan=plan, body=health, activity=top, role=DutyRole.LEAD, position=2, printed_body="Y tế"
    )
    (read,) = read_plan(plan)["activities"]
    assert (read, read.items) == (top, [item])
    assert read.role_lines == [
        RoleLine(DutyRole.LEAD, ("Y tế",)),
        RoleLine(DutyRole.COORDINATE, ("các ngành",)),
    ]


def test_a_body_named_only_beside_an_activity_has_no_place_among_the_duties(plan):
    activity = Activity.objects.create(plan=plan, text="Tuyên truyền")
    beside = Body.objects.create(plan=plan, name="các ngành", position=1)
    with_duty = Body.objects.create(plan=plan, name="Sở Y tế", position=2)
    Duty.objects.create(plan=plan, body=beside, activity=activity, role=DutyRole.LEAD)
    duty = Duty.objects.create(plan=plan, body=with_duty, role=DutyRole.LEAD, text="Chủ trì")
    (body,) = read_plan(plan)["bodies"]
    assert (body, body.its_duties) == (with_duty, [duty])


def test_a_bare_plan_has_the_four_parts_that_always_stand_there(plan):
    assert list(read_plan(plan)["sections"]) == ["header", "targets", "funding", "recipients"]


def test_sections_follow_the_order_of_the_page_and_count_their_notes(plan):
    Passage.objects.create(plan=plan, kind=PassageKind.REQUIREMENT, text="Các hoạt động phải đồng bộ")
    Heading.objects.create(plan=plan, part=PlanPart.PURPOSES, number="I", text="MỤC ĐÍCH, YÊU CẦU")
    Correction.objects.create(plan=plan, where="I.2", printed="đồng bô", correct="đồng bộ")
    sections = read_plan(plan)["sections"]
    assert list(sections) == ["header", "purposes", "targets", "funding", "recipients"]
    assert [heading.text for heading in sections["purposes"].headings] == ["MỤC ĐÍCH, YÊU CẦU"]
    assert [section.corrections for section in sections.values()] == [0, 1, 0, 0, 0]


def test_the_notes_are_the_last_jump_of_the_page(plan):
    assert read_plan(plan)["nav"][-1][0] == "recipients"
    Correction.objects.create(plan=plan, where="Đầu văn bản", printed="(không in)")
    assert read_plan(plan)["nav"][-1][0] == "corrections"


def test_reading_takes_the_same_queries_for_a_long_plan(plan, django_assert_num_queries):
    for position in range(1, 6):
        activity = Activity.objects.create(plan=plan, text="Tuyên truyền", position=position)
        body = Body.objects.create(plan=plan, name="Sở Y tế", position=position)
        Duty.objects.create(plan=plan, body=body, activity=activity, role=DutyRole.LEAD)
        TargetFactory(plan=plan)
        Recipient.objects.create(plan=plan, text="Cục BTXH", position=position)
    with django_assert_num_queries(16):
        read_plan(plan)
