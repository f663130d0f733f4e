"""Results and reports as JSON: the figures of the pages, in the scope of the pages."""

from datetime import date

import pytest
from rest_framework.test import APIRequestFactory, force_authenticate

from reporting import services
from reporting.api import ReportViewSet, ResultViewSet
from reporting.tables import build_tables
from swprogram.org.roles import Role


def answer(view, person, query=None, **kwargs):
    request = APIRequestFactory().get("/", query or {})
    force_authenticate(request, person)
    response = view(request, **kwargs)
    return response.status_code, response.data


RESULTS = ResultViewSet.as_view({"get": "list"})
REPORTS = ReportViewSet.as_view({"get": "list"})
REPORT = ReportViewSet.as_view({"get": "retrieve"})


@pytest.fixture
def report(plan, counted, officer):
    return services.start_report(round=counted, plan=plan, by=officer)


def test_the_results_are_those_of_the_dashboard(trained, staffed_communes, counted, plan, world, officer):
    status, data = answer(RESULTS, officer, {"plan": plan.pk})
    assert (status, data["plan"], data["round"], data["unit"]) == (
        200,
        plan.pk,
        counted.pk,
        world.home.unit.pk,
    )
    assert data["completeness"] == {"expected": 6, "draft": 1, "sent": 0, "returned": 0, "accepted": 5}
    assert data["results"][0] == {
        "target": trained.pk,
        "code": "VT-2",
        "name": "Tỷ lệ người được tập huấn",
        "unit": world.home.unit.pk,
        "period": counted.period_id,
        "value": "35.71",
        "required": "10.0000",
        "numerator": 5,
        "denominator": 14,
        "not_reported": data["results"][0]["not_reported"],
        "answered": 5,
        "expected": 6,
        "is_provisional": True,
        "state": "reached",
    }
    assert [result["code"] for result in data["results"]] == ["VT-2", "VT-1a"]
    assert [(row["name"], row["results"][0]["value"]) for row in data["units"]] == [
        ("Huyện Đảo", "33.33"),
        ("Huyện Đông", "36.36"),
        ("Huyện Tây", None),
    ]


def test_without_a_round_there_are_no_results(phase_plan, officer):
    status, data = answer(RESULTS, officer)
    assert (status, data["plan"], data["round"], data["results"]) == (200, phase_plan.pk, None, [])


def test_results_stay_in_the_scope(trained, counted, world):
    person = world.home.people[Role.DISTRICT_OFFICER]
    assert answer(RESULTS, person, {"unit": world.home.unit.pk})[0] == 404
    assert answer(RESULTS, world.home.people[Role.AGENCY_OFFICER])[0] == 403


def test_a_report_comes_with_the_tables_of_its_document(trained, report, plan, counted, officer):
    status, data = answer(REPORT, officer, pk=report.pk)
    assert (status, data["state"], data["period"]) == (200, "draft", "6 tháng đầu năm 2024")
    assert data["tables"] == [table.to_json() for table in build_tables(counted, plan)]


def test_an_issued_report_comes_as_it_was_frozen(trained, report, officer):
    values = {"number": "05", "signed_on": date(2024, 6, 24), "signer": "Nguyễn Văn An"}
    saved = services.save_report(report, values=values, version=1, by=officer)
    issued = services.issue_report(saved, version=2, word="tạm tính", by=officer)
    assert answer(REPORT, officer, pk=report.pk)[1]["tables"] == issued.frozen_tables


def test_reports_stay_in_the_scope(report, world, officer):
    assert answer(REPORTS, officer)[1]["count"] == 1
    assert answer(REPORTS, officer, {"state": "issued"})[1]["count"] == 0
    assert answer(REPORTS, world.home.people[Role.MINISTRY_VIEWER])[1]["count"] == 0
    assert answer(REPORT, world.other.people[Role.PROVINCIAL_OFFICER], pk=report.pk)[0] == 404
    assert answer(REPORTS, world.home.people[Role.COMMUNE_OFFICER])[0] == 403
