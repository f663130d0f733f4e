"""Addresses of the portal: each app has its own, the API stands under /api/."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from swprogram import home, session

handler500 = "swprogram.outages.server_error"

urlpatterns = [
    path("", home.home, name="home"),
    path("kept/", session.kept_typing, name="kept_typing"),
    path("session/", session.session_renew, name="session_renew"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("", include("swprogram.org.urls")),
    path("", include("plans.urls")),
    path("", include("facilities.urls")),
    path("", include("workforce.urls")),
    path("", include("training.urls")),
    path("", include("submissions.urls")),
    path("", include("reporting.urls")),
    path("api/", include("swprogram.api")),
    path("admin/", admin.site.urls),
]
