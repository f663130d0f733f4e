"""Repair by staff in /admin/: by the same services, held by the same rules."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from swprogram.org import services
from swprogram.org.models import AccountChange, ProgrammeLead, Unit, User
from swprogram.org.roles import Role


@pytest.fixture
def staff(client, db):
    superuser = User.objects.create_superuser("staff", password="x", full_name="Quản trị máy chủ")
    client.force_login(superuser)
    return client


def test_a_unit_added_in_admin_is_in_reach_at_once(staff, world):
    typed = {"kind": "commune", "type": "commune", "code": "moi", "name": "Xã Mới", "short_name": "Mới"}
    staff.post(reverse("admin:org_unit_add"), typed | {"parent": world.home.districts["Tây"].pk})
    officer = world.home.people[Role.PROVINCIAL_OFFICER]
    assert Unit.objects.visible_to(officer).filter(code="moi").exists()


def test_a_unit_moved_in_admin_leaves_the_old_branch_at_once(staff, world):
    unit = world.home.communes["Đông Hai"]
    typed = {name: getattr(unit, name) for name in ("kind", "type", "code", "name", "short_name")}
    staff.post(
        reverse("admin:org_unit_change", args=[unit.pk]), typed | {"parent": world.home.districts["Tây"].pk}
    )
    officer = world.home.people[Role.DISTRICT_OFFICER]
    assert not Unit.objects.visible_to(officer).filter(pk=unit.pk).exists()


def test_a_role_given_in_admin_keeps_the_level_and_is_noted(staff, world):
    person = world.home.people[Role.AGENCY_OFFICER]
    wrong = {"user": person.pk, "role": Role.COMMUNE_OFFICER, "unit": world.home.unit.pk}
    assert staff.post(reverse("admin:org_membership_add"), wrong).status_code == 200
    assert person.memberships.count() == 1
    staff.post(reverse("admin:org_membership_add"), wrong | {"unit": world.home.communes["Đông Một"].pk})
    change = AccountChange.objects.get()
    assert (change.verb, change.person, change.done_by.username) == ("role_given", person, "staff")


def test_a_role_is_ended_in_admin_and_never_rewritten_or_deleted(staff, world):
    held = world.home.people[Role.COMMUNE_OFFICER].memberships.get()
    path = reverse("admin:org_membership_change", args=[held.pk])
    staff.post(path, {"valid_to": "2024-01-01", "role": Role.SYSTEM_ADMINISTRATOR})
    held.refresh_from_db()
    assert (held.role, held.valid_to) == (Role.COMMUNE_OFFICER, date(2024, 1, 1))
    change = AccountChange.objects.get()
    assert (change.before, change.after) == ("Công chức cấp xã", "Công chức cấp xã – 01/01/2024")
    assert staff.post(reverse("admin:org_membership_delete", args=[held.pk])).status_code == 403


def test_who_becomes_a_superuser_is_noted(staff, world):
    person = world.home.people[Role.COMMUNE_OFFICER]
    typed = {"full_name": person.full_name, "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    staff.post(reverse("admin:org_user_change", args=[person.pk]), typed)
    change = AccountChange.objects.get()
    name = person.full_name
    assert (change.before, change.after) == (
        f"{name}; Được đăng nhập",
        f"{name}; Được đăng nhập; nhân viên kỹ thuật; quản trị toàn quyền",
    )


def test_staff_who_are_no_superusers_change_no_account(client, world):
    person = world.home.people[Role.SYSTEM_ADMINISTRATOR]
    User.objects.filter(pk=person.pk).update(is_staff=True)
    client.force_login(person)
    path = reverse("admin:org_user_change", args=[person.pk])
    assert client.post(path, {"is_superuser": "on", "full_name": "x"}).status_code == 403
    assert client.get(reverse("admin:org_membership_add")).status_code == 403


@pytest.fixture
def lead(world):
    lead = ProgrammeLead.objects.get(province=world.home.unit)
    lead.valid_to = date(2025, 3, 1)
    lead.save()
    return lead


def next_lead(lead, world, **days):
    return ProgrammeLead(
        province=lead.province, agency=world.home.health, ministry_department="Cục", seat="Hải Sơn", **days
    )


OVERLAPS = (
    {},
    {"valid_from": date(2025, 2, 28)},
    {"valid_to": date(2025, 1, 1)},
    {"valid_from": date(2024, 1, 1), "valid_to": date(2024, 2, 1)},
)


@pytest.mark.parametrize("days", OVERLAPS)
def test_two_agencies_do_not_lead_on_one_day(world, lead, days):
    with pytest.raises(IntegrityError, match="programme_lead_one_a_day"), transaction.atomic():
        next_lead(lead, world, **days).save()
    with pytest.raises(ValidationError, match="Đã có cơ quan khác"):
        services.appoint_lead(next_lead(lead, world, **days))


@pytest.mark.parametrize(
    "days", ({"valid_from": date(2025, 3, 1)}, {"valid_from": date(2024, 5, 1), "valid_to": date(2024, 5, 1)})
)
def test_one_agency_leads_after_the_other_and_a_lead_that_was_taken_back_counts_for_nothing(
    world, lead, days
):
    services.appoint_lead(next_lead(lead, world, **days))
    assert ProgrammeLead.objects.filter(province=world.home.unit).count() == 2


def test_a_lead_is_not_stretched_over_the_next_one(world, lead):
    services.appoint_lead(next_lead(lead, world, valid_from=date(2025, 3, 1)))
    lead.valid_to = None
    with pytest.raises(IntegrityError, match="programme_lead_one_a_day"), transaction.atomic():
        lead.save()
    lead.valid_to = date(2025, 3, 1)
    lead.seat = "Nơi khác"
    lead.save()


def test_the_page_of_staff_says_that_another_agency_leads(staff, world, lead):
    typed = {"province": lead.province_id, "agency": world.home.health.pk}
    typed |= {"ministry_department": "Cục", "seat": "Hải Sơn"}
    answer = staff.post(reverse("admin:org_programmelead_add"), typed)
    assert answer.context["adminform"].form.non_field_errors() == [
        "Đã có cơ quan khác chủ trì vào một trong những ngày này. Trước hết, hãy ghi ngày kết thúc cho"
        " cơ quan đó."
    ]
