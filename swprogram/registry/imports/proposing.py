"""What is sure of an upload of which nobody has said anything, and what a person is to be asked."""

from dataclasses import dataclass, field

from swprogram.kit.text import search_key
from swprogram.registry.cells import Choice, Code, Reference
from swprogram.registry.imports import runs
from swprogram.registry.imports.answers import Answers
from swprogram.registry.imports.dates import find_doubtful_dates
from swprogram.registry.imports.headings import plain
from swprogram.registry.imports.matching import Matching, labels_of, match_headings, missing_columns
from swprogram.registry.imports.sources import Sources
from swprogram.registry.imports.words import find_words, meanings_of, sure_words

UNIT = "unit"  # the column of every registry that says where a record counts
FEWEST_SIGNS = 4  # of a value that a title names


@dataclass
class Proposal:
    """`answers` are sure; `asks` names what is not: sheets, columns, values, dates.

    `matching` proposes for the other columns, `hints` maps keys of columns that the list lacks to a value
    that its title names, `dates` are examples of doubtful ones.
    """

    answers: Answers
    matching: Matching
    hints: dict = field(default_factory=dict)
    dates: dict = field(default_factory=dict)
    asks: list = field(default_factory=list)


def propose(run, registry, upload, said, cells):
    """The Proposal; `said` is what a person has said already (which sheets, which rows)."""
    table = upload.table
    remembered = runs.remembered_answers(run, registry, table.headings)
    labels = labels_of(registry)
    if remembered:
        matching = Matching(remembered.columns)
    else:
        matching = match_headings(registry, table.headings, labels, table)
    answers = _put_together(said, remembered or Answers(columns=matching.columns))
    answers.words = runs.remembered_words(run)
    _fill_missing(registry, table, answers, cells)
    proposal = Proposal(answers, matching)
    proposal.hints = _named_above(registry, table, answers, cells)
    proposal.dates = find_doubtful_dates(table, answers, cells)
    proposal.asks = _questions(registry, upload, proposal, remembered)
    return proposal


def _put_together(said, known):
    return Answers(
        sheets=said.sheets,
        with_hidden=said.with_hidden,
        left_out=said.left_out,
        columns=known.columns,
        fixed=dict(known.fixed),
        by_group=list(known.by_group),
        by_sheet=list(known.by_sheet),
    )


def _fill_missing(registry, table, answers, cells):
    """What the list lacks: the only value that there is, else what the groups or the sheets name."""
    titles = [part.sheet.title for part in table.parts]
    for key in _lacking(registry, answers):
        cell = cells[key]
        if isinstance(cell, Reference) and len(cell.options) == 1:
            answers.fixed[key] = cell.options[0]
        elif isinstance(cell, (Choice, Reference)) and _all_read(table.groups.values(), cell):
            answers.by_group.append(key)
        elif isinstance(cell, (Choice, Reference)) and len(titles) > 1 and _all_read(titles, cell):
            answers.by_sheet.append(key)


def _lacking(registry, answers):
    """Required columns without a value; the unit always, where no row can say by a code whose it is."""
    missing = missing_columns(registry, answers.keys)
    codes = {column.key for column in registry.sheet_columns if isinstance(column.cell, Code)}
    lacks_unit = any(column.key == UNIT for column in registry.sheet_columns) and UNIT not in answers.keys
    return list(dict.fromkeys([*missing, *([UNIT] if lacks_unit and not codes & answers.keys else [])]))


def _all_read(texts, cell):
    """Does the cell know every one of these texts, with the abbreviations of places?"""
    texts = list(texts)
    if not all(texts) or not texts:
        return False
    words = find_words(lambda _key: texts, {"": cell}).get("", ())
    return all(word.is_sure for word in words)


def _named_above(registry, table, answers, cells):
    """{key: value} of what the list lacks, where its titles and its sheets name one value."""
    titles, found = [_title_of(part) for part in table.parts], {}
    for key in _lacking(registry, answers):
        named = {text for words in titles for text in meanings_of(cells[key]) if _is_named(text, words)}
        narrowest = [text for text in named if not any(other.endswith(f", {text}") for other in named)]
        if len(narrowest) == 1:
            found[key] = narrowest[0]
    return found


def _title_of(part):
    """The words above the headings of a sheet, and its name."""
    above = [value for line, values in part.sheet.rows if line < part.layout.top for value in values]
    return f" {' '.join(plain(str(value)) for value in [*above, part.sheet.title] if value is not None)} "


def _is_named(text, words):
    """Does the title name this value, whole or without the unit above it?"""
    names = {search_key(text), search_key(text.partition(",")[0])}
    return any(len(name) >= FEWEST_SIGNS and f" {name} " in words for name in names)


def _questions(registry, upload, proposal, remembered):
    asks = []
    if upload.is_doubtful or upload.unlike:
        asks.append("sheets")
    if proposal.matching.unknown:
        asks.append("columns")
    if missing_columns(registry, proposal.answers.keys):
        asks.append("values")
    if remembered and remembered.fixed:
        asks.append("remembered")
    if proposal.dates:
        asks.append("dates")
    return asks


def understood_words(table, answers, cells):
    """{key: Words} that the columns do not know, and the answers with those that need no question."""
    sources = Sources(table, answers)
    used = {key: cells[key] for key in answers.keys}
    words = find_words(sources.texts_of, used)
    return words, answers.with_words(sure_words(words))
