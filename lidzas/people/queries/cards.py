"""A person in plain words, for somebody else to read: only what they show, and never a figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.method import Experience, Style, Vocabulary, Word
from lidzas.people.choices import Gender, Part, PartOfDay, Reached, Spoken, Strength, WeekDay, WishKind
from lidzas.people.facts import Shown, shared_parts, shown
from lidzas.people.models import AboutMe

AFTER_THE_YES = (Part.REACH,)
LABELS = {
    "matters": gettext_lazy("What matters to me"),
    "valued": gettext_lazy("What others value in me"),
    "support": gettext_lazy("How best to support me"),
    "good_at": gettext_lazy("What I am good at"),
    "likes": gettext_lazy("What I like"),
    "dislikes": gettext_lazy("What I do not like"),
    "reach": gettext_lazy("How and when to reach me"),
    "words": gettext_lazy("Words I prefer about me"),
}
WISHES = {
    WishKind.WOMAN: gettext_lazy("A woman"),
    WishKind.MAN: gettext_lazy("A man"),
    WishKind.OLDER: gettext_lazy("Older than me"),
    WishKind.SAME_AGE: gettext_lazy("About my age"),
    WishKind.NO_SMOKER: gettext_lazy("Somebody who does not smoke"),
    WishKind.NO_PETS: gettext_lazy("Somebody without pets"),
    WishKind.ONLINE: gettext_lazy("Somebody who also meets online"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told: as chosen words, as sentences one below the other, or in own words."""

    label: str
    words: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What is shown of somebody: name and place for the head of a card, the lines by `people/card.html`."""

    name: str
    place: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of a method in the language of the page, by key; what it does not know is left out."""

    values: Mapping[str, str] = field(default_factory=dict)
    interests: Mapping[str, str] = field(default_factory=dict)
    strengths: Mapping[str, str] = field(default_factory=dict)
    experiences: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def words_of(vocabulary: Vocabulary | None) -> Words:
    if vocabulary is None:
        return Words()
    return Words(
        values=_named(vocabulary.values),
        interests=_named(vocabulary.interests),
        strengths=_named(vocabulary.strengths),
        experiences=_named(vocabulary.experiences),
        styles={style.key: ends_of(style) for style in vocabulary.styles},
    )


def ends_of(style: Style) -> tuple[str, str]:
    language = get_language() or ""
    return style.left.in_language(language), style.right.in_language(language)


def _named(words: Iterable[Word | Experience]) -> dict[str, str]:
    return {word.key: word.name.in_language(get_language() or "") for word in words}


def mentor_card(
    person: User,
    about: AboutMe | None,
    *,
    vocabulary: Vocabulary | None,
    place: str = "",
    is_pair: bool = False,
) -> PersonCard:
    """A mentor as a young person reads them. What they have not hidden is shown: the card is made for this."""
    parts = _before_or_after(shared_parts(about, unsaid=True), is_pair=is_pair)
    return PersonCard(person.name, place, lines_of(shown(about, parts), words_of(vocabulary), parts))


def young_person_card(
    name: str, about: AboutMe | None, *, vocabulary: Vocabulary | None, is_pair: bool = False
) -> PersonCard:
    """A young person as a mentor reads them: nothing but what they chose to show, part by part.

    The caller says by which name: before there is a pair, a mentor learns the first name alone.
    """
    parts = _before_or_after(shared_parts(about, unsaid=False), is_pair=is_pair)
    return PersonCard(name, "", lines_of(shown(about, parts), words_of(vocabulary), parts))


def _before_or_after(parts: Iterable[Part], *, is_pair: bool) -> tuple[Part, ...]:
    """How somebody is reached is told once there is a pair."""
    return tuple(part for part in parts if is_pair or part not in AFTER_THE_YES)


def lines_of(told: Shown, words: Words, parts: Iterable[Part] = Part) -> tuple[Line, ...]:
    """What was told in these parts, strengths before anything that is hard."""
    wanted = {*parts}
    in_order = [Part.STRENGTHS, *(part for part in Part if part is not Part.STRENGTHS)]
    return tuple(line for part in in_order if part in wanted for line in lines_in(part, told, words))


def lines_in(part: Part, told: Shown, words: Words) -> list[Line]:
    """The lines of one part. What is not told has no line."""
    by_vocabulary = {
        Part.STRENGTHS: strength_lines,
        Part.VALUES: value_lines,
        Part.LIKES: like_lines,
        Part.STYLE: style_lines,
        Part.EXPERIENCES: experience_lines,
    }
    by_themselves = {
        Part.PROFILE: profile_lines,
        Part.MEETING: meeting_lines,
        Part.REACH: reach_lines,
        Part.WISHES: wish_lines,
    }
    lines = by_themselves[part](told) if part in by_themselves else by_vocabulary[part](told, words)
    return [line for line in lines if line.words or line.sentences or line.text]


def own_words(told: Shown, name: str) -> Line:
    return Line(str(LABELS[name]), text=told.texts.get(name, ""))


def profile_lines(told: Shown) -> list[Line]:
    return [own_words(told, name) for name in ("matters", "valued", "support")]


