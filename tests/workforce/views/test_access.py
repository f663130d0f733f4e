"""Who may open which page."""

import pytest
from django.urls import reverse

from swprogram.org.roles import Role
from tests.factories.workforce import PostFactory

pytestmark = pytest.mark.django_db


READING = ("worker_detail",)
CHANGING = ("worker_edit", "worker_post_add")
OF_POSTS = ("worker_post_edit", "worker_post_move", "worker_post_end", "worker_allowance_add")


@pytest.mark.parametrize(
    ("role", "reads", "changes", "opens"),
    (
        (Role.SYSTEM_ADMINISTRATOR, 404, 404, 404),
        (Role.PROVINCIAL_OFFICER, 200, 200, 200),
        (Role.PROVINCIAL_LEADER, 200, 403, 403),
        (Role.DISTRICT_OFFICER, 200, 200, 200),
        (Role.COMMUNE_OFFICER, 200, 200, 403),
        (Role.AGENCY_OFFICER, 404, 404, 404),
        (Role.MINISTRY_VIEWER, 404, 404, 404),
    ),
)
def test_roles_open_the_pages_of_a_person_of_their_area(login, person, role, reads, changes, opens):
    client, post = login(role), person.posts.first()
    answers = [client.get(reverse(name, args=[person.pk])).status_code for name in READING]
    answers += [client.get(reverse(name, args=[person.pk])).status_code for name in CHANGING]
    answers += [client.get(reverse(name, args=[post.pk])).status_code for name in OF_POSTS]
    assert answers == [reads, *[changes] * 6]
    assert client.get(reverse("worker_identity", args=[person.pk])).status_code == opens


@pytest.mark.parametrize(
    ("place", "province"), (("Đông Hai", "home"), ("Tây Một", "home"), ("Bắc Một", "other"))
)
def test_people_of_a_sibling_unit_and_of_another_province_are_not_found(world, login, place, province):
    post = PostFactory(unit=getattr(world, province).communes[place])
    client = login(Role.COMMUNE_OFFICER)
    for name in (*READING, *CHANGING, "worker_identity"):
        assert client.get(reverse(name, args=[post.worker_id])).status_code == 404
    for name in OF_POSTS:
        assert client.get(reverse(name, args=[post.pk])).status_code == 404


@pytest.mark.parametrize(
    ("role", "lists", "adds"),
    (
        (Role.SYSTEM_ADMINISTRATOR, 403, 403),
        (Role.PROVINCIAL_OFFICER, 200, 200),
        (Role.PROVINCIAL_LEADER, 200, 403),
        (Role.DISTRICT_OFFICER, 200, 200),
        (Role.COMMUNE_OFFICER, 200, 200),
        (Role.AGENCY_OFFICER, 403, 403),
        (Role.MINISTRY_VIEWER, 403, 403),
    ),
)
def test_roles_open_the_lists(login, role, lists, adds):
    client = login(role)
    names = ("worker_list", "staffed_body_list", "staffed_body_export", "worker_add", "worker_duplicates")
    assert [client.get(reverse(name)).status_code for name in names] == [lists, lists, lists, adds, adds]


def test_a_post_of_another_unit_is_not_found(login, person, two):
    post = PostFactory(worker=person, unit=two, number=3, is_main=False)
    client = login(Role.COMMUNE_OFFICER)
    assert client.get(reverse("worker_detail", args=[person.pk])).status_code == 200
    assert client.get(reverse("worker_post_edit", args=[post.pk])).status_code == 404


def test_a_pair_is_merged_only_by_who_changes_both(login, person, two):
    other = PostFactory(unit=two).worker
    address = reverse("worker_merge", args=[person.pk, other.pk])
    distinct = reverse("worker_distinct", args=[person.pk, other.pk])
    assert login(Role.COMMUNE_OFFICER).get(address).status_code == 404
    leader = login(Role.PROVINCIAL_LEADER)
    assert (leader.get(address).status_code, leader.post(distinct).status_code) == (403, 403)
    assert login(Role.DISTRICT_OFFICER).get(address).status_code == 200
