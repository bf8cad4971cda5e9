from django.urls import path

from lidzas.events.views import case, coming, mine, preparing

app_name = "events"

PROGRAMME = "p/<slug:programme_code>/"
EVENT = PROGRAMME + "events/<uuid:event_id>/"
ROUND = PROGRAMME + "rounds/<slug:round_code>/"
CASE = "c/<uuid:case_id>/"
MY = "events/<uuid:event_id>/"

urlpatterns = [
    path(PROGRAMME + "events/", preparing.index, name="index"),
    path(PROGRAMME + "events/new/", preparing.prepare, name="prepare"),
    path(PROGRAMME + "icebreakers/", preparing.icebreakers, name="icebreakers"),
    path(EVENT, preparing.show, name="show"),
    path(EVENT + "change/", preparing.change, name="change"),
    path(EVENT + "copy/", preparing.copy, name="copy"),
    path(EVENT + "timetable/", preparing.timetable, name="timetable"),
    path(EVENT + "calendar.ics", preparing.calendar, name="calendar"),
    path(EVENT + "sessions/new/", preparing.add_session, name="add_session"),
    path(EVENT + "sessions/<uuid:session_id>/", preparing.change_session, name="change_session"),
    path(EVENT + "sessions/<uuid:session_id>/remove/", preparing.remove_session, name="remove_session"),
    path(EVENT + "sessions/<uuid:session_id>/attendance/", coming.attendance, name="attendance"),
    path(EVENT + "invite/", coming.invite, name="invite"),
    path(EVENT + "needs/", coming.needs, name="needs"),
    path(EVENT + "people/<uuid:participant_id>/left/", coming.left, name="left"),
    path(ROUND + "copy/", preparing.copy_round, name="copy_round"),
    path(ROUND + "met/", coming.met, name="met"),
    path(ROUND + "met/<uuid:mentor_id>/", coming.met_mentor, name="met_mentor"),
    path(ROUND + "possible/", coming.possible, name="possible"),
    path(ROUND + "shared/", coming.shared, name="shared"),
    path(CASE + "observations/", case.observations, name="observations"),
    path(CASE + "observations/new/", case.observe, name="observe"),
    path(CASE + "observations/first-contact/", case.first_contact, name="first_contact"),
    path(CASE + "observations/mentors/<uuid:mentor_id>/", case.pair, name="pair"),
    path(CASE + "signals/", case.signals, name="signals"),
    path("events/", mine.mine, name="mine"),
    path(MY, mine.my_event, name="my_event"),
    path(MY + "reply/", mine.my_reply, name="my_reply"),
    path(MY + "needs/", mine.my_needs, name="my_needs"),
    path(MY + "signals/", mine.my_signals, name="my_signals"),
    path(MY + "reflection/", mine.my_reflection, name="my_reflection"),
    path(MY + "calendar.ics", mine.my_calendar, name="my_calendar"),
    path(MY + "sessions/<uuid:session_id>/sit-out/", mine.sit_out, name="sit_out"),
    path(MY + "sessions/<uuid:session_id>/join-in/", mine.join_in, name="join_in"),
]
