from django.urls import path

from lidzas.meetings import views

app_name = "meetings"

urlpatterns = [
    path("c/<uuid:case_id>/meetings/", views.index, name="index"),
    path("c/<uuid:case_id>/meetings/plan/", views.plan, name="plan"),
    path("c/<uuid:case_id>/meetings/log/", views.log, name="log"),
    path("c/<uuid:case_id>/meetings/<uuid:meeting_id>/move/", views.move, name="move"),
    path(
        "c/<uuid:case_id>/meetings/<uuid:meeting_id>/not-this-time/",
        views.not_this_time,
        name="not_this_time",
    ),
    path("c/<uuid:case_id>/meetings/<uuid:meeting_id>/share/", views.share, name="share"),
    path("c/<uuid:case_id>/meetings/more-hours/", views.extend, name="extend"),
    path("c/<uuid:case_id>/contacts/", views.contacts, name="contacts"),
    path("c/<uuid:case_id>/contacts/log/", views.contact, name="contact"),
]
