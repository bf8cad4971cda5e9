from django.urls import path

from lidzas.screening import views

app_name = "screening"
MENTORS = "p/<slug:programme_code>/mentors"
MENTOR = f"{MENTORS}/<uuid:mentor_id>"

urlpatterns = [
    path("mentoring/", views.mine, name="mine"),
    path("mentoring/<uuid:mentor_id>/application/", views.apply, name="apply"),
    path(f"{MENTORS}/certificates/", views.certificates, name="certificates"),
    path(f"{MENTOR}/", views.show, name="show"),
    path(f"{MENTOR}/application/", views.application, name="application"),
    path(f"{MENTOR}/interview/", views.interview, name="interview"),
    path(f"{MENTOR}/reference/", views.reference, name="reference"),
    path(f"{MENTORS}/references/<uuid:reference_id>/", views.answer, name="answer"),
    path(f"{MENTOR}/certificate/", views.certificate, name="certificate"),
    path(f"{MENTOR}/decision/", views.decide, name="decide"),
    path(f"{MENTOR}/terms/", views.terms, name="terms"),
    path(f"{MENTORS}/leaves/<uuid:leave_id>/back/", views.back, name="back"),
]
