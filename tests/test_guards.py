"""What stands before every page: copies of it, the size of what is sent, the API's description."""

import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from swprogram.org.roles import Role

ENVIRONMENT = {
    "SECRET_KEY": "pX2k-9vQ7r_LmZ4tYw8cBn3hJs6dFg1aUe5iOo0TqRyVxWzKlMnP",
    "ALLOWED_HOSTS": "congtacxahoi.example.gov.vn",
    "CSRF_TRUSTED_ORIGINS": "https://congtacxahoi.example.gov.vn",
    "SECURE_COOKIES": "1",
    "TRUSTED_PROXIES": "127.0.0.1",
}


@pytest.mark.parametrize(
    "name", ("dashboard", "unit_list", "unit_export", "worker_list", "account", "api-root")
)
def test_what_stands_behind_the_sign_in_is_kept_by_nobody(client, world, catalogue, name):
    client.force_login(world.home.people[Role.PROVINCIAL_OFFICER])
    kept = client.get(reverse(name)).headers["Cache-Control"]
    assert {"no-store", "private"} <= set(kept.split(", "))


def test_an_address_of_a_button_opened_by_hand_answers_with_a_page(client, world, catalogue):
    officer = world.home.people[Role.PROVINCIAL_OFFICER]
    client.force_login(officer)
    address = reverse("person_lock", args=[officer.pk])
    answer = client.get(address, headers={"accept-language": "en"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Only a button of another page uses this address" in answer.content.decode()
    assert client.head(address).content == b""


def test_static_files_are_kept(client, db):
    answer = client.get("/static/css/base.css")
    answer.close()
    assert answer.status_code == 200
    assert "no-store" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize("name", ("api-schema", "api-docs"))
def test_the_description_of_the_api_is_for_those_who_signed_in(client, world, name):
    assert client.get(reverse(name)).status_code == 403
    client.force_login(world.home.people[Role.COMMUNE_OFFICER])
    assert client.get(reverse(name)).status_code == 200


class Unread:
    """A body of which nobody may read a byte."""

    def read(self, *args):
        raise AssertionError("The body was read.")

    readline = read


@pytest.mark.parametrize(
    ("content_type", "length"),
    (
        ("multipart/form-data; boundary=x", str(200 * 1024 * 1024)),
        ("multipart/form-data; boundary=x", "9" * 30),
        ("application/x-www-form-urlencoded", str(3 * 1024 * 1024)),
        ("application/json", str(3 * 1024 * 1024)),
        ("text/plain", "-1"),
    ),
)
def test_a_body_that_no_form_takes_is_refused_before_it_is_read(client, db, content_type, length):
    answer = client.post(
        reverse("login"),
        content_type=content_type,
        **{"wsgi.input": Unread(), "CONTENT_LENGTH": length, "CONTENT_TYPE": content_type},
    )
    assert answer.status_code == 413
    assert "tối đa 30 MB" in answer.content.decode()


def test_a_body_of_unknown_length_is_refused(client, db):
    answer = client.post(
        reverse("login"),
        **{"wsgi.input": Unread(), "CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"},
    )
    assert answer.status_code == 413


def test_a_scan_of_fifteen_megabytes_passes(client, db):
    scan = SimpleUploadedFile("a.pdf", b"%PDF" + b"0" * (15 * 1024 * 1024))
    assert client.post(reverse("login"), {"username": "a", "password": "b", "scan": scan}).status_code == 200


def manage(*command, data, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=kept | {"DATA_DIR": str(data)} | environment,
        capture_output=True,
        text=True,
    )


def test_the_check_of_a_server_finds_nothing(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "WARNING", data=tmp_path, **ENVIRONMENT)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("key", ("x", "a" * 60, "only-thirty-signs-and-no-more--"))
def test_a_weak_secret_key_is_refused_at_the_start(tmp_path, key):
    done = manage("check", data=tmp_path, **ENVIRONMENT | {"SECRET_KEY": key})
    assert done.returncode == 1
    assert "SECRET_KEY is too short" in done.stderr


def test_a_proxy_that_is_no_address_is_refused_at_the_start(tmp_path):
    done = manage("check", data=tmp_path, **ENVIRONMENT | {"TRUSTED_PROXIES": "nginx"})
    assert done.returncode == 1
    assert "TRUSTED_PROXIES: 'nginx'" in done.stderr


def test_the_database_and_its_folder_are_read_by_nobody_else(tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    (data / "swprogram.sqlite3").touch(mode=0o644)
    assert manage("check", data=data).returncode == 0
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (data, data / "swprogram.sqlite3")]
    assert modes == [0o700, 0o600]
