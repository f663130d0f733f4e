"""What an officer types into a count form: reading it, filling blanks, and keeping two persons apart.

Every function works on a Sheet (grids.py). `cell.figure` is always what is saved, `cell.content` what
stands in the form now, `cell.text` how it was typed. A text that cannot be read stays in its field
with the reason in `cell.error`, and the saved figure stays as it was.
"""

from django.utils.translation import gettext as _

from submissions.checks import Cell, check_cells
from submissions.enums import FigureState
from submissions.grids import text_of
from swprogram.kit.numbers import NumberError, parse_count

# A star, because the number keys of a phone have no letters. The third one is the Cyrillic letter.
NOT_APPLICABLE = {"x", "*", "х"}
NOT_REPORTED = {"", "…", "..."}
LONGEST_WORD = 12
BLANK, ZERO = Cell(FigureState.NOT_REPORTED), Cell(FigureState.REPORTED, 0)


def read_cell(text):
    """The Cell that was typed; NumberError, with the remedy, when it cannot be read."""
    typed = text.strip().casefold()
    if typed in NOT_REPORTED:
        return BLANK
    if typed in NOT_APPLICABLE:
        return Cell(FigureState.NOT_APPLICABLE)
    return Cell(FigureState.REPORTED, parse_count(text))


def show_saved(sheet):
    """The form as it was saved."""
    for cell in sheet.cells.values():
        cell.text = text_of(cell.content)


def read_typed(sheet, data):
    """The form as it was typed; a field that did not arrive keeps what is saved."""
    for cell in sheet.cells.values():
        cell.text = data.get(cell.input_id, text_of(cell.content)).strip()
        try:
            cell.content = read_cell(cell.text)
        except NumberError as error:
            cell.content, cell.error = BLANK, str(error)


def unreadable(sheet):
    return [cell for cell in sheet.in_reading_order if cell.error]


def readable_cells(sheet):
    """What can be saved: {figure id: Cell}."""
    return {pk: cell.content for pk, cell in sheet.cells.items() if not cell.error}


def keep_as_saved(sheet):
    """After saving: what could be read is now what is saved."""
    for cell in sheet.cells.values():
        if not cell.error:
            cell.figure.state, cell.figure.value = cell.content.state, cell.content.value


def know_registry(sheet, known):
    """Put beside the cells what the registries count: `known` is {figure id: RegistryFigure}."""
    for pk, figure in known.items():
        sheet.cells[pk].registry = figure


def know_registry_today(sheet, known):
    """Where the registries moved since the sending, put beside the cell what they count today."""
    for pk, figure in known.items():
        cell = sheet.cells[pk]
        if cell.registry is None or cell.registry.value != figure.value:
            cell.registry_now = figure.value


def prefill(sheet):
    """The registries' numbers into the cells without an answer, as if typed; they are not saved."""
    for section in sheet.sections:
        for cell in fillable(section):
            _take_over(cell)
            cell.is_prefilled = True


def fillable(section):
    """The blank cells of a section of which the registries know the number."""
    return [cell for cell in _blanks(section) if cell.registry]


def fill_from_registry(section):
    """The registries' numbers into the blank cells of a section; returns how many."""
    return _take_over_all(fillable(section))


def differing(section):
    """The cells of a section that say something else than the registries."""
    return [cell for cell in section.cells if cell.differs]


def take_over(section):
    """The registries' numbers into the cells of a section that differ from them; returns how many."""
    return _take_over_all(differing(section))


def _take_over_all(cells):
    for cell in cells:
        _take_over(cell)
    return len(cells)


def _take_over(cell):
    _put(cell, Cell(FigureState.REPORTED, cell.registry.value))


def fill_zeros(section):
    """0 into the blank cells of a section; returns how many."""
    blanks = _blanks(section)
    for cell in blanks:
        _put(cell, ZERO)
    return len(blanks)


def copyable(section, last):
    """The blank stock cells of a section that the unit reported last time."""
    return [cell for cell in _blanks(section) if cell.is_stock and cell.figure.pk in last]


def copy_last(section, last):
    """The last period's stocks into the blank cells of a section; returns how many."""
    cells = copyable(section, last)
    for cell in cells:
        _put(cell, Cell(FigureState.REPORTED, last[cell.figure.pk].value))
    return len(cells)


def _blanks(section):
    return [cell for cell in section.cells if cell.is_blank and not cell.error]


def _put(cell, content):
    cell.content, cell.text = content, text_of(content)


def relation_problems(sheet, totals):
    """Cells that contradict another one: {figure id: message}. What cannot be read contradicts nothing."""
    contents = {pk: cell.content for pk, cell in sheet.cells.items()}
    problems = check_cells(contents, sheet.figures, totals)
    return {pk: text for pk, text in problems.items() if not _whole_is_unreadable(sheet.cells[pk])}


def _whole_is_unreadable(cell):
    return cell.whole is not None and bool(cell.whole.error)


# --- Two persons at one form -------------------------------------------------------------------


def pack(sheet):
    """What the form was loaded with, as one short text that it sends back: '3,,x,0' by figure ids."""
    return ",".join(_word(sheet.cells[pk].figure) for pk in sorted(sheet.cells))


def unpack(sheet, packed):
    """{figure id: Cell} of what the form was loaded with; nothing when it does not fit the sheet."""
    words = packed.split(",")
    if len(words) != len(sheet.cells) or not all(_is_word(word) for word in words):
        return {}
    return {pk: _content(word) for pk, word in zip(sorted(sheet.cells), words, strict=True)}


def show_both(sheet, loaded, saved):
    """After somebody else saved: their figure where only they changed it, both where both did.

    `loaded` is what this person began with, `saved` is what stands now; both {figure id: Cell}. Returns
    how many cells each of the two decides: (taken over from the other, changed by both).
    """
    taken, contested = 0, 0
    for pk, cell in sheet.cells.items():
        theirs, mine = saved[pk], None if cell.error else cell.content
        cell.figure.state, cell.figure.value = theirs.state, theirs.value
        if theirs in (mine, loaded.get(pk)):
            continue
        if mine is not None and mine == loaded.get(pk):
            cell.other = _("Saved meanwhile; before: %(value)s") % {"value": _shown(mine)}
            _put(cell, theirs)
            taken += 1
        else:
            cell.other = _("Saved meanwhile: %(value)s") % {"value": _shown(theirs)}
            contested += 1
    return taken, contested


def _shown(content):
    return text_of(content) or "…"


def _word(figure):
    if figure.state == FigureState.NOT_APPLICABLE:
        return "x"
    return "" if figure.value is None else str(figure.value)


def _is_word(word):
    return word in ("", "x") or (word.isascii() and word.isdigit() and len(word) <= LONGEST_WORD)


def _content(word):
    if word == "x":
        return Cell(FigureState.NOT_APPLICABLE)
    return Cell(FigureState.REPORTED, int(word)) if word else BLANK
