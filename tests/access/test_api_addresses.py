"""Every address of the API, asked in every way that HTTP knows: an answer or a refusal, never a breakdown."""

import pytest

from swprogram.api import router
from swprogram.org.roles import Role
from tests.access.realm import furnish

LISTS = [prefix for prefix, _viewset, _basename in router.registry]
WITH_ROWS = [prefix for prefix in LISTS if prefix != "results"]
HUGE = "9" * 30
ENTRANCES = ("/api/", "/api/.json", "/api/schema/", "/api/docs/")
FILTERS = ("plan", "round", "unit", "page", "state", "year", "period__year", "q", "province", "ordering")


@pytest.fixture
def officer_client(client, world, catalogue):
    furnish(world)
    client.force_login(world.home.people[Role.PROVINCIAL_OFFICER])
    return client


def first_of(client, name):
    return client.get(f"/api/{name}/").json()["results"][0]["id"]


def test_a_list_answers_with_and_without_its_suffix_alike(officer_client):
    for name in LISTS:
        addresses = (f"/api/{name}/", f"/api/{name}.json", f"/api/{name}/?format=json")
        answers = [officer_client.get(address) for address in addresses]
        assert [answer.status_code for answer in answers] == [200, 200, 200], name
        assert answers[0].json().keys() == answers[1].json().keys() == answers[2].json().keys(), name


def test_a_single_row_answers_with_and_without_its_suffix_alike(officer_client):
    for name in WITH_ROWS:
        pk = first_of(officer_client, name)
        plain = officer_client.get(f"/api/{name}/{pk}/")
        assert officer_client.get(f"/api/{name}/{pk}.json").json() == plain.json(), name


def test_a_format_that_is_not_there_is_not_found(officer_client):
    for name in LISTS:
        for address in (f"/api/{name}.csv", f"/api/{name}.xlsx", f"/api/{name}/?format=csv"):
            assert officer_client.get(address).status_code == 404, address


def test_an_accept_header_is_answered_or_refused(officer_client):
    asked = {"*/*": 200, "application/*": 200, "text/html": 406, "nonsense": 406}
    for name in LISTS:
        got = {
            accept: officer_client.get(f"/api/{name}/", headers={"accept": accept}).status_code
            for accept in asked
        }
        assert got == asked, name


def test_options_say_what_may_be_asked(officer_client):
    rows = [f"{name}/{first_of(officer_client, name)}" for name in WITH_ROWS]
    for address in LISTS + rows:
        answer = officer_client.options(f"/api/{address}/")
        assert (answer.status_code, answer["Allow"]) == (200, "GET, HEAD, OPTIONS"), address
        assert officer_client.options(f"/api/{address}.json").status_code == 200, address


@pytest.mark.parametrize(
    ("method", "status"), (("get", 200), ("options", 200), ("head", 200), ("post", 405), ("delete", 405))
)
def test_the_entrance_and_the_description_answer_every_method(officer_client, method, status):
    got = {address: getattr(officer_client, method)(address).status_code for address in ENTRANCES}
    assert got == dict.fromkeys(ENTRANCES, status)


def test_a_row_that_cannot_be_is_not_found(officer_client):
    for name in WITH_ROWS:
        for key in ("0", HUGE, "abc", "-1", "1.5"):
            assert officer_client.get(f"/api/{name}/{key}/").status_code == 404, (name, key)
        assert officer_client.get(f"/api/{name}/1%00/").status_code == 400, name  # as at every address


def test_no_value_of_a_filter_breaks_a_list(officer_client):
    for name in LISTS:
        for value in (HUGE, "abc", "-1", "%00", "%ED%A0%80"):
            for key in FILTERS:
                answer = officer_client.get(f"/api/{name}/?{key}={value}")
                assert answer.status_code in (200, 400, 404), (name, key, value)
