"""Which courses, participants, lecturers and needs: one FilterSet for the list, the workbook and the API.

And which trained people: a form, because who was trained is read by measures.py and no list of rows.
"""

from functools import cache

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from facilities.models import Facility
from plans.enums import FundingKind
from plans.models import Activity, Plan
from swprogram.kit import clock
from swprogram.kit.codes import read_code
from swprogram.kit.forms import DAY, DAY_ERRORS
from swprogram.kit.parameters import read_number
from swprogram.kit.periods import PeriodKind, Span, span_of
from swprogram.kit.text import search_key
from swprogram.org.models import Unit
from swprogram.registry.units import BranchFilter, UnitChoiceField, branch_on, counting_units
from training.enums import CourseState, Subject, TrainingKind
from training.exports.references import training_bodies
from training.measures import EARLIEST, periods_of
from training.models import Course, Lecturer, Participant, TrainingNeed
from training.models.course import CODE_PREFIX, LECTURER_PREFIX
from workforce.enums import Qualification, StaffKind, Workplace
from workforce.models import Post, Worker
from workforce.models.worker import CODE_PREFIX as WORKER_PREFIX

CHECKBOX = forms.CheckboxInput
ALL = _("All")


def visible_bodies(request):
    """None without a request, as where the API describes itself."""
    return Facility.objects.none() if request is None else training_bodies(request.user)


def visible_plans(request):
    return Plan.objects.none() if request is None else Plan.objects.visible_to(request.user)


def visible_activities(request):
    return Activity.objects.filter(plan__in=visible_plans(request))


def visible_courses(request):
    return Course.objects.none() if request is None else Course.objects.visible_to(request.user)


def years_of(records):
    """The years of these records, the newest first."""
    return list(records.order_by("-year").values_list("year", flat=True).distinct())


