"""Results and reports as JSON: the same scope, the same figures and the same tables as on the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, viewsets
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from reporting import permissions
from reporting.documents import document_of
from reporting.filters import ReportFilter, select
from reporting.models import Report
from reporting.progress import read_progress


class ResultSerializer(serializers.Serializer):
    """A result; `value` is in percent for shares, null is "no data"; `state` is null when not compared.

    `answered` of the `expected` units have accepted counts; with units missing it `is_provisional`, value and
    state. `not_reported` counts the cells without a figure, those of the missing units among them.
    """

    target = serializers.IntegerField(source="target.pk")
    code = serializers.CharField(source="target.code")
    name = serializers.CharField(source="target.name")
    unit = serializers.IntegerField(source="unit_id")
    period = serializers.IntegerField(source="period.pk")
    value = serializers.DecimalField(max_digits=20, decimal_places=2, allow_null=True)
    required = serializers.DecimalField(max_digits=20, decimal_places=4)
    numerator = serializers.IntegerField(allow_null=True)
    denominator = serializers.IntegerField(allow_null=True)
    not_reported = serializers.IntegerField()
    answered = serializers.IntegerField(source="answers.answered")
    expected = serializers.IntegerField(source="answers.expected")
    is_provisional = serializers.BooleanField()
    state = serializers.CharField(allow_null=True)


class CompletenessSerializer(serializers.Serializer):
    expected = serializers.IntegerField()
    draft = serializers.IntegerField()
    sent = serializers.IntegerField()
    returned = serializers.IntegerField()
    accepted = serializers.IntegerField()


class UnitResultsSerializer(serializers.Serializer):
    unit = serializers.IntegerField(source="unit.pk")
    name = serializers.CharField(source="unit.name")
    completeness = CompletenessSerializer()
    late = serializers.IntegerField()
    results = ResultSerializer(many=True)


class ProgressSerializer(serializers.Serializer):
    """What the dashboard shows: the unit's results (conditions among them) and its members side by side."""

    plan = serializers.IntegerField(allow_null=True)
    round = serializers.IntegerField(allow_null=True)
    unit = serializers.IntegerField(allow_null=True)
    completeness = CompletenessSerializer(allow_null=True)
    results = ResultSerializer(many=True)
    units = UnitResultsSerializer(many=True)


class ResultViewSet(viewsets.ViewSet):
    """The results of a plan in a round for a unit; what the address leaves open is chosen as on the page."""

    @extend_schema(
        parameters=[OpenApiParameter(name, int) for name in ("plan", "round", "unit")],
        responses=ProgressSerializer,
    )
    def list(self, request, format=None):  # noqa: A002 (the name that the router hands over)
        if not permissions.can_view_results(request.user):
            raise PermissionDenied
        selection = select(request.user, request.query_params)
        return Response(ProgressSerializer(_progress(selection)).data)


def _progress(selection):
    chosen = {name: getattr(getattr(selection, name), "pk", None) for name in ("plan", "round", "unit")}
    if not (selection.round and selection.unit):
        return chosen | {"completeness": None, "results": [], "units": []}
    progress = read_progress(selection)
    results = [one.result for top in progress.targets for one in (top, *top.conditions)]
    return chosen | {"completeness": progress.completeness, "results": results, "units": progress.units}


class ReportSerializer(serializers.ModelSerializer):
    period = serializers.CharField(source="round.period.printed_label")
    province = serializers.IntegerField(source="round.province_id")

    class Meta:
        model = Report
        fields = [
            "id", "round", "plan", "period", "province",
            "state", "number", "signed_on", "signer", "issued_at",
        ]  # fmt: skip


class ReportDetailSerializer(ReportSerializer):
    """A report with its text and its tables (kit.tables.Table.to_json: exact values, marks kept apart)."""

    tables = serializers.SerializerMethodField()

    class Meta(ReportSerializer.Meta):
        fields = [
            *ReportSerializer.Meta.fields,
            "direction", "results", "assessment", "next_steps", "proposals", "tables",
        ]  # fmt: skip

    def get_tables(self, report) -> list:
        return [table.to_json() for table in document_of(report).tables]


class ReportViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Report.objects.none()
    filterset_class = ReportFilter

    def get_queryset(self):
        if not permissions.can_view_reports(self.request.user):
            raise PermissionDenied
        rows = Report.objects.visible_to(self.request.user)
        return rows.select_related("round__period", "round__province", "plan__programme")

    def get_serializer_class(self):
        return ReportDetailSerializer if self.action == "retrieve" else ReportSerializer
