"""What happens to plans and targets: every verb, who may ask for it, and what the history keeps."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans import services
from plans.enums import PlanState
from plans.models import Plan, Target
from plans.parts import PARTS
from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused, StaleVersion, WrongState
from swprogram.org.roles import Role
from tests.factories.plans import TargetFactory


def codes(plan):
    return list(plan.targets.order_by("position").values_list("code", flat=True))


# --- Plans -------------------------------------------------------------------------------------


def test_a_new_plan_is_a_draft_of_version_1(officer, plan_values):
    plan = services.add_plan(values=plan_values, by=officer)
    assert (plan.state, plan.version, plan.title) == (PlanState.DRAFT, 1, "Kế hoạch năm 2026")


def test_the_history_knows_who_entered_a_plan_and_when(officer, plan_values):
    with clock.at(date(2024, 6, 17)):
        plan = services.add_plan(values=plan_values, by=officer)
        record = plan.history.get()
        assert (record.history_user, record.history_type) == (officer, "+")
        assert record.history_date == clock.now()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROVINCIAL_OFFICER])
def test_nobody_else_adds_a_plan(world, plan_values, role):
    with pytest.raises(PermissionDenied):
        services.add_plan(values=plan_values, by=world.home.people[role])


def test_a_plan_for_another_province_is_refused(world, officer, plan_values):
    with pytest.raises(PermissionDenied):
        services.add_plan(values=plan_values | {"unit": world.other.unit}, by=officer)


def test_a_second_plan_of_the_same_year_is_refused(officer, plan, plan_values):
    with pytest.raises(ValidationError):
        services.add_plan(values=plan_values | {"from_year": 2024, "to_year": 2024}, by=officer)


def test_state_and_version_are_never_set_by_values(officer, plan_values):
    with pytest.raises(TypeError):
        services.add_plan(values=plan_values | {"state": PlanState.IN_FORCE}, by=officer)


def test_a_draft_changes_without_an_amendment(officer, draft):
    changed = services.change_plan(draft, values={"title": "Tên mới"}, version=1, by=officer)
    assert (changed.title, changed.version) == ("Tên mới", 2)


def test_changing_a_plan_in_force_needs_an_amendment(officer, plan, in_english):
    with pytest.raises(ChangeRefused) as refused:
        services.change_plan(plan, values={"title": "Tên mới"}, version=1, by=officer)
    assert str(refused.value) == "This plan is in force. Start an amendment first."
    assert Plan.objects.get(pk=plan.pk).title == "Kế hoạch công tác xã hội năm 2024"


def test_a_plan_that_is_being_amended_changes(officer, plan, amending):
    changed = services.change_plan(plan, values={"title": "Tên mới"}, version=2, by=officer)
    assert (changed.title, changed.version) == ("Tên mới", 3)


def test_saving_without_a_change_makes_no_version(officer, draft):
    kept = services.change_plan(draft, values={"title": draft.title}, version=1, by=officer)
    assert (kept.version, draft.history.count()) == (1, 1)


def test_what_others_saved_in_another_part_is_no_conflict(officer, draft):
    services.add_part(draft, PARTS["recipients"], values={"text": "Lưu: VT"}, by=officer)
    changed = services.change_plan(draft, values={"title": "Tên mới"}, version=1, by=officer)
    assert (changed.title, changed.version) == ("Tên mới", 3)


def test_an_older_version_is_refused_and_nothing_is_saved(officer, draft):
    services.change_plan(draft, values={"title": "Của người thứ nhất"}, version=1, by=officer)
    with pytest.raises(StaleVersion):
        services.change_plan(draft, values={"title": "Của người thứ hai"}, version=1, by=officer)
    assert Plan.objects.get(pk=draft.pk).title == "Của người thứ nhất"


def test_a_plan_does_not_move_to_another_province(world, officer, draft):
    with pytest.raises(PermissionDenied):
        services.change_plan(draft, values={"unit": world.other.unit}, version=1, by=officer)


def test_a_draft_is_put_in_force_once(officer, draft):
    issued = services.issue_plan(draft, version=1, by=officer)
    assert (issued.state, issued.version) == (PlanState.IN_FORCE, 2)
    with pytest.raises(WrongState):
        services.issue_plan(draft, version=2, by=officer)


def test_an_older_version_of_a_draft_is_not_issued(officer, draft):
    services.change_plan(draft, values={"title": "Tên mới"}, version=1, by=officer)
    with pytest.raises(StaleVersion):
        services.issue_plan(draft, version=1, by=officer)


def test_a_leader_does_not_put_a_plan_in_force(world, draft):
    with pytest.raises(PermissionDenied):
        services.issue_plan(draft, version=1, by=world.home.people[Role.PROVINCIAL_LEADER])


# --- Targets -----------------------------------------------------------------------------------


def test_a_target_stands_last_in_its_plan(officer, target, target_values, amending):
    added = services.add_target(target.plan, values=target_values, by=officer)
    assert (added.position, added.version) == (2, 1)
    assert codes(target.plan) == ["VT-1", "VT-9"]


def test_a_condition_stands_below_its_target(officer, target, target_values, amending):
    TargetFactory(plan=target.plan, code="VT-2", position=2)
    values = target_values | {"condition_of": target}
    for code in ("VT-1a", "VT-1b"):
        services.add_target(target.plan, values=values | {"code": code}, by=officer)
    assert codes(target.plan) == ["VT-1", "VT-1a", "VT-1b", "VT-2"]


def test_a_target_that_becomes_a_condition_moves_below_its_target(officer, target, amending):
    TargetFactory(plan=target.plan, code="VT-2", position=2)
    last = TargetFactory(plan=target.plan, code="VT-3", position=3)
    services.change_target(last, values={"condition_of": target}, version=1, by=officer)
    assert codes(target.plan) == ["VT-1", "VT-3", "VT-2"]


def test_adding_to_a_plan_in_force_needs_an_amendment(officer, plan, target_values):
    with pytest.raises(ChangeRefused):
        services.add_target(plan, values=target_values, by=officer)
    assert plan.targets.count() == 0


def test_a_draft_takes_targets_without_an_amendment(officer, draft, target_values):
    values = target_values | {"from_year": 2025, "to_year": 2025}
    assert services.add_target(draft, values=values, by=officer).plan == draft


@pytest.mark.parametrize(
    ("values", "field"),
    (
        ({"value": Decimal(101)}, "value"),
        ({"value_to": Decimal(60)}, "value_to"),
        ({"to_year": 2026}, "to_year"),
        ({"code": ""}, "code"),
    ),
)
def test_a_wrong_target_is_refused_and_names_the_field(officer, plan, amending, target_values, values, field):
    with pytest.raises(ValidationError) as refused:
        services.add_target(plan, values=target_values | values, by=officer)
    assert list(refused.value.message_dict) == [field]
    assert plan.targets.count() == 0


def test_a_change_of_a_target_is_kept_with_its_person(officer, target, amending):
    services.change_target(target, values={"value": Decimal(40)}, version=1, by=officer)
    newest, oldest = target.history.all()
    assert (oldest.value, newest.value) == (Decimal(10), Decimal(40))
    assert (newest.history_user, newest.version) == (officer, 2)


def test_an_older_version_of_a_target_is_refused(officer, target, amending):
    services.change_target(target, values={"value": Decimal(40)}, version=1, by=officer)
    with pytest.raises(StaleVersion):
        services.change_target(target, values={"value": Decimal(30)}, version=1, by=officer)
    assert Target.objects.get(pk=target.pk).value == Decimal(40)


def test_a_deleted_target_goes_with_its_conditions_and_leaves_its_history(officer, target, amending):
    condition = TargetFactory(plan=target.plan, condition_of=target)
    services.delete_target(target, version=1, by=officer)
    assert codes(target.plan) == []
    gone = Target.history.filter(history_type="-").order_by("pk")
    assert [(row.code, row.history_user) for row in gone] == [(condition.code, officer), ("VT-1", officer)]


def test_deleting_from_a_plan_in_force_needs_an_amendment(officer, target):
    with pytest.raises(ChangeRefused):
        services.delete_target(target, version=1, by=officer)
    assert Target.objects.filter(pk=target.pk).exists()


def test_an_older_version_is_not_deleted(officer, target, amending):
    services.change_target(target, values={"value": Decimal(40)}, version=1, by=officer)
    with pytest.raises(StaleVersion):
        services.delete_target(target, version=1, by=officer)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROVINCIAL_OFFICER])
def test_nobody_else_touches_a_target(world, target, target_values, role):
    person = world.home.people[role]
    with pytest.raises(PermissionDenied):
        services.add_target(target.plan, values=target_values, by=person)
    with pytest.raises(PermissionDenied):
        services.change_target(target, values={"value": 1}, version=1, by=person)
    with pytest.raises(PermissionDenied):
        services.delete_target(target, version=1, by=person)
