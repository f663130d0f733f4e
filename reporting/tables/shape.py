"""What every table of the report has in common: its number, its source, and who was counted."""

from swprogram.kit.tables import Table

PROPOSED = "Biểu mẫu đề xuất: chưa có biểu mẫu chính thức."


def make_table(number, title, columns, rows, facts, emphasised=(), note="", keys=()):
    sent = facts.submissions_of(facts.province)
    provisional = "Số liệu tạm tính. " if sent.accepted < sent.expected else ""
    source = f"Tổng hợp từ {sent.accepted}/{sent.expected} báo cáo đã duyệt của các đơn vị. {provisional}"
    return Table(
        code=f"Biểu {number}",
        title=f"Biểu {number}. {title}",
        columns=columns,
        rows=rows,
        notes=[note or source + PROPOSED],
        emphasised=emphasised,
        row_keys=[str(key) for key in keys],
    )
