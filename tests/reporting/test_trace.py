"""From a decision to a line of a report, and back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.enums import DutyRole
from plans.models import Activity, Body, Duty
from reporting import services
from reporting.models import Report
from reporting.trace import find_place, trace_plan, trace_target
from swprogram.org.roles import Role
from tests.factories.plans import TargetFactory

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def followed(plan, trained, children, world):
    """An activity with a duty of the health department that serves VT-2, and another with neither."""
    top = Activity.objects.create(plan=plan, number="2", text="Tập huấn", position=1)
    item = Activity.objects.create(plan=plan, number="-", text="Mở lớp", position=2, parent=top)
    Activity.objects.create(plan=plan, number="-", text="Tổng kết", position=3, parent=top)
    body = Body.objects.create(plan=plan, name="Sở Y tế", agency=world.home.health)
    Duty.objects.create(plan=plan, body=body, activity=top, role=DutyRole.LEAD, position=1)
    Duty.objects.create(plan=plan, body=body, role=DutyRole.COORDINATE, text="Phối hợp", position=2)
    trained.activities.set([item])
    return plan


@pytest.fixture
def report(followed, counted):
    return Report.objects.create(round=counted, plan=followed)


def test_the_way_down_runs_from_activities_over_duties_to_agencies(followed, trained, officer, world):
    found = trace_plan(followed, officer)
    assert [(one.name, one.targets) for one in found["activities"]] == [
        ("2. Tập huấn", []),
        ("2. Mở lớp", [trained]),
    ]
    assert [duty.body.agency for duty in found["activities"][0].duties] == [world.home.health]
    assert [duty.text for duty in found["duties"]] == ["Phối hợp"]


def test_the_way_across_runs_from_targets_over_formulas_and_figures_to_report_lines(
    followed, report, officer
):
    """VT-2 is 5 of 14; it is the first row of table 1, and its counts stand in the tables 2 and 9."""
    trace = trace_plan(followed, officer)["traces"][0]
    assert trace.target.code == "VT-2"
    assert trace.formula["rule"] == "The numerator divided by the denominator, in percent."
    assert trace.result["value"].replace("\u00a0", " ") == "35.71 %"
    assert trace.result["counted"] == "5 of 14 persons"
    assert [(line.report, line.row, line.count_tables) for line in trace.lines] == [(report, 1, ("2", "9"))]


def test_the_second_target_is_the_second_row(followed, report, officer):
    trace = trace_plan(followed, officer)["traces"][1]
    assert [(line.row, line.count_tables) for line in trace.lines] == [(2, ("5",))]


def test_an_issued_report_keeps_the_row_that_it_printed(followed, report, officer, plan):
    values = {"number": "05", "signed_on": report.round.period.ends_on, "signer": "Nguyễn Văn A"}
    services.save_report(report, values=values, version=1, by=officer)
    services.issue_report(report, version=2, word="tạm tính", by=officer)
    TargetFactory(plan=plan, code="VT-0", position=0)
    traces = {trace.target.code: trace for trace in trace_plan(followed, officer)["traces"]}
    assert traces["VT-0"].lines == []
    assert [line.row for line in traces["VT-2"].lines] == [1]


def test_a_plan_without_rounds_still_has_its_ways(followed, officer):
    found = trace_plan(followed, officer)
    assert found["place"] is None
    assert [(trace.result, trace.lines) for trace in found["traces"]] == [(None, []), (None, [])]


def test_a_round_outside_the_plan_s_years_is_no_place(phase_plan, opened, officer):
    assert find_place(officer, phase_plan).round == opened
    phase_plan.from_year, phase_plan.to_year = 2011, 2015
    assert find_place(officer, phase_plan) is None


def test_who_follows_no_results_sees_the_plan_s_own_way_only(followed, report, world):
    found = trace_plan(followed, world.home.people[Role.AGENCY_OFFICER])
    assert found["place"] is None
    assert [trace.lines for trace in found["traces"]] == [[], []]


def test_one_target_s_chain_goes_down_to_the_submissions(trained, report, officer, world):
    found = trace_target(trained, officer)
    assert [one.name for one in found["activities"]] == ["2. Mở lớp"]
    assert [duty.text for duty in found["duties"]] == ["Phối hợp"]
    assert [
        (source["unit"].short_name, source["counted"], source["submission"].unit.short_name)
        for source in found["sources"]
    ] == [
        ("Đảo", "1 of 3 persons", "Đảo"),
        ("Đông", "4 of 11 persons", "Đông"),
        ("Tây", "No accepted figures yet.", "Tây"),
    ]


def test_a_commune_officer_goes_down_to_the_own_counts(trained, report, world):
    found = trace_target(trained, world.home.people[Role.COMMUNE_OFFICER])
    assert [source["unit"].short_name for source in found["sources"]] == ["Đông Một"]
    assert found["trace"].lines == []


def test_every_item_is_a_link(signed_in, followed, trained, report, officer, counted, world):
    page = signed_in().get(reverse("trace_plan", args=[followed.pk])).content.decode()
    activity = followed.activity_set.get(text="Mở lớp")
    for address in (
        reverse("plan_list") + f"?programme={followed.programme_id}",
        reverse("plan_detail", args=[followed.pk]) + f"#activity-{activity.pk}",
        reverse("plan_detail", args=[followed.pk]) + f"#target-{trained.pk}",
        reverse("unit_list") + "?q=",
        reverse("trace_target", args=[trained.pk]),
        reverse("result_detail", args=[trained.pk, counted.pk, world.home.unit.pk]),
        reverse("report_detail", args=[report.pk]) + "#table-1",
        reverse("report_detail", args=[report.pk]) + "#table-9",
    ):
        assert f'href="{address}' in page, address


def test_plan_target_result_and_report_lead_back_to_the_trace(signed_in, followed, trained, report, counted):
    client = signed_in()
    of_plan, of_target = (
        reverse("trace_plan", args=[followed.pk]),
        reverse("trace_target", args=[trained.pk]),
    )
    pages = {
        reverse("plan_detail", args=[followed.pk]): [of_plan, of_target],
        reverse("target_results", args=[trained.pk]): [of_target],
        reverse("result_detail", args=[trained.pk, counted.pk, counted.province_id]): [of_target],
        reverse("report_detail", args=[report.pk]): [of_plan],
    }
    for page, links in pages.items():
        content = client.get(page).content.decode()
        assert [link for link in links if f'href="{link}"' not in content] == [], page


def test_a_trace_takes_the_same_queries_for_many_targets(followed, report, officer, plan):
    few = queries_of(followed, officer)
    for place in range(3):
        target = TargetFactory(plan=plan, position=9 + place)
        target.activities.set(plan.activity_set.all())
    assert queries_of(followed, officer) == few == 23


def queries_of(plan, person):
    with CaptureQueriesContext(connection) as captured:
        trace_plan(plan, person)
    return len(captured)
