from django.urls import path

from lidzas.agreements.views import agreement as views
from lidzas.agreements.views import together

app_name = "agreements"

EXPLANATIONS = "c/<uuid:case_id>/explanations/"
AGREEMENT = "c/<uuid:case_id>/agreement/"

EXPECTATIONS = "c/<uuid:case_id>/expectations/"
CARD = "c/<uuid:case_id>/our-rules/"

urlpatterns = [
    path(EXPLANATIONS, views.explanations, name="explanations"),
    path(f"{EXPLANATIONS}new/", views.explain, name="explain"),
    path(AGREEMENT, views.show, name="show"),
    path(f"{AGREEMENT}write/", views.write, name="write"),
    path(f"{AGREEMENT}earlier/", views.earlier, name="earlier"),
    path(f"{AGREEMENT}<uuid:agreement_id>/confirm/", views.confirm, name="confirm"),
    path(f"{AGREEMENT}<uuid:agreement_id>/withdraw/", views.withdraw, name="withdraw"),
    path(EXPECTATIONS, together.expectations, name="expectations"),
    path(f"{EXPECTATIONS}mine/", together.expect, name="expect"),
    path(CARD, together.card, name="card"),
    path(f"{CARD}new/", together.rule, name="rule"),
    path(f"{CARD}<uuid:rule_id>/yes/", together.say_yes, name="say_yes"),
    path(f"{CARD}<uuid:rule_id>/let-go/", together.let_go, name="let_go"),
]
