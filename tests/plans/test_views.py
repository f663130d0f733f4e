"""The pages of plans: the list, the document, and the form of a plan."""

import re

import pytest
from django.urls import reverse

from plans.enums import PlanKind, PlanState
from plans.models import Plan
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory, ProgrammeFactory, TargetFactory

READERS = [role for role in Role if role != Role.SYSTEM_ADMINISTRATOR]
NO_EDITORS = [role for role in READERS if role != Role.PROVINCIAL_OFFICER]


def titles(response):
    return [plan.title for plan in response.context["page_obj"]]


def results_of(html):
    """The inside of the part of the page that htmx swaps."""
    return re.search(r'<div id="results">(.*)</div>\s*</main>', html, re.DOTALL)[1].strip()


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def typed(plan, **changes):
    """The plan as its form sends it."""
    kept = {
        "programme": plan.programme_id,
        "unit": plan.unit_id,
        "kind": plan.kind,
        "title": plan.title,
        "issuer": plan.issuer,
        "from_year": plan.from_year,
        "to_year": plan.to_year,
        "version": plan.version,
    }
    return kept | changes


# --- The list ----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", READERS)
def test_every_reader_sees_the_plans_of_the_province(signed_in, plan, role):
    assert titles(signed_in(role).get(reverse("plan_list"))) == [plan.title]


def test_the_list_is_closed_to_a_role_that_reads_no_plans(signed_in):
    client = signed_in(Role.SYSTEM_ADMINISTRATOR)
    assert client.get(reverse("plan_list")).status_code == 403
    assert client.get(reverse("plan_export")).status_code == 403


def test_a_line_shows_title_number_programme_years_targets_and_state(signed_in, plan):
    plan.number = "05/KH-UBND"
    plan.save()
    first = TargetFactory(plan=plan)
    TargetFactory(plan=plan, condition_of=first)
    html = signed_in().get(reverse("plan_list")).content.decode()
    row = " ".join(re.sub("<[^>]*>", " ", re.search("<tbody>(.*)</tbody>", html, re.DOTALL)[1]).split())
    assert row == (
        "Kế hoạch công tác xã hội năm 2024 Annual plan · 05/KH-UBND"
        " Chương trình phát triển công tác xã hội giai đoạn 2021 - 2030 2024 Hải Sơn 1 In force"
    )


@pytest.mark.parametrize(
    ("query", "found"),
    (
        ({"q": "KE HOACH cong tac"}, ["Kế hoạch công tác xã hội năm 2024"]),
        ({"state": "draft"}, ["Kế hoạch năm 2025"]),
        ({"kind": "phase_plan"}, ["Đề án 2011 - 2015"]),
        ({"to_year": "2013"}, ["Đề án 2011 - 2015"]),
        ({"from_year": "2016", "to_year": "2023"}, []),
    ),
)
def test_the_list_is_filtered(signed_in, plan, draft, query, found):
    phase = {"kind": PlanKind.PHASE_PLAN, "from_year": 2011, "to_year": 2015}
    PlanFactory(unit=plan.unit, programme__code="DA32", title="Đề án 2011 - 2015", **phase)
    assert titles(signed_in().get(reverse("plan_list"), query)) == found


def test_the_list_is_filtered_by_programme_and_province(signed_in, plan):
    other = ProgrammeFactory(code="DA32", from_year=2010, to_year=2020)
    client = signed_in()
    assert titles(client.get(reverse("plan_list"), {"programme": other.pk})) == []
    assert titles(client.get(reverse("plan_list"), {"unit": plan.unit_id})) == [plan.title]


def test_the_choices_name_only_provinces_and_years_of_visible_plans(signed_in, world, plan):
    PlanFactory(unit=world.other.unit, from_year=2030)
    form = signed_in().get(reverse("plan_list")).context["filter"].form
    assert list(form.fields["unit"].queryset) == [world.home.unit]
    assert [label for _value, label in form.fields["to_year"].choices][1:] == ["2024"]


@pytest.mark.parametrize("query", ({}, {"state": "draft"}, {"q": "khong co"}))
def test_an_htmx_swap_equals_the_results_of_a_fresh_page(signed_in, plan, query):
    client = signed_in()
    fresh = client.get(reverse("plan_list"), query).content.decode()
    swapped = client.get(reverse("plan_list"), query, headers={"HX-Request": "true"}).content.decode()
    assert swapped.strip() == results_of(fresh)


@pytest.mark.parametrize("more", (0, 2))
def test_the_list_takes_the_same_queries_for_one_and_three_plans(
    signed_in, plan, django_assert_num_queries, more
):
    for year in range(2025, 2025 + more):
        TargetFactory(plan=PlanFactory(unit=plan.unit, from_year=year))
    client = signed_in()
    client.get(reverse("plan_list"))
    with django_assert_num_queries(10):
        assert len(titles(client.get(reverse("plan_list")))) == 1 + more


