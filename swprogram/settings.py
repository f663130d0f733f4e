"""All settings of the portal, in one file.

What differs between machines comes from the environment: DEBUG, SECRET_KEY, ALLOWED_HOSTS,
CSRF_TRUSTED_ORIGINS, DATABASE_URL, DATA_DIR, DEMO_DATE, SECURE_COOKIES, TRUSTED_PROXIES.
Without any of them the portal runs on this machine alone, on embedded SQLite.
"""

import os
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

env = environ.Env()


def keep_private(path, mode):
    """Nobody else on this machine reads what lies there; a path of another owner is left as it is."""
    with suppress(OSError):  # a disk that cannot be written is told by the checks
        if path.exists() and path.stat().st_uid == os.getuid():
            path.chmod(mode)


BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))

DEBUG = env.bool("DEBUG", default=False)
LOCAL_ONLY_KEY = "only-for-this-machine-and-never-on-a-server"
SECRET_KEY = env.str("SECRET_KEY", default=LOCAL_ONLY_KEY)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
LOOPBACK_HOSTS = {"127.0.0.1", "localhost", "[::1]", "testserver"}
if SECRET_KEY == LOCAL_ONLY_KEY and not set(ALLOWED_HOSTS) <= LOOPBACK_HOSTS:
    raise ImproperlyConfigured("Set SECRET_KEY before the portal is served beyond this machine.")
if SECRET_KEY != LOCAL_ONLY_KEY and not DEBUG and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5):
    raise ImproperlyConfigured(
        "SECRET_KEY is too short: sessions could be forged. Set 50 random signs or more, for example from:"
        ' python -c "import secrets; print(secrets.token_urlsafe(50))"'
    )

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "rest_framework",
    "simple_history",
    "template_partials",
    "swprogram.kit",
    "swprogram.org",
    "swprogram.registry",
    "plans",
    "facilities",
    "workforce",
    "training",
    "submissions",
    "reporting",
]

MIDDLEWARE = [
    "swprogram.guards.RealAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "swprogram.guards.NoStoreMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # a count form of 60 kB crosses a bad line as 8 kB
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "swprogram.guards.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "swprogram.kit.parameters.RefuseUnstorable",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "swprogram.session.KeepTyped",
    "django.contrib.messages.middleware.MessageMiddleware",
    "swprogram.org.own_password.OwnPasswordMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "swprogram.kit.refusals.TellRefusals",
    "swprogram.guards.ButtonAddressMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "swprogram.urls"
WSGI_APPLICATION = "swprogram.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "swprogram.navigation.navigation",
            ],
            "builtins": ["swprogram.kit.templatetags.kit"],
        },
    },
]

# --- Database --------------------------------------------------------------------------------
# SQLite takes the write lock at BEGIN (IMMEDIATE): a read-then-write transaction can then wait for
# its turn instead of failing. For the same reason ATOMIC_REQUESTS stays off: a page that only
# reads must not take the write lock.
SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'swprogram.sqlite3'}")}
if DATABASES["default"].get("ENGINE") not in (SQLITE, POSTGRESQL) or not DATABASES["default"]["NAME"]:
    raise ImproperlyConfigured(
        "DATABASE_URL is not understood. Write postgres://NAME:PASSWORD@SERVER:5432/DATABASE, with %23 for #"
        " and %40 for @ in the password; without DATABASE_URL the data lie in a file of their own (SQLite)."
    )
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(f"DATA_DIR={DATA_DIR} cannot be made: {error.strerror}.") from error
if DATABASES["default"]["ENGINE"] == SQLITE:
    keep_private(DATA_DIR, 0o700)
    DATABASE_FILE = Path(DATABASES["default"]["NAME"])
    if DATABASE_FILE.parent.is_dir() and DATABASE_FILE.name != ":memory:":
        with suppress(OSError):
            DATABASE_FILE.touch(mode=0o600)
        keep_private(DATABASE_FILE, 0o600)  # SQLite gives its journals the mode of their database
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "org.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "swprogram.org.passwords.OwnWordsValidator"},
    {"NAME": "swprogram.org.passwords.NotUsedBeforeValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
# The password of the demonstration accounts is public, so they never sign in beyond this machine.
DEMO_ACCOUNTS_ALLOWED = DEBUG or set(ALLOWED_HOSTS) <= LOOPBACK_HOSTS
# The addresses or networks of the proxies in front, as "127.0.0.1,10.0.0.0/8", or "unix" for a socket:
# X-Forwarded-For and X-Forwarded-Proto are believed from these alone.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
try:
    _networks = [ip_network(one) for one in TRUSTED_PROXIES if one != "unix"]
except ValueError as error:
    raise ImproperlyConfigured(f"TRUSTED_PROXIES: {error}. Name addresses or networks.") from error
AXES_HANDLER = "swprogram.org.sign_in.SignInHandler"
AXES_CLIENT_IP_CALLABLE = "swprogram.org.sign_in.counted_address"
AXES_FAILURE_LIMIT = 8
SIGN_IN_ADDRESS_LIMIT = 20
SIGN_IN_ACCOUNT_LIMIT = 40
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False

# --- Language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
# Our own messages, then those of libraries; makemessages keeps to the first.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "libraries"]
FORMAT_MODULE_PATH = ["swprogram.formats"]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
# A demonstration is set on a day of its own (2024-06-17); empty means today.
DEMO_DATE = env.str("DEMO_DATE", default="")

# --- Static files ----------------------------------------------------------------------------
# Bootstrap, its icons and the font come from npm (bin/run installs them) and are served by us.
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", NODE_MODULES / "bootstrap" / "dist"),
    ("vendor/bootstrap-icons", NODE_MODULES / "bootstrap-icons" / "font"),
    ("vendor/be-vietnam-pro", NODE_MODULES / "@fontsource" / "be-vietnam-pro"),
]
# `collectstatic` (a step of bin/run) puts them into STATIC_ROOT, compressed and under names with a hash, that
# browsers keep for good; what was not collected is served as it lies.
WHITENOISE_USE_FINDERS = True
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")  # for developers

