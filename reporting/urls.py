"""Addresses of the dashboard, results and reports."""

from django.urls import path

from reporting.views import copies, dashboard, reports, results, targets, trace

urlpatterns = [
    path("plans/<int:pk>/copy/", copies.plan_copy, name="plan_copy"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/export/", dashboard.dashboard_export, name="dashboard_export"),
    path("targets/<int:pk>/results/", results.target_results, name="target_results"),
    path(
        "results/<int:target_pk>/<int:round_pk>/<int:unit_pk>/",
        results.result_detail,
        name="result_detail",
    ),
    path("plans/<int:pk>/trace/", trace.plan_trace, name="trace_plan"),
    path("targets/<int:pk>/trace/", trace.target_trace, name="trace_target"),
    path("targets/<int:pk>/formula/", targets.formula_edit, name="formula_edit"),
    path("targets/<int:pk>/milestones/new/", targets.milestone_add, name="milestone_add"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/export/", reports.report_export, name="report_export"),
    path("reports/new/", reports.report_add, name="report_add"),
    path("reports/<int:pk>/", reports.report_detail, name="report_detail"),
    path("reports/<int:pk>/edit/", reports.report_edit, name="report_edit"),
    path("reports/<int:pk>/issue/", reports.report_issue, name="report_issue"),
    path("reports/<int:pk>/withdraw/", reports.report_withdraw, name="report_withdraw"),
    path("reports/<int:pk>/delete/", reports.report_delete, name="report_delete"),
    path("reports/<int:pk>/pdf/", reports.report_pdf, name="report_pdf"),
    path("reports/<int:pk>/xlsx/", reports.report_xlsx, name="report_xlsx"),
]
