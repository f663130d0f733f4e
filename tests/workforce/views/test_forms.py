"""What is typed: people, posts, moves, allowances, duplicates."""

from datetime import date

import pytest
from django.urls import reverse

from swprogram.org.roles import Role
from tests.factories.facilities import FacilityFactory
from tests.factories.workforce import PostFactory
from tests.workforce.views.conftest import MASK, NUMBER
from workforce.models import DistinctPair, Post, Worker
from workforce.services import change_worker, version_of

pytestmark = pytest.mark.django_db


def post_data(unit, **values):
    usual = {"unit": unit.pk, "kind": "collaborator", "workplace": "commune", "engagement": "full_time"}
    return (
        dict.fromkeys(("facility", "agency", "position", "title", "rank", "coefficient"), "") | usual | values
    )


def worker_data(**values):
    return {"full_name": "Lê Hòa", "qualification": "none", "meets_collaborator_standard": "unknown"} | values


def test_a_person_is_entered_with_post_and_allowance(login, one):
    facility = FacilityFactory(unit=one)
    data = worker_data(identity_number=NUMBER)
    data |= {f"post-{key}": value for key, value in post_data(one, facility=facility.code).items()}
    data |= {"pay-amount": "1.800.000", "pay-valid_from": "01/01/2024"}
    response = login(Role.COMMUNE_OFFICER).post(reverse("worker_add"), data)
    worker = Worker.objects.get()
    assert response.url == reverse("worker_detail", args=[worker.pk])
    post = worker.posts.get()
    assert (post.facility, post.is_main, worker.identity_number) == (facility, True, NUMBER)
    assert post.allowances.get().amount == 1_800_000


def test_every_error_stands_beside_its_field(login, one):
    data = worker_data(full_name="", identity_number="12", email="x", **{"pay-amount": "1"})
    data |= {
        f"post-{key}": value for key, value in (post_data(one, facility="CS999999") | {"unit": ""}).items()
    }
    response = login(Role.COMMUNE_OFFICER).post(reverse("worker_add"), data)
    form, post_form, pay_form = response.context["forms"]
    assert set(form.errors) == {"full_name", "identity_number", "email"}
    assert set(post_form.errors) == {"unit", "facility"}
    assert set(pay_form.errors) == {"valid_from"}
    assert not Worker.objects.exists()


def test_a_person_cannot_be_entered_for_a_unit_outside(login, two):
    data = worker_data() | {f"post-{key}": value for key, value in post_data(two).items()}
    response = login(Role.COMMUNE_OFFICER).post(reverse("worker_add"), data)
    assert set(response.context["post_form"].errors) == {"unit"}


def edit(client, person, **values):
    data = worker_data(version=1, identity_number=MASK, birth_year="1986") | values
    return client.post(reverse("worker_edit", args=[person.pk]), data)


def test_the_mask_that_is_left_keeps_the_number(login, person):
    assert edit(login(Role.COMMUNE_OFFICER), person, phone="0901").status_code == 302
    person.refresh_from_db()
    assert (person.phone, person.identity_number) == ("0901", NUMBER)


def test_a_number_can_be_replaced_and_taken_away(login, person):
    client = login(Role.COMMUNE_OFFICER)
    edit(client, person, identity_number="077186000999")
    person.refresh_from_db()
    assert person.identity_number == "077186000999"
    edit(client, person, identity_number="", version=2)
    person.refresh_from_db()
    assert person.identity_number == ""


def test_another_mask_is_refused(login, person):
    response = edit(login(Role.COMMUNE_OFFICER), person, identity_number="•••••••••999")
    assert set(response.context["form"].errors) == {"identity_number"}


def test_what_others_saved_meanwhile_is_shown_and_nothing_is_lost(world, login, person):
    change_worker(person, values={"phone": "0902"}, version=1, by=world.home.people[Role.DISTRICT_OFFICER])
    response = edit(login(Role.COMMUNE_OFFICER), person, phone="0901")
    form = response.context["form"]
    assert [conflict.saved for conflict in form.conflicts] == ["0902"]
    assert edit(login(Role.COMMUNE_OFFICER), person, phone="0901", version=2).status_code == 302


