"""The split of a target by year and by unit."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import push_url

from plans import services
from plans.forms import SharesForm, shares_forms
from plans.shares import can_be_split
from plans.views import fetch
from swprogram.kit.forms import apply
from swprogram.kit.htmx import render_page

KEYS = ("year", "unit")


def target_shares(request, pk):
    """Both splits; ?propose=year fills one of them with an even split, which is saved by its own button."""
    target = fetch.get_target_to_edit(request.user, pk)
    if not can_be_split(target):
        raise Http404
    if refusal := fetch.back_to_plan_in_force(request, target.plan):
        return refusal
    if request.method == "POST":
        return _save(request, target)
    return _page(request, target, shares_forms(target, request.GET.get("propose", "")))


def _save(request, target):
    key = request.POST.get("key")
    if key not in KEYS:
        raise Http404
    form = SharesForm(request.POST, target=target, key=key)
    if form.is_valid():
        verb, change = services.split_target, form.change
        if apply(form, verb, target, key=key, values=form.values, by=request.user, **change):
            return _done(request, target)
    others = {other.key: other for other in shares_forms(target)}
    return _page(request, target, list((others | {key: form}).values()))


def _done(request, target):
    messages.success(request, _("The split of target %(code)s is saved.") % {"code": target.code})
    target.refresh_from_db()
    if not request.htmx:
        return redirect("target_shares", target.pk)
    return push_url(_page(request, target, shares_forms(target)), reverse("target_shares", args=[target.pk]))


def _page(request, target, splits):
    context = {"target": target, "plan": target.plan, "splits": splits}
    return render_page(request, "plans/target_shares.html", context)
