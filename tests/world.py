"""Two programmes with cases full of records, for tests that go over every page."""

import random
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.agreements.actions import propose_rule
from lidzas.assessments.choices import Kind, RiskLevel
from lidzas.assessments.models import PreparationStep, WayUsed
from lidzas.cases.models import Case, OpenActivity
from lidzas.directory.actions import add_listing, show_to
from lidzas.events.actions.coming import invite_people, mark_attendance
from lidzas.events.actions.preparing import add_session, prepare_event
from lidzas.events.actions.seeing import observe
from lidzas.events.choices import Part as PartIn
from lidzas.events.facts import EventPlan, SessionPlan
from lidzas.events.models import Event
from lidzas.events.queries.people import MayCome
from lidzas.intake.actions.referrals import receive
from lidzas.intake.choices import Way as WayHere
from lidzas.intake.models import Referral
from lidzas.matching.actions.check_ins import check_in
from lidzas.matching.actions.rulings import exclude, rule
from lidzas.matching.choices import Amount, ExclusionKind, RulingKind
from lidzas.matching.models import Match
from lidzas.meetings.models import Meeting
from lidzas.people.actions import invite
from lidzas.people.actions.about import tell
from lidzas.people.actions.asking import ask, say
from lidzas.people.choices import Part
from lidzas.people.models import Invitation, KindWord, Mentor
from lidzas.plans.actions import ask_for_help
from lidzas.plans.models import PlanQuestion
from lidzas.practice.actions.looking import assessed
from lidzas.practice.actions.networks import draw_network
from lidzas.practice.actions.way import Cast, Way
from lidzas.practice.choices import words_in
from lidzas.programmes.actions import give_role
from lidzas.programmes.models import Programme, Round, StaffRole
from lidzas.programmes.queries import method_of
from lidzas.reports.actions import note_need, write_summary
from lidzas.reports.models import Improvement
from lidzas.safeguarding.actions import raise_concern, start_crisis
from lidzas.screening.actions import apply, ask_reference, go_on_leave
from lidzas.screening.models import Leave, Reference
from tests.builders import START, a_case, a_mentor, a_person, a_programme, a_round, cleared_mentor

DAYS = {
    "contact": 0, "explained": 1, "own_view": 1, "baseline": 2, "crisis_agreed": 3, "goals": 3, "ready": 4,
    "proposed": 4, "plan": 5, "plan_agreed": 5, "agreed": 6, "meeting": 6,
}  # fmt: skip


@dataclass
class Programmed:
    """One programme, its team, and a case that is well under way."""

    programme: Programme
    round: Round
    case: Case
    people: dict[Role, User] = field(default_factory=dict)


def staffed(programme: Programme, role: Role) -> User:
    person = a_person(f"{role} of {programme.name}")
    give_role(programme, person, role, by=person, on=START)
    return person


def walked(round: Round, people: dict[Role, User], seed: int) -> Case:
    """A case that has a bit of everything."""
    case_manager = people[Role.CASE_MANAGER]
    case = a_case(round, mentee=people[Role.MENTEE], case_manager=case_manager)
    mentor = cleared_mentor(round.programme, people[Role.MENTOR])
    cast = Cast(case_manager, people[Role.TRAINING_COORDINATOR], mentor)
    way = Way(case, cast, random.Random(seed), words_in("en"))

    def on(deed: str) -> date:
        return START + timedelta(days=DAYS[deed])

    way.contact(on("contact"))
    way.explained(on("explained"))
    way.own_view(on("own_view"))
    draw_network(case, way.dice, way.words, on=on("own_view"))
    assessed(way, Kind.BASELINE, on("baseline"), 2, 4)
    way.crisis_agreed(on("crisis_agreed"))
    way.stage(1, on("goals"))
    way.not_yet(on("goals"))
    way.ready(on("ready"))
    way.proposed(on("proposed"))
    way.plan(on("plan"))
    way.plan_agreed(on("plan_agreed"))
    way.agreed(on("agreed"))
    way.meeting(on("meeting"))
    start_crisis(case, way.method.crises[0].key, by=case_manager, on=on("meeting"))
    raise_concern(case, text="CANARY-concern", by=mentor.person, on=on("meeting"))
    a_place_shown(case, by=case_manager)
    a_camp(case, mentor.person, by=case_manager)
    decide_on_pairs(case, mentor, case_manager, on("meeting"))
    propose_rule(case, words="We tell each other", role=Role.MENTOR, by=mentor.person, on=START)
    ask_for_help(case, about="How small is a small step?", copied="", by=case_manager, on=START)
    case.refresh_from_db()
    return case


