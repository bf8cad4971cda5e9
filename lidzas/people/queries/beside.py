"""Two people side by side in words: the same, different, and what to ask about (S1.03, S1.42)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lidzas.people.choices import Spoken
from lidzas.people.facts import Shown
from lidzas.people.facts.beside import Found, Thing, Topic, side_by_side
from lidzas.people.queries.cards import LABELS, Words, say_step, say_time

TOPICS = {
    Topic.VALUE: _("What matters"),
    Topic.INTEREST: _("What each likes"),
    Topic.STYLE: _("How each is"),
    Topic.STRENGTH: _("What each is good at"),
    Topic.LANGUAGE: _("Languages"),
    Topic.TIME: _("Free time"),
    Topic.EXPERIENCE: _("Been through"),
}
TASTES = {True: _("likes it"), False: _("does not like it")}
IN_OWN_WORDS = ("matters", "good_at", "likes", "dislikes", "support")


@dataclass(frozen=True, slots=True)
class Pairing:
    """One thing both have told of; `one` and `other` say what each told, where that is not the thing itself."""

    topic: str
    words: str
    one: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class ToAsk:
    """What only one of the two has told, for the other to ask about."""

    name: str
    things: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beside:
    same: tuple[Pairing, ...]
    different: tuple[Pairing, ...]
    ask: tuple[ToAsk, ...]


def beside(one: Shown, other: Shown, *, names: tuple[str, str], words: Words) -> Beside:
    """Only what each of the two shows. Nothing here is a sum, a share or a grade."""
    things = [thing for thing in side_by_side(one.portrait, other.portrait) if name_of(thing, words)]
    told_by_both = partial(paired, things, words=words)
    first = to_ask(names[0], [thing for thing in things if thing.other is None], one.texts, words)
    second = to_ask(names[1], [thing for thing in things if thing.one is None], other.texts, words)
    return Beside(
        same=told_by_both(found=Found.SAME),
        different=told_by_both(found=Found.DIFFERENT),
        ask=tuple(each for each in (first, second) if each.things),
    )


def paired(things: Iterable[Thing], *, found: Found, words: Words) -> tuple[Pairing, ...]:
    return tuple(pairing_of(thing, words) for thing in things if thing.found is found)


def pairing_of(thing: Thing, words: Words) -> Pairing:
    one, other = told_of(thing, thing.one, words), told_of(thing, thing.other, words)
    name = name_of(thing, words)
    if thing.topic is Topic.STYLE and one == other:
        return Pairing(str(TOPICS[thing.topic]), one)
    if thing.topic is Topic.INTEREST and thing.found is Found.SAME and thing.one:
        return Pairing(str(TOPICS[thing.topic]), name)
    return Pairing(str(TOPICS[thing.topic]), name, one, other)


def told_of(thing: Thing, told: int | None, words: Words) -> str:
    """What one of the two has told of a thing, where there is more to say than its name."""
    if thing.topic is Topic.STYLE and told:
        return say_step(words.styles[thing.key], told)
    return str(TASTES[bool(told)]) if thing.topic is Topic.INTEREST else ""


def name_of(thing: Thing, words: Words) -> str:
    """What a thing is called; empty for a word that the method does not know any more."""
    names: Mapping[Topic, Mapping[str, str]] = {
        Topic.VALUE: words.values,
        Topic.INTEREST: words.interests,
        Topic.STRENGTH: words.strengths,
        Topic.EXPERIENCE: words.experiences,
        Topic.STYLE: {key: " – ".join(ends) for key, ends in words.styles.items()},
        Topic.LANGUAGE: {code: str(label) for code, label in Spoken.choices},
    }
    return say_time(thing.key) if thing.topic is Topic.TIME else names[thing.topic].get(thing.key, "")


def to_ask(name: str, things: Iterable[Thing], texts: Mapping[str, str], words: Words) -> ToAsk:
    asked: dict[str, list[str]] = {}
    for thing in things:
        told = thing.one if thing.other is None else thing.other
        asked.setdefault(str(TOPICS[thing.topic]), []).append(say_alone(thing, told, words))
    for field_name in IN_OWN_WORDS:
        if text := texts.get(field_name):
            asked.setdefault(str(LABELS[field_name]), []).append(gettext("“%(words)s”") % {"words": text})
    return ToAsk(name, asked)


def say_alone(thing: Thing, told: int | None, words: Words) -> str:
    if thing.topic is Topic.STYLE:
        return told_of(thing, told, words)
    name = name_of(thing, words)
    return name if told or thing.topic is not Topic.INTEREST else f"{name} ({told_of(thing, told, words)})"
