"""A person who does social work: once, however many posts the person holds."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q
from django.db.models.functions import Cast, Left
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from swprogram.kit.codes import write_code
from swprogram.kit.text import normalise, search_key, sort_key
from swprogram.org.models import User, reaches_little, within_reach
from swprogram.org.roles import Verb
from workforce.enums import OpeningPurpose, Qualification, Sex

CODE_PREFIX = "NL"
IDENTITY_NUMBER = RegexValidator(r"^(\d{9}|\d{12})$", _("An identity number has 12 digits, an old one 9."))
OPEN_DIGITS = 3
# The first four signs of the date. Django's own "year of" is a function of Django's on SQLite: the plain
# tools of the database (VACUUM INTO, integrity_check, .dump) would not know it.
BIRTH_YEAR_OF_DATE = Cast(Left(Cast("born_on", CharField()), 4), IntegerField())


def mask_number(number):
    """What everybody may see of an identity number: its last three digits."""
    return "•" * (len(number) - OPEN_DIGITS) + number[-OPEN_DIGITS:] if number else ""


def given_name_first(name):
    """ "Nguyễn Văn An" is looked up under An: the given name, then the rest."""
    rest, _blank, given = name.rpartition(" ")
    return f"{given} {rest}"


class WorkerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People with a post, live or ended, in a unit that the person's roles reach."""
        from workforce.models.post import Post

        posts = Post.objects.filter(within_reach(user, Verb.VIEW_REGISTRIES))
        people = self.filter(merged_into__isnull=True)
        if reaches_little(user):
            return people.filter(pk__in=posts.values("worker"))
        return people.filter(Exists(posts.filter(worker=OuterRef("pk"))))


class Worker(models.Model):
    """A social worker, collaborator, or somebody who does social work beside other duties.

    The identity number is kept only if it was given; pages and workbooks show it masked, and opening it is
    logged (Nghị định 13/2023/NĐ-CP). It stays out of the history for the same reason. A record that was
    merged into another stays, points at it, and appears in no list.
    """

    full_name = models.CharField(_("full name"), max_length=300)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    identity_number = models.CharField(
        _("identity number"), max_length=12, blank=True, validators=[IDENTITY_NUMBER]
    )
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    qualification = models.CharField(
        _("qualification"), max_length=20, choices=Qualification, default=Qualification.NONE
    )
    is_qualified_in_social_work = models.BooleanField(_("qualified in social work"), default=False)
    field_of_study = models.CharField(_("field of study"), max_length=200, blank=True)
    certificate_number = models.CharField(_("practising certificate"), max_length=100, blank=True)
    certified_on = models.DateField(_("certificate of"), null=True, blank=True)
    certified_by = models.CharField(_("certificate issued by"), max_length=200, blank=True)
    practised_on = models.DateField(_("practice confirmed on"), null=True, blank=True)
    updated_knowledge_on = models.DateField(_("knowledge last updated on"), null=True, blank=True)
    meets_collaborator_standard = models.BooleanField(
        _("meets the collaborator standard"),
        null=True,
        blank=True,
        help_text=_("Thông tư 07/2013/TT-BLĐTBXH; empty means: not assessed yet."),
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_records",
        db_index=False,
    )
    is_illustrative = models.BooleanField(_("illustrative data"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    search_key = models.CharField(max_length=500, editable=False)
    sort_key = models.CharField(max_length=1500, editable=False)

    history = HistoricalRecords(excluded_fields=["identity_number", "search_key", "sort_key"])
    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("person who does social work")
        verbose_name_plural = _("people who do social work")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="worker_birth_year_agrees_with_date",
                condition=Q(born_on__isnull=True) | Q(birth_year=BIRTH_YEAR_OF_DATE),
            ),
            models.CheckConstraint(name="worker_not_merged_into_itself", condition=~Q(merged_into=F("pk"))),
            models.CheckConstraint(
                name="worker_certificate_has_number",
                condition=~Q(certificate_number="") | Q(certified_on__isnull=True, certified_by=""),
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="worker_by_name"),
            # Nearly all rows are merged into none: as a plain index it would tempt SQLite to collect and sort
            # them all for the first page of the list.
            models.Index(
                fields=["merged_into"], name="worker_by_merger", condition=Q(merged_into__isnull=False)
            ),
            models.Index(fields=["search_key", "birth_year"], name="worker_by_name_and_year"),
            models.Index(
                fields=["identity_number"], name="worker_by_identity", condition=~Q(identity_number="")
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def code(self):
        return write_code(CODE_PREFIX, self.pk)

    @property
    def masked_identity_number(self):
        return mask_number(self.identity_number)

    def clean(self):
        """The rules between fields, without a query: imports of thousands of rows ask it too."""
        errors = {}
        if self.born_on and self.birth_year and self.born_on.year != self.birth_year:
            errors["birth_year"] = gettext("The date of birth says %(year)s. Correct one of the two.") % {
                "year": self.born_on.year
            }
        if not self.certificate_number and (self.certified_on or self.certified_by):
            errors["certificate_number"] = gettext("Type the number of the certificate too.")
        if errors:
            raise ValidationError(errors)

    def fill_keys(self):
        """Normalise the name and compute what lists search and sort by; the year follows from the date."""
        self.full_name = " ".join(normalise(self.full_name).split())
        self.search_key = search_key(self.full_name)[:500]
        self.sort_key = sort_key(given_name_first(self.full_name))[:1500]
        if self.born_on:
            self.birth_year = self.born_on.year

    def save(self, *args, **kwargs):
        self.fill_keys()
        super().save(*args, **kwargs)


class DistinctPair(models.Model):
    """Two records that look like one person, of which somebody said that they are two."""

    first = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    second = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    said_by = models.ForeignKey(User, models.RESTRICT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("two people who look like one")
        verbose_name_plural = _("two people who look like one")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="distinct_pair_once"),
            models.CheckConstraint(name="distinct_pair_in_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self):
        return f"{self.first_id} ≠ {self.second_id}"


class IdentityLookup(models.Model):
    """Somebody looked for a person by a whole identity number. Rows are never changed or deleted.

    The number itself is not kept: `digest` is its hash with the portal's key, so that the log can be asked
    for one number and tells nobody which numbers were asked for.
    """

    looked_by = models.ForeignKey(User, models.RESTRICT, related_name="+", verbose_name=_("looked up by"))
    looked_at = models.DateTimeField(_("looked up at"))
    digest = models.CharField(_("hash of the number"), max_length=64, db_index=True)
    worker = models.ForeignKey(
        Worker, models.PROTECT, null=True, blank=True, related_name="lookups", verbose_name=_("found")
    )

    class Meta:
        verbose_name = _("look-up of an identity number")
        verbose_name_plural = _("look-ups of identity numbers")
        ordering = ["-looked_at", "-pk"]

    def __str__(self):
        return f"{self.looked_by} {self.looked_at:%d/%m/%Y}"


class IdentityOpening(models.Model):
    """Somebody looked at the whole identity number of a person. Rows are never changed or deleted."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="openings")
    opened_by = models.ForeignKey(User, models.RESTRICT, related_name="+", verbose_name=_("opened by"))
    opened_at = models.DateTimeField(_("opened at"))
    purpose = models.CharField(_("purpose"), max_length=10, choices=OpeningPurpose)

    class Meta:
        verbose_name = _("opening of an identity number")
        verbose_name_plural = _("openings of identity numbers")
        ordering = ["-opened_at", "-pk"]

    def __str__(self):
        return f"{self.worker} – {self.opened_by}"
