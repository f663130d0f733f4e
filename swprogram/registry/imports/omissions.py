"""What of an upload is not read: sheets, rows, columns. Said on the preview and on the saved page."""

from itertools import pairwise

from swprogram.registry.imports import layout
from swprogram.registry.imports.template import GUIDE, LISTS

ROWS = (layout.GROUP, layout.TOTAL, layout.HIDDEN, layout.LEFT_OUT, layout.BELOW)
MOST_TOLD = 8
LONGEST = 40


def describe_omissions(upload, answers):
    """[{kind, sheet, count, lines, text}] of what is left out; nothing of a template of the portal."""
    read = upload.table.parts
    told = [
        _sheet(part, upload) for part in upload.parts if part not in read and not is_of_the_portal(part.sheet)
    ]
    for part in read:
        told += [one for kind in ROWS if (one := _rows(part, kind, len(read) > 1))]
    return told + _columns(upload.table, answers)


def is_of_the_portal(sheet):
    """The help and the lists that stand in every template."""
    return sheet.title == GUIDE or (sheet.is_hidden and sheet.title.startswith(LISTS))


def _sheet(part, upload):
    if part in upload.unlike:
        kind = "unlike_sheet"
    else:
        kind = "hidden_sheet" if part.sheet.is_hidden else "sheet"
    count = sum(one == layout.RECORD for one in part.kinds.values())
    return {"kind": kind, "sheet": part.sheet.title, "count": count, "lines": "", "text": ""}


def _rows(part, kind, is_named):
    lines = [line for line, one in part.kinds.items() if one == kind]
    if not lines:
        return None
    values = dict(part.sheet.rows)
    text = list_texts(" ".join(str(value) for value in values[line] if value is not None) for line in lines)
    sheet = part.sheet.title if is_named else ""
    return {"kind": kind, "sheet": sheet, "count": len(lines), "lines": write_lines(lines), "text": text}


def _columns(table, answers):
    used = answers.indexes
    names = [
        one.text or table.parts[0].address(table.header_line, one.index)
        for one in table.headings
        if one.index not in used and not one.is_passed_over and one.samples
    ]
    if not names:
        return []
    return [{"kind": "column", "sheet": "", "count": len(names), "lines": "", "text": list_texts(names)}]


def list_texts(texts):
    """The first of these texts, each cut off where it is long."""
    texts = list(texts)
    shown = [text if len(text) <= LONGEST else text[: LONGEST - 1] + "…" for text in texts[:MOST_TOLD]]
    return "; ".join(shown) + ("; …" if len(texts) > MOST_TOLD else "")


def write_lines(lines):
    """ "5, 9–12": each run of lines once."""
    breaks = [place for place, (one, other) in enumerate(pairwise(lines), start=1) if other != one + 1]
    runs = [lines[start:end] for start, end in pairwise([0, *breaks, len(lines)])]
    told = [f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    return ", ".join(told[:MOST_TOLD]) + (", …" if len(told) > MOST_TOLD else "")
