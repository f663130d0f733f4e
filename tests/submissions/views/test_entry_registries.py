"""The count form beside the registries: filled in, marked, taken over, explained; over HTTP."""

from datetime import date

import pytest

from facilities.enums import FacilityKind
from swprogram.kit import clock
from swprogram.org.roles import Role
from tests.factories.facilities import FacilityFactory
from tests.factories.submissions import (
    figure_ids,
    fill,
    give_back,
    place_of,
    send,
    values_of,
)
from tests.submissions.registries import COUNTS
from tests.submissions.views.desk import Desk, complete, messages_of, shown

CELLS_OF_REGISTRIES, CELLS = 79, 98


@pytest.fixture
def desk(signed_in, commune, registries):
    return Desk(signed_in(Role.COMMUNE_OFFICER), commune)


def as_it_stands(desk, place):
    """(what stands in the field, what the registries count, is it marked)."""
    cell = shown(desk.open(), desk, place)
    return cell.text, cell.registry and cell.registry.value, cell.differs


def known_values(submission):
    figures = submission.figures.select_related("measure", "row", "column")
    return {
        place_of(figure): figure.registry_value for figure in figures if figure.registry_value is not None
    }


# --- Filling in ----------------------------------------------------------------------------------


def test_a_form_that_nobody_saved_opens_with_the_numbers_of_the_registries(desk):
    page = desk.open()
    texts = {place: shown(page, desk, place).text for place in desk.ids}
    filled = {place: text for place, text in texts.items() if text not in ("", "0")}
    assert filled == {place: str(value) for place, value in COUNTS.items()}
    assert sum(text == "0" for text in texts.values()) == CELLS_OF_REGISTRIES - len(COUNTS)
    assert sum(text == "" for text in texts.values()) == CELLS - CELLS_OF_REGISTRIES


def test_what_is_filled_in_is_no_answer_before_it_is_saved(desk):
    page = desk.open()
    assert (page.context["sheet"].answered, page.context["sheet"].prefilled) == (0, CELLS_OF_REGISTRIES)
    assert b"<strong>79</strong> cells are filled in from the registries and not saved yet." in page.content
    assert (values_of(desk.submission), desk.now().version) == ({}, 1)
    desk.post()
    page = desk.open()
    assert (page.context["sheet"].answered, page.context["sheet"].prefilled) == (CELLS_OF_REGISTRIES, 0)
    assert {place: value for place, value in values_of(desk.submission).items() if value} == COUNTS


def test_a_saved_draft_stays_as_the_officer_left_it(desk):
    desk.type(bodies__school="").post()
    assert as_it_stands(desk, "bodies:school") == ("", 2, False)


def test_returned_counts_are_not_filled_in_again(desk):
    give_back(send(fill(desk.submission, COUNTS | {"trainees:skills": None})))
    assert as_it_stands(desk, "trainees:skills") == ("", 2, False)


def test_without_registries_the_form_is_as_it_was(signed_in, commune):
    page = Desk(signed_in(Role.COMMUNE_OFFICER), commune).open()
    assert [page.context["sheet"].prefilled, page.context["differing"]] == [0, []]
    assert b"registr" not in page.content.split(b'id="count-form"')[1]


def test_blanks_of_a_section_are_filled_from_the_registry_without_scripts(desk):
    blank = {place: "" for place in desk.ids if place.startswith("bodies")}
    desk.fields |= {desk.ids[place]: text for place, text in blank.items()}
    desk.type(bodies__school="9").post()
    page = desk.open()
    assert [fills["known"] for fills in page.context["sections"]] == [0, 17, 0]
    assert page.content.count(b'value="registry-') == 1
    response = desk.post("registry-2")
    assert response.url == desk.url
    values = values_of(desk.submission)
    assert (values["bodies:hospital"], values["bodies:office"], values["bodies:school"]) == (1, 0, 9)
    assert messages_of(desk.client.get(desk.url)) == [
        "17 cells took over the registry’s numbers, and the draft is saved."
    ]


# --- Differing -----------------------------------------------------------------------------------


def test_a_number_that_differs_is_marked_with_both_numbers_and_is_no_error(desk):
    desk.type(bodies__school="5").post()
    assert as_it_stands(desk, "bodies:school") == ("5", 2, True)
    page = desk.open().content.decode()
    assert "registry: 2" in page
    assert "5 typed, 2 in the registry" in page
    assert "1 cell differs from the registries: the note should say why." in page


@pytest.mark.parametrize(
    ("typed", "is_marked"), (("5", True), ("2", False), ("x", True), ("", False), ("0", True), ("ba", False))
)
def test_only_another_answer_differs(desk, typed, is_marked):
    response = desk.type(bodies__school=typed).post()
    page = response if response.status_code == 200 else desk.open()
    assert shown(page, desk, "bodies:school").differs is is_marked


