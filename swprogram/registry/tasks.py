"""Jobs of the registries. Each can be repeated: a worker that was killed begins it again."""

from django.core.files import File
from django.http import QueryDict
from django_tasks import task

from swprogram.registry.enums import ExportState
from swprogram.registry.exports import write_to_file
from swprogram.registry.jobs import set_progress
from swprogram.registry.lists import Selection
from swprogram.registry.models import ExportRun
from swprogram.registry.spec import registry_of


@task()
def write_export(run_id):
    """Write the workbook that a person asked for, unless it is there or nobody waits for it any more."""
    run = ExportRun.objects.filter(pk=run_id, state=ExportState.WRITING).select_related("owner").first()
    if run is None:
        return
    try:
        _write(run)
    except Exception:
        ExportRun.objects.filter(pk=run_id).update(state=ExportState.FAILED)
        raise


def _write(run):
    selection = Selection(registry_of(run.registry), run.owner, QueryDict(run.query))
    total = selection.count()
    with write_to_file(selection, lambda done: set_progress(run.job, done, total)) as (file, rows):
        run.file.save("", File(file), save=False)
    run.rows, run.state = rows, ExportState.READY
    run.save(update_fields=["file", "rows", "state"])
