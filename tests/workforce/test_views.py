"""Pages: who may open them, what they say, and that identity numbers stay masked on all of them."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from swprogram.org.roles import Role
from tests.factories.facilities import FacilityFactory
from tests.factories.workforce import AllowanceFactory, BaseWageFactory, PostFactory, WorkerFactory
from workforce.enums import StaffKind, Workplace
from workforce.models import DistinctPair, IdentityOpening, Post, Worker
from workforce.services import change_worker, version_of

pytestmark = pytest.mark.django_db

NUMBER, MASK = "077186000123", "•••••••••123"
LIST_QUERIES, BODY_QUERIES, API_QUERIES, DETAIL_QUERIES = 9, 11, 7, 21


@pytest.fixture
def one(world):
    return world.home.communes["Đông Một"]


@pytest.fixture
def two(world):
    return world.home.communes["Đông Hai"]


@pytest.fixture
def person(one):
    """A person with two posts, an identity number and an allowance."""
    worker = WorkerFactory(full_name="Nguyễn Thị Lan", birth_year=1986, identity_number=NUMBER)
    AllowanceFactory(post=PostFactory(worker=worker, unit=one))
    PostFactory(worker=worker, unit=one, number=2, is_main=False, kind=StaffKind.CADRE)
    return worker


@pytest.fixture
def login(client, world):
    def as_role(role, province="home"):
        client.force_login(getattr(world, province).people[role])
        return client

    return as_role


def post_data(unit, **values):
    usual = {"unit": unit.pk, "kind": "collaborator", "workplace": "commune", "engagement": "full_time"}
    return (
        dict.fromkeys(("facility", "agency", "position", "title", "rank", "coefficient"), "") | usual | values
    )


def worker_data(**values):
    return {"full_name": "Lê Hòa", "qualification": "none", "meets_collaborator_standard": "unknown"} | values


# --- Who may open what ---------------------------------------------------------------------------

READING = ("worker_detail",)
CHANGING = ("worker_edit", "worker_post_add")
OF_POSTS = ("worker_post_edit", "worker_post_move", "worker_post_end", "worker_allowance_add")


@pytest.mark.parametrize(
    ("role", "reads", "changes", "opens"),
    (
        (Role.SYSTEM_ADMINISTRATOR, 404, 404, 404),
        (Role.PROVINCIAL_OFFICER, 200, 200, 200),
        (Role.PROVINCIAL_LEADER, 200, 403, 403),
        (Role.DISTRICT_OFFICER, 200, 200, 200),
        (Role.COMMUNE_OFFICER, 200, 200, 403),
        (Role.AGENCY_OFFICER, 404, 404, 404),
        (Role.MINISTRY_VIEWER, 404, 404, 404),
    ),
)
def test_roles_open_the_pages_of_a_person_of_their_area(login, person, role, reads, changes, opens):
    client, post = login(role), person.posts.first()
    answers = [client.get(reverse(name, args=[person.pk])).status_code for name in READING]
    answers += [client.get(reverse(name, args=[person.pk])).status_code for name in CHANGING]
    answers += [client.get(reverse(name, args=[post.pk])).status_code for name in OF_POSTS]
    assert answers == [reads, *[changes] * 6]
    assert client.get(reverse("worker_identity", args=[person.pk])).status_code == opens


@pytest.mark.parametrize(
    ("place", "province"), (("Đông Hai", "home"), ("Tây Một", "home"), ("Bắc Một", "other"))
)
def test_people_of_a_sibling_unit_and_of_another_province_are_not_found(world, login, place, province):
    post = PostFactory(unit=getattr(world, province).communes[place])
    client = login(Role.COMMUNE_OFFICER)
    for name in (*READING, *CHANGING, "worker_identity"):
        assert client.get(reverse(name, args=[post.worker_id])).status_code == 404
    for name in OF_POSTS:
        assert client.get(reverse(name, args=[post.pk])).status_code == 404


@pytest.mark.parametrize(
    ("role", "lists", "adds"),
    (
        (Role.SYSTEM_ADMINISTRATOR, 403, 403),
        (Role.PROVINCIAL_OFFICER, 200, 200),
        (Role.PROVINCIAL_LEADER, 200, 403),
        (Role.DISTRICT_OFFICER, 200, 200),
        (Role.COMMUNE_OFFICER, 200, 200),
        (Role.AGENCY_OFFICER, 403, 403),
        (Role.MINISTRY_VIEWER, 403, 403),
    ),
)
def test_roles_open_the_lists(login, role, lists, adds):
    client = login(role)
    names = ("worker_list", "staffed_body_list", "staffed_body_export", "worker_add", "worker_duplicates")
    assert [client.get(reverse(name)).status_code for name in names] == [lists, lists, lists, adds, adds]


def test_a_post_of_another_unit_is_seen_but_not_changed(login, person, two):
    post = PostFactory(worker=person, unit=two, number=3, is_main=False)
    client = login(Role.COMMUNE_OFFICER)
    assert client.get(reverse("worker_detail", args=[person.pk])).status_code == 200
    assert client.get(reverse("worker_post_edit", args=[post.pk])).status_code == 403


def test_a_pair_is_merged_only_by_who_changes_both(login, person, two):
    other = PostFactory(unit=two).worker
    address = reverse("worker_merge", args=[person.pk, other.pk])
    distinct = reverse("worker_distinct", args=[person.pk, other.pk])
    assert login(Role.COMMUNE_OFFICER).get(address).status_code == 404
    leader = login(Role.PROVINCIAL_LEADER)
    assert (leader.get(address).status_code, leader.post(distinct).status_code) == (403, 403)
    assert login(Role.DISTRICT_OFFICER).get(address).status_code == 200


# --- What the pages say --------------------------------------------------------------------------


def test_the_page_says_where_the_person_counts_and_why(login, person):
    response = login(Role.COMMUNE_OFFICER).get(reverse("worker_detail", args=[person.pk]))
    assert response.context["live_count"] == 2
    assert response.context["counted"].number == 1
    assert response.context["place"].unit == "Xã Đông Một, Huyện Đông"
    assert "main=on" in response.context["place"].url


def test_the_link_behind_the_place_shows_the_person(login, person):
    client = login(Role.COMMUNE_OFFICER)
    url = client.get(reverse("worker_detail", args=[person.pk])).context["place"].url
    assert person.full_name in client.get(url).content.decode()


def test_a_person_without_a_post_today_counts_nowhere(login, one):
    worker = PostFactory(unit=one, ended_on=date(2023, 1, 1)).worker
    response = login(Role.COMMUNE_OFFICER).get(reverse("worker_detail", args=[worker.pk]))
    assert response.context["place"] is None


def test_an_allowance_stands_beside_the_base_wage_of_its_day(login, person):
    BaseWageFactory(amount=1_800_000, valid_from=date(2023, 7, 1))
    BaseWageFactory(amount=2_340_000, valid_from=date(2024, 7, 1))
    AllowanceFactory(post=person.posts.first(), amount=1_800_000, valid_from=date(2024, 8, 1))
    response = login(Role.COMMUNE_OFFICER).get(reverse("worker_detail", args=[person.pk]))
    assert [(pay.base_wage, pay.reaches) for pay in response.context["pays"]] == [
        (2_340_000, False),
        (1_800_000, True),
    ]


def test_somebody_who_may_be_the_same_is_named(login, person, one):
    other = PostFactory(unit=one, worker__full_name="NGUYỄN THỊ LAN", worker__birth_year=1986).worker
    response = login(Role.COMMUNE_OFFICER).get(reverse("worker_detail", args=[person.pk]))
    assert response.context["lookalikes"] == [other]


@pytest.mark.parametrize("rows", (1, 3))
def test_lists_need_the_same_queries_for_any_number_of_rows(login, one, rows, django_assert_num_queries):
    for number in range(rows):
        facility = FacilityFactory(unit=one)
        worker = PostFactory(unit=one, facility=facility, worker__full_name=f"Người {number}").worker
        PostFactory(unit=one, worker=worker, number=2, is_main=False)
    client = login(Role.COMMUNE_OFFICER)
    with django_assert_num_queries(LIST_QUERIES):
        assert len(client.get(reverse("worker_list")).context["listing"].rows) == rows
    with django_assert_num_queries(BODY_QUERIES):
        assert client.get(reverse("staffed_body_list")).status_code == 200
    with django_assert_num_queries(API_QUERIES):
        assert len(client.get("/api/workers/").json()["results"]) == rows


@pytest.mark.parametrize("posts", (1, 3))
def test_the_page_of_a_person_needs_the_same_queries_for_any_number_of_posts(
    login, one, posts, django_assert_num_queries
):
    worker = WorkerFactory()
    for number in range(1, posts + 1):
        post = PostFactory(
            worker=worker, unit=one, number=number, is_main=number == 1, facility=FacilityFactory(unit=one)
        )
        AllowanceFactory(post=post)
    client = login(Role.DISTRICT_OFFICER)
    with django_assert_num_queries(DETAIL_QUERIES):
        client.get(reverse("worker_detail", args=[worker.pk]))


# --- What is typed -------------------------------------------------------------------------------


def test_a_person_is_entered_with_post_and_allowance(login, one):
    facility = FacilityFactory(unit=one)
    data = worker_data(identity_number=NUMBER)
    data |= {f"post-{key}": value for key, value in post_data(one, facility=facility.code).items()}
    data |= {"pay-amount": "1.800.000", "pay-valid_from": "01/01/2024"}
    response = login(Role.COMMUNE_OFFICER).post(reverse("worker_add"), data)
    worker = Worker.objects.get()
    assert response.url == reverse("worker_detail", args=[worker.pk])
    post = worker.posts.get()
    assert (post.facility, post.is_main, worker.identity_number) == (facility, True, NUMBER)
    assert post.allowances.get().amount == 1_800_000


def test_every_error_stands_beside_its_field(login, one):
    data = worker_data(full_name="", identity_number="12", email="x", **{"pay-amount": "1"})
    data |= {
        f"post-{key}": value for key, value in (post_data(one, facility="CS999999") | {"unit": ""}).items()
    }
    response = login(Role.COMMUNE_OFFICER).post(reverse("worker_add"), data)
    form, post_form, pay_form = response.context["forms"]
    assert set(form.errors) == {"full_name", "identity_number", "email"}
    assert set(post_form.errors) == {"unit", "facility"}
    assert set(pay_form.errors) == {"valid_from"}
    assert not Worker.objects.exists()


def test_a_person_cannot_be_entered_for_a_unit_outside(login, two):
    data = worker_data() | {f"post-{key}": value for key, value in post_data(two).items()}
    response = login(Role.COMMUNE_OFFICER).post(reverse("worker_add"), data)
    assert set(response.context["post_form"].errors) == {"unit"}


def edit(client, person, **values):
    data = worker_data(version=1, identity_number=MASK, birth_year="1986") | values
    return client.post(reverse("worker_edit", args=[person.pk]), data)


def test_the_mask_that_is_left_keeps_the_number(login, person):
    assert edit(login(Role.COMMUNE_OFFICER), person, phone="0901").status_code == 302
    person.refresh_from_db()
    assert (person.phone, person.identity_number) == ("0901", NUMBER)


def test_a_number_can_be_replaced_and_taken_away(login, person):
    client = login(Role.COMMUNE_OFFICER)
    edit(client, person, identity_number="077186000999")
    person.refresh_from_db()
    assert person.identity_number == "077186000999"
    edit(client, person, identity_number="", version=2)
    person.refresh_from_db()
    assert person.identity_number == ""


def test_another_mask_is_refused(login, person):
    response = edit(login(Role.COMMUNE_OFFICER), person, identity_number="•••••••••999")
    assert set(response.context["form"].errors) == {"identity_number"}


def test_what_others_saved_meanwhile_is_shown_and_nothing_is_lost(world, login, person):
    change_worker(person, values={"phone": "0902"}, version=1, by=world.home.people[Role.DISTRICT_OFFICER])
    response = edit(login(Role.COMMUNE_OFFICER), person, phone="0901")
    form = response.context["form"]
    assert [conflict.saved for conflict in form.conflicts] == ["0902"]
    assert edit(login(Role.COMMUNE_OFFICER), person, phone="0901", version=2).status_code == 302


def test_a_second_post_is_added_and_does_not_take_the_mark(login, one):
    worker = PostFactory(unit=one).worker
    login(Role.COMMUNE_OFFICER).post(reverse("worker_post_add", args=[worker.pk]), post_data(one))
    assert list(worker.posts.values_list("number", "is_main")) == [(1, True), (2, False)]


def test_a_post_is_changed_and_a_stale_form_shows_the_conflict(login, person, one):
    post, client = person.posts.first(), login(Role.COMMUNE_OFFICER)
    address, version = reverse("worker_post_edit", args=[post.pk]), version_of(post)
    data = post_data(one, version=version, is_main="on", started_on="01/01/2020")
    assert client.post(address, data | {"position": "Công chức"}).status_code == 302
    response = client.post(address, data | {"position": "Khác"})
    assert [conflict.saved for conflict in response.context["form"].conflicts] == ["Công chức"]
    assert Post.objects.get(pk=post.pk).position == "Công chức"


def test_a_person_moves(login, person, two):
    post = person.posts.first()
    data = post_data(two, version=version_of(post), started_on="01/05/2024")
    response = login(Role.DISTRICT_OFFICER).post(reverse("worker_post_move", args=[post.pk]), data)
    assert response.status_code == 302
    began = person.posts.get(number=3)
    post.refresh_from_db()
    assert (began.unit, began.is_main, began.started_on, post.ended_on) == (
        two,
        True,
        date(2024, 5, 1),
        date(2024, 5, 1),
    )


def test_a_post_ends(login, person):
    post = person.posts.first()
    address = reverse("worker_post_end", args=[post.pk])
    data = {"version": version_of(post), "ended_on": "01/05/2024"}
    assert login(Role.COMMUNE_OFFICER).post(address, data).status_code == 302
    post.refresh_from_db()
    assert post.ended_on == date(2024, 5, 1)


def test_a_post_does_not_end_before_it_began(login, person):
    post = person.posts.first()
    data = {"version": version_of(post), "ended_on": "01/05/2010"}
    response = login(Role.COMMUNE_OFFICER).post(reverse("worker_post_end", args=[post.pk]), data)
    assert set(response.context["form"].errors) == {"ended_on"}


def test_an_allowance_is_entered(login, person):
    post = person.posts.last()
    data = {"amount": "500.000", "valid_from": "01/05/2024"}
    login(Role.COMMUNE_OFFICER).post(reverse("worker_allowance_add", args=[post.pk]), data)
    assert post.allowances.get().amount == 500_000


# --- Duplicates ----------------------------------------------------------------------------------


def test_two_records_become_one_field_by_field(login, person, two):
    other = PostFactory(unit=two, worker__full_name="NGUYỄN THỊ LAN", worker__birth_year=1986).worker
    Worker.objects.filter(pk=other.pk).update(phone="0909")
    client = login(Role.DISTRICT_OFFICER)
    assert person.code in client.get(reverse("worker_duplicates")).content.decode()
    address = reverse("worker_merge", args=[person.pk, other.pk])
    form = client.get(address).context["form"]
    assert form.initial["phone"] == "second"
    data = {"keep": "second", "first_version": 1, "second_version": 1} | {
        name: "first" for name in form.fields if name not in ("keep", "first_version", "second_version")
    }
    response = client.post(address, data | {"phone": "second"})
    assert response.url == reverse("worker_detail", args=[other.pk])
    other.refresh_from_db()
    assert (other.full_name, other.phone, other.identity_number) == ("Nguyễn Thị Lan", "0909", NUMBER)
    assert other.posts.count() == 3
    assert client.get(reverse("worker_detail", args=[person.pk])).url == response.url
    assert (
        login(Role.PROVINCIAL_OFFICER, "other").get(reverse("worker_detail", args=[person.pk])).status_code
        == 404
    )


def test_two_people_are_said_to_be_two(login, person, two):
    other = PostFactory(unit=two, worker__full_name="Nguyễn Thị Lan", worker__birth_year=1986).worker
    client = login(Role.DISTRICT_OFFICER)
    assert client.post(reverse("worker_distinct", args=[other.pk, person.pk])).status_code == 302
    assert DistinctPair.objects.count() == 1
    assert client.get(reverse("worker_duplicates")).context["pairs"] == []


# --- Identity numbers ----------------------------------------------------------------------------


def test_an_opened_number_is_shown_once_and_the_opening_is_listed(login, person):
    client = login(Role.DISTRICT_OFFICER)
    address = reverse("worker_identity", args=[person.pk])
    assert NUMBER not in client.get(address).content.decode()
    assert not IdentityOpening.objects.exists()
    response = client.post(address, {"purpose": "check"})
    assert NUMBER in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert IdentityOpening.objects.get().purpose == "check"
    page = client.get(reverse("worker_detail", args=[person.pk]))
    assert [opening.purpose for opening in page.context["openings"]] == ["check"]
    assert NUMBER not in page.content.decode()


def test_nothing_is_opened_without_a_purpose(login, person):
    response = login(Role.DISTRICT_OFFICER).post(reverse("worker_identity", args=[person.pk]))
    assert NUMBER not in response.content.decode()
    assert not IdentityOpening.objects.exists()


def test_the_whole_number_stands_on_no_page_in_no_workbook_and_not_in_the_api(login, person, two):
    other = PostFactory(unit=two, worker__identity_number=NUMBER).worker
    client, post = login(Role.DISTRICT_OFFICER), person.posts.first()
    pages = [
        reverse("worker_list"),
        reverse("worker_duplicates"),
        "/api/workers/",
        f"/api/workers/{person.pk}/",
    ]
    pages += [reverse(name, args=[person.pk]) for name in (*READING, *CHANGING, "worker_identity")]
    pages += [reverse(name, args=[post.pk]) for name in OF_POSTS]
    pages += [reverse("worker_merge", args=[person.pk, other.pk])]
    for page in pages:
        response = client.get(page)
        assert (page, response.status_code, NUMBER in response.content.decode()) == (page, 200, False)
    assert client.get(f"/api/workers/{person.pk}/").json()["identity_number"] == MASK
    workbook = client.get(reverse("worker_export"))
    cells = [cell.value for sheet in read(workbook) for row in sheet.rows for cell in row]
    assert MASK in cells
    assert NUMBER not in cells


def read(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return load_workbook(BytesIO(content))


@pytest.mark.parametrize(
    ("role", "found"), ((Role.DISTRICT_OFFICER, ["Nguyễn Thị Lan"]), (Role.COMMUNE_OFFICER, []))
)
def test_a_number_finds_its_person_only_for_who_may_open_it(login, person, role, found):
    response = login(role).get(reverse("worker_list"), {"q": NUMBER})
    assert [row.title for row in response.context["listing"].rows] == found


# --- Filters -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    (
        ({}, ["An", "Bình"]),
        ({"q": "BINH"}, ["Bình"]),
        ({"kind": "cadre"}, ["Bình"]),
        ({"kind": "cadre", "workplace": "health"}, []),  # no post is both
        ({"kind": "cadre", "main": "on"}, []),
        ({"state": "ended"}, ["Cường"]),
        ({"state": "all"}, ["An", "Bình", "Cường"]),
        ({"two_posts": "on"}, ["Bình"]),
        ({"on": "2019-01-01"}, []),
        ({"on": "01/01/2022"}, ["An", "Bình", "Cường"]),
        ({"qualified": "yes"}, ["An"]),
        ({"certificate": "yes"}, ["Bình"]),
        ({"standard": "unknown"}, ["An", "Bình"]),
        ({"qualification": "master"}, ["An"]),
        ({"engagement": "concurrent"}, []),
    ),
)
def test_filters(login, one, query, found):
    PostFactory(
        unit=one,
        worker__full_name="An",
        worker__qualification="master",
        worker__is_qualified_in_social_work=True,
    )
    worker = WorkerFactory(full_name="Bình", certificate_number="01")
    PostFactory(unit=one, worker=worker, workplace=Workplace.HEALTH)
    PostFactory(unit=one, worker=worker, number=2, is_main=False, kind=StaffKind.CADRE)
    PostFactory(
        unit=one,
        worker__full_name="Cường",
        worker__meets_collaborator_standard=False,
        ended_on=date(2023, 1, 1),
    )
    response = login(Role.COMMUNE_OFFICER).get(reverse("worker_list"), query)
    assert [row.title for row in response.context["listing"].rows] == found


def test_a_unit_means_everything_under_it_unless_only_itself_is_asked(world, login, one):
    district = world.home.districts["Đông"]
    PostFactory(unit=one, worker__full_name="An")
    PostFactory(unit=district, worker__full_name="Bình")
    client = login(Role.PROVINCIAL_OFFICER)
    titles = [
        [row.title for row in client.get(reverse("worker_list"), query).context["listing"].rows]
        for query in ({"unit": district.pk}, {"unit": district.pk, "own": "on"})
    ]
    assert titles == [["An", "Bình"], ["Bình"]]


def test_a_code_finds_its_person(login, person):
    response = login(Role.COMMUNE_OFFICER).get(reverse("worker_list"), {"q": person.code.lower()})
    assert [row.title for row in response.context["listing"].rows] == ["Nguyễn Thị Lan"]


def test_who_moved_away_is_among_those_whose_posts_have_ended(login, one, two):
    worker = PostFactory(unit=one, worker__full_name="An", ended_on=date(2023, 1, 1)).worker
    PostFactory(unit=two, worker=worker, number=2)
    client = login(Role.COMMUNE_OFFICER)
    for query, found in (({}, []), ({"state": "ended"}, ["An"])):
        rows = client.get(reverse("worker_list"), query).context["listing"].rows
        assert [row.title for row in rows] == found


def test_staffed_bodies_are_listed_and_leave_as_a_workbook(login, one):
    BaseWageFactory()
    AllowanceFactory(post=PostFactory(unit=one, facility=FacilityFactory(unit=one, name="Trung tâm A")))
    client = login(Role.COMMUNE_OFFICER)
    query = {"unit": one.pk, "own": "on", "allowance": "enough"}
    response = client.get(reverse("staffed_body_list"), query)
    assert [(body.name, body.people) for body, _unit, _url in response.context["rows"]] == [
        ("Trung tâm A", 1)
    ]
    sheet = read(client.get(reverse("staffed_body_export"), query)).worksheets[0]
    values = [[cell.value for cell in row] for row in sheet.rows]
    assert values[-1][0] == "Trung tâm A"
    assert values[-1][3:5] == [1, 1_800_000]
