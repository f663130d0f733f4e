"""Workbooks that wait to be confirmed."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from swprogram.org.models import User


def random_name(_upload, _name):
    """Where a workbook waits: nothing of the name that it came with reaches the disk."""
    return f"uploads/{uuid4().hex}.xlsx"


class PlanUploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only to the person who sent it."""
        return self.filter(uploaded_by=user)


class PlanUpload(models.Model):
    """A workbook in which everything is right, until its sender confirms it, for a day at most."""

    file = models.FileField(_("file"), upload_to=random_name)
    original_name = models.CharField(_("file name"), max_length=255)
    uploaded_by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("uploaded by"))
    created_at = models.DateTimeField(_("uploaded at"))

    objects = PlanUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("workbook to confirm")
        verbose_name_plural = _("workbooks to confirm")
        ordering = ["-created_at"]

    def __str__(self):
        return self.original_name
