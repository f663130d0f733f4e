"""Units, the people who work for them, and the row scope that follows from both.

The tree: a province at the root, its districts and communes under it, and its agencies beside the
districts. `UnitClosure` holds every (ancestor, descendant) pair with the dates between which it is
true, so that "everything under X on day D" is one join at any depth. The level "district" may be
missing (Law 72/2025/QH15 ended it on 30/6/2025): nothing here counts levels.
"""

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from swprogram.kit import clock
from swprogram.kit.constraints import NoOverlap
from swprogram.kit.text import search_key, sort_key
from swprogram.org.enums import UnitKind, UnitType
from swprogram.org.roles import Role, Verb, fits, misfit_message, roles_with


def valid_on(day, prefix=""):
    """A condition: the row's dates (`valid_from` included, `valid_to` excluded) hold `day`.

    A missing date means "for as long as the portal knows".
    """
    started = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    return started & not_ended_on(day, prefix)


def not_ended_on(day, prefix=""):
    """A condition: the row's dates have not ended before `day`, whether they have begun or not."""
    return Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})


def dates_in_order(name):
    """A constraint: a row does not end before it starts; one that ends where it starts was taken back."""
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
        violation_error_message=_("The last day must not come before the first day."),
    )


class UnitQuerySet(models.QuerySet):
    def valid_on(self, day):
        return self.filter(valid_on(day))

    def visible_to(self, user):
        """The units in the branches that the person's roles reach today; none without a role."""
        return self.filter(pk__in=reachable_units(user))

    def under(self, unit, *, on):
        """`unit` itself and everything below it on day `on`."""
        pairs = UnitClosure.objects.filter(valid_on(on), ancestor=unit)
        return self.filter(pk__in=pairs.values("descendant"))


