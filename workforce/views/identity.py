"""A person is looked up by the whole identity number: sent in the body, logged, and in no address."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from swprogram.org.permissions import require_role
from workforce import permissions, services
from workforce.forms import FindForm


def worker_find(request):
    """Leads to the person in reach, or says that there is none."""
    require_role(permissions.can_find_identity_numbers(request.user))
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        worker = services.find_by_identity_number(form.cleaned_data["number"], by=request.user)
        if worker is not None:
            return redirect("worker_detail", worker.pk)
        messages.info(request, _("Nobody in your reach has this identity number."))
    return render(request, "workforce/worker_find.html", {"form": form})
