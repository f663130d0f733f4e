"""The pages of a plan's parts: the same addresses with htmx and as ordinary pages."""

import re

import pytest
from django.urls import reverse

from plans import services
from plans.models import Activity, Duty, Phase, Recipient
from plans.parts import PARTS
from plans.services.parts import version_of
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory

HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "results"}


def address(name, plan, part="recipients", *row):
    return reverse(name, args=[plan.pk, part, *[one.pk for one in row]])


@pytest.fixture
def add(officer, draft):
    def add_row(part, **values):
        return services.add_part(draft, PARTS[part], values=values, by=officer)

    return add_row


@pytest.fixture
def row(add):
    return add("recipients", text="Lưu: VT")


def results_of(html):
    """The inside of what htmx swaps; each token of a form is another one."""
    inside = re.search(r'<div id="results"[^>]*>(.*)</div>\s*</main>', html, re.DOTALL)[1].strip()
    return without_tokens(inside)


def without_tokens(html):
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", html.strip())


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_empty_and_takes_a_row(signed_in, draft, part):
    client = signed_in()
    for name in ("part_list", "part_add"):
        assert client.get(address(name, draft, part)).status_code == 200


def test_a_part_that_does_not_exist_is_not_found(signed_in, draft):
    assert signed_in().get(address("part_list", draft, "wrong")).status_code == 404


def test_the_plan_leads_to_each_of_its_parts(signed_in, draft, plan):
    client = signed_in()
    page = client.get(reverse("plan_detail", args=[draft.pk])).content.decode()
    assert [part for part in PARTS if page.count(f'href="{address("part_list", draft, part)}"') != 1] == []
    page = client.get(reverse("plan_detail", args=[plan.pk])).content.decode()
    assert "/parts/" not in page
    assert page.count(reverse("amendment_add", args=[plan.pk])) == 1


@pytest.mark.parametrize("name", ("part_list", "part_add", "part_edit"))
def test_htmx_gets_exactly_the_results_of_the_fresh_page(signed_in, draft, row, name):
    client = signed_in()
    rows = [row] if name == "part_edit" else []
    path = address(name, draft, "recipients", *rows)
    fresh = results_of(client.get(path).content.decode())
    swapped = client.get(path, **HTMX).content.decode()
    assert without_tokens(swapped) == fresh
    assert "<html" not in swapped


def test_without_javascript_a_row_is_added_by_a_page_and_a_redirect(signed_in, draft):
    response = signed_in().post(address("part_add", draft), {"text": "Lưu: VT"}, follow=True)
    added = Recipient.objects.get()
    assert response.redirect_chain == [(f"{address('part_list', draft)}#row-{added.pk}", 302)]
    assert messages_of(response) == ["“Lưu: VT” is saved."]


def test_with_htmx_the_list_comes_back_at_once_and_the_address_follows(signed_in, draft):
    response = signed_in().post(address("part_add", draft), {"text": "Lưu: VT"}, **HTMX)
    html = response.content.decode()
    assert (response.status_code, response["HX-Push-Url"]) == (200, address("part_list", draft))
    assert "“Lưu: VT” is saved." in html
    assert f'id="row-{Recipient.objects.get().pk}"' in html
    assert "<html" not in html


def test_a_row_is_changed_in_its_place(signed_in, draft, row):
    client, path = signed_in(), address("part_edit", draft, "recipients", row)
    page = client.get(path).content.decode()
    place = page.partition(f'id="row-{row.pk}"')[2].partition("</li>")[0]
    assert 'name="text"' in place
    client.post(path, {"text": "Lưu: VT, VX5", "version": version_of(row)})
    row.refresh_from_db()
    assert row.text == "Lưu: VT, VX5"


