"""A measurement beside the instrument it was made with."""

from dataclasses import dataclass
from decimal import Decimal

from lidzas.assessments.models import Measurement
from lidzas.method import Instrument, Text
from lidzas.method.instruments import rounded


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement beside the instrument it was made with, and the number it comes to."""

    row: Measurement
    instrument: Instrument | None

    @property
    def total(self) -> Decimal | str | None:
        return self.instrument.score(self.row.answers) if self.instrument else self.row.total

    @property
    def highest(self) -> Decimal | None:
        """The most that the instrument can come to."""
        scoring = self.instrument.scoring if self.instrument else None
        return rounded(scoring.highest, scoring.decimals) if scoring else None

    @property
    def reading(self) -> Text | None:
        """What the number asks of the staff; nothing where it is a bare total."""
        return self.instrument.band(self.instrument.score(self.row.answers)) if self.instrument else None

    @property
    def said(self) -> tuple[tuple[Text, Text], ...]:
        """Every answered sentence with its answer in words, in the order of the form."""
        if self.instrument is None:
            return ()
        names = dict(self.instrument.answers)
        return tuple(
            (item.text, names[self.row.answers[item.key]])
            for item in self.instrument.items
            if self.row.answers.get(item.key) in names
        )
