"""How much of a workbook is read, and how a refusal is told."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much of a workbook is read; sizes in bytes.

    `part` is the largest part that is no sheet: openpyxl builds these whole. `told` is how many problems
    of one kind are told of one sheet.
    """

    file: int = 10 * MEGABYTE
    content: int = 64 * MEGABYTE
    part: int = 4 * MEGABYTE
    elements: int = 800_000
    rows: int = 5_000
    columns: int = 100
    told: int = 20


USUAL = Limits()


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


def damaged():
    return _("The file is damaged. Open it in Excel, save it as .xlsx under a new name and try again.")


def macros():
    return _("The workbook holds macros. Save it as “Excel workbook (.xlsx)”, without macros.")


def too_much():
    return _("The workbook unpacks to more than the portal reads. Copy your rows into a fresh template.")
