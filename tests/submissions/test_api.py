"""Counts and rounds for other systems: the same scope, codes instead of names."""

import pytest
from rest_framework.test import APIRequestFactory, force_authenticate

from submissions.api import RoundViewSet, SubmissionViewSet
from swprogram.org.roles import Role
from tests.factories.submissions import fill, send
from tests.submissions.registries import COUNTS
from tests.worlds import open_half_year

LIST, ONE = {"get": "list"}, {"get": "retrieve"}


def ask(view, action, person, query="", **kwargs):
    request = APIRequestFactory().get(f"/{query}")
    force_authenticate(request, person)
    return view.as_view(action)(request, **kwargs)


@pytest.mark.parametrize(
    ("role", "units"),
    (
        (Role.PROVINCIAL_OFFICER, 6),
        (Role.DISTRICT_OFFICER, 3),
        (Role.COMMUNE_OFFICER, 1),
        (Role.MINISTRY_VIEWER, 0),
        (Role.AGENCY_OFFICER, 0),
    ),
)
def test_each_role_lists_its_own_branch(world, opened, role, units):
    open_half_year(world.other, 2024)
    assert ask(SubmissionViewSet, LIST, world.home.people[role]).data["count"] == units


def test_a_submission_comes_with_its_figures_by_codes(commune, commune_officer):
    fill(commune, {"staff:cadre:commune": 2, "bodies:school": "x"}, rest=None)
    data = ask(SubmissionViewSet, ONE, commune_officer, pk=commune.pk).data
    assert (data["form"], data["state"], str(data["due_on"]), len(data["figures"])) == (
        "commune",
        "draft",
        "2024-06-14",
        98,
    )
    answered = [dict(figure) for figure in data["figures"] if figure["state"] != "not_reported"]
    unknown = {"registry_value": None}
    assert answered == [
        {"measure": "staff", "row": "cadre", "column": "commune", "state": "reported", "value": 2} | unknown,
        {"measure": "bodies", "row": "school", "column": None, "state": "not_applicable", "value": None}
        | unknown,
    ]


def test_a_submission_of_another_branch_is_not_there(world, opened, commune_officer, district):
    assert ask(SubmissionViewSet, ONE, commune_officer, pk=district.pk).status_code == 404


def test_the_list_takes_the_filters_of_the_page(opened, commune, provincial_officer):
    send(commune, {})
    data = ask(SubmissionViewSet, LIST, provincial_officer, "?state=sent").data
    assert [row["id"] for row in data["results"]] == [commune.pk]


def test_one_submission_takes_a_constant_number_of_queries(
    commune, commune_officer, django_assert_num_queries
):
    with django_assert_num_queries(6):
        ask(SubmissionViewSet, ONE, commune_officer, pk=commune.pk).render()


def test_rounds_come_with_their_span_and_due_dates(world, opened):
    open_half_year(world.other, 2024)
    (row,) = ask(RoundViewSet, LIST, world.home.people[Role.MINISTRY_VIEWER]).data["results"]
    assert (row["kind"], row["year"], row["ends_on"], row["state"]) == (
        "half_year",
        2024,
        "2024-06-14",
        "open",
    )
    assert [dict(due) for due in row["due_dates"]] == [
        {"level": "commune", "due_on": "2024-06-14"},
        {"level": "district", "due_on": "2024-06-19"},
    ]


def test_nothing_can_be_written(commune, commune_officer):
    request = APIRequestFactory().post("/", {})
    force_authenticate(request, commune_officer)
    assert SubmissionViewSet.as_view(LIST)(request).status_code == 405


def test_a_figure_tells_what_the_registries_counted(commune, commune_officer, registries):
    fill(commune, COUNTS | {"bodies:school": 5})
    data = ask(SubmissionViewSet, ONE, commune_officer, pk=commune.pk).data
    told = {(figure["measure"], figure["row"]): figure for figure in data["figures"] if not figure["column"]}
    school, orphans = told["bodies", "school"], told["children", "orphan"]
    assert (school["value"], school["registry_value"]) == (5, 2)
    assert (orphans["value"], orphans["registry_value"]) == (0, None)
