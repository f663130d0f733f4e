"""How much of a workbook is read, and how a refusal is told."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from swprogram.kit.numbers import format_number
from swprogram.kit.spreadsheet.limits import (
    DAMAGED,
    DEFINITIONS,
    MACROS,
    MEGABYTE,
    NO_WORKBOOK,
    OTHER_KIND,
    PASSWORD,
    TOO_MUCH,
    Limits,
    Refused,
)

__all__ = ["MEGABYTE", "USUAL", "Limits", "Problem", "Refused", "WorkbookRefused"]

USUAL = Limits(all_text=3_000_000)


@dataclass(frozen=True)
class Problem:
    """What is wrong and what to do about it; sheet and cell are empty where it is the whole file."""

    message: str
    sheet: str = ""
    cell: str = ""


class WorkbookRefused(Exception):
    """A file that is not read; `problems` says why, each with its remedy."""

    def __init__(self, *problems):
        self.problems = [p if isinstance(p, Problem) else Problem(p) for p in problems]
        super().__init__("; ".join(problem.message for problem in self.problems))


def in_words(refusal):
    """The WorkbookRefused of a Refused: its code in the language of the person."""
    return WorkbookRefused(_words_of(refusal.code) % refusal.values)


def _words_of(code):
    return {
        DAMAGED: _("The file is damaged. Open it in Excel, save it as .xlsx under a new name and try again."),
        TOO_MUCH: _(
            "The workbook unpacks to more than the portal reads. Copy your rows into a fresh template."
        ),
        MACROS: _("The workbook holds macros. Save it as “Excel workbook (.xlsx)”, without macros."),
        PASSWORD: _("The workbook has a password. Save it without one and try again."),
        DEFINITIONS: _(
            "The workbook holds definitions that Excel never writes. Copy your rows into a fresh template."
        ),
        OTHER_KIND: _("This is a file of another kind (%(kind)s). Open it in Excel and save it as .xlsx."),
        NO_WORKBOOK: _("This is not an Excel workbook. Fill in the template and save it as .xlsx."),
    }[code]


def too_large_a_file(limits):
    message = _("The file is larger than %(most)d MB. Delete pictures and empty rows, save it and try again.")
    return WorkbookRefused(message % {"most": limits.file // MEGABYTE})


def far_away(limits):
    message = _(
        "Something stands here, outside of the %(rows)s rows and %(columns)s columns that the portal reads."
        " Delete it, or copy your rows into a fresh template."
    )
    return message % {"rows": format_number(limits.rows), "columns": limits.columns}
