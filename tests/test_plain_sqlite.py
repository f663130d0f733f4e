"""The database file is read, checked and copied by SQLite's own tools, which know nothing of Django."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """The file of a new portal, made by its migrations."""
    folder = tmp_path_factory.mktemp("data")
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--skip-checks", "-v0"],
        cwd=settings.BASE_DIR,
        env=kept | {"DATA_DIR": str(folder)},
        check=True,
    )
    return folder / "swprogram.sqlite3"


@pytest.fixture
def plain(database):
    with closing(sqlite3.connect(database)) as connection:
        yield connection


@pytest.mark.sqlite
def test_the_file_is_checked(plain):
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.sqlite
def test_the_file_is_copied(plain, tmp_path):
    plain.execute("VACUUM INTO ?", [str(tmp_path / "copy.sqlite3")])
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) FROM django_migrations").fetchone() > (50,)


@pytest.mark.sqlite
def test_the_file_is_dumped_and_read_again(plain):
    with closing(sqlite3.connect(":memory:")) as again:
        again.executescript("\n".join(plain.iterdump()))
        assert again.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
