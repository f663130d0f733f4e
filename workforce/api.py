"""People and their posts for other programs: read only, the scope and filters of the list, numbers masked."""

from django.db.models import Prefetch
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from workforce.filters import WorkerFilter
from workforce.models import Post, Worker


class PostSerializer(serializers.ModelSerializer):
    unit = serializers.CharField(source="unit.code")
    agency = serializers.CharField(source="agency.code", default=None)
    title = serializers.CharField(source="title.code", default=None)

    class Meta:
        model = Post
        fields = [
            "number",
            "unit",
            "facility",
            "agency",
            "workplace",
            "kind",
            "engagement",
            "position",
            "title",
            "rank",
            "coefficient",
            "is_main",
            "started_on",
            "ended_on",
        ]


class WorkerSerializer(serializers.ModelSerializer):
    code = serializers.CharField()
    identity_number = serializers.CharField(source="masked_identity_number")
    posts = PostSerializer(many=True)

    class Meta:
        model = Worker
        fields = [
            "id",
            "code",
            "full_name",
            "sex",
            "birth_year",
            "identity_number",
            "qualification",
            "is_qualified_in_social_work",
            "field_of_study",
            "certificate_number",
            "meets_collaborator_standard",
            "posts",
        ]


class WorkerViewSet(ReadOnlyModelViewSet):
    """The people whom the person may see, with their posts there; identity numbers are never whole here."""

    serializer_class = WorkerSerializer
    queryset = Worker.objects.none()
    filterset_class = WorkerFilter

    def get_queryset(self):
        people = Worker.objects.visible_to(self.request.user).order_by("sort_key", "pk")
        posts = Post.objects.visible_to(self.request.user).order_by("number")
        return people.prefetch_related(Prefetch("posts", posts.select_related("unit", "agency", "title")))

    def filter_queryset(self, people):
        """A list narrows; one person by id is found whether or not the posts have ended."""
        return super().filter_queryset(people) if self.action == "list" else people
