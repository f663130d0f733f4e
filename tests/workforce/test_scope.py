"""What a unit reads and does of a person whom another unit has too, or has now."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from swprogram.kit.workflow import ChangeRefused
from swprogram.org.roles import Role
from swprogram.registry.spec import Context, Row
from tests.factories.org import MembershipFactory
from tests.factories.workforce import AllowanceFactory, PostFactory, WorkerFactory
from training.staff import read_posts
from workforce.models import Worker
from workforce.permissions import can_add_post, can_edit, can_open_identity_number, editable_of
from workforce.registries import WORKERS
from workforce.services import (
    change_many,
    change_post,
    change_worker,
    end_post,
    merge_workers,
    say_distinct,
    version_of,
)

pytestmark = pytest.mark.django_db
ENDED = date(2022, 1, 1)


@pytest.fixture
def one(world):
    return world.home.communes["Đông Một"]


@pytest.fixture
def foreign(world):
    return world.other.communes["Bắc Một"]


@pytest.fixture
def officer(world):
    return world.home.people[Role.COMMUNE_OFFICER]


@pytest.fixture
def provincial(world):
    return world.home.people[Role.PROVINCIAL_OFFICER]


@pytest.fixture
def shared(one, foreign):
    """A person with a second post at home and the main one, better paid, in another province."""
    worker = WorkerFactory(full_name="Nguyễn Thị Lan", identity_number="077186000123")
    main = PostFactory(
        worker=worker, unit=foreign, position="Trưởng phòng", rank=9, coefficient="4.32", kind="cadre"
    )
    AllowanceFactory(post=main, amount=7_654_321)
    PostFactory(worker=worker, unit=one, number=2, is_main=False, position="Cộng tác viên xóm")
    return worker


@pytest.fixture
def gone(one, foreign):
    """A person who left our commune for another province."""
    worker = WorkerFactory(identity_number="077186000123")
    PostFactory(worker=worker, unit=one, ended_on=ENDED, is_main=False)
    PostFactory(worker=worker, unit=foreign, number=2, started_on=ENDED)
    return worker


# --- A post that has ended -----------------------------------------------------------------------


def test_a_unit_where_somebody_worked_once_reads_and_no_longer_changes_the_person(gone, officer, provincial):
    assert list(Worker.objects.visible_to(officer)) == [gone]
    for user in (officer, provincial):
        assert not can_edit(user, gone)
        assert not can_open_identity_number(user, gone)
        assert not can_add_post(user, gone)
        assert not editable_of(Worker.objects.all(), user).exists()


def test_a_post_that_ends_later_still_counts_as_held(one, officer):
    worker = PostFactory(unit=one, ended_on=date(2999, 1, 1)).worker
    assert can_edit(officer, worker)


def test_whom_all_units_have_let_go_may_be_taken_on_again(one, officer, world):
    worker = PostFactory(unit=one, ended_on=ENDED).worker
    assert (can_edit(officer, worker), can_add_post(officer, worker)) == (False, True)
    assert not can_add_post(world.other.people[Role.COMMUNE_OFFICER], worker)


def test_the_import_of_a_former_unit_changes_nothing_of_the_person(gone, officer):
    row = Row(2, {"worker": gone.pk, "number": 1, "phone": "0909"})
    context = Context(officer)
    WORKERS.importer.find([row], context)
    before = WORKERS.importer.read([row.pk])[row.pk]
    row.values = before | row.values
    assert [problem.key for problem in WORKERS.importer.check([row], context)] == ["phone"]


def test_a_former_unit_does_not_open_its_ended_post_again(gone, officer):
    post = gone.posts.get(number=1)
    for ended_on in (None, date(2999, 1, 1)):
        with pytest.raises(ChangeRefused):
            change_post(post, values={"ended_on": ended_on}, version=version_of(post), by=officer)
    with pytest.raises(ChangeRefused):
        end_post(post, ended_on=date(2999, 1, 1), version=version_of(post), by=officer)
    assert change_post(
        post, values={"ended_on": date(2021, 6, 1)}, version=version_of(post), by=officer
    ).ended_on == date(2021, 6, 1)


def test_a_former_unit_moves_nobody_from_its_ended_post(client, gone, one, officer):
    post = gone.posts.get(number=1)
    client.force_login(officer)
    typed = {"unit": one.pk, "kind": "collaborator", "workplace": "commune", "engagement": "full_time"}
    typed |= {"started_on": "01/06/2024", "version": version_of(post)}
    form = client.post(reverse("worker_post_move", args=[post.pk]), typed).context["form"]
    assert form.non_field_errors() == ["Vị trí này đã kết thúc và người này hiện thuộc đơn vị khác."]
    assert gone.posts.count() == 2


def test_who_was_let_go_by_all_moves_on_from_the_post_that_ended(client, one, officer):
    post = PostFactory(unit=one, ended_on=ENDED)
    client.force_login(officer)
    typed = {"unit": one.pk, "kind": "collaborator", "workplace": "commune", "engagement": "full_time"}
    typed |= {"started_on": "01/06/2024", "version": version_of(post)}
    assert client.post(reverse("worker_post_move", args=[post.pk]), typed).status_code == 302
    assert can_edit(officer, post.worker)


@pytest.mark.parametrize(("number", "key"), ((1, "ended_on"), (None, "unit")))
def test_the_import_of_a_former_unit_gives_the_person_no_post_that_lasts(gone, officer, number, key):
    post = gone.posts.get(number=1)
    values = WORKERS.importer.read([post.pk])[post.pk] | {"number": number, "ended_on": None}
    row = Row(2, values, post.pk if number else None)
    assert [problem.key for problem in WORKERS.importer.check([row], Context(officer))] == [key]


def test_an_import_takes_no_post_from_a_unit_that_the_officer_only_reads(world, one, officer):
    MembershipFactory(user=officer, role=Role.PROVINCIAL_LEADER, unit=world.home.unit)
    post = PostFactory(unit=world.home.communes["Tây Một"])
    row = Row(2, {"worker": post.worker_id, "number": 1})
    context = Context(officer)
    WORKERS.importer.find([row], context)
    row.values = WORKERS.importer.read([row.pk])[row.pk] | {"unit": one.pk}
    assert [problem.key for problem in WORKERS.importer.check([row], context)] == ["unit"]


# --- Rows below a person have their own scope ------------------------------------------------------


def test_the_page_tells_nothing_of_posts_elsewhere(client, shared, officer):
    client.force_login(officer)
    html = client.get(reverse("worker_detail", args=[shared.pk])).content.decode()
    assert "Cộng tác viên xóm" in html
    for secret in ("Trưởng phòng", "4,32", "7.654.321", "Xã Bắc Một"):
        assert secret not in html


def test_the_api_tells_nothing_of_posts_elsewhere(client, shared, officer):
    client.force_login(officer)
    body = client.get(reverse("api-worker-detail", args=[shared.pk]))
    assert [post["number"] for post in body.json()["posts"]] == [2]


def test_list_and_workbook_tell_nothing_of_posts_elsewhere(shared, officer, one):
    (values,) = WORKERS.read_values([shared], officer)
    assert (values["unit"], values["posts"], values["allowance"]) == (one.pk, 1, None)
    assert [row.values["number"] for row in WORKERS.rows_of([shared], officer)] == [2]


def test_a_filter_does_not_ask_for_posts_elsewhere(client, shared, officer):
    client.force_login(officer)
    assert "Nguyễn Thị Lan" not in client.get(reverse("worker_list"), {"two_posts": "on"}).content.decode()


def test_an_import_does_not_find_posts_elsewhere(shared, officer):
    row = Row(2, {"worker": shared.pk, "number": 1})
    problems = WORKERS.importer.find([row], Context(officer))
    assert (row.pk, [problem.key for problem in problems]) == (None, ["number"])


def test_a_list_of_participants_takes_nothing_over_from_posts_elsewhere(shared, officer, one):
    post = read_posts([shared.pk], date(2024, 6, 1), officer)[shared.pk]
    assert (post.unit, post.kind) == (one, "collaborator")


# --- Services ask for the right themselves ---------------------------------------------------------


def test_people_are_merged_and_told_apart_only_by_who_changes_both(one, gone, officer):
    other = PostFactory(unit=one).worker
    with pytest.raises(PermissionDenied):
        merge_workers(other, gone, taken=(), versions=(1, 1), by=officer)
    with pytest.raises(PermissionDenied):
        say_distinct(other, gone, by=officer)


def test_a_person_is_changed_only_by_who_may(gone, officer):
    with pytest.raises(PermissionDenied):
        change_worker(gone, values={"phone": "1"}, version=1, by=officer)
    assert change_many(Worker.objects.all(), "qualification", "master", officer) == 0
