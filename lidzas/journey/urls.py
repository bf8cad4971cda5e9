from django.urls import path

from lidzas.journey.views import about, case, home, mentors, programme

app_name = "journey"

urlpatterns = [
    path("home/", home.home, name="home"),
    path("c/<uuid:case_id>/", case.case, name="case"),
    path("c/<uuid:case_id>/stage/", case.stage, name="stage"),
    path("c/<uuid:case_id>/done/<slug:activity>/", case.mark, name="mark"),
    path("c/<uuid:case_id>/looks/", case.looks, name="looks"),
    path("c/<uuid:case_id>/about/", about.about, name="about"),
    path("c/<uuid:case_id>/about/part/<slug:part>/", about.about_part, name="about_part"),
    path("c/<uuid:case_id>/beside/", about.beside, name="beside"),
    path("c/<uuid:case_id>/exit/", case.exit, name="exit"),
    path("p/<slug:programme_code>/young-people/", programme.caseload, name="caseload"),
    path("p/<slug:programme_code>/people/", programme.people, name="people"),
    path("p/<slug:programme_code>/mentors/", mentors.mentors, name="mentors"),
    path("p/<slug:programme_code>/mentors/<uuid:mentor_id>/leave/", mentors.leave, name="leave"),
    path("p/<slug:programme_code>/work/", programme.work, name="work"),
    path(
        "p/<slug:programme_code>/work/<slug:round_code>/<slug:activity>/",
        programme.mark_work,
        name="mark_work",
    ),
    path("p/<slug:programme_code>/figures/", programme.figures, name="figures"),
    path("p/<slug:programme_code>/concerns/", programme.concerns, name="concerns"),
    path(
        "p/<slug:programme_code>/concerns/<uuid:concern_id>/close/",
        programme.close_concern,
        name="close_concern",
    ),
    path("p/<slug:programme_code>/rounds/new/", programme.round, name="round"),
    path("p/<slug:programme_code>/settings/", programme.settings, name="settings"),
    path("p/<slug:programme_code>/settings/numbers/", programme.numbers, name="numbers"),
    path("p/<slug:programme_code>/settings/contact/", programme.contact, name="contact"),
]
