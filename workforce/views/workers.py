"""Pages about one person. The list and its workbooks are those of every registry (workforce/urls.py)."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from swprogram.kit.forms import apply
from swprogram.org.permissions import require_role
from swprogram.registry.lookalikes import Lookalike, unanswered
from workforce import permissions, services
from workforce.forms import AllowanceForm, FirstPostForm, OpeningForm, WorkerForm
from workforce.history import read_changes
from workforce.models import Post, Worker
from workforce.reading import read_openings, read_worker
from workforce.services.duplicates import find_alike, find_lookalikes
from workforce.views import fetch


def worker_detail(request, pk):
    """The person, all posts, the place in the counts, and who changed what; a merged record leads on."""
    if kept := fetch.find_kept(request.user, pk):
        return redirect("worker_detail", kept.pk)
    worker = fetch.get_worker(request.user, pk)
    read = read_worker(worker, request.user)
    can_open = permissions.can_open_identity_number(request.user, worker)
    context = read | {
        "worker": worker,
        "changes": read_changes(worker, read["all_posts"]),
        "can_edit": permissions.can_edit(request.user, worker),
        "can_add_post": permissions.can_add_post(request.user, worker),
        "can_open": can_open,
        "openings": read_openings(worker) if can_open else [],
        "lookalikes": find_lookalikes(worker, request.user),
    }
    return render(request, "workforce/worker_detail.html", context)


def worker_add(request):
    """A person with the first post and, if it is paid, the allowance."""
    require_role(permissions.can_add(request.user))
    form = WorkerForm(request.POST or None, instance=Worker())
    post_form = FirstPostForm(request.POST or None, prefix="post", instance=Post(), by=request.user)
    pay_form = AllowanceForm(request.POST or None, prefix="pay", is_required=False)
    forms = (form, post_form, pay_form)
    wrong = [one for one in forms if not one.is_valid()]  # all of them say what is wrong, not only the first
    alike = [] if wrong else unanswered(request, _alike(form, post_form, request.user))
    if request.method == "POST" and not wrong and not alike:
        facts = {"post": post_form.values, "allowance": pay_form.allowance, "by": request.user}
        worker = apply(form, services.add_worker, values=form.values, **facts)
        if worker is not None:
            text = _("%(name)s is in the registry as %(code)s.")
            messages.success(request, text % {"name": worker.full_name, "code": worker.code})
            return redirect("worker_detail", worker.pk)
    context = {"form": form, "post_form": post_form, "pay_form": pay_form, "forms": forms}
    context |= {"lookalikes": alike}
    return render(request, "workforce/worker_form.html", context)


def _alike(form, post_form, user):
    typed = Worker(**form.values)
    return [
        Lookalike(f"{worker.code} {worker.full_name}", reverse("worker_detail", args=[worker.pk]))
        for worker in find_alike(typed, post_form.values["unit"], user)
    ]


def worker_edit(request, pk):
    """The facts of the person; what others saved in between is shown beside what was typed."""
    worker = fetch.get_worker_to_edit(request.user, pk)
    form = WorkerForm(request.POST or None, instance=copy(worker))
    if request.method == "POST" and form.is_valid():
        change = {"values": form.values, "by": request.user, **form.change}
        if apply(form, services.change_worker, worker, **change) is not None:
            messages.success(request, _("The record is saved."))
            return redirect("worker_detail", pk)
    return render(request, "workforce/worker_form.html", {"form": form, "worker": worker, "forms": (form,)})


@never_cache
def worker_identity(request, pk):
    """Asks what for, logs it, and shows the whole identity number once."""
    worker = fetch.get_worker(request.user, pk)
    if not permissions.can_open_identity_number(request.user, worker):
        raise PermissionDenied(_("Your role does not open identity numbers here."))
    form, number = OpeningForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        number = apply(form, services.open_identity_number, worker, purpose=purpose, by=request.user)
    context = {"form": form, "worker": worker, "number": number, "openings": read_openings(worker)}
    return render(request, "workforce/identity_open.html", context)
