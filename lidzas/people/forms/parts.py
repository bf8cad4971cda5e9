"""What the pages of "About me" have in common: own words, who sees them, and what is kept of it all."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy

from lidzas.people.choices import Part
from lidzas.people.facts import TEXTS_OF, is_shared, portrait_of
from lidzas.people.forms.fields import UNSAID, Steps, Taps, told_truth, truth_told
from lidzas.people.models import AboutMe
from lidzas.people.queries.cards import LABELS, words_of
from lidzas.people.queries.tellers import Teller
from lidzas.ui.forms import PlainForm

YOUNG_PERSON_SHOWS = [
    ("no", gettext_lazy("Only my case manager and I")),
    ("yes", gettext_lazy("My mentor too")),
]
MENTOR_SHOWS = [
    ("no", gettext_lazy("Nobody reads it; it only helps to find a pair")),
    ("yes", gettext_lazy("A young person who might go with me")),
]


class Row(NamedTuple):
    """A field where it stands; one without the frame of a usual field is drawn by the page."""

    field: BoundField
    is_bare: bool
    is_named_by_its_ends: bool
    heading: str


class PartForm(PlainForm):
    """One part. `answers` turns what was picked into the answers that are kept."""

    part: ClassVar[Part]
    headings: Mapping[str, Any] = {}

    def __init__(self, *args: Any, about: AboutMe, teller: Teller, this_year: int, **kwargs: Any) -> None:
        self.about, self.teller, self.this_year = about, teller, this_year
        self.portrait = portrait_of(about)
        self.words = words_of(teller.vocabulary)
        texts = {name: text_field(name) for name in TEXTS_OF[self.part]}
        fields = {**self.picked(), **texts, **self.who_sees()}
        self.base_fields = fields  # type: ignore[misc] # a form of this person's own fields
        initial = (
            {name: getattr(about, name) for name in texts} | self.stands() | {"shared": self.shown_now()}
        )
        super().__init__(*args, row_version=about.version, initial=initial, **kwargs)

    def picked(self) -> dict[str, forms.Field]:
        """The fields in which something is picked."""
        return {}

    def stands(self) -> dict[str, Any]:
        """What is picked now, by the names of those fields."""
        return {}

    def answers(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    def check(self, said: Mapping[str, Any]) -> None:
        """Complain beside the fields of what does not go together."""

    def who_sees(self) -> dict[str, forms.Field]:
        """Who reads this part: asked of whoever has somebody who could."""
        if self.part is Part.WISHES or not (self.teller.is_mentee or self.teller.is_mentor):
            return {}
        choices = YOUNG_PERSON_SHOWS if self.teller.is_mentee else MENTOR_SHOWS
        return {
            "shared": forms.ChoiceField(
                label=gettext_lazy("Who can see this"),
                choices=choices,
                widget=forms.RadioSelect,
            )
        }

    def shown_now(self) -> str:
        return truth_told(is_shared(self.about, self.part, unsaid=self.teller.shows_unless_said))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        self.check(said)
        if self.errors:
            return said
        return {
            "texts": {name: said[name] for name in TEXTS_OF[self.part]},
            "answers": self.answers(said),
            "is_shared": told_truth(said.get("shared", UNSAID)),
        }

    def rows(self) -> Iterator[Row]:
        for field in self.visible_fields():
            is_bare = isinstance(field.field.widget, (Taps, Steps))
            yield Row(
                field, is_bare, isinstance(field.field.widget, Steps), str(self.headings.get(field.name, ""))
            )


def text_field(name: str) -> forms.CharField:
    return forms.CharField(label=LABELS[name], required=False, widget=forms.Textarea(attrs={"rows": 3}))


def many(label: Any, choices: list[tuple[str, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )
