"""Pages about one facility, beside those that every registry has."""

from tests.access.table.records import KEPT, READ
from tests.access.table.registries import EDITORS
from tests.access.table.rows import button, row

# The opening of a facility in each place; then a merger of facilities of Đông Một and Đông Hai, which nobody
# takes back who keeps one of the two only.
EVENTS = (
    "404 404 404 404 404 404 404",
    "200 200 200 200 200 404 200",
    "403 403 403 403 403 404 403",
    "404 200 200 200 404 404 200",
    "404 404 200 404 404 404 403",
    "404 404 404 404 404 404 404",
    "404 404 404 404 404 404 404",
)

FACILITIES = {
    "facility_add": row("page", *EDITORS),
    "facility_detail": row("facility", *READ),
    "facility_edit": row("facility", *KEPT),
    "facility_services": row("facility", *KEPT),
    "facility_clients": row("facility", *KEPT),
    "facility_close": row("facility", *KEPT),
    "facility_rename": row("facility", *KEPT),
    "facility_transfer": row("facility", *KEPT),
    "facility_merge": row("facility", *KEPT),
    "facility_event_withdraw": button("event", *EVENTS),
}