class Unit(models.Model):
    """A province, district, commune or agency between two dates.

    Codes of territorial units are those of the General Statistics Office; agencies carry a code of
    the portal. The name is kept as it was between the two dates: a new name is a new event.
    """

    kind = models.CharField(_("level"), max_length=20, choices=UnitKind)
    type = models.CharField(_("type"), max_length=20, choices=UnitType)
    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=100)
    symbol = models.CharField(
        _("document symbol"),
        max_length=30,
        blank=True,
        help_text=_("The agency's part of a document number, as SLĐTBXH in 05/BC-SLĐTBXH."),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    search_key = models.CharField(max_length=250, editable=False, db_index=True)
    sort_key = models.CharField(max_length=1000, editable=False, db_index=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["sort_key", "pk"]
        constraints = [
            dates_in_order("unit_dates_in_order"),
            models.CheckConstraint(
                name="unit_only_province_is_root",
                condition=Q(kind=UnitKind.PROVINCE, parent__isnull=True)
                | (~Q(kind=UnitKind.PROVINCE) & Q(parent__isnull=False)),
                violation_error_message=_("A province has no unit above it; every other unit has one."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.search_key = search_key(self.name)
        self.sort_key = sort_key(self.short_name)
        super().save(*args, **kwargs)


class UnitClosure(models.Model):
    """`descendant` lies under (or is) `ancestor` between two dates. Written by `services.rebuild_closure`."""

    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    descendant = models.ForeignKey(Unit, models.CASCADE, related_name="branches")
    depth = models.PositiveSmallIntegerField(_("levels between them"))
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("unit branch")
        verbose_name_plural = _("unit branches")
        constraints = [
            models.UniqueConstraint(
                fields=["ancestor", "descendant", "valid_from"], name="closure_one_row_per_pair_and_start"
            ),
        ]
        indexes = [models.Index(fields=["descendant", "ancestor"], name="closure_upwards")]

    def __str__(self):
        return f"{self.ancestor_id} > {self.descendant_id}"


class ProgrammeLead(models.Model):
    """The agency that leads the social-work programmes of a province between two dates.

    Sở LĐTBXH until 2025, Sở Y tế after (the Ministry's department followed): headers, symbols and the
    addressee of a report come from the row that is valid on the report's date.
    """

    province = models.ForeignKey(Unit, models.PROTECT, related_name="programme_leads")
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="leads_programme_of")
    ministry_department = models.CharField(_("department of the Ministry that receives"), max_length=200)
    seat = models.CharField(_("place printed before a document's date"), max_length=100)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("programme lead")
        verbose_name_plural = _("programme leads")
        ordering = ["province", "valid_from"]
        constraints = [
            dates_in_order("programme_lead_dates_in_order"),
            NoOverlap(
                "province",
                name="programme_lead_one_a_day",
                violation_error_message=_(
                    "Another agency leads on one of these days. First give that one its last day."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.agency} → {self.province}"


class PersonQuerySet(models.QuerySet):
    def manageable_by(self, user):
        """People all of whose roles lie in the branches that `user` administers.

        A role that has not ended counts, also one that begins later. Superusers and staff reach every
        branch, so they are out of the reach of whoever administers one.
        """
        reached = reachable_units(user, Verb.MANAGE_PEOPLE)
        held = Membership.objects.filter(user=OuterRef("pk"))
        outside = held.filter(not_ended_on(clock.today())).exclude(unit__in=reached)
        ordinary = self.filter(is_superuser=False, is_staff=False)
        return ordinary.filter(Exists(held.filter(unit__in=reached)), ~Exists(outside))


class PersonManager(UserManager.from_queryset(PersonQuerySet)):
    """Django's own manager with the row scope of people."""


class User(AbstractUser):
    """A person who signs in. What the person may do comes from memberships alone."""

    first_name = None
    last_name = None
    full_name = models.CharField(_("full name"), max_length=150)
    is_demo = models.BooleanField(
        _("demonstration account"),
        default=False,
        help_text=_("Its password is public: it signs in on this machine only."),
    )
    must_change_password = models.BooleanField(
        _("must choose a new password"),
        default=False,
        help_text=_("The password was given by somebody else: every page asks for one of the person's own."),
    )
    search_key = models.CharField(max_length=350, editable=False, db_index=True)
    sort_key = models.CharField(max_length=1000, editable=False, db_index=True)

    objects = PersonManager()

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "pk"]

    def __str__(self):
        return self.full_name or self.username

    def save(self, *args, **kwargs):
        self.search_key = search_key(f"{self.full_name} {self.username}")
        self.sort_key = sort_key(self.full_name)
        super().save(*args, **kwargs)

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name

    @cached_property
    def live_memberships(self):
        """Today's memberships with their units, read once for the life of this object."""
        rows = self.memberships.filter(valid_on(clock.today())).select_related("unit")
        return list(rows.order_by("pk"))

    def has_verb(self, verb):
        """Does any live role of the person hold `verb`? Where it holds is the row scope's business."""
        roles = roles_with(verb)
        return any(membership.role in roles for membership in self.live_memberships)

    def units_with(self, verb):
        """The ids of the units at which the person holds `verb`."""
        roles = roles_with(verb)
        return {membership.unit_id for membership in self.live_memberships if membership.role in roles}


class Membership(models.Model):
    """A person holds a role at a unit between two dates."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=30, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["user", "unit", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=Q(valid_to__isnull=True),
                name="membership_held_once",
                violation_error_message=_("This person already holds this role at this unit."),
            ),
            dates_in_order("membership_dates_in_order"),
        ]

    def __str__(self):
        return f"{self.user} – {self.get_role_display()} – {self.unit}"

    def clean(self):
        """A role is held at a unit of its level."""
        if self.unit_id and self.role and not fits(self.role, self.unit.kind):
            raise ValidationError({"unit": misfit_message(self.role, self.unit.kind)})

    @property
    def role_label(self):
        return self.get_role_display()


def anchors_of(user, verb=None):
    """The units from which the person's roles reach downwards, as a queryset.

    A role reaches the branch of its own unit; a role at the agency that leads the programme reaches
    the province. With `verb`, only the roles that hold it count.
    """
    return Unit.objects.filter(_is_anchor("pk", user, verb))


def _is_anchor(name, user, verb):
    """A condition: the unit of that name is one from which the person's roles reach downwards."""
    today = clock.today()
    held = Membership.objects.filter(valid_on(today), user_id=user.pk)
    if verb is not None:
        held = held.filter(role__in=roles_with(verb))
    led = ProgrammeLead.objects.filter(valid_on(today), agency__in=held.values("unit"))
    return Q(**{f"{name}__in": held.values("unit")}) | Q(**{f"{name}__in": led.values("province")})


def reachable_units(user, verb=None):
    """The ids (a subquery) of all units in the branches that the person's roles reach."""
    return UnitClosure.objects.filter(_is_anchor("ancestor", user, verb)).values("descendant")


def within_reach(user, verb, unit="unit"):
    """A condition on rows that belong to a unit: a role that holds `verb` reaches it.

    Who reaches a province or a district is asked row by row (EXISTS), so that a list in its own order stops
    at the end of its first page instead of collecting every row of the branch before it sorts them. Who
    reaches communes only has few rows in a long list: they are found from their units.
    """
    pairs = UnitClosure.objects.filter(_is_anchor("ancestor", user, verb))
    if reaches_little(user):
        return Q(**{f"{unit}__in": pairs.values("descendant")})
    return Exists(pairs.filter(descendant=OuterRef(unit)))


def reaches_little(user):
    """Do the person's roles reach communes only? A matter of speed, never of rights."""
    kinds = {membership.unit.kind for membership in getattr(user, "live_memberships", ())}
    return kinds == {UnitKind.COMMUNE}
