"""Rows brought into a registry and taken back by the steps of the portal's own jobs, without a workbook."""

from django.apps import apps

from swprogram.kit import clock
from swprogram.kit.bulk import values_of
from swprogram.registry.imports.portions import stage
from swprogram.registry.imports.saving import save_portions, undo_portions
from swprogram.registry.models import ImportRun

COUNTING_SAVES = ("version",)


def save_rows(registry, checked, context):
    """The import that saved what was checked."""
    run = ImportRun.objects.create(
        registry=registry.code, parent_id=context.parent_id, owner=context.user, created_at=clock.now(),
        original_name="danh sách.xlsx", state="saving",
    )  # fmt: skip
    stage(run, registry, checked.new + checked.changed, checked.before)
    save_portions(run, registry, lambda done: None)
    run.state, run.saved_at = "saved", clock.now()
    run.save()
    return run


def undo(registry, run):
    """Raises UndoRefused."""
    run.state = "undoing"
    run.save()
    undo_portions(run, registry, lambda done: None)


def dump(*labels):
    """Every row of these apps as it stands in the database, but for histories and the counters of saves."""
    models = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: _rows(model) for model in models if not hasattr(model, "instance_type")}


def _rows(model):
    rows = [values_of(row) for row in model._base_manager.order_by("pk")]
    return [{key: value for key, value in row.items() if key not in COUNTING_SAVES} for row in rows]
