"""The columns of the registry of facilities, and their values: for the list, the workbook out and in."""

from collections import defaultdict
from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from facilities.enums import (
    FACILITY_KIND_WORDS,
    OWNERSHIP_WORDS,
    Arrangement,
    ClientGroup,
    FacilityKind,
    LicenceKind,
    Ownership,
    ServiceKind,
)
from facilities.models import Capacity, FacilityService
from facilities.models.facility import CODE_PREFIX
from swprogram.kit import clock
from swprogram.kit.bulk import batches_of
from swprogram.registry.cells import Choice, Choices, Code, Day, Exact, Phone, Reference, Text, Whole, YesNo
from swprogram.registry.columns import Column
from swprogram.registry.units import counting_entries, managing_entries, names_of

MOST_PLACES = 100_000
PLACES, CLIENTS = "places_", "clients_"

# What a column of the same key holds in the record itself.
FIELDS = (
    "name",
    "kind",
    "ownership",
    "unit",
    "managed_by",
    "operator",
    "address",
    "phone",
    "hotline",
    "email",
    "licence_kind",
    "licence_number",
    "licensed_on",
    "licensed_by",
    "arrangement",
    "in_network_plan",
    "latitude",
    "longitude",
    "opened_on",
    "closed_on",
    "note",
)

GROUP_SYNONYMS = {
    ClientGroup.OLDER: ("người cao tuổi", "NCT"),
    ClientGroup.CHILDREN: ("trẻ em", "TE"),
    ClientGroup.DISABLED: ("người khuyết tật", "NKT"),
    ClientGroup.MENTAL: ("người tâm thần",),
    ClientGroup.EMERGENCY: ("bảo vệ khẩn cấp",),
    ClientGroup.MINORS: ("người chưa thành niên",),
    ClientGroup.ADDICTED: ("người nghiện",),
    ClientGroup.VOLUNTARY: ("tự nguyện",),
    ClientGroup.OTHER: (),
}


def _places_column(group):
    return Column(
        f"{PLACES}{group}",
        format_lazy("{word} – {group}", word=pgettext_lazy("for clients", "Places"), group=group.label),
        Whole(most=MOST_PLACES),
        in_list=False,
        synonyms=tuple(f"số chỗ {name}" for name in GROUP_SYNONYMS[group]),
    )


def _clients_column(group):
    return Column(
        f"{CLIENTS}{group}",
        format_lazy("{word} – {group}", word=_("Clients"), group=group.label),
        Whole(most=MOST_PLACES),
        in_list=False,
        synonyms=tuple(f"{word} {name}" for name in GROUP_SYNONYMS[group] for word in ("số", "đối tượng")),
    )


