from django.urls import path

from lidzas.closing import views

app_name = "closing"

urlpatterns = [
    path("c/<uuid:case_id>/closing/", views.show, name="show"),
    path("c/<uuid:case_id>/closing/with-whom/", views.mode, name="mode"),
    path("c/<uuid:case_id>/closing/answers/", views.answers, name="answers"),
    path("c/<uuid:case_id>/closing/answers/<slug:question>/", views.answer, name="answer"),
    path("c/<uuid:case_id>/closing/talk/", views.talk, name="talk"),
    path("c/<uuid:case_id>/closing/going-on/", views.going_on, name="going_on"),
    path("c/<uuid:case_id>/closing/going-on/result/", views.result, name="result"),
]
