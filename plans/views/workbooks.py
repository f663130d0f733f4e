"""A plan as a workbook: the template, the plan filled in, and a workbook taken in."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans import permissions
from plans.contents import read_contents
from plans.forms.uploads import PlanUploadForm
from plans.models import Plan, PlanUpload
from plans.services import uploads
from plans.workbook.lists import lists_for, read_lists
from plans.workbook.preview import preview_of
from plans.workbook.writing import write_plan_workbook
from swprogram.kit.downloads import send_workbook
from swprogram.kit.text import search_key
from swprogram.kit.workflow import ChangeRefused
from swprogram.org.models import Unit
from swprogram.org.permissions import require_role


def plan_template(request):
    """The empty workbook, with the lists of the person's own province."""
    _require_adding(request.user)
    return send_workbook(write_plan_workbook({}, read_lists(by=request.user)), "mau-ke-hoach")


def plan_workbook(request, pk):
    """The plan in the template, to be changed in Excel and uploaded again."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)
    lists = lists_for(Unit.objects.filter(pk=plan.unit_id))
    name = slugify(search_key(f"ke-hoach {plan.unit.short_name} {plan.years}".replace("–", " ")))
    contents = read_contents(plan)
    return send_workbook(write_plan_workbook(contents, lists, uploads.fingerprint_of(contents)), name)


def plan_upload(request):
    """A workbook is checked as a whole: every problem at once, or a preview of what it would change."""
    _require_adding(request.user)
    form = PlanUploadForm(request.POST or None, request.FILES or None)
    context = {"form": form, "problems": []}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        checked = uploads.check_workbook(file, by=request.user)
        if not checked.problems:
            return redirect("plan_upload_preview", uploads.keep_upload(file, by=request.user).pk)
        context |= {"problems": checked.problems, "file_name": file.name}
    return render(request, "plans/plan_upload.html", context)


def plan_upload_preview(request, pk):
    """What the workbook would change, part by part, before anything is saved."""
    upload = _upload(request.user, pk)
    with upload.file.open("rb") as file:
        checked = uploads.check_workbook(file, by=request.user)
    context = {"upload": upload, "checked": checked, "parts": []}
    if not checked.problems:
        context["parts"] = preview_of(checked)
    return render(request, "plans/plan_upload_preview.html", context)


@require_POST
def plan_upload_confirm(request, pk):
    upload = _upload(request.user, pk)
    sent = {"seen": request.POST.get("seen", ""), "accepts_older": "accepts_older" in request.POST}
    try:
        plan = uploads.confirm_upload(upload, **sent, by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("plan_upload_preview", pk)
    messages.success(request, _("The workbook is saved."))
    return redirect("plan_detail", plan.pk)


@require_POST
def plan_upload_drop(request, pk):
    uploads.drop_upload(_upload(request.user, pk))
    messages.success(request, _("The workbook was thrown away. Nothing was saved."))
    return redirect("plan_upload")


def _upload(user, pk):
    return get_object_or_404(PlanUpload.objects.visible_to(user), pk=pk)


def _require_adding(user):
    require_role(permissions.can_add(user))
