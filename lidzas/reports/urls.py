"""Addresses of summaries and of the improvement log."""

from django.urls import path

from lidzas.reports import views

app_name = "reports"

SUMMARIES = "p/<slug:programme_code>/summaries/"
ONE = f"{SUMMARIES}<slug:round_code>/<slug:stage>/"
NEEDS = "p/<slug:programme_code>/improvements/"

urlpatterns = [
    path(SUMMARIES, views.summaries, name="summaries"),
    path(ONE, views.summary, name="summary"),
    path(f"{ONE}write/", views.write_summary, name="write_summary"),
    path(f"{ONE}sheet/", views.sheet, name="sheet"),
    path(NEEDS, views.improvements, name="improvements"),
    path(f"{NEEDS}new/", views.need, name="need"),
    path(f"{NEEDS}<uuid:improvement_id>/", views.decide, name="decide"),
]
