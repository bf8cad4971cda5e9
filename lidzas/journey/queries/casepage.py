"""What the page of one case shows: the path, the team, the timeline, who looked."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet, Subquery
from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.access import Permission, Role
from lidzas.accounts.models import User
from lidzas.audit.models import Entry
from lidzas.cases.models import Case, DoneActivity, StageEntry, TeamMember
from lidzas.journey.queries.hats import name_of
from lidzas.method import Activity, Demand, Method, OpenThing, Unmet
from lidzas.programmes.queries import method_of
from lidzas.screening.queries import leaves_of_member
from lidzas.ui.days import say_near

TIMELINE_ROWS = 20
# Pages about a concern are not pages of the young person: a person tells them of it, not a screen.
NOT_AT_THE_PAGE = ("concern_handle", "concern_raise", "concerns_view")
WHILE_ASKED = Q(deed=Permission.MATCH_VIEW.name.lower(), role=Role.MENTOR)
NOBODY = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class StageStep:
    """A place on the path: walked, here or ahead."""

    key: str
    name: str
    state: str
    entered_on: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on the way."""

    on: date
    what: str
    by: str
    is_stage: bool


def language() -> str:
    return get_language() or ""


def path_of(case: Case, entries: Iterable[StageEntry]) -> list[StageStep]:
    """The stages in order with where the case is (S0.02). Stages overlap; the newest entry says "here"."""
    method = method_of(case.method_id)
    entered = {entry.stage: entry.entered_on for entry in entries}
    here = method.position(case.stage)
    return [
        StageStep(
            key=stage.key,
            name=stage.name.in_language(language()),
            state=state_of(position, here, is_closed=case.is_closed),
            entered_on=entered.get(stage.key),
        )
        for position, stage in enumerate(method.stages)
    ]


def entries_of(case: Case) -> list[StageEntry]:
    """Every entry into a stage, oldest first."""
    rows = StageEntry.objects.filter(case=case).select_related("by")
    return list(rows.order_by("entered_on", "made_at"))


def state_of(position: int, here: int, *, is_closed: bool) -> str:
    if position < here or is_closed:
        return "walked"
    return "here" if position == here else "ahead"


def team_on(case: Case) -> list[tuple[User, str]]:
    """Who is on the case today, with the role's name; who is away, until when, and who stands in."""
    method, today = method_of(case.method_id), localdate()
    ahead = FilteredRelation("stand_ins", condition=Q(stand_ins__until__gt=today))
    leave = leaves_of_member(case.programme_id, today)
    members: list[Any] = list(
        TeamMember.objects.active()
        .filter(case=case)
        .annotate(now=ahead, deputy_id=F("now__deputy__person"), deputy_name=F("now__deputy__person__name"))
        .annotate(
            away_since=Subquery(leave.values("since")[:1]), back_on=Subquery(leave.values("back_on")[:1])
        )
        .annotate(
            deputy_left=F("now__deputy__left_on"), lent_since=F("now__since"), lent_until=F("now__until")
        )
        .select_related("person")
        .order_by("joined_on", "made_at", "now__since")
    )
    found: dict[UUID, tuple[User, str]] = {}
    for member in members:
        role = with_leave(name_of(method, member.role), member.away_since, member.back_on, today)
        found.setdefault(member.person_id, (member.person, role))
        if member.deputy_id and member.deputy_left is None:
            deputy = User(pk=member.deputy_id, name=member.deputy_name)
            found.setdefault(member.deputy_id, (deputy, deputy_words(member)))
    return list(found.values())


def with_leave(role: str, since: date | None, back_on: date | None, on: date) -> str:
    """The role, and that its holder is or will be away."""
    if since is None or back_on is None:
        return role
    if since <= on:
        away = _("away, back %(day)s") % {"day": say_near(back_on)}
    else:
        away = _("away from %(since)s, back %(day)s") % {"since": say_near(since), "day": say_near(back_on)}
    return f"{role} · {away}"


def deputy_words(member: Any) -> str:
    return _("Standing in for %(name)s: %(since)s – %(until)s") % {
        "name": member.person.name,
        "since": say_near(member.lent_since),
        "until": say_near(member.lent_until),
    }


def timeline_of(case: Case, entries: Sequence[StageEntry], *, as_mentee: bool) -> list[Event]:
    """The newest things that happened: stages entered and activities done, in the reader's words."""
    method = method_of(case.method_id)
    done = DoneActivity.objects.filter(case=case).select_related("by").order_by("-done_on", "-made_at")
    events = [
        Event(
            entry.entered_on,
            method.stage(entry.stage).name.in_language(language()),
            entry.by.name,
            is_stage=True,
        )
        for entry in reversed(entries[-TIMELINE_ROWS:])
    ] + [
        Event(
            row.done_on,
            spoken(method.activity(row.activity), as_mentee=as_mentee),
            row.by.name,
            is_stage=False,
        )
        for row in done[:TIMELINE_ROWS]
    ]
    return sorted(events, key=lambda event: event.on, reverse=True)[:TIMELINE_ROWS]


