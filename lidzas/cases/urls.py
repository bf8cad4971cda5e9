from django.urls import path

from lidzas.cases import views

app_name = "cases"

urlpatterns = [
    path("p/<slug:programme_code>/cases/open/", views.open, name="open"),
    path("p/<slug:programme_code>/people/roles/<uuid:role_id>/end/", views.end_role, name="end_role"),
    path("c/<uuid:case_id>/invite-again/", views.invite_again, name="invite_again"),
    path("c/<uuid:case_id>/hand-over/", views.pass_on, name="pass_on"),
]
