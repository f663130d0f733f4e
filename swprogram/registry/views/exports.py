"""Workbooks that leave a registry: at once, or made by the worker when they are large."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from swprogram.kit.downloads import XLSX, send_workbook
from swprogram.kit.htmx import render_page
from swprogram.registry.enums import ExportState
from swprogram.registry.exports import AT_ONCE, write_to_file
from swprogram.registry.jobs import has_failed, is_worker_missing, read_progress, took_too_long
from swprogram.registry.lists import Selection, read_query
from swprogram.registry.models import ExportRun
from swprogram.registry.permissions import require_reader, require_same_reach
from swprogram.registry.services import start_export
from swprogram.registry.tasks import write_export


def export(request, registry):
    """The filtered records as a workbook. A large one is begun by the button of its own page (POST)."""
    require_reader(request.user)
    query = read_query(request.GET.urlencode())
    selection = Selection(registry, request.user, query)
    if selection.count(at_most=AT_ONCE + 1) <= AT_ONCE:
        with write_to_file(selection) as (file, _rows):
            return send_workbook(file.read(), file_name(registry))
    rows = selection.count()
    if request.method == "POST":
        run = start_export(registry, query.urlencode(), rows, by=request.user)
        return redirect(registry.address("export_run"), run.pk)
    context = {"registry": registry, "rows": rows, "query": query.urlencode()}
    return render(request, "registry/export_start.html", context | _back(registry, query.urlencode()))


def export_run(request, registry, run_id):
    """How far the workbook is; asks again by itself until it is ready."""
    run = _get_run(request, registry, run_id)
    if run.is_in_work and has_failed(write_export, run.pk):
        run.state = ExportState.FAILED
    context = {"took_too_long": run.state == ExportState.FAILED and took_too_long(write_export, run.pk)}
    context |= {"registry": registry, "run": run, "progress": read_progress(run.job)}
    context["is_worker_missing"] = run.is_in_work and is_worker_missing()
    context |= {"file_url": reverse(registry.address("export_file"), args=[run.pk])}
    return render_page(request, "registry/export_run.html", context | _back(registry, run.query))


def export_file(request, registry, run_id):
    run = _get_run(request, registry, run_id)
    if run.state != ExportState.READY:
        raise Http404
    name = f"{file_name(registry)}.xlsx"
    return FileResponse(run.file.open(), as_attachment=True, filename=name, content_type=XLSX)


def file_name(registry):
    """The last part of the registry's address: the same in both languages."""
    return registry.slug.rsplit("/", 1)[-1]


def _get_run(request, registry, run_id):
    require_reader(request.user)
    mine = ExportRun.objects.visible_to(request.user).filter(registry=registry.code)
    run = get_object_or_404(mine, pk=run_id)
    require_same_reach(request.user, run)
    return run


def _back(registry, query):
    list_url = reverse(registry.address("list"))
    export_url = reverse(registry.address("export"))
    return {"list_url": f"{list_url}?{query}", "export_url": f"{export_url}?{query}"}
