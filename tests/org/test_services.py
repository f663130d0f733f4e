"""What happens to units and people."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from swprogram.kit import clock
from swprogram.org import services
from swprogram.org.models import Membership, Unit, UnitClosure, User
from swprogram.org.roles import Role, Verb


def test_the_closure_pairs_every_unit_with_itself_and_all_above(world):
    commune = world.home.communes["Đông Một"]
    pairs = UnitClosure.objects.filter(descendant=commune).order_by("depth")
    assert [(pair.ancestor.short_name, pair.depth) for pair in pairs] == [
        ("Đông Một", 0),
        ("Đông", 1),
        ("Hải Sơn", 2),
    ]


def test_a_pair_lives_as_long_as_every_unit_on_its_path(world):
    district, commune = world.home.districts["Đông"], world.home.communes["Đông Một"]
    district.valid_to = date(2025, 7, 1)
    district.save()
    commune.valid_from = date(2020, 1, 1)
    commune.save()
    services.rebuild_closure()
    pair = UnitClosure.objects.get(ancestor=world.home.unit, descendant=commune)
    assert (pair.valid_from, pair.valid_to) == (date(2020, 1, 1), date(2025, 7, 1))


def test_a_path_that_lives_for_no_day_gives_no_pair(world):
    district, commune = world.home.districts["Đông"], world.home.communes["Đông Một"]
    district.valid_to = commune.valid_from = date(2025, 7, 1)
    district.save()
    commune.save()
    services.rebuild_closure()
    assert [pair.ancestor for pair in UnitClosure.objects.filter(descendant=commune)] == [commune]


def test_the_administrator_adds_a_person_with_a_first_role(world):
    person = services.add_person(
        username="moi",
        full_name="Người Mới",
        password="mot-mat-khau-dai",
        role=Role.COMMUNE_OFFICER,
        unit=world.home.communes["Đông Hai"],
        by=world.home.people[Role.SYSTEM_ADMINISTRATOR],
    )
    assert person.check_password("mot-mat-khau-dai")
    assert person.units_with(Verb.ENTER_FIGURES) == {world.home.communes["Đông Hai"].pk}


def test_nobody_gives_a_role_in_another_province(world):
    person = world.home.people[Role.COMMUNE_OFFICER]
    with pytest.raises(PermissionDenied):
        services.grant_role(
            person,
            role=Role.DISTRICT_OFFICER,
            unit=world.other.districts["Bắc"],
            by=world.home.people[Role.SYSTEM_ADMINISTRATOR],
        )
    assert person.memberships.count() == 1


def test_an_ended_role_opens_nothing_from_that_day_on_and_stays_in_the_history(world):
    officer = world.home.people[Role.COMMUNE_OFFICER]
    with clock.at(date(2024, 6, 17)):
        services.end_role(officer.memberships.get(), by=world.home.people[Role.SYSTEM_ADMINISTRATOR])
    assert officer.memberships.get().valid_to == date(2024, 6, 17)
    assert list(Unit.objects.visible_to(officer)) == []


def test_a_role_that_has_not_begun_ends_on_the_day_on_which_it_would_begin(world):
    officer, unit = world.home.people[Role.COMMUNE_OFFICER], world.home.communes["Đông Hai"]
    coming = Membership.objects.create(
        user=officer, role=Role.COMMUNE_OFFICER, unit=unit, valid_from=date(2025, 1, 1)
    )
    with clock.at(date(2024, 6, 17)):
        services.end_role(coming, by=world.home.people[Role.SYSTEM_ADMINISTRATOR])
    assert Membership.objects.get(pk=coming.pk).valid_to == date(2025, 1, 1)


def test_the_administrator_cannot_lock_their_own_account(world):
    person = world.home.people[Role.SYSTEM_ADMINISTRATOR]
    with pytest.raises(PermissionDenied):
        services.set_active(person, is_active=False, by=person)


def test_people_with_a_live_role_outside_the_branch_are_not_managed(world):
    administrator = world.home.people[Role.SYSTEM_ADMINISTRATOR]
    officer = world.home.people[Role.COMMUNE_OFFICER]
    assert officer in User.objects.manageable_by(administrator)
    Membership.objects.create(user=officer, role=Role.COMMUNE_OFFICER, unit=world.other.communes["Bắc Một"])
    assert officer not in User.objects.manageable_by(administrator)


def refuses(name, save):
    """The database itself refuses, and names the constraint."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        save()


def test_a_unit_does_not_end_before_it_starts(world):
    unit = world.home.communes["Đông Một"]
    unit.valid_from, unit.valid_to = date(2024, 2, 1), date(2024, 1, 1)
    refuses("unit_dates_in_order", unit.save)


def test_only_a_province_has_no_unit_above_it(world):
    unit = world.home.communes["Đông Một"]
    unit.parent = None
    refuses("unit_only_province_is_root", unit.save)


def test_a_role_is_held_once(world):
    held = world.home.people[Role.COMMUNE_OFFICER].memberships.get()
    again = Membership(user=held.user, role=held.role, unit=held.unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
