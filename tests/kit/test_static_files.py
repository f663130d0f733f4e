"""Static files leave compressed and under names that a browser keeps for good."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

from swprogram.kit.static_files import find_static_file

pytestmark = pytest.mark.django_db  # the end of a request looks after the connections that other tests opened
BLOCK = ".block { color: red; }\n" * 100
HASHED = "one.875513032bdd.css"


@pytest.fixture
def served(tmp_path, settings):
    """The portal with one style sheet, collected, and another one that was not."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.css").write_text(BLOCK)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "served"
    storage = {"BACKEND": "swprogram.kit.static_files.CollectedStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": storage}
    settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", interactive=False, verbosity=0)
    (source / "two.css").write_text(BLOCK)
    return WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))


def ask(served, name):
    response = served(RequestFactory().get(f"/static/{name}", headers={"accept-encoding": "br, gzip"}))
    response.close()
    return response


def test_a_collected_file_leaves_compressed_and_is_kept_for_good(served):
    assert staticfiles_storage.url("one.css") == f"/static/{HASHED}"
    response = ask(served, HASHED)
    assert (response.status_code, response["Content-Encoding"]) == (200, "br")
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"
    assert int(response["Content-Length"]) < 100


def test_a_file_that_was_not_collected_is_served_as_it_lies(served):
    assert staticfiles_storage.url("two.css") == "/static/two.css"
    assert ask(served, "two.css").status_code == 200


def test_a_document_finds_a_file_by_either_name(served, settings):
    assert find_static_file("one.css") == str(settings.STATICFILES_DIRS[0] / "one.css")
    assert find_static_file(HASHED) == str(settings.STATIC_ROOT / HASHED)
    assert find_static_file("three.css") is None
