"""How an upload is read, as the pages tell it: what is asked, what was understood, what is left out."""

from django.utils.translation import gettext as _

from swprogram.registry.imports.omissions import describe_omissions, list_texts
from swprogram.registry.imports.picture import describe_groups

JOINED = " + "


def describe_proposal(proposal, upload):
    """What the page of questions shows."""
    return {
        "asks": proposal.asks,
        "answers": proposal.answers.as_json(),
        "proposed": {str(index): key for index, key in proposal.matching.proposed.items()},
        "hints": proposal.hints,
        "dates": proposal.dates,
        "groups": describe_groups(upload.table),
        "left_out": describe_omissions(upload, proposal.answers),
    }


def describe_reading(registry, upload, answers, words):
    """What the preview says of the way in which the rows came about."""
    return {
        "asks": [],
        "groups": describe_groups(upload.table),
        "understood": _understood(registry, upload.table, answers),
        "words": _told_words(registry, answers, words),
        "left_out": describe_omissions(upload, answers),
    }


def _understood(registry, table, answers):
    """[header, how]: joined columns, values for all rows, of groups and of sheets, exchanged dates."""
    texts = {heading.index: heading.text for heading in table.headings}
    told = [
        (key, JOINED.join(texts[index] or _("(no heading)") for index in indexes))
        for key, indexes in answers.columns.items()
        if len(indexes) > 1
    ]
    told += [(key, _("“%(value)s” in every row") % {"value": text}) for key, text in answers.fixed.items()]
    told += [(key, _("from the rows that open a group")) for key in answers.by_group]
    told += [(key, _("from the name of the sheet")) for key in answers.by_sheet]
    told += [(key, _("day and month of Excel's dates are exchanged")) for key in answers.swapped]
    return [[str(registry.column(key).header), how] for key, how in told] + _read_otherwise(table, answers)


def _read_otherwise(table, answers):
    """[what, examples]: letters that were converted or may be read in two ways, columns that Excel hides."""
    used = {part.places[index] for part in table.parts for index in answers.indexes}
    sheets = [part.sheet for part in table.parts]
    converted = [f"{before} → {after}" for sheet in sheets for _cell, before, after in sheet.converted]
    doubtful = [f"{cell}: {text}" for sheet in sheets for cell, text in sheet.doubtful]
    lead = table.parts[0]
    hidden = [lead.texts[place - 1] for place in sorted(lead.sheet.hidden_columns) if place - 1 in used]
    told = [
        (_("Letters of old fonts, converted"), converted),
        (_("Letters that can be read in two ways, left as they are"), doubtful),
        (_("Columns that Excel hides, read too"), hidden),
    ]
    return [[what, list_texts(texts)] for what, texts in told if texts]


def _told_words(registry, answers, words):
    """The words that the columns did not know, each with its meaning so far."""
    return [
        {
            "key": key,
            "header": str(registry.column(key).header),
            "words": [_word(word, answers.words.get(key, {})) for word in found],
        }
        for key, found in words.items()
    ]


def _word(word, known):
    return {
        "text": word.text,
        "count": word.count,
        "meaning": known.get(word.key, ""),
        "proposed": "" if word.is_sure else word.meaning,
    }


def count_open_words(columns):
    """How many words have no meaning yet."""
    return sum(not word["meaning"] for column in columns for word in column["words"])
