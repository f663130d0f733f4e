"""Addresses of accounts, units and people."""

from django.contrib.auth import views as auth
from django.urls import path

from swprogram.org import views

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("account/", views.account, name="account"),
    path("account/password/", views.PasswordChange.as_view(), name="password_change"),
    path("account/password/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("units/", views.unit_list, name="unit_list"),
    path("units/export/", views.unit_export, name="unit_export"),
    path("people/", views.person_list, name="person_list"),
    path("people/new/", views.person_add, name="person_add"),
    path("people/changes/", views.person_changes, name="person_changes"),
    path("people/changes/export/", views.person_changes_export, name="person_changes_export"),
    path("people/<int:pk>/", views.person_detail, name="person_detail"),
    path("people/<int:pk>/password/", views.person_password, name="person_password"),
    path("people/<int:pk>/lock/", views.person_lock, name="person_lock"),
    path("memberships/<int:pk>/end/", views.membership_end, name="membership_end"),
]
