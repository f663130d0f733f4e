"""Files that no row names go after a day; every other file stays."""

import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from swprogram.kit import clock
from swprogram.kit.orphans import purge_orphans
from swprogram.org.roles import Role
from swprogram.registry.models import ExportRun

pytestmark = pytest.mark.django_db
TWO_DAYS = 2 * 24 * 60 * 60


@pytest.fixture
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "swprogram.kit.storage.WholeFileStorage"}}
    return tmp_path


def store(media, name, age=TWO_DAYS):
    default_storage.save(name, ContentFile(b"PK"))
    os.utime(media / name, (time.time() - age,) * 2)


def files_in(media):
    return sorted(path.relative_to(media).as_posix() for path in media.rglob("*") if path.is_file())


def test_a_file_without_a_row_goes_after_a_day_with_what_was_left_half_written(media):
    store(media, "workbooks/old.xlsx")
    store(media, "workbooks/half.xlsx.0f0f.part")
    store(media, "workbooks/new.xlsx", age=60)
    assert purge_orphans("workbooks") == ["workbooks/half.xlsx.0f0f.part", "workbooks/old.xlsx"]
    assert files_in(media) == ["workbooks/new.xlsx"]


def test_a_file_that_a_row_names_stays_with_the_one_beside_it(media, world):
    owner = world.home.people[Role.PROVINCIAL_OFFICER]
    for name in ("workbooks/kept.xlsx", "workbooks/kept-result.xlsx"):
        store(media, name)
    ExportRun.objects.create(
        registry="facility", owner=owner, created_at=clock.now(), file="workbooks/kept.xlsx"
    )
    assert purge_orphans("workbooks") == []
    assert files_in(media) == ["workbooks/kept-result.xlsx", "workbooks/kept.xlsx"]


def test_a_scan_stays_though_no_row_names_it_but_its_half_goes(media):
    store(media, "plans/scan.pdf")
    store(media, "plans/scan.pdf.0f0f.part")
    assert purge_orphans("workbooks") == ["plans/scan.pdf.0f0f.part"]
    assert files_in(media) == ["plans/scan.pdf"]


def test_a_portal_without_files_has_none_to_purge(media):
    assert purge_orphans("workbooks") == []
