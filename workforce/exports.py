"""The columns of the registry of people and what stands in them: the list, the workbook out and in.

The list shows people; a sheet has one row per post, with the person's columns repeated in every row.
"""

from collections import defaultdict
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from facilities.models import Facility
from swprogram.kit import clock
from swprogram.kit.bulk import batches_of
from swprogram.kit.dates import format_date
from swprogram.kit.tables import Table
from swprogram.org.enums import UnitKind
from swprogram.registry.cells import (
    Choice,
    Day,
    Entry,
    Exact,
    Phone,
    Reference,
    Text,
    Whole,
    YesNo,
    year_cell,
)
from swprogram.registry.columns import PARTS_OF_A_NAME, Column
from swprogram.registry.spec import Row
from swprogram.registry.units import counting_entries, entries_of, units_of_provinces
from workforce.cells import Email, IdentityNumber, KeptChoice, KeptYesNo, Name, PersonCode
from workforce.enums import WORDS, Engagement, Qualification, Sex, StaffKind, Workplace
from workforce.models import Allowance, Post, Title
from workforce.models.worker import CODE_PREFIX

MOST_MONTHLY = 100_000_000


def facility_entries(user):
    """Facilities in the person's reach; the code tells apart what is called alike."""
    found = Facility.objects.visible_to(user).order_by("sort_key", "pk").only("pk", "name")
    return [
        Entry(facility.pk, f"{facility.code} – {facility.name}", (facility.code, facility.name))
        for facility in found
    ]


def agency_entries(user):
    return entries_of(units_of_provinces(user).filter(kind=UnitKind.AGENCY))


def title_entries(user):
    return [Entry(title.pk, str(title), (title.code, title.name)) for title in Title.objects.all()]


PERSON_COLUMNS = (
    Column(
        "worker",
        _("Person code"),
        PersonCode(prefix=CODE_PREFIX),
        help=_("Given by the portal. Empty for a new person; *1 in two rows: one new person with two posts."),
        example="NL000123",
        synonyms=("mã người", "mã", "mã nhân sự", "mã nhân viên", "mã cán bộ", "mã số"),
        is_key=True,
    ),
    Column(
        "full_name",
        _("Full name"),
        Name(width=28, longest=300),
        example="Nguyễn Thị Lan",
        synonyms=("họ và tên", "họ tên", "họ, tên", "tên", "họ và tên cán bộ", "họ và tên cộng tác viên"),
        parts=PARTS_OF_A_NAME,
        is_required=True,
        is_shown=True,
    ),
    Column(
        "sex", _("Sex"), Choice(choices=Sex, width=9), example="Nữ", synonyms=("giới tính", "nam/nữ", "phái")
    ),
    Column(
        "birth_year", _("Year of birth"), year_cell(), example="1986", synonyms=("năm sinh", "sinh năm", "ns")
    ),
    Column(
        "born_on",
        _("Date of birth"),
        Day(year_key="birth_year"),
        in_list=False,
        synonyms=("ngày sinh", "ngày tháng năm sinh", "ngày, tháng, năm sinh", "sinh ngày"),
    ),
    Column(
        "identity_number",
        _("Identity number"),
        IdentityNumber(),
        help=_(
            "It leaves the portal masked. Leave the mask as it is, or type the whole number to replace it."
        ),
        in_list=False,
        synonyms=("số cccd", "cccd", "cmnd", "số cmnd", "số định danh", "số định danh cá nhân", "cmnd/cccd"),
    ),
    Column(
        "phone",
        _("Telephone"),
        Phone(width=14),
        example="0254 3852 123",
        synonyms=("điện thoại", "số điện thoại", "sđt", "đt"),
    ),
    Column("email", _("E-mail"), Email(), synonyms=("email", "thư điện tử")),
    Column(
        "qualification",
        _("Qualification"),
        KeptChoice(choices=Qualification, synonyms=WORDS[Qualification], width=16),
        example="Đại học",
        synonyms=("trình độ", "trình độ chuyên môn", "trình độ đào tạo", "bằng cấp"),
        is_shown=True,
        can_bulk=True,
    ),
    Column(
        "is_qualified_in_social_work",
        _("Qualified in social work"),
        KeptYesNo(),
        example="Có",
        synonyms=(
            "đúng chuyên ngành ctxh",
            "đúng chuyên ngành",
            "chuyên ngành công tác xã hội",
            "đúng ngành",
        ),
        can_bulk=True,
    ),
    Column(
        "field_of_study",
        _("Field of study"),
        Text(longest=200),
        example="Công tác xã hội",
        synonyms=("ngành đào tạo", "chuyên ngành", "chuyên ngành đào tạo"),
    ),
    Column(
        "certificate_number",
        _("Practising certificate"),
        Text(longest=100),
        help=_("Nghị định 110/2024/NĐ-CP."),
        synonyms=("chứng chỉ hành nghề", "số chứng chỉ hành nghề", "số chứng chỉ"),
    ),
    Column(
        "certified_on",
        _("Certificate of"),
        Day(),
        in_list=False,
        synonyms=("ngày cấp chứng chỉ", "ngày cấp chứng chỉ hành nghề"),
    ),
    Column(
        "certified_by",
        _("Certificate issued by"),
        Text(longest=200),
        in_list=False,
        synonyms=("nơi cấp chứng chỉ", "cơ quan cấp chứng chỉ"),
    ),
    Column(
        "practised_on",
        _("Practice confirmed on"),
        Day(),
        synonyms=("ngày xác nhận thực hành", "giấy xác nhận thực hành"),
        can_bulk=True,
    ),
    Column(
        "updated_knowledge_on",
        _("Knowledge last updated on"),
        Day(),
        synonyms=("ngày cập nhật kiến thức", "cập nhật kiến thức"),
        can_bulk=True,
    ),
    Column(
        "meets_collaborator_standard",
        _("Meets the collaborator standard"),
        YesNo(blank=None),
        help=_("Thông tư 07/2013/TT-BLĐTBXH; empty means: not assessed yet."),
        synonyms=("đạt tiêu chuẩn cộng tác viên", "đạt tiêu chuẩn ctv", "tiêu chuẩn ctv"),
        can_bulk=True,
    ),
    Column("note", _("Note"), Text(longest=2000, width=30), in_list=False, synonyms=("ghi chú",)),
)

