"""Drafts: who reads them before they bind anybody, and how one that nobody needs goes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans import services
from plans.enums import PlanState
from plans.models import Plan, Target
from plans.services.attachments import attach_scan
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from swprogram.org.roles import Role
from tests.factories.plans import ActivityFactory, BudgetLineFactory, PlanFactory, TargetFactory

pytestmark = pytest.mark.usefixtures("in_english")

READERS_OF_DRAFTS = {Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_LEADER}


@pytest.mark.parametrize("role", list(Role))
def test_a_draft_is_read_by_those_who_write_it_and_their_leader_only(world, draft, role):
    person = world.home.people[role]
    assert Plan.objects.visible_to(person).filter(pk=draft.pk).exists() == (role in READERS_OF_DRAFTS)


def test_a_draft_of_another_province_is_read_by_nobody_here(world):
    foreign = PlanFactory(unit=world.other.unit, state=PlanState.DRAFT)
    readers = [role for role in Role if foreign in Plan.objects.visible_to(world.home.people[role])]
    assert readers == []


def test_a_commune_finds_neither_the_page_nor_the_targets_of_a_draft(signed_in, draft):
    target = TargetFactory(plan=draft)
    commune = signed_in(Role.COMMUNE_OFFICER)
    assert commune.get(reverse("plan_detail", args=[draft.pk])).status_code == 404
    assert commune.get(f"/api/targets/{target.pk}/").status_code == 404


def test_a_draft_is_deleted_with_its_parts_and_its_history_stays(draft, officer):
    target = TargetFactory(plan=draft)
    BudgetLineFactory(plan=draft, activity=ActivityFactory(plan=draft))
    services.delete_draft(draft, version=1, by=officer)
    assert not Plan.objects.filter(pk=draft.pk).exists()
    assert Target.history.filter(id=target.pk, history_type="-").count() == 1
    assert Plan.history.get(id=draft.pk, history_type="-").history_user == officer


def test_the_scans_of_a_deleted_draft_leave_the_disk(draft, officer, django_capture_on_commit_callbacks):
    scan = attach_scan(draft, title="Bản quét", upload=pdf(), by=officer)
    storage, name = scan.file.storage, scan.file.name
    draft.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_draft(draft, version=draft.version, by=officer)
    assert not storage.exists(name)


def pdf():
    return SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n")


@pytest.mark.parametrize("state", [state for state in PlanState if state != PlanState.DRAFT])
def test_only_a_draft_is_deleted(plan, officer, state):
    Plan.objects.filter(pk=plan.pk).update(state=state)
    with pytest.raises(ChangeRefused, match="Only a draft is deleted"):
        services.delete_draft(plan, version=1, by=officer)


def test_a_draft_that_was_changed_meanwhile_is_not_deleted(draft, officer):
    with pytest.raises(StaleVersion):
        services.delete_draft(draft, version=0, by=officer)


def test_a_draft_with_a_plan_below_it_stays(world, officer):
    above = PlanFactory(
        unit=world.home.unit, kind="phase_plan", from_year=2024, to_year=2026, state=PlanState.DRAFT
    )
    PlanFactory(unit=world.home.unit, parent=above, title="Kế hoạch năm 2024")
    with pytest.raises(ChangeRefused, match="plan “Kế hoạch năm 2024” belongs to it"):
        services.delete_draft(above, version=1, by=officer)
    assert Plan.objects.filter(pk=above.pk).exists()


def test_the_page_of_a_draft_offers_to_delete_it(signed_in, draft, plan):
    officer = signed_in()
    address = reverse("plan_delete", args=[draft.pk])
    assert address in officer.get(reverse("plan_detail", args=[draft.pk])).content.decode()
    answer = officer.post(address, {"version": draft.version}, follow=True)
    assert answer.redirect_chain == [(reverse("plan_list"), 302)]
    assert "The draft “Kế hoạch năm 2025” is deleted." in answer.content.decode()
    in_force = officer.get(reverse("plan_detail", args=[plan.pk])).content.decode()
    assert reverse("plan_delete", args=[plan.pk]) not in in_force
