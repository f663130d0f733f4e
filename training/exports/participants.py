"""The columns of a line in the list of participants of a course."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from swprogram.registry.cells import Choice, Code, Day, Reference, Text, Whole, year_cell
from swprogram.registry.columns import PARTS_OF_A_NAME, Column
from swprogram.registry.units import counting_entries, names_of
from training.enums import RESULT_WORDS, Result
from training.exports.references import stored_values
from workforce.enums import WORDS, StaffKind, Workplace
from workforce.models.worker import CODE_PREFIX as WORKER_PREFIX

CODE_PREFIX = "HV"
MOST_PEOPLE = 100_000

PARTICIPANT_COLUMNS = (
    Column(
        "code",
        _("Line"),
        Code(prefix=CODE_PREFIX),
        help=_("Given by the portal to a line that is in the list already. Leave it empty for a new one."),
        synonyms=("mã dòng", "mã học viên"),
        is_key=True,
    ),
    Column(
        "worker",
        _("Code in the workforce registry"),
        Code(prefix=WORKER_PREFIX),
        help=_("With it the line is that person; without it somebody known by name, or a number of people."),
        example="NL000123",
        synonyms=("mã nhân lực", "mã NL", "mã cán bộ", "mã người"),
    ),
    Column(
        "full_name",
        _("Full name"),
        Text(width=30, longest=300),
        example="Nguyễn Thị Đào",
        synonyms=("họ và tên", "họ tên", "tên học viên", "họ và tên học viên", "tên", "người tham dự"),
        parts=PARTS_OF_A_NAME,
        is_shown=True,
    ),
    Column(
        "birth_year",
        _("Year of birth"),
        year_cell(most=2020),
        example="1985",
        synonyms=("năm sinh", "sinh năm", "NS"),
        is_shown=True,
    ),
    Column(
        "unit",
        _("Comes from"),
        Reference(entries=counting_entries, names=names_of),
        help=_("The commune, district or province. Empty for a code of the registry: the post says it."),
        example="Xã An Bình, Huyện Châu Thành",
        synonyms=(
            "đơn vị công tác",
            "đơn vị",
            "địa bàn",
            "nơi công tác",
            "xã/phường",
            "xã",
            "huyện",
            "địa phương",
        ),
        is_shown=True,
    ),
    Column(
        "kind",
        _("Kind of staff"),
        Choice(choices=StaffKind, synonyms=WORDS[StaffKind]),
        example="Cộng tác viên",
        synonyms=("loại cán bộ", "chức danh", "nhóm", "đối tượng"),
    ),
    Column(
        "workplace",
        _("Workplace"),
        Choice(choices=Workplace, synonyms=WORDS[Workplace], width=34),
        synonyms=("nơi làm việc", "lĩnh vực công tác", "khối"),
    ),
    Column(
        "headcount",
        pgettext_lazy("training", "People"),
        Whole(least=1, most=MOST_PEOPLE),
        help=_("Only for a line by number: how many people. A person with a name is one."),
        synonyms=("số người", "số lượng", "số học viên"),
        is_shown=True,
    ),
    Column(
        "result",
        _("Result"),
        Choice(choices=Result, synonyms=RESULT_WORDS, width=18),
        help=_("Only who completed the course counts as trained."),
        example="Hoàn thành",
        synonyms=("kết quả", "kết quả học tập", "hoàn thành"),
        is_shown=True,
    ),
    Column(
        "certificate_number",
        _("Certificate"),
        Text(longest=100),
        example="015/2024/CN-CTXH",
        synonyms=("số chứng chỉ", "chứng chỉ", "số chứng nhận", "số giấy chứng nhận", "số hiệu"),
    ),
    Column(
        "certified_on",
        _("Certificate of"),
        Day(),
        synonyms=("ngày cấp", "ngày cấp chứng chỉ", "ngày chứng nhận"),
    ),
    Column("note", _("Note"), Text(width=34, longest=300), synonyms=("ghi chú",), in_list=False),
)
FIELDS = tuple(column.key for column in PARTICIPANT_COLUMNS if column.key != "code")


def read_participants(participants, _user):
    """One dict of values for each line; somebody of the registry has the name that stands there today."""
    participants = list(participants)
    prefetch_related_objects(participants, "worker")
    return [read_line(participant) for participant in participants]


def read_line(participant):
    """Needs the line with its worker."""
    values = {"code": participant.pk} | stored_values(participant, FIELDS)
    if participant.worker_id:
        worker = participant.worker
        values |= {"full_name": worker.full_name, "birth_year": worker.birth_year}
    return values
