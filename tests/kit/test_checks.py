"""A setting that would break the portal later is told before it starts, with the right form."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.tree
KEY = "1234567890abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def check(folder, **environment):
    """What `manage.py check` says about this environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    kept |= {"DATA_DIR": str(folder / "data"), "SECRET_KEY": KEY} | environment
    asked = [sys.executable, "manage.py", "check"]
    done = subprocess.run(asked, cwd=settings.BASE_DIR, env=kept, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    (
        ("DEMO_DATE", "17/06/2024", "year-month-day, such as 2024-06-17"),
        ("ALLOWED_HOSTS", "https://portal.example.vn", "names alone"),
        ("ALLOWED_HOSTS", "portal.example.vn:8000", "no port"),
        ("CSRF_TRUSTED_ORIGINS", "https://portal.example.vn/", "without a path"),
        ("TRUSTED_PROXIES", "nginx", "addresses or networks"),
        ("SECURE_COOKIES", "ja", "Write 1 or 0"),
        ("JOB_TIME_LIMIT", "0", "number of seconds"),
        ("JOB_TIME_LIMIT", "soon", "JOB_TIME_LIMIT"),
        ("DATABASE_URL", "garbage", "postgres://NAME:PASSWORD@SERVER"),
        ("DATABASE_URL", "mysql://root@localhost/portal", "postgres://NAME:PASSWORD@SERVER"),
        ("DATABASE_URL", "postgres://", "postgres://NAME:PASSWORD@SERVER"),
        ("DATA_DIR", "/dev/null/data", "DATA_DIR=/dev/null/data cannot be made"),
    ),
)
def test_a_setting_that_would_break_the_portal_is_refused_with_the_right_form(tmp_path, name, value, advice):
    code, said = check(tmp_path, **{name: value})
    assert code != 0
    assert advice in said


def test_settings_of_a_server_pass(tmp_path):
    code, said = check(
        tmp_path,
        DEMO_DATE="2024-06-17",
        ALLOWED_HOSTS="portal.example.vn,.example.vn,10.0.0.5,[::1]",
        CSRF_TRUSTED_ORIGINS="https://portal.example.vn,https://10.0.0.5:8443",
        TRUSTED_PROXIES="127.0.0.1,10.0.0.0/8",
        SECURE_COOKIES="1",
    )
    assert (code, said) == (0, "System check identified no issues (0 silenced).\n")


@pytest.mark.parametrize("port", ("web", "0", "65536", "-1", "80 80"))
def test_a_port_that_is_none_is_refused_at_the_start(port):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    asked = [settings.BASE_DIR / "bin" / "run"]
    done = subprocess.run(asked, env=kept | {"PORT": port}, capture_output=True, text=True)
    assert (done.returncode, f"PORT={port} is not a port" in done.stderr) == (1, True)