def test_a_second_post_is_added_and_does_not_take_the_mark(login, one):
    worker = PostFactory(unit=one).worker
    login(Role.COMMUNE_OFFICER).post(reverse("worker_post_add", args=[worker.pk]), post_data(one))
    assert list(worker.posts.values_list("number", "is_main")) == [(1, True), (2, False)]


def test_a_post_is_changed_and_a_stale_form_shows_the_conflict(login, person, one):
    post, client = person.posts.first(), login(Role.COMMUNE_OFFICER)
    address, version = reverse("worker_post_edit", args=[post.pk]), version_of(post)
    data = post_data(one, version=version, is_main="on", started_on="01/01/2020")
    assert client.post(address, data | {"position": "Công chức"}).status_code == 302
    response = client.post(address, data | {"position": "Khác"})
    assert [conflict.saved for conflict in response.context["form"].conflicts] == ["Công chức"]
    assert Post.objects.get(pk=post.pk).position == "Công chức"


def test_a_person_moves(login, person, two):
    post = person.posts.first()
    data = post_data(two, version=version_of(post), started_on="01/05/2024")
    response = login(Role.DISTRICT_OFFICER).post(reverse("worker_post_move", args=[post.pk]), data)
    assert response.status_code == 302
    began = person.posts.get(number=3)
    post.refresh_from_db()
    assert (began.unit, began.is_main, began.started_on, post.ended_on) == (
        two,
        True,
        date(2024, 5, 1),
        date(2024, 5, 1),
    )


def test_a_post_ends(login, person):
    post = person.posts.first()
    address = reverse("worker_post_end", args=[post.pk])
    data = {"version": version_of(post), "ended_on": "01/05/2024"}
    assert login(Role.COMMUNE_OFFICER).post(address, data).status_code == 302
    post.refresh_from_db()
    assert post.ended_on == date(2024, 5, 1)


def test_a_post_does_not_end_before_it_began(login, person):
    post = person.posts.first()
    data = {"version": version_of(post), "ended_on": "01/05/2010"}
    response = login(Role.COMMUNE_OFFICER).post(reverse("worker_post_end", args=[post.pk]), data)
    assert set(response.context["form"].errors) == {"ended_on"}


def test_an_allowance_is_entered(login, person):
    post = person.posts.last()
    data = {"amount": "500.000", "valid_from": "01/05/2024"}
    login(Role.COMMUNE_OFFICER).post(reverse("worker_allowance_add", args=[post.pk]), data)
    assert post.allowances.get().amount == 500_000


def test_two_records_become_one_field_by_field(login, person, two):
    other = PostFactory(unit=two, worker__full_name="NGUYỄN THỊ LAN", worker__birth_year=1986).worker
    Worker.objects.filter(pk=other.pk).update(phone="0909")
    client = login(Role.DISTRICT_OFFICER)
    assert person.code in client.get(reverse("worker_duplicates")).content.decode()
    address = reverse("worker_merge", args=[person.pk, other.pk])
    form = client.get(address).context["form"]
    assert form.initial["phone"] == "second"
    data = {"keep": "second", "first_version": 1, "second_version": 1} | {
        name: "first" for name in form.fields if name not in ("keep", "first_version", "second_version")
    }
    response = client.post(address, data | {"phone": "second"})
    assert response.url == reverse("worker_detail", args=[other.pk])
    other.refresh_from_db()
    assert (other.full_name, other.phone, other.identity_number) == ("Nguyễn Thị Lan", "0909", NUMBER)
    assert other.posts.count() == 3
    assert client.get(reverse("worker_detail", args=[person.pk])).url == response.url
    assert (
        login(Role.PROVINCIAL_OFFICER, "other").get(reverse("worker_detail", args=[person.pk])).status_code
        == 404
    )


def test_two_people_are_said_to_be_two(login, person, two):
    other = PostFactory(unit=two, worker__full_name="Nguyễn Thị Lan", worker__birth_year=1986).worker
    client = login(Role.DISTRICT_OFFICER)
    assert client.post(reverse("worker_distinct", args=[other.pk, person.pk])).status_code == 302
    assert DistinctPair.objects.count() == 1
    assert client.get(reverse("worker_duplicates")).context["pairs"] == []
