"""The form in which a unit enters and sends its counts, over HTTP."""

import re
from datetime import date

import pytest
from django.urls import reverse

from submissions import services
from submissions.grids import read_sheet
from submissions.models import Round
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind
from swprogram.org.roles import Role
from tests.factories.org import MembershipFactory, UserFactory
from tests.factories.submissions import (
    accept,
    give_back,
    send,
    submission_of,
    values_of,
    version_of,
)
from tests.submissions.views.desk import Desk, complete, messages_of, shown
from tests.worlds import DUE_DATES


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.COMMUNE_OFFICER)


@pytest.fixture
def desk(officer, commune):
    return Desk(officer, commune)


# --- Saving --------------------------------------------------------------------------------------


def test_a_draft_is_saved_and_the_form_opens_again(desk):
    response = desk.type(bodies__school="1,234", bodies__hospital="x", children__orphan="0").post()
    assert response.url == desk.url
    assert values_of(desk.submission) == {"bodies:school": 1234, "bodies:hospital": "x", "children:orphan": 0}
    page = desk.client.get(desk.url)
    assert messages_of(page) == ["The draft is saved: 3 of 98 cells are answered."]


@pytest.mark.parametrize(("action", "back"), (("save", "figure"), ("zeros-2", "section-2")))
def test_after_saving_a_link_in_the_message_leads_back_to_where_the_officer_was(desk, action, back):
    field = desk.ids["bodies:school"]
    page = desk.client.get(desk.post(action, at=field).url).content.decode()
    place = field if back == "figure" else back
    assert f'<a href="#{place}">Back to where you were</a>' in page


def test_no_link_leads_to_what_is_no_cell(desk):
    page = desk.client.get(desk.post(at='x" onclick="y').url).content.decode()
    assert "Back to where you were" not in page
    assert "onclick" not in page


@pytest.mark.parametrize("pasted", ("5\t123", "5\n123", "5\r\n123"))
def test_two_pasted_cells_are_refused_beside_the_cell_and_stay_as_pasted(desk, pasted):
    response = desk.type(bodies__school=pasted, bodies__hospital="4").post("send")
    cell = shown(response, desk, "bodies:school")
    assert (cell.text, values_of(desk.submission)) == (pasted, {"bodies:hospital": 4})
    assert [field for field, _message in response.context["errors"]] == [desk.ids["bodies:school"]]
    assert f'id="{cell.input_id}-check"' in response.content.decode()
    assert desk.now().state == "draft"


def test_unreadable_cells_stay_as_typed_while_the_others_are_saved(desk):
    texts = {"bodies__school": "ba", "bodies__office": "-3", "bodies__other": "1.5", "children__orphan": "4"}
    response = desk.type(**texts).post()
    assert response.status_code == 200
    assert values_of(desk.submission) == {"children:orphan": 4}
    places = ("bodies:school", "bodies:office", "bodies:other", "children:orphan")
    assert [shown(response, desk, place).text for place in places] == ["ba", "-3", "1.5", "4"]
    marked = [field for field, _message in response.context["errors"]]
    assert marked == [desk.ids[place] for place in ("bodies:office", "bodies:school", "bodies:other")]
    assert messages_of(response) == ["Saved, except 3 cells that cannot be read. They are marked below."]
    page = response.content.decode()
    assert 'value="ba"' in page
    assert "“ba” is not a number. Type a whole number, 0 or more, for example 1,234." in page


def test_mended_cells_are_saved_from_the_page_that_showed_the_errors(desk):
    response = desk.type(bodies__school="ba", children__orphan="4").post()
    desk.fields["version"] = response.context["form"]["version"].value()
    desk.fields["loaded"] = response.context["form"]["loaded"].value()
    assert desk.type(bodies__school="3").post().status_code == 302
    assert values_of(desk.submission) == {"bodies:school": 3, "children:orphan": 4}


def test_contradictions_are_saved_and_shown_as_warnings(desk):
    desk.type(bodies__school="1", bodies_with_staff__school="2").post()
    page = desk.client.get(desk.url)
    cell = shown(page, desk, "bodies_with_staff:school")
    assert (cell.warning[:30], cell.error) == ("2 is more than the 1 of “All b", "")
    assert page.context["warnings"] == [cell]
    assert values_of(desk.submission) == {"bodies:school": 1, "bodies_with_staff:school": 2}


