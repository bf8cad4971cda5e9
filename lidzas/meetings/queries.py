"""What was held and what is planned, who may read a note, and how much time is left."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Count as CountOf
from django.db.models import Q, QuerySet, Sum
from django.shortcuts import get_object_or_404

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.cases.locks import Standing
from lidzas.cases.models import Case
from lidzas.meetings.choices import Lead, MeetingKind, NoteFor, Status, WithWhom
from lidzas.meetings.models import Contact, HoursExtension, Meeting, in_hours
from lidzas.method import Count, Limit, Period
from lidzas.programmes.queries import LIMIT, method_of, numbers_of

A_PAGE = 20
Row = TypeVar("Row", Meeting, Contact)
PAIR_KINDS = (MeetingKind.MEETING, MeetingKind.JOINT_ACTIVITY)


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """A held meeting as one reader sees it: the words are empty where they are not for this reader."""

    pk: UUID
    kind: str
    held_on: date | None
    minutes: int | None
    channel: str
    who_led: str
    led_by: str
    note: str
    not_fixed_reason: str
    logged_by: str
    is_private: bool
    is_shared_on: bool
    may_share: bool


@dataclass(frozen=True, slots=True)
class MeetingsSeen:
    """One page of held meetings, newest first; `older` is the last one's id where there are more."""

    rows: tuple[MeetingSeen, ...]
    older: UUID | None


@dataclass(frozen=True, slots=True)
class ContactsSeen:
    rows: tuple[Contact, ...]
    older: UUID | None


@dataclass(frozen=True, slots=True)
class HoursState:
    """How much support time is used and left, in minutes, with what was given on top counted in.

    `reached_warning` is the highest warning passed, in percent. A limit warns; it never locks.
    """

    used_minutes: int
    limit_minutes: int
    left: int
    reached_warning: int | None
    is_over: bool
    per: Period

    @property
    def used_words(self) -> str:
        return in_hours(self.used_minutes)

    @property
    def left_words(self) -> str:
        return in_hours(self.left)

    @property
    def is_near_end(self) -> bool:
        return self.reached_warning is not None


def planned_meetings(case: Case) -> list[Meeting]:
    """The timetable: everything planned and not yet settled, the soonest first (S2.41)."""
    return list(case.meetings.planned().order_by("planned_for", "pk"))


def next_meeting(case: Case, *, since: datetime | None = None) -> Meeting | None:
    """The soonest planned meeting; with `since`, the soonest that has not passed then."""
    planned = case.meetings.planned()
    if since is not None:
        planned = planned.filter(planned_for__gte=since)
    return planned.order_by("planned_for", "pk").first()


def planned_on(case: Case, day: date, kind: MeetingKind) -> Meeting | None:
    """The meeting planned for a day, rather one of this kind than of another."""
    planned = case.meetings.planned().filter(planned_for__date=day).order_by("planned_for", "pk")
    return planned.filter(kind=kind).first() or planned.first()


def planned_from(case: Case, day: date) -> Meeting | None:
    """The soonest meeting planned for this day or later."""
    return case.meetings.planned().filter(planned_for__date__gte=day).order_by("planned_for", "pk").first()


def is_next_fixed(case: Case, held_on: date, kind: MeetingKind, *, on: date) -> bool:
    """Whether a meeting still stands ahead once one of that day and kind is logged as held."""
    becomes_held = planned_on(case, held_on, kind)
    ahead = case.meetings.planned().filter(planned_for__date__gte=on)
    return (ahead.exclude(pk=becomes_held.pk) if becomes_held else ahead).exists()


def planned_of(case: Case, meeting_id: UUID) -> Meeting:
    """A meeting of the case that was planned, whatever became of it."""
    planned = Meeting.objects.filter(case=case, planned_for__isnull=False).select_related("case")
    return get_object_or_404(planned, pk=meeting_id)


def page_of(rows: QuerySet[Row], before: UUID | None) -> list[Row]:
    """Rows older than the given one, newest first, one more than a page holds."""
    last = rows.filter(pk=before).values_list("held_on", "pk").first() if before else None
    if last:
        held_on, pk = last
        rows = rows.filter(Q(held_on__lt=held_on) | Q(held_on=held_on, pk__lt=pk))
    return list(rows.order_by("-held_on", "-pk")[: A_PAGE + 1])


def older_than(rows: Sequence[Meeting] | Sequence[Contact]) -> UUID | None:
    return rows[A_PAGE - 1].pk if len(rows) > A_PAGE else None


