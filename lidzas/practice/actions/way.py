"""One invented young person's way, walked by the product's own actions, as far as a tale goes."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_current_timezone

from lidzas.access import Role
from lidzas.accounts.models import User
from lidzas.agreements.actions import confirm, explain, write_agreement
from lidzas.assessments.actions import decide_readiness, say_own_view
from lidzas.assessments.choices import Outcome, Stance
from lidzas.assessments.facts.readiness import PlannedStep
from lidzas.cases.actions import enter_stage
from lidzas.cases.models import Case
from lidzas.closing.actions import answer_going_on, answer_question, choose_mode, hold_talk
from lidzas.closing.choices import TalkMode
from lidzas.journey.actions import move_on
from lidzas.journey.facts import facts_of
from lidzas.matching.actions.pairs import answer_as_mentee, answer_as_mentor, propose_match, sign
from lidzas.matching.choices import Answer
from lidzas.matching.queries.board import Reader, candidates_for
from lidzas.meetings.actions import log_contact, log_meeting
from lidzas.meetings.choices import Channel, Lead, MeetingKind, NoteFor, WithWhom
from lidzas.method import Method
from lidzas.people.models import Mentor
from lidzas.plans.actions import (
    agree_plan,
    choose_top,
    draft_plan,
    evaluate_goal,
    evaluate_plan,
    mark_step,
    write_goal,
    write_step,
)
from lidzas.plans.choices import GoalStatus, StepStatus, WhoseIdea
from lidzas.plans.queries import goals_with_steps
from lidzas.programmes.queries import method_of
from lidzas.safeguarding.actions import acknowledge, agree_crisis_steps
from lidzas.safeguarding.models import AgreedStep


@dataclass(frozen=True)
class Cast:
    """Who may walk this way together."""

    case_manager: User
    coordinator: User
    mentor: Mentor


class Way:
    """The steps of the method, each a deed of the right person on a day."""

    def __init__(self, case: Case, cast: Cast, dice: random.Random, words: dict[str, Any]) -> None:
        self.case, self.cast, self.dice, self.words = case, cast, dice, words
        self.language: str = words["language"]
        self.mentee = case.mentee
        self.method: Method = method_of(case.method_id)

    def say(self, name: str) -> Any:
        """One of the invented sentences of a kind."""
        return self.dice.choice(self.words[name])

    def at(self, day: date) -> datetime:
        clock = time(self.dice.choice([10, 14, 16, 17]), self.dice.choice([0, 30]))
        return datetime.combine(day, clock, get_current_timezone())

    def contact(self, on: date, with_whom: WithWhom = WithWhom.MENTEE, *, reached: bool = True) -> None:
        note = self.say("contact_notes") if reached else self.say("crisis_try")
        log_contact(
            self.case, with_whom=with_whom, held_on=on, channel=self.dice.choice(list(Channel)), reached=reached,
            note=note, by=self.cast.case_manager, on=on,
        )  # fmt: skip

    def explained(self, on: date, to: Role = Role.MENTEE) -> None:
        points = [point.key for point in self.method.points]
        explain(
            self.case, told_to=to, points=points, language=self.language, form="spoken", questions=self.say("questions"),
            by=self.cast.case_manager, on=on,
        )  # fmt: skip

    def own_view(self, on: date) -> None:
        say_own_view(
            self.case,
            stance=self.dice.choice(list(Stance)),
            words=self.say("own_view"),
            by=self.mentee,
            on=on,
        )

    def crisis_agreed(self, on: date) -> None:
        steps = [
            AgreedStep(crisis.key, step.after_days, step.who, step.text.in_language(self.language))
            for crisis in self.method.crises
            for step in crisis.steps
        ]
        agreement = agree_crisis_steps(
            self.case, steps=steps, replacement=self.words["replacement"],
            contact_person=self.words["contact_person"], by=self.cast.case_manager, on=on,
        )  # fmt: skip
        acknowledge(agreement, role=Role.MENTEE, by=self.mentee, on=on)

    def stage(self, place: int, on: date, reason: str = "") -> None:
        self.case.refresh_from_db()
        facts = facts_of(self.case)
        enter_stage(
            self.case,
            self.method.stages[place].key,
            facts,
            by=self.cast.case_manager,
            on=on,
            reason=reason or "–",
        )
        self.case.refresh_from_db()

    def ready(self, on: date) -> None:
        decide_readiness(
            self.case, outcome=Outcome.READY, reasons=self.say("reasons_ready"), evidence=self.say("evidence"),
            by=self.cast.case_manager, on=on,
        )  # fmt: skip

    def not_yet(self, on: date) -> None:
        decide_readiness(
            self.case, outcome=Outcome.NOT_YET, reasons=self.say("reasons_not_yet"), evidence=self.say("evidence"),
            steps=self.preparation(on), review_on=on + timedelta(days=28), by=self.cast.case_manager, on=on,
        )  # fmt: skip

    def preparation(self, on: date) -> list[PlannedStep]:
        """Three steps on the way to a mentor, each with somebody and a day."""
        told = self.dice.sample(self.words["preparation"], k=3)
        return [
            PlannedStep(step["what"], step["with"], on + timedelta(days=7 * number))
            for number, step in enumerate(told, start=1)
        ]

    def another_way(self, on: date) -> None:
        decide_readiness(
            self.case, outcome=Outcome.ANOTHER_WAY, reasons=self.say("reasons_another"),
            evidence=self.say("evidence"), place=self.words["workshop"], supporter=self.words["supporter"],
            goals=self.words["placement_goals"], begins_on=on + timedelta(days=7), ends_on=on + timedelta(days=120),
            review_on=on + timedelta(days=30), by=self.cast.case_manager, on=on,
        )  # fmt: skip
        self.case.refresh_from_db()

    def likely_mentor(self, on: date) -> Mentor:
        """The mentor thought of or, where something rules that out, the strongest of those who could."""
        found = candidates_for(self.case, Reader(is_coordinator=False, own=frozenset()), on=on)
        possible = [each.mentor for each in found.possible] if found else []
        return self.cast.mentor if self.cast.mentor in possible or not possible else possible[0]

    def proposed(self, on: date, *, answers: int = 3) -> None:
        """Propose the pair; with 1 answer it is signed, with 2 the young person said yes, with 3 both did."""
        self.cast = replace(self.cast, mentor=self.likely_mentor(on))
        proposal = propose_match(
            self.case, self.cast.mentor, reasons=self.say("why_pair"), words_for_mentee=self.say("words_for_mentee"),
            by=self.cast.case_manager, as_role=Role.CASE_MANAGER, on=on,
        )  # fmt: skip
        if answers >= 1 and proposal.awaits_signature_of(Role.TRAINING_COORDINATOR):
            sign(proposal, by=self.cast.coordinator, as_role=Role.TRAINING_COORDINATOR, on=on)
        if answers >= 2:
            answer_as_mentee(proposal, Answer.YES, by=self.mentee, on=on)
        if answers >= 3:
            answer_as_mentor(proposal, Answer.YES, by=self.cast.mentor.person, on=on)
            self.contact(on, WithWhom.MENTOR)
            self.explained(on, Role.MENTOR)

    def meeting(
        self, on: date, *, kind: MeetingKind = MeetingKind.MEETING, lead: str = Lead.TOGETHER
    ) -> None:
        log_meeting(
            self.case, kind=kind, held_on=on, minutes=self.dice.choice([30, 45, 60, 60, 90]),
            channel=Channel.IN_PERSON, who_led=lead, note=self.say("meeting_notes"), note_for=NoteFor.ALL,
            next_for=self.at(on + timedelta(days=7)), next_place=self.say("places"), not_fixed_reason="",
            by=self.cast.mentor.person, on=on,
        )  # fmt: skip

    def plan(self, on: date) -> None:
        plan = draft_plan(self.case, vision=self.say("vision"), by=self.mentee, on=on)
        for number, told in enumerate(self.dice.sample(self.words["goals"], k=self.dice.choice([2, 3]))):
            goal = write_goal(
                plan, words=told["words"], horizon=told["horizon"], whose_idea=self.dice.choice(
                    [WhoseIdea.MINE, WhoseIdea.TOGETHER]), hindrance=told["hindrance"], by=self.mentee, on=on,
            )  # fmt: skip
            if number == 0:
                choose_top(goal, by=self.mentee, on=on)
            for step in told["steps"]:
                write_step(
                    goal, what=step["what"], when_text=step["when"], with_whom=step["with"], kind="me",
                    area=step["area"], by=self.mentee, as_role=Role.MENTEE, on=on,
                )  # fmt: skip

    def plan_agreed(self, on: date) -> None:
        agree_plan(self.case.support_plan, by=self.mentee, on=on)

    def agreed(self, on: date) -> None:
        said = {
            name: self.words[name]
            for name in (
                "purpose", "rhythm", "between", "hard_days", "fine", "ask_first", "not_ok", "by_mentee", "by_mentor",
                "by_case_manager", "privacy",
            )
        }  # fmt: skip
        rules = "\n".join(rule.text.in_language(self.language) for rule in self.method.rules)
        agreement = write_agreement(
            self.case, form="in_person", rules=rules, ends_on=self.case.round.ends_on,
            by=self.cast.case_manager, on=on, **said,
        )  # fmt: skip
        confirm(agreement, role=Role.CASE_MANAGER, by=self.cast.case_manager, on=on)
        confirm(agreement, role=Role.MENTEE, by=self.mentee, on=on)
        confirm(agreement, role=Role.MENTOR, by=self.cast.mentor.person, on=on)

    def a_step_done(self, on: date) -> None:
        ahead = [step for goal in goals_with_steps(self.case) for step in goal.own_steps if not step.is_done]
        for step in ahead[:1]:
            mark_step(step, StepStatus.DONE, tried_in_real_life=True, by=self.mentee, on=on)

    def closing_talk(self, on: date, mode: TalkMode = TalkMode.WITH_MENTOR) -> None:
        choose_mode(self.case, mode, by=self.mentee, on=on)
        for question, text in zip(self.method.questions, self.words["closing"], strict=False):
            answer_question(self.case, question.key, 0, text, role=Role.MENTEE, by=self.mentee, on=on)
        hold_talk(self.case, by=self.cast.case_manager, on=on)

    def goals_evaluated(self, on: date) -> None:
        for goal in goals_with_steps(self.case):
            verdict = self.dice.choice([GoalStatus.REACHED, GoalStatus.REACHED, GoalStatus.PARTLY])
            evaluate_goal(goal, verdict, evidence=self.say("evidence"), by=self.cast.case_manager, on=on)
        evaluate_plan(self.case.support_plan, by=self.cast.case_manager, on=on)

    def going_on(self, on: date) -> None:
        forms = [each.key for each in self.method.continuations[:1]]
        wants = self.dice.random() < 0.7
        answer_going_on(self.case, role=Role.MENTEE, wants=wants, forms=forms, by=self.mentee, on=on)
        answer_going_on(
            self.case, role=Role.MENTOR, wants=True, forms=forms, by=self.cast.mentor.person, on=on
        )

    def moved_on(self, on: date) -> None:
        path = self.dice.choice(self.method.exit_paths[:3])
        move_on(
            self.case, path=path.key, where=self.say("exit_where"), alone_part=self.say("alone"),
            help_part=self.say("help"), reason="–", by=self.cast.case_manager, on=on,
        )  # fmt: skip
        self.case.refresh_from_db()
