"""What activities brought about: rules, verbs, counts and pages."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from plans.activities import name_activities
from plans.enums import PlanState, ResultKind
from plans.measures import ResultCounts, count_results, results_of
from plans.models import ActivityResult
from plans.services import results as services
from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from swprogram.org.roles import Role
from tests.factories.plans import ActivityFactory, ActivityResultFactory, PlanFactory
from tests.plans.test_views import messages_of
from tests.plans.test_views import results_of as inside_of
from tests.workbooks import sheets_of

RECORDERS = (Role.PROVINCIAL_OFFICER, Role.DISTRICT_OFFICER, Role.AGENCY_OFFICER)


@pytest.fixture(autouse=True)
def _in_summer():
    with clock.at(date(2024, 6, 17)):
        yield


@pytest.fixture
def activity(plan):
    return ActivityFactory(plan=plan, number="2.1", text="Truyền thông")


def values(unit, **changes):
    return {
        "kind": ResultKind.COMMUNICATION,
        "title": "Hội nghị triển khai",
        "unit": unit,
        "held_on": date(2024, 3, 25),
        "quantity": 1,
        "persons": 80,
        "attendances": 120,
    } | changes


def typed(unit, **changes):
    """A result as its form sends it."""
    kept = values(unit.pk, held_on="25/03/2024")
    return kept | {name: value for name, value in changes.items() if value is not None}


# --- Rules and verbs ---------------------------------------------------------------------------


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("changes", "message"),
    (
        ({"held_on": date(2023, 12, 31)}, {"held_on": ["The plan runs 2024. Type a day in these years."]}),
        (
            {"held_on": date(2024, 6, 18)},
            {"held_on": ["This day is still to come. Record it once it is done."]},
        ),
        (
            {"persons": 121},
            {"__all__": ["More persons than attendances: each person attends at least once."]},
        ),
    ),
)
def test_a_wrong_result_is_refused_with_its_remedy(activity, officer, changes, message):
    with pytest.raises(ValidationError) as refusal:
        services.record_result(activity, values=values(activity.plan.unit, **changes), by=officer)
    assert refusal.value.message_dict == message


def test_every_change_is_kept_with_who_before_and_after(activity, officer):
    result = services.record_result(activity, values=values(activity.plan.unit), by=officer)
    result = services.change_result(result, values={"attendances": 130}, version=1, by=officer)
    with pytest.raises(StaleVersion):
        services.delete_result(result, version=1, by=officer)
    services.delete_result(result, version=2, by=officer)
    records = ActivityResult.history.order_by("history_id")
    assert [(row.history_type, row.history_user, row.attendances) for row in records] == [
        ("+", officer, 120),
        ("~", officer, 130),
        ("-", officer, 130),
    ]


@pytest.mark.parametrize(
    ("role", "places"),
    (
        (Role.PROVINCIAL_OFFICER, ["home", "lead", "health", "Đông", "Đông Một", "Tây"]),
        (Role.DISTRICT_OFFICER, ["Đông", "Đông Một"]),
        (Role.AGENCY_OFFICER, ["health"]),
        (Role.COMMUNE_OFFICER, []),
        (Role.PROVINCIAL_LEADER, []),
        (Role.MINISTRY_VIEWER, []),
    ),
)
def test_each_records_for_the_own_unit_and_those_below_it(world, activity, role, places):
    home, person = world.home, world.home.people[role]
    units = {"home": home.unit, "lead": home.lead, "health": home.health, **home.districts, **home.communes}
    units = {name: units[name] for name in ("home", "lead", "health", "Đông", "Đông Một", "Tây")}
    allowed = []
    for name, unit in units.items():
        try:
            services.record_result(activity, values=values(unit), by=person)
        except PermissionDenied:
            continue
        allowed.append(name)
    assert allowed == places


def test_a_result_is_not_moved_to_a_unit_out_of_reach(world, activity):
    district = world.home.people[Role.DISTRICT_OFFICER]
    result = services.record_result(activity, values=values(world.home.districts["Đông"]), by=district)
    with pytest.raises(PermissionDenied):
        services.change_result(result, values={"unit": world.home.districts["Tây"]}, version=1, by=district)


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("state", "message"),
    (
        (PlanState.DRAFT, "This plan is a draft. Put it in force, then record what was done."),
        (PlanState.CLOSED, "This plan is closed: its results are final."),
    ),
)
def test_results_belong_to_a_plan_in_force(activity, officer, state, message):
    activity.plan.state = state
    activity.plan.save()
    with pytest.raises(ChangeRefused) as refusal:
        services.record_result(activity, values=values(activity.plan.unit), by=officer)
    assert str(refusal.value) == message


@pytest.mark.parametrize("state", (PlanState.IN_FORCE, PlanState.AMENDING, PlanState.AMENDED))
def test_results_are_recorded_also_while_the_plan_is_amended(activity, officer, state):
    activity.plan.state = state
    activity.plan.save()
    assert services.record_result(activity, values=values(activity.plan.unit), by=officer).pk


# --- Counts ------------------------------------------------------------------------------------


def test_events_products_persons_and_attendances_are_added_by_hand_and_never_mixed(plan, activity):
    other, silent = ActivityFactory(plan=plan), ActivityFactory(plan=plan)
    ActivityResultFactory(activity=activity, quantity=2, persons=80, attendances=150)
    ActivityResultFactory(activity=activity, kind=ResultKind.TRAINING, attendances=90)
    ActivityResultFactory(activity=activity, kind=ResultKind.PRODUCT, quantity=5000)
    ActivityResultFactory(activity=other, kind=ResultKind.INSPECTION, quantity=4)
    assert count_results(results_of(plan)) == {
        activity.pk: ResultCounts(events=3, products=5000, persons=80, attendances=240),
        other.pk: ResultCounts(events=4, products=0, persons=None, attendances=None),
    }
    assert silent.pk not in count_results(results_of(plan))


def test_an_activity_is_named_by_its_numbers_and_all_its_words(plan):
    top = ActivityFactory(plan=plan, number="1", text="Tuyên truyền", position=1)
    ActivityFactory(plan=plan, number="2", text="Mạng lưới", position=2)
    dash = ActivityFactory(plan=plan, parent=top, number="-", text="Tổ chức\nhội nghị", position=3)
    ActivityFactory(plan=plan, parent=top, number="1.1", text="từ " * 60, position=4)
    ActivityFactory(plan=plan, parent=dash, number="", text="Tin bài", position=5)
    assert list(name_activities(plan).values()) == [
        "1. Tuyên truyền",
        "1. Tổ chức hội nghị",
        "1. Tin bài",
        "1.1. " + ("từ " * 60).strip(),
        "2. Mạng lưới",
    ]


def test_the_plan_says_beside_the_activity_what_it_brought_about(signed_in, plan, activity):
    ActivityResultFactory(activity=activity, quantity=3, attendances=240)
    html = signed_in(Role.COMMUNE_OFFICER).get(reverse("plan_detail", args=[plan.pk])).content.decode()
    assert "3 events, 240 attendances </a>" in " ".join(html.split())
    assert reverse("result_add", args=[activity.pk]) not in html
    for role in RECORDERS:
        html = signed_in(role).get(reverse("plan_detail", args=[plan.pk])).content.decode()
        assert html.count(reverse("result_add", args=[activity.pk])) == 1


# --- Pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", RECORDERS)
def test_a_result_is_recorded_in_the_browser(signed_in, world, activity, role):
    unit = world.home.people[role].live_memberships[0].unit
    address = reverse("result_add", args=[activity.pk])
    client = signed_in(role)
    assert client.get(address).context["form"]["unit"].value() == unit.pk
    response = client.post(address, typed(unit, attendances="1,250"), follow=True)
    assert response.redirect_chain == [(reverse("activity_results", args=[activity.plan_id]), 302)]
    result = ActivityResult.objects.get()
    assert (result.unit, result.held_on, result.attendances) == (unit, date(2024, 3, 25), 1250)


def test_the_form_offers_no_unit_out_of_reach(signed_in, world, activity):
    client = signed_in(Role.AGENCY_OFFICER)
    response = client.post(reverse("result_add", args=[activity.pk]), typed(world.home.lead))
    assert list(response.context["form"].errors) == ["unit"]
    assert not ActivityResult.objects.exists()


def test_the_result_of_another_agency_is_not_changed(signed_in, world, activity):
    result = ActivityResultFactory(activity=activity, unit=world.home.lead)
    client = signed_in(Role.AGENCY_OFFICER)
    for name in ("result_edit", "result_delete"):
        assert client.post(reverse(name, args=[result.pk])).status_code == 403


def test_two_people_who_save_at_once_lose_nothing(signed_in, world, activity):
    result = ActivityResultFactory(activity=activity, unit=world.home.lead, persons=80, attendances=120)
    client, address = signed_in(), reverse("result_edit", args=[result.pk])
    client.post(address, typed(world.home.lead, attendances="130", version="1"))
    form = client.post(address, typed(world.home.lead, attendances="140", version="1")).context["form"]
    assert [(c.opened, c.saved, c.typed) for c in form.conflicts] == [("120", "130", "140")]


def test_a_result_is_deleted_after_asking_once_more(signed_in, activity):
    result = ActivityResultFactory(activity=activity)
    client, address = signed_in(), reverse("result_delete", args=[result.pk])
    assert result.title in client.get(address).content.decode()
    response = client.post(address, {"version": "1"}, follow=True)
    assert messages_of(response) == ["The result is deleted. Its history stays."]
    assert not ActivityResult.objects.exists()


def test_a_draft_leads_back_to_the_plan_with_the_reason(signed_in, draft):
    response = signed_in().get(reverse("result_add", args=[ActivityFactory(plan=draft).pk]), follow=True)
    assert response.redirect_chain == [(reverse("plan_detail", args=[draft.pk]), 302)]
    assert messages_of(response) == ["This plan is a draft. Put it in force, then record what was done."]


@pytest.mark.parametrize(
    ("query", "found"),
    (
        ({}, ["Tờ rơi", "Hội nghị", "Lớp tập huấn"]),
        ({"kind": "product"}, ["Tờ rơi"]),
        ({"activity": "second"}, ["Lớp tập huấn"]),
        ({"from_day": "01/03/2024"}, ["Hội nghị", "Lớp tập huấn"]),
        ({"from_day": "01/03/2024", "to_day": "31/03/2024"}, ["Hội nghị"]),
        ({"kind": "inspection"}, []),
    ),
)
def test_results_are_filtered_and_exported_alike(signed_in, plan, activity, query, found):
    second = ActivityFactory(plan=plan, number="2.2", text="Tập huấn")
    query = {name: second.pk if value == "second" else value for name, value in query.items()}
    rows = (
        (activity, "Tờ rơi", ResultKind.PRODUCT, date(2024, 2, 1)),
        (activity, "Hội nghị", ResultKind.COMMUNICATION, date(2024, 3, 25)),
        (second, "Lớp tập huấn", ResultKind.TRAINING, date(2024, 4, 2)),
    )
    for where, title, kind, day in rows:
        ActivityResultFactory(activity=where, title=title, kind=kind, held_on=day)
    client = signed_in()
    page = client.get(reverse("activity_results", args=[plan.pk]), query)
    assert [result.title for result in page.context["page_obj"]] == found
    results, _counts = sheets_of(client.get(reverse("activity_results_export", args=[plan.pk]), query))
    assert [row[2] for row in results[1:]] == found


def test_the_export_keeps_every_count_in_its_own_column(signed_in, plan, activity):
    ActivityResultFactory(activity=activity, quantity=3, attendances=240)
    results, counts = sheets_of(signed_in().get(reverse("activity_results_export", args=[plan.pk])))
    assert results[1][:4] == [
        "2.1. Truyền thông",
        "Communication event",
        "Hội nghị triển khai",
        "Tỉnh Hải Sơn",
    ]
    assert (results[1][4].date(), results[1][5:8]) == (date(2024, 3, 25), [3, "…", 240])
    assert counts[1] == ["2.1. Truyền thông", 3, 0, "…", 240]


@pytest.mark.parametrize("more", (0, 2))
def test_the_page_takes_the_same_queries_for_one_and_three_results(
    signed_in, plan, activity, django_assert_num_queries, more
):
    for _each in range(1 + more):
        ActivityResultFactory(activity=activity)
    client, address = signed_in(), reverse("activity_results", args=[plan.pk])
    client.get(address)
    with django_assert_num_queries(11):
        assert len(client.get(address).context["page_obj"]) == 1 + more


@pytest.mark.parametrize("query", ({}, {"kind": "product"}))
def test_an_htmx_swap_equals_the_results_of_a_fresh_page(signed_in, plan, activity, query):
    ActivityResultFactory(activity=activity)
    client, address = signed_in(), reverse("activity_results", args=[plan.pk])
    fresh = client.get(address, query).content.decode()
    swapped = client.get(address, query, headers={"HX-Request": "true"}).content.decode()
    assert swapped.strip() == inside_of(fresh)


def test_results_of_another_province_are_not_found(signed_in, world):
    hidden = PlanFactory(unit=world.other.unit)
    activity = ActivityFactory(plan=hidden)
    result = ActivityResultFactory(activity=activity)
    client = signed_in()
    places = (
        ("activity_results", hidden.pk),
        ("activity_results_export", hidden.pk),
        ("result_add", activity.pk),
        ("result_edit", result.pk),
        ("result_delete", result.pk),
    )
    for name, pk in places:
        assert client.get(reverse(name, args=[pk])).status_code == 404
