"""Addresses of the registry of facilities."""

from django.urls import path

from facilities import views
from facilities.registries import FACILITIES
from swprogram.registry.addresses import import_paths, list_paths

urlpatterns = [
    *list_paths(FACILITIES),
    *import_paths(FACILITIES),
    path("facilities/new/", views.facility_add, name="facility_add"),
    path("facilities/<int:pk>/", views.facility_detail, name="facility_detail"),
    path("facilities/<int:pk>/edit/", views.facility_edit, name="facility_edit"),
    path("facilities/<int:pk>/services/", views.facility_services, name="facility_services"),
    path("facilities/<int:pk>/clients/", views.facility_clients, name="facility_clients"),
    path("facilities/<int:pk>/close/", views.facility_close, name="facility_close"),
    path("facilities/<int:pk>/rename/", views.facility_rename, name="facility_rename"),
    path("facilities/<int:pk>/transfer/", views.facility_transfer, name="facility_transfer"),
    path("facilities/<int:pk>/merge/", views.facility_merge, name="facility_merge"),
    path("facility-events/<int:pk>/withdraw/", views.facility_event_withdraw, name="facility_event_withdraw"),
]
