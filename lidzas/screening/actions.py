"""Getting to know a mentor, taking them in, and letting them be away (S1.10)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.actions.standing import end_stand_ins, memberships_of, stand_in
from lidzas.cases.models import TeamMember
from lidzas.notices.actions import notify
from lidzas.people.models import Mentor
from lidzas.programmes.queries import method_of
from lidzas.records.actions import Refusal, take_version
from lidzas.screening.choices import Outcome, Result, Verdict
from lidzas.screening.models import (
    Application,
    Certificate,
    Decision,
    Interview,
    InterviewAnswer,
    Leave,
    Reference,
)
from lidzas.screening.queries import cleared, leave_between


class MentorGone(Refusal):
    """The person does not mentor in this programme any more."""


class OwnCheck(Refusal):
    """Nobody checks or takes in themself."""


class NoSuchQuestion(Refusal):
    """The interview guide has no such question."""


class DayAhead(Refusal):
    """What has happened has a day that has come."""


class LeaveOverlaps(Refusal):
    """The mentor is away on these days already."""


class LeaveOver(Refusal):
    """The leave lies in the past."""


class DeputyNotFree(Refusal):
    """The deputy has to be somebody who may mentor here in that time."""


def hold_mentor(mentor: Mentor) -> Mentor:
    """Lock a mentor's place for a deed, or refuse because it has ended."""
    held = (
        Mentor.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "programme")
        .get(pk=mentor.pk)
    )
    if held.left_on is not None:
        raise MentorGone(_("This person does not mentor in the programme any more."))
    return held


def hold_other(mentor: Mentor, *, by: User) -> Mentor:
    """Lock a mentor's place for a deed that is somebody else's to do."""
    held = hold_mentor(mentor)
    if held.person_id == by.pk:
        raise OwnCheck(_("Nobody checks themselves. Please ask a colleague."))
    return held


def refuse_day_ahead(day: date, on: date) -> None:
    if day > on:
        raise DayAhead(_("This day is still to come. Please choose today or an earlier day."))


@transaction.atomic
def apply(
    mentor: Mentor, *, why: str, background: str = "", rather_not: str = "", region: str = "",
    emergency: str = "", places_wished: int | None = None, by: User, on: date, version: int | None = None,
) -> Application:  # fmt: skip
    """Keep why somebody would like to be a mentor, in their own words; written by them or for them."""
    mentor = hold_mentor(mentor)
    said = {
        "why": why, "background": background, "rather_not": rather_not, "region": region, "emergency": emergency,
        "places_wished": places_wished, "written_on": on, "by": by,
    }  # fmt: skip
    application, is_new = Application.objects.get_or_create(mentor=mentor, defaults=said)
    if not is_new:
        take_version(application, version)
        for name, value in said.items():
            setattr(application, name, value)
        application.save(update_fields=list(said))
    application.mentor = mentor
    record("mentor.apply", application, by=by)
    return application


@transaction.atomic
def hold_interview(
    mentor: Mentor,
    *,
    held_on: date,
    answers: Mapping[str, str],
    by: User,
    on: date,
    version: int | None = None,
) -> Interview:
    """Keep what was said in the talk, question by question; an empty answer is none."""
    mentor = hold_other(mentor, by=by)
    refuse_day_ahead(held_on, on)
    known = {question.key for question in method_of(mentor.programme.method_id).screening.interview}
    if answers.keys() - known:
        raise NoSuchQuestion(_("The interview guide has no such question."))
    interview, is_new = Interview.objects.get_or_create(
        mentor=mentor, defaults={"held_on": held_on, "by": by}
    )
    if not is_new:
        take_version(interview, version)
        interview.held_on, interview.by = held_on, by
        interview.save(update_fields=["held_on", "by"])
    write_answers(interview, answers)
    interview.mentor = mentor
    record("mentor.interview", interview, by=by)
    return interview


def write_answers(interview: Interview, answers: Mapping[str, str]) -> None:
    standing = {row.question: row for row in interview.answers.all()}
    for question, words in answers.items():
        row = standing.get(question) or InterviewAnswer(interview=interview, question=question)
        if words.strip():
            row.words = words
            row.save()
        elif question in standing:
            row.delete()


@transaction.atomic
def ask_reference(
    mentor: Mentor, *, who: str, contact: str = "", asked_on: date, by: User, on: date
) -> Reference:
    """Note that somebody who knows the mentor was asked about them."""
    mentor = hold_other(mentor, by=by)
    refuse_day_ahead(asked_on, on)
    reference = Reference.objects.create(
        mentor=mentor, who=who, contact=contact, asked_on=asked_on, asked_by=by
    )
    record("mentor.reference_ask", reference, by=by)
    return reference


@transaction.atomic
def keep_reference(
    reference: Reference, *, verdict: Verdict, said: str = "", answered_on: date, by: User, on: date,
    version: int | None = None,
) -> Reference:  # fmt: skip
    """Keep what somebody said about the mentor, or that no answer came."""
    mentor = hold_other(reference.mentor, by=by)
    refuse_day_ahead(answered_on, on)
    if answered_on < reference.asked_on:
        raise DayAhead(_("This day lies before the one on which you asked. Please choose a later day."))
    take_version(reference, version)
    reference.verdict, reference.said, reference.answered_on = verdict, said, answered_on
    reference.save(update_fields=["verdict", "said", "answered_on"])
    reference.mentor = mentor
    record("mentor.reference_keep", reference, by=by)
    return reference


