from django.urls import path

from lidzas.guide import views

app_name = "guide"
urlpatterns = [
    path("", views.start, name="start"),
    path("method/", views.method, name="method"),
    path("method/print/", views.print, name="print"),
    path("method/<slug:stage_key>/", views.stage, name="stage"),
    path("resources/", views.resources, name="resources"),
    path("exercise/", views.exercise, name="exercise"),
    path("help/", views.help, name="help"),
    path("about/", views.about, name="about"),
    path("robots.txt", views.robots, name="robots"),
]
