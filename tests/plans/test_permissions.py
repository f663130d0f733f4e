"""Who may do what with plans: the permissions agree with the row scope."""

from plans.models import Plan
from plans.permissions import can_add, can_edit, can_follow_results, can_issue, can_record_for
from swprogram.org.roles import Role
from tests.factories.org import MembershipFactory


def roles_where(world, allowed):
    return {role for role, person in world.home.people.items() if allowed(person)}


def test_only_the_provincial_officer_adds_plans(world):
    assert roles_where(world, can_add) == {Role.PROVINCIAL_OFFICER}


def test_only_the_provincial_officer_of_the_province_edits_its_plan(world, plan):
    assert roles_where(world, lambda person: can_edit(person, plan)) == {Role.PROVINCIAL_OFFICER}
    assert [can_edit(person, plan) for person in world.other.people.values()] == [False] * len(Role)


def test_editing_one_plan_and_the_plans_one_edits_are_the_same_rule(world, plan):
    people = [*world.home.people.values(), *world.other.people.values()]
    one_by_one = [can_edit(person, plan) for person in people]
    assert one_by_one == [Plan.objects.editable_by(person).exists() for person in people]


def test_a_draft_is_issued_once(officer, plan, draft):
    assert (can_issue(officer, draft), can_issue(officer, plan)) == (True, False)


def test_a_leader_does_not_issue(world, draft):
    assert can_issue(world.home.people[Role.PROVINCIAL_LEADER], draft) is False


def test_results_are_recorded_for_units_of_the_plans_own_province_only(world, officer, plan):
    elsewhere = world.other.districts["Bắc"]
    MembershipFactory(user=officer, role=Role.DISTRICT_OFFICER, unit=elsewhere)
    assert can_record_for(officer, plan, world.home.communes["Đông Một"].pk)
    assert not can_record_for(officer, plan, elsewhere.pk)


def test_results_are_offered_to_those_who_follow_them(world):
    without = set(Role) - roles_where(world, can_follow_results)
    assert without == {Role.SYSTEM_ADMINISTRATOR, Role.AGENCY_OFFICER}
