"""Addresses of the app."""

from typing import Any

app_name = "reports"

urlpatterns: list[Any] = []