def decide_on_pairs(case: Case, mentor: Mentor, case_manager: User, on: date) -> None:
    """One mentor is kept apart, one is not to be suggested, and the pair has been asked how it is."""
    apart, forbidden = (a_mentor(case.programme, a_person(name)) for name in ("Apart", "Forbidden"))
    by = {"by": case_manager, "as_role": Role.CASE_MANAGER, "on": on}
    exclude(case, apart, kind=ExclusionKind.SAFETY, reason="CANARY-exclusion", **by)
    rule(case, forbidden, kind=RulingKind.FORBID, reason="CANARY-ruling", **by)
    match = Match.objects.get(case=case, ended_on=None)
    answers = {"at_ease": Amount.A_LITTLE}
    check_in(match, as_role=Role.MENTEE, answers=answers, by=case.mentee, on=on)


def a_place_shown(case: Case, *, by: User) -> None:
    place = add_listing(
        case.programme, is_person=False, is_another=True, by=by, name="Library", chance="volunteering",
        offer="Books to be put on shelves", municipality="Jelgava", where="Main street 1", way_there="Bus 5",
        access="A lift", contact="Ask for Rita", youngest=16, oldest=None, capacity=2, notes="", checked_on=START,
    )  # fmt: skip
    show_to(case, place, why="It is quiet there", by=by, on=START)


def a_camp(case: Case, mentor: User, *, by: User) -> None:
    """The round's camp, made once, with this young person and this mentor in its session."""
    first = case.round.events.first()
    event = first or prepare_event(
        case.round, EventPlan("camp", "Camp", START, START + timedelta(days=20)), by=by
    )
    session = event.sessions.first() or add_session(
        event, SessionPlan(START, time(10), time(11), own_kind="Walk"), by=by
    )
    people = [
        MayCome(case.mentee, PartIn.MENTEE, case),
        MayCome(mentor, PartIn.MENTOR),
        MayCome(by, PartIn.STAFF),
    ]
    invite_people(event, people, by=by, on=START)
    mark_attendance(session, {}, rest_is_here=True, by=by, on=START)
    observe(
        case, seen_on=START, session=session, spoken="", unspoken="CANARY-seen", meaning="", by=by, on=START
    )


def a_world() -> tuple[Programmed, Programmed]:
    return programmed("Ours", 1), programmed("Theirs", 2)


def programmed(name: str, seed: int) -> Programmed:
    programme = a_programme(name)
    people = {role: a_person(f"{role} of {name}") for role in (Role.MENTEE, Role.MENTOR)}
    people |= {
        role: staffed(programme, role)
        for role in (
            Role.CASE_MANAGER,
            Role.TRAINING_COORDINATOR,
            Role.PROGRAMME_DEVELOPER,
            Role.PROJECT_MANAGER,
        )
    }
    round = a_round(programme)
    invite(
        programme, Role.CASE_MANAGER, email=f"waiting@{name.lower()}.example", name="Waiting", language="en",
        by=people[Role.PROJECT_MANAGER], at=timezone.now(), link_for=str,
    )  # fmt: skip
    note_need(programme, need="A van", origin="team", round=round, by=people[Role.PROJECT_MANAGER], on=START)
    stage = method_of(programme.method_id).stages[0]
    write_summary(round, stage, words="Well begun", by=people[Role.PROJECT_MANAGER], on=START)
    tell_of_themselves(people[Role.MENTEE])
    receive(programme, WayHere.THEMSELF, language="en", receipt=None, name="CANARY-asks", phone="2")
    case = walked(round, people, seed)
    screen(programme, people[Role.TRAINING_COORDINATOR])
    return Programmed(programme, round, case, people)


