"""The pages of reports: whom they refuse, and what they do with a wrong or late answer."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reporting import services
from reporting.enums import ReportState
from reporting.models import Report
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory
from tests.reporting.pages import HTMX, text_of
from tests.worlds import open_half_year


@pytest.fixture
def report(plan, counted, officer):
    return services.start_report(round=counted, plan=plan, by=officer)


@pytest.fixture
def written(report, officer):
    values = {"number": "05", "signed_on": date(2024, 6, 24), "signer": "Nguyễn Văn An"}
    return services.save_report(report, values=values, version=1, by=officer)


def test_an_empty_list_leads_to_the_first_report(world, signed_in):
    assert "Choose a round and a plan" in text_of(signed_in().get("/reports/"))
    assert "Choose a round and a plan" not in text_of(signed_in(Role.PROVINCIAL_LEADER).get("/reports/"))


def test_a_report_is_started_for_a_round_and_a_plan(plan, counted, signed_in):
    response = signed_in().post("/reports/new/", {"round": counted.pk, "plan": plan.pk})
    report = Report.objects.get()
    assert response.url == reverse("report_edit", args=[report.pk])


def test_a_second_report_on_the_same_pair_is_refused_beside_the_field(report, plan, counted, signed_in):
    page = text_of(signed_in().post("/reports/new/", {"round": counted.pk, "plan": plan.pk}))
    assert "This round already has a report on this plan." in page


def test_a_plan_of_another_year_is_refused_with_the_remedy(counted, world, signed_in):
    later = PlanFactory(unit=world.home.unit, from_year=2025)
    page = text_of(signed_in().post("/reports/new/", {"round": counted.pk, "plan": later.pk}))
    assert "This plan runs 2025 and does not cover First six months of 2024." in page


def test_a_round_of_another_province_cannot_be_chosen(counted, plan, world, signed_in):
    foreign = open_half_year(world.other, 2024)
    response = signed_in().post("/reports/new/", {"round": foreign.pk, "plan": plan.pk})
    assert response.status_code == 200
    assert Report.objects.count() == 0


def form_of(report, **values):
    fields = (
        "direction",
        "results",
        "assessment",
        "next_steps",
        "proposals",
        "number",
        "signing_capacity",
        "signer",
    )
    return (
        {name: getattr(report, name) for name in fields}
        | {"signed_on": "", "version": report.version}
        | values
    )


def test_the_text_is_written_and_the_number_gets_its_zero(report, signed_in):
    url = reverse("report_edit", args=[report.pk])
    response = signed_in().post(
        url, form_of(report, direction="Một\r\nHai", number="5", signed_on="24/06/2024")
    )
    assert response.url == reverse("report_detail", args=[report.pk])
    report.refresh_from_db()
    assert (report.direction, report.number, report.signed_on) == ("Một\nHai", "05", date(2024, 6, 24))


def test_what_was_typed_stays_when_somebody_else_saved_in_between(report, signed_in, officer):
    typed = form_of(report, direction="Của tôi")
    services.save_report(report, values={"direction": "Của người khác"}, version=1, by=officer)
    url, client = reverse("report_edit", args=[report.pk]), signed_in()
    response = client.post(url, typed)
    page = text_of(response)
    assert "Somebody else saved this report in between." in page
    assert "I. Direction and management Của người khác" in page
    assert "Của tôi" in page
    again = typed | {
        "version": re.search(r'name="version" value="(\d+)"', response.content.decode()).group(1)
    }
    assert client.post(url, again).status_code == 302
    report.refresh_from_db()
    assert report.direction == "Của tôi"


def test_a_number_is_digits_only(report, signed_in):
    page = text_of(signed_in().post(reverse("report_edit", args=[report.pk]), form_of(report, number="5/BC")))
    assert "Type only the digits of the number, for example 05." in page


def test_the_report_is_read_as_a_document(trained, report, signed_in):
    page = text_of(signed_in(Role.PROVINCIAL_LEADER).get(reverse("report_detail", args=[report.pk])))
    assert "5 of 6 submissions are accepted." in page
    assert "DỰ THẢO BÁO CÁO" in page
    assert "35,71 % (5/14), mục tiêu ít nhất 10 %: đạt (tạm tính), số liệu của 5/6 đơn vị." in page
    assert "Biểu 9. Nhân lực công tác xã hội theo xã, phường, thị trấn" in page


def test_only_the_writer_is_offered_to_write_and_issue(report, signed_in):
    url = reverse("report_detail", args=[report.pk])
    issue = reverse("report_issue", args=[report.pk])
    assert issue in signed_in().get(url).content.decode()
    assert issue not in signed_in(Role.PROVINCIAL_LEADER).get(url).content.decode()


def test_issuing_asks_for_what_is_missing(report, signed_in):
    client = signed_in()
    response = client.post(reverse("report_issue", args=[report.pk]), {"version": 1}, follow=True)
    assert "Still missing: number, date of signature, signed by." in text_of(response)


def test_an_issued_report_is_read_only(written, signed_in):
    client = signed_in()
    response = client.post(
        reverse("report_issue", args=[written.pk]), {"version": 2, "word": "TẠM TÍNH"}, follow=True
    )
    assert "The report was issued." in text_of(response)
    assert Report.objects.get().state == ReportState.ISSUED
    response = client.get(reverse("report_edit", args=[written.pk]), follow=True)
    assert "This report was issued and cannot be changed any more." in text_of(response)


def test_issuing_by_a_link_is_not_possible(written, signed_in):
    assert signed_in().get(reverse("report_issue", args=[written.pk])).status_code == 405


@pytest.mark.parametrize("name", ("report_edit", "report_issue"))
def test_the_leader_reads_but_does_not_write(name, written, signed_in):
    url = reverse(name, args=[written.pk])
    assert signed_in(Role.PROVINCIAL_LEADER).post(url, {"version": 2}).status_code == 403


@pytest.mark.parametrize("name", ("report_detail", "report_pdf", "report_xlsx"))
def test_the_ministry_and_other_provinces_do_not_find_a_draft(name, written, signed_in, world, client):
    url = reverse(name, args=[written.pk])
    assert signed_in(Role.MINISTRY_VIEWER).get(url).status_code == 404
    client.force_login(world.other.people[Role.PROVINCIAL_OFFICER])
    assert client.get(url).status_code == 404


def test_the_files_carry_their_names(written, signed_in):
    client = signed_in()
    pdf = client.get(reverse("report_pdf", args=[written.pk]))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf["Content-Disposition"] == 'inline; filename="bao-cao-6-thang-2024-du-thao.pdf"'
    xlsx = client.get(reverse("report_xlsx", args=[written.pk]))
    assert xlsx["Content-Disposition"] == 'attachment; filename="bao-cao-6-thang-2024-du-thao.xlsx"'


@pytest.mark.parametrize("count", (1, 3))
def test_the_list_asks_a_constant_number_of_queries(
    count, plan, world, catalogue, officer, signed_in, django_assert_num_queries
):
    for number in range(count):
        plan = PlanFactory(unit=world.home.unit, from_year=2021 + number)
        opened = open_half_year(world.home, 2021 + number)
        services.start_report(round=opened, plan=plan, by=officer)
    client = signed_in()
    with django_assert_num_queries(8):
        response = client.get("/reports/")
    assert response.content.decode().count("<tr>") == count + 1


def test_the_list_and_its_export_hold_the_same_reports(plan, world, catalogue, officer, signed_in):
    for year in (2024, 2023):
        one = (
            plan if year == 2024 else PlanFactory(unit=world.home.unit, from_year=year, title="Kế hoạch 2023")
        )
        services.start_report(round=open_half_year(world.home, year), plan=one, by=officer)
    client = signed_in()
    assert text_of(client.get("/reports/?year=2023", headers=HTMX)).count("Draft") == 1
    sheet = load_workbook(BytesIO(client.get("/reports/export/?year=2023").content)).active
    titles = [row[1].value for row in sheet.iter_rows() if row[3].value == "Dự thảo"]
    assert titles == ["Kế hoạch 2023"]
