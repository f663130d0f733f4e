"""Which people: one FilterSet for the list, the workbook and the API; and which bodies with staff."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, TextChoices
from django.utils.translation import gettext_lazy as _

from facilities.enums import BodyKind
from facilities.models import Facility
from swprogram.kit import clock
from swprogram.kit.codes import read_code
from swprogram.kit.forms import DAY, DAY_ERRORS
from swprogram.kit.parameters import read_number
from swprogram.kit.text import looks_like_identity_number, search_key
from swprogram.org.enums import UnitKind
from swprogram.org.models import reaches_little, within_reach
from swprogram.org.roles import Verb
from swprogram.registry.units import BranchFilter, UnitChoiceField, branch_on, counting_units
from workforce.bodies import find_staffed_bodies, posts_of
from workforce.enums import Engagement, Qualification, StaffKind, Workplace
from workforce.models import Post, Worker
from workforce.models.worker import CODE_PREFIX

CHECKBOX = forms.CheckboxInput
YES_NO = (("yes", _("Yes")), ("no", _("No")))


class PostState(TextChoices):
    LIVE = "live", _("Have a post")
    ENDED = "ended", _("Posts have ended")
    ALL = "all", _("All")


class PaysBaseWage(TextChoices):
    ENOUGH = "enough", _("The base wage or more")
    LESS = "less", _("Less than the base wage, or none")


def visible_facilities(request):
    if request is None:
        return Facility.objects.none()
    return Facility.objects.visible_to(request.user).order_by("sort_key", "pk")


class ChosenFacilityFilter(django_filters.ModelChoiceFilter):
    """A link from a facility's page brings it along; the list itself does not offer thousands of them."""

    def __init__(self, **kwargs):
        kwargs |= {"queryset": visible_facilities, "empty_label": _("All"), "widget": forms.HiddenInput}
        super().__init__(label=_("Facility"), **kwargs)

    def show(self, pk):
        """Offer the chosen one, so that the reader sees it and can let it go."""
        self.extra["widget"] = forms.Select
        self.queryset = lambda request: visible_facilities(request).filter(pk=pk)


# Keeps a browser from sending one: 9 or 12 digits, however they are spaced.
NO_NUMBER = {"pattern": r"(?!\s*(\d[\s.\-]*){9}$)(?!\s*(\d[\s.\-]*){12}$).*"}
NO_NUMBER["title"] = _("Identity numbers are looked up on their own page.")


def refuse_identity_number(text):
    if looks_like_identity_number(text):
        raise ValidationError(_("Identity numbers are looked up on their own page."))