# --- Files that people send ------------------------------------------------------------------
# They lie beside the database under random names and have no address of their own: a view serves each to
# those who may read it. How large one may be is said by its form (swprogram/kit/uploads.py).
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "swprogram.kit.storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": "swprogram.kit.static_files.CollectedStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# Twice the largest file (a scan of 15 MB): its form says so beside the field; more is refused unread.
LARGEST_UPLOAD = 30 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- Registries and the work that is done beside the pages --------------------------------------
# What each registry is stands in its app; lists, workbooks and jobs find it here by its code.
REGISTRIES = [
    "facilities.registries.FACILITIES",
    "workforce.registries.WORKERS",
    "training.registries.COURSES",
    "training.registries.PARTICIPANTS",
    "training.registries.LECTURERS",
    "training.registries.NEEDS",
]
# Workbooks hold personal data: after these days the worker takes away those that were made, and the uploads.
EXPORTS_STAY_DAYS = 2
UPLOADS_STAY_DAYS = 30
# Jobs lie in a table until `manage.py run_jobs` does them; their progress is seen through the cache, which
# the worker shares with the pages.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOB_TIME_LIMIT = env.int("JOB_TIME_LIMIT", default=15 * 60)  # seconds; large workbooks take some minutes
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
    }
}

# --- Forms and API ---------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "PAGE_SIZE": 100,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "swprogram",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "ENUM_NAME_OVERRIDES": {
        "PlanKind": "plans.enums.PlanKind",
        "PlanState": "plans.enums.PlanState",
        "FacilityKind": "facilities.enums.FacilityKind",
        "ServiceKind": "facilities.enums.ServiceKind",
        "StaffKind": "workforce.enums.StaffKind",
        "Qualification": "workforce.enums.Qualification",
        "TrainingKind": "training.enums.TrainingKind",
        "UnitKind": "swprogram.org.enums.UnitKind",
        "PeriodKind": "swprogram.kit.periods.PeriodKind",
        "RoundState": "submissions.enums.RoundState",
        "SubmissionState": "submissions.enums.SubmissionState",
        "ReportState": "reporting.enums.ReportState",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}
# A form of 82 communes' reviewers and a count form both stay far below this.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Security --------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
CSRF_FAILURE_VIEW = "swprogram.session.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_COOKIES = env.bool("SECURE_COOKIES", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
# One year, and only said where the page came by HTTPS. Names below the portal's own and the lists of browsers
# (W005, W021) are the province's to decide; the proxy in front leads http to https (W008).
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE_COOKIES else 0
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- Log: everything goes to the console, where the server's manager keeps it -----------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"outages_once": {"()": "swprogram.outages.OutagesOnce"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["outages_once"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.server": {"level": "INFO"}},
}
