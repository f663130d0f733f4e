"""Rounds over HTTP: the list, how complete one is, opening, closing, reopening."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from submissions import services
from submissions.measures import Completeness
from submissions.models import Round
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind
from swprogram.org.roles import Role
from swprogram.org.services import rebuild_closure
from tests.factories.org import CommuneFactory
from tests.factories.submissions import accept, fill, give_back, send, submission_of, version_of
from tests.worlds import DUE_DATES, open_half_year


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.PROVINCIAL_OFFICER)


def page_of(opened):
    return reverse("round_detail", args=[opened.pk])


def units_on(page):
    return [submission.unit.short_name for submission in page.context["page_obj"]]


def messages_of(page):
    return [str(message) for message in page.context["messages"]]


def open_round(province, by, kind, year):
    return services.open_round(province, kind=kind, year=year, due_dates=DUE_DATES, by=by)


# --- The list ------------------------------------------------------------------------------------


def test_the_list_shows_the_rounds_of_the_own_province_newest_first(
    officer, opened, world, provincial_officer
):
    older = open_round(opened.province, provincial_officer, PeriodKind.YEAR, 2023)
    open_half_year(world.other, 2024)
    rows = officer.get(reverse("round_list")).context["rows"]
    assert [round for round, _counted in rows] == [opened, older]
    assert rows[0][1] == Completeness(expected=6, draft=6, sent=0, returned=0, accepted=0)


def test_the_list_counts_only_what_the_person_may_read(signed_in, opened):
    ((_round, counted),) = signed_in(Role.COMMUNE_OFFICER).get(reverse("round_list")).context["rows"]
    assert counted.expected == 1
    ((_round, counted),) = signed_in(Role.MINISTRY_VIEWER).get(reverse("round_list")).context["rows"]
    assert counted is None


def test_an_empty_list_tells_the_officer_to_open_the_first(officer, signed_in, catalogue):
    assert "Open the first one" in officer.get(reverse("round_list")).content.decode()
    other = signed_in(Role.COMMUNE_OFFICER).get(reverse("round_list")).content.decode()
    assert "The provincial officer opens it." in other
    assert reverse("round_add") not in other


@pytest.mark.parametrize("role", (Role.SYSTEM_ADMINISTRATOR, Role.AGENCY_OFFICER))
def test_who_reads_neither_counts_nor_results_has_no_list(signed_in, role, opened):
    assert signed_in(role).get(reverse("round_list")).status_code == 403


@pytest.mark.parametrize("rounds", (1, 3))
def test_the_list_takes_the_same_queries_for_1_and_3_rounds(
    officer, opened, provincial_officer, django_assert_num_queries, rounds
):
    for year in range(2021, 2021 + rounds - 1):
        open_round(opened.province, provincial_officer, PeriodKind.YEAR, year)
    with django_assert_num_queries(8):
        assert len(officer.get(reverse("round_list")).context["rows"]) == rounds


# --- How complete --------------------------------------------------------------------------------


@pytest.fixture
def mixed(opened, world):
    """Đông Một accepted, Đông Hai sent, Tây Một sent late and returned; the districts have not sent."""
    communes = world.home.communes
    with clock.at(date(2024, 6, 13)):
        accept(submission_of(opened, communes["Đông Một"]))
        send(submission_of(opened, communes["Đông Hai"]), {})
    with clock.at(date(2024, 6, 17)):
        give_back(send(submission_of(opened, communes["Tây Một"]), {}))
    return opened


def test_the_provincial_officer_sees_every_district_and_the_total(officer, mixed):
    context = officer.get(page_of(mixed)).context
    assert [(unit.short_name, counted) for unit, counted in context["rows"]] == [
        ("Đảo", Completeness(1, 1, 0, 0, 0)),
        ("Đông", Completeness(3, 1, 1, 0, 1)),
        ("Tây", Completeness(2, 1, 0, 1, 0)),
    ]
    assert context["total"] == Completeness(6, 3, 1, 1, 1)


@pytest.mark.parametrize(
    ("role", "rows", "listed"),
    (
        (Role.PROVINCIAL_LEADER, 3, {"Đông", "Tây", "Đảo", "Đông Một", "Đông Hai", "Tây Một"}),
        (Role.DISTRICT_OFFICER, 1, {"Đông", "Đông Một", "Đông Hai"}),
        (Role.COMMUNE_OFFICER, 1, {"Đông Một"}),
        (Role.MINISTRY_VIEWER, 0, set()),
    ),
)
def test_each_role_sees_its_own_branch(signed_in, mixed, role, rows, listed):
    page = signed_in(role).get(page_of(mixed))
    assert (len(page.context["rows"]), set(units_on(page))) == (rows, listed)


def test_the_round_of_another_province_is_not_there(officer, world, opened):
    foreign = open_half_year(world.other, 2024)
    assert officer.get(page_of(foreign)).status_code == 404


def test_what_waits_for_review_is_listed_first(officer, mixed):
    assert units_on(officer.get(page_of(mixed)))[:2] == ["Đông Hai", "Tây Một"]


@pytest.mark.parametrize(
    ("query", "listed"),
    (
        ("state=sent", {"Đông Hai"}),
        ("state=late", {"Tây Một", "Đông", "Tây", "Đảo"}),
        ("level=commune", {"Đông Một", "Đông Hai", "Tây Một"}),
        ("q=dong+mot", {"Đông Một"}),
        ("q=ĐÔNG", {"Đông", "Đông Một", "Đông Hai"}),
        ("state=sent&level=district", set()),
    ),
)
def test_the_list_can_be_narrowed(officer, mixed, query, listed):
    with clock.at(date(2024, 7, 1)):
        assert set(units_on(officer.get(f"{page_of(mixed)}?{query}"))) == listed


def test_the_list_can_be_narrowed_to_a_district(officer, mixed, world):
    page = officer.get(f"{page_of(mixed)}?district={world.home.districts['Đông'].pk}")
    assert set(units_on(page)) == {"Đông", "Đông Một", "Đông Hai"}


def test_late_units_are_counted_and_show_their_days(officer, mixed):
    with clock.at(date(2024, 6, 17)):
        page = officer.get(page_of(mixed))
    assert page.context["late"] == 1  # Tây Một; the districts have until 19/6
    assert "3 days late" in page.content.decode()


def test_htmx_gets_the_list_alone_and_it_equals_the_page(officer, mixed):
    whole = officer.get(f"{page_of(mixed)}?state=sent").content.decode()
    part = officer.get(f"{page_of(mixed)}?state=sent", headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert part.strip() in whole


def test_filters_that_leave_nothing_offer_the_way_back(officer, mixed):
    page = officer.get(f"{page_of(mixed)}?q=khong-co").content.decode()
    assert "No submission fits these filters" in page


def test_the_ministry_is_told_why_it_sees_no_counts(signed_in, mixed):
    page = signed_in(Role.MINISTRY_VIEWER).get(page_of(mixed)).content.decode()
    assert "No submissions that you may read" in page


def test_buttons_follow_role_and_state(signed_in, mixed):
    def offered(role):
        page = signed_in(role).get(page_of(mixed)).content.decode()
        names = ("accept_all", "round_close", "round_reopen")
        return [name for name in names if reverse(name, args=[mixed.pk]) in page]

    assert offered(Role.DISTRICT_OFFICER) == ["accept_all"]
    assert offered(Role.PROVINCIAL_OFFICER) == ["round_close"]  # no district has sent yet
    assert offered(Role.PROVINCIAL_LEADER) == []
    services.close_round(mixed, version=version_of(mixed), by=mixed.events.get().by, note="Hết hạn.")
    assert offered(Role.DISTRICT_OFFICER) == []
    assert offered(Role.PROVINCIAL_OFFICER) == ["round_reopen"]


@pytest.mark.parametrize("communes", (1, 3))
def test_the_page_takes_the_same_queries_for_few_and_many_rows(
    officer, world, catalogue, provincial_officer, django_assert_num_queries, communes
):
    CommuneFactory.create_batch(communes, parent=world.home.districts["Đảo"])
    rebuild_closure()
    opened = open_half_year(world.home, 2024)
    with django_assert_num_queries(20):
        assert len(officer.get(page_of(opened)).context["page_obj"]) == 6 + communes


def test_a_long_list_has_pages_of_25_that_keep_the_filters(officer, world, catalogue, provincial_officer):
    CommuneFactory.create_batch(30, parent=world.home.districts["Đảo"])
    rebuild_closure()
    opened = open_half_year(world.home, 2024)
    page = officer.get(f"{page_of(opened)}?level=commune&page=2")
    assert len(units_on(page)) == 33 - 25
    assert "?level=commune&amp;page=1" in page.content.decode()


# --- Out -----------------------------------------------------------------------------------------


def test_the_workbook_holds_the_completeness_and_exactly_the_filtered_list(officer, mixed):
    fill(submission_of(mixed, mixed.submissions.get(unit__short_name="Tây").unit), {}, rest=None)
    with clock.at(date(2024, 6, 17)):
        response = officer.get(reverse("round_export", args=[mixed.pk]) + "?level=commune")
    book = load_workbook(BytesIO(response.content))
    assert response["Content-Disposition"] == 'attachment; filename="dot-bao-cao-6-thang-2024.xlsx"'
    assert book.sheetnames == ["Tổng hợp", "Danh sách"]
    rows = [[cell.value for cell in row] for row in book["Tổng hợp"].iter_rows(min_row=5)]
    assert rows == [
        ["Đơn vị", "Phải gửi", "Chưa gửi", "Đã gửi, chờ duyệt", "Trả lại", "Đã duyệt"],
        ["Huyện Đảo", 1, 1, 0, 0, 0],
        ["Huyện Đông", 3, 1, 1, 0, 1],
        ["Huyện Tây", 2, 1, 0, 1, 0],
        ["Tổng cộng", 6, 3, 1, 1, 1],
    ]
    listed = [[cell.value for cell in row[:9]] for row in book["Danh sách"].iter_rows(min_row=6)]
    due = book["Danh sách"].cell(6, 6)
    assert due.value.date() == date(2024, 6, 14)
    assert [[*row[:5], *row[6:]] for row in listed] == [
        ["Xã Đông Hai", "Huyện Đông", "Cấp xã", "6 tháng đầu năm 2024", "Đã gửi", None, 98, 98],
        ["Xã Tây Một", "Huyện Tây", "Cấp xã", "6 tháng đầu năm 2024", "Trả lại", 3, 98, 98],
        ["Xã Đông Một", "Huyện Đông", "Cấp xã", "6 tháng đầu năm 2024", "Đã duyệt", None, 98, 98],
    ]


def test_the_district_officers_workbook_holds_the_own_branch(signed_in, mixed):
    response = signed_in(Role.DISTRICT_OFFICER).get(reverse("round_export", args=[mixed.pk]))
    book = load_workbook(BytesIO(response.content))
    names = {row[0].value for row in book["Danh sách"].iter_rows(min_row=6)}
    assert names == {"Huyện Đông", "Xã Đông Một", "Xã Đông Hai"}


# --- Opening -------------------------------------------------------------------------------------


def typed(**values):
    return {
        "kind": "year",
        "year": "2024",
        "due_commune": "14/12/2024",
        "due_district": "20/12/2024",
    } | values


@pytest.fixture
def new_round(world):
    return {"province": world.home.unit.pk}


def test_the_form_suggests_the_period_after_the_newest_and_its_dates(officer, opened):
    form = officer.get(reverse("round_add")).context["form"]
    shown = {name: form[name].value() for name in ("kind", "year", "due_commune", "due_district")}
    assert shown == {
        "kind": "year",
        "year": 2024,
        "due_commune": date(2024, 12, 14),
        "due_district": date(2024, 12, 19),
    }


def test_the_first_round_is_suggested_for_the_year_that_runs(officer, catalogue):
    with clock.at(date(2024, 3, 1)):
        form = officer.get(reverse("round_add")).context["form"]
    assert (form["kind"].value(), form["year"].value()) == ("half_year", 2024)


def test_another_period_brings_its_own_dates(officer, opened):
    page = officer.get(reverse("round_add") + "?kind=half_year&year=2027", headers={"hx-request": "true"})
    assert "14/06/2027" in page.content.decode()
    assert "<html" not in page.content.decode()
    button = officer.post(reverse("round_add"), {"kind": "half_year", "year": "2027", "suggest": ""})
    assert button.context["form"]["due_district"].value() == date(2027, 6, 19)
    assert Round.objects.count() == 1


def test_a_round_is_opened_with_the_dates_that_were_typed(officer, opened, new_round):
    response = officer.post(reverse("round_add"), typed(**new_round))
    added = Round.objects.get(period__kind="year")
    assert response.url == page_of(added)
    assert dict(added.due_dates.values_list("level", "due_on")) == {
        "commune": date(2024, 12, 14),
        "district": date(2024, 12, 20),
    }
    assert added.submissions.count() == 6


def test_a_round_that_exists_is_named(officer, opened, new_round):
    values = typed(**new_round, kind="half_year", due_commune="14/06/2024", due_district="14/06/2024")
    page = officer.post(reverse("round_add"), values)
    assert page.context["form"].non_field_errors() == [
        "The round “First six months of 2024 – Hải Sơn” is there already (open). Choose another period."
    ]
    assert Round.objects.count() == 1


def test_nobody_sends_before_the_figures_are_taken(officer, opened, new_round):
    page = officer.post(reverse("round_add"), typed(**new_round, due_commune="13/12/2024"))
    assert page.context["form"].errors == {
        "due_commune": ["The figures are taken on 14/12/2024. Type that day or a later one."]
    }


@pytest.mark.parametrize(
    ("field", "value"), (("year", "1900"), ("year", "x"), ("kind", "month"), ("due_district", "32/12/2024"))
)
def test_what_cannot_be_read_is_shown_beside_its_field(officer, opened, new_round, field, value):
    page = officer.post(reverse("round_add"), typed(**new_round, **{field: value}))
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    assert Round.objects.count() == 1


def test_the_province_of_somebody_else_cannot_be_chosen(officer, opened, world):
    page = officer.post(reverse("round_add"), typed(province=world.other.unit.pk))
    assert list(page.context["form"].errors) == ["province"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROVINCIAL_OFFICER])
def test_nobody_else_opens_a_round(signed_in, opened, role):
    assert signed_in(role).get(reverse("round_add")).status_code == 403
    assert signed_in(role).post(reverse("round_add"), typed()).status_code == 403


# --- Closing and reopening -----------------------------------------------------------------------


def test_closing_lists_what_is_missing_and_asks_why(officer, mixed):
    page = officer.get(reverse("round_close", args=[mixed.pk]))
    missing = {submission.unit.short_name for submission in page.context["missing"]}
    assert missing == {"Đông Hai", "Tây Một", "Đông", "Tây", "Đảo"}
    refused = officer.post(reverse("round_close", args=[mixed.pk]), {"note": " ", "version": 1})
    assert list(refused.context["form"].errors) == ["note"]
    assert Round.objects.get().is_open


def test_a_round_is_closed_with_its_note(officer, mixed):
    response = officer.post(reverse("round_close", args=[mixed.pk]), {"note": "Bão lụt.", "version": 1})
    page = officer.get(response.url)
    assert messages_of(page) == ["“First six months of 2024 – Hải Sơn” is closed."]
    assert "Bão lụt." in page.content.decode()
    again = officer.post(reverse("round_close", args=[mixed.pk]), {"note": "Bão lụt.", "version": 1})
    assert messages_of(officer.get(again.url)) == ["This round is closed already."]


def test_a_closed_round_is_reopened_with_its_reason(officer, opened, provincial_officer):
    services.close_round(opened, version=version_of(opened), by=provincial_officer, note="Hết hạn.")
    response = officer.post(
        reverse("round_reopen", args=[opened.pk]), {"reason": "Xã gửi bổ sung.", "version": 2}
    )
    assert messages_of(officer.get(response.url)) == ["“First six months of 2024 – Hải Sơn” is open again."]
    told = [(event["verb"], event["comment"]) for event in officer.get(response.url).context["events"]]
    assert told == [("Opened", ""), ("Closed", "Hết hạn."), ("Reopened", "Xã gửi bổ sung.")]
    again = officer.post(reverse("round_reopen", args=[opened.pk]))
    assert "only in the state “Closed”" in messages_of(officer.get(again.url))[0]


def test_a_round_that_was_closed_and_reopened_meanwhile_is_not_closed_unseen(
    officer, opened, provincial_officer
):
    services.close_round(opened, version=1, by=provincial_officer, note="Hết hạn.")
    services.reopen_round(opened, version=2, by=provincial_officer)
    page = officer.post(reverse("round_close", args=[opened.pk]), {"note": "Bão lụt.", "version": 1})
    assert page.context["form"].non_field_errors() == [
        "This round changed after you opened the page. Look at it again, then decide."
    ]
    assert page.context["form"]["note"].value() == "Bão lụt."
    assert Round.objects.get().is_open


@pytest.mark.parametrize("name", ("round_close", "round_reopen"))
@pytest.mark.parametrize(
    ("role", "status"),
    ((Role.PROVINCIAL_LEADER, 403), (Role.DISTRICT_OFFICER, 403), (Role.AGENCY_OFFICER, 404)),
)
def test_nobody_else_closes_or_reopens(signed_in, opened, name, role, status):
    assert signed_in(role).post(reverse(name, args=[opened.pk])).status_code == status