class UnitPartFilter(django_filters.FilterSet):
    """`unit` is a unit and everything under it today; with `own`, exactly that unit."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    unit = BranchFilter(method="under")
    own = django_filters.BooleanFilter(label=_("Only this unit itself"), widget=CHECKBOX, method="keep")
    code_prefix = ""

    def search(self, records, name, value):
        code = read_code(self.code_prefix, value)
        if code is not None:
            return records.filter(pk=code)
        return records.filter(search_key__contains=search_key(value))

    def under(self, records, name, unit):
        if self.form.cleaned_data.get("own"):
            return records.filter(unit=unit)
        return records.filter(unit__in=branch_on(unit, clock.today()))

    def keep(self, records, name, value):
        """Said together with the unit."""
        return records

    def offer_years(self):
        """Read when the form is shown."""
        visible = self._meta.model.objects.visible_to(self.request.user) if self.request else None
        years = cache(lambda: [(year, str(year)) for year in years_of(visible)])
        self.filters["year"].extra["choices"] = years if visible is not None else ()


class CourseFilter(UnitPartFilter):
    """The words are looked for in title, target group and place; a day is the last day of a course."""

    code_prefix = CODE_PREFIX
    kind = django_filters.ChoiceFilter(label=_("Kind of training"), choices=TrainingKind, empty_label=ALL)
    subject = django_filters.ChoiceFilter(label=_("Subject"), choices=Subject, empty_label=ALL)
    state = django_filters.ChoiceFilter(label=_("State"), choices=CourseState, empty_label=ALL)
    year = django_filters.ChoiceFilter(label=_("Year of the plan"), empty_label=ALL)
    from_day = django_filters.DateFilter(
        label=_("Ended from"), field_name="ends_on", lookup_expr="gte", widget=DAY, error_messages=DAY_ERRORS
    )
    to_day = django_filters.DateFilter(
        label=_("Ended by"), field_name="ends_on", lookup_expr="lte", widget=DAY, error_messages=DAY_ERRORS
    )
    funding = django_filters.ChoiceFilter(label=_("Funding source"), choices=FundingKind, empty_label=ALL)
    body = django_filters.ModelChoiceFilter(
        label=_("Training body"), queryset=visible_bodies, empty_label=ALL
    )
    plan = django_filters.ModelChoiceFilter(
        label=_("Plan"), field_name="activity__plan", queryset=visible_plans, widget=forms.HiddenInput
    )
    activity = django_filters.ModelChoiceFilter(
        label=_("Activity of the plan"), queryset=visible_activities, widget=forms.HiddenInput
    )

    class Meta:
        model = Course
        fields = ["q", "unit", "own", "kind", "subject", "state", "year"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_years()
        for name in ("plan", "activity"):
            if read_number(str(self.data.get(name, ""))):
                self._show_chosen(name)

    def _show_chosen(self, name):
        """A link brings a plan or an activity along; the list itself does not offer hundreds of them."""
        offered, chosen = self.filters[name].extra["queryset"], self.data[name]
        self.filters[name].extra |= {"widget": forms.Select, "empty_label": ALL}
        self.filters[name].queryset = lambda request: offered(request).filter(pk=chosen)


class ParticipantFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="search")
    course = django_filters.ModelChoiceFilter(label=_("Course"), queryset=visible_courses)

    class Meta:
        model = Participant
        fields = ["q", "course", "result"]

    def search(self, participants, name, value):
        return participants.filter(search_key__contains=search_key(value))


class LecturerFilter(UnitPartFilter):
    code_prefix = LECTURER_PREFIX
    body = django_filters.ModelChoiceFilter(
        label=_("Training body"), queryset=visible_bodies, empty_label=ALL
    )
    qualification = django_filters.ChoiceFilter(
        label=_("Qualification"), choices=Qualification, empty_label=ALL
    )
    active = django_filters.ChoiceFilter(
        label=_("Teaches now"),
        choices=(("yes", _("Yes")), ("no", _("No"))),
        empty_label=ALL,
        method="by_active",
    )

    class Meta:
        model = Lecturer
        fields = ["q", "unit", "own", "body", "qualification"]

    def by_active(self, lecturers, name, value):
        return lecturers.filter(is_active=value == "yes")


class NeedFilter(UnitPartFilter):
    """The words are looked for in the name of the unit."""

    year = django_filters.ChoiceFilter(label=_("Year"), empty_label=ALL)
    kind = django_filters.ChoiceFilter(label=_("Kind of training"), choices=TrainingKind, empty_label=ALL)
    subject = django_filters.ChoiceFilter(label=_("Subject"), choices=Subject, empty_label=ALL)

    class Meta:
        model = TrainingNeed
        fields = ["q", "unit", "own", "year", "kind", "subject"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_years()

    def search(self, needs, name, value):
        return needs.filter(unit__search_key__contains=search_key(value))


class UnitForm(forms.Form):
    """A unit in the person's reach and whether its branch goes along; without one, everything in reach."""

    unit = UnitChoiceField(label=_("Unit"), queryset=None, required=False, empty_label=ALL)
    own = forms.BooleanField(label=_("Only this unit itself"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["unit"].queryset = counting_units(user)
        self.is_valid()

    def asked(self, name):
        """What was asked, without what cannot be read."""
        return self.cleaned_data.get(name)

    def units_on(self, day):
        """The ids of the units that are asked for, as they stood on that day."""
        unit = self.asked("unit")
        if unit is None:
            return set(counting_units(self.user).values_list("pk", flat=True))
        return {unit.pk} if self.asked("own") else set(branch_on(unit, day).values_list("pk", flat=True))


class WorkerSearchForm(UnitForm):
    """People of the workforce registry who may be added to a course, by name or unit."""

    q = forms.CharField(label=_("Name or code"), required=False)
    field_order = ("q", "unit", "own")

    def find(self, day):
        """Visible people with a post on the day; none before something is asked."""
        q, unit = self.asked("q"), self.asked("unit")
        if not q and not unit:
            return Worker.objects.none()
        posts = Post.objects.live_on(day).filter(worker=OuterRef("pk"))
        if unit:
            posts = posts.filter(unit__in=self.units_on(day))
        found = Worker.objects.visible_to(self.user).filter(Exists(posts))
        code = read_code(WORKER_PREFIX, q)
        named = {"pk": code} if code is not None else {"search_key__contains": search_key(q)}
        return found.filter(**named).order_by("sort_key", "pk")


class YearForm(UnitForm):
    """Which year's plan, of which units."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    field_order = ("year", "unit", "own")

    def __init__(self, *args, years, **kwargs):
        self.years = years
        super().__init__(*args, **kwargs)

    def is_valid(self):
        self.fields["year"].choices = [(year, str(year)) for year in self.years]
        return super().is_valid()

    def course_units(self):
        """Of which units; without a choice also those above, whose courses are open to the person too."""
        return self.units_on(clock.today()) if self.asked("unit") else Unit.objects.values("pk")

    @property
    def chosen_year(self):
        return self.asked("year") or periods_of(clock.today())[-1][1]


class TrainedForm(UnitForm):
    """Who completed a course from one day to another; the present reporting year when no day is given."""

    q = forms.CharField(label=_("Name"), required=False)
    from_day = forms.DateField(label=_("From"), required=False, widget=DAY, error_messages=DAY_ERRORS)
    to_day = forms.DateField(label=_("To"), required=False, widget=DAY, error_messages=DAY_ERRORS)
    ever = forms.BooleanField(label=_("Ever, until the last day"), required=False)
    training_kind = forms.ChoiceField(
        label=_("Highest kind of training"), required=False, choices=[("", ALL), *TrainingKind.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind of staff"), required=False, choices=[("", ALL), *StaffKind.choices]
    )
    workplace = forms.ChoiceField(
        label=_("Workplace"), required=False, choices=[("", ALL), *Workplace.choices]
    )
    staff = forms.BooleanField(label=_("Only who has a post on the last day"), required=False)
    field_order = (
        "q",
        "unit",
        "from_day",
        "to_day",
        "training_kind",
        "kind",
        "workplace",
        "own",
        "staff",
        "ever",
    )

    @property
    def span(self):
        present = span_of(PeriodKind.YEAR, periods_of(clock.today())[-1][1])
        last = self.asked("to_day") or max(present.ends_on, self.asked("from_day") or present.ends_on)
        first = EARLIEST if self.asked("ever") else self.asked("from_day") or _year_of(last).starts_on
        return Span(first, last)

    def fits(self, trained):
        """Does somebody whom measures.read_trained() found fit what else was asked?"""
        return (
            self.asked("training_kind") in ("", None, trained.highest)
            and self.asked("kind") in ("", None, trained.kind)
            and self.asked("workplace") in ("", None, trained.workplace)
            and (trained.is_staff or not self.asked("staff"))
            and search_key(self.asked("q") or "") in search_key(trained.name)
        )


def _year_of(day):
    return span_of(*periods_of(day)[-1])
