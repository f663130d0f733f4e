"""The sheets of an uploaded workbook, and which of them hold the records.

Offices keep several sheets in a workbook: one for each commune, a summary, last year's list, hidden. Those
with the headings that the portal knows best are read; several of them together, where they are alike.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from swprogram.kit.workbooks import MEGABYTE, Limits, WorkbookRefused, read_sheets
from swprogram.registry.imports.answers import Answers
from swprogram.registry.imports.headings import plain
from swprogram.registry.imports.layout import JOIN, RECORD, Layout, find_layout
from swprogram.registry.imports.table import is_like, join_parts, make_part

LIMITS = Limits(
    file=20 * MEGABYTE,
    content=300 * MEGABYTE,
    part=64 * MEGABYTE,
    elements=6_000_000,
    rows=50_000,
    columns=100,
    told=100_000,
    seconds=60,
)


@dataclass
class Upload:
    """What was read of a file: every sheet with content as a Part, and the Table of those that count.

    `is_doubtful` says that several sheets could be meant and nobody has chosen yet; `unlike` are chosen
    sheets that have other headings than the first one and are therefore not read.
    """

    parts: list
    table: object
    unlike: list
    is_doubtful: bool = False


def read_upload(file, known, answers, tell=None):
    """The Upload; `known` is the set of plain headings that the registry knows.

    Raises WorkbookRefused where the file is none that can be read.
    """
    sheets = read_sheets(file, LIMITS, tell)
    if too_large := [problem for sheet in sheets if not sheet.is_read for problem in sheet.problems]:
        raise WorkbookRefused(*too_large)
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise WorkbookRefused(_("The workbook is empty. Fill in the template and upload it again."))
    parts = [make_part(sheet, _layout_of(sheet, known, answers)) for sheet in sheets]
    chosen = [part for part in parts if part.sheet.title in answers.sheets]
    return _read_chosen(parts, chosen, answers) if chosen else _propose(parts, known, answers)


def read_table(file, known, tell=None):
    """The Table of a file of which nobody has said anything."""
    return read_upload(file, known, Answers(), tell).table


def _layout_of(sheet, known, answers):
    said = answers.sheets.get(sheet.title)
    return Layout(*said) if said else find_layout(sheet, known)


def _read_chosen(parts, chosen, answers):
    alike = [part for part in chosen if is_like(part, chosen[0])]
    unlike = [part for part in chosen if part not in alike]
    return Upload(parts, join_parts(alike, answers), unlike)


def _propose(parts, known, answers):
    """The visible sheet with most known headings, and those that are like it."""
    visible = [part for part in parts if not part.sheet.is_hidden] or parts
    best = max(visible, key=lambda part: _count_known(part, known))
    alike = [
        part for part in visible if part is best or (is_like(part, best) and RECORD in part.kinds.values())
    ]
    return Upload(parts, join_parts(alike, answers), [], is_doubtful=len(alike) > 1)


def _count_known(part, known):
    words = {plain(piece) for text in part.texts for piece in (text, *text.split(JOIN))}
    return len(known & words)
