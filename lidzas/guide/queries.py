"""The methods that are shipped, and the exercise that is made of one."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode
from zlib import crc32

from django.conf import settings
from django.utils.translation import gettext

from lidzas.accounts.models import User
from lidzas.guide.choices import GameKind, Verdict
from lidzas.guide.facts import COLUMNS, column_name, column_of, say
from lidzas.method import Card, Method, MethodFaulty, Role, Text, read_method
from lidzas.programmes.models import Programme
from lidzas.ui.pictures import Walked

NOWHERE = "0"
HANDFUL = 8
ALL = "all"
LIST = "list"
logger = logging.getLogger("lidzas.guide")


def shipped_methods() -> dict[str, Method]:
    """The methods of this installation by their codes; each is read once in a process."""
    return _methods_in(settings.LIDZAS_METHODS)


@cache
def _methods_in(folder: Path) -> dict[str, Method]:
    methods: dict[str, Method] = {}
    for file in sorted(folder.glob("*/method.toml")):
        try:
            method = read_method(file.parent)
        except MethodFaulty as faulty:
            logger.error("The method in %s is left out of the guide: %s", file.parent.name, faulty)
        else:
            methods.setdefault(method.code, method)
    return methods


@dataclass(frozen=True, slots=True)
class Choice:
    """Which method a visitor reads, and as whom."""

    method: Method
    role: Role | None
    is_first_method: bool

    def query(self, **changes: str) -> str:
        """What keeps the choice from page to page, in part changed."""
        method = "" if self.is_first_method else self.method.code
        return query(**{"m": method, "role": self.role.key if self.role else "", **changes})


def choice_of(asked: Mapping[str, str]) -> Choice | None:
    """What the address of a page asks for; a role the method does not know is nobody's."""
    methods = shipped_methods()
    first = next(iter(methods), "")
    method = methods.get(asked.get("m") or first)
    if method is None:
        return None
    role = next((role for role in method.roles if role.key == asked.get("role")), None)
    return Choice(method, role, method.code == first)


@dataclass(frozen=True, slots=True)
class Link:
    """A way from page to page, with what a reader chose kept in its address."""

    label: str
    url: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage on a way that nobody has walked yet."""

    name: Text
    url: str
    state: Walked = Walked.AHEAD


def query(**parts: str | int) -> str:
    """The part of an address after the page, without what is empty."""
    asked = {name: part for name, part in parts.items() if part}
    return f"?{urlencode(asked)}" if asked else ""


def is_untouched() -> bool:
    """Whether the installation still waits for its first person."""
    return not User.objects.filter(is_active=True).exists() and not Programme.objects.exists()


def is_for_practice() -> bool:
    """Whether everybody here is invented."""
    return Programme.objects.filter(is_practice=True).exists()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slip may be put."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A card in play. `fits` are the best places, `also` those that may be argued for."""

    name: str
    text: str
    fits: tuple[str, ...]
    also: tuple[str, ...]
    feedback: str
    is_for_talk: bool

    def verdict(self, place: str) -> Verdict:
        if place in self.fits:
            return Verdict.FITS
        return Verdict.ALSO if place in self.also else Verdict.AGAIN