POST_COLUMNS = (
    Column(
        "number",
        _("Post number"),
        Whole(least=1, most=32_000, is_grouped=False, width=9),
        help=_("Given by the portal. Empty for a new post."),
        in_list=False,
        synonyms=("vị trí số", "số vị trí", "vị trí thứ"),
        is_key=True,
    ),
    Column(
        "unit",
        _("Counted with"),
        Reference(entries=counting_entries),
        help=_("The commune, district or province that counts this post in its figures."),
        example="Phường 1, Thành phố Vũng Tàu",
        synonyms=("tính cho", "xã/phường", "xã, phường, thị trấn", "xã", "huyện", "địa bàn", "địa phương"),
        is_required=True,
        is_shown=True,
    ),
    Column(
        "kind",
        _("Kind of staff"),
        Choice(choices=StaffKind, synonyms=WORDS[StaffKind], width=16),
        example="Cộng tác viên",
        synonyms=("loại nhân lực", "loại", "đối tượng", "loại hình nhân lực", "diện"),
        is_required=True,
        is_shown=True,
    ),
    Column(
        "workplace",
        _("Workplace"),
        Choice(choices=Workplace, synonyms=WORDS[Workplace], width=26),
        example="Cấp xã",
        synonyms=("nơi làm việc", "khối", "lĩnh vực", "ngành"),
        is_required=True,
        is_shown=True,
    ),
    Column("employer", _("Employer"), Text(), in_workbook=False, is_shown=True),
    Column(
        "facility",
        _("Facility"),
        Reference(entries=facility_entries, width=36),
        help=_("Empty for a post at an agency or at the People's Committee itself."),
        in_list=False,
        synonyms=("cơ sở", "cơ sở công tác", "tên cơ sở"),
    ),
    Column(
        "agency",
        _("Agency"),
        Reference(entries=agency_entries),
        help=_("A facility or an agency, not both."),
        in_list=False,
        example="Sở Y tế",
        synonyms=("cơ quan", "cơ quan công tác", "sở, ban, ngành"),
    ),
    Column("posts", _("Number of posts"), Whole(), in_workbook=False, is_shown=True),
    Column(
        "engagement",
        _("Engagement"),
        KeptChoice(choices=Engagement, synonyms=WORDS[Engagement], width=18),
        help=_("Empty for a new post means: full-time."),
        example="Không chuyên trách",
        synonyms=("hình thức", "chế độ làm việc", "chuyên trách/kiêm nhiệm", "hình thức làm việc"),
    ),
    Column(
        "position",
        _("Position"),
        Text(longest=200),
        example="Công chức Văn hóa - Xã hội",
        synonyms=("chức vụ", "chức danh", "công việc"),
    ),
    Column(
        "title",
        _("Professional title"),
        Reference(entries=title_entries),
        example="V.09.04.02",
        synonyms=("chức danh nghề nghiệp", "mã số chức danh", "mã ngạch", "hạng chức danh"),
    ),
    Column("rank", _("Rank (salary step)"), Whole(least=1, most=20), synonyms=("bậc", "bậc lương")),
    Column(
        "coefficient",
        _("Salary coefficient"),
        Exact(least=Decimal("0.01"), most=Decimal(20), places=2),
        example="2,34",
        synonyms=("hệ số", "hệ số lương"),
    ),
    Column(
        "is_main",
        _("Main post"),
        KeptYesNo(),
        help=_("A person with two posts counts once, at the main one. Empty for a first post means: yes."),
        example="Có",
        in_list=False,
        synonyms=("vị trí chính", "việc chính", "công việc chính"),
    ),
    Column("started_on", _("Since"), Day(), synonyms=("từ ngày", "ngày bắt đầu", "ngày vào làm")),
    Column(
        "ended_on",
        _("Ended on"),
        Day(),
        help=_("The first day without the post. The row stays; the person no longer counts there."),
        synonyms=("đến ngày", "ngày kết thúc", "ngày nghỉ", "ngày thôi việc"),
        ends=True,
    ),
    Column(
        "allowance",
        _("Monthly allowance (dong)"),
        Whole(most=MOST_MONTHLY, width=14),
        help=_("A new amount needs the day from which it is paid; 0 ends an allowance."),
        example="1.800.000",
        synonyms=("phụ cấp hàng tháng (đồng)", "phụ cấp", "phụ cấp hàng tháng", "mức phụ cấp"),
    ),
    Column(
        "allowance_from",
        _("Allowance since"),
        Day(),
        in_list=False,
        synonyms=("phụ cấp từ ngày", "hưởng phụ cấp từ", "hưởng từ ngày"),
    ),
)

