"""What the pages and lists say."""

from datetime import date

import pytest
from django.urls import reverse

from swprogram.org.roles import Role
from tests.factories.facilities import FacilityFactory
from tests.factories.workforce import AllowanceFactory, BaseWageFactory, PostFactory, WorkerFactory
from tests.workforce.views.conftest import read_workbook
from workforce.enums import StaffKind, Workplace

pytestmark = pytest.mark.django_db

LIST_QUERIES, BODY_QUERIES, API_QUERIES, DETAIL_QUERIES = 9, 9, 6, 23


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
    sheet = read_workbook(client.get(reverse("staffed_body_export"), query)).worksheets[0]
    values = [[cell.value for cell in row] for row in sheet.rows]
    assert values[-1][0] == "Trung tâm A"
    assert values[-1][3:5] == [1, 1_800_000]
