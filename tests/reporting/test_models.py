"""What the database itself refuses, by the name of the constraint; who sees which reports."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from reporting import services
from reporting.enums import FormulaKind, ReportState
from reporting.models import Formula, Report
from swprogram.org.roles import Role
from tests.factories.plans import TargetFactory

ISSUED = {
    "state": ReportState.ISSUED,
    "number": "05",
    "signed_on": date(2024, 6, 24),
    "signer": "Nguyễn Văn An",
    "issued_at": datetime(2024, 6, 24, tzinfo=UTC),
    "frozen_head": {},
    "frozen_tables": [],
}


@pytest.fixture
def report(plan, opened, officer):
    return services.start_report(round=opened, plan=plan, by=officer)


def change(report, **values):
    with transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**values)


@pytest.mark.parametrize("missing", ("issued_at", "issued_by", "frozen_head", "frozen_tables"))
def test_an_issued_report_says_when_by_whom_and_what(missing, report, officer):
    values = ISSUED | {"issued_by": officer, missing: None}
    with pytest.raises(IntegrityError, match="report_issued_says_when_by_whom_and_what"):
        change(report, **values)


@pytest.mark.parametrize("missing", ("number", "signer"))
def test_an_issued_report_has_number_and_signer(missing, report, officer):
    values = ISSUED | {"issued_by": officer, missing: ""}
    with pytest.raises(IntegrityError, match="report_issued_has_number_date_and_signer"):
        change(report, **values)


def test_an_issued_report_has_a_date(report, officer):
    values = ISSUED | {"issued_by": officer, "signed_on": None}
    with pytest.raises(IntegrityError, match="report_issued_has_number_date_and_signer"):
        change(report, **values)


def test_a_draft_is_not_frozen(report):
    with pytest.raises(IntegrityError, match="report_issued_says_when_by_whom_and_what"):
        change(report, frozen_tables=[])


@pytest.mark.parametrize(
    ("kind", "level"),
    ((FormulaKind.COVERAGE, ""), (FormulaKind.RATIO, "commune"), (FormulaKind.MILESTONE, "commune")),
)
def test_only_a_coverage_names_a_level_and_it_must(kind, level, plan):
    target = TargetFactory(plan=plan)
    with (
        pytest.raises(IntegrityError, match="formula_coverage_names_its_level"),
        transaction.atomic(),
    ):
        Formula.objects.create(target=target, kind=kind, level=level)


def seen_by(person):
    return list(Report.objects.visible_to(person))


@pytest.mark.parametrize(
    ("role", "draft", "issued"),
    (
        (Role.PROVINCIAL_OFFICER, True, True),
        (Role.PROVINCIAL_LEADER, True, True),
        (Role.MINISTRY_VIEWER, False, True),
        (Role.DISTRICT_OFFICER, False, False),
        (Role.COMMUNE_OFFICER, False, False),
        (Role.AGENCY_OFFICER, False, False),
        (Role.SYSTEM_ADMINISTRATOR, False, False),
    ),
)
def test_the_ministry_sees_a_report_once_it_is_issued(role, draft, issued, report, world, officer):
    person = world.home.people[role]
    assert seen_by(person) == ([report] if draft else [])
    change(report, **ISSUED | {"issued_by": officer})
    assert seen_by(person) == ([report] if issued else [])
    assert seen_by(world.other.people[role]) == []
