"""The API under /api/: read only, with the scope, filters and figures of the pages."""

from django.urls import include, path
from django.views import View
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from facilities.api import FacilityViewSet
from plans.api import DutyReportViewSet, PlanViewSet, TargetViewSet
from reporting.api import ReportViewSet, ResultViewSet
from submissions.api import RoundViewSet, SubmissionViewSet
from training.api import CourseViewSet, LecturerViewSet, NeedViewSet, ParticipantViewSet
from workforce.api import WorkerViewSet

router = DefaultRouter()
router.register("plans", PlanViewSet, basename="api-plan")
router.register("targets", TargetViewSet, basename="api-target")
router.register("duty-reports", DutyReportViewSet, basename="api-duty-report")
router.register("facilities", FacilityViewSet, basename="api-facility")
router.register("workers", WorkerViewSet, basename="api-worker")
router.register("courses", CourseViewSet, basename="api-course")
router.register("participants", ParticipantViewSet, basename="api-participant")
router.register("lecturers", LecturerViewSet, basename="api-lecturer")
router.register("training-needs", NeedViewSet, basename="api-need")
router.register("rounds", RoundViewSet, basename="api-round")
router.register("submissions", SubmissionViewSet, basename="api-submission")
router.register("results", ResultViewSet, basename="api-result")
router.register("reports", ReportViewSet, basename="api-report")


class DocsView(SpectacularSwaggerSplitView):
    """The description as a page. It is drawn from a template, which an answer to OPTIONS does not have."""

    options = View.options


urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", DocsView.as_view(url_name="api-schema"), name="api-docs"),
    path("", include(router.urls)),
]
