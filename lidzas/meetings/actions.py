"""Planning, moving and logging meetings, logging contacts, and giving more hours."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions import DateOutOfPlace, hold, mark_done
from lidzas.cases.models import Case
from lidzas.meetings.choices import Channel, Lead, MeetingKind, NoteFor, Status, WithWhom
from lidzas.meetings.models import Contact, HoursExtension, Meeting
from lidzas.meetings.queries import planned_from, planned_on
from lidzas.method import RecordKind
from lidzas.records.actions import Refusal

LONGEST_MEETING = 24 * 60
MOST_MINUTES_AT_ONCE = 100 * 60


class InThePast(Refusal):
    """A meeting is planned for a day that has passed."""


class NotYetHeld(Refusal):
    """A meeting or contact is logged for a day still ahead."""


class MinutesOutOfRange(Refusal):
    """A length nobody can mean."""


class NextMeetingOpen(Refusal):
    """Neither the next meeting nor a reason for not fixing it was given."""


class MeetingSettled(Refusal):
    """The planned meeting was held, moved or let go before."""


class NotYoursToShare(Refusal):
    """Who a note is shown to is for its writer and the young person to say."""


class ReasonMissing(Refusal):
    """More hours are given for a reason."""


def refuse_past(planned_for: datetime, *, on: date) -> None:
    if localdate(planned_for) < on:
        raise InThePast(_("This day has passed. Please choose a day still ahead."))


def refuse_day(case: Case, held_on: date, *, on: date) -> None:
    """Refuse a day after today, or before the case was opened."""
    if held_on > on:
        raise NotYetHeld(_("This day is still ahead. It can be logged once it has been."))
    if held_on < case.opened_on:
        raise DateOutOfPlace(_("This day lies before the case was opened. Please choose a later day."))


def refuse_minutes(minutes: int, most: int) -> None:
    if not 1 <= minutes <= most:
        raise MinutesOutOfRange(_("Please give the minutes as a number from 1 to %(most)s.") % {"most": most})


@transaction.atomic
def plan_meeting(
    case: Case, *, kind: MeetingKind, planned_for: datetime, place: str, by: User, on: date
) -> Meeting:
    """Fix a meeting. After a first one was held, this is the next meeting the method asks for (S2.36)."""
    case = hold(case, on=on)
    refuse_past(planned_for, on=on)
    planned = Meeting.objects.create(
        case=case, kind=kind, status=Status.PLANNED, planned_for=planned_for, place=place
    )
    record("meeting.plan", planned, by=by)
    note_that_next_is_fixed(case, by=by, on=on)
    return planned


@transaction.atomic
def log_meeting(
    case: Case,
    *,
    kind: MeetingKind,
    held_on: date,
    minutes: int,
    channel: Channel,
    who_led: Lead | str,
    note: str,
    note_for: NoteFor,
    next_for: datetime | None,
    next_place: str,
    not_fixed_reason: str,
    by: User,
    on: date,
) -> Meeting:
    """Keep a meeting that took place; one that was planned for that day becomes it.

    Raises NextMeetingOpen unless a next meeting is given, stands already, or there is a reason (S2.36).
    """
    case = hold(case, on=on)
    refuse_day(case, held_on, on=on)
    refuse_minutes(minutes, LONGEST_MEETING)
    meeting = planned_on(case, held_on, kind) or Meeting(case=case)
    meeting.kind, meeting.held_on, meeting.minutes, meeting.channel = kind, held_on, minutes, channel
    meeting.who_led, meeting.note, meeting.note_for = who_led, note, note_for
    settle(meeting, Status.HELD, by=by)
    mark_done(case, MeetingKind(kind).record, by=by, on=held_on)
    fix_next(
        meeting, next_for, kind=MeetingKind.MEETING, place=next_place, reason=not_fixed_reason, by=by, on=on
    )
    record("meeting.log", meeting, by=by)
    return meeting


def settle(meeting: Meeting, status: Status, *, by: User) -> None:
    meeting.status, meeting.logged_by = status, by
    meeting.save()


def fix_next(
    meeting: Meeting,
    planned_for: datetime | None,
    *,
    kind: MeetingKind,
    place: str,
    reason: str,
    by: User,
    on: date,
) -> None:
    """Fix the next meeting, or find it fixed already, or keep why it is not."""
    following = planned_from(meeting.case, on)
    if planned_for is not None:
        refuse_past(planned_for, on=on)
        following = Meeting.objects.create(
            case=meeting.case, kind=kind, status=Status.PLANNED, planned_for=planned_for, place=place
        )
        record("meeting.plan", following, by=by)
    if following is None and not reason.strip():
        raise NextMeetingOpen(_("When do you meet next? If that is not known yet, please say why."))
    meeting.next_meeting, meeting.not_fixed_reason = following, "" if following else reason
    meeting.save(update_fields=["next_meeting", "not_fixed_reason"])
    if following is not None:
        note_that_next_is_fixed(meeting.case, by=by, on=on)


def note_that_next_is_fixed(case: Case, *, by: User, on: date) -> None:
    """What is fixed before a first meeting was held is that meeting, not the next one."""
    if case.meetings.held().exists():
        mark_done(case, RecordKind.NEXT_MEETING, by=by, on=on)


def hold_planned(meeting: Meeting, *, on: date) -> Meeting:
    """Lock a planned meeting and its case for a deed, or refuse because it is settled."""
    case = hold(meeting.case, on=on)
    held = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    held.case = case
    if held.status != Status.PLANNED:
        raise MeetingSettled(_("Something was already said about this meeting: it is not planned any more."))
    return held


@transaction.atomic
def not_this_time(
    meeting: Meeting, *, next_for: datetime | None, not_fixed_reason: str, by: User, on: date
) -> Meeting:
    """Say without blame that a planned meeting did not happen, and when to meet instead (S2.43)."""
    meeting = hold_planned(meeting, on=on)
    settle(meeting, Status.NOT_THIS_TIME, by=by)
    kind = MeetingKind(meeting.kind)
    fix_next(meeting, next_for, kind=kind, place=meeting.place, reason=not_fixed_reason, by=by, on=on)
    record("meeting.not_this_time", meeting, by=by)
    return meeting


@transaction.atomic
def move_meeting(meeting: Meeting, *, planned_for: datetime, place: str, by: User, on: date) -> Meeting:
    """Move a planned meeting; return the one that stands now."""
    meeting = hold_planned(meeting, on=on)
    refuse_past(planned_for, on=on)
    moved = Meeting.objects.create(
        case=meeting.case,
        kind=meeting.kind,
        status=Status.PLANNED,
        planned_for=planned_for,
        place=place,
    )
    meeting.next_meeting = moved
    settle(meeting, Status.MOVED, by=by)
    record("meeting.move", meeting, by=by)
    return moved


@transaction.atomic
def share_note(meeting: Meeting, *, shared: bool, by: User, as_role: Role, on: date) -> Meeting:
    """Let a later mentor read the note of a meeting, or let them not (S3.31).

    The young person says so, or who wrote it; a note meant for the case manager alone stays so.
    """
    case = hold(meeting.case, on=on)
    held = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    is_theirs = as_role is Role.MENTEE or held.logged_by_id == by.pk
    if not is_theirs or held.status != Status.HELD or held.note_for != NoteFor.ALL:
        raise NotYoursToShare(_("Only the young person, or who wrote this note, can say that."))
    held.case, held.is_shared_on = case, shared
    held.save(update_fields=["is_shared_on"])
    record("meeting.share" if shared else "meeting.unshare", held, by=by, role=as_role)
    return held


@transaction.atomic
def log_contact(
    case: Case,
    *,
    with_whom: WithWhom,
    held_on: date,
    channel: Channel,
    reached: bool,
    note: str,
    by: User,
    on: date,
) -> Contact:
    """Keep a contact of the case manager. A try that reached nobody is kept, and fulfils nothing."""
    case = hold(case, on=on)
    refuse_day(case, held_on, on=on)
    contact = Contact.objects.create(
        case=case, with_whom=with_whom, held_on=held_on, channel=channel, is_reached=reached, note=note,
        logged_by=by,
    )  # fmt: skip
    if reached:
        kind = RecordKind.MENTEE_CONTACT if with_whom == WithWhom.MENTEE else RecordKind.MENTOR_CONTACT
        mark_done(case, kind, by=by, on=held_on)
    record("contact.log", contact, by=by)
    return contact


@transaction.atomic
def extend_hours(case: Case, *, minutes: int, reason: str, by: User, on: date) -> HoursExtension:
    """Give a case more support time than the limit, with a reason (S3.35)."""
    case = hold(case, on=on)
    refuse_minutes(minutes, MOST_MINUTES_AT_ONCE)
    if not reason.strip():
        raise ReasonMissing(_("Please say why more time is needed."))
    extension = HoursExtension.objects.create(case=case, minutes=minutes, reason=reason, given_on=on, by=by)
    record("hours.extend", extension, by=by)
    return extension