def spoken(activity: Activity, *, as_mentee: bool) -> str:
    words = activity.to_you if as_mentee and activity.to_you else activity.name
    return words.in_language(language())


def in_words(missing: Unmet, method: Method) -> str:
    """One unmet demand of a gate as a sentence."""
    if missing.kind is Demand.DONE:
        return method.activity(missing.key).name.in_language(language())
    if missing.kind is Demand.NONE_OPEN:
        open_things = {
            OpenThing.SAFEGUARDING_CONCERN: _("A safeguarding concern is still open."),
            OpenThing.CRISIS: _("A difficult moment is still being handled."),
        }
        return open_things[OpenThing(missing.key)]
    return _("%(what)s: %(have)s of %(need)s") % {
        "what": counted(missing.key), "have": missing.have, "need": missing.need,
    }  # fmt: skip


def counted(key: str) -> str:
    names = {
        "explanations": _("Points explained"),
        "mentee_contacts": _("Contacts with the young person"),
        "mentor_contacts": _("Contacts with the mentor"),
        "meetings": _("Meetings held"),
        "three_way_meetings": _("Meetings of all three"),
        "goals": _("Goals"),
        "steps": _("Steps"),
        "minutes": _("Minutes together"),
    }
    return names[key]


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a young person's page: who, as what, when, at what."""

    who: str
    role: str
    on: date
    what: str
    in_place_of: str = ""


def looks_at(case: Case, *, to_mentee: bool) -> list[Look]:
    """Who looked at the young person's page, newest first, the last hundred.

    That a mentor who is being asked looked is for the young person alone: it tells how they answered.
    """
    method = method_of(case.method_id)
    entries: QuerySet[Entry] = (
        Entry.objects.about_case(case.pk)
        .looks()
        .exclude(deed__in=NOT_AT_THE_PAGE)
        .exclude(NOBODY if to_mentee else WHILE_ASKED)
        .newest_first()
        .select_related("by")
    )
    shown = list(entries[:100])
    names = names_of({entry.stood_for for entry in shown if entry.stood_for})
    return [
        Look(
            who=entry.by.name if entry.by else _("Somebody who has left"),
            role=name_of(method, entry.role) if entry.role else "",
            on=localdate(entry.at),
            what=looked_at(entry.deed),
            in_place_of=names.get(entry.stood_for, ""),
        )
        for entry in shown
    ]


def names_of(people: set[str]) -> dict[str, str]:
    """Person → name; nobody is asked for when nobody is meant."""
    if not people:
        return {}
    return {str(pk): name for pk, name in User.objects.filter(pk__in=people).values_list("pk", "name")}


def looked_at(deed: str) -> str:
    """What was looked at, in plain words for the young person."""
    pages = {
        Permission.ABOUT_VIEW: _("what you tell about yourself"),
        Permission.ABOUT_WRITE: _("what you tell about yourself"),
        Permission.ASSESSMENT_VIEW: _("how things are in your life areas"),
        Permission.READINESS_VIEW: _("whether this is the time for a mentor"),
        Permission.CRISIS_VIEW: _("what we do in a hard moment"),
        Permission.PLAN_VIEW: _("your plan"),
        Permission.AGREEMENT_VIEW: _("the agreement"),
        Permission.MEETING_VIEW: _("your meetings"),
        Permission.CONTACT_VIEW: _("contacts with you"),
        Permission.MATCH_VIEW: _("the choice of a mentor"),
        Permission.CLOSING_ANSWER: _("the closing talk"),
        Permission.EXIT_VIEW: _("how you go on"),
        Permission.EXPLANATION_VIEW: _("what was explained to you"),
        Permission.EXPECTATIONS_WRITE: _("what each of you expects"),
        Permission.RULES_VIEW: _("your card of rules"),
        Permission.PLACES_SHOWN_VIEW: _("the places and people for you"),
    }
    return {name.name.lower(): words for name, words in pages.items()}.get(deed, _("your page"))


def activity_by_hand(case: Case, key: str, roles: Container[Role]) -> Activity:
    """The activity that a person of these roles marks by hand; every other does not exist for them."""
    method = method_of(case.method_id)
    found = {each.key: each for stage in method.stages for each in stage.activities if each.record is None}
    if key not in found or not any(Role(method.role(each).acts_as) in roles for each in found[key].done_by):
        raise Http404
    return found[key]


def where_it_is_now(case: Case) -> list[tuple[str, str]]:
    """The stage as it stands in the database, beside a form that was opened earlier."""
    stage = Case.objects.values_list("stage", flat=True).get(pk=case.pk)
    return [(_("Stage"), method_of(case.method_id).stage(stage).name.in_language(language()))]
