from django.urls import path

from lidzas.safeguarding import views

app_name = "safeguarding"
urlpatterns = [
    path("c/<uuid:case_id>/hard-moments/", views.show, name="show"),
    path("c/<uuid:case_id>/hard-moments/write/", views.write, name="write"),
    path("c/<uuid:case_id>/hard-moments/<uuid:agreement_id>/read/", views.acknowledge, name="acknowledge"),
    path("c/<uuid:case_id>/hard-moments/start/", views.crisis_start, name="crisis_start"),
    path("c/<uuid:case_id>/hard-moments/<uuid:crisis_id>/", views.crisis, name="crisis"),
    path(
        "c/<uuid:case_id>/hard-moments/<uuid:crisis_id>/step/<int:position>/",
        views.crisis_step,
        name="crisis_step",
    ),
    path("c/<uuid:case_id>/hard-moments/<uuid:crisis_id>/end/", views.crisis_end, name="crisis_end"),
    path("c/<uuid:case_id>/concerns/raise/", views.raise_concern, name="raise_concern"),
    path("c/<uuid:case_id>/concerns/", views.concerns, name="concerns"),
    path("c/<uuid:case_id>/concerns/<uuid:concern_id>/close/", views.close_concern, name="close_concern"),
]
