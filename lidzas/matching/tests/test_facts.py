"""What rules a pair out, what speaks for it, and how it is said."""

import pytest
from django.utils import translation

from lidzas.matching.facts.kinds import USUAL_WEIGHTS, Condition, Criterion
from lidzas.matching.facts.pair import failing, measures, score, wish_met
from lidzas.matching.facts.reasons import condition_name, criterion_name, view_of, wish_name
from lidzas.matching.facts.sheet import NOTHING_BETWEEN, Between, Names
from lidzas.matching.tests.rounds import SILENT, companion, seeker, two
from lidzas.method import Text
from lidzas.people.choices import Strength, StyleWish, WishKind
from lidzas.people.facts import PersonFacts, Portrait

NAMES = Names(
    interests={word: Text((("en", word.title()),)) for word in ("sea", "dogs", "noise", "cards")},
    values={word: Text((("en", word.title()),)) for word in ("honesty", "calm", "family")},
    experiences={word: Text((("en", word.replace("_", " ")),)) for word in ("job_search", "moving")},
)
KNOWN = {
    Criterion.WISH: 1.0, Criterion.EASE: 0.75, Criterion.TIMES: 0.5, Criterion.TRAVEL: 0.8, Criterion.LIKES: 0.6,
    Criterion.STYLE: 0.7, Criterion.EXPERIENCE: 1.0, Criterion.VALUES: None, Criterion.WISHES_MET: 1.0,
}  # fmt: skip
NOTHING = dict.fromkeys(Criterion)


def measured(
    criterion, mine=SILENT, theirs=SILENT, *, between=NOTHING_BETWEEN, ways=None, places=("", ""), **fit
):
    sheet = two(
        seeker(portrait=mine, place=places[0], **fit), companion(portrait=theirs, place=places[1]), between,
        minutes=ways or {},
    )  # fmt: skip
    return measures(sheet, sheet.seekers[0], sheet.companions[0])[criterion]


def ruled_out(mine=SILENT, theirs=SILENT, *, between=NOTHING_BETWEEN, ways=None, places=("", ""), **mentor):
    sheet = two(
        seeker(portrait=mine, place=places[0]), companion(portrait=theirs, place=places[1], **mentor), between,
        minutes=ways or {},
    )  # fmt: skip
    return failing(sheet, sheet.seekers[0], sheet.companions[0])


def test_the_usual_weights_make_a_hundred():
    assert sum(USUAL_WEIGHTS.values()) == 100


@pytest.mark.covers("S2.29")
def test_the_score_is_the_weighted_mean_of_what_is_known():
    found = score(KNOWN, USUAL_WEIGHTS)

    assert (found.shown, found.known_share, found.is_enough, found.dots, found.points) == (
        79.1,
        0.96,
        True,
        4,
        791,
    )


def test_while_too_little_is_known_there_is_no_strength_and_only_a_share_counts():
    found = score(NOTHING | {Criterion.TIMES: 1.0, Criterion.TRAVEL: 1.0}, USUAL_WEIGHTS)

    assert (found.shown, found.known, found.is_enough, found.dots) == (100.0, 27, False, None)
    assert found.points == 450


def test_three_fifths_are_enough():
    known = NOTHING | {Criterion.WISH: 0.5, Criterion.EASE: 0.5, Criterion.TRAVEL: 0.5, Criterion.STYLE: 0.5}

    assert score(known, USUAL_WEIGHTS).known == 60
    assert score(known, USUAL_WEIGHTS).is_enough
    assert score(known, USUAL_WEIGHTS).dots == 3


@pytest.mark.parametrize("weights", [USUAL_WEIGHTS, dict.fromkeys(Criterion, 0)])
def test_where_nothing_is_known_there_is_no_score(weights):
    found = score(NOTHING, weights)

    assert (found.parts, found.shown, found.known_share, found.dots, found.points) == (
        None,
        None,
        0.0,
        None,
        0,
    )


@pytest.mark.parametrize(("parts", "dots"), [(0.0, 1), (0.19, 1), (0.2, 2), (0.79, 4), (0.8, 5), (1.0, 5)])
def test_five_dots(parts, dots):
    assert score(dict.fromkeys(Criterion, parts), USUAL_WEIGHTS).dots == dots


