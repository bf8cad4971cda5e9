"""Opening, moving and closing cases, and keeping what is open and done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.audit.actions import record
from lidzas.cases.choices import ReferredBy
from lidzas.cases.facts import Wanted, open_work_of, open_work_of_round
from lidzas.cases.models import Case, DoneActivity, OpenActivity, Postponement, StageEntry, TeamMember
from lidzas.method import ActsAs, Facts, Path, RecordKind, Unmet, unmet
from lidzas.notices.actions import notify
from lidzas.people.actions import Invited, LinkFor, invite
from lidzas.programmes.actions import hold_programme, open_round, record_number, set_number
from lidzas.programmes.models import Programme, Round, StaffRole
from lidzas.programmes.queries import RHYTHM, method_of
from lidzas.records.actions import Refusal, take_version


class CaseClosed(Refusal):
    """Nothing more can be written into a case that has ended."""


class CaseOpenAlready(Refusal):
    """The young person has an open case in this programme."""


class RoleTaken(Refusal):
    """Somebody holds this role on the case already."""


class DateOutOfPlace(Refusal):
    """The day lies before the thing it belongs to."""


class NoSuchStep(Refusal):
    """The activity or stage is not one of this case's method, or not this person's."""


class GateShut(Refusal):
    """Something is missing for going on; with a reason the case may go on all the same."""

    def __init__(self, missing: tuple[Unmet, ...]) -> None:
        super().__init__(_("Something is still open. You may go on all the same: please say why."))
        self.missing = missing


def hold(case: Case, *, on: date) -> Case:
    """Lock a case for a deed of a day, or refuse: it has ended, or had not begun."""
    held = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if held.is_closed:
        raise CaseClosed(_("This case has ended. It can be read, but nothing more is written into it."))
    if on < held.opened_on:
        raise DateOutOfPlace(_("This day lies before the case was opened. Please choose a later day."))
    return held


@transaction.atomic
def open_case(
    round: Round, mentee: User, *, by: User, on: date, referred_by: ReferredBy, municipality: str = ""
) -> Case:
    """Open a young person's case in a round; who opens it is the case manager.

    Raises CaseOpenAlready for a second open case in the programme, DateOutOfPlace before the round.
    """
    if on < round.starts_on:
        raise DateOutOfPlace(_("The round starts later than this day. Please choose a day within the round."))
    if mentee == by:
        raise RoleTaken(_("Nobody is their own case manager. Please ask a colleague to open this case."))
    programme = round.programme
    hold_programme(programme)
    if Case.objects.open().filter(programme=programme, mentee=mentee).exists():
        raise CaseOpenAlready(_("This young person has an open case in the programme already."))
    first = method_of(programme.method_id).stages[0]
    case = Case.objects.create(
        programme=programme, round=round, mentee=mentee, method_id=programme.method_id, stage=first.key,
        stage_entered_on=on, municipality=municipality, referred_by=referred_by, opened_on=on,
    )  # fmt: skip
    StageEntry.objects.create(case=case, stage=first.key, entered_on=on, by=by)
    TeamMember.objects.create(case=case, person=mentee, role=Role.MENTEE, joined_on=on)
    TeamMember.objects.create(case=case, person=by, role=Role.CASE_MANAGER, joined_on=on)
    renew(case)
    record("case.open", case, by=by)
    return case


@dataclass(frozen=True, slots=True)
class Referred:
    """A case just opened, and the invitation that lets its young person in."""

    case: Case
    invited: Invited


@transaction.atomic
def refer(
    round: Round,
    *,
    name: str,
    email: str,
    language: str,
    municipality: str,
    referred_by: str,
    opened_on: date,
    by: User,
    at: datetime,
    link_for: LinkFor,
) -> Referred:
    """Take a young person into a round: invite them and open their case."""
    invited = invite(
        round.programme,
        Role.MENTEE,
        email=email,
        name=name,
        language=language,
        by=by,
        at=at,
        link_for=link_for,
    )
    case = open_case(
        round, invited.invitation.person, by=by, on=opened_on,
        referred_by=ReferredBy(referred_by), municipality=municipality,
    )  # fmt: skip
    return Referred(case, invited)


@transaction.atomic
def join_team(case: Case, person: User, role: Role, *, by: User, on: date) -> TeamMember:
    """Put a person on the case's team; from now on the role reaches the case."""
    case = hold(case, on=on)
    if case.team.filter(role=role, left_on=None).exists():
        raise RoleTaken(_("Somebody holds this role on the case already."))
    refuse_second_role(case, person)
    member = TeamMember.objects.create(case=case, person=person, role=role, joined_on=on)
    renew(case)
    record("team.join", member, by=by, reason=role)
    return member


