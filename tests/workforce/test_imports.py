"""A workbook comes in: what is found, told, saved; and what went out comes in without a change."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from swprogram.kit.text import normalise
from swprogram.org.roles import Role
from swprogram.registry.imports.checking import check_rows, open_cells
from swprogram.registry.imports.undoing import UndoRefused
from swprogram.registry.models import ImportRun
from swprogram.registry.spec import Context, Row
from tests.factories.facilities import FacilityFactory
from tests.factories.workforce import AllowanceFactory, PostFactory, WorkerFactory
from tests.imports import dump, save_rows, undo
from training.enums import TrainingKind
from training.models import Course, Participant
from workforce.enums import OpeningPurpose, Qualification, Sex, StaffKind, Workplace
from workforce.models import Allowance, IdentityOpening, Post, Worker
from workforce.models.worker import mask_number
from workforce.registries import WORKERS
from workforce.services import open_identity_number

pytestmark = pytest.mark.django_db

MASK = "•••••••••123"


@pytest.fixture
def as_officer(world):
    return Context(world.home.people[Role.DISTRICT_OFFICER])


@pytest.fixture
def one(world):
    return world.home.communes["Đông Một"]


@pytest.fixture
def two(world):
    return world.home.communes["Đông Hai"]


def row(line, **values):
    return Row(line, values)


def new_row(line, unit, **values):
    usual = {"full_name": f"Người {line}", "unit": unit.pk, "kind": "collaborator", "workplace": "commune"}
    return Row(line, usual | values)


def check(rows, as_officer):
    return check_rows(WORKERS, rows, [], as_officer)


def bring_in(rows, as_officer):
    """Check the rows, which must be right, and save those that are new or changed."""
    checked = check(rows, as_officer)
    assert [(problem.line, problem.key, problem.message) for problem in checked.problems] == []
    checked.run = save_rows(WORKERS, checked, as_officer)
    return checked


def told(checked):
    return [(problem.line, problem.key) for problem in checked.problems]


def exported(user):
    """The rows of a workbook as they would be read again: written by the cells and read by them."""
    cells = open_cells(WORKERS, user)
    rows = WORKERS.rows_of(list(Worker.objects.visible_to(user)), user)
    return [
        Row(line, {key: cell.read(cell.write(one.values[key])) for key, cell in cells.items()})
        for line, one in enumerate(rows, start=2)
    ]


# --- New people ----------------------------------------------------------------------------------


def test_a_row_without_a_code_is_a_new_person_with_a_main_post(one, as_officer):
    bring_in(
        [new_row(2, one, full_name="Lê Thị  Hòa", allowance=500, allowance_from=date(2024, 1, 1))], as_officer
    )
    worker = Worker.objects.get()
    post = worker.posts.get()
    assert (worker.search_key, worker.qualification) == ("le thi hoa", "none")
    assert (post.number, post.is_main, post.engagement) == (1, True, "full_time")
    assert post.allowances.get().amount == 500
    assert worker.history.get().history_user == post.history.get().history_user == as_officer.user


def test_a_temporary_code_makes_one_person_of_two_rows(one, two, as_officer):
    rows = [
        new_row(2, one, worker="*1", full_name="Lê Hòa", phone="09"),
        new_row(3, two, worker="*1", full_name=""),
    ]
    bring_in([*rows, new_row(4, one)], as_officer)
    worker = Worker.objects.get(full_name="Lê Hòa")
    posts = worker.posts.values_list("number", "unit", "is_main")
    assert sorted(posts) == [(1, one.pk, True), (2, two.pk, False)]
    assert Worker.objects.count() == 2


def test_rows_of_one_new_person_must_say_the_same(one, as_officer):
    rows = [new_row(2, one, worker="*1"), new_row(3, one, worker="*1")]
    assert told(check(rows, as_officer)) == [(3, "full_name")]


def test_two_main_posts_of_one_person_are_told(one, as_officer):
    rows = [new_row(line, one, worker="*1", full_name="Lê Hòa", is_main=True) for line in (2, 3)]
    assert told(check(rows, as_officer)) == [(3, "is_main")]


def test_possible_duplicates_are_warnings_and_nothing_is_merged(one, as_officer):
    PostFactory(unit=one, worker__full_name="Lê Hòa", worker__birth_year=1986)
    PostFactory(unit=one, worker__identity_number="123456789")
    rows = [
        new_row(2, one, full_name="LÊ HOÀ", birth_year=1986),
        new_row(3, one, identity_number="123456789"),
        new_row(4, one, full_name="Cao An"),
        new_row(5, one, full_name="Cao An"),
        new_row(6, one, full_name="Lê Hòa", birth_year=1987),
    ]
    checked = bring_in(rows, as_officer)
    warned = [(warning.line, warning.key) for warning in checked.warnings]
    assert warned == [(2, "full_name"), (3, "identity_number"), (5, "full_name")]
    assert Worker.objects.count() == 7


def test_everything_that_is_wrong_is_told_at_once(world, one, as_officer):
    outside = FacilityFactory(unit=world.other.communes["Bắc Một"])
    rows = [
        new_row(2, world.home.communes["Tây Một"]),
        new_row(3, one, facility=outside.pk),
        new_row(4, one, started_on=date(2024, 1, 2), ended_on=date(2024, 1, 1)),
        new_row(5, one, certified_on=date(2024, 1, 1)),
        new_row(6, one, allowance=500),
        new_row(7, one, allowance_from=date(2024, 1, 1)),
        new_row(8, one, number=1),
        new_row(9, one, worker=999_999),
        new_row(10, one, identity_number=MASK),
        new_row(11, one, birth_year=1980, born_on=date(1981, 1, 1)),
    ]
    assert told(check(rows, as_officer)) == [
        (2, "unit"),
        (3, "facility"),
        (4, "ended_on"),
        (5, "certificate_number"),
        (6, "allowance_from"),
        (7, "allowance"),
        (8, "number"),
        (9, "worker"),
        (10, "identity_number"),
        (11, "birth_year"),
    ]


# --- Known people --------------------------------------------------------------------------------


def test_a_changed_row_changes_person_and_post_with_history(one, two, as_officer):
    post = PostFactory(unit=one)
    values = {"worker": post.worker_id, "number": 1, "phone": "0901", "unit": two.pk}
    checked = bring_in([row(2, **values)], as_officer)
    assert checked.changes == {2: ["phone", "unit"]}
    post.refresh_from_db()
    assert (post.unit, post.worker.phone, post.worker.version) == (two, "0901", 2)
    assert [post.history.count(), post.worker.history.count()] == [2, 2]


def test_a_new_post_of_a_known_person_needs_only_the_code(one, two, as_officer):
    worker = PostFactory(unit=one, worker__qualification=Qualification.MASTER, worker__phone="09").worker
    values = {"worker": worker.pk, "full_name": "", "qualification": "", "unit": two.pk}
    bring_in([row(2, **values, kind="collaborator", workplace="commune")], as_officer)
    worker.refresh_from_db()
    assert (worker.qualification, worker.phone, worker.version) == ("master", "09", 1)
    assert list(worker.posts.values_list("number", "is_main")) == [(1, True), (2, False)]


def test_the_mark_of_the_main_post_moves_within_a_file(one, as_officer):
    worker = PostFactory(unit=one).worker
    PostFactory(unit=one, worker=worker, number=2, is_main=False)
    rows = [
        row(2, worker=worker.pk, number=1, is_main=False),
        row(3, worker=worker.pk, number=2, is_main=True),
    ]
    bring_in(rows, as_officer)
    assert list(worker.posts.values_list("number", "is_main")) == [(1, False), (2, True)]


def test_the_mark_is_not_taken_from_a_post_outside_of_the_file(one, as_officer):
    worker = PostFactory(unit=one).worker
    PostFactory(unit=one, worker=worker, number=2, is_main=False)
    assert told(check([row(3, worker=worker.pk, number=2, is_main=True)], as_officer)) == [(3, "is_main")]


def test_the_mask_means_unchanged_and_a_whole_number_replaces(one, as_officer):
    worker = PostFactory(unit=one, worker__identity_number="077186000123").worker
    assert told(check([row(2, worker=worker.pk, number=1, identity_number=MASK)], as_officer)) == []
    bring_in([row(2, worker=worker.pk, number=1, identity_number=MASK, phone="09")], as_officer)
    worker.refresh_from_db()
    assert worker.identity_number == "077186000123"
    bring_in([row(2, worker=worker.pk, number=1, identity_number="077186000999")], as_officer)
    worker.refresh_from_db()
    assert worker.identity_number == "077186000999"
    assert exported(as_officer.user)[0].values["identity_number"] == "•••••••••999"


def test_another_mask_is_refused(one, as_officer):
    worker = PostFactory(unit=one, worker__identity_number="077186000999").worker
    rows = [row(2, worker=worker.pk, number=1, identity_number=MASK)]
    assert told(check(rows, as_officer)) == [(2, "identity_number")]


def test_people_outside_of_the_reach_and_merged_ones_are_not_found(world, one, as_officer):
    outside = PostFactory(unit=world.home.communes["Tây Một"]).worker
    kept = PostFactory(unit=one).worker
    merged = WorkerFactory(merged_into=kept)
    rows = [new_row(2, one, worker=outside.pk, number=1), new_row(3, one, worker=merged.pk)]
    checked = check(rows, as_officer)
    assert told(checked) == [(2, "worker"), (3, "worker")]
    assert kept.code in checked.problems[1].message


def test_a_post_of_another_unit_is_not_found_and_a_row_without_its_number_changes_the_person(
    world, one, as_officer
):
    worker = PostFactory(unit=one).worker
    PostFactory(unit=world.home.communes["Tây Một"], worker=worker, number=2, is_main=False)
    rows = [row(3, worker=worker.pk, number=2, position="Khác")]
    assert told(check(rows, as_officer))[0] == (3, "number")
    assert told(check([row(3, worker=worker.pk, number=1, phone="09")], as_officer)) == []


def test_a_newer_amount_is_added_and_an_older_one_refused(one, as_officer):
    post = PostFactory(unit=one)
    AllowanceFactory(post=post, amount=500, valid_from=date(2024, 1, 1))
    key = {"worker": post.worker_id, "number": 1}
    bring_in([row(2, **key, allowance=600, allowance_from=date(2024, 7, 1))], as_officer)
    assert list(post.allowances.values_list("amount", flat=True)) == [600, 500]
    bring_in([row(2, **key, allowance=700, allowance_from=date(2024, 7, 1))], as_officer)
    assert list(post.allowances.values_list("amount", flat=True)) == [700, 500]
    older = [row(2, **key, allowance=1, allowance_from=date(2023, 1, 1))]
    assert told(check(older, as_officer)) == [(2, "allowance_from")]
    blank = [row(2, **key, allowance=None, allowance_from=None)]
    assert told(check(blank, as_officer)) == [(2, "allowance")]


# --- Undoing -------------------------------------------------------------------------------------


def test_what_an_import_changed_comes_back(one, two, as_officer):
    post = PostFactory(unit=one, worker__phone="1", worker__identity_number="077186000123")
    before = dump("workforce")
    values = {"phone": "2", "unit": two.pk, "allowance": 5, "allowance_from": date(2024, 1, 1)}
    row_ = row(2, worker=post.worker_id, number=1, identity_number="012345678901", **values)
    undo(WORKERS, bring_in([row_], as_officer).run)
    assert dump("workforce") == before
    assert Worker.objects.get().identity_number == "077186000123"


def test_added_posts_go_with_the_people_whom_the_import_added(one, as_officer):
    known = PostFactory(unit=one).worker
    before = dump("workforce")
    rows = [new_row(2, one), row(3, worker=known.pk, unit=one.pk, kind="cadre", workplace="commune")]
    undo(WORKERS, bring_in(rows, as_officer).run)
    assert dump("workforce") == before


def test_a_person_who_takes_part_in_a_course_stays(one, as_officer):
    run = bring_in([new_row(2, one)], as_officer).run
    course = Course.objects.create(title="Lớp", unit=one, kind=TrainingKind.SKILLS, year=2024)
    Participant.objects.create(course=course, worker=Worker.objects.get(), unit=one)
    with pytest.raises(UndoRefused, match="Người 2"):
        undo(WORKERS, run)
    assert Post.objects.count() == 1


def test_a_person_whose_number_was_opened_stays(one, as_officer):
    run = bring_in([new_row(2, one, identity_number="077186000123")], as_officer).run
    open_identity_number(Worker.objects.get(), purpose=OpeningPurpose.CHECK, by=as_officer.user)
    with pytest.raises(UndoRefused):
        undo(WORKERS, run)
    assert IdentityOpening.objects.exists()


# --- Round trip ----------------------------------------------------------------------------------

NOT_IN_WORKBOOKS = st.characters(blacklist_categories=["Cs", "Cc", "Cn"], blacklist_characters="\ufffe\uffff")
NAMES = st.one_of(
    st.sampled_from(
        (
            'Lê "Tí" Hòa',
            "=1+1",
            "+84",
            "@home",
            "Nguyễn 😀 An",
            "a" * 300,
            "Nguyễn Văn Hoà",
            "'Quote",
            "<r>x</r>",
        )
    ),
    st.text(NOT_IN_WORKBOOKS, min_size=1, max_size=60),
).filter(normalise)
TEXTS = st.text(NOT_IN_WORKBOOKS, max_size=40).map(normalise)  # as forms and imports store it
DAYS = st.dates(date(1950, 1, 1), date(2040, 1, 1))


def optional(strategy):
    return st.one_of(st.none(), strategy)


PEOPLE = st.fixed_dictionaries(
    {
        "full_name": NAMES,
        "sex": st.sampled_from(["", *Sex.values]),
        "birth_year": optional(st.integers(1900, 2020)),
        "identity_number": st.sampled_from(("", "123456789", "077186000123")),
        "phone": TEXTS,
        "qualification": st.sampled_from(Qualification.values),
        "is_qualified_in_social_work": st.booleans(),
        "meets_collaborator_standard": st.sampled_from((None, True, False)),
        "practised_on": optional(DAYS),
        "note": TEXTS,
    }
)
POSTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(StaffKind.values),
        "workplace": st.sampled_from(Workplace.values),
        "position": TEXTS,
        "rank": optional(st.integers(1, 12)),
        "coefficient": optional(st.decimals(Decimal("0.01"), Decimal("9.99"), places=2)),
        "started_on": optional(DAYS),
    }
)


@settings(max_examples=25)
@given(people=st.lists(st.tuples(PEOPLE, st.lists(POSTS, min_size=1, max_size=2)), min_size=1, max_size=3))
def test_what_went_out_comes_in_without_a_change(one, two, as_officer, people):
    Worker.objects.all().delete()
    for facts, posts in people:
        worker = Worker(**facts)
        worker.save()
        for number, values in enumerate(posts, start=1):
            facility = FacilityFactory(unit=two) if number == 2 else None
            post = Post.objects.create(
                worker=worker, number=number, unit=one, is_main=number == 1, facility=facility, **values
            )
            AllowanceFactory(post=post)
    rows = exported(as_officer.user)
    checked = check(rows, as_officer)
    assert checked.counts == {"new": 0, "changed": 0, "same": len(rows), "wrong": 0}
    assert checked.problems == []


def test_identity_numbers_leave_masked(one, as_officer):
    PostFactory(unit=one, worker__identity_number="077186000123")
    (row,) = exported(as_officer.user)
    assert row.values["identity_number"] == MASK == mask_number("077186000123")


def test_allowances_of_all_posts_go_into_their_own_rows(one, as_officer):
    worker = WorkerFactory()
    for number, amount in ((1, 500), (2, 700)):
        post = PostFactory(worker=worker, unit=one, number=number, is_main=number == 1)
        AllowanceFactory(post=post, amount=amount)
    assert [row.values["allowance"] for row in exported(as_officer.user)] == [500, 700]
    assert Allowance.objects.count() == 2


def test_the_workbook_of_the_list_comes_back_without_a_change(client, as_officer, one, two):
    for number, name in enumerate(
        ('Lê "Tí" Hòa', "=1+1", "Nguyễn 😀 An", "a" * 300, "Nguyễn Văn Hoà"), start=1
    ):
        worker = WorkerFactory(full_name=name, identity_number=f"07718600012{number}", phone="0254 385")
        AllowanceFactory(post=PostFactory(worker=worker, unit=one, facility=FacilityFactory(unit=one)))
        PostFactory(worker=worker, unit=two, number=2, is_main=False, ended_on=date(2023, 1, 1))
    client.force_login(as_officer.user)
    response = client.get(reverse("worker_export"))
    content = b"".join(response.streaming_content) if response.streaming else response.content
    client.post(reverse("worker_import"), {"file": SimpleUploadedFile("nhan-luc.xlsx", content)})
    run = ImportRun.objects.get()
    assert run.findings["counts"] == {"new": 0, "changed": 0, "same": 10, "wrong": 0}
    assert not any(f"07718600012{number}" in str(run.findings) for number in range(1, 6))
