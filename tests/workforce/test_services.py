"""What happens to people and posts, and what the database holds."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from swprogram.org.roles import Role
from tests.factories.workforce import AllowanceFactory, PostFactory, TitleFactory, WorkerFactory
from training.enums import TrainingKind
from training.models import Course, Lecturer, Participant
from workforce import services
from workforce.enums import OpeningPurpose, Qualification, StaffKind, Workplace
from workforce.models import Allowance, DistinctPair, IdentityOpening, Post, Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(world):
    return world.home.people[Role.COMMUNE_OFFICER]


@pytest.fixture
def district_officer(world):
    return world.home.people[Role.DISTRICT_OFFICER]


@pytest.fixture
def one(world):
    return world.home.communes["Đông Một"]


@pytest.fixture
def two(world):
    return world.home.communes["Đông Hai"]


def post_values(unit, **values):
    return {"unit": unit, "kind": StaffKind.COLLABORATOR, "workplace": Workplace.COMMUNE} | values


def add_person(unit, by, **values):
    facts = {"full_name": "Nguyễn Thị Lan", "birth_year": 1986} | values
    return services.add_worker(values=facts, post=post_values(unit), by=by)


def main_numbers(worker):
    return list(worker.posts.filter(is_main=True, ended_on=None).values_list("number", flat=True))


# --- People --------------------------------------------------------------------------------------


def test_a_person_is_entered_with_a_first_post_that_is_the_main_one(one, officer):
    worker = services.add_worker(
        values={"full_name": "  Nguyễn  Thị Lan ", "born_on": date(1986, 3, 2)},
        post=post_values(one, is_main=False),
        allowance=(1_800_000, date(2024, 1, 1)),
        by=officer,
    )
    assert (worker.full_name, worker.birth_year, worker.version) == ("Nguyễn Thị Lan", 1986, 1)
    post = worker.posts.get()
    assert (post.number, post.is_main, post.unit) == (1, True, one)
    assert post.allowances.get().amount == 1_800_000
    assert worker.history.get().history_user == officer


def test_nobody_is_entered_for_a_unit_that_one_does_not_keep(two, officer):
    with pytest.raises(ValidationError) as refusal:
        add_person(two, officer)
    assert list(refusal.value.message_dict) == ["unit"]
    assert not Worker.objects.exists()


def test_a_change_of_an_old_version_is_refused(one, officer):
    worker = add_person(one, officer)
    services.change_worker(worker, values={"phone": "0901"}, version=1, by=officer)
    with pytest.raises(StaleVersion):
        services.change_worker(worker, values={"phone": "0902"}, version=1, by=officer)
    assert Worker.objects.get().phone == "0901"


def test_the_identity_number_never_enters_the_history(one, officer):
    worker = add_person(one, officer, identity_number="077186000123")
    services.change_worker(worker, values={"identity_number": "077186000999"}, version=1, by=officer)
    records = [vars(record) for record in Worker.history.all()]
    assert len(records) == 2
    assert not any("077186000" in str(record) for record in records)


def test_many_people_get_one_value_and_a_record_of_it(one, officer):
    first, second = add_person(one, officer), add_person(one, officer, qualification=Qualification.MASTER)
    changed = services.change_many(Worker.objects.all(), "qualification", "master", officer)
    assert changed == 1
    assert [row.version for row in Worker.objects.order_by("pk")] == [2, 1]
    assert [first.history.count(), second.history.count()] == [2, 1]
    assert first.history.latest().history_user == officer


# --- Posts ---------------------------------------------------------------------------------------


def test_another_main_post_takes_the_mark(one, officer):
    worker = add_person(one, officer)
    services.add_post(worker, values=post_values(one, is_main=True), by=officer)
    assert main_numbers(worker) == [2]
    first = worker.posts.get(number=1)
    services.change_post(first, values={"is_main": True}, version=services.version_of(first), by=officer)
    assert main_numbers(worker) == [1]
    assert [record.is_main for record in first.history.order_by("history_id")] == [True, False, True]


def test_a_second_post_leaves_the_mark_where_it_is(one, officer):
    worker = add_person(one, officer)
    services.add_post(worker, values=post_values(one, is_main=False), by=officer)
    assert main_numbers(worker) == [1]


def test_a_post_is_changed_only_by_the_unit_that_counts_it(two, officer, district_officer):
    post = add_person(two, district_officer).posts.get()
    with pytest.raises(ValidationError):
        services.change_post(post, values={"position": "X"}, version=services.version_of(post), by=officer)


def test_a_change_of_a_post_that_somebody_changed_meanwhile_is_refused(one, officer):
    post = add_person(one, officer).posts.get()
    version = services.version_of(post)
    services.change_post(post, values={"position": "Công chức"}, version=version, by=officer)
    with pytest.raises(StaleVersion):
        services.change_post(post, values={"position": "Khác"}, version=version, by=officer)


def test_a_person_who_moves_ends_one_post_and_begins_another_on_the_same_day(one, two, district_officer):
    post = add_person(one, district_officer).posts.get()
    moved_on = date(2024, 5, 1)
    began = services.move_worker(
        post,
        values=post_values(two, started_on=moved_on),
        version=services.version_of(post),
        by=district_officer,
    )
    post.refresh_from_db()
    assert (post.ended_on, began.started_on) == (moved_on, moved_on)
    assert (began.number, began.is_main, began.unit) == (2, True, two)


def test_moving_needs_the_day(one, two, district_officer):
    post = add_person(one, district_officer).posts.get()
    with pytest.raises(ValidationError) as refusal:
        services.move_worker(
            post, values=post_values(two), version=services.version_of(post), by=district_officer
        )
    assert list(refusal.value.message_dict) == ["started_on"]


def test_an_ended_post_stays(one, officer):
    post = add_person(one, officer).posts.get()
    services.end_post(post, ended_on=date(2024, 5, 1), version=services.version_of(post), by=officer)
    assert Post.objects.get().ended_on == date(2024, 5, 1)


def test_the_same_day_corrects_an_allowance_and_another_day_adds_one(one, officer):
    post = add_person(one, officer).posts.get()
    for amount, day in ((500, 1), (600, 1), (700, 2)):
        services.set_allowance(post, amount=amount, valid_from=date(2024, 1, day), by=officer)
    assert list(post.allowances.values_list("amount", flat=True)) == [700, 600]


# --- Identity numbers ----------------------------------------------------------------------------


def test_an_opening_returns_the_number_and_is_logged(one, district_officer):
    worker = add_person(one, district_officer, identity_number="077186000123")
    with clock.at(date(2024, 6, 1)):
        number = services.open_identity_number(worker, purpose=OpeningPurpose.CHECK, by=district_officer)
    assert number == "077186000123"
    opening = IdentityOpening.objects.get()
    assert (opening.worker, opening.opened_by, opening.purpose) == (worker, district_officer, "check")
    assert opening.opened_at.date() == date(2024, 6, 1)


def test_without_the_right_nothing_is_opened_and_nothing_logged(one, officer):
    worker = add_person(one, officer, identity_number="077186000123")
    with pytest.raises(ValidationError):
        services.open_identity_number(worker, purpose=OpeningPurpose.CHECK, by=officer)
    assert not IdentityOpening.objects.exists()


def test_a_number_that_was_not_given_cannot_be_opened(one, district_officer):
    worker = add_person(one, district_officer)
    with pytest.raises(ChangeRefused):
        services.open_identity_number(worker, purpose=OpeningPurpose.CHECK, by=district_officer)


# --- Duplicates ----------------------------------------------------------------------------------


def add_pair(one, two):
    first, second = (WorkerFactory(full_name=name, birth_year=1986) for name in ("Lê Hoà", "LÊ HÒA"))
    PostFactory(worker=first, unit=one)
    PostFactory(worker=second, unit=two)
    return first, second


def test_one_name_and_birth_year_or_one_number_make_a_pair(one, two, district_officer):
    first, second = add_pair(one, two)
    third = PostFactory(unit=one, worker__identity_number="123456789").worker
    fourth = PostFactory(unit=one, worker__identity_number="123456789").worker
    PostFactory(unit=one, worker__full_name="Lê Hòa", worker__birth_year=1987)
    pairs = services.find_duplicates(district_officer)
    assert [(pair.first, pair.second, pair.has_same_number) for pair in pairs] == [
        (third, fourth, True),
        (first, second, False),
    ]


def test_duplicates_are_proposed_only_within_reach(one, two, officer):
    add_pair(one, two)
    assert services.find_duplicates(officer) == []


def test_two_people_are_not_proposed_again(one, two, district_officer):
    first, second = add_pair(one, two)
    services.say_distinct(second, first, by=district_officer)
    services.say_distinct(first, second, by=district_officer)
    assert DistinctPair.objects.get().first == first
    assert services.find_duplicates(district_officer) == []


@pytest.mark.parametrize("pairs", (1, 3))
def test_looking_for_duplicates_needs_the_same_queries_for_any_number(
    one, two, district_officer, pairs, django_assert_num_queries
):
    for number in range(pairs):
        for unit in (one, two):
            PostFactory(
                unit=unit, worker__full_name=f"Lê {number}", worker__identity_number=f"12345678{number}"
            )
    with django_assert_num_queries(6):
        assert len(services.find_duplicates(district_officer)) == pairs


def merge(first, second, by, taken=()):
    return services.merge_workers(first, second, taken=taken, versions=(first.version, second.version), by=by)


def test_merging_keeps_all_posts_and_the_chosen_facts(one, two, district_officer):
    first, second = add_pair(one, two)
    Worker.objects.filter(pk=second.pk).update(phone="0901", note="x")
    kept = merge(first, second, district_officer, taken=("phone",))
    second.refresh_from_db()
    assert (kept.phone, kept.note, second.merged_into, kept.version) == ("0901", "", first, 2)
    posts = kept.posts.order_by("number").values_list("number", "unit", "is_main")
    assert list(posts) == [(1, one.pk, True), (2, two.pk, False)]
    assert list(Worker.objects.visible_to(district_officer)) == [first]


def test_what_other_apps_bind_to_a_merged_person_follows(one, two, district_officer):
    first, second = add_pair(one, two)
    courses = [
        Course.objects.create(title=title, unit=one, kind=TrainingKind.SKILLS, year=2024)
        for title in ("Lớp 1", "Lớp 2")
    ]
    for course, worker in ((courses[0], first), (courses[0], second), (courses[1], second)):
        Participant.objects.create(course=course, worker=worker, unit=one)
    Lecturer.objects.create(full_name="Lê Hòa", unit=one, worker=second)
    merge(first, second, district_officer)
    followed = Participant.objects.order_by("pk").values_list("course", "worker")
    assert list(followed) == [
        (courses[0].pk, first.pk),
        (courses[0].pk, second.pk),  # both were in this course: it stays with the merged record
        (courses[1].pk, first.pk),
    ]
    assert Lecturer.objects.get().worker == first


def test_an_opening_stays_with_the_record_that_was_opened(one, two, district_officer):
    first, second = add_pair(one, two)
    Worker.objects.filter(pk=second.pk).update(identity_number="123456789")
    second.refresh_from_db()
    services.open_identity_number(second, purpose=OpeningPurpose.MERGE, by=district_officer)
    merge(first, second, district_officer)
    assert IdentityOpening.objects.get().worker == second


def test_records_that_were_merged_before_point_at_the_last_one_kept(one, two, district_officer):
    first, second = add_pair(one, two)
    third = PostFactory(unit=one).worker
    merge(second, third, district_officer)
    second.refresh_from_db()
    merge(first, second, district_officer)
    assert set(Worker.objects.exclude(pk=first.pk).values_list("merged_into", flat=True)) == {first.pk}


def test_a_record_that_changed_meanwhile_is_not_merged(one, two, district_officer):
    first, second = add_pair(one, two)
    services.change_worker(second, values={"phone": "0901"}, version=1, by=district_officer)
    with pytest.raises(StaleVersion):
        services.merge_workers(first, second, taken=(), versions=(1, 1), by=district_officer)


# --- What the database holds ---------------------------------------------------------------------


def broken(name):
    return pytest.raises(IntegrityError, match=name)


def test_a_birth_year_agrees_with_the_date(one):
    worker = WorkerFactory(born_on=date(1986, 1, 1))
    with broken("worker_birth_year_agrees_with_date"), transaction.atomic():
        Worker.objects.filter(pk=worker.pk).update(birth_year=1987)


def test_nobody_is_merged_into_themselves():
    worker = WorkerFactory()
    with broken("worker_not_merged_into_itself"), transaction.atomic():
        Worker.objects.filter(pk=worker.pk).update(merged_into=worker)


def test_a_certificate_has_a_number():
    with broken("worker_certificate_has_number"), transaction.atomic():
        WorkerFactory(certified_on=date(2025, 1, 1))


def test_one_employer_one_order_of_dates(world, one):
    with broken("post_dates_in_order"), transaction.atomic():
        PostFactory(unit=one, ended_on=date(2019, 1, 1))


@pytest.mark.sqlite
def test_one_main_post_one_number_one_allowance_a_day(one):
    post = PostFactory(unit=one)
    with broken("workforce_post.worker_id"), transaction.atomic():
        PostFactory(unit=one, worker=post.worker, number=2)
    with broken("workforce_post.worker_id, workforce_post.number"), transaction.atomic():
        PostFactory(unit=one, worker=post.worker, is_main=False)
    AllowanceFactory(post=post)
    with broken("workforce_allowance.post_id, workforce_allowance.valid_from"), transaction.atomic():
        AllowanceFactory(post=post)


@pytest.mark.postgresql
def test_one_main_post_one_number_one_allowance_a_day_by_name(one):
    post = PostFactory(unit=one)
    with broken("post_one_main_per_person"), transaction.atomic():
        PostFactory(unit=one, worker=post.worker, number=2)
    with broken("post_number_once_per_person"), transaction.atomic():
        PostFactory(unit=one, worker=post.worker, is_main=False)
    AllowanceFactory(post=post)
    with broken("allowance_once_per_day"), transaction.atomic():
        AllowanceFactory(post=post)


def test_a_pair_stands_in_order(officer):
    first, second = WorkerFactory(), WorkerFactory()
    with broken("distinct_pair_in_order"), transaction.atomic():
        DistinctPair.objects.create(first=second, second=first, said_by=officer, said_at=clock.now())


def test_a_title_must_have_been_in_force(one):
    title = TitleFactory(valid_from=date(2015, 10, 4))
    post = PostFactory.build(
        worker=WorkerFactory(), unit=one, title=title, started_on=date(2012, 1, 1), ended_on=date(2014, 1, 1)
    )
    with pytest.raises(ValidationError) as refusal:
        post.clean()
    assert list(refusal.value.message_dict) == ["title"]


def test_an_allowance_of_a_merged_person_stays(one, two, district_officer):
    first, second = add_pair(one, two)
    AllowanceFactory(post=second.posts.get())
    merge(first, second, district_officer)
    assert Allowance.objects.get().post.worker == first