def test_a_second_click_on_save_is_no_conflict(desk):
    desk.type(bodies__school="3")
    assert (desk.post().status_code, desk.post().status_code) == (302, 302)
    assert desk.now().version == 2


def test_the_note_is_kept(desk):
    desk.post(note="Trạm y tế mới sáp nhập.")
    assert desk.now().note == "Trạm y tế mới sáp nhập."


def test_too_long_a_note_saves_nothing_and_loses_nothing(desk):
    response = desk.type(bodies__school="3").post(note="a" * 2001)
    assert (response.status_code, values_of(desk.submission)) == (200, {})
    assert shown(response, desk, "bodies:school").text == "3"
    assert list(response.context["form"].errors) == ["note"]


def test_vietnamese_officers_type_vietnamese_numbers(signed_in, commune):
    desk = Desk(signed_in(Role.COMMUNE_OFFICER, "vi"), commune)
    desk.type(bodies__school="1.234").post()
    assert values_of(commune) == {"bodies:school": 1234}
    assert shown(desk.client.get(desk.url), desk, "bodies:school").text == "1.234"


# --- Filling blanks ------------------------------------------------------------------------------


def test_zeros_fill_the_section_of_the_button_and_save_what_was_typed(desk):
    response = desk.type(bodies__school="3", bodies__hospital="x").post("zeros-2")
    assert response.url == desk.url
    values = values_of(desk.submission)
    assert (len(values), values["bodies:school"], values["bodies:hospital"]) == (24, 3, "x")
    assert messages_of(desk.client.get(desk.url)) == ["0 was put into 22 blank cells, and the draft saved."]


@pytest.fixture
def last_year(opened, commune, provincial_officer):
    earlier = services.open_round(
        opened.province, kind=PeriodKind.YEAR, year=2023, due_dates=DUE_DATES, by=provincial_officer
    )
    counts = {"bodies:school": 5, "bodies:commune": 1, "trainees:skills": 9, "trained_in_phase": 9}
    return accept(submission_of(earlier, commune.unit), counts, rest=None)


def test_the_last_period_stands_beside_stocks_and_running_totals(desk, last_year):
    page = desk.open()
    places = ("bodies:school", "trained_in_phase", "trainees:skills", "bodies:office")
    assert [shown(page, desk, place).hint for place in places] == ["last: 5", "last: 9", "", ""]
    assert page.context["last_period"] == last_year.round.period


def test_the_last_period_is_copied_into_blank_stocks_of_the_section(desk, last_year):
    desk.type(bodies__school="6").post("copy-2")
    assert values_of(desk.submission) == {"bodies:school": 6, "bodies:commune": 1}
    message = "1 cell was copied from the last period, and the draft saved. Check what has changed."
    assert messages_of(desk.client.get(desk.url)) == [message]


def test_the_button_to_copy_stands_only_where_there_is_something_to_copy(desk, last_year):
    page = desk.open()
    assert [fills["copies"] for fills in page.context["sections"]] == [0, 2, 0]
    assert page.content.count(b'value="copy-') == 1


@pytest.mark.parametrize("action", ("zeros-9", "copy-", "zeros", "drop", ""))
def test_an_unknown_button_only_saves(desk, action):
    desk.type(bodies__school="3").post(action)
    assert (values_of(desk.submission), desk.now().state) == ({"bodies:school": 3}, "draft")


# --- Sending -------------------------------------------------------------------------------------


def test_a_complete_form_is_saved_and_sent_by_one_click(desk):
    response = complete(desk.type(bodies__school="3")).post("send")
    assert response.url == reverse("submission_detail", args=[desk.submission.pk])
    sent = desk.now()
    assert (sent.state, values_of(sent)["bodies:school"]) == ("sent", 3)
    assert messages_of(desk.client.get(response.url)) == ["Sent. Huyện Đông checks the counts now."]


