"""Dated reference rows: professional titles and the base wage. Loaded from fixtures/workforce.json."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from swprogram.kit import clock
from swprogram.org.models import dates_in_order, valid_on
from workforce.enums import Grade


class DatedQuerySet(models.QuerySet):
    def valid_on(self, day):
        return self.filter(valid_on(day))


class Title(models.Model):
    """A professional title of social work with the code of its rank, between two dates.

    24.291–24.293 until Thông tư liên tịch 30/2015/TTLT-BLĐTBXH-BNV came into force on 04/10/2015, and
    V.09.04.01–03 since.
    """

    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    grade = models.CharField(_("grade"), max_length=5, choices=Grade, blank=True)
    legal_source = models.CharField(_("legal source"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("professional title")
        verbose_name_plural = _("professional titles")
        ordering = ["-valid_from", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="title_code_once"),
            dates_in_order("title_dates_in_order"),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"


class BaseWage(models.Model):
    """The base wage ("mức lương cơ sở") in đồng a month, from a day until the next row begins."""

    amount = models.PositiveIntegerField(_("đồng a month"))
    valid_from = models.DateField(_("valid from"), unique=True)
    legal_source = models.CharField(_("legal source"), max_length=200)

    class Meta:
        verbose_name = _("base wage")
        verbose_name_plural = _("base wages")
        ordering = ["-valid_from"]

    def __str__(self):
        return f"{self.amount} ({self.valid_from:%d/%m/%Y})"

    @classmethod
    def on(cls, day=None):
        """The amount on a day (today); None before the first row."""
        rows = cls.objects.filter(valid_from__lte=day or clock.today())
        return rows.values_list("amount", flat=True).first()
