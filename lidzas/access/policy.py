"""Who may do what: the one table. Everything that does not stand here is denied.

A role held on a **case** reaches that case; a role held in a **programme** reaches every case of that
programme and nothing of any other. The administrator keeps the installation running and reads no case.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    MENTEE = "mentee"
    MENTOR = "mentor"
    CASE_MANAGER = "case_manager"
    TRAINING_COORDINATOR = "training_coordinator"
    PROGRAMME_DEVELOPER = "programme_developer"
    PROJECT_MANAGER = "project_manager"
    ADMINISTRATOR = "administrator"


class Reach(StrEnum):
    """How far a role's permission goes."""

    OWN_CASE = "own case"
    PROGRAMME = "programme"
    INSTALLATION = "installation"


class Permission(StrEnum):
    # One person's case
    CASE_VIEW = "see the case page"
    STAGE_ENTER = "move the case to another stage"
    ACTIVITY_MARK = "mark an activity of the case done"
    LOOKS_VIEW = "see who looked"
    EXPLANATION_VIEW = "see what was explained"
    EXPLANATION_RECORD = "record what was explained"
    ASSESSMENT_VIEW = "read the assessment"
    ASSESSMENT_ANSWER = "answer the assessment in one's own voice"
    ASSESSMENT_CLOSE = "close the assessment"
    READINESS_VIEW = "read the readiness decision"
    READINESS_SAY = "say one's own view on readiness"
    READINESS_DECIDE = "decide on readiness"
    PREPARATION_TICK = "tick a step on the way to a mentor"
    CRISIS_VIEW = "read the crisis agreement"
    CRISIS_WRITE = "write the crisis agreement and end a crisis"
    CRISIS_STEP = "start a crisis and mark its steps"
    CRISIS_ACKNOWLEDGE = "acknowledge the crisis agreement"
    CONCERN_RAISE = "raise a safeguarding concern"
    CONCERN_HANDLE = "read and handle a safeguarding concern"
    PLAN_VIEW = "read the support plan"
    PLAN_WRITE = "write goals of the support plan"
    STEP_WRITE = "write and mark steps of the support plan"
    PLAN_AGREE = "say that the plan is one's own"
    GOALS_EVALUATE = "evaluate the goals at the end"
    AGREEMENT_VIEW = "read the agreement"
    AGREEMENT_WRITE = "write the agreement"
    AGREEMENT_CONFIRM = "confirm or withdraw from the agreement"
    MEETING_VIEW = "see meetings"
    MEETING_PLAN = "plan a meeting"
    MEETING_LOG = "log a meeting"
    CONTACT_VIEW = "read the case manager's contacts"
    CONTACT_LOG = "log a contact"
    NETWORK_VIEW = "see what the young person shows of their network"
    NETWORK_WRITE = "draw one's own network"
    MATCH_ANSWER = "answer a proposed match as the young person"
    MATCH_VIEW = "see proposals and the match"
    MATCH_END = "end a match"
    CHECK_IN = "say how going together is"
    CHECK_IN_VIEW = "read how each finds going together"
    EXCLUSION_VIEW = "read who is kept apart, and why"
    EXCLUSION_WRITE = "keep two people apart"
    NOTE_SHARE = "show a note of a meeting to a later mentor"
    CLOSING_ANSWER = "answer the closing questions"
    CLOSING_MODE = "choose with whom to look back"
    CLOSING_HOLD = "hold the closing talk"
    GOING_ON_ANSWER = "answer whether to go on"
    GOING_ON_VIEW = "see the result of both answers on going on"
    EXIT_VIEW = "see how the young person goes on"
    EXIT_RECORD = "record the exit and close the case"
    CASE_HAND_OVER = "hand the case over to another case manager"
    PLACES_SHOWN_VIEW = "see the places and people shown to the young person"
    PLACES_SHOW = "show a place or person to the young person"
    PLACES_SHOWN_ANSWER = "say whether a shown place or person is of interest"
    ABOUT_VIEW = "read what the young person and the mentor show of themselves"
    ABOUT_WRITE = "read all of the young person's own words, and write them down together"
    PLAN_HELP_ASK = "ask the team for help with the plan"
    EXPECTATIONS_WRITE = "fill in one's own expectations and compare them"
    RULES_VIEW = "read the card of ground rules"
    RULES_WRITE = "make the card of ground rules together"

    # A programme
    CASE_INVITE = "send the young person a new link"
    CASE_OPEN = "open a case"
    CASELOAD_VIEW = "see the caseload"
    PEOPLE_VIEW = "see who takes part"
    STAFF_INVITE = "invite staff"
    STAFF_END = "end a role in the project team"
    MENTOR_INVITE = "invite mentors"
    MENTOR_END = "end a mentor's place"
    MATCH_PROPOSE = "propose a match"
    PAIRS_VIEW = "see the round's pairs as a whole"
    TRAVEL_WRITE = "say how long ways take"
    ROUND_WRITE = "create and change rounds"
    ROUND_WORK = "see and mark the team's work of a round"
    FIGURES_VIEW = "see counts without names"
    SETTINGS_VIEW = "see the programme's settings"
    SETTINGS_WRITE = "change the programme's settings"
    CONCERNS_VIEW = "see that concerns are open, and decide on them"
    PLACES_VIEW = "see places and people that help"
    PLACES_WRITE = "write places and people that help"
    PLACES_SUGGEST = "suggest a place that helps"
    PLANS_CHECK = "see what plans still lack, without their text"
    PLAN_HELP_GIVE = "answer who asks for help with a plan"
    SUMMARY_VIEW = "read stage summaries"
    SUMMARY_WRITE = "write stage summaries"
    SUMMARY_EXPORT = "take a stage summary out of the programme"
    IMPROVEMENTS = "read and write the improvement log"

    # Camps and other events
    EVENT_VIEW = "see events and attendance"
    EVENT_WRITE = "prepare events and mark attendance"
    EVENT_NEEDS = "read what people need at an event, and what they allowed"
    EVENT_MEET = "say with whom contact is made"
    OBSERVATION_VIEW = "read what was seen at events"
    OBSERVATION_WRITE = "write down what was seen at events"
    SIGNALS_VIEW = "read the private signals of both sides"
    SIGNALS_RESULT = "see whether a pair is possible by the private signals"
    # How people come
    REFERRALS_VIEW = "read referrals to the programme"
    REFERRAL_ANSWER = "take or answer a referral"
    BEGINNING_VIEW = "read how the case began"
    # Mentors before a pair: how they come in, and what they learn
    MENTOR_CHECK = "check mentors, take them in and note their leave"
    CERTIFICATES_VIEW = "see the dates of mentors' register certificates"
    TRAINING_VIEW = "read the training"
    TRAINING_FOLLOW = "see how far each mentor is in the training"
    PEOPLE_IMPORT = "bring people in by a table"

    # The installation
    PROGRAMME_START = "start a programme"


