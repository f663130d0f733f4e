"""The parts of a .xlsx: looked at by the directory first, then unpacked piece by piece and never further."""

import re
import zipfile
from xml.parsers.expat import ExpatError, ParserCreate

from swprogram.kit.spreadsheet.limits import (
    DAMAGED,
    DEFINITIONS,
    MACROS,
    NO_WORKBOOK,
    OTHER_KIND,
    PASSWORD,
    TOO_MUCH,
    Refused,
)

PIECE = 256 * 1024
MOST_PARTS = 500
LONGEST_TAG = 4 * PIECE  # expat begins a tag again with every piece, until it has the whole
CONTENT_TYPES = "[content_types].xml"
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin")
XML = (".xml", ".rels")
LOOKS_LIKE_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff", b"\x00<")
NAMED_MACROS = re.compile(r"vba|macro", re.IGNORECASE)
OTHER_KINDS = {"xl/workbook.bin": ".xlsb", "content.xml": ".ods"}


class Archive:
    """`parts` are the entries by their names, in small letters as Windows takes them for the same."""

    def __init__(self, file, limits):
        self.zip, self.limits, self.left = zipfile.ZipFile(file), limits, limits.content
        self.parts = {}
        for entry in self.zip.infolist():
            self.parts[entry.filename.replace("\\", "/").lower()] = entry
        self._check_directory(self.zip.infolist())

    def _check_directory(self, entries):
        """By the directory alone, before anything is unpacked."""
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused(PASSWORD)
        if any(".." in name.split("/") or name.startswith("/") for name in self.parts):
            raise Refused(DAMAGED)
        if kind := next((kind for name, kind in OTHER_KINDS.items() if name in self.parts), None):
            raise Refused(OTHER_KIND, kind=kind)
        if CONTENT_TYPES not in self.parts or len(self.parts) < len(entries):
            raise Refused(NO_WORKBOOK)
        if any(NAMED_MACROS.search(name) for name in self.parts):
            raise Refused(MACROS)
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > self.limits.content:
            raise Refused(TOO_MUCH)

    def size(self, name):
        return self.parts[name].file_size

    def pieces(self, name, most):
        """The content of a part, piece by piece; what the directory says of its size may be a lie."""
        with self.zip.open(self.parts[name]) as part:
            while piece := part.read(PIECE):
                most -= len(piece)
                self.left -= len(piece)
                if min(most, self.left) < 0:
                    raise Refused(TOO_MUCH)
                yield piece

    def look_through(self, read):
        """What nobody reads is passed over once: a part never holds definitions, nor a picture XML."""
        for name, entry in self.parts.items():
            if name in read or entry.is_dir():
                continue
            if entry.file_size > self.limits.part and name.endswith(XML):
                raise Refused(TOO_MUCH)
            with self.zip.open(entry) as part:
                is_xml = part.read(64).lstrip().startswith(LOOKS_LIKE_XML)
            if is_xml and name.endswith(PICTURES):
                raise Refused(DAMAGED)
            if is_xml:
                parse(self, name, ParserCreate(), is_needed=False)


def parse(archive, name, parser, *, is_needed=True, most=None, tell=None):
    """Feed a part to an expat parser; definitions are refused, damage too where the part is needed."""
    parser.StartDoctypeDeclHandler = _refuse_definitions
    try:
        fed = 0
        for piece in archive.pieces(name, most or archive.limits.part):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise Refused(TOO_MUCH)
            if tell:
                tell(len(piece))
        parser.Parse(b"", True)
    except ExpatError as error:
        if is_needed:
            raise Refused(DAMAGED) from error


def _refuse_definitions(*_declaration):
    raise Refused(DEFINITIONS)


def local(name):
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]
