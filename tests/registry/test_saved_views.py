"""Views of a list that people keep: saved, replaced, opened by default, deleted; each person's own."""

import pytest

from swprogram.org.roles import Role
from swprogram.registry.models import SavedView
from tests.registry.test_lists import URL, names

pytestmark = pytest.mark.django_db
SAVE = f"{URL}views/save/"


def save(client, name="Bệnh viện", query="q=&kind=hospital&after=abc&view=7", **more):
    return client.post(SAVE, {"name": name, "query": query, **more})


def saved():
    return list(SavedView.objects.values_list("name", "query", "is_default"))


def test_a_view_keeps_what_says_something_and_no_page(signed_in, world):
    response = save(signed_in())
    view = SavedView.objects.get()
    assert saved() == [("Bệnh viện", "kind=hospital", False)]
    assert response.url == f"{URL}?kind=hospital&view={view.pk}"


def test_the_same_name_replaces_the_view(signed_in, world):
    client = signed_in()
    save(client)
    save(client, query="kind=school&columns=name,address")
    assert saved() == [("Bệnh viện", "kind=school&columns=name%2Caddress", False)]


def test_the_default_view_opens_with_the_list_and_can_be_left(signed_in, shelved):
    shelved("Trường", kind="school")
    client = signed_in()
    save(client, is_default="on")
    view = SavedView.objects.get()
    assert client.get(URL).url == f"{URL}?kind=hospital&view={view.pk}"
    assert names(client.get(URL, follow=True)) == []
    assert names(client.get(URL, {"view": ""})) == ["Trường"]


def test_there_is_one_default(signed_in, world):
    client = signed_in()
    save(client, is_default="on")
    save(client, name="Trường học", query="kind=school", is_default="on")
    assert saved() == [("Bệnh viện", "kind=hospital", False), ("Trường học", "kind=school", True)]


def test_a_view_needs_a_name_and_keeps_what_was_typed(signed_in, world):
    response = save(signed_in(), name="  ")
    assert response.context["form"].errors == {"name": ["This field is required."]}
    assert 'value="q=&amp;kind=hospital&amp;after=abc&amp;view=7"' in response.content.decode()
    assert saved() == []


def test_filters_longer_than_a_view_can_keep_are_refused(signed_in, world):
    response = save(signed_in(), query=f"q={'a' * 2000}")
    assert response.context["form"].errors == {
        "name": ["These filters are too many for a saved view. Take some away."]
    }


@pytest.mark.parametrize(
    "typed",
    ({"query": "q=CCCD+077186000123"}, {"query": "q=Lan+077.186.000.123"}, {"name": "Lan 077186000123"}),
)
def test_an_identity_number_among_words_is_kept_by_no_view(signed_in, world, typed):
    assert "name" in save(signed_in(), **typed).context["form"].errors
    assert saved() == []


def test_everybody_has_own_views(signed_in, shelved):
    shelved("Trường", kind="school")
    save(signed_in(), is_default="on")
    view = SavedView.objects.get()
    district = signed_in(Role.DISTRICT_OFFICER)
    assert names(district.get(URL)) == ["Trường"]
    assert district.post(f"{URL}views/{view.pk}/delete/").status_code == 404
    save(district, query="kind=school")
    assert len(saved()) == 2


def test_a_view_is_deleted(signed_in, world):
    client = signed_in()
    save(client)
    response = client.post(f"{URL}views/{SavedView.objects.get().pk}/delete/")
    assert (response.url, saved()) == (f"{URL}?view=", [])


def test_only_readers_of_the_registries_keep_views(signed_in, world):
    assert save(signed_in(Role.AGENCY_OFFICER)).status_code == 403