class WorkerFilter(django_filters.FilterSet):
    """What is asked of the post is asked of one and the same post, in the reach of the person who asks.

    The words are looked for in the name, without accents; a code such as NL000012 finds its person. An
    identity number does not belong into an address: it has a page of its own, which is logged.
    """

    q = django_filters.CharFilter(
        label=_("Name or code"),
        method="search",
        widget=forms.TextInput(attrs=NO_NUMBER),
        validators=[refuse_identity_number],
    )
    unit = BranchFilter(method="keep")
    own = django_filters.BooleanFilter(label=_("Only this unit itself"), widget=CHECKBOX, method="keep")
    kind = django_filters.ChoiceFilter(
        label=_("Kind of staff"), choices=StaffKind, empty_label=_("All"), method="keep"
    )
    workplace = django_filters.ChoiceFilter(
        label=_("Workplace"), choices=Workplace, empty_label=_("All"), method="keep"
    )
    engagement = django_filters.ChoiceFilter(
        label=_("Engagement"), choices=Engagement, empty_label=_("All"), method="keep"
    )
    facility = ChosenFacilityFilter(method="keep")
    state = django_filters.ChoiceFilter(label=_("State"), choices=PostState, empty_label=None, method="keep")
    on = django_filters.DateFilter(label=_("On the day"), method="keep", widget=DAY)
    main = django_filters.BooleanFilter(label=_("Only where they count"), widget=CHECKBOX, method="keep")
    qualification = django_filters.ChoiceFilter(
        label=_("Qualification"), choices=Qualification, empty_label=_("All")
    )
    qualified = django_filters.ChoiceFilter(
        label=_("Qualified in social work"), choices=YES_NO, empty_label=_("All"), method="by_qualified"
    )
    certificate = django_filters.ChoiceFilter(
        label=_("Practising certificate"), choices=YES_NO, empty_label=_("All"), method="by_certificate"
    )
    standard = django_filters.ChoiceFilter(
        label=_("Collaborator standard"),
        choices=(*YES_NO, ("unknown", _("Not assessed yet"))),
        empty_label=_("All"),
        method="by_standard",
    )
    two_posts = django_filters.BooleanFilter(
        label=_("With two posts or more"), widget=CHECKBOX, method="keep"
    )

    class Meta:
        model = Worker
        fields = ["q", "unit", "own", "kind", "workplace", "engagement", "facility", "state", "on", "main"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.data.get("facility", "")
        if read_number(str(chosen)):
            self.filters["facility"].show(chosen)

    def filter_queryset(self, workers):
        """The filters of the person, then all filters of posts as one condition."""
        asked = self.form.cleaned_data
        return self._with_posts(super().filter_queryset(workers), asked)

    def _with_posts(self, workers, asked):
        day = asked.get("on") or clock.today()
        live = Post.objects.live_on(day)
        mine = live.filter(worker=OuterRef("pk"))
        if asked.get("two_posts"):
            workers = workers.filter(Exists(_second_posts(mine, day, self._in_reach())))
        match asked.get("state"):
            case PostState.ALL:
                posts = Post.objects.all()
            case PostState.ENDED:
                posts = Post.objects.filter(ended_on__lte=day)
                workers = workers.filter(~Exists(mine.filter(self._in_reach())))
            case _:
                posts = live
        posts = self._asked_posts(posts, asked, day)
        if self._asks_for_few(asked):  # quicker from their posts than by looking at everybody
            return workers.filter(pk__in=posts.values("worker"))
        return workers.filter(Exists(posts.filter(worker=OuterRef("pk"))))

    def _asks_for_few(self, asked):
        """The people of one commune, or of one unit without those under it."""
        unit = asked.get("unit")
        is_narrow = unit and (asked.get("own") or unit.kind == UnitKind.COMMUNE)
        return is_narrow or reaches_little(self.request.user)

    def _asked_posts(self, posts, asked, day):
        if asked.get("main"):
            posts = posts.counted_on(day)
        if unit := asked.get("unit"):
            own = asked.get("own")
            posts = posts.filter(unit=unit) if own else posts.filter(unit__in=branch_on(unit, day))
        else:
            posts = posts.filter(self._in_reach())
        if facility := asked.get("facility"):
            posts = posts.filter(posts_of(facility))
        names = ("kind", "workplace", "engagement")
        return posts.filter(**{name: asked[name] for name in names if asked.get(name)})

    def _in_reach(self):
        return within_reach(self.request.user, Verb.VIEW_REGISTRIES)

    def keep(self, workers, name, value: str):
        """A filter of posts: _with_posts puts all of them together."""
        return workers

    def search(self, workers, name, value):
        code = read_code(CODE_PREFIX, value)
        if code is not None:
            return workers.filter(pk=code)
        return workers.filter(search_key__contains=search_key(value))

    def by_qualified(self, workers, name, value):
        return workers.filter(is_qualified_in_social_work=value == "yes")

    def by_certificate(self, workers, name, value):
        return (
            workers.exclude(certificate_number="")
            if value == "yes"
            else workers.filter(certificate_number="")
        )

    def by_standard(self, workers, name, value):
        answers = {"yes": True, "no": False, "unknown": None}
        return workers.filter(meets_collaborator_standard=answers[value])


class StaffedBodyForm(forms.Form):
    """Which bodies with assigned staff: of a unit and everything under it, or of the unit itself only."""

    unit = UnitChoiceField(label=_("Unit"), queryset=None, required=False, empty_label=_("All"))
    own = forms.BooleanField(label=_("Only this unit itself"), required=False)
    body = forms.ChoiceField(label=_("Kind of body"), required=False)
    allowance = forms.ChoiceField(label=_("Allowance"), required=False)
    on = forms.DateField(label=_("On the day"), required=False, widget=DAY, error_messages=DAY_ERRORS)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = counting_units(user)
        self.fields["body"].choices = [("", _("All")), *BodyKind.choices]
        self.fields["allowance"].choices = [("", _("All")), *PaysBaseWage.choices]

    @property
    def day(self):
        return self._asked("on") or clock.today()

    def find(self):
        """The bodies that were asked for; none while a filter is wrong."""
        if not self.is_valid():
            return []
        bodies = find_staffed_bodies(self._units(), self.day)
        return [body for body in bodies if self._fits(body)]

    def _units(self):
        unit = self._asked("unit")
        if unit is None:
            return self.fields["unit"].queryset.order_by().values("pk")
        return [unit.pk] if self._asked("own") else branch_on(unit, self.day)

    def _fits(self, body):
        kind, allowance = self._asked("body"), self._asked("allowance")
        pays = PaysBaseWage.ENOUGH if body.pays_base_wage else PaysBaseWage.LESS
        return (not kind or body.kind == kind) and (not allowance or pays == allowance)

    def _asked(self, name):
        return self.cleaned_data.get(name) if self.is_bound else None


def _second_posts(live, day, in_reach):
    """Live posts of the person in reach that are not the first one there."""
    lower = Post.objects.live_on(day).filter(worker=OuterRef("worker"), number__lt=OuterRef("number"))
    return live.filter(in_reach).filter(Exists(lower.filter(in_reach)))
