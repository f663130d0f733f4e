"""What checking found, as the pages show it: counts, problems with their cells, samples of what would change.

Kept with the import as JSON, in the words of its owner: the job works in the language of the page.
"""

import hashlib
import json
from datetime import date
from decimal import Decimal

from swprogram.kit.dates import format_date
from swprogram.registry.imports.checking import name_column
from swprogram.registry.imports.codec import encode
from swprogram.registry.imports.sources import Sources

MOST_PROBLEMS = 500
MOST_SAMPLES = 50
MOST_CELLS = 6
LONGEST_QUOTE = 80


def describe_table(table):
    """The sheet, its headings and first values: what the matching page shows."""
    headings = [
        {"index": one.index, "text": one.text, "samples": [quote(sample) for sample in one.samples]}
        for one in table.headings
    ]
    titles = [part.sheet.title for part in table.parts]
    return {
        "sheet": table.sheet,
        "read_sheets": titles,
        "header_line": table.header_line,
        "headings": headings,
    }


def describe_refusal(problems):
    """A file, or a sheet, that cannot be read; the problems are those of kit.workbooks."""
    told = [{"sheet": one.sheet, "cell": one.cell, "message": one.message} for one in problems]
    return _limited("problems", told, MOST_PROBLEMS) | {"is_refused": True}


def describe_check(registry, table, answers, cells, checked):
    """Everything that the preview shows of a checked workbook."""
    writer = _Writer(registry, table, answers, cells, checked)
    return {
        "counts": checked.counts,
        "is_refused": False,
        "fingerprint": fingerprint(checked),
        **_limited("problems", checked.problems, MOST_PROBLEMS, writer.problem),
        **_limited("warnings", checked.warnings, MOST_SAMPLES, writer.problem),
        **_limited("questions", checked.questions, MOST_SAMPLES, writer.question),
        **_limited("parents", _parents_of(registry, checked), MOST_SAMPLES, writer.changed_parent),
        **_limited("changed", checked.differing, MOST_SAMPLES, writer.changed_row),
        **_limited("new", checked.new, MOST_SAMPLES, writer.new_row),
    }


def saves_nothing(found):
    """Was every row that could have been saved left out, as its question was not answered with yes?"""
    counts = found.get("counts", {})
    return not (counts.get("new") or counts.get("changed") or found.get("confirmed"))


def fingerprint(checked):
    """What was shown: which rows are new, what the changed ones say before and after, what is warned of."""
    said = [
        [(row.line, row.pk, encode(_side(checked.before[row.pk], keys)), encode(_side(row.values, keys)))]
        for row, keys in ((row, checked.changes[row.line]) for row in checked.differing)
    ]
    said += [[row.line for row in checked.new], checked.counts]
    said += [[(one.line, one.message) for one in (*checked.warnings, *checked.questions)]]
    said += [[(line, encode(values)) for line, values in checked.parents.items()]]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def group_problems(problems):
    """The same words wrong in the same way are one thing to mend: each once, with its further cells."""
    groups = {}
    for one in problems:
        row = None if one["cell"] else one.get("line")
        asked = one.get("header"), one.get("typed"), one["message"], one["sheet"], row
        groups.setdefault(asked, []).append(one)
    return [
        same[0] | {"others": [one["cell"] for one in same[1 : 1 + MOST_CELLS]], "count": len(same)}
        for same in groups.values()
    ]


def _side(values, keys):
    return {key: values[key] for key in keys}


def _limited(name, found, most, write=lambda one: one):
    return {name: [write(one) for one in found[:most]], f"more_{name}": max(0, len(found) - most)}


def _parents_of(registry, checked):
    """[(row, keys)]: what new rows change in the records that they belong to, each record once."""
    found = {}
    for row in (*checked.new, *checked.asked):
        known = checked.parents.get(row.line)
        keys = [key for key in known or () if not _is_same(registry.column(key), known[key], row.values[key])]
        if keys:
            identity = json.dumps(encode(known), sort_keys=True)
            found.setdefault(identity, (row, keys))
    return list(found.values())


def _is_same(column, before, typed):
    return column.is_key or column.cell.is_same(before, typed)


class _Writer:
    """Writes rows and problems in the words of the page."""

    def __init__(self, registry, table, answers, cells, checked):
        self.registry, self.table, self.answers, self.cells = registry, table, answers, cells
        self.before, self.changes, self.parents = checked.before, checked.changes, checked.parents
        self.raw, self.sources = dict(table.rows), Sources(table, answers)
        self.name = name_column(registry)

    def problem(self, problem):
        line, key = problem.line, problem.key
        found = {"message": problem.message, **self._place(line)}
        if key not in self.answers.keys:
            return found | {"cell": "", "header": self._header(key), "typed": ""}
        typed = quote(self.sources.value_of(key, line, self.raw[line]))
        index = next(iter(self.answers.columns.get(key, ())), None)
        if index is None:
            return found | {"cell": "", "header": self._header(key), "typed": typed}
        cell = self.table.address(line, index)
        return found | {"cell": cell, "header": self.table.headings[index].text, "typed": typed}

    def _place(self, line):
        """The sheet of a row and its number there."""
        part = self.table.part_of(line)
        return {"sheet": part.sheet.title, "line": line - part.offset}

    def question(self, problem):
        """`answer` is what a yes sends back."""
        return self.problem(problem) | {"answer": int(problem.line)}

    def changed_parent(self, found):
        row, keys = found
        known = self.parents[row.line]
        changes = [[self._header(key), self._shown(key, known), self._shown(key, row.values)] for key in keys]
        return self._named(row) | {"changes": changes}

    def changed_row(self, row):
        sides = self.before[row.pk], row.values
        changes = [
            [self._header(key), *(self._shown(key, values) for values in sides)]
            for key in self.changes[row.line]
        ]
        return self._named(row) | {"changes": changes}

    def new_row(self, row):
        others = (one for one in self.registry.sheet_columns if one is not self.name and not one.is_key)
        facts = [[str(one.header), self._shown(one.key, row.values)] for one in others]
        return self._named(row) | {"facts": [fact for fact in facts if fact[1]]}

    def _named(self, row):
        """Its line and name; also its sheet where several are read."""
        place = self._place(row.line)
        told = place if len(self.table.parts) > 1 else {"line": place["line"]}
        return told | {"name": self._shown(self.name.key, row.values)}

    def _header(self, key):
        return str(self.registry.column(key).header) if key else ""

    def _shown(self, key, values):
        return self.cells[key].show(values[key])


def quote(raw):
    """A typed value as the person saw it in the sheet, cut off where it is long."""
    if raw is None:
        return ""
    if isinstance(raw, date):
        return format_date(raw)
    text = f"{raw:f}" if isinstance(raw, Decimal) else str(raw)
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
