"""Pages on which a post begins, changes, moves or ends, and an allowance is entered."""

from copy import copy

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from swprogram.kit.forms import apply
from workforce import services
from workforce.forms import AllowanceForm, EndForm, MoveForm, PostForm
from workforce.models import Post
from workforce.views import fetch


def worker_post_add(request, pk):
    """One more post of a person who is in the registry."""
    worker = fetch.get_worker_to_post(request.user, pk)
    form = PostForm(request.POST or None, instance=Post(is_main=False), by=request.user)
    words = {"title": _("Add a post"), "lead": _("The person stays one person; only the post is new.")}
    if request.method == "POST" and form.is_valid():
        added = apply(form, services.add_post, worker, values=form.values, by=request.user)
        if added is not None:
            return _back(request, worker, _("The post is saved."))
    return _show(request, worker, form, words)


def worker_post_edit(request, pk):
    post = fetch.get_post_to_edit(request.user, pk)
    form = PostForm(request.POST or None, instance=copy(post), by=request.user)
    words = {"title": _("Edit the post"), "lead": post.employer_name}
    return _change(request, post, form, services.change_post, words, _("The post is saved."))


def worker_post_move(request, pk):
    """The post ends on the day on which another begins: what was counted before stays as it was."""
    post = fetch.get_post_to_edit(request.user, pk)
    form = MoveForm(request.POST or None, instance=copy(post), by=request.user)
    words = {
        "title": _("Move to another post"),
        "lead": _("The post at %(employer)s ends on the day on which the new one begins.")
        % {"employer": post.employer_name},
        "submit": _("Move"),
    }
    return _change(request, post, form, services.move_worker, words, _("The person has moved."))


def worker_post_end(request, pk):
    post = fetch.get_post_to_edit(request.user, pk)
    form = EndForm(request.POST or None, post=post)
    words = {
        "title": _("End the post"),
        "lead": _("%(employer)s. The person stays in the registry, and in all counts before that day.")
        % {"employer": post.employer_name},
        "submit": _("End the post"),
    }
    return _change(request, post, form, _end, words, _("The post has ended."))


def worker_allowance_add(request, pk):
    """A new amount from a day on; the same day again corrects it."""
    post = fetch.get_post_to_edit(request.user, pk)
    form = AllowanceForm(request.POST or None)
    words = {
        "title": _("Enter an allowance"),
        "lead": _("%(employer)s. A new amount from a day on; the same day again corrects the amount.")
        % {"employer": post.employer_name},
    }
    if request.method == "POST" and form.is_valid():
        values = {"amount": form.cleaned_data["amount"], "valid_from": form.cleaned_data["valid_from"]}
        if apply(form, services.set_allowance, post, **values, by=request.user) is not None:
            return _back(request, post.worker, _("The allowance is saved."))
    return _show(request, post.worker, form, words)


def _change(request, post, form, service, words, done):
    """One verb on a post, with what the form says."""
    if request.method == "POST" and form.is_valid():
        changed = apply(form, service, post, values=form.values, by=request.user, **form.change)
        if changed is not None:
            return _back(request, post.worker, done)
    return _show(request, post.worker, form, words)


def _end(post, *, values, **change):
    return services.end_post(post, ended_on=values["ended_on"], **change)


def _show(request, worker, form, words):
    return render(request, "workforce/post_form.html", {"form": form, "worker": worker, **words})


def _back(request, worker, text):
    messages.success(request, text)
    return redirect("worker_detail", worker.pk)
