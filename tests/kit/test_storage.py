"""A file is there as a whole, or not at all."""

import resource
import signal

import pytest
from django.core.files.base import ContentFile

from swprogram.kit.storage import WholeFileStorage

MEGABYTE = 1024 * 1024


@pytest.fixture
def storage(tmp_path):
    return WholeFileStorage(location=tmp_path)


@pytest.fixture
def no_room():
    """The system refuses to write more than one megabyte into a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MEGABYTE, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


def files_in(folder):
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_its_name(storage, tmp_path):
    assert storage.save("scans/one.pdf", ContentFile(b"%PDF-")) == "scans/one.pdf"
    assert files_in(tmp_path) == ["scans/one.pdf"]
    assert (tmp_path / "scans" / "one.pdf").read_bytes() == b"%PDF-"


def test_what_did_not_fit_on_the_disk_leaves_nothing_there(storage, tmp_path, no_room):
    with pytest.raises(OSError, match="File too large"):
        storage.save("scans/one.pdf", ContentFile(bytes(2 * MEGABYTE)))
    assert files_in(tmp_path) == []


def test_after_that_the_next_file_is_kept(storage, tmp_path, no_room):
    with pytest.raises(OSError, match="File too large"):
        storage.save("one.pdf", ContentFile(bytes(2 * MEGABYTE)))
    storage.save("two.pdf", ContentFile(b"%PDF-"))
    assert files_in(tmp_path) == ["two.pdf"]
