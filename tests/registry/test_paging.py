"""Paging by rows: forward and backward every row is met once, whatever the order."""

from datetime import date, timedelta

import pytest

from facilities.models import Facility
from swprogram.registry.paging import order_records, read_page, read_steps
from tests.registry.test_lists import URL, names

pytestmark = pytest.mark.django_db
ORDERS = (
    ("sort_key", "pk"),
    ("-sort_key", "pk"),
    ("opened_on", "pk"),
    ("-opened_on", "-pk"),
    ("kind", "-pk"),
)


@pytest.fixture
def many(shelved):
    """Eleven, of which some share a name or have no day."""
    for number in range(11):
        day = None if number % 4 == 0 else date(2020, 1, 1) + timedelta(days=number % 3)
        shelved(f"Trung tâm {number % 5}", opened_on=day)
    return Facility.objects.all()


def walk_forward(records, steps, size):
    page = read_page(records, steps, size=size)
    pages = [page]
    while page.after:
        page = read_page(records, steps, after=page.after, size=size)
        pages.append(page)
    return pages


def ids(pages):
    return [record.pk for page in pages for record in page.records]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", (2, 5, 11, 12))
def test_forward_every_row_is_met_once_in_order(many, order, size):
    steps = read_steps(Facility, order)
    pages = walk_forward(many, steps, size)
    assert ids(pages) == list(order_records(many, steps).values_list("pk", flat=True))
    assert [len(page.records) for page in pages[:-1]] == [size] * (len(pages) - 1)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", (2, 5))
def test_backward_the_same_pages_come_again(many, order, size):
    steps = read_steps(Facility, order)
    pages = walk_forward(many, steps, size)
    page, again = pages[-1], [pages[-1]]
    while page.before:
        page = read_page(many, steps, before=page.before, size=size)
        again.append(page)
    assert ids(again[::-1]) == ids(pages)


def test_a_row_that_appears_meanwhile_moves_nothing(shelved):
    shelved("A", "B", "C", "D")
    steps = read_steps(Facility, ("sort_key", "pk"))
    first = read_page(Facility.objects.all(), steps, size=2)
    shelved("AA")
    second = read_page(Facility.objects.all(), steps, after=first.after, size=2)
    assert [record.name for record in second.records] == ["C", "D"]


def test_where_everything_behind_is_gone_the_first_page_opens(shelved):
    shelved("A", "B", "C")
    steps = read_steps(Facility, ("sort_key", "pk"))
    page = read_page(Facility.objects.all(), steps, size=2)
    Facility.objects.filter(name="C").delete()
    again = read_page(Facility.objects.all(), steps, after=page.after, size=2)
    assert ([record.name for record in again.records], again.before, again.after) == (["A", "B"], "", "")


@pytest.mark.parametrize(
    "token", ("x", "é", "W10", "bnVsbA", "WzEsMiwzXQ", "WyJhIiwieCJd", "WyJcdTAwMDAiLCIxIl0", "MQ")
)
def test_a_token_that_no_page_has_written_opens_the_first_page(signed_in, shelved, token):
    shelved("A", "B")
    assert names(signed_in().get(URL, {"after": token})) == ["A", "B"]
    assert names(signed_in().get(URL, {"before": token})) == ["A", "B"]


def test_the_links_of_a_page_lead_to_its_neighbours(signed_in, shelved):
    shelved(*(f"Trạm {number}" for number in range(1, 61)))
    client = signed_in()
    first = client.get(URL, {"q": "tram"}).context["listing"]
    assert (first.page.before, len(first.rows)) == ("", 25)
    second = client.get(URL, {"q": "tram", "after": first.page.after}).context["listing"]
    assert [second.rows[0].title, second.rows[-1].title] == ["Trạm 26", "Trạm 50"]
    third = client.get(URL, {"q": "tram", "after": second.page.after}).context["listing"]
    assert (third.page.after, [row.title for row in third.rows][-1]) == ("", "Trạm 60")
    back = client.get(URL, {"q": "tram", "before": third.page.before}).context["listing"]
    assert [row.title for row in back.rows] == [row.title for row in second.rows]
