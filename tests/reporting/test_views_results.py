"""The pages of the dashboard, of results, formulas and milestones: what they show and whom they refuse."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from plans.enums import MeasuredIn
from reporting.enums import FormulaKind
from reporting.models import Formula
from submissions.models import Submission
from swprogram.kit import clock
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory, TargetFactory
from tests.reporting.counts import DONG_MOT, accept_counts
from tests.reporting.pages import HTMX, text_of
from tests.worlds import open_half_year


@pytest.fixture
def bound(trained, staffed_communes, children):
    return [trained, staffed_communes, children]


# --- Dashboard -------------------------------------------------------------------------------


def test_the_dashboard_tells_where_each_target_stands(bound, counted, signed_in):
    page = text_of(signed_in(Role.PROVINCIAL_LEADER).get("/dashboard/"))
    assert "Tỉnh Hải Sơn · First six months of 2024 · figures as of 14/06/2024" in page
    assert "Reached 1 of 2 targets; 1 provisional" in page
    assert (
        "Reached (provisional) Reached so far 35.71 % Target at least 10 % Provisional: 5 of 6 units" in page
    )
    assert "5 of 14 persons" in page
    assert "2 of 3 units that reported have at least 1" in page
    assert "Districts side by side" in page


def test_every_picture_has_its_figures_beside_it(bound, counted, signed_in, world):
    accept_counts(open_half_year(world.home, 2023), world.home.communes["Đông Một"], DONG_MOT)
    html = signed_in().get("/dashboard/").content.decode()
    assert html.count("chart-trend") == html.count('class="picture-figures"') == 2
    assert html.count("chart-units") == 1
    assert html.count("<caption") == 3


def test_another_target_can_be_put_into_the_picture(bound, counted, signed_in, children):
    html = signed_in().get(f"/dashboard/?target={children.pk}").content.decode()
    assert '<figcaption lang="vi">Tỷ lệ trẻ em được trợ giúp</figcaption>' in html


def test_a_plan_without_rounds_is_calm(phase_plan, signed_in):
    TargetFactory(plan=phase_plan)
    page = text_of(signed_in().get("/dashboard/"))
    assert "No figures yet" in page
    assert "has not opened a reporting round" in page


def test_without_any_plan_the_page_says_who_enters_one(world, signed_in):
    assert "There is no plan in force" in text_of(signed_in().get("/dashboard/"))


def test_a_plan_without_targets_says_so(plan, opened, signed_in):
    assert "This plan has no target yet" in text_of(signed_in().get("/dashboard/"))


def test_who_is_late_is_named_with_the_days(bound, opened, signed_in, world):
    with clock.at(date(2024, 6, 17)):
        page = text_of(signed_in().get("/dashboard/"))
    assert "Xã Đông Hai Huyện Đông Not sent 3" in page


def test_the_ministry_follows_results_but_opens_no_counts(bound, opened, signed_in):
    with clock.at(date(2024, 6, 17)):
        html = signed_in(Role.MINISTRY_VIEWER).get("/dashboard/").content.decode()
    assert "Xã Đông Hai" in html
    assert "/submissions/" not in html


@pytest.mark.parametrize("role", (Role.AGENCY_OFFICER, Role.SYSTEM_ADMINISTRATOR))
def test_who_follows_no_results_is_refused(role, bound, counted, signed_in):
    for url in ("/dashboard/", "/dashboard/export/"):
        assert signed_in(role).get(url).status_code == 403


def test_a_unit_outside_the_branch_is_not_found(bound, counted, signed_in, world):
    client = signed_in(Role.DISTRICT_OFFICER)
    assert client.get(f"/dashboard/?unit={world.home.districts['Tây'].pk}").status_code == 404
    assert client.get(f"/dashboard/?unit={world.other.unit.pk}").status_code == 404


def test_htmx_gets_the_results_of_the_same_page(bound, counted, signed_in):
    client = signed_in()
    whole = client.get("/dashboard/").content.decode()
    part = client.get("/dashboard/", headers=HTMX).content.decode()
    assert "<main" not in part
    assert part.strip() in whole


@pytest.mark.parametrize("role", (Role.PROVINCIAL_LEADER, Role.DISTRICT_OFFICER, Role.COMMUNE_OFFICER))
def test_the_dashboard_asks_a_constant_number_of_queries(
    role, bound, opened, signed_in, world, django_assert_num_queries
):
    """Three districts, two communes, or one commune alone; in each somebody is late."""
    accept_counts(opened, world.home.communes["Đông Hai"], DONG_MOT)
    client = signed_in(role)
    with django_assert_num_queries(22):
        client.get("/dashboard/")


def test_the_workbook_holds_what_the_dashboard_shows(bound, counted, signed_in):
    response = signed_in().get("/dashboard/export/")
    workbook = load_workbook(BytesIO(response.content))
    assert workbook.sheetnames == ["Chỉ tiêu", "Theo đơn vị", "Quá hạn"]
    rows = [[cell.value for cell in row] for row in workbook["Chỉ tiêu"].iter_rows()]
    assert ["Tỷ lệ người được tập huấn", "VT-2", "ít nhất 10\xa0%", 5, 14, 35.71] in [row[:6] for row in rows]
    assert ["Đạt (tạm tính)", "5/6"] in [row[7:9] for row in rows]
    units = {row[0].value: [cell.value for cell in row[1:]] for row in workbook["Theo đơn vị"].iter_rows()}
    assert units["Huyện Đông"] == [36.36, 100, 25, 3, 3, 0, None]
    assert units["Huyện Đảo"] == [33.33, "…", "…", 1, 1, 0, None]
    assert units["Huyện Tây"][-4:] == [2, 1, 1, "Tạm tính"]


def test_there_is_no_workbook_without_a_round(plan, signed_in):
    assert signed_in().get("/dashboard/export/").status_code == 404


# --- Results ---------------------------------------------------------------------------------


def detail(target, opened, unit):
    return reverse("result_detail", args=[target.pk, opened.pk, unit.pk])


def test_a_result_opens_down_to_the_counts(bound, counted, signed_in, world, trained):
    client, district = signed_in(), world.home.districts["Đông"]
    province = client.get(detail(trained, counted, world.home.unit))
    assert detail(trained, counted, district) in province.content.decode()
    response = client.get(detail(trained, counted, district))
    page = text_of(response)
    assert "Xã Đông Một 2 4 50.00 % 45 Accepted" in page
    assert "Huyện Đông itself its own counts, without the units below 2 6 33.33 %" in page
    for unit in (district, world.home.communes["Đông Một"]):
        submission = Submission.objects.get(round=counted, unit=unit)
        assert reverse("submission_detail", args=[submission.pk]) in response.content.decode()


def test_a_result_says_in_words_how_it_is_counted(bound, counted, signed_in, world, trained):
    page = text_of(signed_in().get(detail(trained, counted, world.home.unit)))
    assert "The numerator divided by the denominator, in percent." in page
    assert (
        "Out of People who do social work Workplace: Commune level, Labour and social affairs offices" in page
    )


def test_a_coverage_shows_the_count_of_each_commune(bound, counted, signed_in, world, staffed_communes):
    page = text_of(signed_in().get(detail(staffed_communes, counted, world.home.districts["Đông"])))
    assert "Of the units of the level “Commune level” that reported: the share in which the count is" in page
    assert "Xã Đông Hai 1 1 100.00 % 1 Accepted Xã Đông Một 1 1 100.00 % 4 Accepted" in page


def test_the_way_up_ends_where_the_person_no_longer_follows(bound, counted, signed_in, world, trained):
    url = detail(trained, counted, world.home.communes["Đông Một"])
    province = detail(trained, counted, world.home.unit)
    assert province in signed_in().get(url).content.decode()
    assert province not in signed_in(Role.DISTRICT_OFFICER).get(url).content.decode()


def test_results_of_other_branches_are_not_found(bound, counted, signed_in, world, trained):
    client = signed_in(Role.DISTRICT_OFFICER)
    assert client.get(detail(trained, counted, world.home.unit)).status_code == 404
    assert client.get(detail(trained, counted, world.home.districts["Tây"])).status_code == 404
    foreign_plan = PlanFactory(unit=world.other.unit)
    foreign = TargetFactory(plan=foreign_plan)
    assert client.get(detail(foreign, counted, world.other.unit)).status_code == 404
    assert client.get(reverse("target_results", args=[foreign.pk])).status_code == 404


def test_an_agency_reads_the_plan_but_follows_no_results(bound, counted, signed_in, world, trained):
    client = signed_in(Role.AGENCY_OFFICER)
    assert client.get(detail(trained, counted, world.home.unit)).status_code == 403
    assert client.get(reverse("target_results", args=[trained.pk])).status_code == 403


def test_a_target_through_the_periods(bound, counted, signed_in, world, trained):
    accept_counts(open_half_year(world.home, 2023), world.home.communes["Đông Một"], DONG_MOT)
    page = text_of(signed_in().get(reverse("target_results", args=[trained.pk])))
    assert "35.71 % Reached (provisional) 5 of 14 persons Provisional: 5 of 6 units, the last one" in page
    assert "50.00 % Not compared (provisional) 2 of 4 persons Provisional: 1 of 6 units, the last one" in page


def test_a_target_without_rounds_shows_how_it_is_counted(trained, signed_in):
    page = text_of(signed_in().get(reverse("target_results", args=[trained.pk])))
    assert "No figures yet" in page
    assert "How it is counted" in page


# --- Formulas and milestones -----------------------------------------------------------------


def test_a_formula_is_taken_over_from_a_target_of_the_same_indicator(trained, world, signed_in):
    later = TargetFactory(plan=PlanFactory(unit=world.home.unit, from_year=2025), indicator=trained.indicator)
    url = reverse("formula_edit", args=[later.pk])
    page = text_of(signed_in().get(url))
    assert "It is not said yet how this target is counted." in page
    assert "Tỷ lệ người được tập huấn" in page
    response = signed_in().post(url, {"source": trained.pk})
    assert response.url == reverse("target_results", args=[later.pk])
    assert Formula.objects.get(target=later).kind == FormulaKind.RATIO


def test_a_target_of_another_indicator_or_province_is_not_offered(trained, children, world, signed_in):
    foreign = TargetFactory(plan=PlanFactory(unit=world.other.unit), indicator=trained.indicator)
    Formula.objects.create(target=foreign, kind=FormulaKind.MILESTONE)
    url = reverse("formula_edit", args=[trained.pk])
    for source in (children, foreign):
        response = signed_in().post(url, {"source": source.pk})
        assert response.status_code == 200
    assert Formula.objects.get(target=trained).kind == FormulaKind.RATIO


@pytest.mark.parametrize("name", ("formula_edit", "milestone_add"))
def test_only_the_provincial_officer_opens_these_pages(name, trained, signed_in):
    url = reverse(name, args=[trained.pk])
    assert signed_in().get(url).status_code == 200
    for role in (Role.PROVINCIAL_LEADER, Role.DISTRICT_OFFICER, Role.MINISTRY_VIEWER):
        assert signed_in(role).get(url).status_code == 403


@pytest.fixture
def centre(plan):
    target = TargetFactory(plan=plan, value=1, measured_in=MeasuredIn.FACILITY)
    Formula.objects.create(target=target, kind=FormulaKind.MILESTONE)
    return target


def test_a_milestone_is_recorded_with_its_evidence(centre, opened, signed_in, world):
    url = reverse("milestone_add", args=[centre.pk])
    response = signed_in().post(url, {"done_on": "02/05/2024", "evidence": "Quyết định 2140/QĐ-UBND"})
    assert response.status_code == 302
    page = text_of(signed_in().get(detail(centre, opened, world.home.unit)))
    assert "02/05/2024 Quyết định 2140/QĐ-UBND" in page
    assert "Reached so far 1 facility" in page


def test_a_milestone_is_not_recorded_ahead_of_time(centre, signed_in):
    with clock.at(date(2024, 6, 17)):
        response = signed_in().post(
            reverse("milestone_add", args=[centre.pk]), {"done_on": "18/06/2024", "evidence": "QĐ 1"}
        )
    assert "This day is still to come." in text_of(response)


def test_a_counted_target_refuses_a_milestone_with_a_reason(trained, signed_in):
    response = signed_in().post(
        reverse("milestone_add", args=[trained.pk]), {"done_on": "02/05/2024", "evidence": "QĐ 1"}
    )
    assert "This target is not counted by milestones" in text_of(response)
