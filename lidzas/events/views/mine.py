"""Events as those see them who are invited: young people, mentors and the team, on a phone."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lidzas.accounts.locks import SignedInRequest, signed_in
from lidzas.events.actions import coming, seeing
from lidzas.events.choices import Part, Reply
from lidzas.events.forms import NeedsForm, ReflectForm, ReplyForm, SignalsForm
from lidzas.events.models import Participant
from lidzas.events.queries.people import (
    days_of,
    own_marks,
    own_needs,
    place_of,
    places_of,
    reflection_of,
    session_of,
)
from lidzas.events.queries.programme import programme_of
from lidzas.events.queries.signals import met_by, own_signals
from lidzas.events.views.preparing import calendar_answer
from lidzas.ui.pages import answer_deed, fill_in


def page_of(place: Participant) -> str:
    return reverse("events:my_event", kwargs={"event_id": place.event_id})


def framed(place: Participant, **more: Any) -> dict[str, Any]:
    """What every page of an invited person shows; a young person's pages are quieter."""
    return {"place": place, "event": place.event, "is_mine": place.is_mentee, **more}


@require_safe
@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """Every event to which one is or was invited."""
    places, today = list(places_of(request.user)), timezone.localdate()
    context = {
        "ahead": [place for place in reversed(places) if place.event.ends_on >= today],
        "past": [place for place in places if place.event.ends_on < today],
        "is_mine": any(place.is_mentee for place in places),
    }
    return render(request, "events/mine.html", context)


@require_safe
@signed_in
def my_event(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    place = place_of(request.user, event_id)
    event, today = place.event, timezone.localdate()
    context = framed(
        place,
        days=programme_of(event, get_language() or "", plainly=place.is_mentee, mine=own_marks(place)),
        is_over=event.ends_on < today,
        may_look_back=event.starts_on <= today,
        met=met_by(request.user, event) if event.starts_on <= today else [],
        asks=not place.reply and event.ends_on >= today,
        not_this_time=Reply.NOT_THIS_TIME,
    )
    return render(request, "events/my_event.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def my_reply(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    place = place_of(request.user, event_id)
    return fill_in(
        request,
        ReplyForm(request.POST or None, place=place, row_version=place.version),
        template="events/my_reply.html",
        context=framed(place),
        deed=partial(coming.reply, place, on=timezone.localdate()),
        said=_("Thank you for saying so. You can change it."),
        then=page_of(place),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def my_needs(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    place = place_of(request.user, event_id)
    needs = own_needs(place)
    return fill_in(
        request,
        NeedsForm(request.POST or None, needs=needs, row_version=place.version),
        template="events/my_needs.html",
        context=framed(place, needs=needs),
        deed=partial(coming.tell_needs, place, on=timezone.localdate()),
        said=_("Saved. You can change it at any time."),
        then=page_of(place),
    )


@require_http_methods(["POST"])
@signed_in
def sit_out(request: SignedInRequest, event_id: UUID, session_id: UUID) -> HttpResponse:
    """Do not take part in a session; no reason is asked."""
    place = place_of(request.user, event_id)
    session = session_of(place.event, session_id)
    return answer_deed(
        request,
        deed=partial(coming.sit_out, place, session, on=timezone.localdate()),
        said=_("That is all right. Rest, or do something else."),
        then=page_of(place),
    )


@require_http_methods(["POST"])
@signed_in
def join_in(request: SignedInRequest, event_id: UUID, session_id: UUID) -> HttpResponse:
    place = place_of(request.user, event_id)
    session = session_of(place.event, session_id)
    return answer_deed(
        request,
        deed=partial(coming.join_after_all, place, session, on=timezone.localdate()),
        said=_("Good to have you there."),
        then=page_of(place),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def my_signals(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """How it feels with each person met; the other never learns of it."""
    place = place_of(request.user, event_id)
    met = met_by(request.user, place.event)
    return fill_in(
        request,
        SignalsForm(request.POST or None, met=met, given=own_signals(request.user, place.event)),
        template="events/my_signals.html",
        context=framed(place, met=met),
        deed=partial(seeing.give_signals, place.event, by=request.user, on=timezone.localdate()),
        said=_("Thank you. The other person does not see it."),
        then=page_of(place),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def my_reflection(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    place = place_of(request.user, event_id)
    kept = reflection_of(place)
    shared_with = {
        Part.MENTEE: _("My case manager may read it"),
        Part.MENTOR: _("The team may read it"),
        Part.STAFF: "",
    }[Part(place.part)]
    form = ReflectForm(
        request.POST or None, kept=kept, shared_with=shared_with, row_version=kept.version if kept else None
    )
    return fill_in(
        request,
        form,
        template="events/my_reflection.html",
        context=framed(place, kept=kept),
        deed=partial(seeing.reflect, place),
        said=_("Saved."),
        then=page_of(place),
    )


@require_safe
@signed_in
def my_calendar(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    place = place_of(request.user, event_id)
    return calendar_answer(place.event, days_of(place))
