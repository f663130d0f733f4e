"""Tables in plain text (.csv): which letters, which sign between the columns, and the cells as text."""

import csv
import re
import unicodedata
from collections import Counter
from io import StringIO

from swprogram.kit.spreadsheet.limits import NO_WORKBOOK, TOO_MUCH, Refused
from swprogram.kit.spreadsheet.sheet import LONG, letters_of
from swprogram.kit.spreadsheet.values import text_of

DELIMITERS = ";\t,|"
LOOKED_AT = 50  # lines
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# A tone of windows-1258 stands behind its vowel; elsewhere the same bytes are letters of another encoding.
TONE_ON_A_VOWEL = re.compile("[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY][\u0300\u0301\u0303\u0309\u0323]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def read_delimited(data, limits, give):
    """Calls give(line, values) for every row; the marks, and the first cell beyond the limits or ""."""
    marks, left = [], limits.all_text
    for line, values in _rows_in(text_in(data), limits):
        if line > limits.rows or len(values) > limits.columns:
            return [], f"{letters_of(len(values))}{line}"
        long = [place for place, value in enumerate(values) if value and len(value) > limits.text]
        marks += [[LONG, place + 1, line, place + 1, line] for place in long]
        values = [value and value[: limits.text] for value in values]
        left -= sum(len(value or "") for value in values)
        if left < 0:
            raise Refused(TOO_MUCH)
        give(line, values)
    return marks, ""


def _rows_in(text, limits):
    """(line, cells) of the rows that hold something, without the empty cells at their end."""
    delimiter = delimiter_of(text)
    if text[:4].lower() == "sep=":
        text = "\n" + text.partition("\n")[2]
    csv.field_size_limit(limits.content)
    for line, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), start=1):
        values = [text_of(unicodedata.normalize("NFC", cell)) for cell in cells]
        while values and values[-1] is None:
            values.pop()
        if values:
            yield line, values


def text_in(data):
    """The text of the bytes: with a mark of its encoding, UTF-8, UTF-16 or windows-1258."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, encoding)
    if b"\x00" in data[:4096]:
        return _decoded(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be")
    try:
        return _decoded(data, "utf-8")
    except Refused:
        return _of_one_byte(data)


def _of_one_byte(data):
    text = data.decode("cp1258", "replace")
    tones = len(TONES.findall(text))
    if tones == len(TONE_ON_A_VOWEL.findall(text)) and "\ufffd" not in text:
        return text
    return _decoded(data, "cp1252", "replace")


def _decoded(data, encoding, errors="strict"):
    try:
        text = data.decode(encoding, errors)
    except UnicodeDecodeError as error:
        raise Refused(NO_WORKBOOK) from error
    if CONTROL.search(text):
        raise Refused(NO_WORKBOOK)
    return text


def delimiter_of(text):
    """The sign that parts most lines into the same number of cells; without any it is no table."""
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS:
        return text[4]
    lines = [re.sub('"[^"]*"', "", line) for line in text.splitlines()[:LOOKED_AT] if line.strip()]
    best = max(DELIMITERS, key=lambda sign: _evenness(lines, sign))
    if not _evenness(lines, best):
        raise Refused(NO_WORKBOOK)
    return best


def _evenness(lines, sign):
    counts = Counter(line.count(sign) for line in lines if sign in line)
    return max(counts.values(), default=0)