def meetings_of(case: Case, person: User, standing: Standing, *, before: UUID | None = None) -> MeetingsSeen:
    """Held meetings as this person may see them."""
    rows = page_of(case.meetings.held().select_related("logged_by"), before)
    reader = reader_of(case, person, standing)
    seen = tuple(as_seen(row, reader) for row in rows[:A_PAGE])
    return MeetingsSeen(seen, older_than(rows))


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the notes of a case, and for a mentor: since when, and who was the mentor before.

    Who stands in for a mentor reads what that mentor reads.
    """

    person_id: UUID
    standing: Standing
    joined_on: date | None = None
    predecessors: frozenset[UUID] = frozenset()


def reader_of(case: Case, person: User, standing: Standing) -> Reader:
    if Role.MENTOR not in standing.on_case:
        return Reader(person.pk, standing)
    places = list(case.team.filter(role=Role.MENTOR).values_list("person_id", "joined_on", "left_on"))
    now = {who: joined for who, joined, left in places if left is None}
    return Reader(
        person.pk,
        standing,
        joined_on=max(now.values(), default=None),
        predecessors=frozenset(who for who, _joined, _left in places if who not in now),
    )


def may_read(meeting: Meeting, reader: Reader) -> bool:
    """The writer and the case manager always; the others what was meant for all.

    A mentor reads what was written in their own time on the case, and of what an earlier mentor
    wrote, or what was written before, only what the young person or the writer shares.
    """
    if meeting.logged_by_id == reader.person_id or Role.CASE_MANAGER in reader.standing.on_case:
        return True
    if meeting.note_for != NoteFor.ALL:
        return False
    if reader.standing.is_mentee or meeting.is_shared_on:
        return True
    is_of_my_time = bool(reader.joined_on and meeting.held_on and reader.joined_on <= meeting.held_on)
    return is_of_my_time and meeting.logged_by_id not in reader.predecessors


def may_share(meeting: Meeting, person_id: UUID, standing: Standing) -> bool:
    """Whether this person decides if a later mentor reads the note: its writer, and the young person."""
    is_theirs = standing.is_mentee or meeting.logged_by_id == person_id
    return is_theirs and meeting.note_for == NoteFor.ALL and bool(meeting.note)


def meeting_on(case: Case, meeting_id: UUID) -> Meeting:
    return get_object_or_404(Meeting.objects.filter(case=case).select_related("case"), pk=meeting_id)


def as_seen(meeting: Meeting, reader: Reader) -> MeetingSeen:
    reads = may_read(meeting, reader)
    return MeetingSeen(
        pk=meeting.pk,
        kind=meeting.get_kind_display(),
        held_on=meeting.held_on,
        minutes=meeting.minutes,
        channel=meeting.get_channel_display(),
        who_led=meeting.who_led,
        led_by=meeting.get_who_led_display(),
        note=meeting.note if reads else "",
        not_fixed_reason=meeting.not_fixed_reason if reads else "",
        logged_by=str(meeting.logged_by),
        is_private=reads and meeting.note_for == NoteFor.ME_AND_CASE_MANAGER,
        is_shared_on=reads and meeting.is_shared_on,
        may_share=may_share(meeting, reader.person_id, reader.standing),
    )


def did_not_happen_twice(case: Case) -> bool:
    """Whether the last two planned meetings whose time came did not happen: a reason to ask gently (S2.43)."""
    settled = case.meetings.filter(planned_for__isnull=False).exclude(status=Status.PLANNED)
    last_two = settled.order_by("-planned_for", "-pk").values_list("status", flat=True)[:2]
    return list(last_two) == [Status.NOT_THIS_TIME] * 2


def changed_meetings(case: Case) -> list[Meeting]:
    """The newest meetings that were moved or did not happen."""
    changed = case.meetings.filter(status__in=(Status.MOVED, Status.NOT_THIS_TIME))
    return list(changed.order_by("-planned_for", "-pk")[:10])


def lead_over_time(case: Case) -> list[tuple[date, Lead]]:
    """Who led each held meeting of which that was said, the oldest first (S3.07)."""
    told = case.meetings.held().exclude(who_led="").order_by("held_on", "pk")
    return [(held_on, Lead(who)) for held_on, who in told.values_list("held_on", "who_led") if held_on]


def contacts_of(case: Case, *, before: UUID | None = None) -> ContactsSeen:
    rows = page_of(case.contacts.select_related("logged_by"), before)
    return ContactsSeen(tuple(rows[:A_PAGE]), older_than(rows))


def contacts_this_week(case: Case, on: date) -> int:
    """How often the case manager spoke with the young person in the week of this day (S2.24)."""
    monday = on - timedelta(days=on.weekday())
    week = (monday, monday + timedelta(days=6))
    return case.contacts.filter(with_whom=WithWhom.MENTEE, is_reached=True, held_on__range=week).count()


def extensions_of(case: Case) -> list[HoursExtension]:
    return list(case.hours_extensions.select_related("by").order_by("-given_on", "-pk"))


def hours(case: Case, on: date) -> HoursState | None:
    """Where the case stands against the method's first limit; None where the method sets none (S3.35)."""
    return hours_of_cases([case], on).get(case.pk)


