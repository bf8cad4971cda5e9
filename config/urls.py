"""All addresses of the site."""

from importlib.util import find_spec

from django.urls import include, path

APPS = (
    "guide", "ui", "people", "cases", "assessments", "safeguarding", "plans", "agreements", "closing", "matching",
    "meetings", "journey", "practice",
)  # fmt: skip

urlpatterns = [
    *(path("", include(f"lidzas.{app}.urls")) for app in APPS if find_spec(f"lidzas.{app}.urls")),
    path("account/", include("allauth.account.urls")),
]
