"""One value for many records: chosen, typed, confirmed; nothing beyond the person's reach changes."""

import pytest

from facilities.models import Facility
from swprogram.kit.workflow import ChangeRefused
from swprogram.org.roles import Role
from swprogram.registry import bulk, services
from tests.registry.shelf import SHELF
from tests.registry.test_lists import URL

pytestmark = pytest.mark.django_db
BULK = f"{URL}bulk/"


def kinds():
    return dict(Facility.objects.values_list("name", "kind"))


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def post(client, facilities, **more):
    return client.post(BULK, {"pk": [one.pk for one in facilities], "key": "kind", **more})


def test_chosen_rows_are_changed_after_confirmation(signed_in, shelved, officer):
    one, two, three = shelved("Một", "Hai", "Ba", kind="hospital")
    client = signed_in()
    page = post(client, [one, two])
    assert page.templates[0].name == "registry/bulk_value.html"
    chosen = page.context["ids"]
    page = client.post(BULK, {"chosen": chosen, "key": "kind", "step": "value", "value": "school"})
    assert page.templates[0].name == "registry/bulk_confirm.html"
    effect = page.context["effect"]
    assert (len(effect.ids), effect.same, effect.before) == (2, 0, [("Hospital", 2)])
    assert kinds() == {"Một": "hospital", "Hai": "hospital", "Ba": "hospital"}
    sure = {"chosen": chosen, "key": "kind", "step": "sure", "value": "school", "told": "2", "query": "q=a"}
    done = client.post(BULK, sure)
    assert done.url == f"{URL}?q=a"
    assert kinds() == {"Một": "school", "Hai": "school", "Ba": "hospital"}
    assert one.history.first().history_user == officer


def test_those_that_have_the_value_already_stay_untouched(signed_in, shelved):
    one, two = shelved("Một", "Hai", kind="hospital")
    Facility.objects.filter(pk=two.pk).update(kind="school")
    values = {"step": "sure", "value": "school", "told": "1"}
    post(signed_in(), [one, two], **values)
    assert list(Facility.objects.order_by("pk").values_list("kind", "version")) == [
        ("school", 2),
        ("school", 1),
    ]


def test_all_that_fit_the_filters_can_be_chosen(signed_in, shelved):
    shelved("Trường A", "Trường B", "Bệnh viện")
    page = signed_in().post(BULK, {"all": "yes", "query": "q=truong", "key": "kind"})
    assert page.context["chosen"].count == 2


def test_more_than_the_limit_are_refused(signed_in, shelved, monkeypatch):
    monkeypatch.setattr(bulk, "AT_MOST", 2)
    shelved("A", "B", "C")
    response = signed_in().post(BULK, {"all": "yes", "key": "kind"}, follow=True)
    assert messages_of(response) == ["More than 2 records fit. Filter the list further, then change them."]


@pytest.mark.parametrize(
    ("values", "message"),
    (
        ({"key": "kind"}, "Tick the rows to change first."),
        ({"key": "", "all": "yes"}, "Choose the column to change first."),
    ),
)
def test_what_is_missing_is_said_on_the_list(signed_in, shelved, values, message):
    shelved("A")
    assert messages_of(signed_in().post(BULK, values, follow=True)) == [message]


def test_a_value_that_cannot_be_read_is_said_beside_it_and_kept(signed_in, shelved):
    page = post(signed_in(), shelved("A"), key="opened_on", step="value", value="31/02/2020")
    assert page.context["form"].errors == {
        "value": ["Type the date as day/month/year, for example 22/03/2011."]
    }
    assert 'value="31/02/2020"' in page.content.decode()


def test_a_column_that_must_not_be_empty_is_not_emptied(signed_in, shelved):
    client, one = signed_in(), shelved("A")
    page = post(client, one, step="value", value="empty")
    assert list(page.context["form"].errors) == ["value"]


def test_a_select_that_nobody_touched_empties_nothing(signed_in, shelved):
    page = post(signed_in(), shelved("A"), key="ownership", step="value", value="")
    assert page.context["form"].errors == {"value": ["This field is required."]}


@pytest.mark.parametrize("key", ("name", "unknown"))
def test_only_columns_that_allow_it_are_changed(signed_in, shelved, key):
    assert post(signed_in(), shelved("A"), key=key).status_code == 404


@pytest.mark.parametrize("role", (Role.PROVINCIAL_LEADER, Role.AGENCY_OFFICER, Role.MINISTRY_VIEWER))
def test_only_editors_change_records(signed_in, shelved, role):
    assert post(signed_in(role), shelved("A")).status_code == 403


def test_records_out_of_reach_are_never_touched(signed_in, shelved, world):
    (mine,) = shelved("Của tôi", kind="hospital")
    (strange,) = shelved("Của tỉnh khác", unit=world.other.communes["Bắc Một"], kind="hospital")
    values = {"step": "sure", "value": "school", "told": "1"}
    post(signed_in(), [mine, strange], **values)
    assert kinds() == {"Của tôi": "school", "Của tỉnh khác": "hospital"}


def test_records_that_one_only_reads_stay_and_are_told(signed_in, shelved, world):
    """A commune officer who also leads the province reads all of it and changes one commune."""
    from tests.factories.org import MembershipFactory

    commune_officer = world.home.people[Role.COMMUNE_OFFICER]
    MembershipFactory(user=commune_officer, role=Role.PROVINCIAL_LEADER, unit=world.home.unit)
    (mine,) = shelved("Đông Một")
    (other,) = shelved("Tây Một", unit=world.home.communes["Tây Một"])
    client = signed_in(Role.COMMUNE_OFFICER)
    chosen = post(client, [mine, other]).context["chosen"]
    assert (chosen.count, chosen.left_out) == (1, 1)
    refused = client.post(BULK, {"pk": [other.pk], "key": "kind"}, follow=True)
    assert messages_of(refused) == [
        "These records belong to other units; you can read them, but not change them."
    ]


def test_what_others_changed_meanwhile_is_confirmed_again(signed_in, shelved):
    one, two = shelved("Một", "Hai", kind="hospital")
    Facility.objects.filter(pk=two.pk).update(kind="school")
    page = post(signed_in(), [one, two], step="sure", value="school", told="2")
    assert messages_of(page) == ["These records have changed meanwhile. Look again, then confirm."]
    assert kinds() == {"Một": "hospital", "Hai": "school"}


def test_all_change_or_none(shelved, officer):
    from dataclasses import replace

    def break_off(records, key, value, by):
        records.update(kind=value)
        raise ChangeRefused("one of them is closed")

    shelved("A", "B", kind="hospital")
    broken = replace(SHELF, change_many=break_off)
    with pytest.raises(ChangeRefused):
        services.change_many(broken, Facility.objects.all(), "kind", "school", by=officer)
    assert kinds() == {"A": "hospital", "B": "hospital"}


def test_yes_and_no_and_text_are_asked_as_they_are_typed(signed_in, shelved):
    client, (one,) = signed_in(), shelved("A")
    field = post(client, [one], key="in_network_plan").context["form"].fields["value"]
    assert field.choices == [("", "Choose a value"), ("1", "Yes"), ("0", "No"), ("empty", "(empty)")]
    post(client, [one], key="in_network_plan", step="sure", value="1", told="1")
    post(client, [one], key="address", step="sure", value="Số 1 Trần Phú", told="1")
    one.refresh_from_db()
    assert (one.in_network_plan, one.address) == (True, "Số 1 Trần Phú")
