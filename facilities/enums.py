"""Where social work is done: the closed lists behind every count of bodies and facilities.

The breakdowns `body_kind` and `facility_sector` of the count forms have exactly the options of `BodyKind`
and `FacilitySector`. What a facility is (`FacilityKind`) decides under which of them it counts.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class FacilityKind(TextChoices):
    """The first seven are those of Nghị định 103/2017/NĐ-CP, Điều 5, in its order."""

    CARE_OLDER = "care_older", _("Care facility for older people")
    CARE_CHILDREN = "care_children", _("Care facility for children in special circumstances")
    CARE_DISABLED = "care_disabled", _("Care facility for people with disabilities")
    CARE_MENTAL = "care_mental", _("Care and rehabilitation facility for people with mental disorders")
    CARE_GENERAL = "care_general", _("General social protection facility")
    SOCIAL_WORK_CENTRE = "social_work_centre", _("Social work centre")
    OTHER_ASSISTANCE = "other_assistance", _("Other social assistance facility")
    REHABILITATION = "rehabilitation", _("Drug rehabilitation facility")
    HOSPITAL = "hospital", _("Hospital")
    HEALTH_CENTRE = "health_centre", _("Health centre")
    HEALTH_STATION = "health_station", _("Commune health station")
    SCHOOL = "school", _("School")
    PRISON = "prison", _("Prison")
    REFORMATORY = "reformatory", _("Reformatory")
    COURT = "court", _("Court")
    JUSTICE_BODY = "justice_body", _("Other judicial body")
    COMMITTEE = "committee", _("Commune People's Committee")
    OFFICE = "office", _("Office of the state")
    MASS_ORGANISATION = "mass_organisation", _("Mass organisation")
    TRAINING_BODY = "training_body", _("Body that trains social workers")
    OTHER = "other", _("Other body")


# Other words of offices for the same thing.
FACILITY_KIND_WORDS = {
    "TTCTXH": FacilityKind.SOCIAL_WORK_CENTRE,
    "trung tâm CTXH": FacilityKind.SOCIAL_WORK_CENTRE,
    "BV": FacilityKind.HOSPITAL,
    "TTYT": FacilityKind.HEALTH_CENTRE,
    "TYT": FacilityKind.HEALTH_STATION,
    "trạm y tế xã": FacilityKind.HEALTH_STATION,
    "trạm y tế phường": FacilityKind.HEALTH_STATION,
    "UBND cấp xã": FacilityKind.COMMITTEE,
    "UBND xã": FacilityKind.COMMITTEE,
    "UBND phường": FacilityKind.COMMITTEE,
}


@dataclass(frozen=True)
class Counted:
    """As which kind of body a facility counts, and in which sector of the network plan (None: in none)."""

    body: BodyKind
    sector: FacilitySector | None = None


_ASSISTANCE = Counted(BodyKind.ASSISTANCE, FacilitySector.ASSISTANCE)
_HEALTH = Counted(BodyKind.HOSPITAL, FacilitySector.HEALTH)
COUNTED_AS = {
    FacilityKind.CARE_OLDER: _ASSISTANCE,
    FacilityKind.CARE_CHILDREN: _ASSISTANCE,
    FacilityKind.CARE_DISABLED: _ASSISTANCE,
    FacilityKind.CARE_MENTAL: _ASSISTANCE,
    FacilityKind.CARE_GENERAL: _ASSISTANCE,
    FacilityKind.SOCIAL_WORK_CENTRE: _ASSISTANCE,
    FacilityKind.OTHER_ASSISTANCE: _ASSISTANCE,
    FacilityKind.REHABILITATION: Counted(BodyKind.REHABILITATION, FacilitySector.OTHER),
    FacilityKind.HOSPITAL: _HEALTH,
    FacilityKind.HEALTH_CENTRE: _HEALTH,
    FacilityKind.HEALTH_STATION: _HEALTH,
    FacilityKind.SCHOOL: Counted(BodyKind.SCHOOL, FacilitySector.EDUCATION),
    FacilityKind.PRISON: Counted(BodyKind.PRISON, FacilitySector.OTHER),
    FacilityKind.REFORMATORY: Counted(BodyKind.OTHER, FacilitySector.OTHER),
    FacilityKind.COURT: Counted(BodyKind.JUSTICE),
    FacilityKind.JUSTICE_BODY: Counted(BodyKind.JUSTICE),
    FacilityKind.COMMITTEE: Counted(BodyKind.COMMUNE),
    FacilityKind.OFFICE: Counted(BodyKind.OFFICE),
    FacilityKind.MASS_ORGANISATION: Counted(BodyKind.OFFICE),
    FacilityKind.TRAINING_BODY: Counted(BodyKind.OTHER, FacilitySector.EDUCATION),
    FacilityKind.OTHER: Counted(BodyKind.OTHER, FacilitySector.OTHER),
}


def kinds_of_body(body):
    """The kinds of facilities that count as this kind of body."""
    return [kind for kind, counted in COUNTED_AS.items() if counted.body == body]


def kinds_of_sector(sector):
    """The kinds of facilities that count in this sector of the network plan."""
    return [kind for kind, counted in COUNTED_AS.items() if counted.sector == sector]


class Ownership(TextChoices):
    PUBLIC = "public", _("Public")
    NON_PUBLIC = "non_public", _("Non-public")


OWNERSHIP_WORDS = {
    "CL": Ownership.PUBLIC,
    "nhà nước": Ownership.PUBLIC,
    "NCL": Ownership.NON_PUBLIC,
    "tư nhân": Ownership.NON_PUBLIC,
    "tư thục": Ownership.NON_PUBLIC,
}


class Arrangement(TextChoices):
    """How social work is set up inside: Thông tư 43/2015/TT-BYT (hospitals), 33/2018/TT-BGDĐT (schools)."""

    NONE = "", _("Not set up yet")
    DIVISION = "division", _("Social work division")
    TEAM = "team", _("Social work team")
    FOCAL_PERSON = "focal_person", _("A person is assigned")


class LicenceKind(TextChoices):
    """What allows a facility to work; below 10 clients it registers with the commune (103/2017, Điều 44)."""

    NONE = "", _("Not recorded")
    FOUNDING_DECISION = "founding_decision", _("Founding decision")
    LICENCE = "licence", _("Operating licence")
    REGISTRATION = "registration", _("Registration (fewer than 10 clients)")


class ClientGroup(TextChoices):
    """Those who are cared for by a facility: Nghị định 103/2017/NĐ-CP, Điều 6, and Lạng Sơn 2011."""

    OLDER = "older", _("Older people")
    CHILDREN = "children", _("Children in special circumstances")
    DISABLED = "disabled", _("People with disabilities")
    MENTAL = "mental", _("People with mental disorders")
    EMERGENCY = "emergency", _("People in need of emergency protection")
    MINORS = "minors", _("Minors educated at the commune")
    ADDICTED = "addicted", _("People in drug rehabilitation")
    VOLUNTARY = "voluntary", _("Voluntary clients")
    OTHER = "other", _("Others")


class ServiceKind(TextChoices):
    """The first eleven are those of the Bến Tre document, in its order; then those of the other plans."""

    ADVICE = "advice", _("Advice")
    COUNSELLING = "counselling", _("Counselling")
    CONNECTION = "connection", _("Connection to services")
    REFERRAL = "referral", _("Referral")
    THERAPY = "therapy", _("Therapy of mental disorders")
    REHABILITATION = "rehabilitation", _("Functional rehabilitation")
    EDUCATION = "education", _("Education")
    NEGOTIATION = "negotiation", _("Negotiation")
    MEDIATION = "mediation", _("Mediation")
    ADVOCACY = "advocacy", _("Advocacy")
    COMMUNICATION = "communication", _("Communication")
    CASE_MANAGEMENT = "case_management", _("Case management")
    EMERGENCY_SHELTER = "emergency_shelter", _("Emergency shelter")
    DAY_CARE = "day_care", _("Day care")
    RESIDENTIAL_CARE = "residential_care", _("Residential care")
    HOME_CARE = "home_care", _("Care at home")
    HOTLINE = "hotline", _("Advice by hotline, day and night")
    VOCATIONAL = "vocational", _("Vocational guidance and training")
    FOSTER_CARE = "foster_care", _("Foster care")


class EventKind(TextChoices):
    OPENED = "opened", pgettext_lazy("facility event", "Opened")
    CLOSED = "closed", pgettext_lazy("facility event", "Closed")
    MERGED = "merged", _("Merged")
    RENAMED = "renamed", _("Renamed")
    TRANSFERRED = "transferred", _("Transferred")


class Precision(TextChoices):
    """How exactly a document states the day: "tháng 2/2013" is the first of the month, printed as a month."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