CASE = Reach.OWN_CASE
PROGRAMME = Reach.PROGRAMME
_MENTEE, _MENTOR, _CM = Role.MENTEE, Role.MENTOR, Role.CASE_MANAGER
_TC, _PD, _PM = Role.TRAINING_COORDINATOR, Role.PROGRAMME_DEVELOPER, Role.PROJECT_MANAGER

_ALL_THREE = {_MENTEE: CASE, _MENTOR: CASE, _CM: CASE}
_MENTEE_AND_CM = {_MENTEE: CASE, _CM: CASE}
_CM_ALONE = {_CM: CASE}
_TEAM = {_CM: PROGRAMME, _TC: PROGRAMME, _PD: PROGRAMME, _PM: PROGRAMME}

POLICY: Mapping[Permission, Mapping[Role, Reach]] = MappingProxyType(
    {
        Permission.CASE_VIEW: _ALL_THREE,
        Permission.STAGE_ENTER: _CM_ALONE,
        Permission.ACTIVITY_MARK: _ALL_THREE,
        Permission.LOOKS_VIEW: _MENTEE_AND_CM,
        Permission.EXPLANATION_VIEW: _ALL_THREE,
        Permission.EXPLANATION_RECORD: _CM_ALONE,
        Permission.ASSESSMENT_VIEW: _MENTEE_AND_CM,
        Permission.ASSESSMENT_ANSWER: _MENTEE_AND_CM,
        Permission.ASSESSMENT_CLOSE: _CM_ALONE,
        Permission.READINESS_VIEW: _MENTEE_AND_CM,
        Permission.READINESS_SAY: {_MENTEE: CASE},
        Permission.READINESS_DECIDE: _CM_ALONE,
        Permission.PREPARATION_TICK: _MENTEE_AND_CM,
        Permission.CRISIS_VIEW: _ALL_THREE,
        Permission.CRISIS_WRITE: _CM_ALONE,
        Permission.CRISIS_STEP: {_MENTOR: CASE, _CM: CASE},
        Permission.CRISIS_ACKNOWLEDGE: {_MENTEE: CASE, _MENTOR: CASE},
        Permission.CONCERN_RAISE: {_MENTOR: CASE, _CM: CASE},
        Permission.CONCERN_HANDLE: _CM_ALONE,
        Permission.PLAN_VIEW: _ALL_THREE,
        Permission.PLAN_WRITE: _MENTEE_AND_CM,
        Permission.STEP_WRITE: _ALL_THREE,
        Permission.PLAN_AGREE: {_MENTEE: CASE},
        Permission.GOALS_EVALUATE: _CM_ALONE,
        Permission.AGREEMENT_VIEW: _ALL_THREE,
        Permission.AGREEMENT_WRITE: _CM_ALONE,
        Permission.AGREEMENT_CONFIRM: _ALL_THREE,
        Permission.MEETING_VIEW: _ALL_THREE,
        Permission.MEETING_PLAN: _ALL_THREE,
        Permission.MEETING_LOG: {_MENTOR: CASE, _CM: CASE},
        Permission.CONTACT_VIEW: _MENTEE_AND_CM,
        Permission.CONTACT_LOG: _CM_ALONE,
        Permission.NETWORK_VIEW: _ALL_THREE,
        Permission.NETWORK_WRITE: {_MENTEE: CASE},
        Permission.MATCH_ANSWER: {_MENTEE: CASE},
        Permission.MATCH_VIEW: {_CM: CASE, _TC: PROGRAMME, _PM: PROGRAMME},
        Permission.MATCH_END: _CM_ALONE,
        Permission.CHECK_IN: {_MENTEE: CASE, _MENTOR: CASE},
        Permission.CHECK_IN_VIEW: _CM_ALONE,
        Permission.EXCLUSION_VIEW: {_CM: CASE, _PM: PROGRAMME},
        Permission.EXCLUSION_WRITE: _CM_ALONE,
        Permission.NOTE_SHARE: _ALL_THREE,
        Permission.CLOSING_ANSWER: _ALL_THREE,
        Permission.CLOSING_MODE: {_MENTEE: CASE},
        Permission.CLOSING_HOLD: _CM_ALONE,
        Permission.GOING_ON_ANSWER: {_MENTEE: CASE, _MENTOR: CASE},
        Permission.GOING_ON_VIEW: _ALL_THREE,
        Permission.EXIT_VIEW: _MENTEE_AND_CM,
        Permission.EXIT_RECORD: _CM_ALONE,
        Permission.CASE_HAND_OVER: {_CM: CASE, _PM: PROGRAMME},
        Permission.ABOUT_VIEW: _ALL_THREE,
        Permission.ABOUT_WRITE: _CM_ALONE,
        Permission.CASE_INVITE: {_CM: CASE},
        Permission.CASE_OPEN: {_CM: PROGRAMME},
        Permission.CASELOAD_VIEW: {_CM: PROGRAMME},
        Permission.PEOPLE_VIEW: {_CM: PROGRAMME, _TC: PROGRAMME, _PM: PROGRAMME},
        Permission.STAFF_INVITE: {_PM: PROGRAMME},
        Permission.STAFF_END: {_PM: PROGRAMME},
        Permission.MENTOR_INVITE: {_TC: PROGRAMME, _PM: PROGRAMME},
        Permission.MENTOR_END: {_TC: PROGRAMME, _PM: PROGRAMME},
        Permission.MATCH_PROPOSE: {_CM: CASE, _TC: PROGRAMME},
        Permission.PAIRS_VIEW: {_CM: PROGRAMME, _TC: PROGRAMME},
        Permission.TRAVEL_WRITE: {_TC: PROGRAMME},
        Permission.ROUND_WRITE: {_PM: PROGRAMME},
        Permission.ROUND_WORK: _TEAM,
        Permission.FIGURES_VIEW: _TEAM,
        Permission.SETTINGS_VIEW: _TEAM,
        Permission.SETTINGS_WRITE: {_PM: PROGRAMME},
        Permission.CONCERNS_VIEW: {_CM: CASE, _PM: PROGRAMME},
        Permission.PLACES_SHOWN_VIEW: _ALL_THREE,
        Permission.PLACES_SHOW: _CM_ALONE,
        Permission.PLACES_SHOWN_ANSWER: {_MENTEE: CASE},
        Permission.PLAN_HELP_ASK: {_MENTOR: CASE, _CM: CASE},
        Permission.EXPECTATIONS_WRITE: _ALL_THREE,
        Permission.RULES_VIEW: _ALL_THREE,
        Permission.RULES_WRITE: {_MENTEE: CASE, _MENTOR: CASE},
        Permission.PLACES_VIEW: _TEAM,
        Permission.PLACES_WRITE: {_CM: PROGRAMME, _TC: PROGRAMME},
        Permission.PLACES_SUGGEST: {_PD: PROGRAMME},
        Permission.PLANS_CHECK: {_CM: PROGRAMME, _TC: PROGRAMME, _PD: PROGRAMME},
        Permission.PLAN_HELP_GIVE: {_TC: PROGRAMME, _PD: PROGRAMME},
        Permission.SUMMARY_VIEW: _TEAM,
        Permission.SUMMARY_WRITE: {_PD: PROGRAMME, _PM: PROGRAMME},
        Permission.SUMMARY_EXPORT: {_PM: PROGRAMME},
        Permission.IMPROVEMENTS: _TEAM,
        Permission.EVENT_VIEW: _TEAM,
        Permission.EVENT_WRITE: {_CM: PROGRAMME, _TC: PROGRAMME},
        Permission.EVENT_NEEDS: {_CM: PROGRAMME, _TC: PROGRAMME},
        Permission.EVENT_MEET: {_CM: PROGRAMME},
        Permission.OBSERVATION_VIEW: _MENTEE_AND_CM,
        Permission.OBSERVATION_WRITE: _CM_ALONE,
        Permission.SIGNALS_VIEW: _CM_ALONE,
        Permission.SIGNALS_RESULT: {_TC: PROGRAMME},
        Permission.REFERRALS_VIEW: {_CM: PROGRAMME},
        Permission.REFERRAL_ANSWER: {_CM: PROGRAMME},
        Permission.BEGINNING_VIEW: _MENTEE_AND_CM,
        Permission.MENTOR_CHECK: {_TC: PROGRAMME},
        Permission.CERTIFICATES_VIEW: {_TC: PROGRAMME, _PM: PROGRAMME},
        Permission.TRAINING_VIEW: _TEAM,
        Permission.TRAINING_FOLLOW: {_TC: PROGRAMME},
        Permission.PEOPLE_IMPORT: {_CM: PROGRAMME, _TC: PROGRAMME, _PM: PROGRAMME},
        Permission.PROGRAMME_START: {Role.ADMINISTRATOR: Reach.INSTALLATION},
    }
)

# What a person says for themself alone. Whoever stands in for somebody has all rights but these.
ONES_OWN_VOICE = frozenset(
    {
        Permission.AGREEMENT_CONFIRM,
        Permission.CHECK_IN,
        Permission.CLOSING_ANSWER,
        Permission.CRISIS_ACKNOWLEDGE,
        Permission.EXPECTATIONS_WRITE,
        Permission.GOING_ON_ANSWER,
        Permission.GOING_ON_VIEW,
        Permission.RULES_WRITE,
    }
)


def is_allowed(
    permission: Permission, *, on_case: Iterable[Role] = (), in_programme: Iterable[Role] = ()
) -> bool:
    """Whether these roles, held on the case and in its programme, carry the permission."""
    grants = POLICY[permission]
    return any(grants.get(role) is Reach.OWN_CASE for role in on_case) or any(
        grants.get(role) is Reach.PROGRAMME for role in in_programme
    )


def roles_reaching(permission: Permission, reach: Reach) -> tuple[Role, ...]:
    return tuple(role for role, granted in POLICY[permission].items() if granted is reach)
