"""What stands in the side bar: every page that the person's roles open."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from submissions.models import Submission
from swprogram.kit import clock
from swprogram.org.roles import Verb
from swprogram.registry.jobs import is_worker_missing


@dataclass(frozen=True)
class Item:
    """One line of the side bar. `section` is how the names of all pages behind it begin."""

    label: str
    url_name: str
    icon: str
    verb: Verb
    group: str
    sections: tuple

    @property
    def url(self):
        return reverse(self.url_name)


FOLLOW, ENTER, REGISTRIES, LOOK_UP = _("Follow"), _("Reporting"), _("Registries"), _("Look up")

RESULTS = ("dashboard", "result", "target_results", "formula", "milestone")

ITEMS = (
    Item(_("Dashboard"), "dashboard", "speedometer2", Verb.VIEW_RESULTS, FOLLOW, RESULTS),
    Item(_("Reports"), "report_list", "file-earmark-text", Verb.VIEW_REPORTS, FOLLOW, ("report",)),
    Item(_("Counts"), "submission_list", "pencil-square", Verb.VIEW_SUBMISSIONS, ENTER, ("submission",)),
    Item(_("Rounds"), "round_list", "calendar2-check", Verb.VIEW_SUBMISSIONS, ENTER, ("round", "accept")),
    Item(
        _("Duties"),
        "duty_list",
        "list-check",
        Verb.VIEW_DUTY_REPORTS,
        ENTER,
        ("duty", "late_", "letter"),
    ),
    Item(_("Facilities"), "facility_list", "buildings", Verb.VIEW_REGISTRIES, REGISTRIES, ("facility",)),
    Item(
        _("Workforce"), "worker_list", "person-badge", Verb.VIEW_REGISTRIES, REGISTRIES, ("worker", "staffed")
    ),
    Item(
        _("Training"),
        "course_list",
        "mortarboard",
        Verb.VIEW_REGISTRIES,
        REGISTRIES,
        ("course", "participant", "lecturer", "need", "trained", "session"),
    ),
    Item(_("Plans"), "plan_list", "journal-check", Verb.VIEW_PLANS, LOOK_UP, ("plan", "target")),
    Item(_("Units"), "unit_list", "diagram-3", Verb.VIEW_UNITS, LOOK_UP, ("unit",)),
    Item(_("People"), "person_list", "people", Verb.MANAGE_PEOPLE, LOOK_UP, ("person",)),
)


def navigation(request):
    """The person's side bar, their memberships, and whether illustrative data stands in the portal."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"illustrative_world": False}
    here = getattr(request.resolver_match, "url_name", None) or ""
    return {
        "navigation": [_row(item, item == item_of(here)) for item in ITEMS if user.has_verb(item.verb)],
        "memberships": user.live_memberships,
        "illustrative_world": Submission.objects.filter(is_illustrative=True).exists(),
        "jobs_stand_still": _looks_after_the_portal(user) and is_worker_missing(),
        "demonstration_day": clock.today() if settings.DEMO_DATE else None,
    }


def _looks_after_the_portal(user):
    return user.is_superuser or user.has_verb(Verb.MANAGE_PEOPLE)


def item_of(url_name):
    """The line whose pages begin as this one does."""
    fits = [(section, item) for item in ITEMS for section in item.sections if url_name.startswith(section)]
    return max(fits, key=lambda fit: len(fit[0]))[1] if fits else None


def _row(item, is_active):
    return {
        "label": item.label,
        "url": item.url,
        "icon": item.icon,
        "group": item.group,
        "is_active": is_active,
    }
