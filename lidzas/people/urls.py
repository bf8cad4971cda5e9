from django.urls import path

from lidzas.people import views

app_name = "people"

urlpatterns = [
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("me/about/", views.about_me, name="about_me"),
    path("me/", views.profile, name="profile"),
    path("p/<slug:programme_code>/people/invite-team/", views.invite_staff, name="invite_staff"),
    path(
        "p/<slug:programme_code>/people/invitations/<uuid:invitation_id>/",
        views.invite_again,
        name="invite_again",
    ),
    path(
        "p/<slug:programme_code>/people/invitations/<uuid:invitation_id>/take-back/",
        views.take_back,
        name="take_back",
    ),
    path("p/<slug:programme_code>/people/invite-mentor/", views.invite_mentor, name="invite_mentor"),
]
