from django.urls import path

from lidzas.assessments import views

app_name = "assessments"
urlpatterns = [
    path("c/<uuid:case_id>/assessment/", views.show, name="show"),
    path("c/<uuid:case_id>/assessment/compare/", views.compare, name="compare"),
    path("c/<uuid:case_id>/assessment/<slug:kind>/open/", views.open, name="open"),
    path("c/<uuid:case_id>/assessment/<slug:kind>/close/", views.close, name="close"),
    path("c/<uuid:case_id>/assessment/<slug:kind>/note/", views.note, name="note"),
    path("c/<uuid:case_id>/assessment/<slug:kind>/area/<slug:area>/", views.area, name="area"),
    path("c/<uuid:case_id>/readiness/", views.readiness, name="readiness"),
    path("c/<uuid:case_id>/readiness/decide/", views.decide, name="decide"),
    path("c/<uuid:case_id>/readiness/my-view/", views.own_view, name="own_view"),
]
