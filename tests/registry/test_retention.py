"""A workbook is opened while its owner still has the right to what is in it, and does not stay for ever."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from swprogram.kit import clock
from swprogram.org import services as accounts
from swprogram.org.roles import Role
from swprogram.registry import exports
from swprogram.registry.enums import ExportState, ImportState
from swprogram.registry.models import ExportRun, ImportRun
from swprogram.registry.views import exports as views
from swprogram.registry.worker import Worker
from tests.registry.test_lists import URL

pytestmark = pytest.mark.django_db
EXPORT = f"{URL}export/"


@pytest.fixture
def two_at_once(monkeypatch):
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    monkeypatch.setattr(views, "AT_ONCE", 2)


def end_roles(world, person):
    for membership in person.memberships.all():
        accounts.end_role(membership, by=world.home.people[Role.SYSTEM_ADMINISTRATOR])


def test_a_workbook_is_not_opened_after_the_role_was_taken(signed_in, shelved, two_at_once, world, officer):
    shelved("A", "B", "C")
    client = signed_in()
    address = client.post(EXPORT).url
    accounts.grant_role(
        officer,
        role=Role.COMMUNE_OFFICER,
        unit=world.home.communes["Đông Một"],
        by=world.home.people[Role.SYSTEM_ADMINISTRATOR],
    )
    assert client.get(f"{address}file.xlsx").status_code == 200
    accounts.end_role(
        officer.memberships.get(role=Role.PROVINCIAL_OFFICER),
        by=world.home.people[Role.SYSTEM_ADMINISTRATOR],
    )
    answers = [client.get(path).status_code for path in (address, f"{address}file.xlsx", EXPORT)]
    assert answers == [403, 403, 200]


def test_a_workbook_of_which_nobody_knows_the_reach_is_made_again(signed_in, shelved, two_at_once):
    shelved("A", "B", "C")
    client = signed_in()
    address = client.post(EXPORT).url
    ExportRun.objects.update(reach=[])
    assert client.get(f"{address}file.xlsx").status_code == 403


def test_a_wider_role_opens_what_was_made_with_a_narrower_one(client, shelved, two_at_once, world):
    shelved("A", "B", "C", unit=world.home.communes["Đông Một"])
    person = world.home.people[Role.COMMUNE_OFFICER]
    client.force_login(person)
    address = client.post(EXPORT).url
    administrator = world.home.people[Role.SYSTEM_ADMINISTRATOR]
    accounts.grant_role(
        person, role=Role.DISTRICT_OFFICER, unit=world.home.districts["Đông"], by=administrator
    )
    accounts.end_role(person.memberships.get(role=Role.COMMUNE_OFFICER), by=administrator)
    assert client.get(f"{address}file.xlsx").status_code == 200


def kept(model, owner, age=timedelta(), **values):
    """A run with a file, as old as that."""
    run = model(registry="shelf", owner=owner, created_at=clock.now() - age, **values)
    run.file.save("a.xlsx", ContentFile(b"PK"))
    return run


def test_old_workbooks_go_and_what_an_import_did_stays(officer):
    day = timedelta(days=1)
    kept(ExportRun, officer, 3 * day, state=ExportState.READY)
    new_export = kept(ExportRun, officer, day, state=ExportState.READY)
    kept(ImportRun, officer, 31 * day, state=ImportState.CHECKED)
    saved = kept(ImportRun, officer, 31 * day, state=ImportState.SAVED, saved_at=clock.now())
    recent = kept(ImportRun, officer, 29 * day, state=ImportState.CHECKED)
    told = StringIO()
    call_command("purge_workbooks", stdout=told)
    assert told.getvalue() == "Workbooks taken away: 3\n"
    assert list(ExportRun.objects.all()) == [new_export]
    assert set(ImportRun.objects.all()) == {saved, recent}
    assert ImportRun.objects.get(pk=saved.pk).file.name == ""
    assert [default_storage.exists(run.file.name) for run in (new_export, recent)] == [True, True]
    assert ImportRun.objects.get(pk=saved.pk).state == ImportState.SAVED


@pytest.mark.django_db(transaction=True)
def test_the_files_are_gone_from_the_disk(officer):
    run = kept(ImportRun, officer, timedelta(days=31), state=ImportState.CHECKED)
    export = kept(ExportRun, officer, timedelta(days=3), state=ExportState.READY)
    call_command("purge_workbooks", stdout=StringIO())
    assert [default_storage.exists(one.file.name) for one in (run, export)] == [False, False]


def test_the_worker_does_it_by_itself(officer):
    kept(ExportRun, officer, timedelta(days=3), state=ExportState.READY)
    Worker(tell=str)._tidy()
    assert ExportRun.objects.count() == 0
