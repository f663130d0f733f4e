"""Who does social work, and where: the closed lists behind every count of people.

The breakdowns `staff_kind` and `workplace` of the count forms have exactly these options.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StaffKind(TextChoices):
    """By standing: Law on cadres and civil servants, Law on public employees, Circular 07/2013."""

    CADRE = "cadre", _("Cadres")
    CIVIL_SERVANT = "civil_servant", _("Civil servants")
    PUBLIC_EMPLOYEE = "public_employee", _("Public employees")
    SOCIAL_WORK_STAFF = "social_work_staff", _("Staff")
    COLLABORATOR = "collaborator", _("Collaborators")


class Workplace(TextChoices):
    """By the employer, as the plans under Decision 112/QĐ-TTg list them."""

    COMMUNE = "commune", _("Commune level")
    LABOUR_OFFICE = "labour_office", _("Labour and social affairs offices")
    ASSISTANCE = "assistance", _("Social assistance facilities")
    HEALTH = "health", _("Health facilities")
    EDUCATION = "education", _("Education facilities")
    REHABILITATION = "rehabilitation", _("Drug rehabilitation facilities")
    PRISON = "prison", _("Prisons and reformatories")
    JUSTICE = "justice", _("Judicial system")
    MASS_ORGANISATION = "mass_organisation", _("Mass and socio-political organisations")
