"""The addresses of the portal and those of the shelf with a way in."""

from django.http import HttpResponse
from django.urls import path

from swprogram.registry.addresses import import_paths, list_paths
from swprogram.urls import urlpatterns as portal
from tests.registry.imports.shelf import PARTS, STOCK


def answer(request, **parts):
    return HttpResponse("here")


urlpatterns = [
    *portal,
    *list_paths(STOCK),
    *import_paths(STOCK),
    *import_paths(PARTS),
    path("shelves/stock/new/", answer, name="stock_add"),
    path("shelves/stock/<int:pk>/", answer, name="stock_detail"),
]
