"""What invented people tell about themselves: mentors a good deal, some young people little."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from lidzas.accounts.models import User
from lidzas.method import Vocabulary
from lidzas.people.actions.about import tell
from lidzas.people.choices import Part, PartOfDay, Reached, WeekDay

Answers = dict[str, Any]
Told = tuple[Part, Mapping[str, str], Answers]
SHOWN = {Part.PROFILE, Part.LIKES, Part.VALUES, Part.STYLE, Part.STRENGTHS, Part.MEETING}
LITTLE = 4
TOGETHER = 5


def tell_as_mentor(
    person: User, number: int, *, words: Mapping[str, Any], vocabulary: Vocabulary | None, dice: random.Random
) -> None:
    """Everything a card can show; who may read it is left as it is."""
    told = [*common(words, number, vocabulary or Vocabulary(), dice), *mentors_own(vocabulary, dice)]
    for part, texts, answers in told:
        tell(person, part, texts=texts, answers=answers, by=person)


def tell_as_young_person(
    person: User,
    number: int,
    *,
    words: Mapping[str, Any],
    vocabulary: Vocabulary | None,
    dice: random.Random,
    case_manager: User,
) -> None:
    """Every fourth tells only what they like; every fifth wrote the profile together with the case manager."""
    told = [*common(words, number, vocabulary or Vocabulary(), dice), *young_peoples_own(dice)]
    if number % LITTLE == LITTLE - 1:
        told = [each for each in told if each[0] is Part.LIKES]
    for part, texts, answers in told:
        by = case_manager if part is Part.PROFILE and number % TOGETHER == 0 else person
        is_shared = part in SHOWN and dice.random() < 0.8
        tell(person, part, texts=texts, answers=answers, by=by, is_shared=is_shared)


def common(
    words: Mapping[str, Any], number: int, vocabulary: Vocabulary, dice: random.Random
) -> Iterator[Told]:
    own = words["about"][number % len(words["about"])]
    examples = words["strength_examples"]
    interests = picked(vocabulary.interests, 9, dice)
    yield Part.PROFILE, {name: own[name] for name in ("matters", "valued", "support")}, {}
    yield (
        Part.STRENGTHS,
        {},
        {"strengths": {key: dice.choice(examples) for key in picked(vocabulary.strengths, 3, dice)}},
    )
    yield Part.VALUES, {}, {"values": picked(vocabulary.values, 4, dice)}
    yield (
        Part.LIKES,
        {"likes": own["likes"], "dislikes": own["dislikes"]},
        {"likes": interests[:7], "dislikes": interests[7:]},
    )
    yield Part.STYLE, {}, {"style": {style.key: dice.randint(1, 5) for style in vocabulary.styles}}
    yield Part.MEETING, {}, when_and_where(dice)
    yield (
        Part.REACH,
        {"reach": own["reach"]},
        {"channels": dice.sample([Reached.CALL.value, Reached.TEXT.value, Reached.VIDEO.value], 2)},
    )


def picked(words: tuple[Any, ...], most: int, dice: random.Random) -> list[str]:
    return [word.key for word in dice.sample(words, min(most, len(words)))]


def when_and_where(dice: random.Random) -> Answers:
    evenings = [f"{day}_{PartOfDay.EVENING}" for day in WeekDay.values[:5] if dice.random() < 0.6]
    afternoons = [f"{day}_{PartOfDay.AFTERNOON}" for day in WeekDay.values if dice.random() < 0.4]
    return {
        "languages": [
            "lv",
            *(["ru"] if dice.random() < 0.4 else []),
            *(["en"] if dice.random() < 0.3 else []),
        ],
        "times": evenings + afternoons,
        "online": dice.choice([True, True, False, None]),
        "travel_limit": dice.choice([30, 45, 60, 90]),
    }


def mentors_own(vocabulary: Vocabulary | None, dice: random.Random) -> Iterator[Told]:
    """What they have been through, and the few things somebody may wish to know."""
    experiences = vocabulary.experiences if vocabulary else ()
    yield Part.EXPERIENCES, {}, {"experiences": picked(experiences, 2, dice)}
    facts = {
        "birth_year": dice.randint(1965, 1998), "smokes": dice.random() < 0.2, "has_pets": dice.random() < 0.5
    }  # fmt: skip
    yield Part.WISHES, {}, {"facts": facts, "wishes": {}}


def young_peoples_own(dice: random.Random) -> Iterator[Told]:
    """How the other one should be, seldom as something that has to be so."""
    wishes = dice.choice(
        [{}, {}, {"no_smoker": "nice"}, {"online": "nice"}, {"older": "nice"}, {"no_pets": "must"}]
    )
    facts = {
        "birth_year": dice.randint(2000, 2008),
        "smokes": dice.choice([True, False, None]),
        "has_pets": None,
    }
    yield Part.WISHES, {}, {"facts": facts, "wishes": wishes}
