"""What every test stands on: quick settings, a clean cache, the two databases, the browser."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from tests.worlds import catalogue, load_catalogue, opened, world  # noqa: F401 - fixtures of the small world

JOURNEYS = Path(__file__).parent / "journeys"


def pytest_configure():
    # A slow hash protects real passwords; here it would only cost half of the time.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # WhiteNoise looks a file up when it is asked for, instead of listing all of them for every client.
    settings.WHITENOISE_AUTOREFRESH = True
    # A job is done where it is asked for; tests of the worker choose its table themselves.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    # Static files are served as they lie, whatever was collected for a portal in use.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # Files that a test sends are kept in memory.
    settings.STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    # Properties hold however slow the machine is; every example of one runs in the same test.
    passed_over = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture]
    hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=passed_over)
    hypothesis.settings.load_profile("patient")


def pytest_collection_modifyitems(items):
    for item in items:
        if JOURNEYS in item.path.parents:
            item.add_marker(pytest.mark.journey)


def pytest_runtest_setup(item):
    for vendor in ("postgresql", "sqlite"):
        if item.get_closest_marker(vendor) and connection.vendor != vendor:
            pytest.skip(f"holds only on {vendor}")


@pytest.fixture(autouse=True)
def leave_nothing_behind():
    """The cache and the chosen language belong to one test only."""
    yield
    translation.deactivate()
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database begins with the catalogue: loading it anew for each test took half of the time."""
    with django_db_blocker.unblock():
        load_catalogue()


# --- The browser of the journeys (fixtures that pytest-playwright asks for) --------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's own Chromium where there is one; otherwise the one that Playwright installed."""
    # Playwright keeps an event loop in this thread; Django would then refuse every query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    arguments = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    found = find_chromium()
    return {**browser_type_launch_args, "args": arguments, **({"executable_path": found} if found else {})}


def find_chromium():
    names = (os.environ.get("CHROMIUM"), "chromium", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """The screen and the language of the office that uses the portal."""
    return {**browser_context_args, "viewport": {"width": 1366, "height": 768}, "locale": "vi-VN"}