def test_the_numbers_of_the_registries_are_taken_over_section_by_section(desk):
    desk.type(bodies__school="5", bodies__hospital="x", trained_in_phase="7").post()
    page = desk.open()
    assert [fills["differing"] for fills in page.context["sections"]] == [1, 2, 0]
    assert desk.post("take_over-2").url == desk.url
    values = values_of(desk.submission)
    assert (values["bodies:school"], values["bodies:hospital"], values["trained_in_phase"]) == (2, 1, 7)
    assert messages_of(desk.client.get(desk.url)) == [
        "2 cells took over the registry’s numbers, and the draft is saved."
    ]


# --- Saying why ----------------------------------------------------------------------------------

REFUSAL = "2 cells differ from the registries. Say why in the note, or take over the registry’s number."


def differ(desk):
    return complete(desk.type(bodies__school="5", staff__cadre__commune="3"))


@pytest.mark.parametrize("note", ("", "  \n "))
def test_counts_that_differ_are_not_sent_without_a_note(desk, note):
    response = differ(desk).post("send", note=note)
    assert (response.status_code, desk.now().state) == (200, "draft")
    assert values_of(desk.submission)["bodies:school"] == 5
    assert response.context["errors"] == [("id_note", REFUSAL)]
    assert messages_of(response) == [f"The draft is saved, but not sent. {REFUSAL}"]


def test_the_refusal_stands_below_the_note_with_links_to_the_cells(desk):
    page = differ(desk).post("send").content.decode()
    below = page[page.index('id="id_note"') :]
    assert REFUSAL in below
    for place in ("bodies:school", "staff:cadre:commune"):
        assert f'href="#{desk.ids[place]}"' in below


def test_with_a_note_they_are_sent(desk):
    assert differ(desk).post("send", note="Sổ chưa ghi hai trường mới.").status_code == 302
    assert desk.now().state == "sent"


def test_the_note_and_the_blanks_are_asked_for_at_once(desk):
    response = differ(desk).type(children__orphan="").post("send")
    assert [field for field, _text in response.context["errors"]] == [
        desk.ids["children:orphan"],
        "id_accepts_blanks",
        "id_note",
    ]


# --- A note belongs to the numbers that it explains ---------------------------------------------

STALE_NOTE = (
    "1 cell differs from the registries otherwise than when the note was written. Renew the note, or tick"
    " that it still says why."
)


@pytest.fixture
def returned(desk):
    """Sent with a note about the schools, then returned."""
    complete(desk).type(bodies__school="5").post("send", note="Sổ chưa ghi hai trường mới.")
    give_back(desk.now())
    desk.open()
    return desk


def test_a_note_of_an_earlier_sending_does_not_explain_another_number(returned):
    response = returned.type(bodies__school="6").post("send")
    assert response.context["errors"] == [("id_note", STALE_NOTE)]
    assert "confirms_note" in response.content.decode()
    assert returned.now().state == "returned"


def test_the_note_is_confirmed_or_renewed_for_the_new_number(returned):
    assert returned.type(bodies__school="6").post("send", confirms_note="on").status_code == 302
    give_back(returned.now())
    returned.open()
    assert returned.type(bodies__school="7").post("send", note="Thêm trường thứ ba.").status_code == 302


def test_what_the_note_explained_needs_no_new_one(returned):
    assert returned.type(bodies__hospital="1").post("send").status_code == 302


def test_a_note_does_not_explain_what_the_registry_has_said_since(returned):
    FacilityFactory(unit=returned.submission.unit, kind=FacilityKind.SCHOOL)
    response = returned.post("send")
    assert response.context["errors"] == [("id_note", STALE_NOTE)]


def test_a_note_saved_with_the_draft_explains_only_the_draft(desk):
    complete(desk).type(bodies__school="5").post(note="Sổ chưa ghi hai trường mới.")
    desk.open()
    assert desk.type(bodies__hospital="9").post("send").context["errors"] == [("id_note", STALE_NOTE)]


def test_counts_as_in_the_registries_need_no_note(desk):
    assert complete(desk).post("send").status_code == 302
    assert desk.now().state == "sent"


def test_a_cell_without_an_answer_contradicts_nothing(desk):
    complete(desk).type(trainees__skills="").post("send", accepts_blanks="on")
    assert desk.now().state == "sent"


# --- What is kept --------------------------------------------------------------------------------


def test_saving_keeps_what_the_registries_said_then(desk, commune):
    desk.type(bodies__school="5").post()
    FacilityFactory(unit=commune.unit, kind="school")
    known = known_values(desk.submission)
    assert (known["bodies:school"], len(known)) == (2, CELLS_OF_REGISTRIES)
    assert as_it_stands(desk, "bodies:school") == ("5", 3, True)


def test_saving_the_same_again_reads_the_registries_anew_and_is_no_change(desk, commune):
    desk.type(bodies__school="5").post()
    FacilityFactory(unit=commune.unit, kind="school")
    desk.open()
    desk.post()
    assert (known_values(desk.submission)["bodies:school"], desk.now().version) == (3, 2)


