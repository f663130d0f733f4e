"""Which submissions: one FilterSet for page, API and export."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from submissions.enums import SubmissionState
from submissions.models import Form, Round, Submission
from swprogram.kit import clock
from swprogram.kit.text import search_key
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit

LATE = "late"
STATES = [*SubmissionState.choices, (LATE, _("Late"))]


def _levels():
    """Only the levels that send counts."""
    asked = set(Form.objects.values_list("level", flat=True))
    return [choice for choice in UnitKind.choices if choice[0] in asked]


def _rounds(request):
    return Round.objects.visible_to(request.user).select_related("period", "province")


def _districts(request):
    """The districts whose submissions the person may read."""
    visible = Submission.objects.visible_to(request.user)
    return Unit.objects.filter(kind=UnitKind.DISTRICT, pk__in=visible.values("unit"))


class RoundSubmissionFilter(django_filters.FilterSet):
    """Inside one round."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="in_state", empty_label=_("All")
    )
    level = django_filters.ChoiceFilter(
        label=_("Level"), choices=_levels, field_name="unit__kind", empty_label=_("All")
    )
    district = django_filters.ModelChoiceFilter(
        label=_("District"), queryset=_districts, method="in_district", empty_label=_("All")
    )

    class Meta:
        model = Submission
        fields = ["q", "state", "level", "district"]

    def __init__(self, *args, **kwargs):
        """Who reads one commune only has nothing to choose between."""
        super().__init__(*args, **kwargs)
        if not _districts(self.request).exists():
            del self.filters["level"], self.filters["district"]

    def search(self, submissions, name, value):
        return submissions.filter(unit__search_key__contains=search_key(value))

    def in_state(self, submissions, name, value):
        if value == LATE:
            return submissions.late_on(clock.today())
        return submissions.filter(state=value)

    def in_district(self, submissions, name, value: int):
        """The district itself and the units that it reviews."""
        return submissions.filter(Q(unit=value) | Q(reviewer=value))


class SubmissionFilter(RoundSubmissionFilter):
    """Over all rounds."""

    round = django_filters.ModelChoiceFilter(label=_("Round"), queryset=_rounds, empty_label=_("All"))

    class Meta(RoundSubmissionFilter.Meta):
        fields = ["q", "round", "state", "level", "district"]
