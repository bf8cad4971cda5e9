"""A pair in sentences: what speaks for it, what to talk about, what is not known yet."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.matching.facts.kinds import Condition, Criterion
from lidzas.matching.facts.pair import (
    Measures,
    Score,
    both_online,
    compared_sliders,
    failing,
    measures,
    nice_wishes,
    score,
    unmet,
)
from lidzas.matching.facts.sheet import Companion, Seeker, Sheet
from lidzas.method import Text
from lidzas.people.choices import StyleWish, WishKind
from lidzas.people.facts import hours_in

MOST_FOR, MOST_TO_TALK_ABOUT, MOST_NAMED = 3, 2, 3
SPEAKS_FOR = 0.6
PRIVATE = frozenset({Criterion.WISH, Criterion.EASE})
"""What people said or what was seen in confidence: it is told to neither of the two."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence about a criterion; `to_mentee` says it to the young person, empty where it may not be told."""

    criterion: Criterion
    sentence: str
    to_mentee: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A hard condition that rules the two out, in words for staff."""

    condition: Condition
    sentence: str


@dataclass(frozen=True, slots=True)
class PairView:
    """Two people as a page shows them: sentences first, then the strength; the number is for a detail view."""

    seeker: Seeker
    companion: Companion
    measures: Measures
    score: Score
    speaks_for: tuple[Reason, ...]
    to_talk_about: tuple[Reason, ...]
    not_known: tuple[Reason, ...]
    ruled_out: tuple[Doubt, ...]

    @property
    def is_possible(self) -> bool:
        return not self.ruled_out


def view_of(sheet: Sheet, seeker: Seeker, companion: Companion, weights: Mapping[Criterion, int]) -> PairView:
    """The two in words, what counts most first; in the language that is active."""
    found, fails = measures(sheet, seeker, companion), failing(sheet, seeker, companion)
    known = [(criterion, measure) for criterion, measure in found.items() if measure is not None]
    of_weight = sorted(known, key=lambda each: -weights[each[0]] * each[1])
    of_gap = sorted(known, key=lambda each: -weights[each[0]] * (1 - each[1]))
    two = _Two(sheet, seeker, companion)
    return PairView(
        seeker=seeker,
        companion=companion,
        measures=found,
        score=score(found, weights),
        speaks_for=two.told(
            (criterion for criterion, measure in of_weight if measure >= SPEAKS_FOR), FOR, MOST_FOR
        ),
        to_talk_about=two.told(
            (criterion for criterion, measure in of_gap if measure < SPEAKS_FOR), TO_TALK_ABOUT,
            MOST_TO_TALK_ABOUT,
        ),
        not_known=tuple(
            Reason(criterion, criterion_name(criterion)) for criterion in Criterion if found[criterion] is None
        ),
        ruled_out=tuple(
            Doubt(each, condition_words(each, sheet, seeker, companion))
            for each in Condition
            if each in fails
        ),
    )  # fmt: skip


def criterion_name(criterion: Criterion) -> str:
    return {
        Criterion.WISH: _("The wish of both after they met"),
        Criterion.EASE: _("How contact looked when they met"),
        Criterion.TIMES: _("Times that fit"),
        Criterion.TRAVEL: _("The way to each other"),
        Criterion.LIKES: _("Likes and dislikes"),
        Criterion.STYLE: _("How each of them is with people"),
        Criterion.EXPERIENCE: _("Experience with what the young person wants to work on"),
        Criterion.VALUES: _("What matters to them"),
        Criterion.WISHES_MET: _("Wishes that would be nice"),
    }[criterion]


def wish_name(kind: WishKind) -> str:
    return {
        WishKind.WOMAN: _("a woman"),
        WishKind.MAN: _("a man"),
        WishKind.OLDER: _("somebody older"),
        WishKind.SAME_AGE: _("somebody of about the same age"),
        WishKind.NO_SMOKER: _("somebody who does not smoke"),
        WishKind.NO_PETS: _("somebody without pets"),
        WishKind.ONLINE: _("meeting online"),
    }[kind]


def condition_name(condition: Condition) -> str:
    """Why a mentor falls out, when nobody in particular is meant."""
    return {
        Condition.SAFETY: _("Safety forbids it"),
        Condition.RELATION: _("They know each other from elsewhere"),
        Condition.VETO: _("It will not be these two"),
        Condition.FORBIDDEN: _("It was decided not to suggest these two"),
        Condition.ON_TEAM: _("Has another role with this young person"),
        Condition.NOT_CLEARED: _("The checks are not complete"),
        Condition.ON_LEAVE: _("Is away for a while"),
        Condition.NOT_TRAINED: _("The training is not complete"),
        Condition.NO_PLACE: _("No free place"),
        Condition.MUST_WISH: _("A wish of the young person that must be met is not met"),
        Condition.MENTORS_MUST_WISH: _("A wish of the mentor that must be met is not met"),
        Condition.LANGUAGE: _("No language in common"),
        Condition.REACH: _("Too far, and they would not both meet online"),
        Condition.PAIR_BEFORE: _("They were a pair before"),
    }[condition]


def condition_words(condition: Condition, sheet: Sheet, seeker: Seeker, companion: Companion) -> str:
    """Why these two fall out, with what makes it understandable."""
    if condition is Condition.MUST_WISH:
        wishes = listed(wish_name(kind) for kind in unmet(seeker.portrait, companion.portrait))
        return _("The young person needs this, and it is not so or not known: %(wishes)s") % {
            "wishes": wishes
        }
    if condition is Condition.MENTORS_MUST_WISH:
        wishes = listed(wish_name(kind) for kind in unmet(companion.portrait, seeker.portrait))
        return _("The mentor needs this, and it is not so or not known: %(wishes)s") % {"wishes": wishes}
    if condition is Condition.REACH:
        minutes = sheet.way(seeker, companion)
        return _("Too far, and they would not both meet online. On the way: %(minutes)s min") % {
            "minutes": minutes
        }
    return condition_name(condition)


def listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def named(keys: Iterable[str], names: Mapping[str, Text], most: int = MOST_NAMED) -> str:
    """The method's words for these keys; those that it does not name any more stay without words."""
    language, keys = get_language() or "", sorted(keys)
    known = [names[key].in_language(language) for key in keys if key in names]
    return listed(known[:most]) or (_("something that has no name any more") if keys else "")


