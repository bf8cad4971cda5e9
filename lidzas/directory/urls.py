"""Addresses of places and people that help."""

from django.urls import path

from lidzas.directory.views import case, programme

app_name = "directory"

PLACES = "p/<slug:programme_code>/places/"
ONE = f"{PLACES}<uuid:listing_id>/"
CASE = "c/<uuid:case_id>/places/"

urlpatterns = [
    path(PLACES, programme.index, name="index"),
    path(f"{PLACES}new/", programme.add, name="add"),
    path(f"{PLACES}new-person/", programme.add_person, name="add_person"),
    path(f"{PLACES}suggest/", programme.suggest, name="suggest"),
    path(ONE, programme.show, name="show"),
    path(f"{ONE}change/", programme.change, name="change"),
    path(f"{ONE}talk/", programme.approach, name="approach"),
    path(f"{ONE}still-right/", programme.still_right, name="still_right"),
    path(f"{ONE}take-up/", programme.take_up, name="take_up"),
    path(f"{ONE}withdraw/", programme.withdraw, name="withdraw"),
    path("my-places/", case.for_mentors, name="for_mentors"),
    path("my-places/<uuid:listing_id>/", case.for_mentor, name="for_mentor"),
    path(CASE, case.shown, name="shown"),
    path(f"{CASE}choose/", case.choose, name="choose"),
    path(f"{CASE}choose/<uuid:listing_id>/", case.show_to, name="show_to"),
    path(f"{CASE}<uuid:shown_id>/take-back/", case.take_back, name="take_back"),
    path(f"{CASE}<uuid:shown_id>/interest/", case.interest, name="interest"),
]