def refuse_second_role(case: Case, person: User) -> None:
    """The young person, the mentor and the case manager are three people."""
    if case.team.filter(person=person, left_on=None).exists():
        raise RoleTaken(_("This person has another role on this case. Please choose somebody else."))


@transaction.atomic
def leave_team(case: Case, role: Role, *, by: User, on: date) -> None:
    """End a role on the case; what it opened is shut at once."""
    for member in case.team.filter(role=role, left_on=None).select_related("case"):
        member.left_on = max(on, member.joined_on)
        member.save(update_fields=["left_on"])
        record("team.leave", member, by=by, reason=role)
    renew(case)


def gates_between(case: Case, stage: str) -> Iterable[str]:
    """The stages whose gates lie between where the case is and a later stage; none on the way back."""
    order = [each.key for each in method_of(case.method_id).stages]
    return order[order.index(case.stage) : order.index(stage)]


def missing_for(case: Case, stage: str, facts: Facts) -> tuple[Unmet, ...]:
    """What the gates on the way to a stage still ask for (S0.02)."""
    method = method_of(case.method_id)
    return tuple(
        condition for key in gates_between(case, stage) for condition in unmet(method.stage(key).gate, facts)
    )


@transaction.atomic
def enter_stage(
    case: Case, stage: str, facts: Facts, *, by: User, on: date, reason: str = "", version: int | None = None
) -> StageEntry:
    """Move the case into a stage, forward or back.

    A gate advises and remembers, it does not lock: GateShut is raised while something is missing,
    unless a reason is given, and the reason is kept.
    """
    case = hold(case, on=on)
    if stage not in {each.key for each in method_of(case.method_id).stages} - {case.stage}:
        raise NoSuchStep(_("The case cannot move from its present stage to this one."))
    if on < case.stage_entered_on:
        raise DateOutOfPlace(_("The case entered its present stage later than this day."))
    missing = missing_for(case, stage, facts)
    if missing and not reason.strip():
        raise GateShut(missing)
    take_version(case, version)
    case.stage, case.stage_entered_on = stage, on
    case.save(update_fields=["stage", "stage_entered_on"])
    entry = StageEntry.objects.create(
        case=case, stage=stage, entered_on=on, by=by, reason=reason,
        missing=[[each.kind, each.key, each.have, each.need] for each in missing],
    )  # fmt: skip
    renew(case)
    record("stage.enter", entry, by=by, reason=stage)
    return entry


@transaction.atomic(savepoint=False)
def mark_done(case: Case, kind: RecordKind, *, by: User, on: date, role: Role | None = None) -> None:
    """A record of the product was made: the activities of the method that it fulfils are done.

    With a role, only the activities of that role are (each answers for themself). What is done once
    is not done again, and a rhythm is kept only while it runs.
    """
    acts_as = ActsAs(role) if role else None
    activities = method_of(case.method_id).activities_for_record(kind, acts_as)
    keys = [activity.key for activity in activities]
    open_now = set(case.open_activities.filter(activity__in=keys).values_list("activity", flat=True))
    done = set(case.done_activities.filter(activity__in=keys).values_list("activity", flat=True))
    DoneActivity.objects.bulk_create(
        DoneActivity(round_id=case.round_id, case=case, activity=activity.key, done_on=on, by=by)
        for activity in activities
        if activity.key in open_now or (activity.every_days is None and activity.key not in done)
    )
    renew(case)


@transaction.atomic(savepoint=False)
def postpone(case: Case, kind: RecordKind, *, until: date, by: User, on: date) -> None:
    """Look at what a record would fulfil again on a later day; it stays open until then."""
    Postponement.objects.bulk_create(
        Postponement(case=case, activity=activity.key, postponed_on=on, until=until, by=by)
        for activity in method_of(case.method_id).activities_for_record(kind)
    )
    renew(case)


def tell_case_managers(case: Case, *, but: User) -> None:
    members = case.team.filter(role=Role.CASE_MANAGER, left_on=None).exclude(person=but)
    for member in members.select_related("person"):
        tell_that_something_waits(member.person)


def tell_project_managers(case: Case, *, but: User) -> None:
    """The same letter to those of them who do not get it as case managers."""
    told = case.team.filter(role=Role.CASE_MANAGER, left_on=None).values("person_id")
    roles = StaffRole.objects.filter(programme=case.programme_id, role=Role.PROJECT_MANAGER, until=None)
    for held in roles.exclude(person=but).exclude(person__in=told).select_related("person"):
        tell_that_something_waits(held.person)


def tell_that_something_waits(person: User) -> None:
    """A letter that says no more; what it is stands behind the sign-in."""
    with override(person.language):
        notify(
            person.email,
            person=person,
            subject=_("You have a message"),
            body=_("Somebody has written something that should be read today. Please sign in."),
        )