def hours_of_cases(cases: Iterable[Case], on: date) -> dict[UUID, HoursState]:
    """The same for many cases, with as many queries as for one."""
    limited = [
        (case, method_of(case.method_id).limits[0]) for case in cases if method_of(case.method_id).limits
    ]
    programmes = {case.programme_id for case, _limit in limited}
    numbers = {programme_id: numbers_of(programme_id) for programme_id in programmes}
    used = minutes_used([case for case, _limit in limited], on)
    given = minutes_given([case for case, _limit in limited], on)
    return {
        case.pk: state_of(
            limit,
            hours_set=numbers[case.programme_id].get(LIMIT + limit.key),
            used=sum(used.get((case.pk, kind, limit.per), 0) for kind in limit.counts),
            given=given.get((case.pk, limit.per), 0),
        )
        for case, limit in limited
    }


def state_of(limit: Limit, *, hours_set: int | None, used: int, given: int) -> HoursState:
    """The limit of the method or, where the programme has set its own, that one; and what was given on top."""
    minutes = (limit.minutes if hours_set is None else hours_set * 60) + given
    state = replace(limit, minutes=minutes).state(used)
    return HoursState(used, minutes, state.left_minutes, state.reached, state.is_over, limit.per)


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def minutes_used(cases: Sequence[Case], on: date) -> dict[tuple[UUID, str, Period], int]:
    """Minutes of held meetings by case and kind, in all and in the month of the day."""
    in_month = Sum("minutes", filter=Q(held_on__range=month_of(on)), default=0)
    rows = Meeting.objects.held().filter(case__in=cases).order_by().values_list("case_id", "kind")
    used = {}
    for case_id, kind, all_in_all, this_month in rows.annotate(Sum("minutes"), in_month=in_month):
        used[case_id, kind, Period.CASE] = all_in_all
        used[case_id, kind, Period.MONTH] = this_month
    return used


def minutes_given(cases: Sequence[Case], on: date) -> dict[tuple[UUID, Period], int]:
    """Minutes given on top of the limit, in all and in the month of the day."""
    in_month = Sum("minutes", filter=Q(given_on__range=month_of(on)), default=0)
    rows = HoursExtension.objects.filter(case__in=cases).order_by().values_list("case_id")
    given = {}
    for case_id, all_in_all, this_month in rows.annotate(Sum("minutes"), in_month=in_month):
        given[case_id, Period.CASE] = all_in_all
        given[case_id, Period.MONTH] = this_month
    return given


def counts(case: Case) -> dict[Count, int]:
    """What gates count of meetings and contacts. A try that reached nobody is no contact."""
    rows = case.meetings.held().order_by().values_list("kind").annotate(CountOf("pk"), Sum("minutes"))
    held = {kind: (times, minutes) for kind, times, minutes in rows}
    with_pair = [held.get(kind, (0, 0)) for kind in PAIR_KINDS]
    spoken = case.contacts.filter(is_reached=True).order_by().values_list("with_whom").annotate(CountOf("pk"))
    reached = dict(spoken)
    return {
        Count.MEETINGS: sum(times for times, _minutes in with_pair),
        Count.MINUTES: sum(minutes for _times, minutes in with_pair),
        Count.THREE_WAY_MEETINGS: held.get(MeetingKind.THREE_WAY, (0, 0))[0],
        Count.MENTEE_CONTACTS: reached.get(WithWhom.MENTEE, 0),
        Count.MENTOR_CONTACTS: reached.get(WithWhom.MENTOR, 0),
    }
