from django.urls import path

from lidzas.intake.views import door, imports, referrals

app_name = "intake"

urlpatterns = [
    path("join/<slug:door>/", door.door, name="door"),
    path("join/<slug:door>/me/", door.come, name="come"),
    path("join/<slug:door>/somebody/", door.recommend, name="recommend"),
    path("join/<slug:door>/received/", door.received, name="received"),
    path("p/<slug:programme_code>/referrals/", referrals.referrals, name="referrals"),
    path("p/<slug:programme_code>/referrals/<uuid:referral_id>/", referrals.referral, name="referral"),
    path(
        "p/<slug:programme_code>/referrals/<uuid:referral_id>/take/",
        referrals.take_referral,
        name="take_referral",
    ),
    path(
        "p/<slug:programme_code>/referrals/<uuid:referral_id>/answer/",
        referrals.answer,
        name="answer",
    ),
    path("p/<slug:programme_code>/settings/door/", referrals.change_the_door, name="change_the_door"),
    path("p/<slug:programme_code>/import/", imports.table, name="table"),
    path(
        "p/<slug:programme_code>/import/template/<slug:people>.<slug:form>",
        imports.table_template,
        name="table_template",
    ),
    path("p/<slug:programme_code>/import/look/", imports.look_at_table, name="look_at_table"),
    path("p/<slug:programme_code>/import/forget/", imports.forget, name="forget"),
    path("p/<slug:programme_code>/import/invitations/", imports.invitations, name="invitations"),
    path("c/<uuid:case_id>/beginning/", referrals.beginning, name="beginning"),
]