def test_two_people_who_save_the_same_row_lose_nothing(signed_in, officer, draft, row):
    opened = version_of(row)
    values = {"text": "Của người thứ nhất"}
    services.change_part(row, PARTS["recipients"], values=values, version=opened, by=officer)
    client, path = signed_in(), address("part_edit", draft, "recipients", row)
    refused = client.post(path, {"text": "Của tôi", "version": opened}, **HTMX)
    form = refused.context["form"]
    assert [(c.label, c.opened, c.saved, c.typed) for c in form.conflicts] == [
        ("Text", "Lưu: VT", "Của người thứ nhất", "Của tôi")
    ]
    assert form["text"].value() == "Của tôi"
    client.post(path, {"text": "Của tôi", "version": form["version"].value()})
    row.refresh_from_db()
    assert row.text == "Của tôi"


def test_rows_are_moved_deleted_and_brought_back_by_buttons(signed_in, add, draft, row):
    add("recipients", text="Như Điều 3")
    client = signed_in()
    client.post(address("part_move", draft, "recipients", row), {"direction": "down"})
    assert [r.text for r in PARTS["recipients"].rows(draft)] == ["Như Điều 3", "Lưu: VT"]
    gone = client.post(address("part_delete", draft, "recipients", row), {"version": version_of(row)}, **HTMX)
    assert "“Lưu: VT” is deleted." in gone.content.decode()
    assert "Undo the last deletion" in gone.content.decode()
    client.post(address("part_restore", draft))
    assert [r.text for r in PARTS["recipients"].rows(draft)] == ["Như Điều 3", "Lưu: VT"]


@pytest.mark.parametrize("version", ("", "x", "999999"))
def test_an_older_list_deletes_nothing(signed_in, draft, row, version):
    path = address("part_delete", draft, "recipients", row)
    response = signed_in().post(path, {"version": version}, follow=True)
    assert messages_of(response) == ["Somebody else saved this in between. Reload the page and try again."]
    assert Recipient.objects.count() == 1


def test_buttons_are_no_links(signed_in, draft, row):
    client = signed_in()
    for name in ("part_move", "part_delete"):
        assert client.get(address(name, draft, "recipients", row)).status_code == 405
    assert client.get(address("part_restore", draft)).status_code == 405


def test_a_row_of_another_plan_or_part_is_not_found(signed_in, world, draft, row):
    hidden = PlanFactory(unit=world.other.unit, state="draft")
    client = signed_in()
    assert client.get(address("part_list", hidden)).status_code == 404
    assert client.get(address("part_edit", draft, "bases", row)).status_code == 404


@pytest.mark.parametrize(
    ("role", "refusal"),
    (
        (Role.PROVINCIAL_LEADER, 403),
        (Role.AGENCY_OFFICER, 404),  # a draft is not theirs to read
        (Role.COMMUNE_OFFICER, 404),
    ),
)
def test_a_reader_does_not_enter_parts(signed_in, draft, row, role, refusal):
    client = signed_in(role)
    assert client.get(address("part_list", draft)).status_code == refusal
    assert client.post(address("part_add", draft), {"text": "Mới"}).status_code == refusal
    assert client.post(address("part_delete", draft, "recipients", row)).status_code == refusal


def test_in_force_the_parts_lead_to_the_amendment_and_typed_rows_are_not_lost(signed_in, plan):
    client = signed_in()
    response = client.get(address("part_list", plan), follow=True)
    assert messages_of(response) == ["This plan is in force. Start an amendment first."]
    form = client.post(address("part_add", plan), {"text": "Lưu: VT"}).context["form"]
    assert form.non_field_errors() == ["This plan is in force. Start an amendment first."]
    assert form["text"].value() == "Lưu: VT"


def test_the_choices_are_of_this_plan_and_province_only(signed_in, world, plan, draft, add):
    own, foreign = add("activities", text="Của kế hoạch này"), Activity.objects.create(plan=plan, text="Khác")
    form = signed_in().get(address("part_add", draft, "roles")).context["form"]
    assert list(form.fields["activity"].queryset) == [own]
    form = signed_in().get(address("part_add", draft, "bodies")).context["form"]
    offered = form.fields["agency"].queryset
    assert world.home.health in offered
    assert world.other.health not in offered
    assert foreign.plan_id != draft.pk


