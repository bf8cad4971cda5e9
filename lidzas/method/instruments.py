"""Short questionnaires with their licence and their way of counting: one file each, beside the method."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from lidzas.method.mistakes import listed
from lidzas.method.readers import FLAG, KEY, SHORT, STRING, TEXT, Reader, Spot, one_of, whole
from lidzas.method.tables import Table, table, tables
from lidzas.method.text import Text

MOST_ITEMS = 60
MOST_ANSWERS = 11
LARGEST = 1000


class Counting(StrEnum):
    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of an instrument; `is_reversed` counts from the other end of the scale."""

    key: str
    text: Text
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class Scoring:
    """How answers become one number. At most `may_miss` answers may be missing: their place takes the mean."""

    rule: Counting
    factor: Fraction
    lowest: Fraction
    highest: Fraction
    may_miss: int
    decimals: int


@dataclass(frozen=True, slots=True)
class Band:
    """What a number up to `up_to` asks of the staff. It is no name for anybody, and no young person sees it."""

    up_to: Fraction
    text: Text


@dataclass(frozen=True, slots=True)
class Instrument:
    key: str
    version: str
    name: Text
    intro: Text
    licence: str
    source: str
    answers: tuple[tuple[int, Text], ...]
    items: tuple[Item, ...]
    scoring: Scoring
    bands: tuple[Band, ...] = ()

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(value for value, _name in self.answers)

    def counted(self, given: Mapping[str, int]) -> tuple[int, ...]:
        """The value of every answered item, seen from the same end of the scale."""
        ends = min(self.values) + max(self.values)
        return tuple(
            ends - given[item.key] if item.is_reversed else given[item.key]
            for item in self.items
            if given.get(item.key) in self.values
        )

    def score(self, given: Mapping[str, int]) -> Decimal | None:
        """The number of these answers by item key; None where too many are missing."""
        counted, scoring = self.counted(given), self.scoring
        if not counted or len(self.items) - len(counted) > scoring.may_miss:
            return None
        mean = Fraction(sum(counted), len(counted))
        whole_form = mean if scoring.rule is Counting.MEAN else mean * len(self.items)
        return rounded(whole_form * scoring.factor, scoring.decimals)

    def band(self, score: Decimal | None) -> Text | None:
        """What this number asks of the staff, where the file says something about it."""
        if score is None:
            return None
        return next((band.text for band in self.bands if Fraction(score) <= band.up_to), None)


def rounded(number: Fraction, decimals: int) -> Decimal:
    """Half goes up, as people count; the digits shown are always the same in number."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _exact(spot: Spot) -> Fraction | None:
    value = spot.value
    if isinstance(value, int | float) and type(value) is not bool and abs(value) <= LARGEST:
        return Fraction(str(value))
    spot.refuse(f"a number from -{LARGEST} to {LARGEST}")
    return None


NUMBER = Reader(_exact, Fraction)


def read_instrument(top: Table) -> Instrument:
    answers = top.need("answer", tables("[[answer]]", _answer, least=2, most=MOST_ANSWERS))
    items = top.need("item", tables("[[item]]", _item, least=1, most=MOST_ITEMS))
    found = Instrument(
        key=top.need("key", KEY),
        version=top.need("version", SHORT),
        name=top.need("name", TEXT),
        intro=top.need("intro", TEXT),
        licence=top.need("licence", STRING),
        source=top.need("source", STRING),
        answers=answers,
        items=items,
        scoring=top.need("score", table("[score]", _scoring)),
        bands=top.may("band", tables("[[band]]", _band)) or (),
    )
    if top.has("score") and len(answers) > 1 and items:
        _check_range(top, found)
        _check_bands(top, found)
    return found


def _answer(answer: Table) -> tuple[int, Text]:
    return answer.alone("value", whole(0, 100)), answer.need("name", TEXT)


def _item(item: Table) -> Item:
    return Item(item.key(), item.need("text", TEXT), item.may("reversed", FLAG) or False)


def _scoring(score: Table) -> Scoring:
    return Scoring(
        rule=score.need("rule", one_of(Counting)),
        factor=Fraction(1) if not score.has("factor") else score.need("factor", NUMBER),
        lowest=score.need("from", NUMBER),
        highest=score.need("to", NUMBER),
        may_miss=score.need("may_miss", whole(0, MOST_ITEMS)),
        decimals=score.may("decimals", whole(0, 3)) or 0,
    )


def _band(band: Table) -> Band:
    return Band(band.need("up_to", NUMBER), band.need("text", TEXT))


def _check_range(top: Table, found: Instrument) -> None:
    """The range is written down and worked out: a slip in either shows as a difference."""
    scoring = found.scoring
    many = 1 if scoring.rule is Counting.MEAN else len(found.items)
    ends = sorted(Fraction(value) * many * scoring.factor for value in (min(found.values), max(found.values)))
    if [scoring.lowest, scoring.highest] != ends:
        words = listed([str(float(each)) for each in ends])
        top.complain("score", f"says another range than its items and answers give, which is {words}.")
    if scoring.may_miss >= len(found.items):
        top.complain("score", "lets every answer be missing; at least one has to be there.")


def _check_bands(top: Table, found: Instrument) -> None:
    places = [band.up_to for band in found.bands]
    if places != sorted(set(places)):
        top.complain("band", "has to go upwards, each band with a higher number than the one before.")
