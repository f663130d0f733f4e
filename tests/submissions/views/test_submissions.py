"""The list of what waits, and the counts of one unit to read."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from submissions import services
from submissions.models import Submission
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind
from swprogram.org.roles import Role
from swprogram.org.services import rebuild_closure
from tests.factories.org import CommuneFactory
from tests.factories.submissions import accept, figure_ids, give_back, send, submission_of, version_of
from tests.worlds import DUE_DATES, open_half_year

LIST = "/submissions/"


def detail(submission):
    return reverse("submission_detail", args=[submission.pk])


def cell(page, submission, place):
    return page.context["sheet"].cells[figure_ids(submission)[place]]


def marks(page):
    return page.context["marked"]


# --- What waits ----------------------------------------------------------------------------------


def test_own_counts_of_open_rounds_come_first_with_their_next_step(signed_in, commune):
    officer = signed_in(Role.COMMUNE_OFFICER)
    page = officer.get(LIST)
    assert list(page.context["own"]) == [commune]
    assert reverse("submission_edit", args=[commune.pk]) in page.content.decode()
    send(commune, {})
    page = officer.get(LIST).content.decode()
    assert "checks the figures; you have nothing to do" in page
    assert reverse("submission_edit", args=[commune.pk]) not in page


def test_returned_counts_say_who_returned_them(signed_in, commune):
    give_back(send(commune, {}))
    page = signed_in(Role.COMMUNE_OFFICER).get(LIST).content.decode()
    assert "Mend and send again" in page


def test_own_counts_say_how_late_they_are(signed_in, commune):
    with clock.at(date(2024, 6, 15)):
        assert "1 day late" in signed_in(Role.COMMUNE_OFFICER).get(LIST).content.decode()


def test_the_reviewer_finds_what_was_sent(signed_in, opened, commune, district):
    send(commune, {})
    page = signed_in(Role.DISTRICT_OFFICER).get(LIST)
    assert (list(page.context["own"]), list(page.context["waiting"])) == ([district], [commune])
    assert page.context["waiting_count"] == 1


def test_a_closed_round_waits_for_nobody(signed_in, opened, commune, provincial_officer):
    send(commune, {})
    services.close_round(opened, version=version_of(opened), by=provincial_officer, note="Hết hạn.")
    page = signed_in(Role.DISTRICT_OFFICER).get(LIST)
    assert (len(page.context["own"]), len(page.context["waiting"])) == (0, 0)
    assert "No round is open for your unit." in page.content.decode()


def test_who_neither_enters_nor_reviews_only_looks(signed_in, opened):
    page = signed_in(Role.PROVINCIAL_LEADER).get(LIST)
    assert (page.context["enters"], page.context["reviews"]) == (False, False)
    assert len(page.context["page_obj"]) == 6


@pytest.mark.parametrize("role", (Role.SYSTEM_ADMINISTRATOR, Role.AGENCY_OFFICER, Role.MINISTRY_VIEWER))
def test_who_reads_no_counts_has_no_list(signed_in, opened, role):
    assert signed_in(role).get(LIST).status_code == 403
    assert signed_in(role).get(reverse("submission_list_export")).status_code == 403


@pytest.mark.parametrize(
    ("query", "listed"),
    (
        ("q=tay+mot", {"Tây Một"}),
        ("state=sent", {"Đông Một"}),
        ("level=district", {"Đông", "Tây", "Đảo"}),
        ("round=999999", {"Đông", "Tây", "Đảo", "Đông Một", "Đông Hai", "Tây Một"}),
    ),
)
def test_all_counts_can_be_narrowed(signed_in, opened, commune, query, listed):
    send(commune, {})
    page = signed_in(Role.PROVINCIAL_OFFICER).get(f"{LIST}?{query}")
    assert {one.unit.short_name for one in page.context["page_obj"]} == listed


def test_one_commune_needs_no_filter_by_level_and_district(signed_in, opened):
    form = signed_in(Role.COMMUNE_OFFICER).get(LIST).context["filter"].form
    assert list(form.fields) == ["q", "round", "state"]


def test_the_choices_of_the_filters_stay_in_the_branch(signed_in, opened, world):
    open_half_year(world.other, 2024)
    form = signed_in(Role.DISTRICT_OFFICER).get(LIST).context["filter"].form
    assert list(form.fields["district"].queryset) == [world.home.districts["Đông"]]
    assert list(form.fields["round"].queryset) == [opened]


def test_htmx_gets_the_list_alone_and_it_equals_the_page(signed_in, opened):
    client = signed_in(Role.PROVINCIAL_OFFICER)
    part = client.get(LIST, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert part.strip() in client.get(LIST).content.decode()


def test_the_workbook_holds_exactly_the_filtered_list(signed_in, opened, commune):
    send(commune, {})
    response = signed_in(Role.PROVINCIAL_OFFICER).get(reverse("submission_list_export") + "?state=sent")
    sheet = load_workbook(BytesIO(response.content))["Danh sách"]
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == ["Xã Đông Một"]


@pytest.mark.parametrize("communes", (1, 3))
def test_the_list_takes_the_same_queries_for_few_and_many_rows(
    signed_in, world, catalogue, django_assert_num_queries, communes
):
    CommuneFactory.create_batch(communes, parent=world.home.districts["Đông"])
    rebuild_closure()
    opened = open_half_year(world.home, 2024)
    for submission in opened.submissions.filter(unit__parent=world.home.districts["Đông"]):
        send(submission, {})
    client = signed_in(Role.DISTRICT_OFFICER)
    with django_assert_num_queries(13):
        page = client.get(LIST)
    assert len(page.context["waiting"]) == 2 + communes


# --- One unit's counts ---------------------------------------------------------------------------


def test_the_three_states_stand_apart(signed_in, commune):
    send(commune, {"bodies:school": 3, "bodies:hospital": "x", "bodies:other": None})
    page = signed_in(Role.DISTRICT_OFFICER).get(detail(commune))
    shown = [
        str(cell(page, commune, f"bodies:{kind}").value)
        for kind in ("school", "hospital", "other", "commune")
    ]
    assert shown == ["3", "x", "…", "0"]
    classes = [cell(page, commune, f"bodies:{kind}").css_class for kind in ("school", "hospital", "other")]
    assert classes == ["", "is-na", "is-missing"]


def test_the_story_is_told(signed_in, commune):
    give_back(send(commune, {}), reason="Thiếu trường mầm non.")
    events = signed_in(Role.COMMUNE_OFFICER).get(detail(commune)).context["events"]
    assert [(event["verb"], event["comment"]) for event in events] == [
        ("Sent", ""),
        ("Returned", "Thiếu trường mầm non."),
    ]


@pytest.mark.parametrize(
    ("role", "edit", "accept", "give_back"),
    (
        (Role.COMMUNE_OFFICER, False, False, False),
        (Role.DISTRICT_OFFICER, False, True, True),
        (Role.PROVINCIAL_OFFICER, False, False, False),
        (Role.PROVINCIAL_LEADER, False, False, False),
    ),
)
def test_what_was_sent_can_be_reviewed_by_the_unit_above_alone(
    signed_in, commune, role, edit, accept, give_back
):
    send(commune, {})
    context = signed_in(role).get(detail(commune)).context
    assert [context[name] for name in ("can_edit", "can_accept", "can_return")] == [edit, accept, give_back]


def test_a_draft_can_be_edited_from_its_page_by_its_officer(signed_in, commune):
    assert signed_in(Role.COMMUNE_OFFICER).get(detail(commune)).context["can_edit"] is True


def test_strong_changes_since_the_last_period_are_marked(signed_in, opened, commune, provincial_officer):
    earlier = services.open_round(
        opened.province, kind=PeriodKind.HALF_YEAR, year=2023, due_dates=DUE_DATES, by=provincial_officer
    )
    accept(submission_of(earlier, commune.unit), {"bodies:school": 10, "people_consulted:older": 4})
    send(commune, {"bodies:school": 16, "people_consulted:older": 8})
    page = signed_in(Role.DISTRICT_OFFICER).get(detail(commune))
    school, older = cell(page, commune, "bodies:school"), cell(page, commune, "people_consulted:older")
    assert (school.is_changed, school.hint, older.is_changed) == (True, "last: 10", False)
    assert marks(page) == {"strong": 1, "mended": 0}


def test_what_was_mended_since_the_return_is_shown(signed_in, commune):
    give_back(send(commune, {"bodies:school": 3}))
    send(commune, {"bodies:school": 4})
    page = signed_in(Role.DISTRICT_OFFICER).get(detail(commune))
    assert cell(page, commune, "bodies:school").other == "sent before: 3"
    assert marks(page)["mended"] == 1


def test_contradictions_that_arose_later_are_shown(signed_in, opened, commune, provincial_officer):
    """No service lets them arise any more; figures that came in before that are still shown."""
    year = services.open_round(
        opened.province, kind=PeriodKind.YEAR, year=2024, due_dates=DUE_DATES, by=provincial_officer
    )
    send(commune, {"trained_in_phase": 5})
    later = send(submission_of(year, commune.unit), {"trained_in_phase": 6})
    commune.figures.filter(measure__code="trained_in_phase").update(value=9)
    ((cell, message),) = signed_in(Role.DISTRICT_OFFICER).get(detail(later)).context["problems"]
    assert (cell.anchor, message[:29]) == ("grid-4", "Less than the 9 reported for ")


def test_the_reviewer_goes_through_the_queue(signed_in, opened, world):
    one, two = (submission_of(opened, world.home.communes[name]) for name in ("Đông Hai", "Đông Một"))
    send(one, {})
    send(two, {})
    client = signed_in(Role.DISTRICT_OFFICER)
    assert client.get(detail(one)).context["queue"] == {
        "place": 1,
        "total": 2,
        "previous": None,
        "next": two.pk,
    }
    assert client.get(detail(two)).context["queue"] == {
        "place": 2,
        "total": 2,
        "previous": one.pk,
        "next": None,
    }
    assert signed_in(Role.COMMUNE_OFFICER).get(detail(two)).context["queue"] is None


def test_illustrative_counts_say_so(signed_in, commune):
    client = signed_in(Role.COMMUNE_OFFICER)
    assert "not official figures" not in client.get(detail(commune)).content.decode()
    Submission.objects.filter(pk=commune.pk).update(is_illustrative=True)
    assert client.get(detail(commune)).content.decode().count("not official figures") == 1


@pytest.mark.parametrize(
    ("role", "status"),
    (
        (Role.COMMUNE_OFFICER, 200),
        (Role.DISTRICT_OFFICER, 200),
        (Role.PROVINCIAL_LEADER, 200),
        (Role.AGENCY_OFFICER, 404),
        (Role.MINISTRY_VIEWER, 404),
        (Role.SYSTEM_ADMINISTRATOR, 404),
    ),
)
@pytest.mark.parametrize("name", ("submission_detail", "submission_export"))
def test_counts_are_read_within_the_branch(signed_in, commune, name, role, status):
    assert signed_in(role).get(reverse(name, args=[commune.pk])).status_code == status


def test_nothing_of_another_province_is_read(signed_in, opened, world):
    foreign = open_half_year(world.other, 2024).submissions.first()
    for name in ("submission_detail", "submission_edit", "submission_return", "submission_export"):
        assert signed_in(Role.PROVINCIAL_OFFICER).get(reverse(name, args=[foreign.pk])).status_code == 404


@pytest.mark.parametrize("unit", ("Đông Một", "Đông"))
def test_reading_takes_the_same_queries_for_98_cells_and_134(
    signed_in, opened, world, django_assert_num_queries, unit
):
    submission = send(submission_of(opened, (world.home.communes | world.home.districts)[unit]), {})
    client = signed_in(Role.PROVINCIAL_LEADER)
    with django_assert_num_queries(16):
        client.get(detail(submission))
