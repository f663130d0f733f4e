"""Files that people upload: what they are is read from their first bytes, never from their name."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from swprogram.kit.numbers import format_trimmed
from swprogram.kit.text import normalise


@dataclass(frozen=True)
class FileType:
    """A kind of file that the portal takes: how it begins, its ending and its type for browsers."""

    begins: bytes
    suffix: str
    content_type: str


PDF = FileType(b"%PDF-", ".pdf", "application/pdf")
PNG = FileType(b"\x89PNG\r\n\x1a\n", ".png", "image/png")
JPEG = FileType(b"\xff\xd8\xff", ".jpg", "image/jpeg")
FILE_TYPES = (PDF, PNG, JPEG)

MEGABYTE = 1024 * 1024
LARGEST_SCAN = 15
LONGEST_NAME = 200
# A PDF begins within its first 1,024 bytes and ends with a mark: scanners and programs that sign write
# a little before and after. Where objects follow the last mark, the file was cut off.
BEGINS_WITHIN = 1024
PDF_ENDS_WITH = b"%%EOF"
OBJECT = re.compile(rb"[0-9] [0-9]{1,5} obj")
PROGRAMS = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"Rar!")


def check_file(file, types, most_megabytes):
    """The FileType of an uploaded file, which is one of `types`; ValidationError for any other file."""
    if file.size > most_megabytes * MEGABYTE:
        message = _("The file is larger than %(most)s MB. Choose a smaller one.")
        raise ValidationError(message % {"most": most_megabytes})
    found = _type_of(file)
    if found not in types:
        endings = ", ".join(one.suffix.removeprefix(".").upper() for one in types)
        message = _("This is not a file of these kinds: %(kinds)s. Choose another one.")
        raise ValidationError(message % {"kinds": endings})
    return found


def check_pdf(file):
    """A scan is a whole PDF of at most 15 MB; ValidationError says what to do about any other file."""
    if file.size > LARGEST_SCAN * MEGABYTE:
        message = _(
            "The file has %(size)s; at most %(most)s MB are kept. Scan it again in grey at 200 dpi, or split"
            " it into parts, and choose it again."
        )
        raise ValidationError(message % {"size": size_in_words(file.size), "most": LARGEST_SCAN})
    check_file(file, (PDF,), LARGEST_SCAN)
    if not _is_whole(file):
        raise ValidationError(_("This PDF is cut off: its end is missing. Scan or save it again."))


def size_in_words(size):
    """Bytes as people read them: '14,3 MB', '120 KB'."""
    if size >= MEGABYTE:
        return f"{format_trimmed(Decimal(size) / MEGABYTE, 1)} MB"
    return f"{max(1, round(size / 1024))} KB"


def safe_name(name):
    """The name that a file came with, to be shown: without a path, on one line, not too long."""
    bare = PurePath(normalise(name).replace("\\", "/")).name
    stem, suffix = PurePath(bare).stem, PurePath(bare).suffix
    return "".join(sign for sign in f"{stem[:LONGEST_NAME]}{suffix[:10]}" if sign.isprintable())


def content_type_of(name):
    """The type for browsers of a file that was checked when it came."""
    fits = (one.content_type for one in FILE_TYPES if name.endswith(one.suffix))
    return next(fits, "application/octet-stream")


def _type_of(file):
    file.seek(0)
    first = file.read(BEGINS_WITHIN)
    file.seek(0)
    found = next((one for one in FILE_TYPES if first.startswith(one.begins)), None)
    if found is None and PDF.begins in first and not first.startswith(PROGRAMS):
        return PDF
    return found


def _is_whole(file):
    file.seek(0)
    _before, mark, rest = file.read().rpartition(PDF_ENDS_WITH)
    file.seek(0)
    return bool(mark) and not OBJECT.search(rest)