def test_add_below_names_the_heading(signed_in, draft, add):
    heading = add("activities", number="1", text="Tuyên truyền")
    path = f"{address('part_add', draft, 'activities')}?parent={heading.pk}"
    assert signed_in().get(path).context["form"]["parent"].value() == str(heading.pk)


def test_duties_stand_under_their_body(signed_in, draft, add):
    first, second = add("bodies", name="Sở Y tế"), add("bodies", name="Sở Nội vụ")
    add("duties", body=first, role="lead", text="Tham mưu")
    groups = signed_in().get(address("part_list", draft, "duties")).context["groups"]
    assert [(group.above, [line.title for line in group.lines]) for group in groups] == [
        (first, ["Tham mưu"]),
        (second, []),
    ]


# What is typed wrongly is said beside its field, and stays in the form.
WRONG = (
    ("phases", {"name": "A", "from_year": "2024", "to_year": "2025"}, "from_year"),
    ("phases", {"name": "A", "from_year": "2025", "to_year": "2024"}, "to_year"),
    ("phases", {"name": "", "from_year": "2025", "to_year": "2025"}, "name"),
    ("bases", {"text": "Căn cứ", "issued_on": "31/02/2024"}, "issued_on"),
    ("facts", {"code": "F-1", "text": "Có 317.058 người", "figure": "28.8"}, "figure"),
    ("recipients", {"text": "  "}, "text"),
    ("recipients", {"text": "x" * 301}, "text"),
    ("purposes", {"kind": "article", "text": "Điều 1"}, "kind"),
    ("sources", {"kind": "gold", "text": "Vàng"}, "kind"),
)


@pytest.mark.parametrize(("part", "typed", "field"), WRONG)
@pytest.mark.parametrize("headers", ({}, HTMX))
def test_a_wrong_row_is_refused_beside_its_field_and_keeps_what_was_typed(
    signed_in, draft, part, typed, field, headers
):
    client = signed_in(language="vi")
    response = client.post(address("part_add", draft, part), typed, **headers)
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in typed} == typed
    assert PARTS[part].rows(draft).count() == 0


def test_two_leads_are_refused_on_the_page(signed_in, draft, add):
    activity, first = add("activities", text="Tuyên truyền"), add("bodies", name="Sở Y tế")
    second = add("bodies", name="Sở Nội vụ")
    add("roles", activity=activity, body=first, role="lead")
    typed = {"activity": activity.pk, "body": second.pk, "role": "lead"}
    form = signed_in().post(address("part_add", draft, "roles"), typed).context["form"]
    assert list(form.errors) == ["role"]
    assert Duty.objects.count() == 1


def test_overlapping_phases_are_refused_on_the_page(signed_in, draft, add):
    add("phases", name="Cả năm", from_year=2025, to_year=2025)
    typed = {"name": "Lần nữa", "from_year": "2025", "to_year": "2025"}
    form = signed_in().post(address("part_add", draft, "phases"), typed).context["form"]
    assert "“Cả năm”, 2025" in form.errors["from_year"][0]
    assert Phase.objects.count() == 1


def test_a_due_date_outside_the_plan_is_refused_on_the_page(signed_in, draft, add):
    body = add("bodies", name="Sở Y tế")
    typed = {"body": body.pk, "role": "lead", "text": "Báo cáo", "due_on": "31/12/2024"}
    form = signed_in().post(address("part_add", draft, "duties"), typed).context["form"]
    assert list(form.errors) == ["due_on"]


@pytest.mark.parametrize("more", (0, 2))
def test_a_list_takes_the_same_queries_for_one_and_three_rows(
    signed_in, draft, add, django_assert_num_queries, more
):
    body = add("bodies", name="Sở Y tế")
    for number in range(1 + more):
        add("duties", body=body, role="lead", text=f"Việc {number}")
    client = signed_in()
    client.get(address("part_list", draft, "duties"))
    with django_assert_num_queries(11):
        client.get(address("part_list", draft, "duties"))
