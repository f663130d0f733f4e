"""The pages of an import: the template, the upload, the matching of the columns, the preview, the result."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from swprogram.kit.downloads import XLSX, send_workbook
from swprogram.kit.htmx import render_page
from swprogram.kit.text import search_key
from swprogram.kit.workflow import ChangeRefused
from swprogram.org.permissions import require_role
from swprogram.registry.enums import WAITING, ImportState
from swprogram.registry.imports import services
from swprogram.registry.imports.answering import AnswersForm, WordsForm
from swprogram.registry.imports.checking import open_cells
from swprogram.registry.imports.findings import group_problems, saves_nothing
from swprogram.registry.imports.forms import UploadForm
from swprogram.registry.imports.result import result_name
from swprogram.registry.imports.runs import headings_of, job_of
from swprogram.registry.imports.tasks import stop_if_given_up
from swprogram.registry.imports.telling import count_open_words
from swprogram.registry.imports.template import write_template
from swprogram.registry.jobs import is_worker_missing, read_progress
from swprogram.registry.models import ImportRun
from swprogram.registry.permissions import require_same_reach
from swprogram.registry.spec import registry_of

LAST_IMPORTS = 10
LINE = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Place:
    """A registry, and the record that holds its records where they are a part of one (a course)."""

    registry: object
    parent: object = None

    @property
    def parent_id(self):
        return self.parent.pk if self.parent else None

    def address(self, name, **parts):
        parts |= {"parent_id": self.parent_id} if self.parent else {}
        return reverse(self.registry.address(name), kwargs=parts)

    @property
    def back(self):
        """Where the records are seen: their list, or the page of the record that holds them."""
        if self.parent:
            return reverse(f"{self.registry.is_part_of}_detail", args=[self.parent_id])
        return reverse(self.registry.address("list"))

    @property
    def name(self):
        return str(self.parent) if self.parent else self.registry.title

    @property
    def upload(self):
        return self.address("import")

    @property
    def template(self):
        return self.address("template")


def import_template(request, registry, parent_id=None):
    """The empty workbook, with the lists that this person may choose from."""
    _find_place(request, registry, parent_id)
    with translation.override("vi"):
        name = slugify(search_key(f"mau {registry.title}"))
    return send_workbook(write_template(registry, request.user), name)


def import_upload(request, registry, parent_id=None):
    """How it is done, the upload, and what this person imported last."""
    place = _find_place(request, registry, parent_id)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        run = services.keep_upload(registry, file, by=request.user, parent_id=place.parent_id)
        return redirect(place.address("import_run", run_id=run.pk))
    runs = _runs(request.user, place)[:LAST_IMPORTS]
    rows = [(run, place.address("import_run", run_id=run.pk)) for run in runs]
    return render(request, "registry/import_form.html", {"place": place, "form": form, "runs": rows})


def import_run(request, registry, run_id, parent_id=None):
    """How far it is; then what would be saved, or what is to be mended."""
    place, run = _find_run(request, registry, run_id, parent_id)
    run = stop_if_given_up(run)
    names = ("import_match", "import_words", "import_save", "import_undo", "import_result", "import_drop")
    context = {
        "place": place,
        "run": run,
        "found": run.findings,
        "problems": group_problems(run.findings.get("problems", ())),
        "progress": read_progress(job_of(run)),
        "is_worker_missing": run.is_in_work and is_worker_missing(),
        "urls": {name: place.address(name, run_id=run.pk) for name in names},
        "can_match": run.state in WAITING and bool(headings_of(run)),
        "words": count_open_words(run.findings.get("words", ())),
        "saves_nothing": run.state == ImportState.SAVED and saves_nothing(run.findings),
        "has_result": run.state == ImportState.WRONG and default_storage.exists(result_name(run)),
    }
    return render_page(request, "registry/import_detail.html", context)


def import_match(request, registry, run_id, parent_id=None):
    """How the workbook is read: which sheets and rows, which column is which, what holds for all rows."""
    place, run = _find_run(request, registry, run_id, parent_id)
    address = place.address("import_run", run_id=run.pk)
    if run.state not in (*WAITING, ImportState.FAILED) or not headings_of(run):
        return redirect(address)
    form = AnswersForm(request.POST or None, run=run, cells=open_cells(registry, request.user))
    if request.method == "POST" and "take" in request.POST:
        form = form.with_hints(request.POST["take"])
    elif request.method == "POST" and form.is_valid():
        _try(request, services.answer, run, form.answers)
        return redirect(address)
    context = {"place": place, "run": run, "form": form, "found": run.findings, "run_url": address}
    return render(request, "registry/import_match.html", context)


def import_words(request, registry, run_id, parent_id=None):
    """What the words mean that the columns do not know."""
    place, run = _find_run(request, registry, run_id, parent_id)
    address = place.address("import_run", run_id=run.pk)
    if run.state not in WAITING or not run.findings.get("words"):
        return redirect(address)
    form = WordsForm(request.POST or None, run=run, cells=open_cells(registry, request.user))
    if request.method == "POST" and "take" in request.POST:
        form = form.with_hints(request.POST["take"])
    elif request.method == "POST" and form.is_valid():
        _try(request, services.answer, run, form.answers)
        return redirect(address)
    context = {"place": place, "run": run, "form": form, "run_url": address}
    return render(request, "registry/import_words.html", context)


@require_POST
def import_save(request, registry, run_id, parent_id=None):
    place, run = _find_run(request, registry, run_id, parent_id)
    confirmed = {int(line) for line in request.POST.getlist("same") if LINE.fullmatch(line)}
    said = {"confirmed": confirmed, "with_parents": "with_parents" in request.POST}
    _try(request, services.ask_to_save, run, seen=request.POST.get("seen", ""), **said)
    return redirect(place.address("import_run", run_id=run.pk))


@require_POST
def import_undo(request, registry, run_id, parent_id=None):
    place, run = _find_run(request, registry, run_id, parent_id)
    _try(request, services.ask_to_undo, run)
    return redirect(place.address("import_run", run_id=run.pk))


@require_POST
def import_drop(request, registry, run_id, parent_id=None):
    place, run = _find_run(request, registry, run_id, parent_id)
    if _try(request, services.drop, run):
        messages.success(request, _("The workbook was thrown away. Nothing was saved."))
        return redirect(place.upload)
    return redirect(place.address("import_run", run_id=run.pk))


def import_result(request, registry, run_id, parent_id=None):
    """The uploaded rows with what is wrong marked in them."""
    _place, run = _find_run(request, registry, run_id, parent_id)
    if run.state != ImportState.WRONG or not default_storage.exists(result_name(run)):
        raise Http404
    name = f"{run.original_name.rpartition('.')[0] or run.original_name} - loi.xlsx"
    file = default_storage.open(result_name(run))
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _try(request, service, *args, **kwargs):
    """Was it done? Where not, the page says why."""
    try:
        service(*args, **kwargs)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _find_place(request, registry, parent_id):
    """Who may not add records here gets 403; a record out of reach that holds them is 404."""
    require_role(registry.can_add(request.user))
    if not registry.is_part_of:
        return Place(registry)
    parents = registry_of(registry.is_part_of).model.objects.visible_to(request.user)
    parent = get_object_or_404(parents, pk=parent_id)
    require_role(registry.can_add_to is None or registry.can_add_to(request.user, parent))
    return Place(registry, parent)


def _find_run(request, registry, run_id, parent_id):
    place = _find_place(request, registry, parent_id)
    run = get_object_or_404(_runs(request.user, place), pk=run_id)
    require_same_reach(request.user, run)
    return place, run


def _runs(user, place):
    mine = ImportRun.objects.visible_to(user).select_related("owner")
    return mine.filter(registry=place.registry.code, parent_id=place.parent_id)
