"""What is written about a place or a person, about a talk with them, and why it could suit."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lidzas.directory.choices import OUTCOMES, Chance
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm

MOST_YEARS, MOST_PLACES = 99, 999
A_FEW_LINES = forms.Textarea(attrs={"rows": 3})
A_LINE_OR_TWO = forms.Textarea(attrs={"rows": 2})


class ListingForm(PlainForm):
    """A place, as a young person would need to know it (S1.28)."""

    name = forms.CharField(label=_("What is it called?"), max_length=120)
    chance = forms.ChoiceField(label=_("What kind is it?"), choices=Chance, widget=forms.RadioSelect)
    offer = forms.CharField(
        label=_("What is there, what can be done?"),
        help_text=_("In plain words: a young person may read it."),
        widget=A_FEW_LINES,
    )
    municipality = forms.CharField(label=_("Municipality"), max_length=80, required=False)
    where = forms.CharField(label=_("Where"), required=False, help_text=_("Street and house, or “online”."))
    way_there = forms.CharField(
        label=_("How to get there"),
        required=False,
        help_text=_("Bus or train, from which stop, how long on foot."),
        widget=A_LINE_OR_TWO,
    )
    access = forms.CharField(
        label=_("Getting in and feeling at ease"),
        required=False,
        help_text=_("Steps or a lift, how loud it is, whether one may come with somebody."),
        widget=A_LINE_OR_TWO,
    )
    contact = forms.CharField(label=_("Whom to ask, and how"), required=False, widget=A_LINE_OR_TWO)
    youngest = forms.IntegerField(
        label=_("From the age of"), required=False, min_value=0, max_value=MOST_YEARS
    )
    oldest = forms.IntegerField(
        label=_("Up to the age of"), required=False, min_value=0, max_value=MOST_YEARS
    )
    capacity = forms.IntegerField(
        label=_("For how many at once"), required=False, min_value=1, max_value=MOST_PLACES
    )
    notes = forms.CharField(
        label=_("Notes for the team"),
        required=False,
        help_text=_("Mentors and young people do not see this."),
        widget=A_LINE_OR_TWO,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checked_on"] = DayField(
            label=_("When was this last checked?"), not_after=today, initial=today
        )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        youngest, oldest = said.get("youngest"), said.get("oldest")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("oldest", _("This age is lower than the one above."))
        return said


class PersonForm(ListingForm):
    """A person, with the consent by which they are listed (S1.29)."""

    consent_words = forms.CharField(
        label=_("Who gave the consent, and how"),
        help_text=_("For example: the person, by telephone. It covers what is written here."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["consent_on"] = DayField(label=_("When was it given?"), not_after=today)


class NewListing(ListingForm):
    """A place to be added. `is_another` is asked when a similar name is known."""

    is_another = forms.BooleanField(label=_("This is another one"), required=False)


class NewPerson(PersonForm):
    is_another = forms.BooleanField(label=_("This is another one"), required=False)


class ApproachForm(PlainForm):
    """A talk with a place or person: when, what came of it (S1.30)."""

    words = forms.CharField(label=_("What came of it?"), widget=A_FEW_LINES)
    answer = forms.ChoiceField(
        label=_("How does it stand now?"),
        choices=[(each.value, each.label) for each in OUTCOMES],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_on"] = DayField(label=_("When was it?"), not_after=today, initial=today)
        self.order_fields(["asked_on", "words", "answer"])


class RemarkForm(PlainForm):
    """What a mentor adds from having been there."""

    words = forms.CharField(
        label=_("What is good to know about it?"),
        help_text=_("Mentors and the team read this. Please write nothing about a young person."),
        widget=A_FEW_LINES,
    )


class ShowForm(PlainForm):
    """A word to the young person on why it could suit."""

    why = forms.CharField(
        label=_("Why could it suit?"),
        help_text=_("The young person reads this. It may stay empty."),
        required=False,
        widget=A_FEW_LINES,
    )
