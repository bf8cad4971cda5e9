"""What a person has told in answers of known shape, read so that nothing written there can break a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from lidzas.people.choices import (
    HOURS,
    MOST_STRENGTHS,
    MOST_VALUES,
    STYLE_STEPS,
    TIMES,
    Gender,
    Part,
    PartOfDay,
    Reached,
    Spoken,
    Strength,
    StyleWish,
    WishKind,
)
from lidzas.people.models import AboutMe

Word = TypeVar("Word", bound=StrEnum)
NOTHING: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What somebody says of themself for the wishes of another. None and the empty text: not said."""

    gender: str = ""
    birth_year: int | None = None
    smokes: bool | None = None
    has_pets: bool | None = None


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person's answers. Everything may be empty, and empty means: not known.

    `values` stand most important first; `style` leads from a slider's key to 1..5, `strengths` from a
    card's key to an example of it, which may be empty.
    """

    values: tuple[str, ...] = ()
    likes: frozenset[str] = frozenset()
    dislikes: frozenset[str] = frozenset()
    style: Mapping[str, int] = field(default_factory=dict)
    style_wishes: Mapping[str, StyleWish] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    online: bool | None = None
    travel_limit: int | None = None
    experiences: frozenset[str] = frozenset()
    facts: PersonFacts = PersonFacts()
    wishes: Mapping[WishKind, Strength] = field(default_factory=dict)
    strengths: Mapping[str, str] = field(default_factory=dict)
    channels: frozenset[str] = frozenset()


ANSWERS_OF: Mapping[Part, tuple[str, ...]] = {
    Part.PROFILE: (),
    Part.STRENGTHS: ("strengths",),
    Part.VALUES: ("values",),
    Part.LIKES: ("likes", "dislikes"),
    Part.STYLE: ("style", "style_wishes"),
    Part.EXPERIENCES: ("experiences",),
    Part.MEETING: ("languages", "times", "online", "travel_limit"),
    Part.REACH: ("channels",),
    Part.WISHES: ("facts", "wishes"),
}
TEXTS_OF: Mapping[Part, tuple[str, ...]] = {
    Part.PROFILE: ("matters", "valued", "support"),
    Part.STRENGTHS: ("good_at",),
    Part.VALUES: (),
    Part.LIKES: ("likes", "dislikes"),
    Part.STYLE: (),
    Part.EXPERIENCES: (),
    Part.MEETING: (),
    Part.REACH: ("reach", "words"),
    Part.WISHES: (),
}


def portrait_of(about: AboutMe | None) -> Portrait:
    """The answers of a person. Whatever is not of the known shape counts as not said."""
    said = about.portrait if about else NOTHING
    said = said if isinstance(said, dict) else NOTHING
    likes = _words(said.get("likes"))
    return Portrait(
        values=tuple(dict.fromkeys(_listed(said.get("values"))))[:MOST_VALUES],
        likes=likes,
        dislikes=_words(said.get("dislikes")) - likes,
        style={
            key: step for key, step in _pairs(said.get("style")) if _is_whole(step) and step in STYLE_STEPS
        },
        style_wishes=dict(_known_pairs(said.get("style_wishes"), StyleWish)),
        languages=_words(said.get("languages")) & {*Spoken.values},
        times=_words(said.get("times")) & {*TIMES},
        online=_truth(said.get("online")),
        travel_limit=_whole(said.get("travel_limit"), least=0, most=600),
        experiences=_words(said.get("experiences")),
        facts=_facts(dict(_pairs(said.get("facts")))),
        wishes={
            WishKind(kind): strength
            for kind, strength in _known_pairs(said.get("wishes"), Strength)
            if kind in {*WishKind}
        },
        strengths=dict(
            [(key, text) for key, text in _pairs(said.get("strengths")) if isinstance(text, str)][
                :MOST_STRENGTHS
            ]
        ),
        channels=_words(said.get("channels")) & {*Reached.values},
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody else may read of a person: the answers, and the own words by the name of their field."""

    portrait: Portrait = Portrait()
    texts: Mapping[str, str] = field(default_factory=dict)


def shown(about: AboutMe | None, parts: Iterable[Part]) -> Shown:
    """Only what stands in these parts."""
    portrait, open_parts = portrait_of(about), list(parts)
    answers = {name: getattr(portrait, name) for part in open_parts for name in ANSWERS_OF[part]}
    texts = {name: getattr(about, name, "") for part in open_parts for name in TEXTS_OF[part]}
    return Shown(Portrait(**answers), {name: text for name, text in texts.items() if text})


def shared_parts(about: AboutMe | None, *, unsaid: bool) -> tuple[Part, ...]:
    """The parts that a person shows to the other one of the pair."""
    return tuple(part for part in Part if is_shared(about, part, unsaid=unsaid))


def hours_in(times: Iterable[str]) -> int:
    """How many hours of a week these parts of its days are."""
    return sum(HOURS[PartOfDay(time.partition("_")[2])] for time in {*times} & {*TIMES})


def is_shared(about: AboutMe | None, part: Part, *, unsaid: bool) -> bool:
    """Whether the person shows this part to the other one of the pair; `unsaid` counts while they have not said.

    What somebody wishes of the other person is never shown to that person.
    """
    chosen = _truth(_of_part(about, part).get("shared"))
    return part is not Part.WISHES and (unsaid if chosen is None else chosen)


def written_with(about: AboutMe | None, part: Part) -> str:
    """The name of who wrote this part together with its person; empty where they wrote it alone."""
    name = _of_part(about, part).get("with")
    return name if isinstance(name, str) else ""


def has_something(about: AboutMe | None, part: Part) -> bool:
    """Whether anything is told in this part; a no is something too."""
    portrait, nothing = portrait_of(about), Portrait()
    return any(getattr(about, name, "") for name in TEXTS_OF[part]) or any(
        getattr(portrait, name) != getattr(nothing, name) for name in ANSWERS_OF[part]
    )


def _of_part(about: AboutMe | None, part: Part) -> Mapping[str, Any]:
    return dict(_pairs(dict(_pairs(about.parts if about else None)).get(part.value)))


def _listed(said: object) -> list[str]:
    return [word for word in said if isinstance(word, str)] if isinstance(said, list) else []


def _words(said: object) -> frozenset[str]:
    return frozenset(_listed(said))


def _pairs(said: object) -> Iterable[tuple[str, Any]]:
    return said.items() if isinstance(said, dict) else ()


def _known_pairs(said: object, words: type[Word]) -> Iterable[tuple[str, Word]]:
    return ((key, words(word)) for key, word in _pairs(said) if isinstance(word, str) and word in {*words})


def _truth(said: object) -> bool | None:
    return said if isinstance(said, bool) else None


def _is_whole(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool)


def _whole(said: object, *, least: int, most: int) -> int | None:
    return said if isinstance(said, int) and _is_whole(said) and least <= said <= most else None


def _facts(said: Mapping[str, Any]) -> PersonFacts:
    gender = said.get("gender")
    return PersonFacts(
        gender=gender if isinstance(gender, str) and gender in Gender.values else "",
        birth_year=_whole(said.get("birth_year"), least=1900, most=2100),
        smokes=_truth(said.get("smokes")),
        has_pets=_truth(said.get("has_pets")),
    )