def screen(programme: Programme, coordinator: User) -> None:
    """A mentor's own words, a reference that is awaited and a leave ahead."""
    mentor = programme.mentors.first()
    apply(mentor, why="CANARY-application", by=mentor.person, on=START)
    ask_reference(mentor, who="CANARY-reference", asked_on=START, by=coordinator, on=START)
    go_on_leave(
        mentor, since=START + timedelta(days=60), back_on=START + timedelta(days=67), by=coordinator, on=START
    )


def tell_of_themselves(mentee: User) -> None:
    """The young person has told of themself, shown nothing of it, and asked somebody."""
    tell(mentee, Part.PROFILE, texts={"matters": "CANARY-about"}, answers={}, by=mentee)
    say(
        ask(asked="CANARY-asked", by=mentee, at=timezone.now(), link_for=str).word,
        answer="CANARY-said",
        at=timezone.now(),
    )


def parameters_of(place: Programmed, case: Case) -> dict[str, Any]:
    """A real value for everything that can stand in an address."""
    method = method_of(case.method_id)
    by_hand = next(
        activity.key
        for stage in method.stages
        for activity in stage.activities
        if activity.record is None and activity.about == "case" and {"mentee", "mentor"} & {*activity.done_by}
    )
    event = Event.objects.get(round=place.round)
    work = OpenActivity.objects.filter(round=place.round, case=None)[0]
    return {
        "case_id": case.pk,
        "role_id": StaffRole.objects.get(programme=place.programme, role=Role.TRAINING_COORDINATOR).pk,
        "reference_id": Reference.objects.get(mentor__programme=place.programme, verdict="").pk,
        "leave_id": Leave.objects.get(mentor__programme=place.programme).pk,
        "module": method.training.modules[0].key,
        "mentor_id": place.programme.mentors.first().pk,
        "invitation_id": Invitation.objects.get(programme=place.programme).pk,
        "programme_code": place.programme.code,
        "door": place.programme.code,
        "people": "young_people",
        "form": "csv",
        "referral_id": Referral.objects.get(programme=place.programme).pk,
        "round_code": place.round.code,
        "kind": "baseline",
        "level": RiskLevel.FAMILY.value,
        "way_id": WayUsed.objects.filter(case=case)[0].pk,
        "preparation_id": PreparationStep.objects.filter(case=case)[0].pk,
        "instrument": method.instruments[0].key,
        "area": method.form.areas[0].key,
        "activity": by_hand,
        "work": work.activity,
        "question": method.questions[0].key,
        "position": 0,
        "agreement_id": case.agreements.first().pk,
        "crisis_agreement_id": case.crisis_agreements.first().pk,
        "crisis_id": case.crises.first().pk,
        "concern_id": case.concerns.first().pk,
        "goal_id": case.goals.first().pk,
        "step_id": case.goals.first().steps.first().pk,
        "proposal_id": case.match_proposals.first().pk,
        "rule_id": case.ground_rules.first().pk,
        "question_id": PlanQuestion.objects.get(case=case).pk,
        "stage": method.stages[0].key,
        "improvement_id": Improvement.objects.get(programme=place.programme).pk,
        "event_id": event.pk,
        "session_id": event.sessions.get().pk,
        "participant_id": event.participants.get(person=case.mentee).pk,
        "listing_id": case.shown_listings.first().listing_id,
        "shown_id": case.shown_listings.first().pk,
        "exclusion_id": case.exclusions.first().pk,
        "ruling_id": case.rulings.first().pk,
        "check_in_id": case.check_ins.first().pk,
        "decision": "lock",
        "part": "profile",
        "word_id": KindWord.objects.get(person=place.people[Role.MENTEE]).pk,
        "tie_id": case.ties.first().pk,
        "picture_id": case.network_pictures.first().pk,
        "meeting_id": Meeting.objects.filter(case=case, planned_for__isnull=False).first().pk,
    }
