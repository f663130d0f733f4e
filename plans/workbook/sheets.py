"""The sheets of a plan's workbook and their columns, as data, in the words of a Vietnamese document.

What a cell may hold is its column's `kind`:
text; code (a short text that other rows name); year, number, money; date; choice (a label of `choices`);
yes (Có or empty); lookup (a name of the list `choices`); link (the code or name of a row of another sheet);
names and links (several of them, with semicolons).
"""

from dataclasses import dataclass

from plans import enums

LISTS_SHEET = "Danh mục"
MARKER = "Dòng"
GUIDE, EXAMPLE = "Hướng dẫn", "Ví dụ"
PLAN_HEADERS = ("Mục", "Nội dung", GUIDE)
YES, NO = "Có", "Không"
SEPARATOR = ";"

YEAR_HINT = "Năm, 4 chữ số."
NUMBER_HINT = "Số; phần thập phân sau dấu phẩy."
DATE_HINT = "ngày/tháng/năm"
MONEY_HINT = "Đồng, số đầy đủ; để trống nếu chưa có."
LIST_HINT = "Chọn trong danh sách."
PRINTED_HINT = "Ghi nguyên văn như bản in; không in thì để trống."
ORDER_HINT = "Số, chữ hoặc gạch đầu dòng in trước nội dung."


@dataclass(frozen=True)
class Column:
    header: str
    field: str
    kind: str = "text"
    required: bool = False
    hint: str = ""
    example: str = ""
    width: int = 16
    choices: object = None
    part: str = ""


@dataclass(frozen=True)
class Sheet:
    """`parts` are the parts of contents.PARTS that it holds; two where a row can say something of both."""

    title: str
    parts: tuple
    columns: tuple
    note: str


def text(header, field, width=60, **more):
    return Column(header, field, width=width, **more)


def choice(header, field, choices, **more):
    return Column(header, field, "choice", choices=choices, hint=LIST_HINT, width=22, **more)


def year(header, field, **more):
    return Column(header, field, "year", width=10, hint=YEAR_HINT, **more)


PRINTED_NUMBER = text("Số in", "number", 9, hint=ORDER_HINT, example="1")
FUNDING = choice("Nguồn", "funding", enums.FundingKind, required=True, example="Ngân sách địa phương")

PLAN = Sheet(
    "Kế hoạch",
    ("plan",),
    (
        Column("Chương trình", "programme", "lookup", True, LIST_HINT, choices="programmes"),
        Column("Tỉnh", "unit", "lookup", True, LIST_HINT, choices="provinces"),
        choice("Loại kế hoạch", "kind", enums.PlanKind, required=True),
        year("Từ năm", "from_year", required=True),
        Column("Đến năm", "to_year", "year", hint="Để trống nếu là kế hoạch một năm."),
        text("Tên kế hoạch", "title", required=True, hint=PRINTED_HINT),
        text("Số, ký hiệu", "number", hint="Ví dụ 05/KH-UBND. Không in thì để trống."),
        Column("Ngày ban hành", "issued_on", "date", hint=DATE_HINT),
        text("Nơi ban hành", "issued_place"),
        text("Cơ quan ban hành", "issuer", required=True),
        text("Quyền hạn, chức vụ của người ký", "signing_capacity", hint="Như in trên chữ ký."),
        text("Người ký", "signer"),
        text("Câu mở đầu", "opening", hint=PRINTED_HINT),
        Column("Kinh phí dự kiến (đồng)", "estimated_cost", "money", hint=MONEY_HINT),
    ),
    "Mỗi dòng là một mục của kế hoạch. Chỉ điền cột “Nội dung”.",
)

HEADINGS = Sheet(
    "Đề mục",
    ("headings",),
    (
        choice("Phần của kế hoạch", "part", enums.PlanPart, required=True, example="Chỉ tiêu"),
        text("Số in", "number", 9, hint="Đầy đủ: II hoặc II.1", example="II"),
        text("Nội dung", "text", required=True, hint=PRINTED_HINT, example="CHỈ TIÊU CỤ THỂ"),
    ),
    "Tên các phần, mục như in trong kế hoạch, theo thứ tự in.",
)

BASES = Sheet(
    "Căn cứ",
    ("bases",),
    (
        text(
            "Nội dung",
            "text",
            80,
            required=True,
            hint=PRINTED_HINT,
            example="Căn cứ Quyết định số 112/QĐ-TTg ngày 22/01/2021 của Thủ tướng Chính phủ",
        ),
        text("Số, ký hiệu", "number", 24, example="112/QĐ-TTg"),
        Column("Ngày ban hành", "issued_on", "date", hint=DATE_HINT, example="22/01/2021"),
    ),
    "Các căn cứ, mỗi căn cứ một dòng, theo thứ tự in.",
)

