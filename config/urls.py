"""All addresses of the site."""

from django.urls import include, path

APPS = (
    "guide", "ui", "people", "cases", "assessments", "safeguarding", "plans", "agreements", "closing", "matching",
    "meetings", "journey", "practice", "events", "directory", "learning", "screening", "intake", "reports",
    "networks",
)  # fmt: skip

handler400 = "lidzas.ui.refusals.bad_request"
handler403 = "lidzas.ui.refusals.forbidden"
handler404 = "lidzas.ui.refusals.not_found"
handler429 = "lidzas.ui.refusals.too_often"
handler500 = "lidzas.ui.refusals.server_error"

urlpatterns = [
    *(path("", include(f"lidzas.{app}.urls")) for app in APPS),
    path("account/", include("config.account_urls")),
]
