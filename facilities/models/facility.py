"""A facility or body, the places it has, and the social-work services it gives."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from facilities.enums import (
    COUNTED_AS,
    Arrangement,
    ClientGroup,
    FacilityKind,
    LicenceKind,
    Ownership,
    ServiceKind,
)
from swprogram.kit.codes import write_code
from swprogram.kit.text import normalise, search_key, sort_key
from swprogram.org.models import Unit, within_reach
from swprogram.org.roles import Verb

CODE_PREFIX = "CS"


class FacilityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within_reach(user, Verb.VIEW_REGISTRIES))

    def open_on(self, day):
        """Opened by that day and not closed on it; without a known opening it was there all along."""
        started = Q(opened_on__isnull=True) | Q(opened_on__lte=day)
        return self.filter(started, Q(closed_on__isnull=True) | Q(closed_on__gt=day))


class Facility(models.Model):
    """A place where social work is done or could be: of any sector, public or not.

    `unit` is the commune, district or province that manages and counts it; its level follows from it.
    Rows live from `opened_on` to `closed_on` (that day is the first without it). What happened in between
    is told by events; `former_names` is what lists still find it by.
    """

    name = models.CharField(_("name"), max_length=300)
    former_names = models.CharField(_("former names"), max_length=1000, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=30, choices=FacilityKind)
    ownership = models.CharField(_("ownership"), max_length=12, choices=Ownership, default=Ownership.PUBLIC)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="facilities",
        verbose_name=_("counted with"),
        help_text=_("The commune, district or province that manages it and counts it in its figures."),
    )
    managed_by = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("managing agency")
    )
    operator = models.CharField(
        _("operator"),
        max_length=300,
        blank=True,
        help_text=_("Who runs a non-public facility, or an agency that is not in the list."),
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    hotline = models.CharField(_("hotline"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(8), MaxValueValidator(24)],
        help_text=_("In degrees, as maps show it: 10,346012."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(102), MaxValueValidator(118)],
        help_text=_("In degrees, as maps show it: 107,084331."),
    )
    licence_kind = models.CharField(
        _("licence"), max_length=20, choices=LicenceKind, blank=True, default=LicenceKind.NONE
    )
    licence_number = models.CharField(_("number of the licence"), max_length=100, blank=True)
    licensed_on = models.DateField(_("date of the licence"), null=True, blank=True)
    licensed_by = models.CharField(pgettext_lazy("licence", "issued by"), max_length=200, blank=True)
    arrangement = models.CharField(
        _("social work inside"), max_length=20, choices=Arrangement, blank=True, default=Arrangement.NONE
    )
    in_network_plan = models.BooleanField(_("in the network plan"), default=False)
    opened_on = models.DateField(pgettext_lazy("facility", "since"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    is_illustrative = models.BooleanField(_("illustrative data"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    search_key = models.CharField(max_length=1500, editable=False)
    sort_key = models.CharField(max_length=1500, editable=False)

    history = HistoricalRecords(excluded_fields=["search_key", "sort_key"])
    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="facility_dates_in_order",
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
            ),
            models.CheckConstraint(
                name="facility_both_coordinates_or_none",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
            ),
            models.CheckConstraint(
                name="facility_licence_says_which",
                condition=~Q(licence_kind="")
                | Q(licence_number="", licensed_on__isnull=True, licensed_by=""),
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="facility_by_name"),
            models.Index(fields=["opened_on", "id"], name="facility_by_opening"),
            models.Index(fields=["unit", "kind"], name="facility_unit_kind"),
        ]

    def __str__(self):
        return self.name

    @property
    def code(self):
        return write_code(CODE_PREFIX, self.pk)

    @property
    def counted_as(self):
        return COUNTED_AS[self.kind]

    def is_open_on(self, day):
        return (self.opened_on is None or self.opened_on <= day) and (
            self.closed_on is None or day < self.closed_on
        )

    def clean(self):
        """The rules between fields, without a query: imports of thousands of rows ask it too."""
        errors = {}
        if self.opened_on and self.closed_on and self.closed_on < self.opened_on:
            errors["closed_on"] = gettext("The last day must not come before the first day.")
        if (self.latitude is None) != (self.longitude is None):
            empty = "latitude" if self.latitude is None else "longitude"
            errors[empty] = gettext("Give both co-ordinates, or none.")
        if not self.licence_kind and (self.licence_number or self.licensed_on or self.licensed_by):
            errors["licence_kind"] = gettext("Say what kind of licence it is.")
        if errors:
            raise ValidationError(errors)

    def fill_keys(self):
        """Normalise the name and compute the columns by which lists search and sort."""
        self.name = normalise(self.name)
        self.search_key = search_key(f"{self.name} {self.former_names}")[:1500]
        self.sort_key = sort_key(self.name)[:1500]

    def save(self, *args, **kwargs):
        self.fill_keys()
        super().save(*args, **kwargs)


class Capacity(models.Model):
    """Places for one group of clients in a facility, and the clients who are there."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="capacities")
    group = models.CharField(_("client group"), max_length=20, choices=ClientGroup)
    places = models.PositiveIntegerField(_("places"), null=True, blank=True)
    clients = models.PositiveIntegerField(_("clients"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("places and clients")
        verbose_name_plural = _("places and clients")
        ordering = ["facility", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "group"],
                name="capacity_once_per_group",
                violation_error_message=_("This group stands there already."),
            ),
            models.CheckConstraint(
                name="capacity_says_something",
                condition=Q(places__isnull=False) | Q(clients__isnull=False),
                violation_error_message=_("Type the places or the clients."),
            ),
        ]

    def __str__(self):
        return f"{self.facility}: {self.get_group_display()}"


class FacilityService(models.Model):
    """A social-work service that a facility gives between two days; a missing day means "all along"."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="services")
    kind = models.CharField(_("service"), max_length=20, choices=ServiceKind)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["facility", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "kind"],
                name="service_once_per_kind",
                violation_error_message=_("This service stands there already."),
            ),
            models.CheckConstraint(
                name="service_dates_in_order",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("The last day must not come before the first day."),
            ),
        ]

    def __str__(self):
        return f"{self.facility}: {self.get_kind_display()}"
