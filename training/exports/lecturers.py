"""The columns of a lecturer."""

from django.utils.translation import gettext_lazy as _

from swprogram.registry.cells import Choice, Code, Phone, Reference, Text, YesNo
from swprogram.registry.columns import PARTS_OF_A_NAME, Column
from swprogram.registry.units import counting_entries, names_of
from training.exports.references import body_entries, body_names, stored_values
from training.models.course import LECTURER_PREFIX
from workforce.enums import WORDS, Qualification
from workforce.models.worker import CODE_PREFIX as WORKER_PREFIX

LECTURER_COLUMNS = (
    Column(
        "code",
        _("Code"),
        Code(prefix=LECTURER_PREFIX),
        help=_("Given by the portal. Leave it empty for a lecturer who is not in the registry yet."),
        example="GV000012",
        synonyms=("mã", "mã giảng viên"),
        is_key=True,
    ),
    Column(
        "full_name",
        _("Full name"),
        Text(width=30, longest=300),
        example="Trần Văn Đức",
        synonyms=("họ và tên", "họ tên", "tên giảng viên", "giảng viên", "báo cáo viên", "tên"),
        parts=PARTS_OF_A_NAME,
        is_required=True,
        is_shown=True,
    ),
    Column(
        "unit",
        _("Kept by"),
        Reference(entries=counting_entries, names=names_of),
        example="Tỉnh Bến Tre",
        synonyms=("đơn vị quản lý", "địa bàn", "địa phương"),
        is_required=True,
        is_shown=True,
    ),
    Column(
        "worker",
        _("Code in the workforce registry"),
        Code(prefix=WORKER_PREFIX),
        help=_("When the lecturer is a person of the workforce registry too."),
        example="NL000123",
        synonyms=("mã nhân lực", "mã NL"),
    ),
    Column(
        "body",
        _("Training body"),
        Reference(entries=body_entries, names=body_names),
        synonyms=("cơ sở đào tạo", "trường", "đơn vị đào tạo"),
        is_shown=True,
        can_bulk=True,
    ),
    Column(
        "workplace",
        _("Works at"),
        Text(width=34, longest=300),
        synonyms=("nơi công tác", "đơn vị công tác", "cơ quan công tác"),
        is_shown=True,
    ),
    Column(
        "qualification",
        _("Qualification"),
        Choice(choices=Qualification, synonyms=WORDS[Qualification]),
        example="Thạc sĩ",
        synonyms=("trình độ", "trình độ chuyên môn", "học vị"),
        is_shown=True,
        can_bulk=True,
    ),
    Column(
        "subjects",
        _("Teaches"),
        Text(width=40, longest=500),
        example="Quản lý trường hợp; tham vấn",
        synonyms=("chuyên đề", "chuyên đề giảng dạy", "nội dung giảng dạy", "môn"),
        is_shown=True,
    ),
    Column("phone", _("Telephone"), Phone(), synonyms=("điện thoại", "số điện thoại", "SĐT", "ĐT")),
    Column("email", _("E-mail"), Text(longest=254), synonyms=("email", "thư điện tử")),
    Column(
        "is_active",
        _("Teaches now"),
        YesNo(blank=True),
        example="Có",
        synonyms=("còn giảng dạy", "đang giảng dạy"),
        can_bulk=True,
    ),
    Column("note", _("Note"), Text(width=40, longest=2000), synonyms=("ghi chú",), in_list=False),
)
FIELDS = tuple(column.key for column in LECTURER_COLUMNS if column.key != "code")


def read_lecturers(lecturers, _user):
    return [{"code": lecturer.pk} | stored_values(lecturer, FIELDS) for lecturer in lecturers]
