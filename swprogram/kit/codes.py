"""The portal's own codes of records, as people read, type and print them: CS000123 is facility 123."""

import re

DIGITS = 6


def write_code(prefix, pk):
    return f"{prefix}{pk:0{DIGITS}d}"


def read_code(prefix, text):
    """The id behind a code, however it is typed ("cs 123"), or None for any other text."""
    found = re.fullmatch(rf"{prefix}\s*([0-9]{{1,18}})", text.strip(), re.IGNORECASE | re.ASCII)
    return int(found[1]) if found else None