def test_what_was_said_and_seen_after_they_met():
    assert measured(Criterion.WISH, between=Between(wish=0.5)) == 0.5
    assert measured(Criterion.EASE, between=Between(ease=3)) == 0.75
    assert measured(Criterion.EASE, between=Between(ease=0)) == 0


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({"mon_evening"}, set(), None),
        ({"mon_evening"}, {"tue_evening"}, 0),
        ({"mon_evening", "tue_morning"}, {"mon_evening"}, 0.5),
        ({"mon_evening", "tue_afternoon"}, {"mon_evening", "tue_afternoon"}, 1),
    ],
)
def test_times_that_fit(mine, theirs, expected):
    found = measured(Criterion.TIMES, Portrait(times=frozenset(mine)), Portrait(times=frozenset(theirs)))

    assert found == expected


@pytest.mark.parametrize(("minutes", "expected"), [(5, 1), (30, 1), (42, 0.8), (60, 0.5), (90, 0), (200, 0)])
def test_the_way_counts_both_ways(minutes, expected):
    for places in (("Rīga", "Cēsis"), ("Cēsis", "rīga ")):
        assert measured(Criterion.TRAVEL, places=places, ways={("rīga", "cēsis"): minutes}) == expected


def test_a_way_that_is_not_known():
    assert measured(Criterion.TRAVEL, places=("Rīga", "Cēsis")) is None
    assert measured(Criterion.TRAVEL) is None
    assert measured(Criterion.TRAVEL, places=("Rīga", "RĪGA")) == 1


def test_meeting_online_makes_a_long_way_half_as_bad():
    far = {"places": ("Rīga", "Cēsis"), "ways": {("rīga", "cēsis"): 200}}

    assert measured(Criterion.TRAVEL, Portrait(online=True), Portrait(online=True), **far) == 0.5
    assert measured(Criterion.TRAVEL, Portrait(online=True), Portrait(online=None), **far) == 0


def test_shared_dislikes_count_like_shared_likes_and_blanks_do_not():
    mine = Portrait(likes=frozenset({"sea", "dogs", "cards"}), dislikes=frozenset({"noise"}))
    theirs = Portrait(likes=frozenset({"sea"}), dislikes=frozenset({"noise", "dogs"}))

    assert measured(Criterion.LIKES, mine, theirs) == 2 / 3
    assert measured(Criterion.LIKES, mine, Portrait()) is None


def test_alike_different_or_all_the_same():
    mine, theirs = Portrait(style={"pace": 1, "plan": 5, "talk": 2}), Portrait(style={"pace": 5, "plan": 5})
    wishing = Portrait(style=mine.style, style_wishes={"pace": StyleWish.DIFFERENT})
    careless = Portrait(style=mine.style, style_wishes=dict.fromkeys(mine.style, StyleWish.ANY))

    assert measured(Criterion.STYLE, mine, theirs) == 0.5
    assert measured(Criterion.STYLE, wishing, theirs) == 1
    assert measured(Criterion.STYLE, careless, theirs) is None


@pytest.mark.parametrize(
    ("lived", "expected"), [({"job_search"}, 1), ({"moving"}, 0.5), ({"other"}, 0), (set(), None)]
)
def test_experience_with_what_the_young_person_wants(lived, expected):
    fit = {"met": frozenset({"job_search"}), "near": frozenset({"moving"})}

    assert measured(Criterion.EXPERIENCE, theirs=Portrait(experiences=frozenset(lived)), **fit) == expected


def test_experience_counts_only_when_something_is_wanted():
    assert measured(Criterion.EXPERIENCE, theirs=Portrait(experiences=frozenset({"moving"}))) is None


def test_shared_values_of_five():
    mine, theirs = Portrait(values=("calm", "honesty", "family")), Portrait(values=("family", "calm"))

    assert measured(Criterion.VALUES, mine, theirs) == 0.4
    assert measured(Criterion.VALUES, mine) is None


def test_nice_wishes_that_are_met_of_those_about_which_something_was_said():
    mine = Portrait(
        wishes=dict.fromkeys((WishKind.WOMAN, WishKind.NO_SMOKER, WishKind.NO_PETS), Strength.NICE)
    )
    theirs = Portrait(facts=PersonFacts(gender="woman", smokes=True))

    assert measured(Criterion.WISHES_MET, mine, theirs) == 0.5
    assert measured(Criterion.WISHES_MET, mine) is None


