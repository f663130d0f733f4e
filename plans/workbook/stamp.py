"""From which state of the plan a workbook was downloaded: a short mark beside its first title."""

import re

LABEL = "Mã bản tải về:"
LENGTH = 16
PLACE = (1, 3)  # row and column
MARK = re.compile(re.escape(LABEL) + rf"\s*([0-9a-f]{{{LENGTH}}})")


def stamp_of(fingerprint):
    return fingerprint[:LENGTH]


def print_stamp(fingerprint):
    return f"{LABEL} {stamp_of(fingerprint)}"


def find_stamp(rows):
    """The mark in the first lines of the sheet; empty in a template or a workbook made by hand."""
    texts = (str(value) for row in rows[:2] for _cell, value in row if value is not None)
    return next((found[1] for text in texts if (found := MARK.search(text))), "")
