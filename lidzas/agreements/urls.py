from django.urls import path

from lidzas.agreements import views

app_name = "agreements"

EXPLANATIONS = "c/<uuid:case_id>/explanations/"
AGREEMENT = "c/<uuid:case_id>/agreement/"

urlpatterns = [
    path(EXPLANATIONS, views.explanations, name="explanations"),
    path(f"{EXPLANATIONS}new/", views.explain, name="explain"),
    path(AGREEMENT, views.show, name="show"),
    path(f"{AGREEMENT}write/", views.write, name="write"),
    path(f"{AGREEMENT}earlier/", views.earlier, name="earlier"),
    path(f"{AGREEMENT}<uuid:agreement_id>/confirm/", views.confirm, name="confirm"),
    path(f"{AGREEMENT}<uuid:agreement_id>/withdraw/", views.withdraw, name="withdraw"),
]
