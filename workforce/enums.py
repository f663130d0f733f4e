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


class Sex(TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")


class Engagement(TextChoices):
    """How much of the work is social work: "chuyên trách", "không chuyên trách", "kiêm nhiệm"."""

    FULL_TIME = "full_time", _("Full-time")
    NON_FULL_TIME = "non_full_time", _("Non-full-time")
    CONCURRENT = "concurrent", _("Concurrent duty")


class Qualification(TextChoices):
    """The highest level reached, from none to doctor."""

    NONE = "none", _("Not trained yet")
    CERTIFICATE = "certificate", _("Certificate")
    ELEMENTARY = "elementary", _("Elementary")
    INTERMEDIATE = "intermediate", _("Intermediate")
    COLLEGE = "college", _("College")
    BACHELOR = "bachelor", _("Bachelor")
    MASTER = "master", _("Master")
    DOCTOR = "doctor", _("Doctor")


class Grade(TextChoices):
    """The grades of social-work titles: Thông tư liên tịch 30/2015/TTLT-BLĐTBXH-BNV, Điều 2."""

    II = "II", _("Grade II")
    III = "III", _("Grade III")
    IV = "IV", _("Grade IV")


class OpeningPurpose(TextChoices):
    """Why somebody opened an identity number: the log of Nghị định 13/2023/NĐ-CP asks for it."""

    CHECK = "check", _("To check a person's identity")
    CONTRACT = "contract", _("For a contract, payment or certificate")
    MERGE = "merge", _("To tell two records apart")
    REQUEST = "request", _("At the person's own request")


# Other words of offices for the same thing.
WORDS = {
    StaffKind: {
        "CB": StaffKind.CADRE,
        "CC": StaffKind.CIVIL_SERVANT,
        "VC": StaffKind.PUBLIC_EMPLOYEE,
        "NV": StaffKind.SOCIAL_WORK_STAFF,
        "nhân viên công tác xã hội": StaffKind.SOCIAL_WORK_STAFF,
        "nhân viên CTXH": StaffKind.SOCIAL_WORK_STAFF,
        "CTV": StaffKind.COLLABORATOR,
        "cộng tác viên công tác xã hội": StaffKind.COLLABORATOR,
        "cộng tác viên CTXH": StaffKind.COLLABORATOR,
        "CTV CTXH": StaffKind.COLLABORATOR,
    },
    Workplace: {
        "xã": Workplace.COMMUNE,
        "phường": Workplace.COMMUNE,
        "thị trấn": Workplace.COMMUNE,
        "xã, phường, thị trấn": Workplace.COMMUNE,
        "UBND xã": Workplace.COMMUNE,
        "UBND phường": Workplace.COMMUNE,
        "UBND thị trấn": Workplace.COMMUNE,
    },
    Engagement: {
        "chuyên trách": Engagement.FULL_TIME,
        "bán chuyên trách": Engagement.NON_FULL_TIME,
        "KCT": Engagement.NON_FULL_TIME,
        "kiêm": Engagement.CONCURRENT,
    },
    Qualification: {
        "chưa qua đào tạo": Qualification.NONE,
        "chứng chỉ": Qualification.CERTIFICATE,
        "SC": Qualification.ELEMENTARY,
        "TC": Qualification.INTERMEDIATE,
        "trung cấp chuyên nghiệp": Qualification.INTERMEDIATE,
        "trung học chuyên nghiệp": Qualification.INTERMEDIATE,
        "CĐ": Qualification.COLLEGE,
        "ĐH": Qualification.BACHELOR,
        "cử nhân": Qualification.BACHELOR,
        "CN": Qualification.BACHELOR,
        "kỹ sư": Qualification.BACHELOR,
        "ThS": Qualification.MASTER,
        "Th.S": Qualification.MASTER,
        "thạc sỹ": Qualification.MASTER,
        "cao học": Qualification.MASTER,
        "TS": Qualification.DOCTOR,
        "tiến sỹ": Qualification.DOCTOR,
    },
}
