"""Pages about the scans of a plan."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plans.forms.attachments import AttachmentForm
from plans.models import Attachment
from plans.services import attachments as services
from plans.views import fetch
from swprogram.kit.forms import apply


def attachment_add(request, pk):
    plan = fetch.get_plan_to_edit(request.user, pk)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = {"title": form.cleaned_data["title"], "upload": form.cleaned_data["file"]}
        scan = apply(form, services.attach_scan, plan, by=request.user, **values)
        if scan is not None:
            messages.success(request, _("“%(title)s” is attached.") % {"title": scan.title})
            return redirect("plan_detail", pk)
    return render(request, "plans/attachment_form.html", {"form": form, "plan": plan})


def attachment_file(request, pk):
    """The scan, for whoever reads its plan: always saved, never opened in the page."""
    scan = _scan(request.user, pk)
    if not scan.file.storage.exists(scan.file.name):
        raise Http404
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return FileResponse(
        scan.file.open("rb"),
        as_attachment=True,
        filename=scan.original_name,
        content_type="application/pdf",
        headers=headers,
    )


def attachment_delete(request, pk):
    """Asks once more: the file cannot be brought back."""
    scan = _scan(request.user, pk)
    fetch.require_editing(request.user, scan.plan)
    if request.method == "POST":
        services.remove_scan(scan, by=request.user)
        messages.success(request, _("“%(title)s” is deleted.") % {"title": scan.title})
        return redirect("plan_detail", scan.plan_id)
    return render(request, "plans/attachment_confirm_delete.html", {"scan": scan, "plan": scan.plan})


def _scan(user, pk):
    scans = Attachment.objects.visible_to(user).select_related("plan__unit", "uploaded_by")
    return get_object_or_404(scans, pk=pk)