@pytest.mark.parametrize(
    ("kind", "theirs", "expected"),
    [
        (WishKind.WOMAN, Portrait(facts=PersonFacts(gender="man")), False),
        (WishKind.MAN, Portrait(facts=PersonFacts(gender="man")), True),
        (WishKind.MAN, Portrait(), None),
        (WishKind.OLDER, Portrait(facts=PersonFacts(birth_year=1994)), True),
        (WishKind.OLDER, Portrait(facts=PersonFacts(birth_year=1995)), False),
        (WishKind.SAME_AGE, Portrait(facts=PersonFacts(birth_year=2005)), True),
        (WishKind.SAME_AGE, Portrait(facts=PersonFacts(birth_year=2006)), False),
        (WishKind.SAME_AGE, Portrait(), None),
        (WishKind.NO_SMOKER, Portrait(facts=PersonFacts(smokes=False)), True),
        (WishKind.NO_PETS, Portrait(facts=PersonFacts(has_pets=True)), False),
        (WishKind.NO_PETS, Portrait(), None),
        (WishKind.ONLINE, Portrait(online=True), True),
    ],
)
def test_what_somebody_wishes_of_the_other(kind, theirs, expected):
    assert wish_met(kind, PersonFacts(birth_year=2000), theirs) is expected


def test_a_wish_about_age_needs_both_ages():
    assert wish_met(WishKind.OLDER, PersonFacts(), Portrait(facts=PersonFacts(birth_year=1970))) is None


@pytest.mark.covers("S2.29")
def test_nothing_that_is_not_known_rules_anybody_out():
    assert ruled_out() == frozenset()


@pytest.mark.parametrize("barred", [Condition.NOT_CLEARED, Condition.NOT_TRAINED, Condition.ON_LEAVE])
def test_what_stands_against_a_mentor(barred):
    assert ruled_out(barred=frozenset({barred})) == {barred}


def test_a_mentor_without_a_free_place():
    assert ruled_out(free=0) == {Condition.NO_PLACE}


def test_no_language_in_common():
    latvian, russian = Portrait(languages=frozenset({"lv"})), Portrait(languages=frozenset({"ru", "en"}))

    assert ruled_out(latvian, russian) == {Condition.LANGUAGE}
    assert ruled_out(latvian, Portrait(languages=frozenset({"ru", "lv"}))) == frozenset()


def test_a_must_is_met_only_when_that_is_known():
    wish = Portrait(wishes={WishKind.WOMAN: Strength.MUST})

    assert ruled_out(wish, Portrait(facts=PersonFacts(gender="woman"))) == frozenset()
    assert ruled_out(wish, Portrait(facts=PersonFacts(gender="man"))) == {Condition.MUST_WISH}
    assert ruled_out(wish, Portrait()) == {Condition.MUST_WISH}
    assert ruled_out(Portrait(), wish) == {Condition.MENTORS_MUST_WISH}


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({"travel_limit": 30}, {"travel_limit": 20}, True),
        ({"travel_limit": 30}, {"travel_limit": 60}, False),
        ({"travel_limit": 30}, {}, True),
        ({}, {}, False),
        ({"travel_limit": 30, "online": True}, {"online": True}, False),
        ({"travel_limit": 30, "online": True}, {"online": False}, True),
    ],
)
def test_out_of_reach_unless_one_of_them_travels_or_both_meet_online(mine, theirs, expected):
    way = {"places": ("Rīga", "Cēsis"), "ways": {("rīga", "cēsis"): 60}}

    found = ruled_out(Portrait(**mine), Portrait(**theirs), **way)

    assert (Condition.REACH in found) is expected


def test_an_override_lets_a_doubt_pass_but_never_safety_a_veto_or_a_place():
    between = Between(barred=frozenset(Condition) - {Condition.NO_PLACE}, is_overridden=True)
    passed = {Condition.LANGUAGE, Condition.REACH, Condition.PAIR_BEFORE}

    assert ruled_out(between=between, free=0) == frozenset(Condition) - passed


