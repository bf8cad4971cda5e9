from django.urls import path

from lidzas.matching.views import pairs

app_name = "matching"

urlpatterns = [
    path("c/<uuid:case_id>/match/", pairs.show, name="show"),
    path("c/<uuid:case_id>/match/propose/", pairs.propose, name="propose"),
    path("c/<uuid:case_id>/match/answer/", pairs.answer, name="answer"),
    path("c/<uuid:case_id>/match/end/", pairs.end, name="end"),
    path("c/<uuid:case_id>/match/<uuid:proposal_id>/sign/", pairs.sign, name="sign"),
    path("c/<uuid:case_id>/match/<uuid:proposal_id>/withdraw/", pairs.withdraw, name="withdraw"),
    path("p/<slug:programme_code>/people/mentors/<uuid:mentor_id>/end/", pairs.let_go, name="let_go"),
    path("proposals/", pairs.mine, name="mine"),
    path("proposals/<uuid:proposal_id>/", pairs.answer_mine, name="answer_mine"),
]
