"""The columns of a course."""

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from plans.enums import FundingKind
from swprogram.registry.cells import Choice, Code, Day, Reference, Text, Whole, year_cell
from swprogram.registry.columns import Column
from swprogram.registry.units import counting_entries, names_of
from training.enums import CourseState, Result, Subject, TrainingKind
from training.exports.references import activity_names, body_entries, body_names, stored_values
from training.models import Participant
from training.models.course import CODE_PREFIX
from workforce.enums import Qualification

MOST_DAYS, MOST_PEOPLE, MOST_DONG = 2000, 1_000_000, 10**15

COURSE_COLUMNS = (
    Column(
        "code",
        _("Code"),
        Code(prefix=CODE_PREFIX),
        help=_("Given by the portal. Leave it empty for a course that is not in the registry yet."),
        example="LH000123",
        synonyms=("mã", "mã lớp", "mã khóa", "mã số lớp"),
        is_key=True,
    ),
    Column(
        "title",
        _("Name of the course"),
        Text(width=50, longest=300),
        example="Tập huấn kỹ năng quản lý trường hợp",
        synonyms=(
            "tên lớp",
            "tên khóa",
            "tên khóa học",
            "lớp",
            "nội dung",
            "nội dung tập huấn",
            "tên lớp tập huấn",
        ),
        is_required=True,
        is_shown=True,
    ),
    Column(
        "unit",
        _("Organised by"),
        Reference(entries=counting_entries, names=names_of),
        help=_("The province, district or commune that holds the course."),
        example="Tỉnh Bến Tre",
        synonyms=("đơn vị tổ chức", "đơn vị", "địa phương tổ chức", "nơi tổ chức lớp"),
        is_required=True,
        is_shown=True,
    ),
    Column(
        "kind",
        _("Kind of training"),
        Choice(choices=TrainingKind, width=34),
        help=_("Formal training and retraining lead to a degree; the other two do not."),
        example="Tập huấn kỹ năng",
        synonyms=("hình thức", "loại hình", "hình thức đào tạo", "loại hình đào tạo", "loại lớp"),
        is_required=True,
        is_shown=True,
        can_bulk=True,
    ),
    Column(
        "level",
        _("Leads to"),
        Choice(choices=Qualification),
        synonyms=("trình độ", "trình độ đào tạo", "bậc đào tạo"),
    ),
    Column(
        "subject",
        _("Subject"),
        Choice(choices=Subject, width=34),
        example="Quản lý trường hợp",
        synonyms=("chuyên đề", "chủ đề", "lĩnh vực", "nội dung chuyên môn"),
        is_required=True,
        can_bulk=True,
    ),
    Column(
        "target_group",
        _("For whom"),
        Text(width=34, longest=300),
        example="Cộng tác viên công tác xã hội cấp xã",
        synonyms=("đối tượng", "đối tượng tham dự", "thành phần", "thành phần tham dự", "học viên"),
    ),
    Column(
        "year",
        _("Year of the plan"),
        year_cell(),
        example="2024",
        synonyms=("năm", "năm kế hoạch", "kế hoạch năm"),
        is_required=True,
        can_bulk=True,
    ),
    Column(
        "planned_days",
        _("Days planned"),
        Whole(most=MOST_DAYS),
        example="3",
        synonyms=("số ngày kế hoạch", "số ngày dự kiến", "thời lượng dự kiến"),
    ),
    Column(
        "planned_people",
        _("People planned"),
        Whole(most=MOST_PEOPLE),
        example="30",
        synonyms=("số người kế hoạch", "số người dự kiến", "số học viên dự kiến", "chỉ tiêu"),
    ),
    Column(
        "state",
        _("State"),
        Choice(choices=CourseState, width=14),
        help=_("Held courses need a first and a last day. A course counts in the period of its last day."),
        example="Đã tổ chức",
        synonyms=("trạng thái", "tình trạng", "tình hình thực hiện"),
        is_shown=True,
    ),
    Column(
        "starts_on",
        _("First day"),
        Day(),
        example="10/05/2024",
        synonyms=("từ ngày", "ngày bắt đầu", "khai giảng"),
    ),
    Column(
        "ends_on",
        _("Last day"),
        Day(),
        example="12/05/2024",
        synonyms=("đến ngày", "ngày kết thúc", "bế giảng"),
        is_shown=True,
    ),
    Column(
        "days",
        _("Days held"),
        Whole(most=MOST_DAYS),
        example="3",
        synonyms=("số ngày", "số ngày thực hiện", "thời lượng", "số ngày học"),
    ),
    Column("people", _("People taking part"), Whole(), in_workbook=False, is_shown=True),
    Column("completed", _("People who completed"), Whole(), in_workbook=False, is_shown=True),
    Column(
        "place",
        _("Place"),
        Text(width=30, longest=300),
        synonyms=("địa điểm", "nơi tổ chức", "địa điểm tổ chức"),
    ),
    Column(
        "body",
        _("Training body"),
        Reference(entries=body_entries, names=body_names),
        help=_("A body that trains social workers, from the registry of facilities."),
        synonyms=("cơ sở đào tạo", "đơn vị đào tạo", "trường"),
        can_bulk=True,
    ),
    Column(
        "organiser",
        _("Organising agency"),
        Text(width=30, longest=300),
        example="Sở Lao động - Thương binh và Xã hội",
        synonyms=("cơ quan tổ chức", "đơn vị chủ trì", "cơ quan chủ trì"),
        can_bulk=True,
    ),
    Column(
        "funding",
        _("Funding source"),
        Choice(choices=FundingKind, width=26),
        synonyms=("nguồn kinh phí", "nguồn vốn", "nguồn"),
        can_bulk=True,
    ),
    Column(
        "cost",
        _("Cost in đồng"),
        Whole(most=MOST_DONG, width=16),
        help=_("The whole amount, in đồng."),
        example="45.000.000",
        synonyms=("kinh phí", "kinh phí (đồng)", "chi phí", "kinh phí thực hiện"),
    ),
    Column("activity", _("Activity of the plan"), Reference(names=activity_names), in_workbook=False),
    Column("note", _("Note"), Text(width=40, longest=2000), synonyms=("ghi chú",), in_list=False),
)
FIELDS = tuple(column.key for column in COURSE_COLUMNS if column.key not in ("code", "people", "completed"))


def read_courses(courses, _user):
    """One dict of values for each course, in their order."""
    courses = list(courses)
    people = _people_of(courses)
    nobody = {"people": 0, "completed": 0}
    return [
        {"code": course.pk} | stored_values(course, FIELDS) | people.get(course.pk, nobody)
        for course in courses
    ]


def _people_of(courses):
    """{course: people who take part, and who completed it}; one course counts each line once."""
    completed = Sum("headcount", filter=Q(result=Result.COMPLETED), default=0)
    lines = Participant.objects.filter(course__in=[course.pk for course in courses]).order_by()
    rows = lines.values("course").annotate(people=Sum("headcount"), completed=completed)
    return {row.pop("course"): row for row in rows}
