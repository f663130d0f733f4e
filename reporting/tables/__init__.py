"""The tables of a report, built once for screen, PDF, Excel and API; their text is Vietnamese, as the report.

No official form of Chương trình 112 or Đề án 32 is known, so every form says that it is a proposal.
"""

from reporting.facts import read_facts
from reporting.formulas import percent
from reporting.tables.shape import PROPOSED, make_table
from reporting.tables.targets import targets_table
from swprogram.kit.dates import format_date
from swprogram.kit.tables import Column, Mark
from swprogram.org.enums import UnitKind

WHOLE_PROVINCE = "Toàn tỉnh"
COMPLETENESS = "Biểu 8"
NAME, COUNT = 30, 11
CONSULTED = "Số người được tư vấn, hỗ trợ"


def build_tables(round, plan):
    """All tables of the report on `plan` in `round`, in their printed order; a constant number of queries."""
    facts = read_facts(round)
    return [
        targets_table(round, plan, facts),
        staff_table(facts),
        bodies_table(facts),
        facilities_table(facts),
        children_table(facts),
        training_table(facts),
        clients_table(facts),
        completeness_table(facts),
        communes_table(facts),
    ]


def staff_table(facts):
    """People who do social work, by member unit: all of them, by kind, and how many were trained."""
    kinds = facts.rows_of("staff")
    return _units_table(
        "2", "Nhân lực công tác xã hội", _staff_columns(kinds), facts, _staff_cells(facts, kinds)
    )


def _staff_columns(kinds):
    return [
        Column("Tổng số", "count", width=COUNT, key="staff"),
        *(
            Column(kind.name, "count", group="Chia theo loại nhân lực", width=COUNT, key=f"staff:{kind.code}")
            for kind in kinds
        ),
        Column("Được đào tạo, bồi dưỡng, tập huấn trong kỳ", "count", width=16, key="staff_trained"),
    ]


def _staff_cells(facts, kinds):
    def cells(unit, cell=facts.cell):
        return [
            cell(unit, "staff"),
            *(cell(unit, "staff", kind) for kind in kinds),
            cell(unit, "staff_trained"),
        ]

    return cells


def bodies_table(facts):
    """Bodies by kind: all, those with assigned staff, those of them that pay an allowance."""
    columns = [
        Column("Loại đơn vị", width=NAME, key="name"),
        Column("Tổng số đơn vị", "count", width=13, key="bodies"),
        Column("Đã bố trí nhân sự", "count", width=13, key="bodies_with_staff"),
        Column("Tỷ lệ (%)", "number", width=10, places=2, key="share"),
        Column("Có phụ cấp từ mức lương cơ sở", "count", width=15, key="bodies_with_allowance"),
    ]
    kinds = [None, *facts.rows_of("bodies")]
    rows = [_part_row(facts, kind, "bodies", "bodies_with_staff", "bodies_with_allowance") for kind in kinds]
    title = "Đơn vị bố trí nhân sự làm công tác xã hội"
    return make_table("3", title, columns, rows, facts, {0}, keys=_codes(kinds))


def _codes(options):
    """What tells the rows of these options apart; None, all of them together, has the empty code."""
    return [option.code if option else "" for option in options]


def _part_row(facts, row, whole, part, *others):
    """A row option (None: all of them) of the province: whole, part, the part's share, other measures."""
    province = facts.province
    return [
        row.name if row else "Tổng số",
        facts.cell(province, whole, row),
        facts.cell(province, part, row),
        _share(facts.total(province, part, row), facts.total(province, whole, row)),
        *(facts.cell(province, other, row) for other in others),
    ]


def _share(part, whole):
    """In percent; "…" where the part was not reported, "x" where there is nothing to share."""
    if not part.reported or not whole.reported:
        return Mark.NOT_REPORTED
    return percent(part.value, whole.value) if whole.value else Mark.NOT_APPLICABLE


def facilities_table(facts):
    """Facilities of the network plan and those of them that give services, by sector, by member unit."""
    sectors = facts.rows_of("facilities_planned")
    measures = [("facilities_planned", "Trong quy hoạch"), ("facilities_serving", "Có dịch vụ CTXH")]
    groups = [(None, "Tổng số"), *((sector, sector.name) for sector in sectors)]
    columns = [
        Column(header, "count", group=group, width=COUNT, key=f"{code}:{sector.code if sector else ''}")
        for sector, group in groups
        for code, header in measures
    ]

    def cells(unit):
        return [facts.cell(unit, code, sector) for sector, _group in groups for code, _header in measures]

    return _units_table(
        "4", "Cơ sở trong quy hoạch có cung cấp dịch vụ công tác xã hội", columns, facts, cells
    )


