"""Pages on which records that look like one person are compared, merged, or said to be two people."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from swprogram.kit.forms import apply
from swprogram.org.permissions import require_role
from workforce import permissions, services
from workforce.exports import read_values
from workforce.forms import MergeForm
from workforce.reading import read_worker
from workforce.services.duplicates import LIMIT
from workforce.views import fetch


def worker_duplicates(request):
    """Pairs of records that look like one person."""
    require_role(permissions.can_add(request.user))
    pairs = services.find_duplicates(request.user)
    people = [worker for pair in pairs for worker in (pair.first, pair.second)]
    values = read_values(people, request.user)
    where = {worker.pk: value.get("employer", "") for worker, value in zip(people, values, strict=True)}
    rows = [(pair, where[pair.first.pk], where[pair.second.pk]) for pair in pairs]
    context = {"pairs": pairs, "rows": rows, "is_cut": len(pairs) == LIMIT}
    return render(request, "workforce/duplicate_list.html", context)


def worker_merge(request, first_pk, second_pk):
    """Two records side by side; field by field, whose value stays."""
    first, second = _get_pair(request.user, first_pk, second_pk)
    form = MergeForm(request.POST or None, first=first, second=second)
    if request.method == "POST" and form.is_valid():
        keep, drop = form.keep_and_drop
        if apply(form, services.merge_workers, keep, drop, **form.merge, by=request.user) is not None:
            text = _("%(drop)s is merged into this record.") % {"drop": drop.code}
            messages.success(request, text)
            return redirect("worker_detail", keep.pk)
    sides = [(worker, read_worker(worker, request.user)["posts"]) for worker in (first, second)]
    context = {"form": form, "first": first, "second": second, "sides": sides}
    return render(request, "workforce/worker_merge.html", context)


@require_POST
def worker_distinct(request, first_pk, second_pk):
    first, second = _get_pair(request.user, first_pk, second_pk)
    services.say_distinct(first, second, by=request.user)
    messages.success(request, _("Noted: these are two people. They are not proposed again."))
    return redirect("worker_duplicates")


def _get_pair(user, first_pk, second_pk):
    if first_pk == second_pk:
        raise Http404
    pair = fetch.get_worker(user, first_pk), fetch.get_worker(user, second_pk)
    if not permissions.can_merge(user, *pair):
        raise PermissionDenied(_("Only who changes both records merges them."))
    return pair
