"""The pages for repair by staff open, and nothing there rewrites what was reported."""

import pytest
from django.urls import reverse

from submissions.models import Form, Submission
from swprogram.org.roles import Role
from tests.factories.submissions import give_back, send


@pytest.fixture
def staff(client, django_user_model):
    client.force_login(
        django_user_model.objects.create_superuser("staff", password="x", full_name="Quản trị")
    )
    return client


@pytest.mark.parametrize("name", ("breakdown", "measure", "form", "round", "submission"))
def test_every_list_opens(staff, opened, name):
    assert staff.get(reverse(f"admin:submissions_{name}_changelist")).status_code == 200


def test_every_thing_opens(staff, opened, commune):
    give_back(send(commune, {}))
    for thing in (opened, commune, commune.form, commune.form.lines.first().measure):
        url = reverse(f"admin:submissions_{thing._meta.model_name}_change", args=[thing.pk])
        assert staff.get(url).status_code == 200


def test_counts_are_neither_added_nor_deleted(staff, commune):
    assert staff.get(reverse("admin:submissions_submission_add")).status_code == 403
    assert staff.get(reverse("admin:submissions_submission_delete", args=[commune.pk])).status_code == 403


def test_only_the_reviewing_unit_and_the_note_can_be_put_right(staff, commune, world):
    url = reverse("admin:submissions_submission_change", args=[commune.pk])
    fields = staff.get(url).context["adminform"].form.fields
    assert list(fields) == ["reviewer", "note"]


def test_a_form_of_a_level_at_which_nobody_enters_counts_is_refused(staff, catalogue):
    typed = {"code": "tinh", "name": "Biểu tỉnh", "name_en": "Province", "level": "province", "position": 9}
    lines = {f"lines-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    answer = staff.post(reverse("admin:submissions_form_add"), typed | lines)
    assert answer.context["adminform"].form.errors == {
        "level": ["Không ai nhập số liệu ở cấp này. Hãy chọn cấp huyện hoặc cấp xã."]
    }


def test_a_round_opens_though_a_form_of_the_province_stands_there(client, world, catalogue):
    Form.objects.create(code="tinh", name="Biểu tỉnh", name_en="Province", level="province")
    client.force_login(world.home.people[Role.PROVINCIAL_OFFICER])
    page = client.get(reverse("round_add"))
    typed = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    answer = client.post(reverse("round_add"), typed)
    assert answer.status_code == 302
    assert sorted(set(Submission.objects.values_list("form__level", flat=True))) == ["commune", "district"]