@transaction.atomic
def mark_by_hand(
    case: Case, activity: str, *, by: User, as_roles: Iterable[Role], on: date, note: str = ""
) -> None:
    """Say that an activity was done which has no record of its own.

    Raises NoSuchStep for one that has, for one of another role, and for an unknown one.
    """
    case = hold(case, on=on)
    method = method_of(case.method_id)
    known = {each.key: each for stage in method.stages for each in stage.activities}.get(activity)
    theirs = known and {Role(method.role(key).acts_as) for key in known.done_by} & set(as_roles)
    if known is None or known.record is not None or not theirs:
        raise NoSuchStep(_("This cannot be marked here."))
    done = DoneActivity.objects.create(
        round=case.round, case=case, activity=activity, done_on=on, by=by, note=note
    )
    renew(case)
    record("activity.done", done, by=by, reason=activity)


@transaction.atomic
def mark_round_work(round: Round, activity: str, *, by: User, on: date, note: str = "") -> None:
    """Say that the project team did something for the whole round."""
    if on < round.starts_on:
        raise DateOutOfPlace(_("The round starts later than this day. Please choose a day within the round."))
    if not OpenActivity.objects.filter(case=None, round=round, activity=activity).exists():
        raise NoSuchStep(_("This cannot be marked here."))
    done = DoneActivity.objects.create(round=round, activity=activity, done_on=on, by=by, note=note)
    renew_round(round)
    record("activity.done", done, by=by, reason=activity)


@transaction.atomic(savepoint=False)
def take_path(case: Case, path: Path, *, by: User) -> None:
    """Go the way with a mentor or another way; both are ways of the programme (S2.28, S3.26)."""
    if case.path != path:
        case.path = path
        case.save(update_fields=["path"])
        record("case.path", case, by=by)
    renew(case)


@transaction.atomic
def close_case(case: Case, *, by: User, on: date) -> Case:
    """End a case. The mentor's role on it ends with it (S5.17); the young person can still read it."""
    case = hold(case, on=on)
    leave_team(case, Role.MENTOR, by=by, on=on)
    case.closed_on = on
    case.save(update_fields=["closed_on"])
    renew(case)
    record("case.close", case, by=by)
    return case


@transaction.atomic
def begin_round(
    programme: Programme, *, name: str, code: str, starts_on: date, ends_on: date, places: int, by: User
) -> Round:
    """Open a round and what the project team has to do for it."""
    opened = open_round(
        programme, name=name, code=code, starts_on=starts_on, ends_on=ends_on, places=places, by=by
    )
    renew_round(opened)
    return opened


@transaction.atomic
def change_numbers(programme: Programme, values: Mapping[str, int], *, by: User, on: date) -> None:
    """Change numbers of the programme; a changed rhythm moves what is open in every case and round.

    The trail comes last: from its first line on, everybody who does something in the programme waits.
    """
    rows = [set_number(programme, name, value, by=by, on=on) for name, value in values.items()]
    if any(name.startswith(RHYTHM) for name in values):
        for case in Case.objects.open().filter(programme=programme).iterator(chunk_size=500):
            renew(case)
        for round in programme.rounds.select_related("programme"):
            renew_round(round)
    for row in rows:
        record_number(row, by=by)


def renew(case: Case) -> None:
    """Bring the case's open activities in line with what is true now."""
    bring_in_line(case.round_id, case, open_work_of(case))


def renew_round(round: Round) -> None:
    bring_in_line(round.pk, None, open_work_of_round(round))


def bring_in_line(round_id: UUID, case: Case | None, wanted: Iterable[Wanted]) -> None:
    standing = {
        (row.activity, row.role): row for row in OpenActivity.objects.filter(round_id=round_id, case=case)
    }
    due = {(each.activity, each.role): each for each in wanted}
    shut_surplus(standing, due)
    OpenActivity.objects.bulk_create(
        OpenActivity(
            round_id=round_id, case=case, activity=each.activity, role=each.role, person_id=each.person_id,
            due_on=each.due_on, why=each.why, since=each.since, days=each.days,
        )
        for key, each in due.items()
        if key not in standing
    )  # fmt: skip
    for key in standing.keys() & due.keys():
        correct(standing[key], due[key])


def shut_surplus(
    standing: Mapping[tuple[str, str], OpenActivity], due: Mapping[tuple[str, str], Wanted]
) -> None:
    surplus = [row.pk for key, row in standing.items() if key not in due]
    if surplus:
        OpenActivity.objects.filter(pk__in=surplus).delete()


def correct(row: OpenActivity, each: Wanted) -> None:
    """Write a standing row again only when something about it changed."""
    said = (each.person_id, each.due_on, each.why, each.since, each.days)
    if said != (row.person_id, row.due_on, row.why, row.since, row.days):
        row.person_id, row.due_on, row.why, row.since, row.days = said
        row.save(update_fields=["person_id", "due_on", "why", "since", "days"])
