"""How people are taught: the closed list behind every count of training.

The breakdown `training_kind` of the count forms has exactly these options.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TrainingKind(TextChoices):
    """Formal training and retraining lead to a degree (Decision 32/2010/QĐ-TTg); the others do not."""

    FORMAL = "formal", _("Formal training (intermediate, college, university)")
    RETRAINING = "retraining", _("Retraining (intermediate, college, university)")
    DEVELOPMENT = "development", _("Professional development")
    SKILLS = "skills", _("Skills training")
