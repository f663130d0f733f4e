"""The slip of an issued report: which figures would now be others, and why."""

from datetime import date
from decimal import Decimal

import pytest

from reporting import services
from reporting.corrections import read_slip
from reporting.documents import document_of
from reporting.models import Report
from submissions.models import SubmissionEvent
from swprogram.kit import clock
from swprogram.org.roles import Role
from tests.reporting.counts import DONG_MOT, correct_counts


@pytest.fixture
def issued(trained, plan, counted, officer):
    return issue(plan, counted, officer)


def issue(plan, counted, officer):
    with clock.at(date(2024, 6, 24)):
        report = services.start_report(round=counted, plan=plan, by=officer)
        values = {"number": "05", "signed_on": date(2024, 6, 24), "signer": "Nguyễn Văn An"}
        report = services.save_report(report, values=values, version=1, by=officer)
        return services.issue_report(report, version=2, word="tạm tính", by=officer)


def test_as_long_as_nothing_is_corrected_the_slip_is_empty(issued, officer):
    slip = read_slip(issued, officer)
    assert (slip.changes, slip.returns) == ([], [])


def test_each_figure_that_changed_is_named(issued, counted, world, officer):
    with clock.at(date(2024, 7, 1)):
        counts = DONG_MOT | {"children_served:orphan": 3}
        correct_counts(counted, world.home.communes["Đông Một"], counts)
    found = {
        (one.table.code, one.row, one.column.header): (one.issued, one.now)
        for one in read_slip(issued, officer).changes
    }
    assert found == {
        ("Biểu 5", "Tổng số", "Được trợ giúp và cung cấp dịch vụ trong kỳ"): (1, 3),
        ("Biểu 5", "Tổng số", "Tỷ lệ (%)"): (Decimal("25.00"), Decimal("75.00")),
        ("Biểu 5", "Trẻ em mồ côi không nơi nương tựa", "Được trợ giúp và cung cấp dịch vụ trong kỳ"): (1, 3),
        ("Biểu 5", "Trẻ em mồ côi không nơi nương tựa", "Tỷ lệ (%)"): (Decimal("25.00"), Decimal("75.00")),
    }


def test_the_slip_says_who_returned_what_and_why(issued, counted, world, officer):
    with clock.at(date(2024, 7, 1)):
        correct_counts(counted, world.home.communes["Đông Một"], DONG_MOT | {"children:orphan": 5})
    (event,) = read_slip(issued, officer).returns
    assert event == SubmissionEvent.objects.get(verb="return")
    assert (event.submission.unit.short_name, event.comment) == ("Đông Một", "Đề nghị rà soát lại.")


def test_the_ministry_reads_the_difference_but_not_the_reasons(issued, counted, world):
    with clock.at(date(2024, 7, 1)):
        correct_counts(counted, world.home.communes["Đông Một"], DONG_MOT | {"children:orphan": 5})
    slip = read_slip(issued, world.home.people[Role.MINISTRY_VIEWER])
    assert (len(slip.changes), slip.returns) == (4, [])


def test_a_target_that_was_removed_or_moved_corrects_no_figure(issued, children, trained, plan, officer):
    plan.targets.filter(pk=trained.pk).delete()
    assert read_slip(issued, officer).changes == []


def test_targets_are_compared_by_their_code_wherever_they_stand(trained, children, plan, counted, officer):
    report = issue(plan, counted, officer)
    plan.targets.filter(pk=children.pk).update(position=0)
    assert read_slip(report, officer).changes == []


def test_a_unit_of_the_same_name_is_not_taken_for_another(issued, counted, world, officer):
    """Both communes are called alike since the report was issued; only one was corrected."""
    one, two = world.home.communes["Đông Một"], world.home.communes["Tây Một"]
    type(one).objects.filter(pk__in=(one.pk, two.pk)).update(name="Xã Một")
    with clock.at(date(2024, 7, 1)):
        correct_counts(counted, one, DONG_MOT | {"staff:cadre:commune": 5})
    changes = [one for one in read_slip(issued, officer).changes if one.table.code == "Biểu 9"]
    assert [(one.row, one.issued, one.now) for one in changes if one.column.key == "staff"] == [
        ("Toàn tỉnh", 14, 17),
        ("Huyện Đông", 11, 14),
        ("Xã Đông Một", 4, 7),
    ]


def test_a_report_that_was_frozen_before_columns_had_keys_is_read_as_it_was(issued, trained, officer):
    old = [without_keys(table) for table in issued.frozen_tables]
    old[0]["columns"], old[0]["rows"] = old[0]["columns"][:9], [row[:9] for row in old[0]["rows"]]
    Report.objects.filter(pk=issued.pk).update(frozen_tables=old)
    report = Report.objects.get(pk=issued.pk)
    (sentence,) = document_of(report).sentences
    assert sentence.startswith("Tỷ lệ người được tập huấn: 35,71\xa0% (5/14), mục tiêu ít nhất 10\xa0%: đạt")
    assert read_slip(report, officer).changes == []


def without_keys(table):
    columns = [{name: value for name, value in one.items() if name != "key"} for one in table["columns"]]
    return {name: value for name, value in table.items() if name != "row_keys"} | {"columns": columns}


def test_what_is_still_sent_or_late_is_no_correction(issued, officer):
    """Biểu 8 tells of the day of issue; that Tây became late since then corrects no figure."""
    with clock.at(date(2024, 8, 1)):
        assert read_slip(issued, officer).changes == []
