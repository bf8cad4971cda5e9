"""Who tells about themself: as a young person or as a mentor, and in the words of which method."""

from dataclasses import dataclass

from lidzas.accounts.models import User
from lidzas.method import Vocabulary
from lidzas.people.choices import Part
from lidzas.people.facts import has_something, is_shared, shown, written_with
from lidzas.people.models import AboutMe, Mentor
from lidzas.people.queries.cards import Line, lines_in, words_of
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of


@dataclass(frozen=True, slots=True)
class Teller:
    """A person before the pages of "About me"."""

    person: User
    is_mentee: bool = False
    mentorships: tuple[Mentor, ...] = ()
    vocabulary: Vocabulary | None = None

    @property
    def is_mentor(self) -> bool:
        return bool(self.mentorships)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts this person has; where the method brings no words to choose from, a part may fall away."""
        words = self.vocabulary or Vocabulary()
        absent = {
            Part.VALUES: not words.values,
            Part.STYLE: not words.styles,
            Part.EXPERIENCES: not (words.experiences and self.is_mentor),
        }
        return tuple(part for part in Part if not absent.get(part, False))

    @property
    def shows_unless_said(self) -> bool:
        """A mentor's card is made to be read; a young person's answers are their own until they say otherwise."""
        return not self.is_mentee


def teller_of(person: User) -> Teller:
    """How the person stands in the programmes they belong to; as a young person first."""
    mentorships = tuple(
        Mentor.objects.filter(person=person, left_on=None).select_related("programme").order_by("joined_on")
    )
    accompanied = list(
        Programme.objects.filter(cases__mentee=person).order_by("-cases__opened_on").distinct()
    )
    programmes = [*accompanied, *(mentor.programme for mentor in mentorships)]
    return Teller(
        person, bool(accompanied), mentorships, vocabulary_of(programmes[0]) if programmes else None
    )


def young_teller(person: User, programme: Programme) -> Teller:
    """The young person of a case in this programme."""
    return Teller(person, is_mentee=True, vocabulary=vocabulary_of(programme))


def vocabulary_of(programme: Programme) -> Vocabulary | None:
    """The words that the programme's method offers today."""
    return method_of(programme.method_id).vocabulary


@dataclass(frozen=True, slots=True)
class PartTold:
    """How a part of the pages stands."""

    part: Part
    has_something: bool
    is_shared: bool
    written_with: str
    lines: tuple[Line, ...]


def parts_told(teller: Teller, about: AboutMe) -> list[PartTold]:
    words, told = words_of(teller.vocabulary), shown(about, teller.parts)
    return [
        PartTold(
            part,
            has_something(about, part),
            is_shared(about, part, unsaid=teller.shows_unless_said),
            written_with(about, part),
            tuple(lines_in(part, told, words)),
        )
        for part in teller.parts
    ]


def how_a_part_stands(teller: Teller, about: AboutMe, part: Part) -> list[tuple[str, str]]:
    """What stands in a part, as pairs of label and words, for whoever wrote at the same time."""
    lines = lines_in(part, shown(about, [part]), words_of(teller.vocabulary))
    return [(line.label, "\n".join([*line.words, *line.sentences, line.text]).strip()) for line in lines]
