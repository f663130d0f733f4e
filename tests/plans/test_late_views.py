"""The page of the province about who is late, the letters that urge, and the days that decide it."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from swprogram.kit import clock
from swprogram.org.roles import Role
from tests.factories.duties import make_duty


@pytest.fixture(autouse=True)
def fourth_of_july():
    with clock.at(date(2024, 7, 4)):
        yield


@pytest.fixture
def health(world):
    return world.home.health


@pytest.fixture
def duty(plan, health):
    return make_duty(plan, health, text="Treo băng rôn ngày 25/3.")


@pytest.fixture
def province_page(signed_in):
    return signed_in(Role.PROVINCIAL_OFFICER)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_the_province_sees_which_agency_is_late_with_which_duty(world, plan, province_page, duty, health):
    make_duty(plan, members=[world.home.districts["Đông"]])
    response = province_page.get("/duties/late/")
    found = [(one.agency.name, one.days_late, len(one.rows)) for one in response.context["late"]]
    assert found == [("Huyện Đông", 10, 1), ("Sở Y tế", 10, 1)]


def test_nobody_is_late_in_a_period_that_runs(province_page, duty):
    page = province_page.get("/duties/late/?period=year-2024").content.decode()
    assert "Nobody is late" in page


def test_the_letter_is_a_pdf_for_the_plan_and_period_asked_for(province_page, plan, duty, health):
    query = f"plan={plan.pk}&kind=half_year&year=2024"
    response = province_page.get(f"/duties/late/{health.pk}/letter.pdf?{query}")
    (page,) = PdfReader(BytesIO(response.content)).pages
    assert response["Content-Type"] == "application/pdf"
    assert "Treo băng rôn ngày 25/3." in " ".join(page.extract_text().split())


def test_there_is_no_letter_where_nobody_is_late(province_page, plan, duty, health):
    query = f"plan={plan.pk}&kind=year&year=2024"
    response = province_page.get(f"/duties/late/{health.pk}/letter.pdf?{query}", follow=True)
    assert messages_of(response) == ["Nobody is late here: there is nothing to urge."]


@pytest.mark.parametrize("query", ("plan=999999", "kind=half_year&year=1999", "plan=x"))
def test_a_letter_about_an_unknown_plan_or_period_is_not_found(province_page, duty, health, query):
    assert province_page.get(f"/duties/late/{health.pk}/letter.pdf?{query}").status_code == 404


def test_the_lead_agency_gets_no_letter_from_itself(world, plan, province_page, duty):
    make_duty(plan, world.home.lead, text="Điều phối kế hoạch.")
    (page,) = PdfReader(BytesIO(province_page.get("/duties/late/letter.pdf").content)).pages
    text = " ".join(page.extract_text().split())
    assert ("Kính gửi: Sở Y tế." in text, "Điều phối kế hoạch." in text) == (True, False)


def test_the_late_duties_leave_as_a_workbook(province_page, plan, duty):
    sheet = load_workbook(BytesIO(province_page.get("/duties/late/export/").content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] == plan.title]
    assert [(row[0], row[2], row[-1]) for row in rows] == [("Sở Y tế", "Treo băng rôn ngày 25/3.", 10)]


def test_the_provincial_officer_sets_the_days(province_page, plan, duty):
    typed = {"days": "20", "reason": "Công văn 12/SYT cho lùi hạn"}
    response = province_page.post(f"/plans/{plan.pk}/duty-deadline/", typed, follow=True)
    plan.refresh_from_db()
    assert (plan.duty_report_days, response.context["late"]) == (20, [])


def test_the_days_do_not_change_without_a_reason_and_the_page_tells_who_changed_them(province_page, plan):
    path = f"/plans/{plan.pk}/duty-deadline/"
    refused = province_page.post(path, {"days": "20", "reason": "  "})
    assert list(refused.context["form"].errors) == ["reason"]
    province_page.post(path, {"days": "20", "reason": "Công văn 12/SYT cho lùi hạn"})
    (change,) = province_page.get(path).context["changes"]
    (field,) = change.entry.changes
    assert (field.before, field.after, change.reason) == ("10", "20", "Công văn 12/SYT cho lùi hạn")


def test_the_page_and_the_letter_count_the_same_late_duties(world, plan, province_page, duty):
    make_duty(plan, world.home.lead, text="Điều phối kế hoạch.")
    context = province_page.get("/duties/late/").context
    assert (context["count"], context["urged_count"]) == (2, 1)
    assert [one.agency.name for one in context["urged"]] == ["Sở Y tế"]


def test_no_letter_is_offered_where_the_lead_agency_alone_is_late(world, plan, province_page):
    make_duty(plan, world.home.lead, text="Điều phối kế hoạch.")
    page = province_page.get("/duties/late/")
    assert (len(page.context["late"]), "letter.pdf" in page.content.decode()) == (1, False)
    query = f"plan={plan.pk}&kind=half_year&year=2024"
    for path in ("/duties/late/letter.pdf", f"/duties/late/{world.home.lead.pk}/letter.pdf"):
        answer = province_page.get(f"{path}?{query}", follow=True)
        assert answer.redirect_chain == [(f"/duties/late/?{query}", 302)]
        assert messages_of(answer) == [
            "Only the agency that writes the letters is late: it gets none from itself."
        ]


@pytest.mark.parametrize("days", ("-1", "91", "", "x"))
def test_days_that_make_no_sense_are_refused(province_page, plan, days):
    typed = {"days": days, "reason": "Theo công văn"}
    response = province_page.post(f"/plans/{plan.pk}/duty-deadline/", typed)
    assert list(response.context["form"].errors) == ["days"]
