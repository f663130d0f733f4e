"""An import is saved and undone in portions that others can slip between, and is all there or not at all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from facilities.models import Facility
from swprogram.registry.imports import portions, tasks
from swprogram.registry.models import ImportChange, ImportPortion, ImportRun
from tests.registry.imports import shelf
from tests.registry.imports.conftest import row
from tests.registry.imports.test_undo import undo
from tests.registry.imports.test_uploads import page, save

pytestmark = pytest.mark.django_db
TURN = "swprogram.registry.imports.saving.let_others_write"  # between two portions


@pytest.fixture(autouse=True)
def _two_rows_at_once(monkeypatch):
    monkeypatch.setattr(portions, "ROWS_PER_PORTION", 2)
    monkeypatch.setattr(portions, "PAUSE", 0)


@pytest.fixture
def five(send):
    return send(*(row(f"Trung tâm {letter}") for letter in "ABCDE"))


def names():
    return [name[-1] for name in Facility.objects.order_by("name").values_list("name", flat=True)]


def fail_at(monkeypatch, letter):
    """The record of this name cannot be saved."""
    fill = shelf.fill

    def stumble(facility, values):
        if values["name"].endswith(letter):
            raise ZeroDivisionError
        return fill(facility, values)

    monkeypatch.setattr(shelf, "fill", stumble)
    return lambda: monkeypatch.setattr(shelf, "fill", fill)


def test_each_portion_is_a_transaction_of_its_own(five, signed_in):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        save(signed_in(), five)
    inserts = [one["sql"] for one in captured if 'INSERT INTO "facilities_facility"' in one["sql"]]
    assert (five.state, len(inserts), names()) == ("saved", 3, list("ABCDE"))


def test_what_was_saved_is_taken_back_where_a_later_portion_stops(five, signed_in, monkeypatch):
    fail_at(monkeypatch, "E")
    save(signed_in(), five)
    five.refresh_from_db()
    assert (five.state, five.saved_at, names()) == ("failed", None, [])
    assert not ImportPortion.objects.exists()
    assert "Nothing was saved" in signed_in().get(page(five)).content.decode()


def test_a_worker_that_was_killed_goes_on_with_the_portions_that_are_left(five, signed_in, monkeypatch):
    turns = []

    def be_killed_at_the_second():
        turns.append(1)
        if len(turns) == 2:
            raise SystemExit

    monkeypatch.setattr(TURN, be_killed_at_the_second)
    save(signed_in(), five)
    assert names() == list("ABCD")
    assert ImportRun.objects.get().state == "saving"
    tasks.save_import.call(five.pk)
    assert (ImportRun.objects.get().state, names()) == ("saved", list("ABCDE"))
    undo(signed_in(), five)
    assert (five.state, names()) == ("undone", [])
    assert not ImportChange.objects.exists()


def test_a_record_that_changed_after_it_was_staged_stops_the_saving(send, signed_in, shelved, monkeypatch):
    (held,) = shelved("Trung tâm Z")
    run = send(row("A"), row("B"), row("Mới", code=held.code))
    turns = []

    def interfere():
        turns.append(Facility.objects.filter(pk=held.pk).update(note="x", name="Trung tâm Y"))

    monkeypatch.setattr(TURN, interfere)
    save(signed_in(), run)
    run.refresh_from_db()
    assert (run.state, names(), run.findings["is_outdated"]) == ("checked", ["Y"], True)
    assert run.findings["changed"][0]["changes"][0] == ["Tên", "Trung tâm Y", "Mới"]


def test_undoing_that_stops_on_its_way_leaves_the_import_as_it_was(five, signed_in, monkeypatch):
    save(signed_in(), five)
    turns = []

    def interfere():
        turns.append(1)
        if len(turns) == 1:
            Facility.objects.filter(name="Trung tâm A").update(note="Sửa tay")

    monkeypatch.setattr(TURN, interfere)
    undo(signed_in(), five)
    assert (five.state, names(), five.findings["left"]) == ("saved", list("ABCDE"), None)
    assert five.findings["undo_refused"]["named"] == ["Trung tâm A"]


def test_where_the_first_record_has_changed_nothing_is_taken_back_on_the_way(five, signed_in):
    save(signed_in(), five)
    Facility.objects.filter(name="Trung tâm A").update(note="Sửa tay")
    undo(signed_in(), five)
    assert five.findings["undo_refused"]["named"] == ["Trung tâm A"]
    assert list(Facility.history.values_list("history_type", flat=True)) == ["+"] * 5


def test_what_cannot_be_taken_back_of_a_saving_that_stopped_is_said(five, signed_in, monkeypatch):
    fail_at(monkeypatch, "E")
    turns = []

    def interfere():
        if not turns:
            turns.append(Facility.objects.filter(name="Trung tâm A").update(note="Sửa tay"))

    monkeypatch.setattr(TURN, interfere)
    save(signed_in(), five)
    five.refresh_from_db()
    assert (five.state, names()) == ("saved", list("ABCD"))
    html = signed_in().get(page(five)).content.decode()
    assert "4 of 5 rows stand in the registry" in html
    Facility.objects.update(note="")
    undo(signed_in(), five)
    assert (five.state, names()) == ("undone", [])
