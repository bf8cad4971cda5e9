from django.urls import path

from lidzas.learning import views

app_name = "learning"
MODULE = "training/<uuid:mentor_id>/<slug:module>"
PROGRAMME = "p/<slug:programme_code>/training"

urlpatterns = [
    path("training/", views.index, name="index"),
    path(f"{MODULE}/", views.module, name="module"),
    path(f"{MODULE}/read/", views.read, name="read"),
    path(f"{MODULE}/exercise/", views.exercise, name="exercise"),
    path(f"{MODULE}/question/<int:position>/", views.question, name="question"),
    path(f"{MODULE}/print/", views.sheet, name="sheet"),
    path(f"{PROGRAMME}/", views.modules, name="modules"),
    path(f"{PROGRAMME}/mentors/", views.completion, name="completion"),
    path(f"{PROGRAMME}/mentors/<uuid:mentor_id>/remind/", views.remind, name="remind"),
    path(f"{PROGRAMME}/modules/<slug:module>/", views.text, name="text"),
]
