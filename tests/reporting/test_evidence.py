"""What proves that a milestone was reached is not lost with its target."""

from datetime import date

import pytest
from django.db.models import ProtectedError

from plans import services as plan_services
from plans.contents import read_contents
from plans.enums import PlanState
from plans.models import Target
from plans.services.contents import ContentsRefused, save_contents
from reporting.models import MilestoneRecord
from swprogram.kit.workflow import ChangeRefused
from tests.factories.plans import PlanFactory, TargetFactory

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def target(world, officer):
    plan = PlanFactory(unit=world.home.unit, state=PlanState.DRAFT)
    target = TargetFactory(plan=plan, code="VT-7", position=1)
    MilestoneRecord.objects.create(
        target=target,
        unit=world.home.unit,
        done_on=date(2024, 5, 2),
        evidence="QĐ 12/QĐ-UBND",
        recorded_by=officer,
    )
    return target


def test_a_target_with_evidence_is_not_deleted_and_the_refusal_says_what_to_do(target, officer):
    with pytest.raises(ChangeRefused, match="VT-7.*“VT-7: QĐ 12/QĐ-UBND”.*Keep the target and change it"):
        plan_services.delete_target(target, version=1, by=officer)
    assert MilestoneRecord.objects.get().target_id == target.pk


def test_a_condition_with_evidence_keeps_the_target_above_it(target, officer):
    above = TargetFactory(plan=target.plan, code="VT-6", position=2)
    Target.objects.filter(pk=target.pk).update(condition_of=above)
    with pytest.raises(ChangeRefused, match="VT-7"):
        plan_services.delete_target(above, version=1, by=officer)


def test_a_workbook_that_leaves_the_target_out_is_refused(target, officer):
    contents = read_contents(target.plan) | {"targets": []}
    with pytest.raises(ContentsRefused, match="VT-7.*Put the row back"):
        save_contents(target.plan, contents, by=officer)
    assert MilestoneRecord.objects.count() == 1


def test_the_row_itself_refuses_to_go(target):
    with pytest.raises(ProtectedError):
        target.delete()


def test_the_page_says_why_the_target_stays(target, signed_in):
    page = signed_in().post(f"/targets/{target.pk}/delete/", {"version": "1"})
    assert "“VT-7: QĐ 12/QĐ-UBND”" in page.content.decode()
    assert Target.objects.filter(pk=target.pk).exists()
