"""Where a sheet has its headings and its records, and which rows between them are none.

An official list has a title above its headings, headings in two rows with merged cells, a row that numbers
the columns, rows that open a group ("I | PHƯỜNG 1"), totals, and signatures below. What is proposed here is
shown to the officer, who may set other lines.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from swprogram.kit.text import search_key
from swprogram.kit.workbooks import MERGED
from swprogram.registry.imports.headings import PASSED_OVER, plain

HEADINGS_WITHIN = 60  # rows
MOST_HEADING_ROWS = 3
FEWEST_HEADINGS = 3
FEWEST_NUMBERED = 3
CAPITALS_WITHIN = 50  # records
JOIN = " / "

HEADING, RECORD, GROUP, TOTAL, NUMBERS = "heading", "record", "group", "total", "numbers"
ABOVE, BELOW, HIDDEN, LEFT_OUT = "above", "below", "hidden", "left_out"

COUNTED = re.compile(r"\(?\d+\)?\.?")
ORDINAL = re.compile(r"(?:[ivxl]+|[a-h]|\d+(?:\.\d+)*)[.)/]?")
OPENS_GROUP = re.compile(r"(?:(?:phần|mục|khối)\s+)?(?:[ivxl]+|[a-h])\s*[.:)/-]\s+(?=\S)", re.IGNORECASE)
SUM = re.compile(r"(?:tong(?: cong| so)?|cong(?: don)?)(?:\s*\(.*\))?(?:\s*[:.=]?\s*[\d.,]+.*)?\s*[:.]?")
ANY_SUM = re.compile(r"(?:tong|cong)\b")
NUMBERED = re.compile(r"\(?(\d{1,2})\)?(?:\s*=.*)?")
BELOW_WORDS = re.compile(
    r"nguoi (?:lap|tong hop|bao cao|ky)|thu truong|chu tich|tm\.|kt\.|tl\.|giam doc|truong phong|pho phong"
    r"|ke toan|hieu truong|noi nhan|ghi chu\s*:|luu y\s*:|\(?ky\b|xac nhan"
    r"|danh sach (?:nay )?(?:gom|co)\b"
    r"|thu ky|can bo lap|lap bieu|bi thu|truong tram|truong ban|.*\bngay\s+[\d.…]*\s*thang\b"
)


@dataclass(frozen=True)
class Layout:
    """The lines of a sheet, all inclusive: the headings from `top` to `bottom`, the records below them."""

    top: int
    bottom: int
    first: int
    last: int

    def holds(self, line):
        return self.first <= line <= self.last


def find_layout(sheet, known):
    """The Layout that is proposed for a sheet with rows; `known` are plain headings of the registry."""
    position = _best_row(sheet.rows[:HEADINGS_WITHIN], known)
    top, bottom = _heading_rows(sheet, position)
    below = sheet.rows[bottom + 1 :]
    headings = headings_between(sheet, sheet.rows[top][0], sheet.rows[bottom][0])
    last = _last_record(below, headings) if below else sheet.rows[bottom][0]
    first = below[0][0] if below else sheet.rows[bottom][0] + 1
    return Layout(sheet.rows[top][0], sheet.rows[bottom][0], first, max(last, first - 1))


def _best_row(rows, known):
    """The row with most known headings; where none is known, the fullest one, and the person is asked."""

    def worth(values):
        texts = {plain(value) for value in values if isinstance(value, str)}
        return len(known & texts), len(texts)

    worths = [worth(values) for _line, values in rows]
    most_known = max(count for count, _texts in worths)
    if most_known:
        return next(place for place, (count, _texts) in enumerate(worths) if count == most_known)
    return worths.index(max(worths))


def _heading_rows(sheet, position):
    """The positions of the first and the last row of the headings around this one."""
    top = bottom = position
    while top > 0 and bottom - top + 1 < MOST_HEADING_ROWS and _continues(sheet, top - 1):
        top -= 1
    while bottom + 1 < len(sheet.rows) and bottom - top + 1 < MOST_HEADING_ROWS and _continues(sheet, bottom):
        bottom += 1
    return top, bottom


def _continues(sheet, position):
    """Does the row below go on with these headings: texts under headings that reach over several columns?"""
    (line, upper), (next_line, lower) = sheet.rows[position], sheet.rows[position + 1]
    heads, parts = _filled(upper), _filled(lower)
    if next_line != line + 1 or len(heads) < FEWEST_HEADINGS or not parts:
        return False
    if not all(isinstance(value, str) for value in [*upper, *lower] if value is not None):
        return False
    spans = _spans(sheet, line, upper)
    return set(parts) <= spans and heads[0] not in parts


def _filled(values):
    """The columns in which something stands."""
    return [index for index, value in enumerate(values) if value is not None]


def _spans(sheet, line, values):
    """The columns of the headings of this line that reach over several columns, by merging or by blanks."""
    heads = _filled(values)
    found = set()
    for head, following in pairwise([*heads, len(values)]):
        if following > head + 1:
            found |= set(range(head, following))
    merged = [mark for mark in sheet.marks if mark.kind == MERGED and mark.top <= line <= mark.bottom]
    for mark in merged:
        columns = set(range(mark.left - 1, mark.right))
        if mark.bottom > line:
            found -= columns
        elif mark.right > mark.left:
            found |= columns
    return found


def headings_between(sheet, top, bottom):
    """The text over each column; a heading that spans stands over each part: "Trình độ / Đại học"."""
    rows = [(line, values) for line, values in sheet.rows if top <= line <= bottom]
    width = len(sheet.rows[0][1]) if sheet.rows else 0
    pieces = [[] for _column in range(width)]
    for line, values in rows:
        over = _spread(sheet, line, values, is_last=line == rows[-1][0])
        for column, text in enumerate(over):
            if text and text not in pieces[column]:
                pieces[column].append(text)
    return [JOIN.join(texts) for texts in pieces]


def _spread(sheet, line, values, is_last):
    """The texts of a row of headings, repeated over the columns that each reaches."""
    texts = [_text(value) for value in values]
    for mark in sheet.marks:
        if mark.kind == MERGED and mark.top == line and mark.right > mark.left:
            for column in range(mark.left, min(mark.right, len(texts))):
                texts[column] = texts[column] or texts[mark.left - 1]
    if is_last:
        return texts
    spans = _spans(sheet, line, values)
    for column in range(1, len(texts)):
        if not texts[column] and column in spans:
            texts[column] = texts[column - 1]
    return texts


def _text(value):
    return "" if value is None else " ".join(str(value).split())


def _last_record(rows, headings):
    """The last line that is no signature, date or note below the list."""
    counter = counting_column(headings)
    usual = median(len(_filled(values)) for _line, values in rows)
    end = len(rows)
    for position in range(len(rows) - 1, -1, -1):
        values = rows[position][1]
        if _is_strong(values, usual, counter):
            break
        if _speaks_from_below(values, usual):
            end = position
    return rows[end - 1][0] if end else rows[0][0] - 1


def counting_column(headings):
    """The column that numbers the rows; None where there is none."""
    return next((column for column, text in enumerate(headings) if plain(text) in PASSED_OVER), None)


def _is_strong(values, usual, counter):
    """Is it a record beyond doubt: numbered, or well filled and no signature?"""
    if counter is not None:
        return is_count(values[counter])
    return len(_filled(values)) > usual / 2 and not _speaks_from_below(values, usual)


def _speaks_from_below(values, usual):
    words = [search_key(value) for value in values if isinstance(value, str)]
    told = [bool(BELOW_WORDS.match(text)) for text in words]
    return any(told) and (all(told) or len(_filled(values)) <= max(2, usual / 2))


def is_count(value):
    """A number of a row, as a number or as a text: 1, "2.", "(3)"."""
    if isinstance(value, str):
        return bool(COUNTED.fullmatch(value.strip()))
    return isinstance(value, int) and not isinstance(value, bool)


def sort_rows(sheet, layout, headings):
    """{line: what it is} of every row of the sheet, by this layout."""
    rows = [(line, values) for line, values in sheet.rows if layout.holds(line)]
    repeated = [_only_filled(values) for line, values in sheet.rows if layout.top <= line <= layout.bottom]
    sorting = _Sorting.of(rows, counting_column(headings), _merged_lines(sheet), repeated)
    kinds = {line: _beside(line, layout) or sorting.kind_of(line, values) for line, values in sheet.rows}
    following = next((values for line, values in rows if line == layout.first), None)
    if following and _numbers_columns(following):
        kinds[layout.first] = NUMBERS
    return kinds


def _beside(line, layout):
    """What a row outside of the records is; empty for one among them."""
    if layout.top <= line <= layout.bottom:
        return HEADING
    if layout.holds(line):
        return ""
    return ABOVE if line < layout.first else BELOW


def _merged_lines(sheet):
    """The lines in which a cell is merged with its neighbours to the right."""
    return {mark.top for mark in sheet.marks if mark.kind == MERGED and mark.right > mark.left}


def _only_filled(values):
    return [value for value in values if value is not None]


@dataclass
class _Sorting:
    """Tells what a row among the records is.

    `counter` is the column that numbers them, None where none does; `usual` is how many cells are filled;
    `before_counted` are the lines above a numbered row; `capitals` says whether records use capitals only;
    `repeated` are the rows of headings, which some offices print anew on each page.
    """

    counter: int | None
    usual: float
    merged: set
    before_counted: set
    capitals: bool
    repeated: list

    @classmethod
    def of(cls, rows, counter, merged, repeated):
        counted = {line for line, values in rows if counter is not None and is_count(values[counter])}
        full = [values for _line, values in rows if len(_filled(values)) > 2]
        usual = median(len(_filled(values)) for _line, values in rows) if rows else 0
        capitals = any(any(_is_capital(value) for value in values) for values in full[:CAPITALS_WITHIN])
        before = {line for (line, _values), (following, _) in pairwise(rows) if following in counted}
        return cls(counter if counted else None, usual, merged, before, capitals, repeated)

    def kind_of(self, line, values):
        if self.counter is not None and is_count(values[self.counter]):
            return RECORD
        if _only_filled(values) in self.repeated:
            return HEADING
        if self._is_total(values):
            return TOTAL
        return GROUP if self._opens_group(line, values) else RECORD

    def _is_total(self, values):
        """A list that numbers its records has none in other rows: there, any sum is one."""
        sums = SUM.fullmatch if self.counter is None else ANY_SUM.match
        return any(sums(search_key(value)) for value in [one for one in values if isinstance(one, str)][:2])

    def _opens_group(self, line, values):
        """One text, alone or behind an ordinal that counts no record, in a list that fills more cells."""
        texts = [value for value in values if isinstance(value, str) and not _is_ordinal(value)]
        ordinals = [value for value in values if isinstance(value, str) and _is_ordinal(value)]
        counts = [value for value in values if value is not None and not isinstance(value, str)]
        if len(texts) != 1 or len(counts) > 1 or self.usual <= len(texts) + len(counts):
            return False
        stands_out = line in self.merged or (_is_capital(texts[0]) and not self.capitals)
        if self.counter is None:
            return stands_out or bool(ordinals) or bool(OPENS_GROUP.match(texts[0]))
        return stands_out or values[self.counter] is not None or line in self.before_counted


def _is_capital(value):
    return isinstance(value, str) and value.isupper() and len(value.split()) > 1


def _is_ordinal(text):
    return bool(ORDINAL.fullmatch(text.strip().lower()))


def group_name(values):
    """The words of a row that opens a group, without its ordinal: "I. PHƯỜNG 1 (2 người)" is "PHƯỜNG 1"."""
    texts = [value for value in values if isinstance(value, str) and not _is_ordinal(value)]
    words = OPENS_GROUP.sub("", " ".join(texts[0].split()), count=1) if texts else ""
    return re.sub(r"\s*(?:\([^)]*\)|:.*)$", "", words).strip()


def _numbers_columns(values):
    """Is this the row "(1) (2) (3) …" or "A B 1 2" that official tables have under their headings?"""
    filled = [str(value).strip() for value in values if value is not None]
    letters = [text for text in filled if text in ("A", "B", "C", "D")]
    numbers = [int(found[1]) for text in filled if (found := NUMBERED.fullmatch(text))]
    if len(letters) + len(numbers) != len(filled) or len(numbers) < FEWEST_NUMBERED:
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
