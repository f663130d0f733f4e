"""What happens in every registry: views are kept, many records change, large workbooks are asked for."""

from django.db import transaction

from swprogram.kit import clock
from swprogram.registry.jobs import enqueue_in_turn
from swprogram.registry.models import ExportRun, SavedView
from swprogram.registry.permissions import reach_of
from swprogram.registry.tasks import write_export


@transaction.atomic
def save_view(registry, name, query, *, is_default, by):
    """Keep filters, order and columns under a name; the same name again replaces them."""
    if is_default:
        SavedView.objects.visible_to(by).filter(registry=registry.code).update(is_default=False)
    values = {"query": query, "is_default": is_default}
    view, _added = SavedView.objects.update_or_create(
        registry=registry.code, owner=by, name=name, defaults=values
    )
    return view


@transaction.atomic
def change_many(registry, records, key, value, *, by):
    """Give all records one value, or none of them; returns how many changed."""
    return registry.change_many(records, key, value, by)


@transaction.atomic
def start_export(registry, query, rows, *, by):
    """Ask the worker for a workbook of these records."""
    run = ExportRun.objects.create(
        registry=registry.code,
        owner=by,
        query=query,
        rows=rows,
        created_at=clock.now(),
        reach=reach_of(by),
    )
    enqueue_in_turn(write_export, run)
    return run
