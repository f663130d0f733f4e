"""Addresses of the registry of people."""

from django.urls import path

from swprogram.registry.addresses import import_paths, list_paths
from workforce.registries import WORKERS
from workforce.views import bodies, duplicates, identity, posts, workers

PAIR = "workforce/duplicates/<int:first_pk>/<int:second_pk>/"

urlpatterns = [
    *list_paths(WORKERS),
    *import_paths(WORKERS),
    path("workforce/find/", identity.worker_find, name="worker_find"),
    path("workforce/new/", workers.worker_add, name="worker_add"),
    path("workforce/<int:pk>/", workers.worker_detail, name="worker_detail"),
    path("workforce/<int:pk>/edit/", workers.worker_edit, name="worker_edit"),
    path("workforce/<int:pk>/identity/", workers.worker_identity, name="worker_identity"),
    path("workforce/<int:pk>/posts/new/", posts.worker_post_add, name="worker_post_add"),
    path("workforce/posts/<int:pk>/edit/", posts.worker_post_edit, name="worker_post_edit"),
    path("workforce/posts/<int:pk>/move/", posts.worker_post_move, name="worker_post_move"),
    path("workforce/posts/<int:pk>/end/", posts.worker_post_end, name="worker_post_end"),
    path("workforce/posts/<int:pk>/allowance/", posts.worker_allowance_add, name="worker_allowance_add"),
    path("workforce/duplicates/", duplicates.worker_duplicates, name="worker_duplicates"),
    path(PAIR, duplicates.worker_merge, name="worker_merge"),
    path(f"{PAIR}distinct/", duplicates.worker_distinct, name="worker_distinct"),
    path("workforce/bodies/", bodies.staffed_body_list, name="staffed_body_list"),
    path("workforce/bodies/export/", bodies.staffed_body_export, name="staffed_body_export"),
]
