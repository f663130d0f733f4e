"""Addresses of counts and rounds."""

from django.urls import path

from submissions.views import entry, review, rounds, submissions

urlpatterns = [
    path("submissions/", submissions.submission_list, name="submission_list"),
    path("submissions/export/", submissions.submission_list_export, name="submission_list_export"),
    path("submissions/<int:pk>/", submissions.submission_detail, name="submission_detail"),
    path("submissions/<int:pk>/edit/", entry.submission_edit, name="submission_edit"),
    path("submissions/<int:pk>/accept/", review.submission_accept, name="submission_accept"),
    path("submissions/<int:pk>/return/", review.submission_return, name="submission_return"),
    path("submissions/<int:pk>/export/", submissions.submission_export, name="submission_export"),
    path("rounds/", rounds.round_list, name="round_list"),
    path("rounds/new/", rounds.round_add, name="round_add"),
    path("rounds/<int:pk>/", rounds.round_detail, name="round_detail"),
    path("rounds/<int:pk>/export/", rounds.round_export, name="round_export"),
    path("rounds/<int:pk>/close/", rounds.round_close, name="round_close"),
    path("rounds/<int:pk>/reopen/", rounds.round_reopen, name="round_reopen"),
    path("rounds/<int:pk>/accept-all/", review.accept_all, name="accept_all"),
]
