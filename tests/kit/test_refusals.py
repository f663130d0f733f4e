"""A rule that a button meets is told as a message on the page where it was pressed."""

import pytest
from django.test import Client
from django.urls import reverse

from plans.enums import PlanState
from plans.models import Plan
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory


@pytest.fixture
def client(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.home.people[Role.PROVINCIAL_OFFICER])
    return client


@pytest.fixture
def draft(world):
    """A draft that was written before its programme was given other years."""
    draft = PlanFactory(unit=world.home.unit, from_year=2025, state=PlanState.DRAFT)
    draft.programme.from_year = draft.programme.to_year = 2030
    draft.programme.save()
    return draft


def test_a_broken_rule_is_told_where_the_button_stood(client, draft):
    page = reverse("plan_detail", args=[draft.pk])
    address, origin = reverse("plan_issue", args=[draft.pk]), {"referer": f"http://testserver{page}"}
    answer = client.post(address, {"version": 1}, headers=origin, follow=True)
    assert answer.redirect_chain == [(f"http://testserver{page}", 302)]
    assert "The programme runs 2030. Type 2030." in answer.content.decode()
    assert Plan.objects.get(pk=draft.pk).state == PlanState.DRAFT


@pytest.mark.parametrize("referer", ({}, {"referer": "https://elsewhere.example/"}))
def test_without_a_page_of_ours_it_leads_home(client, draft, referer):
    answer = client.post(reverse("plan_issue", args=[draft.pk]), {"version": 1}, headers=referer)
    assert (answer.status_code, answer.url) == (302, "/")
