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


def test_a_repair_makes_a_new_version(staff, plan):
    page = staff.get(reverse("admin:plans_plan_change", args=[plan.pk])).context
    forms = [page["adminform"].form, *(inline.formset for inline in page["inline_admin_formsets"])]
    typed = {form.add_prefix(field.name): field.value() or "" for field in forms[0] for form in forms[:1]}
    for formset in forms[1:]:
        typed |= {field.html_name: field.value() for field in formset.management_form}
    staff.post(reverse("admin:plans_plan_change", args=[plan.pk]), typed | {"title": "Tên đã sửa"})
    before = plan.version
    plan.refresh_from_db()
    assert (plan.title, plan.version) == ("Tên đã sửa", before + 1)


@pytest.mark.parametrize("model", ("target", "activity", "body", "duty"))
def test_what_the_pages_change_by_services_is_only_looked_at_here(staff, model):
    assert staff.get(reverse(f"admin:plans_{model}_add")).status_code == 403


def test_a_target_is_not_changed_past_its_service(staff, target):
    answer = staff.post(reverse("admin:plans_target_change", args=[target.pk]), {"name": "Tên đã sửa"})
    target.refresh_from_db()
    assert (answer.status_code, target.version) == (403, 1)
