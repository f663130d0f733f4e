"""Who may do what: the one table of roles and verbs.

Each app asks through `user.has_verb(...)` in its own `permissions.py`, which adds where (row scope) and
when (state). `docs/permissions.md` is printed from this table; `tests/org/test_roles.py` reads it cell
by cell.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from swprogram.org.enums import UnitKind


class Role(TextChoices):
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")
    PROVINCIAL_OFFICER = "provincial_officer", _("Provincial officer")
    PROVINCIAL_LEADER = "provincial_leader", _("Provincial leader")
    DISTRICT_OFFICER = "district_officer", _("District officer")
    COMMUNE_OFFICER = "commune_officer", _("Commune officer")
    AGENCY_OFFICER = "agency_officer", _("Agency officer")
    MINISTRY_VIEWER = "ministry_viewer", _("Ministry viewer")


class Verb(TextChoices):
    MANAGE_PEOPLE = "manage_people", _("Manage people and their roles")
    VIEW_UNITS = "view_units", _("Look up units")
    VIEW_PLANS = "view_plans", _("Read plans")
    VIEW_DRAFT_PLANS = "view_draft_plans", _("Read plans that are still drafts")
    EDIT_PLANS = "edit_plans", _("Enter and change plans and targets")
    VIEW_DUTY_REPORTS = "view_duty_reports", _("Read what agencies report on their duties")
    REPORT_DUTIES = "report_duties", _("Report on the duties of one's own agency")
    REVIEW_DUTIES = "review_duties", _("Return and accept reports on duties")
    VIEW_SUBMISSIONS = "view_submissions", _("Read submitted counts")
    ENTER_FIGURES = "enter_figures", _("Enter and send the counts of one's own unit")
    REVIEW_SUBMISSIONS = "review_submissions", _("Return and accept the counts of the units below")
    CLOSE_ROUNDS = "close_rounds", _("Open and close a reporting round")
    VIEW_REGISTRIES = "view_registries", _("Read the registries: facilities, workforce, training")
    EDIT_REGISTRIES = "edit_registries", _("Enter and change the registries")
    OPEN_IDENTITY_NUMBERS = "open_identity_numbers", _("Open identity numbers (each opening is logged)")
    VIEW_RESULTS = "view_results", _("Follow indicators on the dashboard")
    WRITE_REPORTS = "write_reports", _("Write and issue the report to the Ministry")
    VIEW_REPORTS = "view_reports", _("Read reports")


GRANTS = {
    Role.SYSTEM_ADMINISTRATOR: {
        Verb.MANAGE_PEOPLE,
        Verb.VIEW_UNITS,
    },
    Role.PROVINCIAL_OFFICER: {
        Verb.VIEW_UNITS,
        Verb.VIEW_PLANS,
        Verb.VIEW_DRAFT_PLANS,
        Verb.EDIT_PLANS,
        Verb.VIEW_DUTY_REPORTS,
        Verb.REPORT_DUTIES,
        Verb.REVIEW_DUTIES,
        Verb.VIEW_SUBMISSIONS,
        Verb.REVIEW_SUBMISSIONS,
        Verb.CLOSE_ROUNDS,
        Verb.VIEW_REGISTRIES,
        Verb.EDIT_REGISTRIES,
        Verb.OPEN_IDENTITY_NUMBERS,
        Verb.VIEW_RESULTS,
        Verb.WRITE_REPORTS,
        Verb.VIEW_REPORTS,
    },
    Role.PROVINCIAL_LEADER: {
        Verb.VIEW_UNITS,
        Verb.VIEW_PLANS,
        Verb.VIEW_DRAFT_PLANS,
        Verb.VIEW_DUTY_REPORTS,
        Verb.VIEW_SUBMISSIONS,
        Verb.VIEW_REGISTRIES,
        Verb.VIEW_RESULTS,
        Verb.VIEW_REPORTS,
    },
    Role.DISTRICT_OFFICER: {
        Verb.VIEW_UNITS,
        Verb.VIEW_PLANS,
        Verb.VIEW_DUTY_REPORTS,
        Verb.REPORT_DUTIES,
        Verb.VIEW_SUBMISSIONS,
        Verb.ENTER_FIGURES,
        Verb.REVIEW_SUBMISSIONS,
        Verb.VIEW_REGISTRIES,
        Verb.EDIT_REGISTRIES,
        Verb.OPEN_IDENTITY_NUMBERS,
        Verb.VIEW_RESULTS,
    },
    Role.COMMUNE_OFFICER: {
        Verb.VIEW_UNITS,
        Verb.VIEW_PLANS,
        Verb.VIEW_SUBMISSIONS,
        Verb.ENTER_FIGURES,
        Verb.VIEW_REGISTRIES,
        Verb.EDIT_REGISTRIES,
        Verb.VIEW_RESULTS,
    },
    Role.AGENCY_OFFICER: {
        Verb.VIEW_UNITS,
        Verb.VIEW_PLANS,
        Verb.VIEW_DUTY_REPORTS,
        Verb.REPORT_DUTIES,
    },
    Role.MINISTRY_VIEWER: {
        Verb.VIEW_UNITS,
        Verb.VIEW_PLANS,
        Verb.VIEW_RESULTS,
        Verb.VIEW_REPORTS,
    },
}


# The levels of units at which a role may be held: it reaches everything below its unit.
HELD_AT = {
    Role.SYSTEM_ADMINISTRATOR: (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.AGENCY),
    Role.PROVINCIAL_OFFICER: (UnitKind.PROVINCE, UnitKind.AGENCY),
    Role.PROVINCIAL_LEADER: (UnitKind.PROVINCE, UnitKind.AGENCY),
    Role.DISTRICT_OFFICER: (UnitKind.DISTRICT,),
    Role.COMMUNE_OFFICER: (UnitKind.COMMUNE,),
    Role.AGENCY_OFFICER: (UnitKind.AGENCY,),
    Role.MINISTRY_VIEWER: (UnitKind.PROVINCE,),
}


def levels_with(verb):
    """The levels of units at which somebody can hold `verb`."""
    return {kind for role in roles_with(verb) for kind in HELD_AT[role]}


def fits(role, kind):
    """May this role be held at a unit of this level?"""
    return kind in HELD_AT.get(role, ())


def misfit_message(role, kind):
    """Why the role may not be held at a unit of this level, and at which it may."""
    levels = ", ".join(str(UnitKind(level).label) for level in HELD_AT[role])
    message = gettext(
        "The role “%(role)s” is not held at this level (%(level)s). Choose a unit of: %(levels)s."
    )
    return message % {"role": Role(role).label, "level": UnitKind(kind).label, "levels": levels}


def roles_with(verb):
    """The roles that hold `verb`, in the order of the table."""
    return [role for role, verbs in GRANTS.items() if verb in verbs]
