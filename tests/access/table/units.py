"""Units, people and their roles."""

from tests.access.table.rows import row

UNITS = {
    "unit_list": row("page", "200", "200", "200", "200", "200", "200", "200"),
    "unit_export": row("page", "200", "200", "200", "200", "200", "200", "200"),
    "person_list": row("page", "200", "403", "403", "403", "403", "403", "403"),
    "person_add": row("page", "200", "403", "403", "403", "403", "403", "403"),
    "person_changes": row("page", "200", "403", "403", "403", "403", "403", "403"),
    "person_changes_export": row("page", "200", "403", "403", "403", "403", "403", "403"),
    "person_detail": row(
        "person", "200 404", "403 403", "403 403", "403 403", "403 403", "403 403", "403 403"
    ),
    "person_password": row(
        "person", "200 404", "403 403", "403 403", "403 403", "403 403", "403 403", "403 403"
    ),
    "person_lock": row(
        "person", "302 404", "403 403", "403 403", "403 403", "403 403", "403 403", "403 403", method="post"
    ),
    "membership_end": row(
        "membership",
        "302 404",
        "403 403",
        "403 403",
        "403 403",
        "403 403",
        "403 403",
        "403 403",
        method="post",
    ),
}
