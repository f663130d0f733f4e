"""What the small parts of a .xlsx say: which sheets there are, which texts and which number formats."""

import posixpath
from dataclasses import dataclass, field
from xml.parsers.expat import ParserCreate

from swprogram.kit.spreadsheet.archive import CONTENT_TYPES, NAMED_MACROS, local, parse
from swprogram.kit.spreadsheet.formats import Section, section_for, section_of_builtin
from swprogram.kit.spreadsheet.limits import DAMAGED, MACROS, NO_WORKBOOK, TOO_MUCH, Refused
from swprogram.kit.spreadsheet.values import text_of

MOST_SHEETS = 200
TEXTS = "sharedStrings"


@dataclass
class Package:
    """The workbook: its sheets as (title, is hidden, name of the part), its texts and its styles."""

    sheets: list
    texts: list
    styles: "Styles"
    is_1904: bool
    read: set = field(default_factory=set)


def read_package(archive):
    """The Package of an archive; the parts are found by the relations between them, as Excel finds them."""
    types = _elements(archive, CONTENT_TYPES)
    if any(NAMED_MACROS.search(value) for _name, given in types for value in given.values()):
        raise Refused(MACROS)
    main = _related(archive, "").get("officeDocument", [None])[0]
    if main not in archive.parts or any(name == "document" for name, _given in _elements(archive, main)[:1]):
        raise Refused(NO_WORKBOOK)
    elements = _elements(archive, main)
    if not any(name == "workbook" for name, _given in elements):
        raise Refused(NO_WORKBOOK)
    related = _related(archive, main)
    texts, styles = (related.get(kind, [None])[0] for kind in (TEXTS, "styles"))
    package = Package(
        _sheets(archive, main, elements),
        _Texts(archive.limits).read(archive, texts) if texts in archive.parts else [],
        Styles(_elements(archive, styles)) if styles in archive.parts else Styles([]),
        is_1904=any(_is_true(given.get("date1904")) for name, given in elements if name == "workbookPr"),
    )
    package.read = {CONTENT_TYPES, main, texts, styles, *(part for _title, _hidden, part in package.sheets)}
    return package


def _elements(archive, name):
    """(element, its attributes) of a small part in their order, all names without prefix."""
    found = []

    def keep(element, attributes):
        if len(found) > archive.limits.elements:
            raise Refused(TOO_MUCH)
        found.append((local(element), attributes))

    parser = ParserCreate()
    parser.StartElementHandler = keep
    parse(archive, name, parser)
    return found


def _related(archive, name):
    """{kind: names of parts} of what a part refers to."""
    return {kind: list(targets.values()) for kind, targets in _relations(archive, name).items()}


def _relations(archive, name):
    folder, base = posixpath.split(name)
    path = posixpath.join(folder, "_rels", f"{base}.rels")
    if path not in archive.parts:
        raise Refused(NO_WORKBOOK)
    found = {}
    for element, given in _elements(archive, path):
        if element == "Relationship" and given.get("TargetMode") != "External":
            kind = given.get("Type", "").rpartition("/")[2]
            found.setdefault(kind, {})[given.get("Id")] = _resolved(folder, given.get("Target", ""))
    return found


def _resolved(folder, target):
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/").lower()


def _sheets(archive, main, elements):
    """Sheets of cells; those of charts and old dialogues hold none."""
    relations = _relations(archive, main)
    parts, others = relations.get("worksheet", {}), {key for one in relations.values() for key in one}
    found = []
    for name, given in elements:
        key = next((value for key, value in given.items() if local(key) == "id"), None)
        if name != "sheet" or (key in others and key not in parts):
            continue
        if parts.get(key) not in archive.parts or len(found) >= MOST_SHEETS:
            raise Refused(DAMAGED)
        is_hidden = given.get("state", "visible") != "visible"
        found.append((text_of(given.get("name", "")) or "", is_hidden, parts[key]))
    return found


def _is_true(value):
    return value in ("1", "true", "on")


class Styles:
    """How cells show their numbers, by the number of their style."""

    def __init__(self, elements):
        self.codes, self.formats = {}, []
        among = ""
        for name, given in elements:
            if name in ("numFmts", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
                among = name
            elif (name, among) == ("numFmt", "numFmts"):
                self.codes[given.get("numFmtId")] = given.get("formatCode", "")
            elif (name, among) == ("xf", "cellXfs"):
                self.formats.append(given.get("numFmtId", "0"))

    def section(self, style, number):
        """The Section of a number format by which this number is shown."""
        place = int(style) if style and style.isdecimal() else 0
        key = self.formats[place] if place < len(self.formats) else "0"
        if key in self.codes:
            return section_for(self.codes[key], number)
        return section_of_builtin(int(key)) if key.isdecimal() else Section()


class _Texts:
    """The table of texts: each `si` is one, made of all its `t` but those that say how to pronounce it."""

    def __init__(self, limits):
        self.limits, self.found, self.pieces = limits, [], []
        self.length = self.total = 0
        self.is_text, self.is_sound = False, False

    def read(self, archive, name):
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._open, self._close
        parser.CharacterDataHandler = self._read
        parse(archive, name, parser, most=archive.limits.content)
        return self.found

    def _open(self, name, _attributes):
        name = local(name)
        self.is_text = name == "t"
        if name == "rPh":
            self.is_sound = True
        elif name == "si":
            self.pieces, self.length = [], 0

    def _close(self, name):
        name = local(name)
        self.is_text = False
        if name == "rPh":
            self.is_sound = False
        elif name == "si":
            self.found.append(text_of("".join(self.pieces)))

    def _read(self, text):
        """One sign more than is read is kept, which tells that the text is too long."""
        if not self.is_text or self.is_sound:
            return
        kept = text[: max(0, self.limits.text + 1 - self.length)]
        self.pieces.append(kept)
        self.length += len(kept)
        self.total += len(kept)
        if self.total > self.limits.all_text:
            raise Refused(TOO_MUCH)
