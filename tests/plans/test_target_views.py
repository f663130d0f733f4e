"""The pages of targets: entering, changing, deleting, and the history."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from plans import services
from plans.models import Target
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory, TargetFactory

pytestmark = pytest.mark.usefixtures("amending")

READERS_ONLY = [role for role in Role if role not in (Role.SYSTEM_ADMINISTRATOR, Role.PROVINCIAL_OFFICER)]
SUBJECT = "Điều chỉnh chỉ tiêu năm 2024"


def typed(target, **changes):
    """The target as its form sends it, in Vietnamese."""
    kept = {
        "code": target.code,
        "name": target.name,
        "wording": target.wording,
        "indicator": target.indicator_id,
        "comparator": target.comparator,
        "value": "10",
        "measured_in": target.measured_in,
        "from_year": target.from_year,
        "to_year": target.to_year,
        "version": target.version,
    }
    return kept | changes


def enact(amendment, officer):
    services.enact_amendment(amendment, number="15/QĐ-UBND", issued_on=date(2024, 7, 1), by=officer)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def address(name, row):
    return reverse(name, args=[row.pk])


@pytest.mark.parametrize("role", READERS_ONLY)
def test_a_reader_may_not_change_targets(signed_in, target, role):
    client = signed_in(role)
    names = ("target_edit", "target_delete")
    assert [client.get(address(name, target)).status_code for name in names] == [403, 403]


def test_a_target_of_another_province_is_not_found(signed_in, world):
    hidden = TargetFactory(plan=PlanFactory(unit=world.other.unit))
    client = signed_in()
    names = ("target_edit", "target_delete", "target_history")
    assert [client.get(address(name, hidden)).status_code for name in names] == [404, 404, 404]


def test_a_new_target_is_typed_the_vietnamese_way_and_shown_in_its_plan(signed_in, target):
    entered = typed(target, code="VT-2", value="12,5")
    response = signed_in(language="vi").post(address("target_add", target.plan), entered)
    added = Target.objects.get(code="VT-2")
    assert (added.value, added.position) == (Decimal("12.5"), 2)
    assert response.url == f"{address('plan_detail', target.plan)}#target-{added.pk}"


@pytest.mark.parametrize("name", ("target_edit", "target_delete", "target_shares"))
def test_in_force_the_pages_of_a_target_lead_to_the_amendment_that_is_needed(
    signed_in, officer, amending, target, name
):
    enact(amending, officer)
    Target.objects.update(measured_in="person")
    response = signed_in().get(address(name, target), follow=True)
    assert response.redirect_chain == [(address("plan_detail", target.plan), 302)]
    assert messages_of(response) == ["This plan is in force. Start an amendment first."]


def test_a_target_typed_too_late_is_not_lost(signed_in, officer, amending, target):
    enact(amending, officer)
    response = signed_in().post(address("target_add", target.plan), typed(target, code="VT-2"))
    form = response.context["form"]
    assert form.non_field_errors() == ["This plan is in force. Start an amendment first."]
    assert form["code"].value() == "VT-2"
    assert target.plan.targets.count() == 1


def test_a_refused_target_keeps_what_was_typed(signed_in, target):
    entered = typed(target, comparator="range", value="12,50")
    response = signed_in(language="vi").post(address("target_edit", target), entered)
    form = response.context["form"]
    assert list(form.errors) == ["value_to"]
    assert form["value"].value() == "12,50"


def test_a_changed_target_is_kept_with_its_person(signed_in, officer, target):
    signed_in(language="vi").post(address("target_edit", target), typed(target, value="69,6"))
    newest = target.history.first()
    assert (newest.value, newest.history_user) == (Decimal("69.6"), officer)


def test_two_people_who_save_at_once_lose_nothing(signed_in, officer, target):
    services.change_target(target, values={"value": Decimal(40)}, version=1, by=officer)
    client = signed_in(language="vi")
    refused = client.post(address("target_edit", target), typed(target, value="35,5", note="Của tôi"))
    form = refused.context["form"]
    assert [(c.opened, c.saved, c.typed) for c in form.conflicts] == [("10", "40", "35,5")]
    assert (form["value"].value(), form["note"].value()) == ("35,5", "Của tôi")
    again = typed(target, value="35,5", note="Của tôi", version=form["version"].value())
    client.post(address("target_edit", target), again)
    target.refresh_from_db()
    assert (target.value, target.note, target.version) == (Decimal("35.5"), "Của tôi", 3)


def test_deleting_asks_first_and_names_the_conditions(signed_in, target):
    TargetFactory(plan=target.plan, condition_of=target, code="VT-1a", name="Phụ cấp hàng tháng")
    html = signed_in().get(address("target_delete", target)).content.decode()
    assert "VT-1a: Phụ cấp hàng tháng" in html
    assert Target.objects.count() == 2


def test_a_deleted_target_leaves_the_plan_and_is_still_listed_with_its_history(signed_in, target):
    client, history = signed_in(), address("target_history", target)
    client.post(address("target_delete", target), {"version": "1"})
    assert Target.objects.count() == 0
    page = client.get(address("plan_detail", target.plan)).content.decode()
    assert page.count(f'href="{history}"') == 1
    (newest, _oldest) = client.get(history).context["entries"]
    assert (newest.what, newest.reason) == ("Deleted", SUBJECT)


def test_deleting_what_somebody_else_changed_shows_the_change_first(signed_in, officer, target):
    services.change_target(target, values={"value": Decimal(40)}, version=1, by=officer)
    client, entered = signed_in(), {"version": "1"}
    form = client.post(address("target_delete", target), entered).context["form"]
    assert [(c.opened, c.saved) for c in form.conflicts] == [("10", "40")]
    assert Target.objects.count() == 1
    client.post(address("target_delete", target), entered | {"version": form["version"].value()})
    assert Target.objects.count() == 0


def test_the_history_shows_who_when_before_after_and_why(signed_in, officer, target):
    services.change_target(target, values={"value": Decimal(40)}, version=1, by=officer)
    html = signed_in(Role.COMMUNE_OFFICER).get(address("target_history", target)).content.decode()
    row = html.partition("<tbody>")[2].partition("</tr>")[0]
    cells = [officer.full_name, "Value", ">10<", "<strong>40</strong>", SUBJECT]
    assert [cell in row for cell in cells] == [True] * 5


def test_a_target_that_never_was_has_no_history(signed_in):
    assert signed_in().get(reverse("target_history", args=[999_999])).status_code == 404


@pytest.mark.parametrize("more", (0, 2))
def test_the_history_page_takes_the_same_queries_for_any_number_of_changes(
    signed_in, officer, target, django_assert_num_queries, more
):
    for version in range(1, 2 + more):
        values = {"value": Decimal(version)}
        services.change_target(target, values=values, version=version, by=officer)
    client = signed_in()
    client.get(address("target_history", target))
    with django_assert_num_queries(10):
        assert len(client.get(address("target_history", target)).context["entries"]) == 2 + more


def test_a_missing_base_figure_is_asked_for(signed_in, target):
    client, notice = signed_in(), "The document does not print the figure of 2015"
    Target.objects.update(growth_mode="relative", base_year=2015)
    assert notice in client.get(address("target_edit", target)).content.decode()
    Target.objects.update(base_value=Decimal(1200))
    assert notice not in client.get(address("target_edit", target)).content.decode()