@dataclass(frozen=True, slots=True)
class Game:
    kind: GameKind
    places: tuple[Place, ...]
    slips: tuple[Slip, ...]
    handful: int = HANDFUL

    @property
    def hands(self) -> tuple[tuple[Slip, ...], ...]:
        """All slips dealt into handfuls, each with slips from everywhere.

        They look shuffled and yet are the same for everybody, so that a group can talk about them.
        """
        count = -(-len(self.slips) // self.handful)
        return tuple(_mixed(self.slips[first::count]) for first in range(count))

    def names(self, places: Iterable[str]) -> str:
        """What these places are called, in the order of the page."""
        return ", ".join(place.name for place in self.places if place.key in places)


def _mixed(slips: tuple[Slip, ...]) -> tuple[Slip, ...]:
    return tuple(sorted(slips, key=lambda slip: crc32(slip.name.encode())))


def games_of(method: Method) -> dict[str, Game]:
    """The ways of playing for which the method has something to sort (S6.01)."""
    games = (_stages_game(method), _people_game(method), _questions_game(method))
    return {game.kind: game for game in games if game.slips}


def _stages_game(method: Method) -> Game:
    places = (Place(stage.key, say(stage.name)) for stage in method.stages)
    slips = (_slip(card, fits=card.stages[:1] or (NOWHERE,), also=card.stages[1:]) for card in method.cards)
    return Game(GameKind.STAGES, (*places, *_nowhere(method)), tuple(slips))


def _people_game(method: Method) -> Game:
    places = (Place(key, column_name(method, key)) for key in reversed(COLUMNS))
    slips = (_slip(card, fits=_columns(method, card) or (NOWHERE,)) for card in method.cards)
    return Game(GameKind.PEOPLE, (*places, *_nowhere(method)), tuple(slips))


def _columns(method: Method, card: Card) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column_of(method.role(key)) for key in card.roles))


def _nowhere(method: Method) -> Iterator[Place]:
    if method.nowhere is not None:
        yield Place(NOWHERE, say(method.nowhere))


def _slip(card: Card, *, fits: tuple[str, ...], also: tuple[str, ...] = ()) -> Slip:
    return Slip(f"card{card.number}", say(card.text), fits, also, say(card.feedback), card.discuss)


def _questions_game(method: Method) -> Game:
    """The questions of the closing talk among those that are asked before there is a mentor."""
    if not (method.questions and method.readings):
        return Game(GameKind.QUESTIONS, (), ())
    places = (
        Place("closing", gettext("The closing talk")),
        Place("readiness", gettext("Is it the right time for a mentor?")),
    )
    feedback = {
        "closing": gettext("It is one of the questions of the closing talk."),
        "readiness": gettext("It is asked when readiness for a mentor is talked about."),
    }
    asked = [
        *(("closing", question.text) for question in method.questions),
        *(("readiness", reading.text) for reading in method.readings),
    ]
    slips = tuple(
        Slip(f"question{number}", say(text), (talk,), (), feedback[talk], is_for_talk=False)
        for number, (talk, text) in enumerate(asked, 1)
    )
    return Game(GameKind.QUESTIONS, places, slips, handful=len(slips))


@dataclass(frozen=True, slots=True)
class Play:
    """What lies on the table: one game, a handful of its cards or all of them, as cards or as lists."""

    choice: Choice
    game: Game
    hand: str
    is_list: bool

    @property
    def slips(self) -> tuple[Slip, ...]:
        hands = self.game.hands
        return self.game.slips if self.hand == ALL else hands[int(self.hand) - 1]

    @property
    def next_hand(self) -> str:
        """The handful that follows; after the last one there is none, and neither after all."""
        is_last = self.hand == ALL or int(self.hand) == len(self.game.hands)
        return "" if is_last else str(int(self.hand) + 1)

    @property
    def kept(self) -> dict[str, str]:
        """What the form sends along with the answers."""
        kept = {"by": self.game.kind.value, "hand": self.hand, "as": LIST if self.is_list else ""}
        return dict(parse_qsl(self.choice.query(**kept).removeprefix("?")))

    def query(self, **changes: str) -> str:
        return query(**{**self.kept, **changes})


def play_of(choice: Choice, asked: Mapping[str, str]) -> Play | None:
    """What the address asks for, or the nearest to it; None where the method has nothing to sort."""
    games = games_of(choice.method)
    game = games.get(asked.get("by", "")) or next(iter(games.values()), None)
    if game is None:
        return None
    hands = [str(number) for number in range(1, len(game.hands) + 1)]
    hand = asked.get("hand", "")
    return Play(choice, game, hand if hand in (*hands, ALL) else "1", asked.get("as") == LIST)
