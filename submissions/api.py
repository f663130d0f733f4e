"""Counts and rounds for other systems: read only, within the same scope as the pages."""

from rest_framework import serializers, viewsets

from submissions.filters import SubmissionFilter
from submissions.models import DueDate, Figure, Round, Submission


class DueDateSerializer(serializers.ModelSerializer):
    class Meta:
        model = DueDate
        fields = ["level", "due_on"]


class RoundSerializer(serializers.ModelSerializer):
    province = serializers.CharField(source="province.code", read_only=True)
    kind = serializers.CharField(source="period.kind", read_only=True)
    year = serializers.IntegerField(source="period.year", read_only=True)
    starts_on = serializers.DateField(source="period.starts_on", read_only=True)
    ends_on = serializers.DateField(source="period.ends_on", read_only=True)
    due_dates = DueDateSerializer(many=True, read_only=True)

    class Meta:
        model = Round
        fields = ["id", "province", "kind", "year", "starts_on", "ends_on", "state", "closed_at", "due_dates"]


class FigureSerializer(serializers.ModelSerializer):
    """One cell: codes of the measure and of its options; `value` only where `state` is "reported".

    `registry_value` is what the registries counted when the unit saved; null where it keeps none.
    """

    measure = serializers.CharField(source="measure.code", read_only=True)
    row = serializers.CharField(source="row.code", read_only=True, allow_null=True)
    column = serializers.CharField(source="column.code", read_only=True, allow_null=True)

    class Meta:
        model = Figure
        fields = ["measure", "row", "column", "state", "value", "registry_value"]


class SubmissionSerializer(serializers.ModelSerializer):
    unit = serializers.CharField(source="unit.code", read_only=True)
    unit_name = serializers.CharField(source="unit.name", read_only=True)
    form = serializers.CharField(source="form.code", read_only=True)
    reviewer = serializers.CharField(source="reviewer.code", read_only=True)
    due_on = serializers.DateField(read_only=True, allow_null=True)

    class Meta:
        model = Submission
        fields = [
            "id",
            "round",
            "unit",
            "unit_name",
            "form",
            "reviewer",
            "state",
            "due_on",
            "sent_at",
            "reviewed_at",
            "note",
            "is_illustrative",
        ]


class SubmissionWithFiguresSerializer(SubmissionSerializer):
    figures = FigureSerializer(many=True, read_only=True)

    class Meta(SubmissionSerializer.Meta):
        fields = [*SubmissionSerializer.Meta.fields, "figures"]


class RoundViewSet(viewsets.ReadOnlyModelViewSet):
    """The rounds of the person's province."""

    queryset = Round.objects.none()
    serializer_class = RoundSerializer
    filterset_fields = ["state", "period__kind", "period__year"]

    def get_queryset(self):
        rounds = Round.objects.visible_to(self.request.user).select_related("period", "province")
        return rounds.prefetch_related("due_dates")


class SubmissionViewSet(viewsets.ReadOnlyModelViewSet):
    """The counts of the person's branch; a single one comes with its figures."""

    queryset = Submission.objects.none()
    filterset_class = SubmissionFilter

    def get_queryset(self):
        submissions = Submission.objects.visible_to(self.request.user).for_pages().order_by("pk")
        cells = ("figures__measure", "figures__row", "figures__column")
        return submissions.prefetch_related(*cells) if self.action == "retrieve" else submissions

    def get_serializer_class(self):
        return SubmissionWithFiguresSerializer if self.action == "retrieve" else SubmissionSerializer
