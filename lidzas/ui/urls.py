"""Addresses of the frame itself."""

from django.urls import path

from lidzas.ui import views

app_name = "ui"

urlpatterns = [
    path("language/", views.language, name="language"),
    path("gallery/", views.gallery, name="gallery"),
]
