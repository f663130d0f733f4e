"""Amendments: a plan in force changes only by them, and each lists what was changed by it."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from plans import services
from plans.changes import read_changes
from plans.enums import PlanState
from plans.force import targets_in_force
from plans.models import Amendment, Target
from plans.parts import PARTS
from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused, WrongState
from swprogram.org.roles import Role

pytestmark = pytest.mark.usefixtures("in_english")

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SUBJECT = "Điều chỉnh chỉ tiêu đào tạo"


def at(day, hour):
    return clock.at(datetime(2024, 7, day, hour, tzinfo=HANOI))


def start(plan, officer, subject=SUBJECT):
    amendment = services.start_amendment(plan, subject=subject, by=officer)
    plan.refresh_from_db()
    return amendment


def enact(amendment, officer, number="15/QĐ-UBND"):
    return services.enact_amendment(amendment, number=number, issued_on=date(2024, 7, 5), by=officer)


def said(changes):
    return [
        (change.kind, change.name, [(c.label, c.before, c.after) for c in change.entry.changes])
        for change in changes
    ]


# --- The verbs ---------------------------------------------------------------------------------


def test_an_amendment_opens_the_plan_and_its_decision_puts_it_in_force_again(officer, plan):
    amendment = start(plan, officer)
    assert (plan.state, plan.is_editable, plan.version) == (PlanState.AMENDING, True, 2)
    amendment = enact(amendment, officer)
    plan.refresh_from_db()
    assert (plan.state, plan.is_editable, plan.version) == (PlanState.AMENDED, False, 3)
    assert (amendment.number, amendment.issued_on) == ("15/QĐ-UBND", date(2024, 7, 5))
    assert (amendment.opened_by, amendment.enacted_by) == (officer, officer)


def test_an_amended_plan_is_amended_again(officer, plan):
    enact(start(plan, officer), officer)
    start(plan, officer, "Lần thứ hai")
    assert [row.subject for row in plan.amendments.all()] == [SUBJECT, "Lần thứ hai"]


def test_one_amendment_at_a_time(officer, plan):
    start(plan, officer)
    with pytest.raises(WrongState):
        services.start_amendment(plan, subject="Lần nữa", by=officer)


def test_a_draft_needs_no_amendment(officer, draft):
    with pytest.raises(WrongState):
        services.start_amendment(draft, subject=SUBJECT, by=officer)


def test_an_amendment_says_what_it_changes(officer, plan):
    with pytest.raises(ValidationError) as refused:
        services.start_amendment(plan, subject="", by=officer)
    assert list(refused.value.message_dict) == ["subject"]
    plan.refresh_from_db()
    assert plan.state == PlanState.IN_FORCE


@pytest.mark.parametrize(
    ("number", "issued_on", "missing"),
    (
        (" ", date(2024, 7, 5), ["number"]),
        ("15/QĐ-UBND", None, ["issued_on"]),
        ("", None, ["number", "issued_on"]),
    ),
)
def test_no_amendment_takes_effect_without_its_decision(officer, plan, number, issued_on, missing):
    amendment = start(plan, officer)
    with pytest.raises(ValidationError) as refused:
        services.enact_amendment(amendment, number=number, issued_on=issued_on, by=officer)
    assert list(refused.value.message_dict) == missing
    plan.refresh_from_db()
    assert plan.state == PlanState.AMENDING


def test_an_amendment_takes_effect_once(officer, plan):
    amendment = start(plan, officer)
    enact(amendment, officer)
    with pytest.raises(WrongState):
        enact(amendment, officer)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROVINCIAL_OFFICER])
def test_nobody_else_amends_or_closes(world, officer, plan, role):
    person = world.home.people[role]
    with pytest.raises(PermissionDenied):
        services.start_amendment(plan, subject=SUBJECT, by=person)
    with pytest.raises(PermissionDenied):
        services.close_plan(plan, version=1, by=person)
    amendment = start(plan, officer)
    with pytest.raises(PermissionDenied):
        enact(amendment, person)


def test_a_closed_plan_is_not_changed_any_more(officer, plan):
    services.close_plan(plan, version=1, by=officer)
    plan.refresh_from_db()
    assert plan.state == PlanState.CLOSED
    with pytest.raises(ChangeRefused) as refused:
        services.change_plan(plan, values={"title": "Tên mới"}, version=2, by=officer)
    assert str(refused.value) == "This plan is closed: it is not changed any more."
    with pytest.raises(WrongState):
        services.start_amendment(plan, subject=SUBJECT, by=officer)


def test_a_plan_that_is_being_amended_is_not_closed(officer, plan, amending):
    with pytest.raises(WrongState):
        services.close_plan(plan, version=2, by=officer)


# --- What was changed --------------------------------------------------------------------------


def test_an_amendment_lists_exactly_the_changes_between_its_moments(officer, plan, target):
    with at(1, 8):
        amendment = start(plan, officer)
    with at(2, 8):
        services.change_target(target, values={"value": Decimal(40)}, version=1, by=officer)
    with at(3, 8):
        services.add_part(plan, PARTS["recipients"], values={"text": "Lưu: VT"}, by=officer)
    with at(4, 8):
        amendment = enact(amendment, officer)
    with at(5, 8):
        start(plan, officer, "Lần thứ hai")
        services.change_target(target, values={"value": Decimal(50)}, version=2, by=officer)
    changes = read_changes(plan, amendment.opened_at, amendment.enacted_at)
    assert said(changes) == [
        ("Plan", plan.title, [("State", "Being amended", "In force, amended")]),
        ("Recipient", "Lưu: VT", []),
        ("Target", "VT-1", [("Value", "10", "40")]),
        ("Plan", plan.title, [("State", "In force", "Being amended")]),
    ]
    assert {(change.entry.who, change.entry.reason) for change in changes} == {(officer, SUBJECT)}


def test_deleted_rows_stay_in_the_history_of_the_plan(officer, draft):
    row = services.add_part(draft, PARTS["recipients"], values={"text": "Lưu: VT"}, by=officer)
    version = row.history.get().history_id
    services.delete_part(row, PARTS["recipients"], version=version, by=officer)
    services.restore_part(draft, PARTS["recipients"], by=officer)
    rows = [change for change in read_changes(draft) if change.kind == "Recipient"]
    assert [change.entry.what for change in rows] == ["Restored", "Deleted", "Entered"]


def test_saves_of_parts_do_not_fill_the_history_of_the_plan_itself(officer, draft):
    services.add_part(draft, PARTS["recipients"], values={"text": "Lưu: VT"}, by=officer)
    kinds = [(change.kind, change.entry.what) for change in read_changes(draft)]
    assert sorted(kinds) == [("Plan", "Entered"), ("Recipient", "Entered")]


# --- The pages ---------------------------------------------------------------------------------


def test_an_amendment_is_opened_and_put_in_force_from_the_plan(signed_in, plan):
    client, page = signed_in(), reverse("plan_detail", args=[plan.pk])
    client.post(reverse("amendment_add", args=[plan.pk]), {"subject": SUBJECT})
    amendment = Amendment.objects.get()
    html = client.get(page).content.decode()
    assert html.count(f'href="{reverse("amendment_enact", args=[amendment.pk])}"') == 1
    assert SUBJECT in html
    decision = {"number": "15/QĐ-UBND", "issued_on": "05/07/2024"}
    response = client.post(reverse("amendment_enact", args=[amendment.pk]), decision, follow=True)
    assert response.redirect_chain == [(page, 302)]
    amendment.refresh_from_db()
    assert (amendment.number, amendment.issued_on) == ("15/QĐ-UBND", date(2024, 7, 5))
    assert "15/QĐ-UBND" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    (
        ({"number": "", "issued_on": "05/07/2024"}, "number"),
        ({"number": "15/QĐ-UBND", "issued_on": ""}, "issued_on"),
        ({"number": "15/QĐ-UBND", "issued_on": "31/02/2024"}, "issued_on"),
    ),
)
def test_the_page_asks_for_number_and_date(signed_in, amending, typed, field):
    address = reverse("amendment_enact", args=[amending.pk])
    form = signed_in().post(address, typed).context["form"]
    assert list(form.errors) == [field]
    assert form["number"].value() == typed["number"]


def test_every_reader_sees_what_an_amendment_changed(signed_in, officer, target, amending):
    services.change_target(target, values={"value": Decimal(40)}, version=1, by=officer)
    client = signed_in(Role.COMMUNE_OFFICER)
    html = client.get(reverse("amendment_detail", args=[amending.pk])).content.decode()
    cells = [amending.subject, officer.full_name, "VT-1", "Value", "<strong>40</strong>"]
    assert [cell in html for cell in cells] == [True] * 5
    assert reverse("amendment_enact", args=[amending.pk]) not in html


def test_the_history_of_the_plan_opens_for_readers_and_as_htmx(signed_in, plan, amending):
    client, address = signed_in(Role.MINISTRY_VIEWER), reverse("plan_history", args=[plan.pk])
    page = client.get(address).content.decode()
    part = client.get(address, HTTP_HX_REQUEST="true").content.decode()
    assert part.strip() in page
    assert "Being amended" in part


def test_a_plan_is_closed_from_its_page(signed_in, plan):
    client = signed_in()
    client.post(reverse("plan_close", args=[plan.pk]), {"version": "1"})
    plan.refresh_from_db()
    assert plan.state == PlanState.CLOSED
    html = client.get(reverse("plan_detail", args=[plan.pk])).content.decode()
    for name in ("plan_edit", "plan_close", "amendment_add", "target_add"):
        assert f'"{reverse(name, args=[plan.pk])}"' not in html


# --- What counts before the decision -----------------------------------------------------------


def test_targets_count_as_before_until_the_decision_that_changes_them(officer, plan, target, target_values):
    dropped = Target.objects.create(
        **{**target_values, "plan": plan, "code": "VT-2", "position": 2, "value": Decimal(40)}
    )
    amendment = start(plan, officer)
    services.change_target(target, values={"value": Decimal(20)}, version=1, by=officer)
    services.delete_target(dropped, version=1, by=officer)
    services.add_target(plan, values=target_values, by=officer)
    counting = [(row.pk, row.code, row.value) for row in targets_in_force(plan)]
    assert counting == [(target.pk, "VT-1", Decimal(10)), (dropped.pk, "VT-2", Decimal(40))]
    enact(amendment, officer)
    plan.refresh_from_db()
    assert [(row.code, row.value) for row in targets_in_force(plan)] == [("VT-1", 20), ("VT-9", 50)]


def test_what_counts_is_read_in_two_queries(officer, plan, target, django_assert_num_queries):
    start(plan, officer)
    with django_assert_num_queries(2):
        assert [row.code for row in targets_in_force(plan)] == ["VT-1"]
