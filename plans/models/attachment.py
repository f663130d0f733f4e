"""Scans of documents that belong to a plan."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.models.plan import Plan
from swprogram.kit.uploads import size_in_words
from swprogram.org.models import User


def random_name(attachment, name):
    """Where a scan is kept: nothing of the name that it came with reaches the disk."""
    return f"plans/{uuid4().hex}.pdf"


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Attachment(models.Model):
    """A PDF of at most 15 MB, kept under a random name; the name that it came with is only shown."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="attachments", verbose_name=_("plan"))
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to=random_name)
    original_name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveIntegerField(_("size in bytes"))
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(User, models.RESTRICT, related_name="+", verbose_name=_("uploaded by"))

    history = HistoricalRecords()
    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["plan", "uploaded_at"]

    def __str__(self):
        return self.title

    @property
    def size_label(self):
        return size_in_words(self.size)
