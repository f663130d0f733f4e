"""Pages about one facility. Its list and its workbooks are those of every registry (facilities/urls.py)."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from facilities import permissions, services
from facilities.filters import FacilityFilter
from facilities.forms import (
    CapacitiesForm,
    ClosingForm,
    FacilityForm,
    MergerForm,
    NewFacilityForm,
    RenamingForm,
    ServicesForm,
    TransferForm,
)
from facilities.history import read_changes
from facilities.models import Facility, FacilityEvent
from facilities.reading import read_facility
from facilities.services.life import last_event_of
from swprogram.kit import clock
from swprogram.kit.forms import apply
from swprogram.kit.parameters import read_numbers
from swprogram.kit.text import sort_key
from swprogram.kit.workflow import ChangeRefused
from swprogram.org.permissions import require_role
from swprogram.registry.lookalikes import Lookalike, unanswered

CANDIDATES = 20


def facility_detail(request, pk):
    """What is known of a facility, its life, where it counts, and who changed it."""
    facility = _facility(request.user, pk)
    can_edit = permissions.can_edit(request.user, facility)
    context = read_facility(facility, request.user) | {
        "facility": facility,
        "changes": read_changes(facility),
        "can_edit": can_edit,
        "last_event": last_event_of(facility) if can_edit else None,
    }
    return render(request, "facilities/facility_detail.html", context)


def facility_add(request):
    require_role(permissions.can_add(request.user))
    form = NewFacilityForm(request.POST or None, instance=Facility(), by=request.user)
    is_typed = request.method == "POST" and form.is_valid()
    alike = unanswered(request, _alike(form.cleaned_data)) if is_typed else []
    if is_typed and not alike:
        facility = apply(form, _add, form, request.user)
        if facility is not None:
            text = _("%(name)s is in the registry. Now say which services it gives.")
            messages.success(request, text % {"name": facility.name})
            return redirect("facility_services", facility.pk)
    return render(request, "facilities/facility_form.html", {"form": form, "lookalikes": alike})


def _alike(typed):
    """Facilities of this name in this unit, which the person keeps."""
    found = Facility.objects.filter(unit=typed["unit"], sort_key=sort_key(typed["name"])).order_by("pk")
    return [
        Lookalike(f"{one.code} {one.name}", reverse("facility_detail", args=[one.pk])) for one in found[:5]
    ]


def facility_edit(request, pk):
    """What is known of it; what others saved in between is shown beside what was typed."""
    facility = _facility_to_edit(request.user, pk)
    form = FacilityForm(request.POST or None, instance=copy(facility), by=request.user)
    if request.method == "POST" and form.is_valid():
        change = {"values": form.values, "by": request.user, **form.change}
        if apply(form, services.change_facility, facility, **change) is not None:
            return _back(request, pk, _("The facility is saved."))
    return render(request, "facilities/facility_form.html", {"form": form, "facility": facility})


def facility_services(request, pk):
    """Which services it gives, and since when."""
    facility = _facility_to_edit(request.user, pk)
    form = ServicesForm(request.POST or None, facility=facility)
    if request.method == "POST" and form.is_valid():
        change = {"services": form.services, "by": request.user, **form.change}
        if apply(form, services.set_services, facility, **change) is not None:
            return _back(request, pk, _("The services are saved."))
    return render(request, "facilities/services_form.html", {"form": form, "facility": facility})


def facility_clients(request, pk):
    """How many places it has and how many clients, by group."""
    facility = _facility_to_edit(request.user, pk)
    form = CapacitiesForm(request.POST or None, facility=facility)
    if request.method == "POST" and form.is_valid():
        change = {"capacities": form.capacities, "by": request.user, **form.change}
        if apply(form, services.set_capacities, facility, **change) is not None:
            return _back(request, pk, _("Places and clients are saved."))
    return render(request, "facilities/clients_form.html", {"form": form, "facility": facility})


def facility_close(request, pk):
    facility = _facility_to_edit(request.user, pk)
    form = ClosingForm(request.POST or None, facility=facility, by=request.user)
    words = {
        "title": _("Close the facility"),
        "lead": _("What it was counted in before that day stays."),
        "submit": _("Close it"),
    }
    return _record(request, facility, form, services.close_facility, (), words)


def facility_rename(request, pk):
    facility = _facility_to_edit(request.user, pk)
    form = RenamingForm(request.POST or None, facility=facility, by=request.user)
    words = {
        "title": _("Rename the facility"),
        "lead": _(
            "By a decision; lists still find it by its former name. A misspelling is mended by “Edit”."
        ),
        "submit": _("Rename it"),
    }
    return _record(request, facility, form, services.rename_facility, ("name",), words)


def facility_transfer(request, pk):
    facility = _facility_to_edit(request.user, pk)
    form = TransferForm(request.POST or None, facility=facility, by=request.user)
    words = {
        "title": _("Transfer the facility"),
        "lead": _("Until the day before, it stays in the counts of the unit where it is now."),
        "submit": _("Transfer it"),
    }
    return _record(request, facility, form, services.transfer_facility, ("unit", "managed_by"), words)


def facility_merge(request, pk):
    """Look for the others by name or code, tick them, and say what becomes of them."""
    facility = _facility_to_edit(request.user, pk)
    candidates, shown = _candidates(request, facility)
    form = MergerForm(
        request.POST or None, facility=facility, by=request.user, candidates=candidates, shown=shown
    )
    if request.method == "POST" and form.is_valid():
        after = apply(form, _merge, facility, form, by=request.user, **form.change)
        if after is not None:
            return _back(request, after.pk, _("They are merged. Look over the services and clients."))
    context = {"form": form, "facility": facility, "query": request.GET.get("q", ""), "shown": shown}
    return render(request, "facilities/merger_form.html", context)


@require_POST
def facility_event_withdraw(request, pk):
    """Take back an event that was recorded by mistake."""
    events = FacilityEvent.objects.filter(parts__facility__in=Facility.objects.visible_to(request.user))
    event = get_object_or_404(events.distinct(), pk=pk)
    before = event.parts.filter(is_before=True).values_list("facility_id", flat=True).first()
    try:
        services.withdraw_event(event, by=request.user)
    except (ChangeRefused, ValidationError) as refusal:
        messages.error(request, str(refusal))
        return redirect("facility_detail", event.parts.first().facility_id)
    messages.success(request, _("The event is withdrawn."))
    return redirect("facility_detail", before) if before else redirect("facility_list")


def _facility(user, pk):
    facilities = Facility.objects.visible_to(user).select_related("unit__parent", "managed_by")
    return get_object_or_404(facilities, pk=pk)


def _facility_to_edit(user, pk):
    facility = _facility(user, pk)
    if not permissions.can_edit(user, facility):
        raise PermissionDenied(_("You keep the registry of your own unit and of the units below it only."))
    return facility


def _back(request, pk, text):
    messages.success(request, text)
    return redirect("facility_detail", pk)


def _add(form, by):
    """With its opening as an event where a decision opened it."""
    values = form.values
    if form.decision:
        return services.open_facility(values=values, decision=form.decision, by=by)
    return services.add_facility(values=values, by=by)


def _record(request, facility, form, service, names, words):
    """An event of one facility: `names` are the fields that its form has beside the decision."""
    if request.method == "POST" and form.is_valid():
        picked = {name: form.cleaned_data[name] for name in names}
        change = {"decision": form.decision, "by": request.user, **picked, **form.change}
        if apply(form, service, facility, **change) is not None:
            return _back(request, facility.pk, _("The event is recorded."))
    return render(request, "facilities/event_form.html", {"form": form, "facility": facility, **words})


def _candidates(request, facility):
    """All open facilities that the person keeps, and those to show: looked for, or ticked already."""
    kept = Facility.objects.visible_to(request.user).filter(unit__in=permissions.editable_units(request.user))
    candidates = kept.open_on(clock.today()).filter(closed_on__isnull=True).exclude(pk=facility.pk)
    if query := request.GET.get("q", "").strip():
        found = FacilityFilter({"q": query}, queryset=candidates, request=request).qs
    else:
        found = candidates.filter(unit=facility.unit)
    ticked = read_numbers(request.POST.getlist("others"))
    shown = {row.pk: row for row in candidates.filter(pk__in=ticked)}
    shown |= {row.pk: row for row in found.order_by("sort_key", "pk")[:CANDIDATES]}
    return candidates, list(shown.values())


def _merge(facility, form, *, version, by):
    others = list(form.cleaned_data["others"])
    goes_on = form.cleaned_data["into"] == form.THIS
    return services.merge_facilities(
        [facility, *others],
        decision=form.decision,
        versions={facility.pk: version} | {other.pk: other.version for other in others},
        successor=facility if goes_on else None,
        values=None if goes_on else form.values,
        by=by,
    )
