"""Facilities for other programs: read only, the same scope and filters as the list."""

from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from facilities.filters import FacilityFilter
from facilities.models import Capacity, Facility, FacilityService


class FacilityServiceSerializer(serializers.ModelSerializer):
    class Meta:
        model = FacilityService
        fields = ["kind", "since", "until"]


class CapacitySerializer(serializers.ModelSerializer):
    class Meta:
        model = Capacity
        fields = ["group", "places", "clients"]


class FacilitySerializer(serializers.ModelSerializer):
    """Units by their codes, which the list of units explains."""

    code = serializers.CharField(read_only=True)
    unit = serializers.CharField(source="unit.code")
    managed_by = serializers.CharField(source="managed_by.code", default=None)
    services = FacilityServiceSerializer(many=True)
    capacities = CapacitySerializer(many=True)

    class Meta:
        model = Facility
        fields = [
            "id",
            "code",
            "name",
            "former_names",
            "kind",
            "ownership",
            "unit",
            "managed_by",
            "operator",
            "address",
            "phone",
            "hotline",
            "email",
            "latitude",
            "longitude",
            "licence_kind",
            "licence_number",
            "licensed_on",
            "licensed_by",
            "arrangement",
            "in_network_plan",
            "opened_on",
            "closed_on",
            "services",
            "capacities",
            "is_illustrative",
        ]


class FacilityViewSet(ReadOnlyModelViewSet):
    """The facilities that the person may read; those that are open today unless `state` says otherwise."""

    queryset = Facility.objects.none()
    serializer_class = FacilitySerializer
    filterset_class = FacilityFilter

    def get_queryset(self):
        facilities = Facility.objects.visible_to(self.request.user).select_related("unit", "managed_by")
        return facilities.prefetch_related("services", "capacities").order_by("sort_key", "pk")
