from django.urls import path

from lidzas.people import views
from lidzas.people.views import about

app_name = "people"

urlpatterns = [
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("me/about/", about.about_me, name="about_me"),
    path("me/about/ask/", about.ask, name="ask"),
    path("me/about/ask/<uuid:word_id>/keep/", about.keep, name="keep"),
    path("me/about/ask/<uuid:word_id>/drop/", about.drop, name="drop"),
    path("me/about/page/", about.one_page, name="one_page"),
    path("me/about/part/<slug:part>/", about.about_part, name="about_part"),
    path("question/<str:token>/", about.say, name="say"),
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
