from django.urls import path

from lidzas.matching import views

app_name = "matching"

urlpatterns = [
    path("c/<uuid:case_id>/match/", views.show, name="show"),
    path("c/<uuid:case_id>/match/propose/", views.propose, name="propose"),
    path("c/<uuid:case_id>/match/answer/", views.answer, name="answer"),
    path("c/<uuid:case_id>/match/end/", views.end, name="end"),
    path("c/<uuid:case_id>/match/<uuid:proposal_id>/sign/", views.sign, name="sign"),
    path("c/<uuid:case_id>/match/<uuid:proposal_id>/withdraw/", views.withdraw, name="withdraw"),
    path("p/<slug:programme_code>/people/mentors/<uuid:mentor_id>/end/", views.let_go, name="let_go"),
    path("proposals/", views.mine, name="mine"),
    path("proposals/<uuid:proposal_id>/", views.answer_mine, name="answer_mine"),
]
