"""The closed vocabularies of a method. A value, once published, is never renamed."""

from enum import StrEnum


class ActsAs(StrEnum):
    """What a role of a method is to the product, whatever the method calls it."""

    PROJECT_MANAGER = "project_manager"
    TRAINING_COORDINATOR = "training_coordinator"
    PROGRAMME_DEVELOPER = "programme_developer"
    CASE_MANAGER = "case_manager"
    MENTOR = "mentor"
    MENTEE = "mentee"


class RecordKind(StrEnum):
    """The record of the product that fulfils an activity."""

    EXPLAINED = "explained"
    MENTEE_CONTACT = "mentee_contact"
    MENTOR_CONTACT = "mentor_contact"
    BASELINE = "baseline"
    CRISIS_AGREEMENT = "crisis_agreement"
    READINESS = "readiness"
    WAY_REVIEWED = "way_reviewed"
    PAIR = "pair"
    CHECK_IN = "check_in"
    THREE_WAY_MEETING = "three_way_meeting"
    PLAN_AGREED = "plan_agreed"
    AGREEMENT = "agreement"
    MEETING = "meeting"
    NEXT_MEETING = "next_meeting"
    GOALS_EVALUATED = "goals_evaluated"
    CLOSING_TALK = "closing_talk"
    REASSESSMENT = "reassessment"
    GOING_ON = "going_on"
    EXIT = "exit"
    STAGE_SUMMARY = "stage_summary"


class About(StrEnum):
    """Whether an activity belongs to one case or to a whole round."""

    CASE = "case"
    ROUND = "round"


class Path(StrEnum):
    """The two ways of a case: with a mentor, or another way (a placement, preparation)."""

    MENTOR = "mentor"
    ANOTHER_WAY = "another_way"


class Demand(StrEnum):
    """The three kinds of condition a gate may state."""

    DONE = "done"
    NONE_OPEN = "none_open"
    AT_LEAST = "at_least"


class Count(StrEnum):
    """What a gate may count."""

    EXPLANATIONS = "explanations"
    MENTEE_CONTACTS = "mentee_contacts"
    MENTOR_CONTACTS = "mentor_contacts"
    MEETINGS = "meetings"
    THREE_WAY_MEETINGS = "three_way_meetings"
    GOALS = "goals"
    STEPS = "steps"
    MINUTES = "minutes"


class OpenThing(StrEnum):
    """What a gate may ask to be over before the case goes on."""

    SAFEGUARDING_CONCERN = "safeguarding_concern"
    CRISIS = "crisis"


class TimeKind(StrEnum):
    """Kinds of time spent, of which a limit counts some."""

    MEETING = "meeting"
    JOINT_ACTIVITY = "joint_activity"
    THREE_WAY = "three_way"
    GROUP = "group"
    MESSAGE = "message"
    CALL = "call"
    TRAVEL = "travel"


class Period(StrEnum):
    """Over what a limit runs: the whole case, or each month anew."""

    CASE = "case"
    MONTH = "month"


class ResourceKind(StrEnum):
    BOOK = "book"
    ARTICLE = "article"
    METHOD = "method"
    VIDEO = "video"
    IDEA = "idea"
    PAGE = "page"


class Effort(StrEnum):
    """What an icebreaker asks of a shy person."""

    GENTLE = "gentle"
    SOME = "some"
    MORE = "more"


class NoAnswer(StrEnum):
    """Three kinds of no answer in an assessment, which are never the same thing."""

    DONT_KNOW = "dont_know"
    DONT_WANT_TO_SAY = "dont_want_to_say"
    NOT_RELEVANT = "not_relevant"


class Independence(StrEnum):
    ALONE = "alone"
    WITH_HELP = "with_help"
    NOT_YET = "not_yet"
