"""Scans of documents that belong to a plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan
from swprogram.org.models import User


class Attachment(models.Model):
    """A PDF of at most 15 MB, kept under a random name; the name that it came with is only shown."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="attachments", verbose_name=_("plan"))
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to="plans/")
    original_name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveIntegerField(_("size in bytes"))
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(User, models.RESTRICT, related_name="+", verbose_name=_("uploaded by"))

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["plan", "uploaded_at"]

    def __str__(self):
        return self.title
