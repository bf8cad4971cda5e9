"""The sorting exercise as a form: one answer for each card."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from lidzas.guide.choices import Verdict
from lidzas.guide.queries import Play, Slip
from lidzas.ui.forms import PlainForm, speak_plainly


@dataclass(frozen=True, slots=True)
class Row:
    """A card with its answer, and what is said of it once the answers have been looked at."""

    slip: Slip
    field: BoundField
    verdict: Verdict | None
    places: str


class SortingForm(PlainForm):
    """Every card may be left where it is; nothing that is answered is kept."""

    def __init__(self, answers: Mapping[str, str] | None, *, play: Play) -> None:
        super().__init__(answers)
        self.play = play
        places = [("", _("Choose a place")), *((place.key, place.name) for place in play.game.places)]
        for slip in play.slips:
            field = forms.ChoiceField(label=slip.text, choices=places, required=False)
            speak_plainly(field)
            self.fields[slip.name] = field

    @cached_property
    def rows(self) -> list[Row]:
        return [
            Row(slip, self[slip.name], self._verdict(slip), self.play.game.names((*slip.fits, *slip.also)))
            for slip in self.play.slips
        ]

    def _verdict(self, slip: Slip) -> Verdict | None:
        answer = self.cleaned_data.get(slip.name) if self.is_bound and self.is_valid() else ""
        return slip.verdict(answer) if answer else None

    @property
    def verdicts(self) -> set[Verdict]:
        return {row.verdict for row in self.rows if row.verdict}

    @property
    def is_all_placed(self) -> bool:
        return all(row.verdict for row in self.rows)
