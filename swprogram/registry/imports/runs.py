"""The state of an import moves by the table of transitions, with its row locked."""

from django.db import transaction

from swprogram.registry.enums import IMPORTING
from swprogram.registry.imports.answers import Answers
from swprogram.registry.imports.headings import Heading, fingerprint
from swprogram.registry.models import ImportRun
from swprogram.registry.spec import Context

REMEMBERED = 50  # of the last imports


def job_of(run):
    """The name under which the progress of its jobs is told."""
    return f"import-{run.pk}"


@transaction.atomic
def move(run, verb, *, matching=None, findings=None, **times):
    """Lock the import, move its state, keep what comes with it; returns it as it is now.

    Raises WrongState, or ImportRun.DoesNotExist where it was thrown away. `findings` are added to those
    that are there.
    """
    locked = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    IMPORTING.apply(locked, verb)
    locked.findings = locked.findings | (findings or {})
    if matching is not None:
        locked.matching = matching
    for name, value in times.items():
        setattr(locked, name, value)
    locked.save()
    return locked


def require_state(run):
    """The import locked in the state that it was read in; ImportRun.DoesNotExist where it was moved on."""
    now = ImportRun.objects.select_for_update(of=("self",)).filter(pk=run.pk, state=run.state)
    if not now.exists():
        raise ImportRun.DoesNotExist


def context_of(run, reason=""):
    return Context(user=run.owner, parent_id=run.parent_id, reason=reason)


def headings_of(run):
    """The headings of its sheet, as reading found them."""
    return [Heading(one["index"], one["text"], one["samples"]) for one in run.findings.get("headings", ())]


def remembered_answers(run, registry, headings):
    """What this person said of the last workbook with the same headings; None where there is none.

    Which sheets and rows are read, and dates that Excel swapped, belong to a workbook alone.
    """
    asked, keys = fingerprint(headings), {column.key for column in registry.sheet_columns}
    for one in _earlier(run):
        known, said = headings_of(one), Answers.of(one.matching)
        if said.columns and fingerprint(known) == asked and said.keys <= keys:
            return _on_these(said, known, headings)
    return None


def remembered_words(run):
    """{key: {word: meaning}} of all that this person has said of words, the newest first."""
    found = {}
    for one in _earlier(run):
        for key, words in Answers.of(one.matching).words.items():
            found[key] = words | found.get(key, {})
    return found


def _earlier(run):
    mine = ImportRun.objects.visible_to(run.owner).filter(registry=run.registry).exclude(pk=run.pk)
    return mine.exclude(matching={}).order_by("-pk")[:REMEMBERED]


def _on_these(said, before, headings):
    """The answers on the columns of today, which may stand elsewhere beside ones that are passed over."""
    places = [one.index for one in before if not one.is_passed_over]
    now = [one.index for one in headings if not one.is_passed_over]
    columns = {
        key: [now[places.index(index)] for index in indexes if index in places]
        for key, indexes in said.columns.items()
    }
    columns = {key: indexes for key, indexes in columns.items() if indexes}
    return Answers(columns=columns, fixed=said.fixed, by_group=said.by_group, by_sheet=said.by_sheet)
