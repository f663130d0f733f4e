"""Pages of courses, participants, lecturers and needs, beside those that every registry has."""

from tests.access.table.records import KEPT, READ
from tests.access.table.registries import EDITORS, READERS
from tests.access.table.rows import button, row

# A unit sees the courses of the units above it too: it sends people there.
OFFERED = (
    "404 404 404 404 404 404",
    "200 200 200 200 200 404",
    "200 200 200 200 200 404",
    "200 200 200 200 404 404",
    "200 200 200 404 404 404",
    "404 404 404 404 404 404",
    "404 404 404 404 404 404",
)

# The history names everybody who took part: it is for who follows the course's own unit.
FOLLOWED = (
    "404 404 404 404 404 404",
    "200 200 200 200 200 404",
    "200 200 200 200 200 404",
    "403 200 200 200 404 404",
    "403 403 200 404 404 404",
    "404 404 404 404 404 404",
    "404 404 404 404 404 404",
)

ORGANISED = (
    "404 404 404 404 404 404",
    "200 200 200 200 200 404",
    "403 403 403 403 403 404",
    "403 200 200 200 404 404",
    "403 403 200 404 404 404",
    "404 404 404 404 404 404",
    "404 404 404 404 404 404",
)

# Of the unit whose course it is, in each place; then from Đông Một and from Tây in the province's course.
PARTICIPANTS = (
    "404 404 404 404 404 404 404 404",
    "200 200 200 200 200 404 200 200",
    "403 403 403 403 403 404 403 403",
    "404 200 200 200 404 404 403 404",
    "404 404 200 404 404 404 403 404",
    "404 404 404 404 404 404 404 404",
    "404 404 404 404 404 404 404 404",
)

TRAINING = {
    "course_year": row("page", *READERS),
    "course_year_export": row("page", *READERS),
    "trained_list": row("page", *READERS),
    "trained_export": row("page", *READERS),
    "course_add": row("page", *EDITORS),
    "course_detail": row("course", *OFFERED),
    "course_edit": row("course", *ORGANISED),
    "course_hold": row("course", *ORGANISED),
    "course_cancel": button("course", *ORGANISED),
    "course_replan": button("course", *ORGANISED),
    "course_history": row("course", *FOLLOWED),
    "course_attendance": row("course", *ORGANISED),
    "course_results": row("course", *ORGANISED),
    "course_certificates": row("course", *ORGANISED),
    "session_add": row("course", *ORGANISED),
    "session_edit": row("session", *ORGANISED),
    "session_delete": button("session", *ORGANISED),
    "participant_add": row("course", *ORGANISED),
    "participant_add_name": row("course", *ORGANISED),
    "participant_add_number": row("course", *ORGANISED),
    "participant_export": row("course", *OFFERED),
    "participant_edit": row("participant", *PARTICIPANTS),
    "participant_delete": button("participant", *PARTICIPANTS),
    "lecturer_add": row("page", *EDITORS),
    "lecturer_detail": row("lecturer", *READ),
    "lecturer_edit": row("lecturer", *KEPT),
    "lecturer_delete": button("lecturer", *KEPT),
    "need_add": row("page", *EDITORS),
    "need_detail": row("need", *READ),
    "need_edit": row("need", *KEPT),
    "need_delete": button("need", *KEPT),
}
