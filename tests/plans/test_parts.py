"""Rows of a plan's parts: added, changed, moved, deleted and brought back, one at a time, all logged."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans import services
from plans.enums import DutyRole, PassageKind
from plans.models import Activity, Body, Duty, Passage, Phase, Recipient
from plans.parts import PARTS
from plans.rows import list_rows
from plans.services.parts import last_deleted, version_of
from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory, TargetFactory

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def add(officer, draft):
    """Add a row to the draft of 2025."""

    def add_row(part, plan=None, **values):
        return services.add_part(plan or draft, PARTS[part], values=values, by=officer)

    return add_row


def change(row, part, officer, version=None, **values):
    version = version or version_of(row)
    return services.change_part(row, PARTS[part], values=values, version=version, by=officer)


def delete(row, part, officer):
    services.delete_part(row, PARTS[part], version=version_of(row), by=officer)


def texts(plan, part):
    return [row.text for row in PARTS[part].rows(plan)]


def errors_of(refused):
    return refused.value.message_dict


# --- Adding and changing -----------------------------------------------------------------------


def test_a_new_row_stands_last_and_counts_as_a_save_of_the_plan(officer, draft, add):
    add("recipients", text="Như Điều 3")
    with clock.at(date(2025, 1, 6)):
        row = add("recipients", text="Lưu: VT")
        record = row.history.get()
        assert (record.history_user, record.history_type, record.history_date) == (officer, "+", clock.now())
    assert texts(draft, "recipients") == ["Như Điều 3", "Lưu: VT"]
    draft.refresh_from_db()
    assert draft.version == 3


def test_passages_of_one_model_are_kept_apart_by_their_kind(draft, add):
    add("objectives", number="1", text="Mục tiêu")
    add("purposes", kind=PassageKind.REQUIREMENT, number="-", text="Yêu cầu")
    assert texts(draft, "objectives") == ["Mục tiêu"]
    assert texts(draft, "purposes") == ["Yêu cầu"]
    assert Passage.objects.get(text="Mục tiêu").kind == PassageKind.OBJECTIVE


def test_a_change_is_kept_with_person_before_and_after(officer, add):
    row = add("recipients", text="Lưu: VT")
    change(row, "recipients", officer, text="Lưu: VT, VX5")
    newest, oldest = row.history.all()
    assert (oldest.text, newest.text, newest.history_user) == ("Lưu: VT", "Lưu: VT, VX5", officer)


def test_saving_a_row_without_a_change_is_no_save(officer, draft, add):
    row = add("recipients", text="Lưu: VT")
    change(row, "recipients", officer, text="Lưu: VT")
    assert row.history.count() == 1


def test_a_row_that_somebody_else_saved_is_not_overwritten(officer, add):
    row = add("recipients", text="Lưu: VT")
    opened = version_of(row)
    change(row, "recipients", officer, text="Của người thứ nhất")
    with pytest.raises(StaleVersion):
        change(row, "recipients", officer, version=opened, text="Của người thứ hai")
    assert Recipient.objects.get().text == "Của người thứ nhất"


def test_a_change_of_another_row_is_no_conflict(officer, draft, add):
    row, other = add("recipients", text="Lưu: VT"), add("recipients", text="Như Điều 3")
    opened = version_of(row)
    change(other, "recipients", officer, text="Như trên")
    change(row, "recipients", officer, version=opened, text="Lưu: VT, VX5")
    assert texts(draft, "recipients") == ["Lưu: VT, VX5", "Như trên"]


@pytest.mark.parametrize("verb", ("add", "change", "delete", "move", "restore"))
def test_nothing_of_a_plan_in_force_is_touched_without_an_amendment(officer, plan, verb):
    row = Recipient.objects.create(plan=plan, position=1, text="Lưu: VT")
    part, version = PARTS["recipients"], version_of(row)
    verbs = {
        "add": lambda: services.add_part(plan, part, values={"text": "Mới"}, by=officer),
        "change": lambda: change(row, "recipients", officer, text="Mới"),
        "delete": lambda: services.delete_part(row, part, version=version, by=officer),
        "move": lambda: services.move_part(row, part, direction=1, by=officer),
        "restore": lambda: services.restore_part(plan, part, by=officer),
    }
    with pytest.raises(ChangeRefused) as refused:
        verbs[verb]()
    assert str(refused.value) == "This plan is in force. Start an amendment first."
    assert texts(plan, "recipients") == ["Lưu: VT"]


def test_while_it_is_amended_a_plan_takes_rows(officer, plan, amending, add):
    add("recipients", plan=plan, text="Lưu: VT")
    assert texts(plan, "recipients") == ["Lưu: VT"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROVINCIAL_OFFICER])
def test_nobody_else_adds_a_row(world, draft, role):
    person = world.home.people[role]
    with pytest.raises(PermissionDenied):
        services.add_part(draft, PARTS["recipients"], values={"text": "Mới"}, by=person)


# --- Moving, deleting, bringing back -----------------------------------------------------------


def test_a_row_moves_up_and_down_and_stops_at_the_ends(officer, draft, add):
    rows = [add("recipients", text=text) for text in ("A", "B", "C")]
    services.move_part(rows[2], PARTS["recipients"], direction=-1, by=officer)
    assert texts(draft, "recipients") == ["A", "C", "B"]
    services.move_part(rows[0], PARTS["recipients"], direction=1, by=officer)
    assert texts(draft, "recipients") == ["C", "A", "B"]
    services.move_part(rows[1], PARTS["recipients"], direction=1, by=officer)
    assert texts(draft, "recipients") == ["C", "A", "B"]
    assert rows[2].history.first().history_user == officer


def test_an_item_moves_among_the_items_of_its_heading_only(officer, draft, add):
    first, second = add("activities", text="I"), add("activities", text="II")
    items = [add("activities", text=text, parent=first) for text in ("a", "b")]
    services.move_part(items[0], PARTS["activities"], direction=-1, by=officer)
    services.move_part(second, PARTS["activities"], direction=-1, by=officer)
    (group,) = list_rows(draft, PARTS["activities"])
    assert [(line.title, line.level) for line in group.lines] == [("II", 0), ("I", 0), ("a", 1), ("b", 1)]


def test_a_deleted_row_comes_back_at_its_place(officer, draft, add):
    rows = [add("recipients", text=text) for text in ("A", "B", "C")]
    delete(rows[1], "recipients", officer)
    assert texts(draft, "recipients") == ["A", "C"]
    services.restore_part(draft, PARTS["recipients"], by=officer)
    assert texts(draft, "recipients") == ["A", "B", "C"]
    assert last_deleted(draft, PARTS["recipients"]) is None


def test_deletions_are_undone_from_the_last_one_on(officer, draft, add):
    rows = [add("recipients", text=text) for text in ("A", "B")]
    for row in rows:
        delete(row, "recipients", officer)
    services.restore_part(draft, PARTS["recipients"], by=officer)
    assert texts(draft, "recipients") == ["B"]
    services.restore_part(draft, PARTS["recipients"], by=officer)
    assert texts(draft, "recipients") == ["A", "B"]
    with pytest.raises(ChangeRefused):
        services.restore_part(draft, PARTS["recipients"], by=officer)


def test_a_class_of_bodies_comes_back_with_its_members(world, officer, draft, add):
    body = add("bodies", name="Các ngành", is_class=True, members=[world.home.health, world.home.lead])
    delete(body, "bodies", officer)
    services.restore_part(draft, PARTS["bodies"], by=officer)
    assert set(Body.objects.get().members.all()) == {world.home.health, world.home.lead}


def test_an_activity_with_items_is_not_deleted(officer, draft, add):
    heading = add("activities", number="1", text="Tuyên truyền")
    add("activities", number="-", text="Hội nghị", parent=heading)
    with pytest.raises(ChangeRefused) as refused:
        delete(heading, "activities", officer)
    assert str(refused.value) == (
        "“1 Tuyên truyền” is still in use: Activities, 1 (for example “- Hội nghị”)."
        " Change or delete that first."
    )
    assert Activity.objects.count() == 2


def test_a_phase_of_a_target_is_not_deleted(officer, draft, add):
    phase = add("phases", name="Năm 2025", from_year=2025, to_year=2025)
    TargetFactory(plan=draft, phase=phase)
    with pytest.raises(ChangeRefused):
        delete(phase, "phases", officer)


def test_a_row_that_somebody_else_changed_is_not_deleted(officer, add):
    row = add("recipients", text="Lưu: VT")
    opened = version_of(row)
    change(row, "recipients", officer, text="Lưu: VT, VX5")
    with pytest.raises(StaleVersion):
        services.delete_part(row, PARTS["recipients"], version=opened, by=officer)


# --- The rules ---------------------------------------------------------------------------------


@pytest.fixture
def ten_years(world):
    return PlanFactory(
        unit=world.home.unit, kind="phase_plan", from_year=2021, to_year=2030, state="draft", title="KH 260"
    )


def test_phases_do_not_overlap_and_the_other_is_named(ten_years, add):
    add("phases", plan=ten_years, name="Giai đoạn 1", from_year=2021, to_year=2025)
    with pytest.raises(ValidationError) as refused:
        add("phases", plan=ten_years, name="Giai đoạn 2", from_year=2025, to_year=2030)
    assert errors_of(refused) == {
        "from_year": [
            "These years overlap with the phase “Giai đoạn 1”, 2021–2025. Type other years, or change it."
        ]
    }
    add("phases", plan=ten_years, name="Giai đoạn 2", from_year=2026, to_year=2030)
    assert Phase.objects.count() == 2


def test_a_phase_lies_inside_the_plan(ten_years, add):
    with pytest.raises(ValidationError) as refused:
        add("phases", plan=ten_years, name="Giai đoạn 1", from_year=2019, to_year=2025)
    assert errors_of(refused) == {
        "from_year": ["The plan runs 2021–2030. Type a year between 2021 and 2030."]
    }


def test_a_phase_is_not_cut_away_from_its_targets(officer, ten_years, add):
    phase = add("phases", plan=ten_years, name="Giai đoạn 1", from_year=2021, to_year=2025)
    TargetFactory(plan=ten_years, phase=phase, code="TH-1", from_year=2021, to_year=2025)
    with pytest.raises(ValidationError) as refused:
        change(phase, "phases", officer, to_year=2024)
    assert errors_of(refused) == {
        "to_year": ["Target TH-1 of this phase runs 2021–2025. Change the target first."]
    }


def test_an_activity_does_not_stand_under_itself(officer, add):
    top = add("activities", text="I")
    below = add("activities", text="a", parent=top)
    lowest = add("activities", text="b", parent=below)
    for parent in (top, below, lowest):
        with pytest.raises(ValidationError) as refused:
            change(top, "activities", officer, parent=parent)
        assert list(errors_of(refused)) == ["parent"]


def test_an_item_that_changes_its_heading_stands_last_there(officer, draft, add):
    first, second = add("activities", text="I"), add("activities", text="II")
    item = add("activities", text="a", parent=first)
    add("activities", text="b", parent=second)
    change(item, "activities", officer, parent=second)
    (group,) = list_rows(draft, PARTS["activities"])
    assert [line.title for line in group.lines] == ["I", "II", "b", "a"]


def test_an_activity_has_one_lead_and_the_lead_is_named(add):
    activity = add("activities", text="Tuyên truyền")
    first, second = add("bodies", name="Sở Y tế"), add("bodies", name="Sở Nội vụ")
    add("roles", activity=activity, body=first, role=DutyRole.LEAD)
    with pytest.raises(ValidationError) as refused:
        add("roles", activity=activity, body=second, role=DutyRole.LEAD)
    assert errors_of(refused) == {
        "role": [
            "This activity already has a lead: Sở Y tế. Choose “Co-ordinates” or “Implements”,"
            " or change the other first."
        ]
    }
    add("roles", activity=activity, body=second, role=DutyRole.COORDINATE)
    assert Duty.objects.count() == 2


def test_duties_of_the_plan_as_a_whole_may_all_be_leads(add):
    body = add("bodies", name="Sở Y tế")
    for text in ("Chủ trì việc thứ nhất", "Chủ trì việc thứ hai"):
        add("duties", body=body, role=DutyRole.LEAD, text=text)
    assert Duty.objects.count() == 2


def test_a_due_date_lies_in_the_years_of_the_plan(add):
    body = add("bodies", name="Sở Y tế")
    with pytest.raises(ValidationError) as refused:
        add("duties", body=body, role=DutyRole.LEAD, text="Báo cáo", due_on=date(2026, 1, 1))
    assert errors_of(refused) == {
        "due_on": ["The plan runs 2025. Type a day of these years, or leave this empty."]
    }


def test_body_and_activity_are_of_the_same_plan(plan, add):
    body = Body.objects.create(plan=plan, name="Sở Y tế")
    activity = Activity.objects.create(plan=plan, text="Tuyên truyền")
    with pytest.raises(ValidationError) as refused:
        add("roles", activity=activity, body=body, role=DutyRole.LEAD)
    assert list(errors_of(refused)) == ["body", "activity"]


def test_a_class_of_bodies_is_no_single_agency(world, add):
    with pytest.raises(ValidationError) as refused:
        add("bodies", name="Các ngành", is_class=True, agency=world.home.health)
    assert list(errors_of(refused)) == ["agency"]
