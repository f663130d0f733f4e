"""Signing in, units, people, one's own account."""

from io import BytesIO

import pytest
from django.test import override_settings
from django.urls import reverse
from openpyxl import load_workbook

from swprogram.navigation import item_of
from swprogram.org.models import User
from swprogram.org.roles import Role
from tests.factories.org import CommuneFactory


@pytest.fixture
def signed_in(client, world):
    def sign_in(role):
        client.force_login(world.home.people[role])
        return client

    return sign_in


def test_every_page_asks_for_sign_in(client, db):
    response = client.get(reverse("unit_list"))
    assert response.url == "/login/?next=/units/"


def test_each_role_starts_where_its_work_waits(client, world):
    starts = {}
    for role, person in world.home.people.items():
        client.force_login(person)
        starts[role.value] = client.get("/").url
    assert starts == {
        "system_administrator": "/people/",
        "provincial_officer": "/dashboard/",
        "provincial_leader": "/dashboard/",
        "district_officer": "/submissions/",
        "commune_officer": "/submissions/",
        "agency_officer": "/duties/",
        "ministry_viewer": "/dashboard/",
    }


@override_settings(DEMO_ACCOUNTS_ALLOWED=False)
def test_a_demonstration_account_does_not_sign_in_beyond_the_machine(client, db):
    person = User.objects.create(username="xa", full_name="Minh họa", is_demo=True)
    person.set_password("mot-mat-khau-dai")
    person.save()
    response = client.post(reverse("login"), {"username": "xa", "password": "mot-mat-khau-dai"})
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_demonstration_account_signs_in_from_the_machine_itself_only(client, db):
    person = User.objects.create(username="xa", full_name="Minh họa", is_demo=True)
    person.set_password("mot-mat-khau-dai")
    person.save()
    typed = {"username": "xa", "password": "mot-mat-khau-dai"}
    assert client.post(reverse("login"), typed, REMOTE_ADDR="10.0.0.7").status_code == 200
    assert client.post(reverse("login"), typed).status_code == 302


def test_eight_wrong_passwords_lock_the_account_from_that_address(client, world):
    username = world.home.people[Role.COMMUNE_OFFICER].username
    answers = [
        client.post(reverse("login"), {"username": username, "password": "sai"}).status_code for _ in range(8)
    ]
    assert answers == [200] * 7 + [429]


def test_the_unit_list_finds_a_name_without_accents(signed_in):
    response = signed_in(Role.PROVINCIAL_OFFICER).get(reverse("unit_list"), {"q": "xa dong hai"})
    assert [unit.short_name for unit in response.context["page_obj"]] == ["Đông Hai"]


def test_an_htmx_swap_equals_the_results_of_a_fresh_page(signed_in):
    client = signed_in(Role.PROVINCIAL_OFFICER)
    whole = client.get(reverse("unit_list"), {"kind": "district"}).content.decode()
    part = client.get(reverse("unit_list"), {"kind": "district"}, headers={"HX-Request": "true"})
    assert part.content.decode().strip() in whole
    assert "<html" not in part.content.decode()


@pytest.mark.parametrize("more", (0, 2))
def test_the_unit_list_takes_the_same_queries_for_one_and_three_communes_more(
    signed_in, world, django_assert_num_queries, more
):
    for _each in range(more):
        CommuneFactory(parent=world.home.districts["Tây"])
    client = signed_in(Role.PROVINCIAL_OFFICER)
    client.get(reverse("unit_list"))
    with django_assert_num_queries(7):
        client.get(reverse("unit_list"))


def test_the_export_holds_exactly_what_is_filtered(signed_in):
    response = signed_in(Role.PROVINCIAL_OFFICER).get(reverse("unit_export"), {"kind": "district"})
    sheet = load_workbook(BytesIO(response.content)).active
    names = [cell.value for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("Huyện ")]
    assert names == ["Huyện Đảo", "Huyện Đông", "Huyện Tây"]


def test_the_administrator_adds_a_person_who_signs_in_and_takes_a_password_of_their_own(
    signed_in, world, client
):
    typed = {
        "username": "moi",
        "full_name": "Người Mới",
        "password": "cau-thang-muoi-xoai",
        "role": Role.COMMUNE_OFFICER,
        "unit": world.home.communes["Đông Hai"].pk,
    }
    signed_in(Role.SYSTEM_ADMINISTRATOR).post(reverse("person_add"), typed)
    client.logout()
    client.post(reverse("login"), {"username": "moi", "password": "cau-thang-muoi-xoai"})
    assert client.get(reverse("account")).url == reverse("password_change")
    assert client.get(reverse("password_change")).context["user"].username == "moi"


def test_a_weak_password_is_refused_beside_its_field_and_nothing_typed_is_lost(signed_in, world):
    typed = {
        "username": "moi",
        "full_name": "Người Mới",
        "password": "12345",
        "role": Role.COMMUNE_OFFICER,
        "unit": world.home.communes["Đông Hai"].pk,
    }
    response = signed_in(Role.SYSTEM_ADMINISTRATOR).post(reverse("person_add"), typed)
    form = response.context["form"]
    assert list(form.errors) == ["password"]
    assert form["full_name"].value() == "Người Mới"


def test_a_unit_of_another_province_is_no_choice(signed_in, world):
    page = signed_in(Role.SYSTEM_ADMINISTRATOR).get(reverse("person_add"))
    offered = page.context["form"].fields["unit"].queryset
    assert not offered.filter(pk=world.other.communes["Bắc Một"].pk).exists()


def test_a_locked_account_no_longer_signs_in(signed_in, world, client):
    person = world.home.people[Role.COMMUNE_OFFICER]
    signed_in(Role.SYSTEM_ADMINISTRATOR).post(reverse("person_lock", args=[person.pk]))
    person.refresh_from_db()
    assert person.is_active is False


def test_a_role_is_ended_from_the_persons_page(signed_in, world):
    membership = world.home.people[Role.COMMUNE_OFFICER].memberships.get()
    signed_in(Role.SYSTEM_ADMINISTRATOR).post(reverse("membership_end", args=[membership.pk]))
    membership.refresh_from_db()
    assert membership.valid_to is not None


def test_the_account_page_names_ones_roles(signed_in):
    response = signed_in(Role.AGENCY_OFFICER).get(reverse("account"))
    assert [m.role for m in response.context["memberships"]] == [Role.AGENCY_OFFICER]


@pytest.mark.parametrize(
    ("url_name", "line"),
    (
        ("target_edit", "plan_list"),
        ("target_results", "dashboard"),
        ("milestone_add", "dashboard"),
        ("report_edit", "report_list"),
        ("accept_all", "round_list"),
        ("submission_edit", "submission_list"),
        ("account", None),
    ),
)
def test_every_page_lights_up_its_own_line_of_the_side_bar(url_name, line):
    item = item_of(url_name)
    assert (item and item.url_name) == line
