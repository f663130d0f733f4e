"""A workbook that was downloaded before the plan changed says so before it takes the change back."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from plans import services
from plans.models import LegalBasis, PlanUpload, Target
from tests.factories.plans import TargetFactory

pytestmark = pytest.mark.usefixtures("in_english")
WARNING = "This workbook is older than the plan."


@pytest.fixture
def target(draft):
    return TargetFactory(plan=draft, code="VT-1", position=1)


def download(client, plan):
    return client.get(reverse("plan_workbook", args=[plan.pk])).content


def send(client, content):
    file = SimpleUploadedFile("ke-hoach.xlsx", content)
    return client.post(reverse("plan_upload"), {"file": file}, follow=True)


def confirm(client, page, **more):
    address = reverse("plan_upload_confirm", args=[PlanUpload.objects.get().pk])
    return client.post(address, {"seen": page.context["checked"].seen} | more, follow=True)


def test_a_workbook_of_the_present_plan_is_saved_without_a_question(signed_in, draft, target):
    workbook = load_workbook(BytesIO(download(signed_in(), draft)))
    workbook["Kế hoạch"]["B9"] = "Kế hoạch đổi tên"
    output = BytesIO()
    workbook.save(output)
    page = send(signed_in(), output.getvalue())
    assert WARNING not in page.content.decode()
    confirm(signed_in(), page)
    draft.refresh_from_db()
    assert draft.title == "Kế hoạch đổi tên"


def test_an_older_workbook_is_saved_only_where_that_is_ticked(signed_in, draft, target, officer):
    client = signed_in()
    old = download(client, draft)
    services.change_target(target, values={"value": 20}, version=1, by=officer)
    page = send(client, old)
    assert WARNING in page.content.decode()
    refused = confirm(client, page)
    assert "Tick that it shall be saved anyway." in refused.content.decode()
    assert Target.objects.get().value == 20
    confirm(client, page, accepts_older="1")
    assert Target.objects.get().value == 10


def test_an_older_workbook_of_a_plan_with_a_new_row_is_older_too(signed_in, draft, target):
    client = signed_in()
    old = download(client, draft)
    LegalBasis.objects.create(plan=draft, position=1, text="Căn cứ A")
    assert WARNING in send(client, old).content.decode()


def test_the_same_workbook_a_second_time_changes_nothing_and_warns_of_nothing(signed_in, draft, target):
    client = signed_in()
    assert WARNING not in send(client, download(client, draft)).content.decode()