def test_an_empty_list_says_what_comes_next(signed_in):
    for_officer = signed_in().get(reverse("plan_list")).content.decode()
    assert "Enter the first plan of your province." in for_officer
    assert results_of(for_officer).count(reverse("plan_add")) == 1
    for_reader = signed_in(Role.COMMUNE_OFFICER).get(reverse("plan_list")).content.decode()
    assert "The provincial officer enters the plans of the province." in for_reader
    assert reverse("plan_add") not in for_reader


def test_filters_that_fit_nothing_offer_to_clear_them(signed_in, plan):
    html = signed_in().get(reverse("plan_list"), {"q": "khong co"}).content.decode()
    assert "No plan fits these filters" in html


# --- The document ------------------------------------------------------------------------------


@pytest.mark.parametrize("role", READERS)
def test_every_reader_opens_the_plan(signed_in, plan, role):
    assert signed_in(role).get(reverse("plan_detail", args=[plan.pk])).status_code == 200


def test_a_plan_of_another_province_is_not_found(signed_in, world):
    hidden = PlanFactory(unit=world.other.unit)
    client = signed_in()
    for name in ("plan_detail", "plan_edit", "target_add", "plan_targets_export"):
        assert client.get(reverse(name, args=[hidden.pk])).status_code == 404
    assert client.post(reverse("plan_issue", args=[hidden.pk])).status_code == 404


def test_what_is_not_printed_is_said_to_be_not_printed(signed_in, plan):
    html = signed_in().get(reverse("plan_detail", args=[plan.pk])).content.decode()
    head, _nav, funding = html.partition('id="funding"')
    assert head.count("not printed") == 5  # number, date, signer, capacity, cost
    assert funding.count("not printed") == 2  # cost, recipients


def test_only_an_editor_is_offered_to_change_the_plan(signed_in, target, amending):
    address = reverse("plan_detail", args=[target.plan_id])
    links = [
        reverse("plan_edit", args=[target.plan_id]),
        reverse("target_add", args=[target.plan_id]),
        reverse("target_edit", args=[target.pk]),
        reverse("target_delete", args=[target.pk]),
    ]
    for_officer = signed_in().get(address).content.decode()
    assert [for_officer.count(link) for link in links] == [1, 1, 1, 1]
    for role in NO_EDITORS:
        for_reader = signed_in(role).get(address).content.decode()
        assert [for_reader.count(link) for link in links] == [0, 0, 0, 0]


def test_results_are_linked_for_those_who_follow_them(signed_in, target):
    address, results = reverse("plan_detail", args=[target.plan_id]), f"/targets/{target.pk}/results/"
    assert results in signed_in().get(address).content.decode()
    assert results not in signed_in(Role.AGENCY_OFFICER).get(address).content.decode()


def test_a_draft_is_offered_to_be_put_in_force(signed_in, plan, draft):
    client = signed_in()
    for row, offered in ((draft, 1), (plan, 0)):
        html = client.get(reverse("plan_detail", args=[row.pk])).content.decode()
        assert html.count(reverse("plan_issue", args=[row.pk])) == offered


@pytest.mark.parametrize("more", (0, 2))
def test_the_document_takes_the_same_queries_for_one_and_three_targets(
    signed_in, plan, django_assert_num_queries, more
):
    for _each in range(1 + more):
        TargetFactory(plan=plan)
    client = signed_in()
    client.get(reverse("plan_detail", args=[plan.pk]))
    with django_assert_num_queries(29):
        client.get(reverse("plan_detail", args=[plan.pk]))


# --- Entering and changing ---------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROVINCIAL_OFFICER])
def test_nobody_else_opens_the_form_of_a_new_plan(signed_in, role):
    assert signed_in(role).get(reverse("plan_add")).status_code == 403


@pytest.mark.parametrize("role", NO_EDITORS)
def test_a_reader_may_not_change_the_plan(signed_in, plan, draft, role):
    client = signed_in(role)
    assert client.get(reverse("plan_edit", args=[plan.pk])).status_code == 403
    assert client.get(reverse("target_add", args=[plan.pk])).status_code == 403
    of_a_draft = 403 if role == Role.PROVINCIAL_LEADER else 404  # the others do not see it
    assert client.post(reverse("plan_issue", args=[draft.pk]), {"version": 1}).status_code == of_a_draft


