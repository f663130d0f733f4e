"""The columns of a training need."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from swprogram.registry.cells import Choice, Code, Reference, Text, Whole, year_cell
from swprogram.registry.columns import Column
from swprogram.registry.units import counting_entries, names_of
from training.enums import Subject, TrainingKind
from training.exports.references import stored_values
from training.models.need import CODE_PREFIX

MOST_PEOPLE = 1_000_000

NEED_COLUMNS = (
    Column(
        "code",
        _("Code"),
        Code(prefix=CODE_PREFIX),
        help=_("Given by the portal. Without it the unit, year, kind and subject say which need it is."),
        example="NC000123",
        synonyms=("mã", "mã nhu cầu"),
        is_key=True,
        in_list=False,
    ),
    Column(
        "unit",
        _("Unit"),
        Reference(entries=counting_entries, names=names_of),
        example="Huyện Châu Thành",
        synonyms=("đơn vị", "địa phương", "địa bàn", "huyện", "xã"),
        is_required=True,
        is_shown=True,
    ),
    Column(
        "year",
        _("Year"),
        year_cell(),
        example="2025",
        synonyms=("năm", "năm kế hoạch"),
        is_required=True,
        is_shown=True,
    ),
    Column(
        "kind",
        _("Kind of training"),
        Choice(choices=TrainingKind, width=34),
        example="Tập huấn kỹ năng",
        synonyms=("hình thức", "loại hình", "hình thức đào tạo"),
        is_required=True,
        is_shown=True,
    ),
    Column(
        "subject",
        _("Subject"),
        Choice(choices=Subject, width=34),
        example="Quản lý trường hợp",
        synonyms=("chuyên đề", "chủ đề", "nội dung", "lĩnh vực"),
        is_required=True,
        is_shown=True,
    ),
    Column(
        "people",
        pgettext_lazy("training", "People"),
        Whole(most=MOST_PEOPLE),
        example="25",
        synonyms=("số người", "số lượng", "nhu cầu", "số người có nhu cầu"),
        is_required=True,
        is_shown=True,
    ),
    Column("note", _("Note"), Text(width=40, longest=300), synonyms=("ghi chú",), is_shown=True),
)
FIELDS = tuple(column.key for column in NEED_COLUMNS if column.key != "code")


def read_needs(needs, _user):
    return [{"code": need.pk} | stored_values(need, FIELDS) for need in needs]
