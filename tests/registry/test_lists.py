"""The list of a registry: filtered, ordered, paged by rows, with chosen columns."""

import re
from datetime import date

import pytest
from django.urls import reverse

from facilities.enums import FacilityKind
from swprogram.org.roles import Role
from tests.registry.shelf import SHELF

pytestmark = pytest.mark.django_db
READERS = {
    Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_LEADER, Role.DISTRICT_OFFICER, Role.COMMUNE_OFFICER,
}  # fmt: skip
URL = "/shelves/shelf/"


def names(response):
    return [row.title for row in response.context["listing"].rows]


def results_of(html):
    return re.search(r'<div id="results">(.*)</div>\s*</main>', html, re.DOTALL)[1].strip()


def without_tokens(html):
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", html)


@pytest.mark.parametrize("role", Role)
def test_only_roles_that_read_the_registries_open_the_list(signed_in, shelved, role):
    shelved("Trung tâm Đông")
    assert signed_in(role).get(URL).status_code == (200 if role in READERS else 403)


def test_the_list_holds_what_the_person_reaches(signed_in, shelved, world):
    shelved("Của xã Đông Một")
    shelved("Của xã Tây Một", unit=world.home.communes["Tây Một"])
    shelved("Của tỉnh khác", unit=world.other.communes["Bắc Một"])
    assert names(signed_in().get(URL)) == ["Của xã Đông Một", "Của xã Tây Một"]
    assert names(signed_in(Role.COMMUNE_OFFICER).get(URL)) == ["Của xã Đông Một"]


def test_names_stand_in_the_order_of_the_vietnamese_alphabet(signed_in, shelved):
    shelved("Đảo", "Dân", "Án", "An", "Ân", "Trạm 10", "Trạm 2")
    expected = ["An", "Án", "Ân", "Dân", "Đảo", "Trạm 2", "Trạm 10"]
    assert names(signed_in().get(URL)) == expected
    assert names(signed_in().get(URL, {"order": "-name"})) == expected[::-1]


def test_missing_days_stand_last_and_first_when_turned_round(signed_in, shelved):
    shelved("Không rõ")
    shelved("Mới", opened_on=date(2020, 1, 1))
    shelved("Cũ", opened_on=date(2011, 10, 1))
    assert names(signed_in().get(URL, {"order": "opened_on"})) == ["Cũ", "Mới", "Không rõ"]
    assert names(signed_in().get(URL, {"order": "-opened_on"})) == ["Không rõ", "Mới", "Cũ"]


@pytest.mark.parametrize(
    ("query", "found"),
    (
        ({"q": "truong dong"}, ["Trường Đông"]),
        ({"kind": "hospital"}, ["Bệnh viện"]),
        ({"opened": "2015-01-01"}, ["Bệnh viện"]),
        ({"kind": "no such kind"}, []),
    ),
)
def test_the_list_is_filtered(signed_in, shelved, query, found):
    shelved("Trường Đông", kind=FacilityKind.SCHOOL)
    shelved("Bệnh viện", kind=FacilityKind.HOSPITAL, opened_on=date(2020, 1, 1))
    assert names(signed_in().get(URL, query)) == found


def test_a_filter_cannot_name_a_unit_out_of_reach(signed_in, shelved, world):
    shelved("Của xã Đông Một")
    response = signed_in(Role.COMMUNE_OFFICER).get(URL, {"unit": world.other.unit.pk})
    assert names(response) == []


@pytest.mark.parametrize(
    ("columns", "shown"),
    (
        ({}, ["name", "kind", "unit", "opened_on"]),
        ({"columns": "address,code"}, ["name", "code", "address"]),
        ({"columns": ["ownership", "kind"]}, ["name", "kind", "ownership"]),
        ({"columns": "note,unknown"}, ["name"]),
    ),
)
def test_columns_are_chosen_and_the_name_stays(signed_in, shelved, columns, shown):
    shelved("Trung tâm Đông")
    listing = signed_in().get(URL, columns).context["listing"]
    assert [column.key for column in listing.columns] == shown


def test_a_row_shows_words_and_leads_to_its_record(signed_in, shelved):
    (one,) = shelved("Trung tâm Đông", opened_on=date(2011, 3, 22))
    html = signed_in().get(URL).content.decode()
    row = " ".join(re.sub("<[^>]*>", " ", re.search("<tbody>(.*)</tbody>", html, re.DOTALL)[1]).split())
    assert row == "Trung tâm Đông Social work centre Xã Đông Một 22/03/2011"
    assert reverse("shelf_detail", args=[one.pk]) in html


def test_the_heading_of_an_order_says_how_the_list_is_sorted(signed_in, shelved):
    shelved("Trung tâm Đông")
    headings = signed_in().get(URL, {"order": "-name"}).context["listing"].headings
    assert [(one.column.key, one.order, one.sorted) for one in headings] == [
        ("name", "name", "descending"),
        ("kind", "", ""),
        ("unit", "", ""),
        ("opened_on", "opened_on", "none"),
    ]


@pytest.mark.parametrize("query", ({}, {"q": "đông"}, {"q": "không có"}, {"order": "-name"}))
def test_an_htmx_swap_equals_the_results_of_a_fresh_page(signed_in, shelved, query):
    shelved("Trung tâm Đông", "Trung tâm Tây")
    client = signed_in()
    fresh = client.get(URL, query).content.decode()
    swapped = client.get(URL, query, headers={"HX-Request": "true"}).content.decode()
    assert without_tokens(swapped.strip()) == without_tokens(results_of(fresh))


@pytest.mark.parametrize("more", (0, 2))
def test_the_list_takes_the_same_queries_for_one_and_three_records(
    signed_in, shelved, world, django_assert_num_queries, more
):
    shelved(*(f"Trung tâm {number}" for number in range(1 + more)))
    client = signed_in()
    client.get(URL)
    with django_assert_num_queries(8):
        assert len(names(client.get(URL))) == 1 + more


def test_an_empty_list_says_what_to_do_next(signed_in, world):
    assert "Add the first facility." in signed_in().get(URL).content.decode()
    assert reverse("shelf_add") in signed_in().get(URL).content.decode()
    assert reverse("shelf_add") not in signed_in(Role.PROVINCIAL_LEADER).get(URL).content.decode()


def test_the_count_is_exact_up_to_its_limit(signed_in, shelved, monkeypatch):
    monkeypatch.setattr("swprogram.registry.lists.COUNTED_EXACTLY", 26)
    shelved(*"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    client = signed_in()
    total = client.get(URL).context["listing"].total
    assert (total.number, total.is_exact) == (26, True)
    shelved("Ă", "Đ")
    total = client.get(URL).context["listing"].total
    assert (total.number, total.is_exact) == (26, False)
    total = client.get(URL, {"count": "all"}).context["listing"].total
    assert (total.number, total.is_exact) == (28, True)


def test_every_order_of_the_shelf_ends_with_a_unique_field():
    assert all(fields[-1] == "pk" for _label, fields in SHELF.orders.values())
