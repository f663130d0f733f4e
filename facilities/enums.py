"""Where social work is done: the closed lists behind every count of bodies and facilities.

The breakdowns `body_kind` and `facility_sector` of the count forms have exactly these options.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    """The bodies that Decision 112/QĐ-TTg wants to assign people to social work."""

    OFFICE = "office", _("Offices and organisations")
    ASSISTANCE = "assistance", _("Social assistance facilities")
    REHABILITATION = "rehabilitation", _("Drug rehabilitation facilities")
    PRISON = "prison", _("Prisons")
    JUSTICE = "justice", _("Judicial bodies")
    SCHOOL = "school", _("Schools")
    HOSPITAL = "hospital", _("Hospitals and health centres")
    COMMUNE = "commune", _("Communes, wards, townships")
    OTHER = "other", _("Other related bodies")


class FacilitySector(TextChoices):
    """The sectors of the network plan; Thừa Thiên Huế counts "other" too, Bà Rịa – Vũng Tàu does not."""

    ASSISTANCE = "assistance", _("Social assistance facilities")
    HEALTH = "health", _("Health facilities")
    EDUCATION = "education", _("Education facilities")
    OTHER = "other", _("Other facilities")
