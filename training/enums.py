"""How people are taught: the closed list behind every count of training.

The breakdown `training_kind` of the count forms has exactly these options.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from swprogram.kit.workflow import Transition, Workflow


class TrainingKind(TextChoices):
    """Formal training and retraining lead to a degree (Decision 32/2010/QĐ-TTg); the others do not."""

    FORMAL = "formal", _("Formal training (intermediate, college, university)")
    RETRAINING = "retraining", _("Retraining (intermediate, college, university)")
    DEVELOPMENT = "development", _("Professional development")
    SKILLS = "skills", _("Skills training")


class Subject(TextChoices):
    """What is taught, as the plans of the four provinces name it."""

    SOCIAL_WORK = "social_work", _("Social work")
    CASE_MANAGEMENT = "case_management", _("Case management")
    COUNSELLING = "counselling", _("Counselling skills")
    OLDER = "older", _("Social work with older people")
    CHILDREN = "children", _("Social work with children")
    DISABLED = "disabled", _("Social work with people with disabilities")
    MENTAL = "mental", _("Social work in mental health")
    POOR = "poor", _("Social work with poor and near-poor people")
    VIOLENCE = "violence", _("Gender equality, violence and trafficking")
    ADDICTION = "addiction", _("Social work in drug rehabilitation")
    HOSPITAL = "hospital", _("Social work in hospitals")
    SCHOOL = "school", _("Social work in schools")
    MANAGEMENT = "management", _("Management of facilities")
    POLICY = "policy", _("Policies and procedures")
    OTHER = "other", _("Other subjects")


class CourseState(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Result(TextChoices):
    PENDING = "pending", _("Not known yet")
    COMPLETED = "completed", _("Completed")
    NOT_COMPLETED = "not_completed", _("Not completed")


# The "highest kind attended" of the count form: formal training before retraining, and so on.
RANK_OF_KIND = {
    TrainingKind.FORMAL: 0,
    TrainingKind.RETRAINING: 1,
    TrainingKind.DEVELOPMENT: 2,
    TrainingKind.SKILLS: 3,
}


# Other words of offices for the same thing.
RESULT_WORDS = {
    "HT": Result.COMPLETED,
    "đạt": Result.COMPLETED,
    "đã hoàn thành": Result.COMPLETED,
    "không đạt": Result.NOT_COMPLETED,
    "chưa hoàn thành": Result.NOT_COMPLETED,
}


class CourseVerb(TextChoices):
    HOLD = "hold", _("Hold")
    CANCEL = "cancel", _("Cancel")
    REPLAN = "replan", _("Put back into the plan")


COURSE_WORKFLOW = Workflow(
    (
        Transition(CourseVerb.HOLD, (CourseState.PLANNED,), CourseState.HELD),
        Transition(CourseVerb.CANCEL, (CourseState.PLANNED,), CourseState.CANCELLED),
        Transition(CourseVerb.REPLAN, (CourseState.HELD, CourseState.CANCELLED), CourseState.PLANNED),
    )
)