WORKER_COLUMNS = (*PERSON_COLUMNS, *POST_COLUMNS)
PERSON_FIELDS = tuple(column.key for column in PERSON_COLUMNS if not column.is_key)
OF_NO_FIELD = ("number", "employer", "posts", "allowance", "allowance_from")
POST_FIELDS = tuple(column.key for column in POST_COLUMNS if column.key not in OF_NO_FIELD)
REFERENCES = ("unit", "facility", "agency", "title")


def read_values(workers, user):
    """One dict of values per person: the person's facts, and those of the post at which they count today.

    Only posts in the reader's reach are told, here and in the workbook.
    """
    posts = _posts_of(workers, user)
    return [_list_values(worker, posts[worker.pk]) for worker in workers]


def read_rows(workers, user):
    """One row per post, the person's posts in their order."""
    posts = _posts_of(workers, user)
    pairs = [(worker, post) for worker in workers for post in posts[worker.pk]]
    return [
        Row(line, row_values(worker, post), post.pk) for line, (worker, post) in enumerate(pairs, start=1)
    ]


def read_posts(pks):
    """{id of a post: values of its row}, for imports."""
    found = (with_newest_allowance(Post.objects.filter(pk__in=batch)) for batch in batches_of(pks))
    return {
        post.pk: row_values(post.worker, post) for posts in found for post in posts.select_related("worker")
    }


def row_values(worker, post):
    values = person_values(worker) | {"number": post.number}
    values |= {key: _plain(post, key) for key in POST_FIELDS}
    return values | {"allowance": post.allowance, "allowance_from": post.allowance_from}


def person_values(worker):
    values = {key: getattr(worker, key) for key in PERSON_FIELDS}
    return values | {"worker": worker.pk, "identity_number": worker.masked_identity_number}


def with_newest_allowance(posts):
    """Each post with the amount and the first day of its newest allowance, None without one."""
    rows = Allowance.objects.filter(post=OuterRef("pk")).order_by("-valid_from")
    return posts.annotate(
        allowance=Subquery(rows.values("amount")[:1]), allowance_from=Subquery(rows.values("valid_from")[:1])
    )


def shown_post(posts, day):
    """Of a person's posts in their order: where they count on the day, else the one that ended last."""
    live = [post for post in posts if post.is_live_on(day)]
    if live:
        return min(live, key=lambda post: (not post.is_main, post.number))
    return max(posts, key=lambda post: (post.ended_on or day, post.number), default=None)


def _list_values(worker, posts):
    day = clock.today()
    post = shown_post(posts, day)
    values = row_values(worker, post) | {"employer": post.employer_name} if post else person_values(worker)
    return values | {"posts": sum(one.is_live_on(day) for one in posts)}


def _plain(post, key):
    return getattr(post, f"{key}_id" if key in REFERENCES else key)


def _posts_of(workers, user):
    """{id of the person: their posts in order}; one query for every batch of people."""
    found = defaultdict(list)
    for batch in batches_of(worker.pk for worker in workers):
        posts = with_newest_allowance(Post.objects.visible_to(user).filter(worker__in=batch))
        for post in posts.select_related("unit", "facility", "agency").order_by("worker", "number"):
            found[post.worker_id].append(post)
    return found


def bodies_table(bodies, units, day):
    """The bodies with assigned staff as a document; `units` names them by id."""
    spec = (
        ("Tên đơn vị", "text", lambda body: body.name),
        ("Loại đơn vị", "text", lambda body: body.kind.label),
        ("Đơn vị tính số liệu", "text", lambda body: units.get(body.unit_id, "")),
        ("Số người", "count", lambda body: body.people),
        ("Phụ cấp cao nhất (đồng)", "count", lambda body: body.pay),
        ("Từ mức lương cơ sở", "text", lambda body: "Có" if body.pays_base_wage else "Không"),
    )
    title = f"Đơn vị có người làm công tác xã hội, ngày {format_date(day)}"
    with translation.override("vi"):
        return Table.from_objects("Đơn vị", title, spec, bodies)
