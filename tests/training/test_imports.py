"""Workbooks of courses, participants, lecturers, needs: what comes in, what leaves comes back unchanged."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from swprogram.kit.text import normalise
from swprogram.org.roles import Role
from swprogram.registry.exports import write_to_file
from swprogram.registry.imports.answers import Answers
from swprogram.registry.imports.checking import check_rows, open_cells, read_rows
from swprogram.registry.imports.matching import labels_of, match_headings
from swprogram.registry.imports.reading import read_table
from swprogram.registry.imports.undoing import UndoRefused
from swprogram.registry.lists import Selection
from swprogram.registry.spec import Context
from tests.factories.facilities import FacilityFactory
from tests.factories.training import (
    AttendanceFactory,
    CourseFactory,
    LecturerFactory,
    NeedFactory,
    NumberFactory,
    ParticipantFactory,
    PlannedCourseFactory,
    SessionFactory,
)
from tests.factories.workforce import PostFactory, WorkerFactory
from tests.imports import save_rows, undo
from training.models import Course, Lecturer, Participant, TrainingNeed
from training.registries import COURSES, LECTURERS, NEEDS, PARTICIPANTS

pytestmark = pytest.mark.django_db
PRINTED = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
NAMES = st.text(PRINTED, min_size=1, max_size=300).filter(lambda name: 0 < len(normalise(name)) <= 300)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def keeper(home):
    return home.people[Role.DISTRICT_OFFICER]


@pytest.fixture
def course(district):
    return CourseFactory(unit=district)


def sheet(*rows):
    """The bytes of a workbook with these rows."""
    workbook, output = Workbook(), BytesIO()
    for row in rows:
        workbook.active.append(row)
    workbook.save(output)
    return output.getvalue()


def exported(registry, user, query=""):
    with write_to_file(Selection(registry, user, QueryDict(query))) as (file, _rows):
        return file.read()


def checked(registry, data, user, parent=None):
    """What the rows of a workbook mean for the registry."""
    labels = labels_of(registry)
    table = read_table(SimpleUploadedFile("ds.xlsx", data), set(labels))
    matching = match_headings(registry, table.headings, labels).columns
    rows, problems = read_rows(table, Answers(columns=matching), open_cells(registry, user))
    return check_rows(registry, rows, problems, Context(user, parent.pk if parent else None, "Danh sách"))


def save(registry, data, user, parent=None):
    found = checked(registry, data, user, parent)
    assert found.problems == []
    context = Context(user, parent.pk if parent else None, "Danh sách")
    found.run = save_rows(registry, found, context)
    return found


def told(problems):
    return [(problem.line, problem.key, problem.message) for problem in problems]


# --- A list of thirty participants ----------------------------------------------------------------


def thirty(worker):
    """As an office keeps it: a title, its own headings, a code, names, and a number of people at the end."""
    head = [
        "STT",
        "Mã nhân lực",
        "Họ tên",
        "Năm sinh",
        "Đơn vị công tác",
        "Số người",
        "Kết quả",
        "Số chứng chỉ",
    ]
    named = [
        [
            number,
            None,
            f"Nguyễn Văn {'ABCDEFGHIJKLMNOPQRSTUVWXYZabc'[number]}",
            1980,
            "Xã Đông Một",
            None,
            None,
            None,
        ]
        for number in range(2, 29)
    ]
    return sheet(
        ["DANH SÁCH HỌC VIÊN"],
        head,
        [1, worker.code, None, None, None, None, "completed", "01/2024"],
        *named,
        [29, None, "Lê Thị Đào", 1990, "Xã Đông Hai", None, "completed", "02/2024"],
        [30, None, None, None, "Huyện Đông", 12, "completed", None],
    )


def test_thirty_rows_come_in_with_their_history_and_come_in_again_as_the_same(course, keeper, one, district):
    worker = PostFactory(unit=one, worker__full_name="Trần An", worker__birth_year=1985).worker
    with translation.override("vi"):
        found = save(PARTICIPANTS, thirty(worker), keeper, course)
        again = checked(PARTICIPANTS, thirty(worker), keeper, course)
    assert (len(found.new), len(again.same), again.problems) == (30, 30, [])
    lines = course.participants.order_by("pk")
    linked, number = lines.get(worker=worker), lines.get(headcount=12)
    assert (linked.full_name, linked.unit, linked.kind, linked.result) == (
        "Trần An",
        one,
        "collaborator",
        "completed",
    )
    assert (number.unit, number.is_number_only) == (district, True)
    assert lines.filter(unit=one).count() == 28
    records = Participant.history.values_list("history_type", "history_user").order_by().distinct()
    assert (list(records), Participant.history.count()) == ([("+", keeper.pk)], 30)
    course.refresh_from_db()
    assert course.version == 2


def test_nobody_is_linked_by_name_alone_but_exactly_one_is_proposed(course, keeper, one, two):
    known = PostFactory(unit=one, worker__full_name="Lê Thị Đào", worker__birth_year=1990).worker
    twins = [
        PostFactory(unit=two, worker__full_name="Lê An", worker__birth_year=1970).worker for _one in range(2)
    ]
    PostFactory(unit=two, worker__full_name="Lê Thị Dao", worker__birth_year=1990)
    data = sheet(
        ["Họ và tên", "Năm sinh", "Đơn vị"],
        ["LÊ THỊ ĐÀO", 1990, "Xã Đông Một"],
        ["Lê Thị Đào", 1991, "Xã Đông Một"],
        ["Lê An", 1970, "Xã Đông Hai"],
    )
    found = save(PARTICIPANTS, data, keeper, course)
    one_fits, several = found.warnings
    assert (one_fits.line, one_fits.key) == (2, "worker")
    assert f"one person has this name and year of birth: {known.code}." in one_fits.message
    assert f"{twins[0].code}, {twins[1].code}" in several.message
    assert course.participants.filter(worker__isnull=False).count() == 0


def test_the_code_links_a_line_that_stood_by_name(course, keeper, one):
    worker = PostFactory(unit=one, worker__full_name="Lê Thị Đào", worker__birth_year=1990).worker
    line = ParticipantFactory(course=course, full_name="Le Thi Dao", birth_year=1990, unit=one)
    code = PARTICIPANTS.column("code").cell.write(line.pk)
    data = sheet(["Mã dòng", "Mã NL", "Họ và tên"], [code, worker.code, "Lê Thị Đào"])
    assert len(save(PARTICIPANTS, data, keeper, course).changed) == 1
    line.refresh_from_db()
    assert (line.worker, line.full_name, line.birth_year) == (worker, "Lê Thị Đào", 1990)


def test_a_linked_line_stays_linked_when_its_row_comes_without_the_code(course, keeper, one):
    worker = PostFactory(unit=one, worker__full_name="Lê Thị Đào", worker__birth_year=1990).worker
    ParticipantFactory(course=course, worker=worker, unit=one)
    data = sheet(["Mã NL", "Họ và tên", "Năm sinh", "Đơn vị"], [None, "LE THI DAO", 1990, "Xã Đông Một"])
    assert len(checked(PARTICIPANTS, data, keeper, course).same) == 1


def test_the_code_of_a_merged_record_means_the_one_that_was_kept(course, keeper, one):
    kept = PostFactory(unit=one, worker__full_name="Lê An").worker
    dropped = WorkerFactory(full_name="Lê An", merged_into=kept)
    save(PARTICIPANTS, sheet(["Mã NL", "Họ và tên"], [dropped.code, "Lê An"]), keeper, course)
    assert course.participants.get().worker == kept


def test_every_row_that_is_wrong_is_told_at_once(course, keeper, one, home):
    worker = PostFactory(unit=one, worker__full_name="Lê An").worker
    hidden = PostFactory(unit=home.communes["Tây Một"]).worker
    data = sheet(
        ["Mã NL", "Họ và tên", "Năm sinh", "Đơn vị", "Số người"],
        [worker.code, "Phạm Bình", None, None, None],
        [worker.code, "Lê An", None, None, None],
        [hidden.code, None, None, "Xã Đông Một", None],
        [None, "Lê Ba", 1990, None, None],
        [None, None, None, "Xã Đông Một", None],
        [None, "Lê Tư", 1990, "Xã Đông Một", 3],
        [None, "Lê Năm", 1990, "Xã Tây Một", None],
    )
    found = checked(PARTICIPANTS, data, keeper, course)
    assert [(line, key) for line, key, _text in told(found.problems)] == [
        (2, "worker"),
        (3, "worker"),
        (4, "worker"),
        (5, "unit"),
        (6, "full_name"),
        (7, "headcount"),
        (8, "unit"),
    ]
    assert [(line, key) for line, key, _text in told(found.questions)] == [(2, "full_name")]


def test_a_result_of_a_planned_course_is_warned_of(district, keeper):
    planned = PlannedCourseFactory(unit=district)
    data = sheet(["Họ và tên", "Đơn vị", "Kết quả"], ["Lê An", "Huyện Đông", "completed"])
    found = save(PARTICIPANTS, data, keeper, planned)
    assert [problem.key for problem in found.warnings] == ["result"]
    assert planned.participants.get().result == "completed"


def test_only_who_keeps_the_course_brings_participants_in(course, home):
    data = sheet(["Họ và tên", "Đơn vị"], ["Lê An", "Xã Đông Một"])
    with pytest.raises(PermissionDenied, match="registries you do not keep"):
        checked(PARTICIPANTS, data, home.people[Role.COMMUNE_OFFICER], course)


def test_taking_an_import_back_stops_where_attendance_was_entered(course, keeper, one):
    data = sheet(["Họ và tên", "Đơn vị"], ["Lê An", "Xã Đông Một"], ["Lê Ba", "Xã Đông Một"])
    run = save(PARTICIPANTS, data, keeper, course).run
    line = Participant.objects.get(full_name="Lê An")
    mark = AttendanceFactory(session=SessionFactory(course=course), participant=line)
    with pytest.raises(UndoRefused, match="Lê An"):
        undo(PARTICIPANTS, run)
    mark.delete()
    undo(PARTICIPANTS, run)
    assert course.participants.count() == 0


# --- Round trips ----------------------------------------------------------------------------------


@settings(max_examples=15)
@given(names=st.lists(NAMES, min_size=1, max_size=4), places=st.lists(NAMES, min_size=4, max_size=4))
def test_whatever_the_names_an_export_that_is_imported_changes_nothing(district, officer, names, places):
    for model in (Participant, Course, Lecturer):
        model.objects.all().delete()
    course = CourseFactory(unit=district, title=normalise(names[0]), place=normalise(places[0]))
    for name, note in zip(names, places, strict=False):
        ParticipantFactory(course=course, full_name=name, note=normalise(note))
        LecturerFactory(unit=district, full_name=name, workplace=normalise(note))
    NumberFactory(course=course)
    with translation.override("vi"):
        for registry, query, parent in (
            (COURSES, "", None),
            (LECTURERS, "", None),
            (PARTICIPANTS, f"course={course.pk}", course),
        ):
            found = checked(registry, exported(registry, officer, query), officer, parent)
            assert (told(found.problems), found.new, found.changed) == ([], [], [])


@pytest.mark.parametrize(
    "name", ('Lê "An"', "=1+1", "🙂 Đào", "N" * 300, "Le\u0302 Thị Đa\u0300o", "@cmd", "<r>")
)
def test_names_that_workbooks_stumble_over_come_back(course, officer, name):
    ParticipantFactory(course=course, full_name=name)
    with translation.override("vi"):
        data = exported(PARTICIPANTS, officer, f"course={course.pk}")
        found = checked(PARTICIPANTS, data, officer, course)
    assert (told(found.problems), len(found.same)) == ([], 1)


def test_needs_and_lines_with_everything_come_back_unchanged(course, officer, one, district):
    NeedFactory(unit=district, note="Ghi chú")
    worker = PostFactory(unit=one).worker
    ParticipantFactory(course=course, worker=worker, certificate_number="01", certified_on=date(2024, 5, 12))
    NumberFactory(course=course, unit=one, kind="cadre", workplace="health")
    body = FacilityFactory(unit=district, kind="training_body")
    CourseFactory(unit=district, body=body, cost=45_000_000, funding="local", level="bachelor", days=3)
    LecturerFactory(unit=district, body=body, worker=worker, is_active=False, email="a@b.vn")
    with translation.override("vi"):
        for registry, query, parent in (
            (COURSES, "", None),
            (LECTURERS, "", None),
            (NEEDS, "", None),
            (PARTICIPANTS, f"course={course.pk}", course),
        ):
            found = checked(registry, exported(registry, officer, query), officer, parent)
            assert (told(found.problems), found.new, found.changed) == ([], [], [])


# --- Courses, lecturers, needs --------------------------------------------------------------------


def test_courses_come_in_from_an_offices_own_headings(keeper, district):
    data = sheet(
        [
            "Tên lớp tập huấn",
            "Đơn vị tổ chức",
            "Hình thức",
            "Chuyên đề",
            "Năm",
            "Từ ngày",
            "Đến ngày",
            "Tình trạng",
        ],
        ["Lớp 1", "Huyện Đông", "skills", "school", 2024, "10/05/2024", "12/05/2024", "held"],
        ["Lớp 2", "Huyện Đông", "skills", "school", 2024, None, None, None],
    )
    save(COURSES, data, keeper)
    found = Course.objects.order_by("pk").values_list("title", "state", "ends_on")
    assert list(found) == [("Lớp 1", "held", date(2024, 5, 12)), ("Lớp 2", "planned", None)]
    assert set(Course.history.values_list("history_user", flat=True)) == {keeper.pk}
    assert [problem.key for problem in checked(COURSES, data, keeper).warnings] == ["title", "title"]


def test_courses_of_other_units_and_held_ones_without_days_are_refused(keeper, home, district):
    above = CourseFactory(unit=home.unit, title="Lớp tỉnh")
    data = sheet(
        ["Mã lớp", "Tên lớp", "Đơn vị", "Hình thức", "Chuyên đề", "Năm", "Trạng thái"],
        [above.code, "Lớp tỉnh đổi tên", None, "skills", "social_work", 2024, None],
        [None, "Lớp 2", "Huyện Đông", "skills", "school", 2024, "held"],
    )
    found = checked(COURSES, data, keeper)
    assert [(line, key) for line, key, _text in told(found.problems)] == [
        (2, "unit"),
        (2, "code"),
        (3, "starts_on"),
    ]


def test_a_course_with_participants_is_not_taken_back(keeper, district):
    head = ["Tên lớp", "Đơn vị", "Hình thức", "Chuyên đề", "Năm"]
    data = sheet(head, ["Lớp 1", "Huyện Đông", "skills", "school", 2024])
    run = save(COURSES, data, keeper).run
    ParticipantFactory(course=Course.objects.get())
    with pytest.raises(UndoRefused, match="“Lớp 1” has to stay"):
        undo(COURSES, run)


def test_a_need_is_found_by_what_it_is_and_stands_in_one_row(keeper, district):
    need = NeedFactory(unit=district, people=10)
    head = ["Đơn vị", "Năm", "Hình thức", "Chuyên đề", "Số người"]
    line = ["Huyện Đông", 2024, "skills", "social_work", 30]
    assert len(save(NEEDS, sheet(head, line), keeper).changed) == 1
    need.refresh_from_db()
    assert (need.people, need.version) == (30, 2)
    twice = checked(NEEDS, sheet(head, line, line), keeper)
    assert {problem.line for problem in twice.problems} == {2, 3}
    assert TrainingNeed.objects.count() == 1


def test_a_need_under_a_known_code_of_another_unit_is_a_question(keeper, district):
    need = NeedFactory(unit=district, people=10)
    head = ["Mã", "Đơn vị", "Năm", "Hình thức", "Chuyên đề", "Số người"]
    data = sheet(head, [need.code, "Xã Đông Một", 2024, "skills", "social_work", 30])
    found = checked(NEEDS, data, keeper)
    assert [(one.key, one.message) for one in found.questions] == [
        ("unit", "Under this code stands “Huyện Đông”. Is it the same record?")
    ]
    assert found.to_save() == []


def test_lecturers_come_in_with_their_person_of_the_registry(keeper, one):
    worker = PostFactory(unit=one, worker__full_name="Trần Đức").worker
    head = ["Họ và tên", "Đơn vị quản lý", "Mã NL", "Trình độ", "Email"]
    save(LECTURERS, sheet(head, ["Trần Đức", "Huyện Đông", worker.code, "master", "a@b.vn"]), keeper)
    lecturer = Lecturer.objects.get()
    assert (lecturer.worker, lecturer.qualification, lecturer.is_active) == (worker, "master", True)
    wrong = checked(LECTURERS, sheet(head, ["Lê An", "Huyện Đông", "NL999999", "", "không có"]), keeper)
    assert [key for _line, key, _text in told(wrong.problems)] == ["worker", "email"]


def test_a_list_of_participants_takes_the_same_queries_for_three_rows_and_thirty(
    course, keeper, one, django_assert_max_num_queries
):
    for many in (3, 30):
        rows = [[f"Người {many} {number}", 1980, "Xã Đông Một"] for number in range(many)]
        with django_assert_max_num_queries(45):
            save(PARTICIPANTS, sheet(["Họ và tên", "Năm sinh", "Đơn vị"], *rows), keeper, course)
