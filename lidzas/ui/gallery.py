"""What the gallery shows in its parts: people, days and words of nobody in particular."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.ui import icons
from lidzas.ui.forms import PlainForm
from lidzas.ui.pictures import Walked
from lidzas.ui.widgets import ChoiceCards, Scale

SKIPS = ("dont_know", "dont_say")
LEVELS = [
    ("1", gettext_lazy("I have nowhere safe to live")),
    ("2", gettext_lazy("I live in a place that may end soon")),
    ("3", gettext_lazy("I have a place, and there are difficulties")),
    ("4", gettext_lazy("I have a good place, and I get help with it")),
    ("5", gettext_lazy("I have a good place and manage it well")),
    ("dont_know", gettext_lazy("I do not know")),
    ("dont_say", gettext_lazy("I do not want to say")),
]
WAYS = [
    ("mentor", gettext_lazy("Yes, let us look for a mentor")),
    ("later", gettext_lazy("Not yet – first we prepare")),
    ("other", gettext_lazy("Another way")),
]
HINTS = {
    "mentor": gettext_lazy("We choose together, and you can say no."),
    "later": gettext_lazy("We look at it again in a few weeks."),
    "other": gettext_lazy("An internship, volunteering or a group."),
}
LED = [
    ("mentee", gettext_lazy("The young person")),
    ("both", gettext_lazy("Both")),
    ("mentor", gettext_lazy("The mentor")),
]
MEANS = [
    ("in_person", gettext_lazy("In person")),
    ("phone", gettext_lazy("Phone call")),
    ("message", gettext_lazy("Text message")),
]


class SampleForm(PlainForm):
    """One field of every kind."""

    what = forms.CharField(
        label=gettext_lazy("What did you do?"), help_text=gettext_lazy("A few words are enough.")
    )
    note = forms.CharField(label=gettext_lazy("Short note"), required=False, widget=forms.Textarea)
    held_on = forms.DateField(label=gettext_lazy("When was it?"))
    starts_at = forms.TimeField(label=gettext_lazy("At what time?"), required=False)
    minutes = forms.IntegerField(label=gettext_lazy("How many minutes?"), min_value=1, max_value=600)
    means = forms.ChoiceField(label=gettext_lazy("How did you meet?"), choices=MEANS)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    led_by = forms.ChoiceField(label=gettext_lazy("Who led today?"), choices=LED, widget=forms.RadioSelect)
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("How to reach me"),
        choices=MEANS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Is this the right time for a mentor?"),
        choices=WAYS,
        widget=ChoiceCards(hints=HINTS),
    )
    housing = forms.ChoiceField(label=gettext_lazy("Where I live"), choices=LEVELS, widget=Scale(skips=SKIPS))
    agrees = forms.BooleanField(
        label=gettext_lazy("I have read this and I agree"),
        help_text=gettext_lazy("You can take it back at any time."),
    )


@dataclass(frozen=True, slots=True)
class Sample:
    """Whatever a part asks of an object."""

    name: str = ""
    state: str = ""
    url: str = ""
    label: str = ""
    text: str = ""
    number: str = ""
    when: str = ""
    count: int = 0
    is_here: bool = False
    is_done: bool = False
    danger: bool = False


def stages(here: int) -> list[Sample]:
    names = (_("Getting to know each other"), _("Goals and plan"), _("Doing"), _("Closing"), _("Moving on"))
    return [
        Sample(
            name=name,
            state=Walked.WALKED if place < here else Walked.HERE if place == here else Walked.AHEAD,
        )
        for place, name in enumerate(names)
    ]


def days() -> dict[str, Any]:
    now = timezone.localtime()
    today = now.date()
    return {
        "now": now,
        "days": [today + timedelta(days=away) for away in (-1, 0, 1, 3, 40)],
        "soon": today + timedelta(days=2),
        "before": today - timedelta(days=3),
    }


def ways() -> dict[str, Any]:
    return {
        "beginning": stages(0),
        "midway": stages(2),
        "walked": stages(5),
        "tabs": [
            Sample(label=_("Overview"), url="#tabs", is_here=True),
            Sample(label=_("Plan"), url="#tabs"),
            Sample(label=_("Meetings"), url="#tabs", count=2),
        ],
        "nav": [
            Sample(label=_("Today"), url="#nav", is_here=True, count=3),
            Sample(label=_("My plan"), url="#nav"),
            Sample(label=_("Meetings"), url="#nav"),
            Sample(label=_("People"), url="#nav"),
        ],
    }


def shown_in_gallery() -> dict[str, Any]:
    return {
        **days(),
        **ways(),
        "icons": icons.NAMES,
        "facts": [
            (_("Mentor"), "Māris Ozols"),
            (_("Next meeting"), _("Thursday 15:00, the library")),
            (_("Contact"), _("A message in the evening is best.")),
        ],
        "steps": [
            Sample(text=_("Write a message"), is_done=True),
            Sample(text=_("Call once, at a time that suits")),
            Sample(text=_("Ask the case manager what to do next")),
        ],
        "lines": [
            Sample(number="113", name=_("Danger to life"), when=_("Day and night, free"), danger=True),
            Sample(number="116 123", name=_("Someone will listen"), when=_("Day and night, free")),
        ],
        "people": [
            "Elza Kalniņa",
            "Māris Ozols",
            "Gunta Liepa",
            "Pēteris Vītols",
            "Anna Bērziņa",
            "Ģirts Ķēniņš",
        ],
        "tones": ("plain", "quiet", "accent", "caution"),
        "hidden": {"answer": "yes"},
    }
