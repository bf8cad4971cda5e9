from django.urls import path

from lidzas.intake.views import door, referrals

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
    path("c/<uuid:case_id>/beginning/", referrals.beginning, name="beginning"),
]
