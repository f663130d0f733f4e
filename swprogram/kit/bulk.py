"""Many rows at once: in portions that every database takes, signed as each alone would be."""

from swprogram.kit import clock

BATCH = 500  # ids in one condition, rows in one statement
LONGEST_REASON = 100  # what the history keeps of a reason


def batches_of(items):
    """The items in lists of at most 500."""
    items = list(items)
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]


def signature(by, reason=""):
    """Who changes, when and why, as simple-history's functions for many rows take it."""
    return {
        "default_user": by,
        "default_change_reason": reason[:LONGEST_REASON] or None,
        "default_date": clock.now(),
    }
