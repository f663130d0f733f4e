"""Scans of a plan: what is taken, who gets it, and what stays when it goes."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.enums import PlanState
from plans.models import Attachment
from plans.services import attachments as services
from swprogram.kit import clock
from swprogram.org.roles import Role
from tests.factories.plans import PlanFactory
from tests.plans.test_views import messages_of

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
READERS = [role for role in Role if role != Role.SYSTEM_ADMINISTRATOR]
MEGABYTE = 1024 * 1024


def upload(content=PDF, name="Quyết định 411.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


@pytest.fixture
def scan(plan, officer):
    return services.attach_scan(plan, title="Quyết định 411/QĐ-UBND", upload=upload(), by=officer)


def test_a_scan_is_attached_under_a_random_name_and_read_again(signed_in, plan):
    client = signed_in()
    entered = {"title": "Quyết định 411/QĐ-UBND, bản quét", "file": upload()}
    with clock.at(date(2024, 6, 17)):
        response = client.post(reverse("attachment_add", args=[plan.pk]), entered, follow=True)
    assert messages_of(response) == ["“Quyết định 411/QĐ-UBND, bản quét” is attached."]
    scan = Attachment.objects.get()
    assert re.fullmatch(r"plans/[0-9a-f]{32}\.pdf", scan.file.name)
    assert (scan.original_name, scan.size, scan.uploaded_at.date()) == (
        "Quyết định 411.pdf",
        len(PDF),
        date(2024, 6, 17),
    )
    assert scan.title in response.content.decode()
    got = client.get(reverse("attachment_file", args=[scan.pk]))
    assert b"".join(got.streaming_content) == PDF


def test_the_file_is_saved_and_never_opened_in_the_page(signed_in, scan):
    headers = signed_in().get(reverse("attachment_file", args=[scan.pk])).headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Quy%E1%BA%BFt")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("role", READERS)
def test_whoever_reads_the_plan_reads_its_scans_and_only_the_officer_changes_them(signed_in, scan, role):
    client = signed_in(role)
    allowed = 200 if role == Role.PROVINCIAL_OFFICER else 403
    assert client.get(reverse("attachment_file", args=[scan.pk])).status_code == 200
    assert client.get(reverse("attachment_add", args=[scan.plan_id])).status_code == allowed
    assert client.get(reverse("attachment_delete", args=[scan.pk])).status_code == allowed


def test_a_scan_of_another_province_is_not_found(signed_in, world):
    hidden = PlanFactory(unit=world.other.unit)
    stranger = world.other.people[Role.PROVINCIAL_OFFICER]
    scan = services.attach_scan(hidden, title="Kế hoạch", upload=upload(), by=stranger)
    client = signed_in()
    assert client.get(reverse("attachment_file", args=[scan.pk])).status_code == 404
    assert client.post(reverse("attachment_delete", args=[scan.pk])).status_code == 404
    assert client.get(reverse("attachment_add", args=[hidden.pk])).status_code == 404


def test_no_address_leads_to_the_stored_file_itself(signed_in, scan):
    client = signed_in()
    for address in (f"/media/{scan.file.name}", f"/{scan.file.name}", f"/static/{scan.file.name}"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "message"),
    (
        (b"MZ\x90\x00" + b"\x00" * 2000, "This is not a file of these kinds: PDF. Choose another one."),
        (b" " * 2000 + b"%PDF-1.4\n%%EOF", "This is not a file of these kinds: PDF. Choose another one."),
        (b"%PDF-1.4\n" + b"x" * 5000, "This PDF is cut off: its end is missing. Scan or save it again."),
        (b"%PDF-1.4\n%%EOF\n7 0 obj\n<<", "This PDF is cut off: its end is missing. Scan or save it again."),
        (b"", "The submitted file is empty."),
    ),
)
def test_only_a_whole_pdf_is_taken_whatever_its_name_says(signed_in, plan, content, message):
    entered = {"title": "Bản quét", "file": upload(content)}
    response = signed_in().post(reverse("attachment_add", args=[plan.pk]), entered)
    form = response.context["form"]
    assert (response.status_code, form.errors) == (200, {"file": [message]})
    assert form["title"].value() == "Bản quét"
    assert not Attachment.objects.exists()


def test_a_scan_of_20_mb_is_told_what_to_do_and_the_title_stays(signed_in, plan):
    too_large = upload(PDF + b"\x00" * (20 * MEGABYTE - 2 * len(PDF)) + PDF)
    response = signed_in().post(
        reverse("attachment_add", args=[plan.pk]), {"title": "Kế hoạch 260/KH-UBND", "file": too_large}
    )
    form = response.context["form"]
    assert form.errors == {
        "file": [
            "The file has 20 MB; at most 15 MB are kept. Scan it again in grey at 200 dpi, or split it into"
            " parts, and choose it again."
        ]
    }
    assert form["title"].value() == "Kế hoạch 260/KH-UBND"
    assert 'value="Kế hoạch 260/KH-UBND"' in response.content.decode()


def test_a_scan_of_exactly_15_mb_is_kept(plan, officer):
    largest = upload(PDF + b"\x00" * (15 * MEGABYTE - 2 * len(PDF)) + PDF)
    assert services.attach_scan(plan, title="Bản quét", upload=largest, by=officer).size == 15 * MEGABYTE


@pytest.mark.parametrize(
    ("name", "shown"),
    (
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\scan\\QĐ 411.PDF", "QĐ 411.pdf"),
        ("virus.exe", "virus.pdf"),
        ("a" * 300 + ".pdf", "a" * 200 + ".pdf"),
    ),
)
def test_the_name_that_it_came_with_is_only_shown_and_always_ends_in_pdf(plan, officer, name, shown):
    file = upload()
    file._name = name
    scan = services.attach_scan(plan, title="Bản quét", upload=file, by=officer)
    assert scan.original_name == shown
    assert scan.file.name.startswith("plans/")


@pytest.mark.parametrize("state", PlanState)
def test_a_scan_is_attached_in_every_state_of_the_plan(plan, officer, state):
    plan.state = state
    plan.save()
    assert services.attach_scan(plan, title="Bản quét", upload=upload(), by=officer).pk


def test_a_deleted_scan_takes_its_file_along_and_leaves_its_history(
    signed_in, scan, officer, django_capture_on_commit_callbacks
):
    client, name = signed_in(), scan.file.name
    address = reverse("attachment_delete", args=[scan.pk])
    assert scan.original_name in client.get(address).content.decode()
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address, follow=True)
    assert messages_of(response) == ["“Quyết định 411/QĐ-UBND” is deleted."]
    assert not default_storage.exists(name)
    records = Attachment.history.order_by("history_id")
    assert [(row.history_type, row.history_user, row.original_name) for row in records] == [
        ("+", officer, "Quyết định 411.pdf"),
        ("-", officer, "Quyết định 411.pdf"),
    ]


def test_nobody_else_deletes_a_scan(world, scan):
    with pytest.raises(PermissionDenied):
        services.remove_scan(scan, by=world.home.people[Role.AGENCY_OFFICER])


def test_a_file_that_was_lost_is_not_found(signed_in, scan):
    default_storage.delete(scan.file.name)
    assert signed_in().get(reverse("attachment_file", args=[scan.pk])).status_code == 404
