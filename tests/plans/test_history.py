"""What was changed: before and after, who and why; and what two people saved at once."""

from datetime import date
from decimal import Decimal

import pytest

from plans import services
from plans.models import Target
from swprogram.kit import clock
from swprogram.kit.history import Change, Conflict, find_conflicts, read_history
from tests.factories.plans import IndicatorFactory

pytestmark = pytest.mark.usefixtures("in_english", "amending")


def change(target, officer, version, **values):
    return services.change_target(target, values=values, version=version, by=officer)


def entries_of(target):
    return read_history(Target.history.filter(id=target.pk), services.TARGET_FIELDS)


def test_the_newest_change_stands_first_with_before_and_after(officer, target):
    with clock.at(date(2024, 6, 17)):
        change(target, officer, 1, value=Decimal("12.5"))
        moment = clock.now()
    newest, oldest = entries_of(target)
    assert newest.changes == (Change("Value", "10", "12.5"),)
    assert (newest.who, newest.when) == (officer, moment)
    assert (oldest.what, oldest.changes) == ("Entered", ())


def test_choices_and_names_are_shown_by_their_labels(officer, target):
    indicator = IndicatorFactory(name_en="Share of staff trained")
    change(target, officer, 1, comparator="eq", measured_in="person", indicator=indicator)
    assert entries_of(target)[0].changes == (
        Change("Indicator", target.indicator.name_en, "Share of staff trained"),
        Change("Comparison", "at least", "equal to"),
        Change("Measured in", "percent", "persons"),
    )


def test_nothing_before_is_a_dash(officer, target):
    change(target, officer, 1, note="Ghi chú")
    assert entries_of(target)[0].changes == (Change("Note", "–", "Ghi chú"),)


def test_dates_and_amounts_of_a_plan_are_shown_as_printed(officer, draft):
    values = {"issued_on": date(2025, 1, 5), "estimated_cost": 1_500_000_000}
    services.change_plan(draft, values=values, version=1, by=officer)
    newest = read_history(draft.history.all(), services.PLAN_FIELDS)[0]
    assert newest.changes == (
        Change("Date of issue", "–", "05/01/2025"),
        Change("Estimated cost (dong)", "–", "1,500,000,000"),
    )


def test_a_deletion_is_the_last_entry(officer, target):
    pk = target.pk
    services.delete_target(target, version=1, by=officer)
    newest = read_history(Target.history.filter(id=pk), services.TARGET_FIELDS)[0]
    assert (newest.what, newest.who) == ("Deleted", officer)


def test_a_row_without_records_has_no_history():
    assert read_history(Target.history.none(), services.TARGET_FIELDS) == []


def test_history_takes_the_same_queries_for_any_number_of_changes(officer, target, django_assert_num_queries):
    for version in range(1, 6):
        change(target, officer, version, value=Decimal(version), indicator=IndicatorFactory())
    with django_assert_num_queries(3):
        assert len(entries_of(target)) == 6


def test_what_was_saved_in_between_stands_beside_what_was_typed(officer, target):
    change(target, officer, 1, value=Decimal(40), name="Tên của người khác")
    typed = Target.objects.get(pk=target.pk)
    typed.value, typed.name, typed.note = Decimal(35), "Tỷ lệ nhân lực được đào tạo", "Ghi chú của tôi"
    conflicts, saves, version = find_conflicts(
        target.history.all(), typed, version=1, fields=services.TARGET_FIELDS
    )
    assert conflicts == [
        Conflict(
            "Short name",
            "Tỷ lệ nhân lực được đào tạo",
            "Tên của người khác",
            "Tỷ lệ nhân lực được đào tạo",
        ),
        Conflict("Value", "10", "40", "35"),
    ]
    assert [save.who for save in saves] == [officer]
    assert version == 2


def test_several_saves_in_between_are_all_named(officer, target):
    change(target, officer, 1, value=Decimal(40))
    change(target, officer, 2, value=Decimal(45))
    typed = Target.objects.get(pk=target.pk)
    conflicts, saves, version = find_conflicts(target.history.all(), typed, version=1, fields=["value"])
    assert conflicts == [Conflict("Value", "10", "45", "45")]
    assert (len(saves), version) == (2, 3)
