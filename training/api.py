"""Training for other programs: read only, the same scope and filters as the pages."""

from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from training.filters import CourseFilter, LecturerFilter, NeedFilter, ParticipantFilter
from training.models import Course, Lecturer, Participant, TrainingNeed


class CourseSerializer(serializers.ModelSerializer):
    code = serializers.CharField(read_only=True)
    unit = serializers.CharField(source="unit.code")

    class Meta:
        model = Course
        fields = [
            "id",
            "code",
            "title",
            "unit",
            "kind",
            "level",
            "subject",
            "target_group",
            "year",
            "planned_days",
            "planned_people",
            "state",
            "starts_on",
            "ends_on",
            "days",
            "place",
            "body",
            "organiser",
            "funding",
            "cost",
            "activity",
        ]


class ParticipantSerializer(serializers.ModelSerializer):
    unit = serializers.CharField(source="unit.code")
    name = serializers.CharField(source="shown_name", read_only=True)

    class Meta:
        model = Participant
        fields = [
            "id",
            "course",
            "worker",
            "name",
            "birth_year",
            "unit",
            "kind",
            "workplace",
            "headcount",
            "result",
            "certificate_number",
            "certified_on",
        ]


class LecturerSerializer(serializers.ModelSerializer):
    code = serializers.CharField(read_only=True)
    unit = serializers.CharField(source="unit.code")

    class Meta:
        model = Lecturer
        fields = [
            "id",
            "code",
            "full_name",
            "unit",
            "worker",
            "body",
            "workplace",
            "qualification",
            "subjects",
            "is_active",
        ]


class NeedSerializer(serializers.ModelSerializer):
    code = serializers.CharField(read_only=True)
    unit = serializers.CharField(source="unit.code")

    class Meta:
        model = TrainingNeed
        fields = ["id", "code", "unit", "year", "kind", "subject", "people", "note"]


class CourseViewSet(ReadOnlyModelViewSet):
    """The courses of the person's units, and of the units above them."""

    queryset = Course.objects.none()
    serializer_class = CourseSerializer
    filterset_class = CourseFilter

    def get_queryset(self):
        return Course.objects.visible_to(self.request.user).select_related("unit").order_by("-ends_on", "-pk")


class ParticipantViewSet(ReadOnlyModelViewSet):
    """Who takes part, of the person's own units and in the courses that these organise."""

    queryset = Participant.objects.none()
    serializer_class = ParticipantSerializer
    filterset_class = ParticipantFilter

    def get_queryset(self):
        visible = Participant.objects.visible_to(self.request.user)
        return visible.select_related("unit", "worker").order_by("course", "sort_key", "pk")


class LecturerViewSet(ReadOnlyModelViewSet):
    """The lecturers whom the person's units keep."""

    queryset = Lecturer.objects.none()
    serializer_class = LecturerSerializer
    filterset_class = LecturerFilter

    def get_queryset(self):
        return (
            Lecturer.objects.visible_to(self.request.user).select_related("unit").order_by("sort_key", "pk")
        )


class NeedViewSet(ReadOnlyModelViewSet):
    """What the person's units need."""

    queryset = TrainingNeed.objects.none()
    serializer_class = NeedSerializer
    filterset_class = NeedFilter

    def get_queryset(self):
        return (
            TrainingNeed.objects.visible_to(self.request.user).select_related("unit").order_by("-year", "-pk")
        )
