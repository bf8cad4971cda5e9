"""The one settings file. Everything that differs between installations comes from the environment."""

import sys
from pathlib import Path

import environ

if sys.platform == "linux":
    # Debian's SQLite can corrupt a write-ahead database; the wheel carries a mended one.
    import pysqlite3
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.logs import LOGGING  # noqa: F401 - read by the framework
from config.secrets_file import read_or_make_secret

django_stubs_ext.monkeypatch()

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

VAR_DIR = Path(env.str("LIDZAS_VAR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = env.str("LIDZAS_SECRET_KEY", default="") or read_or_make_secret(VAR_DIR / "secret.key")
FIELD_KEYS = env.str("LIDZAS_FIELD_KEYS", default="") or read_or_make_secret(
    VAR_DIR / "field.keys", prefix="k1:"
)
HTTPS = env.bool("LIDZAS_HTTPS", default=False)
ALLOWED_HOSTS = env.list("LIDZAS_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

LIDZAS_METHODS = Path(env.str("LIDZAS_METHODS", default=str(BASE_DIR / "content")))
LIDZAS_LEAVE_URL = env.str("LIDZAS_LEAVE_URL", default="https://lv.wikipedia.org/")

INSTALLED_APPS = [
    "lidzas.practice",
    "lidzas.journey",
    "lidzas.reports",
    "lidzas.meetings",
    "lidzas.matching",
    "lidzas.plans",
    "lidzas.agreements",
    "lidzas.closing",
    "lidzas.assessments",
    "lidzas.safeguarding",
    "lidzas.events",
    "lidzas.directory",
    "lidzas.learning",
    "lidzas.screening",
    "lidzas.intake",
    "lidzas.networks",
    "lidzas.cases",
    "lidzas.people",
    "lidzas.guide",
    "lidzas.programmes",
    "lidzas.ui",
    "lidzas.notices",
    "lidzas.audit",
    "lidzas.accounts",
    "lidzas.records",
    "allauth",
    "allauth.account",
    "csp",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "lidzas.ui.middleware.trace_request",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "lidzas.ui.middleware.keep_private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lidzas.accounts.middleware.end_session",
    "lidzas.accounts.middleware.speak_the_persons_language",
    "lidzas.ui.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lidzas.ui.middleware.explain_wrong_method",
]

CSRF_FAILURE_VIEW = "lidzas.ui.refusals.csrf_failure"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lidzas.journey.context.navigation",
            ],
            "builtins": ["django.templatetags.i18n", "lidzas.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
        "PRAGMA trusted_schema=OFF;PRAGMA cell_size_check=ON;PRAGMA mmap_size=0;"
        "PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;PRAGMA recursive_triggers=ON;"
    ),
}
POSTGRESQL_OPTIONS = {
    "connect_timeout": 3,
    "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000",
}
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'lidzas.sqlite3'}")}
DATABASES["default"]["OPTIONS"] = (
    SQLITE_OPTIONS if "sqlite" in DATABASES["default"]["ENGINE"] else POSTGRESQL_OPTIONS
)
DATABASES["default"]["CONN_MAX_AGE"] = env.int("LIDZAS_CONNECTION_SECONDS", default=600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "journey:home"
LOGOUT_REDIRECT_URL = "guide:start"
ACCOUNT_ADAPTER = "lidzas.notices.adapter.FrontDoor"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_FORMS = {
    "login": "lidzas.accounts.forms.PasswordForm",
    "confirm_login_code": "lidzas.accounts.forms.CodeForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the link of an invitation proves the address
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Too many wrong sign-ins are counted by address, and behind a proxy everybody would have the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("LIDZAS_PROXIES", default=1 if HTTPS else 0)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"

COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
# Counted from signing in, however often the session is used.
SESSION_COOKIE_AGE = 14 * 24 * 3600
# In a cookie they would outlive signing out, and some carry names and links.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LIDZAS_IDLE_MINUTES = env.int("LIDZAS_IDLE_MINUTES", default=30)
LIDZAS_SHARED_IDLE_MINUTES = env.int("LIDZAS_SHARED_IDLE_MINUTES", default=15)
LIDZAS_MENTEE_IDLE_MINUTES = env.int("LIDZAS_MENTEE_IDLE_MINUTES", default=12 * 60)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# With "no-referrer" browsers send "Origin: null", and every posted form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
HANDLER = "django.core.files.uploadhandler.{}FileUploadHandler"
FILE_UPLOAD_HANDLERS = ["lidzas.ui.uploads.RefuseTooLarge", *map(HANDLER.format, ("Memory", "Temporary"))]

LANGUAGE_CODE = "lv"
LANGUAGES = [("lv", _("Latvian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("LIDZAS_TIME_ZONE", default="Europe/Riga")
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

HAS_MAIL = bool(env.str("LIDZAS_EMAIL_URL", default=""))
if HAS_MAIL:
    vars().update(env.email_url("LIDZAS_EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("LIDZAS_MAIL_FROM", default="lidzas@localhost")

SILENCED_SYSTEM_CHECKS = ["security.W002"]  # the content security policy forbids frames
if not HTTPS:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
