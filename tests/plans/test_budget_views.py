"""The pages about the money of a plan."""

import pytest
from django.urls import reverse

from plans.enums import CostLine, FundingKind, PlanState
from plans.models import BudgetLine
from swprogram.org.roles import Role
from tests.factories.plans import ActivityFactory, BudgetLineFactory, PlanFactory
from tests.plans.test_exports import XLSX
from tests.plans.test_views import messages_of, results_of
from tests.workbooks import sheets_of

READERS = [role for role in Role if role != Role.SYSTEM_ADMINISTRATOR]


@pytest.fixture
def task(plan):
    return ActivityFactory(plan=plan, number="2.1", text="Truyền thông")


def typed(**changes):
    """A line as its form sends it."""
    return {"funding": "local", "year": "2024", "estimated": "15.000.000.000"} | changes


def tasks_of(response):
    return [line.task for line in response.context["page_obj"]]


@pytest.mark.parametrize("role", READERS)
def test_every_reader_of_the_plan_sees_its_money_and_only_the_officer_its_forms(signed_in, plan, role):
    line = BudgetLineFactory(plan=plan)
    html = signed_in(role).get(reverse("budget_list", args=[plan.pk])).content.decode()
    shown = [html.count(reverse(name, args=[line.pk])) for name in ("budget_edit", "budget_delete")]
    assert "1,000,000" in html
    assert shown == ([1, 1] if role == Role.PROVINCIAL_OFFICER else [0, 0])


def test_amounts_are_typed_the_vietnamese_way_and_kept_exactly(signed_in, plan, task):
    address = reverse("budget_add", args=[plan.pk])
    entered = typed(activity=task.pk, cost_line="training", allocated="14.999.999.999", spent="0")
    response = signed_in(language="vi").post(address, entered, follow=True)
    assert response.redirect_chain == [(reverse("budget_list", args=[plan.pk]), 302)]
    line = BudgetLine.objects.get()
    assert (line.estimated, line.allocated, line.spent, line.settled) == (
        15_000_000_000,
        14_999_999_999,
        0,
        None,
    )
    assert (line.activity, line.cost_line, line.funding, line.year) == (
        task,
        CostLine.TRAINING,
        FundingKind.LOCAL,
        2024,
    )


def test_an_amount_that_can_be_read_in_two_ways_is_refused_and_stays_in_the_form(signed_in, plan):
    address = reverse("budget_add", args=[plan.pk])
    response = signed_in(language="vi").post(address, typed(estimated="15.00", note="Đợt 1"))
    form = response.context["form"]
    assert list(form.errors) == ["estimated"]
    assert (form["estimated"].value(), form["note"].value()) == ("15.00", "Đợt 1")
    assert not BudgetLine.objects.exists()


def test_what_is_unusual_is_said_after_saving(signed_in, plan):
    entered = typed(estimated="5", allocated="6", spent="7")
    response = signed_in().post(reverse("budget_add", args=[plan.pk]), entered, follow=True)
    assert messages_of(response) == [
        "The amounts are saved.",
        "More was allocated than estimated.",
        "More was spent than allocated.",
    ]
    assert response.content.decode().count("More was spent than allocated.") == 2


def test_settling_more_than_was_spent_is_refused_beside_the_field(signed_in, plan):
    entered = typed(estimated="", spent="7", settled="8")
    response = signed_in().post(reverse("budget_add", args=[plan.pk]), entered)
    assert response.context["form"].errors["settled"] == [
        "No more can be settled than was spent. Correct one of the two amounts."
    ]


def test_the_form_offers_the_years_and_the_tasks_of_the_plan_only(signed_in, plan, draft, task):
    ActivityFactory(plan=draft, text="Của kế hoạch khác")
    form = signed_in().get(reverse("budget_add", args=[plan.pk])).context["form"]
    assert [str(label) for _value, label in form.fields["year"].widget.choices] == [
        "Not split by year",
        "2024",
    ]
    assert [str(label) for _value, label in form.fields["activity"].choices] == [
        "Not split by task",
        "2.1. Truyền thông",
    ]
    assert form["year"].value() == 2024


@pytest.mark.parametrize("state", PlanState)
def test_amounts_are_changed_in_every_state_of_the_plan(signed_in, plan, state):
    plan.state = state
    plan.save()
    line = BudgetLineFactory(plan=plan)
    entered = typed(estimated="1,000,000", spent="900,000", version="1")
    response = signed_in().post(reverse("budget_edit", args=[line.pk]), entered, follow=True)
    assert messages_of(response) == ["The amounts are saved."]
    line.refresh_from_db()
    assert (line.spent, line.version) == (900_000, 2)


def test_two_people_who_save_at_once_lose_nothing(signed_in, plan):
    line = BudgetLineFactory(plan=plan, year=2024)
    client, address = signed_in(), reverse("budget_edit", args=[line.pk])
    client.post(address, typed(estimated="1,000,000", spent="5", version="1"))
    refused = client.post(address, typed(estimated="1,000,000", spent="6", version="1"))
    form = refused.context["form"]
    assert [(c.label, c.opened, c.saved, c.typed) for c in form.conflicts] == [("Spent", "–", "5", "6")]
    client.post(address, typed(estimated="1,000,000", spent="6", version=form["version"].value()))
    line.refresh_from_db()
    assert (line.spent, line.version) == (6, 3)


