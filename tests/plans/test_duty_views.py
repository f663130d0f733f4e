"""The pages about duties: what an agency sees and writes, what the province reviews, and who is late."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from plans import services
from plans.models import DutyReport
from swprogram.kit import clock
from swprogram.org.roles import Role
from tests.factories.duties import TOLD, YEAR_2024, make_duty, save_report, send_report
from tests.factories.org import AgencyFactory
from tests.worlds import add_person

PDF = b"%PDF-1.7\n%..."


@pytest.fixture(autouse=True)
def fourth_of_july():
    with clock.at(date(2024, 7, 4)):
        yield


@pytest.fixture
def health(world):
    return world.home.health


@pytest.fixture
def author(world):
    return world.home.people[Role.AGENCY_OFFICER]


@pytest.fixture
def duty(plan, health):
    return make_duty(plan, health, text="Treo băng rôn ngày 25/3.")


@pytest.fixture
def agency_page(signed_in):
    return signed_in(Role.AGENCY_OFFICER)


@pytest.fixture
def province_page(signed_in):
    return signed_in(Role.PROVINCIAL_OFFICER)


def address(duty, agency, kind="half_year"):
    return f"/duties/{duty.pk}/{agency.pk}/{kind}/2024/"


def typed(action="save", **values):
    """What the form sends; a new report stands on version 0."""
    return TOLD | {"version": 0} | values | {"action": action}


def text_of(response):
    return " ".join(response.content.decode().split())


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


# --- The list --------------------------------------------------------------------------------


def test_an_agency_officer_starts_at_the_duties_of_the_agency(agency_page, duty):
    response = agency_page.get("/", follow=True)
    assert response.redirect_chain == [("/duties/", 302)]
    assert [row.duty for row in response.context["page_obj"]] == [duty]
    page = text_of(response)
    for shown in ("Treo băng rôn ngày 25/3.", "Implements", "10 days late", "Write the report", "24/06/2024"):
        assert shown in page, shown


def test_the_last_periods_word_stands_on_the_card(agency_page, duty, health, author):
    send_report(duty, health, author)
    with clock.at(date(2024, 12, 16)):
        page = text_of(agency_page.get("/duties/"))
    assert "First six months of 2024: <strong>Going on</strong> – Đã tổ chức 02 lớp tập huấn." in page


@pytest.mark.parametrize(
    ("query", "count"),
    (
        ("", 3),
        ("q=bang ron", 1),
        ("q=so y te", 2),
        ("q=nothing", 0),
        ("state=late", 2),
        ("state=sent", 1),
        ("state=draft", 2),
        ("state=accepted", 0),
        ("period=year-2024", 3),
        ("period=nonsense", 3),
    ),
)
def test_the_list_and_its_export_follow_the_filters(
    world, plan, province_page, duty, health, author, query, count
):
    make_duty(plan, health)
    make_duty(plan, members=[world.home.districts["Đông"]])
    send_report(duty, health, author)
    response = province_page.get(f"/duties/?{query}")
    sheet = load_workbook(BytesIO(province_page.get(f"/duties/export/?{query}").content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] == plan.title]
    assert (response.context["page_obj"].paginator.count, len(rows)) == (count, count)


def test_the_agency_filter_offers_members_of_classes_too(world, plan, province_page, duty):
    make_duty(plan, members=[world.home.districts["Đông"]])
    form = province_page.get("/duties/").context["form"]
    assert {str(unit) for unit in form.fields["agency"].queryset} == {"Sở Y tế", "Huyện Đông"}


def test_htmx_gets_the_rows_alone(province_page, duty):
    page = province_page.get("/duties/", headers={"HX-Request": "true"})
    assert b"<html" not in page.content
    assert "Treo băng rôn".encode() in page.content


def test_without_any_plan_the_list_says_what_comes(agency_page):
    assert "No plan in force names a duty of your agency" in text_of(agency_page.get("/duties/"))


@pytest.mark.parametrize("count", (1, 3))
@pytest.mark.parametrize(
    ("role", "path", "queries"),
    (
        (Role.PROVINCIAL_OFFICER, "/duties/", 13),
        (Role.AGENCY_OFFICER, "/duties/", 12),
        (Role.PROVINCIAL_OFFICER, "/duties/late/", 15),
    ),
)
def test_the_number_of_queries_does_not_grow(
    world, plan, health, author, signed_in, django_assert_num_queries, role, path, queries, count
):
    districts = list(world.home.districts.values())[:count]
    for _each in range(count):
        send_report(make_duty(plan, health), health, author)
        make_duty(plan, health)
        make_duty(plan, members=districts)
    client = signed_in(role)
    with django_assert_num_queries(queries):
        client.get(path)


# --- The report ------------------------------------------------------------------------------


def test_a_draft_is_saved_and_can_be_gone_on_with(agency_page, duty, health, author):
    response = agency_page.post(address(duty, health), typed(), follow=True)
    report = DutyReport.objects.get()
    assert response.redirect_chain == [(address(duty, health), 302)]
    assert (report.state, report.done, report.version) == ("draft", "Đã tổ chức 02 lớp tập huấn.", 1)
    assert report.history.get().history_user == author


def test_a_report_is_sent_with_its_evidence(agency_page, duty, health):
    file = SimpleUploadedFile("báo cáo.pdf", PDF)
    response = agency_page.post(address(duty, health), typed("send", evidence=file))
    report = DutyReport.objects.get()
    assert (response.url, report.state, report.evidence_name) == ("/duties/", "sent", "báo cáo.pdf")


def test_what_is_not_told_is_asked_for_and_nothing_typed_is_lost(agency_page, duty, health):
    response = agency_page.post(address(duty, health), typed("send", done="", proposal="Bố trí kinh phí."))
    assert response.context["form"].errors == {"done": ["Say what was done before you send."]}
    assert "Bố trí kinh phí." in text_of(response)
    again = agency_page.post(address(duty, health), typed("send", version=1))
    assert (again.status_code, DutyReport.objects.get().state) == (302, "sent")


@pytest.mark.parametrize(
    "file",
    (
        SimpleUploadedFile("virus.pdf", b"MZ\x90\x00"),
        SimpleUploadedFile("large.pdf", PDF + b"x" * (20 * 1024 * 1024)),
    ),
    ids=("an exe named pdf", "20 MB"),
)
def test_a_wrong_file_is_refused_beside_its_field(agency_page, duty, health, file):
    response = agency_page.post(address(duty, health), typed("send", evidence=file))
    assert list(response.context["form"].errors) == ["evidence"]
    assert DutyReport.objects.count() == 0


def test_what_a_colleague_saved_in_between_stands_beside_what_was_typed(agency_page, duty, health, author):
    first = save_report(duty, health, author)
    save_report(duty, health, author, values={"done": "Của đồng nghiệp."}, version=first.version)
    response = agency_page.post(address(duty, health), typed(done="Của tôi.", version=1))
    form = response.context["form"]
    assert response.status_code == 409
    assert [(one.saved, one.typed) for one in form.conflicts] == [("Của đồng nghiệp.", "Của tôi.")]
    agency_page.post(address(duty, health), typed(done="Của tôi.", version=form["version"].value()))
    assert DutyReport.objects.get().done == "Của tôi."


def test_two_who_begin_the_same_report_see_each_others_words(agency_page, duty, health, author):
    save_report(duty, health, author, values={"done": "Của đồng nghiệp."})
    response = agency_page.post(address(duty, health), typed(done="Của tôi.", version=0))
    form = response.context["form"]
    assert [(one.saved, one.typed) for one in form.conflicts] == [("Của đồng nghiệp.", "Của tôi.")]
    assert DutyReport.objects.get().done == "Của đồng nghiệp."


def test_a_sent_report_is_shown_instead_of_its_form(agency_page, duty, health, author):
    report = send_report(duty, health, author)
    assert agency_page.get(address(duty, health)).url == f"/duty-reports/{report.pk}/"


@pytest.mark.parametrize("path", ("quarter/2024/", "year/2031/", "year/0/", "half_year/99999/"))
def test_a_period_that_the_plan_does_not_know_is_not_found(agency_page, duty, health, path):
    assert agency_page.get(f"/duties/{duty.pk}/{health.pk}/{path}").status_code == 404


def test_another_agency_neither_reads_nor_writes_it(world, client, duty, health, author):
    report = save_report(duty, health, author, evidence=SimpleUploadedFile("a.pdf", PDF))
    other = AgencyFactory(name="Sở Tư pháp", parent=world.home.unit)
    client.force_login(add_person(Role.AGENCY_OFFICER, other))
    paths = (
        address(duty, health),
        f"/duties/{duty.pk}/{other.pk}/half_year/2024/",
        f"/duty-reports/{report.pk}/",
        f"/duty-reports/{report.pk}/evidence/",
    )
    assert [client.get(path).status_code for path in paths] == [404] * 4
    assert client.post(address(duty, health), typed("send", version=1)).status_code == 404


def test_evidence_is_saved_under_its_name_and_never_shown_in_the_portal(province_page, duty, health, author):
    report = send_report(duty, health, author, evidence=SimpleUploadedFile("a.pdf", PDF))
    response = province_page.get(f"/duty-reports/{report.pk}/evidence/")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="a.pdf"'
    assert (response["X-Content-Type-Options"], response["Content-Type"]) == ("nosniff", "application/pdf")


def test_a_report_without_a_file_has_none_to_save(province_page, duty, health, author):
    report = send_report(duty, health, author)
    assert province_page.get(f"/duty-reports/{report.pk}/evidence/").status_code == 404


# --- The review ------------------------------------------------------------------------------


def test_the_province_accepts_what_it_has_read(province_page, duty, health, author):
    report = send_report(duty, health, author)
    assert "Accept" in text_of(province_page.get(f"/duty-reports/{report.pk}/"))
    province_page.post(f"/duty-reports/{report.pk}/accept/", {"version": report.version})
    report.refresh_from_db()
    assert report.state == "accepted"


def test_what_changed_meanwhile_is_not_accepted(province_page, duty, health, author):
    report = send_report(duty, health, author)
    page = province_page.post(f"/duty-reports/{report.pk}/accept/", {"version": 1}, follow=True)
    assert messages_of(page) == ["Somebody else saved this in between. Reload the page and try again."]
    report.refresh_from_db()
    assert report.state == "sent"


def test_a_return_asks_for_its_reason_and_the_agency_reads_it(
    province_page, agency_page, duty, health, author
):
    report = send_report(duty, health, author)
    path = f"/duty-reports/{report.pk}/return/"
    missing = province_page.post(path, {"reason": " ", "version": report.version})
    assert list(missing.context["form"].errors) == ["reason"]
    province_page.post(path, {"reason": "Thiếu số người tham dự.", "version": report.version})
    report.refresh_from_db()
    assert report.state == "returned"
    assert "Thiếu số người tham dự." in text_of(agency_page.get(address(duty, health)))
    assert "Mend and send again" in text_of(agency_page.get("/duties/"))


def test_the_page_tells_what_happened(province_page, duty, health, author, officer):
    report = send_report(duty, health, author)
    services.accept_duty_report(report, version=report.version, by=officer)
    entries = province_page.get(f"/duty-reports/{report.pk}/").context["entries"]
    assert [(entry.who, [change.after for change in entry.changes]) for entry in entries] == [
        (officer, ["Accepted"]),
        (author, ["Sent"]),
        (author, []),
    ]


def test_illustrative_reports_say_so(province_page, duty, health, author):
    report = send_report(duty, health, author, is_illustrative=True)
    mark = "Illustrative data: not official figures"
    for path in ("/duties/", f"/duty-reports/{report.pk}/"):
        assert mark in text_of(province_page.get(path)), path


# --- The API ---------------------------------------------------------------------------------


def test_the_api_reads_the_reports_in_reach(agency_page, plan, duty, health, author):
    report = send_report(duty, health, author)
    save_report(duty, health, author, YEAR_2024)
    found = agency_page.get(f"/api/duty-reports/?plan={plan.pk}&state=sent").json()["results"]
    assert [(one["id"], one["plan"], one["agency"], one["done"]) for one in found] == [
        (report.pk, plan.pk, health.code, "Đã tổ chức 02 lớp tập huấn.")
    ]
