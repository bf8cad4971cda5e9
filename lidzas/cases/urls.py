from django.urls import path

from lidzas.cases import views

app_name = "cases"

urlpatterns = [path("p/<slug:programme_code>/cases/open/", views.open, name="open")]