def children_table(facts):
    columns = [
        Column("Nhóm trẻ em", width=NAME, key="name"),
        Column("Tổng số trẻ em thuộc diện", "count", width=14, key="children"),
        Column("Được trợ giúp và cung cấp dịch vụ trong kỳ", "count", width=16, key="children_served"),
        Column("Tỷ lệ (%)", "number", width=10, places=2, key="share"),
    ]
    groups = [None, *facts.rows_of("children")]
    rows = [_part_row(facts, group, "children", "children_served") for group in groups]
    return make_table("5", "Trẻ em được trợ giúp xã hội", columns, rows, facts, {0}, keys=_codes(groups))


def training_table(facts):
    """People who completed a course, by kind, by member unit."""
    kinds = facts.rows_of("trainees")
    columns = [
        Column("Tổng số", "count", width=COUNT, key="trainees"),
        *(
            Column(kind.name, "count", group="Chia theo hình thức", width=15, key=f"trainees:{kind.code}")
            for kind in kinds
        ),
    ]

    def cells(unit):
        return [facts.cell(unit, "trainees", kind) for kind in [None, *kinds]]

    return _units_table("6", "Người được đào tạo, bồi dưỡng, tập huấn", columns, facts, cells)


def clients_table(facts):
    earlier = facts.previous.printed_label if facts.previous else "Kỳ trước cùng loại"
    columns = [
        Column("Nhóm đối tượng", width=NAME, key="name"),
        Column(facts.round.period.printed_label, "count", group=CONSULTED, width=14, key="now"),
        Column(earlier, "count", group=CONSULTED, width=14, key="previous"),
    ]
    groups = [None, *facts.rows_of("people_consulted")]
    rows = [
        [
            group.name if group else "Tổng số",
            facts.cell(facts.province, "people_consulted", group),
            facts.earlier_cell(facts.province, "people_consulted", group),
        ]
        for group in groups
    ]
    title = "Người được tư vấn, hỗ trợ công tác xã hội theo nhóm đối tượng"
    return make_table("7", title, columns, rows, facts, {0}, keys=_codes(groups))


def completeness_table(facts):
    """Who has sent: expected, accepted, waiting for review, not sent or returned, and late of these."""
    columns = [
        Column("Phải gửi", "count", width=COUNT),
        Column("Đã duyệt", "count", width=COUNT),
        Column("Chờ duyệt", "count", width=COUNT),
        Column("Chưa gửi hoặc bị trả lại", "count", width=13),
        Column("Trong đó: quá hạn", "count", width=COUNT),
    ]

    def cells(unit):
        sent = facts.submissions_of(unit)
        return [sent.expected, sent.accepted, sent.sent, sent.waiting, facts.late_of(unit)]

    note = f"Tính đến ngày {format_date(facts.counted_on)}. {PROPOSED}"
    return _units_table("8", "Tình hình gửi báo cáo", columns, facts, cells, note)


def communes_table(facts):
    """Staff by commune under its district; the district's own submission stands among them."""
    kinds = facts.rows_of("staff")
    cells = _staff_cells(facts, kinds)
    rows, emphasised = [[WHOLE_PROVINCE, *cells(facts.province)]], {0}
    keys = [facts.province.pk]
    for member in facts.members:
        below = facts.communes.get(member.pk, [])
        if member.kind == UnitKind.DISTRICT:
            emphasised.add(len(rows))
        rows.append([member.name, *cells(member)])
        rows += [[unit.name, *cells(unit, facts.own_cell)] for unit in below]
        if below:
            rows.append(["Báo cáo của cấp huyện", *cells(member, facts.own_cell)])
        keys += [member.pk, *(unit.pk for unit in below), *([f"{member.pk} own"] if below else [])]
    columns = [Column("Đơn vị", width=NAME, key="name"), *_staff_columns(kinds)]
    title = "Nhân lực công tác xã hội theo xã, phường, thị trấn"
    return make_table("9", title, columns, rows, facts, emphasised, keys=keys)


def _units_table(number, title, columns, facts, cells, note=""):
    """A table by member unit under a line for the whole province."""
    rows = [[WHOLE_PROVINCE, *cells(facts.province)], *([unit.name, *cells(unit)] for unit in facts.members)]
    by_district = facts.members and facts.members[0].kind == UnitKind.DISTRICT
    where = "theo đơn vị cấp huyện" if by_district else "theo xã, phường, đặc khu"
    columns = [Column("Đơn vị", width=NAME, key="name"), *columns]
    keys = [unit.pk for unit in (facts.province, *facts.members)]
    return make_table(number, f"{title} {where}", columns, rows, facts, {0}, note, keys)