def test_a_new_plan_is_saved_as_a_draft_and_shown(signed_in, plan):
    entered = typed(plan, from_year="2026", to_year="", title="Kế hoạch năm 2026")
    response = signed_in().post(reverse("plan_add"), entered, follow=True)
    saved = Plan.objects.get(from_year=2026)
    assert (saved.title, saved.state, saved.to_year) == ("Kế hoạch năm 2026", PlanState.DRAFT, 2026)
    assert response.redirect_chain == [(reverse("plan_detail", args=[saved.pk]), 302)]
    assert messages_of(response) == ["The draft is saved. Add its targets, then put it in force."]


def test_a_refused_plan_links_the_one_that_exists_and_keeps_what_was_typed(signed_in, plan):
    response = signed_in().post(reverse("plan_add"), typed(plan, title="Tên khác"))
    assert response.context["form"]["title"].value() == "Tên khác"
    assert response.content.decode().count(reverse("plan_detail", args=[plan.pk])) == 1
    assert Plan.objects.count() == 1


def test_a_change_of_a_draft_is_saved(signed_in, draft):
    response = signed_in().post(
        reverse("plan_edit", args=[draft.pk]), typed(draft, title="Tên mới"), follow=True
    )
    assert messages_of(response) == ["The plan is saved."]
    draft.refresh_from_db()
    assert (draft.title, draft.version) == ("Tên mới", 2)


@pytest.mark.parametrize("name", ("plan_edit", "target_add"))
def test_in_force_the_forms_lead_to_the_amendment_that_is_needed(signed_in, plan, name):
    response = signed_in().get(reverse(name, args=[plan.pk]), follow=True)
    assert response.redirect_chain == [(reverse("plan_detail", args=[plan.pk]), 302)]
    assert messages_of(response) == ["This plan is in force. Start an amendment first."]


def test_what_was_typed_while_the_plan_was_put_in_force_is_not_lost(signed_in, plan):
    response = signed_in().post(reverse("plan_edit", args=[plan.pk]), typed(plan, title="Tên mới"))
    form = response.context["form"]
    assert form.non_field_errors() == ["This plan is in force. Start an amendment first."]
    assert form["title"].value() == "Tên mới"
    plan.refresh_from_db()
    assert plan.title == "Kế hoạch công tác xã hội năm 2024"


def test_two_people_who_save_at_once_lose_nothing(signed_in, world, draft):
    client, address = signed_in(), reverse("plan_edit", args=[draft.pk])
    client.post(address, typed(draft, title="Của người thứ nhất"))
    second = typed(draft, title="Của người thứ hai", signer="Nguyễn Văn A")
    refused = client.post(address, second)
    form = refused.context["form"]
    assert [(c.label, c.opened, c.saved, c.typed) for c in form.conflicts] == [
        ("Title", "Kế hoạch năm 2025", "Của người thứ nhất", "Của người thứ hai")
    ]
    assert [save.who for save in form.saves] == [world.home.people[Role.PROVINCIAL_OFFICER]]
    assert (form["signer"].value(), form["version"].value()) == ("Nguyễn Văn A", "2")
    client.post(address, second | {"version": form["version"].value()})
    draft.refresh_from_db()
    assert (draft.title, draft.signer, draft.version) == ("Của người thứ hai", "Nguyễn Văn A", 3)


def test_the_page_shows_what_the_other_person_saved(signed_in, draft):
    client, address = signed_in(), reverse("plan_edit", args=[draft.pk])
    client.post(address, typed(draft, title="Của người thứ nhất"))
    html = client.post(address, typed(draft, title="Của tôi")).content.decode()
    conflict = html.partition('id="conflict-title"')[2].partition("</section>")[0]
    for words in ("Của người thứ nhất", "Của tôi", "Kế hoạch năm 2025"):
        assert words in conflict


def test_a_draft_is_put_in_force_from_its_page(signed_in, draft):
    response = signed_in().post(reverse("plan_issue", args=[draft.pk]), {"version": "1"}, follow=True)
    assert messages_of(response) == ["The plan is in force. Every change from now on needs an amendment."]
    draft.refresh_from_db()
    assert draft.state == PlanState.IN_FORCE


@pytest.mark.parametrize("version", ("7", "x", ""))
def test_an_older_page_does_not_put_a_draft_in_force(signed_in, draft, version):
    response = signed_in().post(reverse("plan_issue", args=[draft.pk]), {"version": version}, follow=True)
    assert messages_of(response) == ["Somebody else saved this in between. Reload the page and try again."]
    draft.refresh_from_db()
    assert draft.state == PlanState.DRAFT


def test_a_plan_in_force_is_not_put_in_force_again(signed_in, plan):
    response = signed_in().post(reverse("plan_issue", args=[plan.pk]), {"version": "1"}, follow=True)
    assert messages_of(response) == [
        "This is possible only in the state “Draft”; now it is “In force”. Reload the page."
    ]


def test_putting_in_force_is_no_link(signed_in, draft):
    assert signed_in().get(reverse("plan_issue", args=[draft.pk])).status_code == 405
