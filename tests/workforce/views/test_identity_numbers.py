"""Identity numbers stay masked on every page, and every opening is logged."""

import pytest
from django.urls import reverse

from swprogram.org.roles import Role
from tests.factories.workforce import PostFactory
from tests.workforce.views.conftest import MASK, NUMBER, read_workbook
from tests.workforce.views.test_access import CHANGING, OF_POSTS, READING
from workforce.models import IdentityOpening

pytestmark = pytest.mark.django_db

LIST_QUERIES, BODY_QUERIES, API_QUERIES, DETAIL_QUERIES = 9, 11, 7, 21


def test_an_opened_number_is_shown_once_and_the_opening_is_listed(login, person):
    client = login(Role.DISTRICT_OFFICER)
    address = reverse("worker_identity", args=[person.pk])
    assert NUMBER not in client.get(address).content.decode()
    assert not IdentityOpening.objects.exists()
    response = client.post(address, {"purpose": "check"})
    assert NUMBER in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert IdentityOpening.objects.get().purpose == "check"
    page = client.get(reverse("worker_detail", args=[person.pk]))
    assert [opening.purpose for opening in page.context["openings"]] == ["check"]
    assert NUMBER not in page.content.decode()


def test_nothing_is_opened_without_a_purpose(login, person):
    response = login(Role.DISTRICT_OFFICER).post(reverse("worker_identity", args=[person.pk]))
    assert NUMBER not in response.content.decode()
    assert not IdentityOpening.objects.exists()


def test_the_whole_number_stands_on_no_page_in_no_workbook_and_not_in_the_api(login, person, two):
    other = PostFactory(unit=two, worker__identity_number=NUMBER).worker
    client, post = login(Role.DISTRICT_OFFICER), person.posts.first()
    pages = [
        reverse("worker_list"),
        reverse("worker_duplicates"),
        "/api/workers/",
        f"/api/workers/{person.pk}/",
    ]
    pages += [reverse(name, args=[person.pk]) for name in (*READING, *CHANGING, "worker_identity")]
    pages += [reverse(name, args=[post.pk]) for name in OF_POSTS]
    pages += [reverse("worker_merge", args=[person.pk, other.pk])]
    for page in pages:
        response = client.get(page)
        assert (page, response.status_code, NUMBER in response.content.decode()) == (page, 200, False)
    assert client.get(f"/api/workers/{person.pk}/").json()["identity_number"] == MASK
    workbook = client.get(reverse("worker_export"))
    cells = [cell.value for sheet in read_workbook(workbook) for row in sheet.rows for cell in row]
    assert MASK in cells
    assert NUMBER not in cells


@pytest.mark.parametrize(
    ("role", "found"), ((Role.DISTRICT_OFFICER, ["Nguyễn Thị Lan"]), (Role.COMMUNE_OFFICER, []))
)
def test_a_number_finds_its_person_only_for_who_may_open_it(login, person, role, found):
    response = login(role).get(reverse("worker_list"), {"q": NUMBER})
    assert [row.title for row in response.context["listing"].rows] == found
