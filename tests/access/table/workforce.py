"""Pages about one person or two, beside those that every registry has."""

from tests.access.table.records import KEPT, READ
from tests.access.table.registries import EDITORS, READERS
from tests.access.table.rows import button, row

# Not for the commune officer, even of the own commune.
IDENTITY_NUMBERS = (
    "404 404 404 404 404 404",
    "200 200 200 200 200 404",
    "403 403 403 403 403 404",
    "404 200 200 200 404 404",
    "404 404 403 404 404 404",
    "404 404 404 404 404 404",
    "404 404 404 404 404 404",
)

# In each place; then the second post, in Tây, of the person of Đông Một: that post is out of Đông's sight.
POSTS = (
    "404 404 404 404 404 404 404",
    "200 200 200 200 200 404 200",
    "403 403 403 403 403 404 403",
    "404 200 200 200 404 404 404",
    "404 404 200 404 404 404 404",
    "404 404 404 404 404 404 404",
    "404 404 404 404 404 404 404",
)

# The person of Đông Một with another of Đông Một, of Đông Hai, of Tây, of the other province.
PAIRS = (
    "404 404 404 404",
    "200 200 200 404",
    "403 403 403 404",
    "200 200 404 404",
    "200 404 404 404",
    "404 404 404 404",
    "404 404 404 404",
)

WORKFORCE = {
    "worker_add": row("page", *EDITORS),
    "worker_find": row("page", "403", "200", "403", "200", "403", "403", "403"),
    "worker_detail": row("worker", *READ),
    "worker_edit": row("worker", *KEPT),
    "worker_identity": row("worker", *IDENTITY_NUMBERS),
    "worker_post_add": row("worker", *KEPT),
    "worker_post_edit": row("post", *POSTS),
    "worker_post_move": row("post", *POSTS),
    "worker_post_end": row("post", *POSTS),
    "worker_allowance_add": row("post", *POSTS),
    "worker_duplicates": row("page", *EDITORS),
    "worker_merge": row("pair", *PAIRS),
    "worker_distinct": button("pair", *PAIRS),
    "staffed_body_list": row("page", *READERS),
    "staffed_body_export": row("page", *READERS),
}