def strength_lines(told: Shown, words: Words) -> list[Line]:
    chosen = [
        f"{words.strengths[key]} – {example}" if example else words.strengths[key]
        for key, example in told.portrait.strengths.items()
        if key in words.strengths
    ]
    own = told.texts.get("good_at", "")
    return [Line(str(LABELS["good_at"]), sentences=tuple(chosen), text=own)]


def value_lines(told: Shown, words: Words) -> list[Line]:
    return [Line(_("My values"), words=_known(told.portrait.values, words.values))]


def like_lines(told: Shown, words: Words) -> list[Line]:
    liked = tuple(name for key, name in words.interests.items() if key in told.portrait.likes)
    disliked = tuple(name for key, name in words.interests.items() if key in told.portrait.dislikes)
    return [
        Line(str(LABELS["likes"]), words=liked, text=told.texts.get("likes", "")),
        Line(str(LABELS["dislikes"]), words=disliked, text=told.texts.get("dislikes", "")),
    ]


def style_lines(told: Shown, words: Words) -> list[Line]:
    steps = told.portrait.style
    said = tuple(say_step(ends, steps[key]) for key, ends in words.styles.items() if key in steps)
    return [Line(_("How I am"), sentences=said)]


def say_step(ends: tuple[str, str], step: int) -> str:
    """A place between two ends in words; none of them is the better one."""
    left, right = ends
    end = left if step < 3 else right
    if step == 3:
        return _("sometimes %(left)s, sometimes %(right)s") % {"left": left, "right": right}
    return _("rather %(end)s") % {"end": end} if step in (2, 4) else end


def experience_lines(told: Shown, words: Words) -> list[Line]:
    chosen = tuple(name for key, name in words.experiences.items() if key in told.portrait.experiences)
    return [Line(_("What I have been through"), sentences=chosen)]


def meeting_lines(told: Shown) -> list[Line]:
    portrait = told.portrait
    spoken = tuple(str(label) for code, label in Spoken.choices if code in portrait.languages)
    online = {True: _("Meeting online is fine too."), False: _("I would rather meet in person.")}
    ways = [online[portrait.online]] if portrait.online is not None else []
    if portrait.travel_limit is not None:
        ways.append(
            _("The way to a meeting, in minutes: %(minutes)s at most.") % {"minutes": portrait.travel_limit}
        )
    return [
        Line(_("Languages"), words=spoken),
        Line(_("When I am free"), sentences=say_times(portrait.times)),
        Line(_("Where to meet"), sentences=tuple(ways)),
    ]


def say_times(times: Iterable[str]) -> tuple[str, ...]:
    """Day by day: `Monday: morning, evening`."""
    free, days = {*times}, []
    for day in WeekDay:
        parts = [part.label.lower() for part in PartOfDay if f"{day}_{part}" in free]
        if parts:
            days.append(f"{day.label}: {', '.join(parts)}")
    return tuple(days)


def say_time(time: str) -> str:
    day, _sign, part = time.partition("_")
    return f"{WeekDay(day).label}, {PartOfDay(part).label.lower()}"


def reach_lines(told: Shown) -> list[Line]:
    ways = tuple(str(label) for way, label in Reached.choices if way in told.portrait.channels)
    return [
        Line(str(LABELS["reach"]), words=ways, text=told.texts.get("reach", "")),
        own_words(told, "words"),
    ]


def how_to_reach(about: AboutMe) -> tuple[Line, ...]:
    """How and when somebody likes to be reached, for whoever is about to do so and may read it (S2.25)."""
    told, nothing = shown(about, [Part.REACH, Part.MEETING]), Words()
    lines = [*lines_in(Part.REACH, told, nothing), *lines_in(Part.MEETING, told, nothing)]
    wanted = {str(LABELS["reach"]), _("When I am free"), _("Languages")}
    return tuple(line for line in lines if line.label in wanted)


def wish_lines(told: Shown) -> list[Line]:
    """Only for the person and whoever may read it all: never on a card."""
    wishes = told.portrait.wishes
    by_strength = {
        strength: tuple(str(WISHES[kind]) for kind in WishKind if wishes.get(kind) is strength)
        for strength in Strength
    }
    return [
        Line(_("The other person: a must"), words=by_strength[Strength.MUST]),
        Line(_("The other person: nice to have"), words=by_strength[Strength.NICE]),
        Line(_("About me, for the wishes of others"), sentences=fact_sentences(told)),
    ]


def fact_sentences(told: Shown) -> tuple[str, ...]:
    facts = told.portrait.facts
    said = [str(Gender(facts.gender).label)] if facts.gender else []
    if facts.birth_year:
        said.append(_("Born in %(year)s") % {"year": facts.birth_year})
    smokes = {True: _("I smoke."), False: _("I do not smoke.")}
    pets = {True: _("I have pets."), False: _("I have no pets.")}
    said += [smokes[facts.smokes]] if facts.smokes is not None else []
    said += [pets[facts.has_pets]] if facts.has_pets is not None else []
    return tuple(said)


def _known(keys: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[key] for key in keys if key in names)
