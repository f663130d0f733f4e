"""What a unit can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    """The level of a unit in the tree; an agency stands beside the territorial levels."""

    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District level")
    COMMUNE = "commune", _("Commune level")
    AGENCY = "agency", _("Agency")


class UnitType(TextChoices):
    """The legal type of a unit: territorial types by the Law on local government, then agencies."""

    PROVINCE = "province", _("Province")
    PROVINCIAL_CITY = "provincial_city", _("Provincial city")
    TOWN = "town", _("Town")
    RURAL_DISTRICT = "rural_district", _("Rural district")
    URBAN_DISTRICT = "urban_district", _("Urban district")
    COMMUNE = "commune", _("Commune")
    WARD = "ward", _("Ward")
    TOWNSHIP = "township", _("Township")
    PEOPLES_COMMITTEE = "peoples_committee", _("People's Committee")
    DEPARTMENT = "department", _("Provincial department")
    POLICE = "police", _("Police")
    MASS_ORGANISATION = "mass_organisation", _("Mass organisation")


class AccountVerb(TextChoices):
    """What can be done to an account."""

    ADDED = "added", _("Account added")
    ROLE_GIVEN = "role_given", _("Role given")
    ROLE_ENDED = "role_ended", _("Role ended")
    ROLE_CHANGED = "role_changed", _("Last day of a role changed")
    CHANGED = "changed", _("Account changed by a superuser")
    LOCKED = "locked", _("Account locked")
    UNLOCKED = "unlocked", _("Account unlocked")
    PASSWORD_GIVEN = "password_given", _("Password given by an administrator")
    PASSWORD_CHANGED = "password_changed", _("Password changed by the person")