class _Two:
    """Seeker and companion on their sheet, and the sentences about them."""

    def __init__(self, sheet: Sheet, seeker: Seeker, companion: Companion) -> None:
        self.sheet, self.seeker, self.companion = sheet, seeker, companion
        self.mine, self.theirs = seeker.portrait, companion.portrait

    def told(
        self, criteria: Iterable[Criterion], words: "Mapping[Criterion, Saying]", most: int
    ) -> tuple[Reason, ...]:
        return tuple(
            Reason(criterion, sentence, "" if criterion in PRIVATE else to_mentee)
            for criterion in list(criteria)[:most]
            for sentence, to_mentee in [words[criterion](self)]
        )

    @property
    def hours(self) -> int:
        return hours_in(self.mine.times & self.theirs.times)

    @property
    def minutes(self) -> int | None:
        return self.sheet.way(self.seeker, self.companion)

    def alike(self) -> bool:
        return StyleWish.DIFFERENT not in compared_sliders(self.mine, self.theirs).values()


Saying = Callable[[_Two], tuple[str, str]]


def _times(two: _Two) -> tuple[str, str]:
    hours = {"hours": two.hours}
    return (
        _("Free time overlaps, hours a week: %(hours)s") % hours,
        _("You both have free time, hours a week: %(hours)s") % hours,
    )


def _little_time(two: _Two) -> tuple[str, str]:
    return _("Little free time overlaps, hours a week: %(hours)s") % {"hours": two.hours}, ""


def _near(two: _Two) -> tuple[str, str]:
    near = _("Near enough: %(minutes)s min") % {"minutes": two.minutes}
    return near, near


def _far(two: _Two) -> tuple[str, str]:
    minutes = {"minutes": two.minutes}
    if both_online(two.mine, two.theirs):
        return _("A long way, but both would meet online: %(minutes)s min") % minutes, ""
    return _("A long way: %(minutes)s min") % minutes, ""