FACILITY_COLUMNS = (
    Column(
        "code",
        _("Code"),
        Code(prefix=CODE_PREFIX),
        help=_("Given by the portal. Leave it empty for a facility that is not in the registry yet."),
        example="CS000123",
        synonyms=("mã", "mã cơ sở", "mã số", "mã đơn vị"),
        is_key=True,
    ),
    Column(
        "name",
        _("Name"),
        Text(width=44, longest=300),
        example="Trung tâm Công tác xã hội tỉnh",
        synonyms=("tên cơ sở", "tên đơn vị", "cơ sở", "đơn vị", "tên cơ quan", "tên trung tâm", "tên"),
        is_required=True,
        is_shown=True,
    ),
    Column(
        "kind",
        _("Kind"),
        Choice(choices=FacilityKind, synonyms=FACILITY_KIND_WORDS, width=34),
        help=_("It decides under which kind of body and in which sector the facility counts."),
        example="Trung tâm công tác xã hội",
        synonyms=("loại hình", "loại cơ sở", "loại hình cơ sở", "loại"),
        is_required=True,
        is_shown=True,
        can_bulk=True,
    ),
    Column(
        "ownership",
        _("Ownership"),
        Choice(choices=Ownership, synonyms=OWNERSHIP_WORDS, width=16),
        help=_("Empty means: public."),
        example="Công lập",
        synonyms=("công lập/ngoài công lập", "công lập", "hình thức sở hữu", "loại hình sở hữu"),
        is_shown=True,
        can_bulk=True,
    ),
    Column(
        "unit",
        _("Counted with"),
        Reference(entries=counting_entries, names=names_of),
        help=_("The commune, district or province that manages it and counts it in its figures."),
        example="Phường 1, Thành phố Vũng Tàu",
        synonyms=("địa bàn", "xã/phường", "huyện", "xã", "đơn vị quản lý", "cấp quản lý", "địa phương"),
        is_required=True,
        is_shown=True,
    ),
    Column(
        "managed_by",
        _("Managing agency"),
        Reference(entries=managing_entries, names=names_of),
        example="Sở Y tế",
        synonyms=("cơ quan chủ quản", "chủ quản", "cơ quan quản lý trực tiếp"),
    ),
    Column(
        "operator",
        _("Operator"),
        Text(width=30, longest=300),
        help=_("Who runs a non-public facility, or an agency that is not in the list."),
        synonyms=("đơn vị vận hành", "chủ cơ sở", "người thành lập", "tổ chức thành lập"),
    ),
    Column("address", _("Address"), Text(width=40, longest=300), synonyms=("địa chỉ", "trụ sở", "địa điểm")),
    Column(
        "phone",
        _("Telephone"),
        Phone(),
        example="0254 3852 123",
        synonyms=("điện thoại", "số điện thoại", "SĐT", "ĐT", "điện thoại liên hệ"),
    ),
    Column("hotline", _("Hotline"), Text(longest=50), synonyms=("đường dây nóng", "hotline")),
    Column("email", _("E-mail"), Text(longest=254), synonyms=("email", "thư điện tử", "hộp thư")),
    Column(
        "licence_kind",
        _("Licence"),
        Choice(choices=LicenceKind),
        synonyms=("loại giấy phép", "giấy phép", "căn cứ hoạt động"),
    ),
    Column(
        "licence_number",
        _("Number of the licence"),
        Text(longest=100),
        example="2140/QĐ-UBND",
        synonyms=("số giấy phép", "số quyết định", "số quyết định thành lập", "quyết định thành lập"),
    ),
    Column(
        "licensed_on",
        _("Date of the licence"),
        Day(),
        synonyms=("ngày cấp", "ngày quyết định", "ngày cấp phép"),
    ),
    Column(
        "licensed_by",
        pgettext_lazy("licence", "Issued by"),
        Text(longest=200),
        synonyms=("nơi cấp", "cơ quan cấp"),
    ),
    Column(
        "arrangement",
        _("Social work inside"),
        Choice(choices=Arrangement),
        help=_("Hospitals: a division or a team (43/2015/TT-BYT). Schools: a person (33/2018/TT-BGDĐT)."),
        synonyms=("bố trí công tác xã hội", "phòng/tổ công tác xã hội", "bộ phận công tác xã hội"),
        can_bulk=True,
    ),
    Column(
        "in_network_plan",
        _("In the network plan"),
        YesNo(),
        example="Có",
        synonyms=("trong quy hoạch", "thuộc quy hoạch", "quy hoạch", "quy hoạch mạng lưới"),
        is_shown=True,
        can_bulk=True,
    ),
    Column(
        "services",
        _("Services"),
        Choices(choices=ServiceKind),
        help=_("With semicolons between them. A service that ended on a day is said on the facility's page."),
        example="Tư vấn; Tham vấn",
        synonyms=("dịch vụ", "dịch vụ cung cấp", "các dịch vụ", "dịch vụ công tác xã hội"),
    ),
    *(column(group) for group in ClientGroup for column in (_places_column, _clients_column)),
    Column(
        "latitude",
        _("Latitude"),
        Exact(least=Decimal(8), most=Decimal(24), places=6, is_rounded=True),
        help=_("In degrees, as maps show it: 10,346012."),
        in_list=False,
        synonyms=("vĩ độ", "lat"),
    ),
    Column(
        "longitude",
        _("Longitude"),
        Exact(least=Decimal(102), most=Decimal(118), places=6, is_rounded=True),
        help=_("In degrees, as maps show it: 107,084331."),
        in_list=False,
        synonyms=("kinh độ", "long", "lng"),
    ),
    Column(
        "opened_on",
        _("Opened on"),
        Day(),
        help=_("The first day. Empty when nobody knows it: it then counts as there all along."),
        synonyms=("ngày thành lập", "ngày hoạt động", "hoạt động từ", "thành lập"),
        is_shown=True,
    ),
    Column(
        "closed_on",
        _("Closed on"),
        Day(),
        help=_("The first day without it."),
        synonyms=("ngày giải thể", "ngày ngừng hoạt động", "ngừng hoạt động"),
        ends=True,
    ),
    Column("note", _("Note"), Text(width=40, longest=2000), synonyms=("ghi chú",), in_list=False),
)


def read_values(facilities, _user):
    """One dict of values for each facility, in their order; a service that has ended is left out."""
    facilities = list(facilities)
    pks = [facility.pk for facility in facilities]
    services, places = live_services(pks), _places(pks)
    return [
        _own_values(facility) | {"services": frozenset(services[facility.pk])} | places[facility.pk]
        for facility in facilities
    ]


def live_services(pks):
    """{facility: the kinds that have not ended by today}, also those that begin later."""
    found, today = defaultdict(set), clock.today()
    for row in rows_of(FacilityService, pks):
        if row.until is None or row.until > today:
            found[row.facility_id].add(row.kind)
    return found


def rows_of(model, pks):
    """The services or places of these facilities, in a query for each 500 of them."""
    for some in batches_of(pks):
        yield from model.objects.filter(facility__in=some).order_by("pk")


def _own_values(facility):
    return {"code": facility.pk} | {
        name: getattr(facility, facility._meta.get_field(name).attname) for name in FIELDS
    }


def _places(pks):
    found = defaultdict(lambda: dict(NO_PLACES))
    for row in rows_of(Capacity, pks):
        found[row.facility_id] |= {f"{PLACES}{row.group}": row.places, f"{CLIENTS}{row.group}": row.clients}
    return found


NO_PLACES = {f"{word}{group}": None for group in ClientGroup for word in (PLACES, CLIENTS)}