def test_a_pair_in_sentences_what_counts_most_first():
    mine = Portrait(
        likes=frozenset({"sea", "cards"}), dislikes=frozenset({"noise"}), values=("calm",),
        times=frozenset({"mon_evening", "tue_evening"}), style={"pace": 2},
        wishes={WishKind.NO_PETS: Strength.NICE},
    )  # fmt: skip
    theirs = Portrait(
        likes=frozenset({"sea"}), dislikes=frozenset({"noise", "cards"}), values=("honesty",),
        times=mine.times, style={"pace": 2}, facts=PersonFacts(has_pets=True),
    )  # fmt: skip
    sheet = two(seeker(portrait=mine), companion(portrait=theirs), Between(wish=1.0, ease=1), names=NAMES)

    seen = view_of(sheet, sheet.seekers[0], sheet.companions[0], USUAL_WEIGHTS)

    assert [each.sentence for each in seen.speaks_for] == [
        "Both would like to try",
        "Free time overlaps, hours a week: 8",
        "Similar pace",
    ]
    assert [each.sentence for each in seen.to_talk_about] == [
        "Contact did not look easy yet when they met",
        "Different things matter to them",
    ]
    assert [each.criterion for each in seen.not_known] == [Criterion.TRAVEL, Criterion.EXPERIENCE]
    assert seen.is_possible
    assert seen.ruled_out == ()


def only(criterion, **known):
    """The two with nothing known but this, and what is said of it."""
    sheet = two(
        seeker(portrait=known.pop("mine", Portrait()), place="Rīga", **known.pop("fit", {})),
        companion(portrait=known.pop("theirs", Portrait()), place=known.pop("to", "")),
        known.pop("between", Between()), names=NAMES, minutes={("rīga", "cēsis"): 60, ("rīga", "ogre"): 25},
    )  # fmt: skip
    seen = view_of(sheet, sheet.seekers[0], sheet.companions[0], USUAL_WEIGHTS)
    [reason] = [each for each in (*seen.speaks_for, *seen.to_talk_about) if each.criterion is criterion]
    return reason.sentence, reason.to_mentee


@pytest.mark.parametrize(
    ("criterion", "known", "sentence", "to_mentee"),
    [
        (Criterion.WISH, {"between": Between(wish=1.0)}, "Both would like to try", ""),
        (
            Criterion.WISH,
            {"between": Between(wish=0.5)},
            "Whether both would like to try is not sure yet",
            "",
        ),
        (Criterion.EASE, {"between": Between(ease=4)}, "Easy contact was seen when they met", ""),
        (
            Criterion.TIMES,
            {
                "mine": Portrait(times=frozenset({"mon_evening"})),
                "theirs": Portrait(times=frozenset({"mon_evening"})),
            },
            "Little free time overlaps, hours a week: 4",
            "",
        ),
        (Criterion.TRAVEL, {"to": "Ogre"}, "Near enough: 25 min", "Near enough: 25 min"),
        (Criterion.TRAVEL, {"to": "Cēsis"}, "A long way: 60 min", ""),
        (
            Criterion.TRAVEL,
            {"to": "Cēsis", "mine": Portrait(online=True), "theirs": Portrait(online=True)},
            "A long way, but both would meet online: 60 min",
            "",
        ),
        (
            Criterion.LIKES,
            {
                "mine": Portrait(likes=frozenset({"sea", "dogs"}), dislikes=frozenset({"noise"})),
                "theirs": Portrait(likes=frozenset({"sea", "dogs"}), dislikes=frozenset({"noise"})),
            },
            "Both like: Dogs, Sea · Neither likes: Noise",
            "You both like: Dogs, Sea · Neither of you likes: Noise",
        ),
        (
            Criterion.LIKES,
            {"mine": Portrait(likes=frozenset({"sea"})), "theirs": Portrait(likes=frozenset({"sea"}))},
            "Both like: Sea",
            "You both like: Sea",
        ),
        (
            Criterion.LIKES,
            {
                "mine": Portrait(dislikes=frozenset({"noise"})),
                "theirs": Portrait(dislikes=frozenset({"noise"})),
            },
            "Neither likes: Noise",
            "Neither of you likes: Noise",
        ),
        (
            Criterion.LIKES,
            {"mine": Portrait(likes=frozenset({"old"})), "theirs": Portrait(likes=frozenset({"old"}))},
            "Both like: something that has no name any more",
            "You both like: something that has no name any more",
        ),
        (
            Criterion.LIKES,
            {"mine": Portrait(likes=frozenset({"sea"})), "theirs": Portrait(dislikes=frozenset({"sea"}))},
            "One likes it, the other does not: Sea",
            "",
        ),
        (
            Criterion.STYLE,
            {"mine": Portrait(style={"pace": 1}), "theirs": Portrait(style={"pace": 1})},
            "Similar pace",
            "You go at a similar pace.",
        ),
        (
            Criterion.STYLE,
            {"mine": Portrait(style={"pace": 1}), "theirs": Portrait(style={"pace": 5})},
            "Different pace",
            "",
        ),
        (
            Criterion.STYLE,
            {
                "mine": Portrait(style={"pace": 1}, style_wishes={"pace": StyleWish.DIFFERENT}),
                "theirs": Portrait(style={"pace": 5}),
            },
            "Their ways of being go together as wished",
            "Your ways of being go together as you wished.",
        ),
        (
            Criterion.STYLE,
            {
                "mine": Portrait(style={"pace": 1}, style_wishes={"pace": StyleWish.DIFFERENT}),
                "theirs": Portrait(style={"pace": 1}),
            },
            "Their ways of being are other than wished",
            "",
        ),
        (
            Criterion.EXPERIENCE,
            {
                "theirs": Portrait(experiences=frozenset({"job_search"})),
                "fit": {"met": frozenset({"job_search"})},
            },
            "Has been through: job search",
            "Your mentor has been through: job search",
        ),
        (
            Criterion.EXPERIENCE,
            {
                "theirs": Portrait(experiences=frozenset({"moving"})),
                "fit": {"met": frozenset({"job_search"}), "near": frozenset({"moving"})},
            },
            "Has been through something near it: moving",
            "",
        ),
        (
            Criterion.EXPERIENCE,
            {
                "theirs": Portrait(experiences=frozenset({"moving"})),
                "fit": {"met": frozenset({"job_search"})},
            },
            "Has not told of an experience with what the young person wants to work on",
            "",
        ),
        (
            Criterion.VALUES,
            {
                "mine": Portrait(values=("calm", "family", "honesty")),
                "theirs": Portrait(values=("honesty", "calm", "family")),
            },
            "The same matters to both: Calm, Family, Honesty",
            "The same matters to both of you: Calm, Family, Honesty",
        ),
        (
            Criterion.VALUES,
            {"mine": Portrait(values=("calm", "family")), "theirs": Portrait(values=("calm",))},
            "Much that matters to them differs; to both matters: Calm",
            "",
        ),
        (
            Criterion.WISHES_MET,
            {
                "mine": Portrait(wishes={WishKind.NO_PETS: Strength.NICE}),
                "theirs": Portrait(facts=PersonFacts(has_pets=False)),
            },
            "The young person's wishes that are met: 1",
            "Your wishes that are met: 1",
        ),
        (
            Criterion.WISHES_MET,
            {
                "mine": Portrait(wishes={WishKind.NO_PETS: Strength.NICE}),
                "theirs": Portrait(facts=PersonFacts(has_pets=True)),
            },
            "The young person's wishes that are not met: 1",
            "",
        ),
    ],
)
def test_each_criterion_has_its_sentence(criterion, known, sentence, to_mentee):
    assert only(criterion, **known) == (sentence, to_mentee)


