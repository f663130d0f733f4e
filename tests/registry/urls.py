"""The addresses of the portal and those of the shelf."""

from django.http import HttpResponse
from django.urls import path

from swprogram.registry.addresses import list_paths
from swprogram.urls import urlpatterns as portal
from tests.registry.shelf import SHELF


def answer(request, **parts):
    return HttpResponse("here")


urlpatterns = [
    *portal,
    *list_paths(SHELF),
    path("shelves/shelf/new/", answer, name="shelf_add"),
    path("shelves/shelf/<int:pk>/", answer, name="shelf_detail"),
]
