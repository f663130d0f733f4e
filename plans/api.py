"""Plans and targets for other programs: read only, the same scope and filters as the pages."""

from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from plans.filters import DutyReportFilter, PlanFilter, TargetFilter
from plans.models import DutyReport, Plan, Target


class PlanSerializer(serializers.ModelSerializer):
    programme = serializers.CharField(source="programme.code")
    province = serializers.CharField(source="unit.code")

    class Meta:
        model = Plan
        fields = [
            "id",
            "programme",
            "province",
            "kind",
            "state",
            "title",
            "number",
            "issued_on",
            "issued_place",
            "issuer",
            "signer",
            "signing_capacity",
            "from_year",
            "to_year",
            "estimated_cost",
        ]


class TargetSerializer(serializers.ModelSerializer):
    indicator = serializers.CharField(source="indicator.code")

    class Meta:
        model = Target
        fields = [
            "id",
            "plan",
            "code",
            "condition_of",
            "name",
            "wording",
            "indicator",
            "comparator",
            "value",
            "value_to",
            "measured_in",
            "from_year",
            "to_year",
            "printed_average",
            "note",
        ]


class PlanViewSet(ReadOnlyModelViewSet):
    """The plans that the person may read."""

    queryset = Plan.objects.none()
    serializer_class = PlanSerializer
    filterset_class = PlanFilter

    def get_queryset(self):
        return Plan.objects.visible_to(self.request.user).select_related("programme", "unit")


class TargetViewSet(ReadOnlyModelViewSet):
    """The targets of the plans that the person may read."""

    queryset = Target.objects.none()
    serializer_class = TargetSerializer
    filterset_class = TargetFilter

    def get_queryset(self):
        return Target.objects.visible_to(self.request.user).select_related("indicator")


class DutyReportSerializer(serializers.ModelSerializer):
    plan = serializers.IntegerField(source="duty.plan_id")
    agency = serializers.CharField(source="agency.code")

    class Meta:
        model = DutyReport
        fields = [
            "id",
            "plan",
            "duty",
            "agency",
            "kind",
            "year",
            "state",
            "progress",
            "done",
            "difficulty",
            "proposal",
            "evidence_name",
            "sent_at",
            "reviewed_at",
            "review_comment",
            "is_illustrative",
        ]


class DutyReportViewSet(ReadOnlyModelViewSet):
    """The reports on duties of the agencies in the person's reach."""

    queryset = DutyReport.objects.none()
    serializer_class = DutyReportSerializer
    filterset_class = DutyReportFilter

    def get_queryset(self):
        reports = DutyReport.objects.visible_to(self.request.user)
        return reports.select_related("duty", "agency").order_by("-year", "kind", "duty", "agency", "pk")
