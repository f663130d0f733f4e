"""When the database or the disk fails: a page names the reason, nothing typed is lost, one line of log."""

import errno
import json
import logging
import sqlite3
from pathlib import Path

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db.utils import ConnectionHandler
from django.test import Client
from django.urls import path

from swprogram.outages import OutagesOnce, find_outage

NOWHERE = {"ENGINE": "django.db.backends.postgresql", "NAME": "portal", "HOST": "127.0.0.1", "PORT": "1"}
ENGLISH = {"accept-language": "en"}


def sqlite_at(file, timeout=0):
    options = {"timeout": timeout, "transaction_mode": "IMMEDIATE"}
    return ConnectionHandler(
        {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}}
    )["default"]


def ask_a_database_that_is_gone(request):
    ConnectionHandler({"default": NOWHERE})["default"].ensure_connection()


def write_while_another_writes(request, file):
    file = Path("/") / file
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with sqlite_at(file).cursor() as cursor:
            cursor.execute("CREATE TABLE one (id integer)")


def write_on_a_full_disk(request):
    with open("/dev/full", "wb", buffering=0) as file:
        file.write(b"scan")


def write_where_only_reading_is_allowed(request):
    raise OSError(errno.EROFS, "Read-only file system")


def make_a_mistake(request):
    with sqlite_at(":memory:").cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")


handler500 = "swprogram.outages.server_error"
urlpatterns = [
    path("gone/", login_not_required(ask_a_database_that_is_gone)),
    path("api/gone/", login_not_required(ask_a_database_that_is_gone)),
    path("busy/<path:file>/", login_not_required(write_while_another_writes)),
    path("full/", login_not_required(write_on_a_full_disk)),
    path("read-only/", login_not_required(write_where_only_reading_is_allowed)),
    path("mistake/", login_not_required(make_a_mistake)),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False, headers=ENGLISH)


def said(response):
    return response.content.decode()


def test_a_database_that_is_gone_is_named_and_when_to_come_back(visitor):
    response = visitor.get("/gone/")
    assert (response.status_code, response["Retry-After"]) == (503, "15")
    assert "The database does not answer" in said(response)


def test_the_api_says_it_as_data(visitor):
    response = visitor.get("/api/gone/")
    assert (response.status_code, response["Retry-After"]) == (503, "15")
    assert json.loads(response.content) == {"detail": "The database does not answer"}


def test_a_part_of_a_page_receives_a_notice(visitor):
    response = visitor.get("/gone/", headers={"hx-request": "true"})
    assert response.status_code == 503
    assert 'id="outage"' in said(response)
    assert "<html" not in said(response)


def test_what_was_typed_while_another_person_saves_is_sent_again_by_a_button(visitor, tmp_path):
    response = visitor.post(f"/busy{tmp_path}/db/", {"note": 'Phường "1" <b>', "cell": ["5", "7"]})
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert '<input type="hidden" name="note" value="Phường &quot;1&quot; &lt;b&gt;">' in said(response)
    assert said(response).count('name="cell"') == 2
    assert "Send again" in said(response)


def test_a_password_is_not_written_into_the_page(visitor):
    response = visitor.post("/gone/", {"username": "xa", "password": "mot-mat-khau"})
    assert "mot-mat-khau" not in said(response)


def test_a_full_disk_is_named(visitor):
    response = visitor.post("/full/")
    assert response.status_code == 507
    assert "The server has no room left" in said(response)


def test_a_disk_that_cannot_be_written_is_named(visitor):
    response = visitor.post("/read-only/")
    assert response.status_code == 503
    assert "The server cannot write" in said(response)


def test_a_mistake_of_the_program_stays_an_error(visitor):
    response = visitor.get("/mistake/")
    assert response.status_code == 500
    assert "Something went wrong" in said(response)


def test_an_error_that_an_outage_caused_is_the_outage():
    error = ValueError("the workbook was not written")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert find_outage(error) == "full"


def test_an_outage_is_told_once_a_minute(visitor):
    told = []
    handler = logging.Handler()
    handler.emit = told.append
    handler.addFilter(OutagesOnce())
    log = logging.getLogger("django.request")
    log.addHandler(handler)
    try:
        for address in ("/gone/", "/gone/", "/gone/", "/mistake/", "/mistake/"):
            visitor.get(address)
    finally:
        log.removeHandler(handler)
    assert [record.getMessage().partition(": ")[2] for record in told] == ["/gone/", "/mistake/", "/mistake/"]