PASSAGES = Sheet(
    "Mục đích – mục tiêu",
    ("passages",),
    (
        choice("Loại", "kind", enums.PassageKind, required=True, example="Mục đích"),
        PRINTED_NUMBER,
        text(
            "Nội dung",
            "text",
            100,
            required=True,
            hint=PRINTED_HINT,
            example="Nâng cao nhận thức của toàn xã hội về công tác xã hội.",
        ),
    ),
    "Mục đích, yêu cầu, mục tiêu, điều của quyết định, giải pháp và các đoạn về kinh phí, báo cáo.",
)

PHASES = Sheet(
    "Giai đoạn",
    ("phases",),
    (
        text("Số in", "number", 9, example="1"),
        Column("Tên giai đoạn", "name", "code", True, example="Giai đoạn 2021 – 2025", width=50),
        year("Từ năm", "from_year", required=True, example="2021"),
        year("Đến năm", "to_year", required=True, example="2025"),
    ),
    "Chỉ điền khi kế hoạch chia giai đoạn; các giai đoạn không chồng lên nhau.",
)

TARGETS = Sheet(
    "Chỉ tiêu",
    ("targets",),
    (
        Column("Mã", "code", "code", True, "Mỗi chỉ tiêu một mã.", "VT-1", 10),
        Column("Là điều kiện của", "condition_of", "link", hint="Mã của chỉ tiêu ở dòng trên.", width=12),
        Column("Chỉ số", "indicator", "lookup", True, LIST_HINT, width=40, choices="indicators"),
        text("Tên ngắn", "name", 40, required=True, example="Tỷ lệ nhân lực được đào tạo"),
        text("Nguyên văn", "wording", 70, required=True, hint=PRINTED_HINT, example="Ít nhất có 10% số …"),
        choice("So sánh", "comparator", enums.Comparator, required=True, example="ít nhất"),
        Column("Giá trị", "value", "number", True, "Phần trăm ghi 30, không ghi 0,3.", "10", 12),
        Column("Đến giá trị", "value_to", "number", hint="Chỉ khi so sánh là “trong khoảng”.", width=12),
        choice("Đơn vị tính", "measured_in", enums.MeasuredIn, required=True, example="phần trăm"),
        year("Từ năm", "from_year", required=True, example="2024"),
        year("Đến năm", "to_year", required=True, example="2024"),
        Column("Giai đoạn", "phase", "link", hint="Tên ở trang “Giai đoạn”.", width=24),
        choice("Cách tính mức tăng", "growth_mode", enums.GrowthMode),
        Column("Năm gốc", "base_year", "year", hint="Chỉ với mức tăng.", width=10),
        Column("Số gốc", "base_value", "number", hint="Chỉ với mức tăng.", width=12),
        text("Bình quân năm in", "printed_average", 14),
        Column(
            "Hoạt động phục vụ", "activities", "links", hint="Mã hoạt động, cách nhau bằng dấu ;", width=18
        ),
        text("Ghi chú", "note", 40),
    ),
    "Mỗi chỉ tiêu một dòng; điều kiện đứng dưới chỉ tiêu của nó.",
)

ACTIVITIES = Sheet(
    "Hoạt động",
    ("activities",),
    (
        Column("Mã", "code", "code", True, "Để các trang khác gọi tên; không in ra.", "1", 10),
        Column("Thuộc mã", "parent", "link", hint="Mã của hoạt động ở dòng trên.", width=10),
        PRINTED_NUMBER,
        text("Nội dung", "text", 110, required=True, hint=PRINTED_HINT, example="Tuyên truyền, thông tin …"),
    ),
    "Hoạt động và các ý của nó, theo thứ tự in; ý đứng dưới hoạt động mà nó thuộc về.",
)

DUTY_DATES = (
    Column("Hạn", "due_on", "date", hint=DATE_HINT, width=12),
    choice("Định kỳ", "rhythm", enums.Rhythm),
)

BODIES = Sheet(
    "Cơ quan – nhiệm vụ",
    ("bodies", "duties"),
    (
        Column(
            "Cơ quan",
            "name",
            "code",
            True,
            "Tên như in. Mỗi nhiệm vụ một dòng, nhắc lại tên.",
            "Sở Y tế",
            40,
            part="bodies",
        ),
        text("Số in", "number", 9, part="bodies", example="3"),
        Column(
            "Đơn vị trong danh mục",
            "agency",
            "lookup",
            hint=LIST_HINT,
            width=36,
            choices="units",
            part="bodies",
        ),
        Column(
            "Là nhóm cơ quan",
            "is_class",
            "yes",
            hint="Có: nhiều cơ quan chung một tên.",
            width=12,
            part="bodies",
        ),
        Column(
            "Thành viên của nhóm",
            "members",
            "names",
            hint="Tên đơn vị, cách nhau bằng dấu ;",
            width=30,
            choices="units",
            part="bodies",
        ),
        choice("Vai trò", "role", enums.DutyRole, part="duties", example="Chủ trì"),
        text("Nhiệm vụ", "text", 90, part="duties", example="Chủ trì tuyên truyền trong ngành y tế."),
        text("Tên in tại đây", "printed_body", 24, part="duties", hint="Chỉ khi khác tên cơ quan."),
        Column("Hạn", "due_on", "date", hint=DATE_HINT, width=12, part="duties"),
        choice("Định kỳ", "rhythm", enums.Rhythm, part="duties"),
    ),
    "Mỗi cơ quan ít nhất một dòng. Số in, đơn vị, nhóm chỉ cần ghi ở dòng đầu của cơ quan.",
)