def test_a_line_is_deleted_after_asking_once_more(signed_in, plan):
    line = BudgetLineFactory(plan=plan, estimated=1234567)
    client, address = signed_in(), reverse("budget_delete", args=[line.pk])
    assert "1,234,567" in client.get(address).content.decode()
    assert BudgetLine.objects.exists()
    response = client.post(address, {"version": "1"}, follow=True)
    assert messages_of(response) == ["The line is deleted. Its history stays."]
    assert not BudgetLine.objects.exists()


def test_the_printed_total_without_a_split_is_said_so(signed_in, plan):
    plan.estimated_cost = 15_000_000_000
    plan.save()
    html = signed_in().get(reverse("budget_list", args=[plan.pk])).content.decode()
    said = (
        "The plan prints 15 billion dong. Of these 15 billion dong are not split by task, source or year yet"
    )
    assert said in html
    assert html.count("Printed in the plan, not split yet") == 3
    BudgetLineFactory(plan=plan, estimated=16_000_000_000)
    html = signed_in().get(reverse("budget_list", args=[plan.pk])).content.decode()
    assert "The lines add up to 1 billion dong more than the plan prints (15 billion dong)." in html


@pytest.mark.parametrize(
    ("query", "found"),
    (
        ({}, [15, 7, 5]),
        ({"funding": "central"}, [7]),
        ({"year": "2024"}, [15, 7]),
        ({"cost_line": "training"}, [5]),
        ({"funding": "aid"}, []),
    ),
)
def test_the_lines_and_their_sums_are_filtered_and_exported_alike(signed_in, plan, task, query, found):
    plan.estimated_cost = 100
    plan.save()
    BudgetLineFactory(plan=plan, activity=task, year=2024, estimated=15)
    BudgetLineFactory(plan=plan, activity=task, year=2024, estimated=7, funding=FundingKind.CENTRAL)
    BudgetLineFactory(plan=plan, activity=task, cost_line=CostLine.TRAINING, estimated=5)
    client = signed_in()
    page = client.get(reverse("budget_list", args=[plan.pk]), query)
    assert [line.estimated for line in page.context["page_obj"]] == found
    total = 100 if not query else sum(found) or "…"
    export = client.get(reverse("budget_export", args=[plan.pk]), query)
    assert export.headers["Content-Type"] == XLSX
    lines, *sums = sheets_of(export)
    assert [row[4] for row in lines[1:]] == found
    assert [rows[-1][:2] for rows in sums] == [["Grand total", total]] * 3


def test_a_line_opens_again_in_the_workbook_with_its_words_and_marks(signed_in, plan, task):
    BudgetLineFactory(
        plan=plan,
        activity=task,
        year=2024,
        cost_line=CostLine.TRAINING,
        estimated=5,
        allocated=6,
        note="=1+1",
    )
    lines, *_sums = sheets_of(signed_in().get(reverse("budget_export", args=[plan.pk])))
    assert lines[1] == [
        "2.1. Truyền thông",
        "Training",
        "Local budget",
        "2024",
        5,
        6,
        "…",
        "…",
        "More was allocated than estimated.",
        "=1+1",
    ]


@pytest.mark.parametrize("more", (0, 2))
def test_the_page_takes_the_same_queries_for_one_and_three_lines(
    signed_in, plan, django_assert_num_queries, more
):
    for number in range(1 + more):
        BudgetLineFactory(plan=plan, activity=ActivityFactory(plan=plan, number=str(number)), year=2024)
    client = signed_in()
    client.get(reverse("budget_list", args=[plan.pk]))
    with django_assert_num_queries(13):
        assert len(tasks_of(client.get(reverse("budget_list", args=[plan.pk])))) == 1 + more


@pytest.mark.parametrize("query", ({}, {"year": "2024"}, {"funding": "aid"}))
def test_an_htmx_swap_equals_the_results_of_a_fresh_page(signed_in, plan, query):
    BudgetLineFactory(plan=plan, year=2024)
    client, address = signed_in(), reverse("budget_list", args=[plan.pk])
    fresh = client.get(address, query).content.decode()
    swapped = client.get(address, query, headers={"HX-Request": "true"}).content.decode()
    assert swapped.strip() == results_of(fresh)


def test_an_empty_page_says_what_comes_next(signed_in, plan):
    address = reverse("budget_list", args=[plan.pk])
    assert (
        results_of(signed_in().get(address).content.decode()).count(reverse("budget_add", args=[plan.pk]))
        == 1
    )
    for_reader = signed_in(Role.COMMUNE_OFFICER).get(address).content.decode()
    assert "The provincial officer enters the money of the plan." in for_reader


def test_the_money_of_another_province_is_not_found(signed_in, world):
    hidden = PlanFactory(unit=world.other.unit)
    line = BudgetLineFactory(plan=hidden)
    client = signed_in()
    for name in ("budget_list", "budget_export", "budget_add"):
        assert client.get(reverse(name, args=[hidden.pk])).status_code == 404
    for name in ("budget_edit", "budget_delete"):
        assert client.post(reverse(name, args=[line.pk])).status_code == 404
