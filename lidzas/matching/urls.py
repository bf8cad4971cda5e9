from django.urls import path

from lidzas.matching.views import board, check_ins, pairs, rulings, settings

app_name = "matching"

urlpatterns = [
    path("c/<uuid:case_id>/match/", pairs.show, name="show"),
    path("c/<uuid:case_id>/match/propose/", pairs.propose, name="propose"),
    path("c/<uuid:case_id>/match/answer/", pairs.answer, name="answer"),
    path("c/<uuid:case_id>/match/end/", pairs.end, name="end"),
    path("c/<uuid:case_id>/match/<uuid:proposal_id>/sign/", pairs.sign, name="sign"),
    path("c/<uuid:case_id>/match/<uuid:proposal_id>/withdraw/", pairs.withdraw, name="withdraw"),
    path("c/<uuid:case_id>/match/candidates/", board.candidates, name="candidates"),
    path("c/<uuid:case_id>/match/rule/<uuid:mentor_id>/<slug:decision>/", board.rule, name="rule"),
    path("c/<uuid:case_id>/match/decision/<uuid:ruling_id>/lift/", board.lift_ruling, name="lift_ruling"),
    path("c/<uuid:case_id>/match/kept-apart/", rulings.exclusions, name="exclusions"),
    path("c/<uuid:case_id>/match/kept-apart/new/", rulings.exclude, name="exclude"),
    path(
        "c/<uuid:case_id>/match/kept-apart/<uuid:exclusion_id>/lift/",
        rulings.lift_exclusion,
        name="lift_exclusion",
    ),
    path("c/<uuid:case_id>/together/", check_ins.check_in, name="check_in"),
    path("c/<uuid:case_id>/together/said/", check_ins.check_ins, name="check_ins"),
    path("c/<uuid:case_id>/together/<uuid:check_in_id>/talked/", check_ins.talked, name="talked"),
    path("p/<slug:programme_code>/pairs/", board.rounds, name="rounds"),
    path("p/<slug:programme_code>/r/<slug:round_code>/pairs/", board.board, name="board"),
    path("p/<slug:programme_code>/settings/pairs/", settings.weights, name="weights"),
    path("p/<slug:programme_code>/settings/pairs/change/", settings.weigh, name="weigh"),
    path("p/<slug:programme_code>/travel/", settings.travel, name="travel"),
    path("p/<slug:programme_code>/people/mentors/<uuid:mentor_id>/end/", pairs.let_go, name="let_go"),
    path("proposals/", pairs.mine, name="mine"),
    path("proposals/<uuid:proposal_id>/", pairs.answer_mine, name="answer_mine"),
]