ROLES = Sheet(
    "Vai trò theo hoạt động",
    ("roles",),
    (
        Column("Mã hoạt động", "activity", "link", True, "Mã ở trang “Hoạt động”.", "1", 12),
        choice("Vai trò", "role", enums.DutyRole, required=True, example="Chủ trì"),
        Column("Cơ quan", "body", "link", True, "Tên ở trang “Cơ quan – nhiệm vụ”.", "Sở Y tế", 40),
        text("Tên in tại đây", "printed_body", 40, hint="Chỉ khi khác tên cơ quan."),
        text("Việc phải làm", "text", 60),
        *DUTY_DATES,
    ),
    "Cơ quan nào chủ trì, phối hợp, thực hiện hoạt động nào; mỗi hoạt động một cơ quan chủ trì.",
)

BUDGET = Sheet(
    "Kinh phí",
    ("budget",),
    (
        Column("Mã hoạt động", "activity", "link", hint="Để trống nếu cho cả kế hoạch.", width=12),
        choice("Nội dung chi", "cost_line", enums.CostLine),
        FUNDING,
        year("Năm", "year"),
        Column("Dự toán", "estimated", "money", hint=MONEY_HINT, width=18, example="50000000"),
        Column("Được giao", "allocated", "money", hint=MONEY_HINT, width=18),
        Column("Đã chi", "spent", "money", hint=MONEY_HINT, width=18),
        Column("Quyết toán", "settled", "money", hint=MONEY_HINT, width=18),
        text("Ghi chú", "note", 40),
    ),
    "Mỗi dòng một khoản theo hoạt động, nội dung chi, nguồn và năm; không cộng dồn, không dòng tổng.",
)

SOURCES = Sheet(
    "Nguồn kinh phí",
    ("sources",),
    (
        choice("Nguồn", "kind", enums.FundingKind, required=True, example="Ngân sách địa phương"),
        text("Nguyên văn", "text", 90, required=True, hint=PRINTED_HINT, example="ngân sách địa phương"),
    ),
    "Các nguồn mà kế hoạch nêu tên.",
)

RECIPIENTS = Sheet(
    "Nơi nhận",
    ("recipients",),
    (text("Nơi nhận", "text", 70, required=True, hint="Không ghi gạch đầu dòng.", example="Lưu: VT"),),
    "Mỗi nơi nhận một dòng.",
)

FACTS = Sheet(
    "Số liệu nêu trong văn bản",
    ("facts",),
    (
        Column("Mã", "code", "code", True, "Mỗi số liệu một mã.", "SL-1", 10),
        text("Nguyên văn", "text", 80, required=True, hint=PRINTED_HINT, example="Toàn tỉnh có 1.234 …"),
        Column("Số", "figure", "number", hint=NUMBER_HINT, width=14, example="1234"),
        choice("Đơn vị tính", "measured_in", enums.MeasuredIn, example="người"),
        text("Thời điểm", "as_of", 20, example="năm 2023"),
        text("Ghi chú", "note", 40),
    ),
    "Số liệu, sự việc mà văn bản nêu; không phải chỉ tiêu.",
)

CORRECTIONS = Sheet(
    "Đính chính",
    ("corrections",),
    (
        text("Vị trí", "where", 30, required=True, example="II.3"),
        text("In là", "printed", 40, required=True, hint=PRINTED_HINT, example="14/12/2020"),
        text("Đúng là", "correct", 40, example="14/02/2020"),
        text("Ghi chú", "note", 60),
    ),
    "Lỗi in và cách đọc đúng; nội dung ở các trang khác giữ như bản in.",
)

SHEETS = (
    PLAN,
    HEADINGS,
    BASES,
    PASSAGES,
    PHASES,
    TARGETS,
    ACTIVITIES,
    BODIES,
    ROLES,
    BUDGET,
    SOURCES,
    RECIPIENTS,
    FACTS,
    CORRECTIONS,
)


def columns_of(sheet, part):
    return [column for column in sheet.columns if (column.part or sheet.parts[0]) == part]


def sheet_of(part):
    return next(sheet for sheet in SHEETS if part in sheet.parts)
