"""What one administrator may do to other people's accounts, and what is kept of it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from swprogram.org import services
from swprogram.org.checks import check_roles
from swprogram.org.models import AccountChange, Membership, User
from swprogram.org.roles import HELD_AT, Role
from tests.worlds import add_person

GOOD = "cau-thang-muoi-xoai"


@pytest.fixture
def administrator(world):
    return world.home.people[Role.SYSTEM_ADMINISTRATOR]


@pytest.fixture
def officer(world):
    return world.home.people[Role.COMMUNE_OFFICER]


@pytest.mark.parametrize("power", ("is_superuser", "is_staff"))
def test_an_administrator_of_a_unit_does_nothing_to_superusers_and_staff(
    world, administrator, officer, power
):
    User.objects.filter(pk=officer.pk).update(**{power: True})
    officer.refresh_from_db()
    attacks = (
        lambda: services.set_new_password(officer, password=GOOD, by=administrator),
        lambda: services.set_active(officer, is_active=False, by=administrator),
        lambda: services.set_active(officer, is_active=True, by=administrator),
        lambda: services.end_role(officer.memberships.get(), by=administrator),
        lambda: services.grant_role(
            officer, role=Role.DISTRICT_OFFICER, unit=world.home.districts["Tây"], by=administrator
        ),
    )
    for attack in attacks:
        with pytest.raises(PermissionDenied):
            attack()
    assert list(officer.memberships.values_list("valid_to", flat=True)) == [None]


@pytest.mark.parametrize("name", ("person_detail", "person_password", "person_lock"))
def test_the_pages_of_a_superuser_are_not_found_by_an_administrator_of_a_unit(
    client, administrator, officer, name
):
    User.objects.filter(pk=officer.pk).update(is_superuser=True)
    client.force_login(administrator)
    assert client.post(reverse(name, args=[officer.pk])).status_code == 404


def test_who_will_have_a_role_elsewhere_is_out_of_reach(world, administrator, officer):
    unit = world.other.communes["Bắc Một"]
    Membership.objects.create(user=officer, role=Role.COMMUNE_OFFICER, unit=unit, valid_from=date(2999, 1, 1))
    with pytest.raises(PermissionDenied):
        services.set_new_password(officer, password=GOOD, by=administrator)


def test_a_role_is_not_given_to_a_person_of_another_province(world, administrator):
    stranger = world.other.people[Role.COMMUNE_OFFICER]
    with pytest.raises(PermissionDenied):
        services.grant_role(
            stranger, role=Role.COMMUNE_OFFICER, unit=world.home.communes["Đông Hai"], by=administrator
        )
    assert stranger.memberships.count() == 1


def test_what_superusers_change_in_admin_is_refused_to_an_administrator_of_a_unit(administrator, officer):
    officer.is_superuser = True
    held = administrator.memberships.get()
    held.role = Role.PROVINCIAL_OFFICER
    with pytest.raises(PermissionDenied):
        services.change_account(officer, by=administrator)
    with pytest.raises(PermissionDenied):
        services.save_membership(held, by=administrator)
    assert not User.objects.get(pk=officer.pk).is_superuser
    assert Membership.objects.get(pk=held.pk).role == Role.SYSTEM_ADMINISTRATOR


@pytest.mark.parametrize("role", Role)
def test_nobody_gives_a_role_to_themselves(world, administrator, role):
    places = {person_role: person.memberships.get().unit for person_role, person in world.home.people.items()}
    with pytest.raises(PermissionDenied):
        services.grant_role(administrator, role=role, unit=places[role], by=administrator)
    assert administrator.memberships.count() == 1


def test_the_same_role_twice_is_a_message_beside_the_form(client, administrator, officer):
    client.force_login(administrator)
    held = officer.memberships.get()
    answer = client.post(
        reverse("person_detail", args=[officer.pk]), {"role": held.role, "unit": held.unit_id}
    )
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == ["Người này đã có vai trò đó tại đơn vị."]


def test_a_role_that_has_ended_is_not_ended_twice(client, administrator, officer):
    client.force_login(administrator)
    path = reverse("membership_end", args=[officer.memberships.get().pk])
    client.post(path, follow=True)
    answer = client.post(path, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["Vai trò này đã kết thúc."]
    assert AccountChange.objects.count() == 1


def test_each_role_is_held_at_these_levels():
    assert {role.value: [kind.value for kind in kinds] for role, kinds in HELD_AT.items()} == {
        "system_administrator": ["province", "district", "commune", "agency"],
        "provincial_officer": ["province", "agency"],
        "provincial_leader": ["province", "agency"],
        "district_officer": ["district"],
        "commune_officer": ["commune"],
        "agency_officer": ["agency"],
        "ministry_viewer": ["province"],
    }


def test_a_commune_officer_is_not_one_of_the_province(world, administrator, officer):
    with pytest.raises(ValidationError) as refusal:
        services.grant_role(officer, role=Role.COMMUNE_OFFICER, unit=world.home.unit, by=administrator)
    assert list(refusal.value.message_dict) == ["unit"]
    assert officer.memberships.count() == 1


def test_the_form_names_the_levels_beside_the_unit(client, world, administrator, officer):
    client.force_login(administrator)
    typed = {"role": Role.COMMUNE_OFFICER, "unit": world.home.unit.pk}
    form = client.post(reverse("person_detail", args=[officer.pk]), typed).context["form"]
    assert form.errors == {
        "unit": ["Không giữ vai trò “Công chức cấp xã” ở cấp này (Tỉnh). Hãy chọn đơn vị thuộc: Cấp xã."]
    }


def test_no_role_is_proposed(client, administrator):
    client.force_login(administrator)
    form = client.get(reverse("person_add")).context["form"]
    assert form.fields["role"].choices[0][0] == ""
    assert form["role"].value() is None


def test_what_was_done_to_an_account_is_kept_with_who_and_when(client, world, administrator):
    unit = world.home.communes["Đông Hai"]
    person = services.add_person(
        username="moi",
        full_name="Trần Thị Bưởi",
        password=GOOD,
        role=Role.COMMUNE_OFFICER,
        unit=unit,
        by=administrator,
    )
    services.set_active(person, is_active=False, by=administrator)
    services.set_active(person, is_active=True, by=administrator)
    services.set_new_password(person, password="ghe-da-song-lua", by=administrator)
    services.end_role(person.memberships.get(), by=administrator)
    client.force_login(administrator)
    rows = client.get(reverse("person_changes"), {"q": "tran thi buoi"}).context["page_obj"]
    assert [(row.verb, row.before, row.after, row.unit, row.done_by) for row in rows] == [
        ("role_ended", "Công chức cấp xã", "", unit, administrator),
        ("password_given", "", "", None, administrator),
        ("unlocked", "Đã khóa", "Được đăng nhập", None, administrator),
        ("locked", "Được đăng nhập", "Đã khóa", None, administrator),
        ("role_given", "", "Công chức cấp xã", unit, administrator),
        ("added", "", "moi", None, administrator),
    ]


def test_the_history_of_another_provinces_accounts_is_not_seen(client, world, administrator):
    other = world.other.people[Role.SYSTEM_ADMINISTRATOR]
    services.set_active(world.other.people[Role.COMMUNE_OFFICER], is_active=False, by=other)
    client.force_login(administrator)
    assert list(client.get(reverse("person_changes")).context["page_obj"]) == []


def test_a_password_given_by_others_opens_one_page_until_it_is_changed(client, world, administrator, officer):
    services.set_new_password(officer, password=GOOD, by=administrator)
    client.post(reverse("login"), {"username": officer.username, "password": GOOD})
    page = client.get(reverse("submission_list"))
    assert (page.status_code, page.url) == (302, reverse("password_change"))
    assert client.get("/api/plans/").status_code == 403
    typed = {"old_password": GOOD, "new_password1": "ghe-da-song-lua", "new_password2": "ghe-da-song-lua"}
    client.post(reverse("password_change"), typed)
    assert client.get(reverse("submission_list")).status_code == 200
    assert AccountChange.objects.first().verb == "password_changed"


def test_a_demonstration_account_keeps_its_public_password(client, administrator, officer):
    User.objects.filter(pk=officer.pk).update(is_demo=True)
    services.set_new_password(officer, password=GOOD, by=administrator)
    officer.refresh_from_db()
    assert officer.must_change_password is False


def test_ones_own_password_is_not_set_by_the_administrators_page(client, administrator):
    client.force_login(administrator)
    answer = client.post(reverse("person_password", args=[administrator.pk]), {"password": GOOD})
    assert answer.url == reverse("password_change")
    administrator.refresh_from_db()
    assert not administrator.check_password(GOOD)


def test_an_administrator_of_a_district_reaches_nobody_of_the_province(world):
    chief = add_person(Role.SYSTEM_ADMINISTRATOR, world.home.districts["Đông"])
    assert [person.memberships.get().role for person in User.objects.manageable_by(chief).order_by("pk")] == [
        "district_officer",
        "commune_officer",
        "system_administrator",
    ]


def test_a_role_that_stands_at_a_wrong_level_is_named_by_the_check(world):
    held = Membership.objects.create(
        user=world.home.people[Role.AGENCY_OFFICER], role=Role.COMMUNE_OFFICER, unit=world.home.unit
    )
    found = check_roles(databases=["default"])
    assert [(warning.id, held.user.username in warning.msg) for warning in found] == [("org.W001", True)]