def test_blank_cells_are_sent_only_with_the_tick(desk):
    response = complete(desk).type(bodies__school="", bodies__other="").post("send")
    assert (response.status_code, desk.now().state) == (200, "draft")
    assert len(values_of(desk.submission)) == 96
    assert [field for field, _text in response.context["errors"]] == [
        desk.ids["bodies:school"],
        "id_accepts_blanks",
    ]
    desk.open()
    assert desk.post("send", accepts_blanks="on").status_code == 302
    assert desk.now().state == "sent"


def test_contradictions_stop_the_sending_and_save_the_draft(desk):
    response = complete(desk).type(children__orphan="1", children_served__orphan="2").post("send")
    assert (response.status_code, desk.now().state) == (200, "draft")
    assert values_of(desk.submission)["children_served:orphan"] == 2
    assert [field for field, _text in response.context["errors"]] == [desk.ids["children_served:orphan"]]
    (message,) = messages_of(response)
    assert message.startswith("The draft is saved, but not sent. Some figures contradict each other.")


def test_a_falling_running_total_stops_the_sending(desk, last_year):
    response = complete(desk).type(trained_in_phase="8").post("send")
    ((field, message),) = response.context["errors"]
    assert field == desk.ids["trained_in_phase"]
    assert "Less than the 9 reported for Year 2023." in message
    assert desk.now().state == "draft"


def test_an_unreadable_cell_stops_the_sending(desk):
    response = complete(desk).type(bodies__school="ba").post("send")
    assert (response.status_code, desk.now().state) == (200, "draft")


def test_a_second_click_on_send_says_so_calmly_and_sends_once(desk):
    complete(desk).post("send")
    response = desk.post("send")
    assert response.url == reverse("submission_detail", args=[desk.submission.pk])
    assert messages_of(desk.client.get(response.url))[-1] == (
        "“Sent”: these counts are with Huyện Đông. To change them, ask for their return."
    )
    assert desk.now().events.count() == 1


def test_a_form_of_counts_that_are_sent_leads_to_reading_them(desk):
    send(desk.submission, {})
    response = desk.client.get(desk.url)
    assert response.url == reverse("submission_detail", args=[desk.submission.pk])


def test_a_round_that_closed_while_typing_is_told(desk, provincial_officer):
    services.close_round(
        Round.objects.get(), version=version_of(Round.objects.get()), by=provincial_officer, note="Hết hạn."
    )
    response = desk.type(bodies__school="3").post()
    assert messages_of(desk.client.get(response.url)) == [
        "The round is closed. Ask the provincial officer to reopen it."
    ]
    assert values_of(desk.submission) == {}


def test_returned_counts_show_the_reason_and_are_sent_again(desk):
    send(desk.submission, {"bodies:school": 3})
    give_back(desk.submission, reason="Thiếu trường mầm non.")
    page = desk.open()
    assert "Thiếu trường mầm non." in page.content.decode()
    desk.type(bodies__school="4").post("send")
    assert (desk.now().state, values_of(desk.submission)["bodies:school"]) == ("sent", 4)


# --- Two persons ---------------------------------------------------------------------------------


@pytest.fixture
def colleague(signed_in, commune):
    return Desk(signed_in(add_colleague(commune)), commune)


def add_colleague(commune):
    person = UserFactory(full_name="Trần Văn Bình")
    MembershipFactory(user=person, role=Role.COMMUNE_OFFICER, unit=commune.unit)
    return person


def test_a_colleagues_figures_are_shown_beside_what_was_typed(desk, colleague):
    colleague.type(bodies__school="7", bodies__office="2").post(note="Của Bình")
    response = desk.type(bodies__school="5", children__orphan="1").post(note="Của tôi")
    assert response.status_code == 409
    assert values_of(desk.submission) == {"bodies:school": 7, "bodies:office": 2}
    school, office = shown(response, desk, "bodies:school"), shown(response, desk, "bodies:office")
    assert (school.text, school.other) == ("5", "Saved meanwhile: 7")
    assert (office.text, office.other) == ("2", "Saved meanwhile; before: …")
    assert shown(response, desk, "children:orphan").text == "1"
    conflict = response.context["conflict"]
    assert (conflict["taken"], conflict["contested"], conflict["note"]) == (1, 1, "Của Bình")
    page = response.content.decode()
    assert "Trần Văn Bình saved this form at" in page
    assert "Của tôi" in page


