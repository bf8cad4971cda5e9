"""The product's own settings, with two reference pages beside it."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