@transaction.atomic
def keep_certificate(
    mentor: Mentor, *, checked_on: date, result: Result, due_on: date, by: User, on: date
) -> Certificate:
    """Keep that the register was asked, what its answer means and when to ask again; never the paper."""
    mentor = hold_other(mentor, by=by)
    refuse_day_ahead(checked_on, on)
    if due_on <= checked_on:
        raise DayAhead(_("It is due again after the day of the certificate. Please choose a later day."))
    certificate = Certificate.objects.create(
        mentor=mentor, checked_on=checked_on, result=result, due_on=due_on, by=by
    )
    record("mentor.certificate", certificate, by=by)
    return certificate


@transaction.atomic
def decide(mentor: Mentor, *, outcome: Outcome, reason: str, words: str, by: User, on: date) -> Decision:
    """Take a mentor in, or not now. The mentor gets the words; the reason stays with the team.

    What else is missing does not hinder the decision: nobody is matched before it is there.
    """
    mentor = hold_other(mentor, by=by)
    decision = Decision.objects.create(
        mentor=mentor, outcome=outcome, reason=reason, words=words, decided_on=on, by=by
    )
    record("mentor.decide", decision, by=by, reason=outcome)
    tell(mentor.person)
    return decision


@transaction.atomic
def change_terms(
    mentor: Mentor, *, capacity: int, municipality: str, is_paid: bool, by: User, version: int | None = None
) -> Mentor:
    """Agree how many young people a mentor accompanies at once, where, and whether it is paid."""
    mentor = hold_mentor(mentor)
    take_version(mentor, version)
    mentor.capacity, mentor.municipality, mentor.is_paid = capacity, municipality, is_paid
    mentor.save(update_fields=["capacity", "municipality", "is_paid"])
    record("mentor.terms", mentor, by=by)
    return mentor


@transaction.atomic
def go_on_leave(
    mentor: Mentor, *, since: date, back_on: date, deputy: Mentor | None = None, by: User, on: date
) -> Leave:
    """Let a mentor be away until they are back. A deputy looks after all their young people meanwhile.

    No reason is asked for. Raises LeaveOver, LeaveOverlaps, DeputyNotFree or RoleTaken.
    """
    mentor = hold_mentor(mentor)
    if back_on <= max(since, on):
        raise LeaveOver(_("The day of coming back lies after today and after the first day away."))
    if leave_between(mentor, since, back_on).exists():
        raise LeaveOverlaps(_("A leave is noted for these days already. Please end that one first."))
    if deputy is not None:
        refuse_unfree(deputy, mentor, since=max(since, on), back_on=back_on)
    leave = Leave.objects.create(mentor=mentor, since=since, back_on=back_on, deputy=deputy, by=by)
    record("mentor.leave_begin", leave, by=by)
    members = memberships_of(mentor)
    if deputy is not None:
        for member in members:
            stand_in(member, deputy, since=max(since, on), until=back_on, by=by)
        tell(deputy.person)
    tell_those_beside(members)
    return leave


def refuse_unfree(deputy: Mentor, mentor: Mentor, *, since: date, back_on: date) -> None:
    """A deputy mentors in the same programme, has been taken in and checked, and is there all the time."""
    is_here = deputy.programme_id == mentor.programme_id and deputy.pk != mentor.pk
    lacking = cleared(mentor.programme, since).get(deputy.pk) if is_here else None
    if lacking != frozenset() or leave_between(deputy, since, back_on).exists():
        raise DeputyNotFree(
            _("This person cannot stand in on these days. Please choose a mentor who is taken in and here.")
        )


@transaction.atomic
def come_back(leave: Leave, *, by: User, on: date) -> Leave:
    """End a leave before its time; the deputy's rights end the same day."""
    mentor = hold_mentor(leave.mentor)
    if on >= leave.back_on:
        raise LeaveOver(_("This leave is over already."))
    end_stand_ins(mentor, until=leave.back_on, by=by, on=on)
    leave.back_on = max(on, leave.since)
    leave.save(update_fields=["back_on"])
    leave.mentor = mentor
    record("mentor.leave_end", leave, by=by)
    tell_those_beside(memberships_of(mentor))
    return leave


def tell_those_beside(members: list[TeamMember]) -> None:
    """A letter to the young people and case managers of a mentor who goes or comes back."""
    beside = TeamMember.objects.active().filter(case__in=[member.case_id for member in members])
    others = beside.exclude(pk__in=[member.pk for member in members]).select_related("person")
    for person in {member.person for member in others}:
        tell(person)


def tell(person: User) -> None:
    """A letter that says no more than that there is something to read."""
    with override(person.language):
        notify(
            person.email,
            person=person,
            subject=_("You have a message"),
            body=_("There is something new for you to read. Please sign in when it suits you."),
        )
