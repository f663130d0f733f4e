"""Would the portal work with the settings from the environment? Told by `manage.py check` and bin/run."""

import os
import re
from datetime import date
from ipaddress import ip_network

from django.conf import settings
from django.core import checks
from django.core.checks import Error

HOST_NAME = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*|\[[0-9a-fA-F:]+\]")
ORIGIN = re.compile(r"https?://[^/\s]+")
YES_OR_NO = {"1", "0", "yes", "no", "true", "false", "on", "off", "y", "n", "t", "f", "ok", ""}
SWITCHES = ("DEBUG", "SECURE_COOKIES")


def register():
    """Django asks them from now on."""
    for check in (
        check_demonstration_day,
        check_data_folder,
        check_hosts,
        check_origins,
        check_proxies,
        check_switches,
        check_time_limit,
    ):
        checks.register(check)


def check_demonstration_day(app_configs, **kwargs):
    if not settings.DEMO_DATE or _is_day(settings.DEMO_DATE):
        return []
    hint = "Write year-month-day, such as 2024-06-17, or leave it empty for today."
    return [Error(f"DEMO_DATE={settings.DEMO_DATE} is not a day.", hint=hint, id="portal.E001")]


def check_data_folder(app_configs, **kwargs):
    if os.access(settings.DATA_DIR, os.W_OK | os.X_OK):
        return []
    hint = "Give the folder to the user who runs the portal (chown), or set DATA_DIR to another one."
    return [Error(f"DATA_DIR={settings.DATA_DIR} cannot be written.", hint=hint, id="portal.E002")]


def check_hosts(app_configs, **kwargs):
    hint = "Write names alone, with commas between them: portal.example.vn,10.0.0.5 (no https://, no port)."
    return [
        Error(f"ALLOWED_HOSTS has {host!r}, which is not a name.", hint=hint, id="portal.E003")
        for host in settings.ALLOWED_HOSTS
        if not HOST_NAME.fullmatch(host)
    ]


def check_origins(app_configs, **kwargs):
    hint = (
        "Write it as the browser shows it, without a path or a stroke at the end: https://portal.example.vn"
    )
    return [
        Error(f"CSRF_TRUSTED_ORIGINS has {origin!r}, which is not an origin.", hint=hint, id="portal.E004")
        for origin in settings.CSRF_TRUSTED_ORIGINS
        if not ORIGIN.fullmatch(origin)
    ]


def check_proxies(app_configs, **kwargs):
    hint = "Write addresses or networks, with commas between them: 127.0.0.1,10.0.0.0/8"
    return [
        Error(f"TRUSTED_PROXIES has {proxy!r}, which is not an address.", hint=hint, id="portal.E005")
        for proxy in settings.TRUSTED_PROXIES
        if not _is_network(proxy)
    ]


def check_switches(app_configs, **kwargs):
    """Any other word would be taken for a no."""
    return [
        Error(f"{name}={os.environ[name]} says neither yes nor no.", hint="Write 1 or 0.", id="portal.E006")
        for name in SWITCHES
        if os.environ.get(name, "").strip().lower() not in YES_OR_NO
    ]


def check_time_limit(app_configs, **kwargs):
    if settings.JOB_TIME_LIMIT >= 1:
        return []
    return [Error("JOB_TIME_LIMIT is a number of seconds, such as 900.", id="portal.E007")]


def _is_day(text):
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_network(text):
    try:
        ip_network(text)
    except ValueError:
        return False
    return True
