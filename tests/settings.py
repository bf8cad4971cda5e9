"""The product's settings, with a data folder of their own and a cheap password hash."""

import os
import tempfile

os.environ.setdefault("LIDZAS_VAR", tempfile.mkdtemp(prefix="lidzas-tests-"))

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # type: ignore[name-defined]  # noqa: F405
WHITENOISE_AUTOREFRESH = True
LOGGING["loggers"]["lidzas"]["level"] = "WARNING"  # type: ignore[name-defined]  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
