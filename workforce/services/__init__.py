from workforce.services.duplicates import DuplicatePair, find_duplicates, merge_workers, say_distinct
from workforce.services.identity import find_by_identity_number, open_identity_number
from workforce.services.posts import (
    POST_FIELDS,
    add_post,
    change_post,
    end_post,
    move_worker,
    set_allowance,
    version_of,
)
from workforce.services.workers import WORKER_FIELDS, add_worker, change_many, change_worker

__all__ = [
    "POST_FIELDS",
    "WORKER_FIELDS",
    "DuplicatePair",
    "add_post",
    "add_worker",
    "change_many",
    "change_post",
    "change_worker",
    "end_post",
    "find_duplicates",
    "merge_workers",
    "move_worker",
    "find_by_identity_number",
    "open_identity_number",
    "say_distinct",
    "set_allowance",
    "version_of",
]
