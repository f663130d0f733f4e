"""Row scope: who reaches which units."""

from datetime import date

from swprogram.org.models import Unit
from swprogram.org.roles import Role
from swprogram.org.services import rebuild_closure
from tests.worlds import add_person


def names(units):
    return {unit.short_name for unit in units}


def test_an_officer_of_the_lead_agency_reaches_the_whole_province(world):
    person = world.home.people[Role.PROVINCIAL_OFFICER]
    reached = names(Unit.objects.visible_to(person).exclude(kind="agency"))
    assert reached == {"Hải Sơn", "Đông", "Tây", "Đảo", "Đông Một", "Đông Hai", "Tây Một"}


def test_an_officer_of_another_agency_reaches_that_agency_alone(world):
    person = world.home.people[Role.AGENCY_OFFICER]
    assert list(Unit.objects.visible_to(person)) == [world.home.health]


def test_a_district_officer_reaches_the_district_and_its_communes(world):
    person = world.home.people[Role.DISTRICT_OFFICER]
    assert names(Unit.objects.visible_to(person)) == {"Đông", "Đông Một", "Đông Hai"}


def test_a_person_without_a_role_reaches_nothing(world, django_user_model):
    person = django_user_model.objects.create(username="nobody", full_name="Không vai trò")
    assert list(Unit.objects.visible_to(person)) == []


def test_an_ended_membership_reaches_nothing(world):
    person = add_person(Role.DISTRICT_OFFICER, world.home.districts["Tây"])
    person.memberships.update(valid_to=date(2024, 1, 1))
    assert list(Unit.objects.visible_to(person)) == []


def test_a_commune_that_moved_counts_in_each_district_for_its_own_time(world):
    moved = world.home.communes["Tây Một"]
    moved.valid_to = date(2024, 1, 1)
    moved.save()
    Unit.objects.create(
        kind="commune",
        type="commune",
        code="moved",
        name="Xã Tây Một",
        short_name="Tây Một mới",
        parent=world.home.districts["Đông"],
        valid_from=date(2024, 1, 1),
    )
    rebuild_closure()
    east, west = world.home.districts["Đông"], world.home.districts["Tây"]
    assert "Tây Một" in names(Unit.objects.under(west, on=date(2023, 12, 31)))
    assert names(Unit.objects.under(west, on=date(2024, 1, 1))) == {"Tây"}
    assert "Tây Một mới" in names(Unit.objects.under(east, on=date(2024, 1, 1)))
    assert "Tây Một mới" not in names(Unit.objects.under(east, on=date(2023, 12, 31)))


def test_scope_takes_one_query(world, django_assert_num_queries):
    person = world.home.people[Role.PROVINCIAL_OFFICER]
    with django_assert_num_queries(1):
        list(Unit.objects.visible_to(person))
