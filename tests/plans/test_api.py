"""Plans and targets for other programs: the same scope and filters as the pages."""

from decimal import Decimal

import pytest
from rest_framework.test import APIRequestFactory, force_authenticate

from plans.api import PlanViewSet, TargetViewSet
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory, TargetFactory


def ask(viewset, person, action="list", pk=None, **query):
    request = APIRequestFactory().get("/", query)
    force_authenticate(request, person)
    view = viewset.as_view({"get": action})
    return view(request, pk=pk) if pk else view(request)


def ids(response):
    return [row["id"] for row in response.data["results"]]


def test_plans_are_those_that_the_person_reads(world, plan):
    assert ids(ask(PlanViewSet, world.home.people[Role.COMMUNE_OFFICER])) == [plan.pk]
    assert ids(ask(PlanViewSet, world.other.people[Role.PROVINCIAL_OFFICER])) == []
    assert ids(ask(PlanViewSet, world.home.people[Role.SYSTEM_ADMINISTRATOR])) == []


def test_a_plan_out_of_scope_is_not_found(world, plan):
    stranger = world.other.people[Role.PROVINCIAL_OFFICER]
    assert ask(PlanViewSet, stranger, "retrieve", plan.pk).status_code == 404


def test_a_plan_names_programme_and_province_by_their_codes(officer, plan):
    data = ask(PlanViewSet, officer, "retrieve", plan.pk).data
    assert (data["programme"], data["province"]) == ("CT112", plan.unit.code)
    assert (data["kind"], data["from_year"], data["number"]) == ("annual_plan", 2024, "")


@pytest.mark.parametrize(
    ("query", "found"),
    (
        ({"state": "draft"}, 1),
        ({"from_year": "2024", "to_year": "2024"}, 1),
        ({"kind": "phase_plan"}, 0),
        ({"q": "ke hoach"}, 2),
    ),
)
def test_plans_are_filtered_as_on_the_page(officer, plan, draft, query, found):
    assert len(ids(ask(PlanViewSet, officer, **query))) == found


def test_targets_are_filtered_by_plan_indicator_and_year(officer, plan, draft):
    target = TargetFactory(plan=plan)
    TargetFactory(plan=draft)
    assert ids(ask(TargetViewSet, officer, plan=plan.pk)) == [target.pk]
    assert ids(ask(TargetViewSet, officer, indicator=target.indicator_id)) == [target.pk]
    assert ids(ask(TargetViewSet, officer, year="2024")) == [target.pk]


def test_a_target_keeps_its_exact_value(officer, target):
    target.value = Decimal("69.6")
    target.save()
    data = ask(TargetViewSet, officer, "retrieve", target.pk).data
    assert (data["value"], data["indicator"]) == ("69.6000", target.indicator.code)


def test_the_targets_of_another_province_are_not_found(world, officer):
    hidden = TargetFactory(plan=PlanFactory(unit=world.other.unit))
    assert ask(TargetViewSet, officer, "retrieve", hidden.pk).status_code == 404
    assert ids(ask(TargetViewSet, officer)) == []


def test_nothing_is_written_through_the_api(officer):
    request = APIRequestFactory().post("/", {})
    force_authenticate(request, officer)
    for viewset in (PlanViewSet, TargetViewSet):
        assert viewset.as_view({"get": "list"})(request).status_code == 405


@pytest.mark.parametrize("more", (0, 2))
def test_a_list_takes_the_same_queries_for_one_and_three_targets(
    officer, plan, django_assert_num_queries, more
):
    for _each in range(1 + more):
        TargetFactory(plan=plan)
    with django_assert_num_queries(2):
        ask(TargetViewSet, officer)