@pytest.mark.covers("S1.01")
def test_neither_of_the_two_is_told_what_was_said_or_seen_in_confidence():
    sheet = two(seeker(), companion(), Between(wish=1.0, ease=4))

    seen = view_of(sheet, sheet.seekers[0], sheet.companions[0], USUAL_WEIGHTS)

    assert [each.to_mentee for each in seen.speaks_for] == ["", ""]


def test_who_falls_out_is_said_with_what_makes_it_understandable():
    mine = Portrait(wishes={WishKind.WOMAN: Strength.MUST}, travel_limit=10)
    theirs = Portrait(wishes={WishKind.NO_SMOKER: Strength.MUST})
    sheet = two(
        seeker(portrait=mine, place="Rīga"), companion(portrait=theirs, place="Cēsis"),
        Between(barred=frozenset({Condition.SAFETY})), minutes={("cēsis", "rīga"): 75},
    )  # fmt: skip

    seen = view_of(sheet, sheet.seekers[0], sheet.companions[0], USUAL_WEIGHTS)

    assert not seen.is_possible
    assert [each.sentence for each in seen.ruled_out] == [
        "Safety forbids it",
        "The young person needs this, and it is not so or not known: a woman",
        "The mentor needs this, and it is not so or not known: somebody who does not smoke",
        "Too far, and they would not both meet online. On the way: 75 min",
    ]


def test_everything_has_a_name():
    with translation.override("en"):
        names = [
            *map(criterion_name, Criterion), *map(condition_name, Condition), *map(wish_name, WishKind)
        ]  # fmt: skip

    assert len({*names}) == len(Criterion) + len(Condition) + len(WishKind)