def test_a_sending_keeps_what_the_registries_said(desk):
    complete(desk).post("send")
    (event,) = desk.now().events.all()
    school = str(figure_ids(desk.submission)["bodies:school"])
    assert (event.figures[school], event.registry_values[school]) == (2, 2)
    assert len(event.registry_values) == CELLS_OF_REGISTRIES


# --- The lists behind the numbers ----------------------------------------------------------------


def records_behind(page):
    """How many records a list shows: of a registry by pages, the others by persons or rows."""
    if "listing" in page.context:
        return len(page.context["listing"].rows)
    return page.context["page_obj"].paginator.count


# A facility that has gone to another commune is not to be read by the officers of the old one.
GONE = "bodies:assistance"


@pytest.mark.parametrize("place", [place for place in COUNTS if place != GONE])
def test_the_list_behind_a_number_shows_so_many(desk, place):
    page = desk.client.get(shown(desk.open(), desk, place).registry.url)
    assert (page.status_code, records_behind(page)) == (200, COUNTS[place])


def test_the_list_of_what_has_gone_since_opens_for_those_who_reach_both_communes(desk, signed_in):
    url = shown(desk.open(), desk, GONE).registry.url
    assert records_behind(desk.client.get(url)) == 0
    assert records_behind(signed_in(Role.DISTRICT_OFFICER).get(url)) == 1


@pytest.mark.parametrize("place", ("bodies:office", "staff:cadre:health", "trainees:formal"))
def test_the_list_behind_a_zero_is_empty(desk, place):
    assert records_behind(desk.client.get(shown(desk.open(), desk, place).registry.url)) == 0


def test_the_page_links_to_the_list_of_every_number_but_0(desk):
    page = desk.open().content.decode()
    assert page.count('<a href="/facilities/?') == 7
    assert page.count('target="_blank"') == len(COUNTS)


# --- Who reads it --------------------------------------------------------------------------------


@pytest.fixture
def sent(commune, registries):
    return send(fill(commune, COUNTS | {"bodies:school": 5, "staff:cadre:commune": 3}, note="Sổ ghi thiếu."))


def test_the_reviewer_sees_what_differs(signed_in, sent):
    page = signed_in(Role.DISTRICT_OFFICER).get(f"/submissions/{sent.pk}/")
    cells = page.context["sheet"].differing
    assert [(place_of(cell.figure), cell.value, cell.registry.value) for cell in cells] == [
        ("staff:cadre:commune", 3, 1),
        ("bodies:school", 5, 2),
    ]
    text = page.content.decode()
    assert "<strong>2</strong> cells differ from the registries" in text
    assert (text.count("registry: 1"), text.count("registry: 2"), text.count("registry: 0")) == (1, 1, 0)


def test_the_reviewer_is_told_of_what_day_the_comparison_is(signed_in, commune, registries):
    with clock.at(date(2024, 7, 20)):
        send(fill(commune, COUNTS))
    text = " ".join(
        signed_in(Role.DISTRICT_OFFICER).get(f"/submissions/{commune.pk}/").content.decode().split()
    )
    assert "No cell differs from the registries (as of sending at 20/07/2024 12:00)" in text
    assert "have moved since" not in text


def test_the_reviewer_is_told_what_the_registries_say_today(signed_in, commune, registries):
    send(fill(commune, COUNTS))
    FacilityFactory(unit=commune.unit, kind=FacilityKind.SCHOOL)
    page = signed_in(Role.DISTRICT_OFFICER).get(f"/submissions/{commune.pk}/")
    moved = [
        (place_of(cell.figure), cell.registry.value, cell.registry_now)
        for cell in page.context["sheet"].moved
    ]
    assert moved == [("bodies:school", 2, 3)]
    assert "2 then, 3 today" in page.content.decode()


@pytest.mark.parametrize("url", ("/submissions/", "/rounds/{round}/"))
def test_the_lists_say_how_many_cells_differ(signed_in, sent, url):
    page = signed_in(Role.DISTRICT_OFFICER).get(url.format(round=sent.round_id)).content.decode()
    assert "2 differ from the registry" in page


@pytest.mark.parametrize(("keeps", "queries"), ((True, 34), (False, 17)))
def test_the_reviewer_asks_the_registries_once_and_only_where_they_are_kept(
    request, signed_in, commune, django_assert_num_queries, keeps, queries
):
    if keeps:
        request.getfixturevalue("registries")
    send(fill(commune, COUNTS))
    client = signed_in(Role.DISTRICT_OFFICER)
    with django_assert_num_queries(queries):
        client.get(f"/submissions/{commune.pk}/")


def test_the_form_takes_a_constant_number_of_queries(desk, django_assert_num_queries):
    with django_assert_num_queries(29):
        desk.client.get(desk.url)
    with django_assert_num_queries(33):
        desk.post()
