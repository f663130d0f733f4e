"""Identity numbers stay masked on every page, and every opening is logged."""

import pytest
from django.urls import reverse

from swprogram.org.roles import Role
from swprogram.registry.models import SavedView
from tests.factories.workforce import PostFactory
from tests.workforce.views.conftest import MASK, NUMBER, read_workbook
from tests.workforce.views.test_access import CHANGING, OF_POSTS, READING
from workforce.models import IdentityLookup, IdentityOpening
from workforce.services.identity import digest_of

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


@pytest.mark.parametrize("typed", (NUMBER, "077 186 000 123", "077.186.000.123", "123456789"))
@pytest.mark.parametrize(
    ("role", "page"), ((Role.DISTRICT_OFFICER, "worker_find"), (Role.COMMUNE_OFFICER, "worker_list"))
)
def test_a_number_leaves_the_address_of_the_list_at_once_and_finds_nobody_there(
    login, person, role, page, typed
):
    client = login(role)
    answer = client.get(reverse("worker_list"), {"q": typed})
    assert (answer.status_code, answer.url) == (302, reverse(page))
    swapped = client.get(reverse("worker_list"), {"q": typed}, headers={"HX-Request": "true"})
    assert swapped["HX-Redirect"] == reverse(page)
    assert not IdentityLookup.objects.exists()


def test_a_number_in_an_address_finds_nobody_in_workbooks_and_in_the_api(login, person):
    client = login(Role.DISTRICT_OFFICER)
    assert client.get("/api/workers/", {"q": NUMBER}).status_code == 400
    book = read_workbook(client.get(reverse("worker_export"), {"q": NUMBER}))
    assert "Nguyễn Thị Lan" not in [cell.value for sheet in book for row in sheet.rows for cell in row]


def test_a_saved_view_does_not_keep_a_number(login, person):
    client = login(Role.DISTRICT_OFFICER)
    answer = client.post(
        reverse("worker_view_save"), {"name": "Một người", "query": f"q={NUMBER}&kind=cadre"}
    )
    assert list(answer.context["form"].errors) == ["name"]
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("typed", (NUMBER, "077 186 000 123"))
def test_who_may_open_a_number_finds_its_person_by_it_and_the_look_up_is_logged_without_it(
    login, world, person, typed
):
    answer = login(Role.DISTRICT_OFFICER).post(reverse("worker_find"), {"number": typed})
    assert answer.url == reverse("worker_detail", args=[person.pk])
    lookup = IdentityLookup.objects.get()
    assert (lookup.looked_by, lookup.worker, lookup.digest) == (
        world.home.people[Role.DISTRICT_OFFICER],
        person,
        digest_of(NUMBER),
    )
    assert NUMBER not in str(IdentityLookup.objects.values())


def test_a_person_out_of_reach_is_not_found_and_the_look_up_is_logged_all_the_same(login, person):
    answer = login(Role.DISTRICT_OFFICER, province="other").post(reverse("worker_find"), {"number": NUMBER})
    assert answer.status_code == 200
    assert [lookup.worker for lookup in IdentityLookup.objects.all()] == [None]


@pytest.mark.parametrize("typed", ("", "12345", "07718600012x"))
def test_what_is_no_identity_number_is_refused_beside_its_field_and_not_logged(login, person, typed):
    answer = login(Role.DISTRICT_OFFICER).post(reverse("worker_find"), {"number": typed})
    assert list(answer.context["form"].errors) == ["number"]
    assert not IdentityLookup.objects.exists()
