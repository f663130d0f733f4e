"""What each row of a workbook means for the registry: new, changed, the same or wrong, and why.

Everything that is wrong is found at once, whatever row or column it stands in.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from swprogram.kit.dates import read_bare_year
from swprogram.kit.text import normalise, search_key
from swprogram.registry.cells import CellRefused
from swprogram.registry.imports.sources import Sources
from swprogram.registry.spec import Row, RowProblem

ROWS_PER_STEP = 500


@dataclass
class Checked:
    """The rows of a workbook by what they are; `before` has the values of the known records.

    `changes` maps the line of a changed row to the keys of the columns in which it differs. `asked` are the
    rows with `questions`. `parents` maps the line of a new row to the values that stand in the record it
    belongs to, where that is changed by no other row.
    """

    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    same: list = field(default_factory=list)
    wrong: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    before: dict = field(default_factory=dict)
    changes: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    parents: dict = field(default_factory=dict)

    @property
    def counts(self):
        counts = {name: len(getattr(self, name)) for name in ("new", "changed", "same", "wrong")}
        return counts | ({"asked": len(self.asked)} if self.asked else {})

    @property
    def differing(self):
        """The rows that would change a known record, those with a question too."""
        return self.changed + [row for row in self.asked if row.line in self.changes]

    def to_save(self, confirmed=(), with_parents=False):
        """The rows that are saved: new, changed, and those whose question was answered with yes (by line).

        Unless it was said, what they belong to stays as it is.
        """
        rows = self.new + self.changed + [row for row in self.asked if row.line in confirmed]
        for row in () if with_parents else rows:
            if row.line in self.parents and row.line not in confirmed:
                row.values |= self.parents[row.line]
        return rows


def name_column(registry):
    """The column by whose words people know a record."""
    columns = registry.sheet_columns
    return next((one for one in columns if one.is_shown and not one.is_key), columns[0])


def open_cells(registry, user):
    """{key: cell} with the lists of this person."""
    return {column.key: column.cell.opened_for(user) for column in registry.sheet_columns}


def read_rows(table, answers, cells, tell=lambda done: None):
    """(Rows, RowProblems) of the table: every value read by its column; rows without any value left out."""
    known = answers.keys
    readers = {key: _Reader(cell, answers.words.get(key, {})) for key, cell in cells.items() if key in known}
    readers |= {key: _Reader(cells[key], {}) for key in _year_keys(known, cells)}
    sources, rows, problems, converted = Sources(table, answers), [], [], table.converted
    for done, (line, values) in enumerate(table.rows):
        if done % ROWS_PER_STEP == 0:
            tell(done)
        if any(values[index] is not None for index in answers.indexes):
            typed = {key: sources.value_of(key, line, values) for key in cells if key in known}
            rows.append(_read_row(line, _with_bare_years(typed, cells), readers, problems))
            rows[-1].unread |= {key: converted[raw] for key, raw in typed.items() if raw in converted}
    return rows, problems


def _year_keys(known, cells):
    """The columns of years that the list lacks, but for which its columns of days may hold a year."""
    return {cell.year_key for key, cell in cells.items() if key in known and cell.year_key} - known


def _with_bare_years(typed, cells):
    """A year where a day is asked is a value of the column of years; of the day nothing is said then."""
    told = dict(typed)
    for key, raw in typed.items():
        into = cells[key].year_key
        if into and into not in typed and read_bare_year(raw):
            told[into] = told.pop(key)
    return told


def _read_row(line, typed, readers, problems):
    row = Row(line, {})
    for key in typed:
        try:
            row.values[key] = readers[key].read(typed[key])
        except CellRefused as refusal:
            problems.append(RowProblem(line, key, str(refusal)))
            row.unread[key] = typed[key]
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
    parents = importer.parents(findable, context) if importer.parents else {}
    before = importer.read({row.pk for row in findable if row.pk is not None})
    kept = _keep_what_stands_so(findable, before)
    told = [problem for problem in told if (problem.line, problem.key) not in kept]
    typed = {row.line: _complete(registry, row, before.get(row.pk)) for row in findable}
    told += _without_required(registry, findable, problems)
    told += _beyond(importer.check(findable, context), told)
    told += _other_names(registry, findable, before, parents, context.user)
    checked = _sort_out(rows, typed, before, told)
    checked.parents = _only_by_new_rows(registry, findable, parents)
    return checked


def _other_names(registry, rows, before, parents, user):
    """Another name under a known code: the record was renamed, or the code is one of the office's own."""
    column, cell = name_column(registry), None
    message = _("Under this code stands “%(name)s”. Is it the same record?")
    for row in rows:
        known = before.get(row.pk) or parents.get(row.line)
        if known and _sounds(known[column.key]) != _sounds(row.values[column.key]):
            cell = cell or column.cell.opened_for(user)
            told = message % {"name": cell.show(known[column.key])}
            yield RowProblem(row.line, column.key, told, is_question=True)


def _sounds(name):
    """A name without accents and case: what differs only in these is no other name."""
    return search_key(str(name))


def _only_by_new_rows(registry, rows, parents):
    """Those of the parents of which no row of a known record speaks, which would change them anyway."""
    key = next((column.key for column in registry.sheet_columns if column.is_key), "")
    spoken_of = {row.values[key] for row in rows if row.pk is not None}
    return {line: values for line, values in parents.items() if values.get(key) not in spoken_of}


def _told_twice(registry, rows):
    """Two rows that are the same record: the later ones say which was the first."""
    first, problems = {}, []
    key = next((column.key for column in registry.sheet_columns if column.is_key), "")
    message = _("The same record as in row %(line)s. Leave one of the two rows out.")
    for row in rows:
        if row.pk is not None and first.setdefault(row.pk, row.line) != row.line:
            problems.append(RowProblem(row.line, key, message % {"line": first[row.pk]}))
    return problems


def _keep_what_stands_so(rows, before):
    """The (line, key) of texts that the registry holds as the file has them: right, however odd they look."""
    kept = set()
    for row in rows:
        for key, text in row.unread.items() if row.pk in before else ():
            if isinstance(text, str) and normalise(text) == before[row.pk][key]:
                row.values[key] = before[row.pk][key]
                kept.add((row.line, key))
    return kept


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
    known = {(one.line, one.key) for one in told if not (one.is_warning or one.is_question)}
    return [problem for problem in problems if (problem.line, problem.key) not in known]


def _sort_out(rows, typed, before, told):
    checked = Checked(before=before)
    for problem in sorted(told, key=lambda problem: problem.line):
        kind = "questions" if problem.is_question else "warnings" if problem.is_warning else "problems"
        getattr(checked, kind).append(problem)
    wrong = {problem.line for problem in checked.problems}
    asked = {problem.line for problem in checked.questions}
    for row in rows:
        kind = _kind_of(checked, row, row.line in wrong, typed.get(row.line))
        (checked.asked if row.line in asked and kind is not checked.wrong else kind).append(row)
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
