"""Workbooks: what leaves comes back unchanged, what is wrong is told, what is saved is signed."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from facilities import services
from facilities.enums import ClientGroup, LicenceKind, ServiceKind
from facilities.imports import IMPORTER
from facilities.models import Capacity, Facility, FacilityService
from facilities.registries import FACILITIES
from facilities.services import Decision
from swprogram.kit import clock
from swprogram.kit.bulk import BulkWriter
from swprogram.kit.text import normalise
from swprogram.org.roles import Role
from swprogram.registry.exports import write_to_file
from swprogram.registry.imports.answers import Answers
from swprogram.registry.imports.checking import Checked, check_rows, open_cells, read_rows
from swprogram.registry.imports.matching import labels_of, match_headings
from swprogram.registry.imports.reading import read_table
from swprogram.registry.imports.undoing import UndoRefused
from swprogram.registry.lists import Selection
from swprogram.registry.spec import Context, Row
from tests.factories.facilities import CapacityFactory, FacilityFactory, FacilityServiceFactory
from tests.imports import dump, save_rows, undo


@pytest.fixture(autouse=True)
def in_june():
    with clock.at(date(2024, 6, 17)), translation.override("en"):
        yield


@pytest.fixture
def sender(officer):
    return Context(officer, reason="Danh sách tháng 6")


def exported(user):
    selection = Selection(FACILITIES, user, QueryDict("state=all"))
    with write_to_file(selection) as (file, _rows):
        return file.read()


def checked(data, user):
    """What the rows of a workbook mean for the registry."""
    file = SimpleUploadedFile("ds.xlsx", data)
    labels = labels_of(FACILITIES)
    table = read_table(file, set(labels))
    matching = match_headings(FACILITIES, table.headings, labels).columns
    rows, problems = read_rows(table, Answers(columns=matching), open_cells(FACILITIES, user))
    return check_rows(FACILITIES, rows, problems, Context(user))


def row(unit, pk=None, line=2, **values):
    """A complete row, as checking hands it on."""
    empty = {column.key: column.cell.empty for column in FACILITIES.sheet_columns}
    if pk:
        empty = IMPORTER.read([pk])[pk]
    required = {} if pk else {"name": "Trung tâm mới", "kind": "social_work_centre", "unit": unit.pk}
    return Row(line, empty | required | values, pk)


def problems(rows, sender):
    return [(problem.key, problem.message, problem.is_warning) for problem in IMPORTER.check(rows, sender)]


def save(rows, sender):
    """The import that saved them."""
    changed = [row for row in rows if row.pk is not None]
    before = IMPORTER.read([row.pk for row in changed])
    new = [row for row in rows if row.pk is None]
    return save_rows(FACILITIES, Checked(new=new, changed=changed, before=before), sender)


# --- Round trip ------------------------------------------------------------------------------------


def test_an_export_that_is_imported_again_changes_nothing(world, officer, east):
    whole = FacilityFactory(
        name="Trung tâm", unit=east, managed_by=world.home.health, operator="Hội", address="Số 1",
        phone="0254", hotline="1800", email="a@b.vn", licence_kind=LicenceKind.LICENCE,
        licence_number="12/GP", licensed_on=date(2020, 1, 2), licensed_by="Sở", arrangement="team",
        in_network_plan=True, latitude=Decimal("10.346012"), longitude=Decimal("107.084331"),
        opened_on=date(2011, 10, 1), closed_on=date(2024, 1, 1), note="Dòng 1\nDòng 2",
    )  # fmt: skip
    FacilityServiceFactory(facility=whole, kind=ServiceKind.ADVICE, since=date(2020, 1, 1))
    FacilityServiceFactory(facility=whole, kind=ServiceKind.HOTLINE, until=date(2023, 1, 1))
    CapacityFactory(facility=whole, group=ClientGroup.CHILDREN, places=0, clients=None)
    FacilityFactory(name="Chỉ có tên", unit=world.home.communes["Đông Một"])
    found = checked(exported(officer), officer)
    assert (found.counts, found.problems) == ({"new": 0, "changed": 0, "same": 2, "wrong": 0}, [])


NAMES = st.one_of(
    st.text(min_size=1, max_size=300),
    st.sampled_from(
        ["=1+1", "+84", "-x", "@a", "\"Nhà\" 'mở'", "🏠 Nhà", "Đ" * 300, "Tru\u031bo\u031b\u0300ng", "#12"]
    ),
).filter(lambda name: normalise(name) and normalise(name).isprintable() and len(normalise(name)) <= 300)


@settings(max_examples=25)
@given(name=NAMES)
def test_any_name_leaves_and_comes_back_as_it_is(world, officer, east, name):
    Facility.objects.all().delete()
    FacilityFactory(name=name, unit=east)
    found = checked(exported(officer), officer)
    assert (found.counts, found.problems) == ({"new": 0, "changed": 0, "same": 1, "wrong": 0}, [])


# --- What is wrong ---------------------------------------------------------------------------------


def test_a_code_from_outside_of_the_area_is_told(world, sender):
    far = FacilityFactory(unit=world.home.districts["Tây"])
    rows = [row(None, pk=far.pk)]
    rows[0].pk = None
    (problem,) = IMPORTER.find(rows, sender)
    assert (problem.key, rows[0].pk) == ("code", None)


def test_a_unit_and_an_agency_outside_of_reach_are_told(world, sender):
    outside = row(world.home.districts["Tây"], managed_by=world.other.health.pk)
    assert problems([outside], sender) == [
        ("unit", "Outside of your area. Choose from the drop-down list.", False),
        ("managed_by", "Outside of your province. Choose from the drop-down list.", False),
    ]


def test_rules_between_cells_are_told_at_their_columns(east, sender):
    wrong = row(
        east,
        email="không có",
        latitude=Decimal(10),
        opened_on=date(2024, 1, 2),
        closed_on=date(2024, 1, 1),
        licence_number="12",
    )
    assert {key for key, _message, _warning in problems([wrong], sender)} == {
        "email",
        "longitude",
        "closed_on",
        "licence_kind",
    }


def test_a_service_that_has_ended_is_not_given_again_by_a_workbook(centre, sender):
    FacilityServiceFactory(facility=centre, kind=ServiceKind.ADVICE, until=date(2023, 1, 1))
    typed = row(None, pk=centre.pk, services=frozenset({"advice"}))
    assert problems([typed], sender) == [
        ("services", "“Advice” ended on 01/01/2023. If it goes on, say so on the facility's page.", False)
    ]


def test_what_an_event_has_told_is_not_changed_by_a_workbook(officer, centre, sender):
    decision = Decision(date(2024, 1, 1))
    services.rename_facility(centre, name="Tên mới", decision=decision, version=1, by=officer)
    keys = [key for key, *_rest in problems([row(None, pk=centre.pk, name="Khác")], sender)]
    assert keys == ["name"]


def test_the_same_name_in_the_same_unit_is_a_warning(centre, east, sender):
    typed = row(east, name="TRUNG TÂM công tác xã hội Đông")
    assert problems([typed], sender) == [
        (
            "name",
            f"There is a facility of this name in this unit already: {centre.code}. Is it the same?",
            True,
        )
    ]


# --- What is saved ---------------------------------------------------------------------------------


def test_new_rows_are_saved_with_their_services_places_and_history(east, sender):
    rows = [
        row(east, services=frozenset({"advice", "hotline"}), places_older=50, clients_older=48),
        row(east, line=3, name="Hai", ownership="non_public"),
    ]
    save(rows, sender)
    first, second = Facility.objects.order_by("pk")
    assert (first.ownership, second.ownership) == ("public", "non_public")
    assert first.search_key == "trung tam moi"
    assert set(first.services.values_list("kind", flat=True)) == {"advice", "hotline"}
    assert list(first.capacities.values_list("group", "places", "clients")) == [("older", 50, 48)]
    record = first.history.get()
    assert (record.history_user, record.history_change_reason) == (
        sender.user,
        "From the workbook “danh sách.xlsx”",
    )


def test_a_changed_row_keeps_the_days_of_services_that_stay(centre, sender):
    stays = FacilityServiceFactory(facility=centre, kind=ServiceKind.ADVICE, since=date(2020, 1, 1))
    FacilityServiceFactory(facility=centre, kind=ServiceKind.HOTLINE)
    ended = FacilityServiceFactory(facility=centre, kind=ServiceKind.THERAPY, until=date(2023, 1, 1))
    CapacityFactory(facility=centre)
    typed = {"services": frozenset({"advice", "education"}), "places_older": None, "phone": "0254"}
    save([row(None, pk=centre.pk, **typed)], sender)
    assert list(centre.services.values_list("kind", "since", "until").order_by("kind")) == [
        ("advice", stays.since, None),
        ("education", None, None),
        ("therapy", None, ended.until),
    ]
    centre.refresh_from_db()
    assert (centre.phone, centre.version) == ("0254", 2)
    assert not Capacity.objects.exists()
    assert Capacity.history.filter(history_type="-").get().history_user == sender.user


def test_a_service_that_an_undone_import_took_away_has_its_days_again(centre, sender):
    FacilityServiceFactory(facility=centre, kind=ServiceKind.ADVICE, since=date(2020, 1, 1))
    before = dump("facilities")
    run = save([row(None, pk=centre.pk, services=frozenset())], sender)
    assert centre.services.count() == 0
    undo(FACILITIES, run)
    assert dump("facilities") == before


def test_an_unchanged_row_leaves_no_trace(centre, sender):
    save([row(None, pk=centre.pk)], sender)
    assert (Facility.objects.get().version, centre.history.count()) == (1, 1)


@pytest.mark.parametrize("number", (1, 3))
def test_saving_takes_as_many_queries_for_three_rows_as_for_one(
    east, sender, number, django_assert_num_queries
):
    rows = [row(east, line=line, name=f"Số {line}", places_older=5) for line in range(number)]
    with django_assert_num_queries(QUERIES_OF_SAVING):
        IMPORTER.save(rows, sender, BulkWriter(sender.user))


QUERIES_OF_SAVING = 6


def test_added_facilities_are_taken_back_with_all_their_parts(east, sender):
    rows = [row(east, services=frozenset({"advice"}), places_older=50)]
    undo(FACILITIES, save(rows, sender))
    assert not Facility.objects.exists()
    assert [Facility.history.latest().history_type, FacilityService.history.latest().history_type] == [
        "-",
        "-",
    ]


def test_a_facility_to_which_something_happened_is_not_taken_back(officer, east, sender):
    run = save([row(east)], sender)
    (centre,) = Facility.objects.all()
    services.rename_facility(centre, name="Khác", decision=Decision(date(2024, 1, 1)), version=1, by=officer)
    with pytest.raises(UndoRefused) as refusal:
        undo(FACILITIES, run)
    assert refusal.value.named == ["Khác"]


def test_a_workbook_in_an_offices_own_words_is_understood(world, east, officer):
    from openpyxl import Workbook

    book, output = Workbook(), BytesIO()
    book.active.append(["Tên cơ sở", "Loại hình cơ sở", "Địa bàn", "SĐT", "Dịch vụ cung cấp"])
    book.active.append(["Nhà mở", "school", "Huyện Đông", "0254", "advice; hotline"])
    book.save(output)
    found = checked(output.getvalue(), officer)
    (new,) = found.new
    assert (new.values["name"], new.values["unit"], new.values["phone"]) == ("Nhà mở", east.pk, "0254")
    assert new.values["services"] == {"advice", "hotline"}


def test_a_leader_changes_nothing_by_a_workbook(world, centre):
    sender = Context(world.home.people[Role.PROVINCIAL_LEADER])
    told = problems([row(None, pk=centre.pk, phone="0254")], sender)
    assert told == [("code", "You may read this facility but not change it. Leave its row out.", False)]