def test_saving_again_settles_it_and_loses_nothing(desk, colleague):
    colleague.type(bodies__school="7", bodies__office="2").post()
    response = desk.type(bodies__school="5", children__orphan="1").post()
    form, sheet = response.context["form"], response.context["sheet"]
    settled = {cell.input_id: cell.text for cell in sheet.cells.values()}
    settled |= {name: form[name].value() for name in ("version", "loaded", "note")}
    assert desk.client.post(desk.url, settled | {"action": "save"}).status_code == 302
    assert values_of(desk.submission) == {"bodies:school": 5, "bodies:office": 2, "children:orphan": 1}


def test_a_conflict_is_never_sent(desk, colleague):
    colleague.type(bodies__school="7").post()
    assert complete(desk).post("send").status_code == 409
    assert desk.now().state == "draft"


def test_two_windows_of_one_person_are_told_as_such(desk, officer, commune):
    Desk(officer, commune).type(bodies__school="7").post()
    response = desk.type(bodies__school="5").post()
    assert "You saved this form in another window" in response.content.decode()


# --- Who, and at what cost -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    (
        (Role.COMMUNE_OFFICER, 200),
        (Role.DISTRICT_OFFICER, 403),
        (Role.PROVINCIAL_OFFICER, 403),
        (Role.PROVINCIAL_LEADER, 403),
        (Role.AGENCY_OFFICER, 404),
        (Role.MINISTRY_VIEWER, 404),
        (Role.SYSTEM_ADMINISTRATOR, 404),
    ),
)
def test_the_form_opens_for_the_officers_of_the_unit_alone(signed_in, commune, role, status):
    url = reverse("submission_edit", args=[commune.pk])
    assert signed_in(role).get(url).status_code == status
    assert signed_in(role).post(url, {"action": "send"}).status_code == status


def test_a_commune_of_another_district_is_not_there(signed_in, opened, world):
    foreign = submission_of(opened, world.home.communes["Tây Một"])
    assert (
        signed_in(Role.COMMUNE_OFFICER).get(reverse("submission_edit", args=[foreign.pk])).status_code == 404
    )


def test_the_form_says_how_late_it_is(desk):
    with clock.at(date(2024, 6, 17)):
        assert "3 days late" in desk.open().content.decode()


def test_the_form_works_without_scripts(desk):
    """Every button of the form is a plain submit with a name, and every field has its label."""
    page = desk.open().content.decode()
    for action in ("save", "send", "zeros-1", "zeros-2", "zeros-3"):
        assert f'name="action" value="{action}"' in page
    assert len(re.findall(r'<input class="count-input"[^>]* aria-label="[^"]+"', page)) == 98


def test_enter_in_a_field_saves_and_does_not_fill_or_send(desk):
    """A browser presses the first button of the form."""
    page = desk.open().content.decode()
    first = page.index('name="action"')
    assert page[first:].startswith('name="action" value="save"')


@pytest.mark.parametrize("unit", ("Đông Một", "Đông"))
def test_the_form_takes_the_same_number_of_queries_for_98_cells_and_134(
    signed_in, opened, world, django_assert_num_queries, unit
):
    role = Role.COMMUNE_OFFICER if unit == "Đông Một" else Role.DISTRICT_OFFICER
    submission = submission_of(opened, (world.home.communes | world.home.districts)[unit])
    client, url = signed_in(role), reverse("submission_edit", args=[submission.pk])
    with django_assert_num_queries(13):
        client.get(url)


def test_saving_a_whole_form_takes_few_queries(desk, django_assert_num_queries):
    complete(desk)
    with django_assert_num_queries(16):
        desk.post()


def test_the_same_form_is_read_back_as_it_was_sent(desk):
    complete(desk.type(bodies__school="3", bodies__hospital="x")).post("send")
    cells = read_sheet(desk.now()).cells
    assert sum(cell.content.value == 0 for cell in cells.values()) == 96
