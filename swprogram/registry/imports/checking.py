"""What each row of a workbook means for the registry: new, changed, the same or wrong, and why.

Everything that is wrong is found at once, whatever row or column it stands in.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from swprogram.kit.text import search_key
from swprogram.registry.cells import CellRefused
from swprogram.registry.imports.sources import Sources
from swprogram.registry.spec import Row, RowProblem

ROWS_PER_STEP = 500


@dataclass
class Checked:
    """The rows of a workbook by what they are; `before` has the values of the known records.

    `changes` maps the line of a changed row to the keys of the columns in which it differs.
    """

    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    same: list = field(default_factory=list)
    wrong: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    before: dict = field(default_factory=dict)
    changes: dict = field(default_factory=dict)

    @property
    def counts(self):
        return {name: len(getattr(self, name)) for name in ("new", "changed", "same", "wrong")}


def open_cells(registry, user):
    """{key: cell} with the lists of this person."""
    return {column.key: column.cell.opened_for(user) for column in registry.sheet_columns}


def read_rows(table, answers, cells, tell=lambda done: None):
    """(Rows, RowProblems) of the table: every value read by its column; rows without any value left out."""
    known = answers.keys
    readers = {key: _Reader(cell, answers.words.get(key, {})) for key, cell in cells.items() if key in known}
    sources, rows, problems = Sources(table, answers), [], []
    for done, (line, values) in enumerate(table.rows):
        if done % ROWS_PER_STEP == 0:
            tell(done)
        if any(values[index] is not None for index in answers.indexes):
            typed = {key: sources.value_of(key, line, values) for key in readers}
            rows.append(_read_row(line, typed, readers, problems))
    return rows, problems


def _read_row(line, typed, readers, problems):
    row = Row(line, {})
    for key, reader in readers.items():
        try:
            row.values[key] = reader.read(typed[key])
        except CellRefused as refusal:
            problems.append(RowProblem(line, key, str(refusal)))
    return row


class _Reader:
    """A cell that remembers the texts that it has read: most columns say the same words again and again.

    `words` says what texts mean that the cell does not know.
    """

    def __init__(self, cell, words):
        self.cell, self.words, self.known = cell, words, {}

    def read(self, raw):
        if not isinstance(raw, str):
            return self.cell.read(raw)
        if raw not in self.known:
            self.known[raw] = self._read_text(raw)
        return self.known[raw]

    def _read_text(self, raw):
        try:
            return self.cell.read(raw)
        except CellRefused:
            meaning = self.words.get(search_key(raw))
            if not meaning:
                raise
            return self.cell.read(meaning)


def check_rows(registry, rows, problems, context):
    """Compare what was read with the registry as it is now; the rows become complete. Returns Checked."""
    importer, told = registry.importer, list(problems)
    keys = {column.key for column in registry.sheet_columns if column.is_key}
    unclear = {problem.line for problem in problems if problem.key in keys}
    findable = [row for row in rows if row.line not in unclear]
    told += importer.find(findable, context)
    told += _told_twice(registry, findable)
    before = importer.read({row.pk for row in findable if row.pk is not None})
    typed = {row.line: _complete(registry, row, before.get(row.pk)) for row in findable}
    told += _without_required(registry, findable, problems)
    told += _beyond(importer.check(findable, context), told)
    return _sort_out(rows, typed, before, told)


def _told_twice(registry, rows):
    """Two rows that are the same record: the later ones say which was the first."""
    first, problems = {}, []
    key = next((column.key for column in registry.sheet_columns if column.is_key), "")
    message = _("The same record as in row %(line)s. Leave one of the two rows out.")
    for row in rows:
        if row.pk is not None and first.setdefault(row.pk, row.line) != row.line:
            problems.append(RowProblem(row.line, key, message % {"line": first[row.pk]}))
    return problems


def _complete(registry, row, before):
    """Fill in what the workbook lacks; returns the keys in which the row differs from the record."""
    typed, columns = row.values, registry.sheet_columns
    row.values = {column.key: column.cell.empty for column in columns} | (before or {}) | typed
    differing = []
    for column in columns if before else ():
        key = column.key
        if column.is_key or key not in typed or column.cell.is_same(before[key], typed[key]):
            row.values[key] = before[key]
        else:
            differing.append(key)
    return differing


def _without_required(registry, rows, problems):
    told = {(problem.line, problem.key) for problem in problems}
    message = _("This must not be empty. Type a value.")
    return [
        RowProblem(row.line, column.key, message)
        for column in registry.sheet_columns
        if column.is_required
        for row in rows
        if row.values[column.key] == column.cell.empty and (row.line, column.key) not in told
    ]


def _beyond(problems, told):
    """What the registry finds wrong, but for the cells of which something is told already."""
    known = {(problem.line, problem.key) for problem in told if not problem.is_warning}
    return [problem for problem in problems if (problem.line, problem.key) not in known]


def _sort_out(rows, typed, before, told):
    checked = Checked(before=before)
    for problem in sorted(told, key=lambda problem: problem.line):
        (checked.warnings if problem.is_warning else checked.problems).append(problem)
    wrong = {problem.line for problem in checked.problems}
    for row in rows:
        _kind_of(checked, row, row.line in wrong, typed.get(row.line)).append(row)
    return checked


def _kind_of(checked, row, is_wrong, differing):
    if is_wrong:
        return checked.wrong
    if row.pk is None:
        return checked.new
    if not differing:
        return checked.same
    checked.changes[row.line] = differing
    return checked.changed


def problems_by_line(checked):
    """{line: its problems}"""
    found = defaultdict(list)
    for problem in checked.problems:
        found[problem.line].append(problem)
    return found
