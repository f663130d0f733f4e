"""Repair by staff: the parts of a plan that have no page of their own."""

import pytest
from django.urls import reverse

from plans.models import Correction
from swprogram.org.models import User


@pytest.fixture
def staff(client, db):
    client.force_login(User.objects.create_superuser("staff", password="mot-mat-khau-dai"))
    return client


@pytest.mark.parametrize("model", ("plan", "target", "activity", "body", "duty", "programme", "indicator"))
def test_every_list_opens(staff, target, model):
    assert staff.get(reverse(f"admin:plans_{model}_changelist")).status_code == 200


def test_a_plan_opens_with_the_parts_of_its_text(staff, plan):
    Correction.objects.create(plan=plan, where="II", printed="chính phủ", correct="Chính phủ")
    html = staff.get(reverse("admin:plans_plan_change", args=[plan.pk])).content.decode()
    assert 'value="chính phủ"' in html


def test_a_repair_makes_a_new_version(staff, target):
    kept = {
        name: getattr(target, name)
        for name in ("code", "position", "name", "wording", "comparator", "value", "measured_in", "note")
    }
    years = {"from_year": target.from_year, "to_year": target.to_year}
    typed = kept | years | {"plan": target.plan_id, "indicator": target.indicator_id, "name": "Tên đã sửa"}
    staff.post(reverse("admin:plans_target_change", args=[target.pk]), typed | {"value": "10"})
    target.refresh_from_db()
    assert (target.name, target.version) == ("Tên đã sửa", 2)
