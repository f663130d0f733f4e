"""The state of an import moves by the table of transitions, with its row locked."""

from django.db import transaction

from swprogram.registry.enums import IMPORTING
from swprogram.registry.imports.matching import Heading, fingerprint
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


def context_of(run, reason=""):
    return Context(user=run.owner, parent_id=run.parent_id, reason=reason)


def headings_of(run):
    """The headings of its sheet, as reading found them."""
    return [Heading(one["index"], one["text"], one["samples"]) for one in run.findings.get("headings", ())]


def remembered_matching(run, registry, headings):
    """How this person matched the last workbook with the same headings; None where there is none."""
    asked, keys = fingerprint(headings), {column.key for column in registry.sheet_columns}
    earlier = ImportRun.objects.visible_to(run.owner).filter(registry=run.registry).exclude(pk=run.pk)
    for one in earlier.order_by("-pk")[:REMEMBERED]:
        known = headings_of(one)
        if one.matching and fingerprint(known) == asked and one.matching.keys() <= keys:
            return _on_these(one.matching, known, headings)
    return None


def _on_these(matching, before, headings):
    """The matching on the columns of today, which may stand elsewhere beside ones that are passed over."""
    places = [one.index for one in before if not one.is_passed_over]
    now = [one.index for one in headings if not one.is_passed_over]
    return {key: now[places.index(index)] for key, index in matching.items() if index in places}