def _likes(two: _Two) -> tuple[str, str]:
    names = two.sheet.names.interests
    both = named(two.mine.likes & two.theirs.likes, names)
    neither = named(two.mine.dislikes & two.theirs.dislikes, names)
    to_staff, to_mentee = [], []
    if both:
        to_staff.append(_("Both like: %(things)s") % {"things": both})
        to_mentee.append(_("You both like: %(things)s") % {"things": both})
    if neither:
        to_staff.append(_("Neither likes: %(things)s") % {"things": neither})
        to_mentee.append(_("Neither of you likes: %(things)s") % {"things": neither})
    return " · ".join(to_staff) or criterion_name(Criterion.LIKES), " · ".join(to_mentee)


def _clash(two: _Two) -> tuple[str, str]:
    apart = two.mine.likes & two.theirs.dislikes | two.mine.dislikes & two.theirs.likes
    things = named(apart, two.sheet.names.interests)
    return _("One likes it, the other does not: %(things)s") % {"things": things}, ""


def _pace(two: _Two) -> tuple[str, str]:
    if two.alike():
        return _("Similar pace"), _("You go at a similar pace.")
    return _("Their ways of being go together as wished"), _("Your ways of being go together as you wished.")


def _other_pace(two: _Two) -> tuple[str, str]:
    if two.alike():
        return _("Different pace"), ""
    return _("Their ways of being are other than wished"), ""


def _been_there(two: _Two) -> tuple[str, str]:
    names = two.sheet.names.experiences
    lived = {"things": named(two.seeker.met & two.theirs.experiences, names)}
    return _("Has been through: %(things)s") % lived, _("Your mentor has been through: %(things)s") % lived


def _little_experience(two: _Two) -> tuple[str, str]:
    near = named(two.seeker.near & two.theirs.experiences, two.sheet.names.experiences)
    if near:
        return _("Has been through something near it: %(things)s") % {"things": near}, ""
    return _("Has not told of an experience with what the young person wants to work on"), ""


def _values(two: _Two) -> tuple[str, str]:
    shared = {*two.mine.values} & {*two.theirs.values}
    things = {"things": named(shared, two.sheet.names.values)}
    return (
        _("The same matters to both: %(things)s") % things,
        _("The same matters to both of you: %(things)s") % things,
    )


def _other_values(two: _Two) -> tuple[str, str]:
    shared = named({*two.mine.values} & {*two.theirs.values}, two.sheet.names.values)
    if shared:
        return _("Much that matters to them differs; to both matters: %(things)s") % {"things": shared}, ""
    return _("Different things matter to them"), ""


def _wishes(two: _Two) -> tuple[str, str]:
    count = {"count": sum(nice_wishes(two.mine, two.theirs))}
    return _("The young person's wishes that are met: %(count)s") % count, _(
        "Your wishes that are met: %(count)s"
    ) % count


def _wishes_not_met(two: _Two) -> tuple[str, str]:
    told = nice_wishes(two.mine, two.theirs)
    return _("The young person's wishes that are not met: %(count)s") % {"count": len(told) - sum(told)}, ""


FOR: Mapping[Criterion, Saying] = {
    Criterion.WISH: lambda _two: (_("Both would like to try"), ""),
    Criterion.EASE: lambda _two: (_("Easy contact was seen when they met"), ""),
    Criterion.TIMES: _times,
    Criterion.TRAVEL: _near,
    Criterion.LIKES: _likes,
    Criterion.STYLE: _pace,
    Criterion.EXPERIENCE: _been_there,
    Criterion.VALUES: _values,
    Criterion.WISHES_MET: _wishes,
}
TO_TALK_ABOUT: Mapping[Criterion, Saying] = {
    Criterion.WISH: lambda _two: (_("Whether both would like to try is not sure yet"), ""),
    Criterion.EASE: lambda _two: (_("Contact did not look easy yet when they met"), ""),
    Criterion.TIMES: _little_time,
    Criterion.TRAVEL: _far,
    Criterion.LIKES: _clash,
    Criterion.STYLE: _other_pace,
    Criterion.EXPERIENCE: _little_experience,
    Criterion.VALUES: _other_values,
    Criterion.WISHES_MET: _wishes_not_met,
}
