"""What is asked about a meeting or a contact: little, and most of it by one tap."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.meetings.choices import Channel, Lead, MeetingKind, NoteFor, WithWhom
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm

CHIPS = forms.RadioSelect
USUAL_LENGTHS = (30, 45, 60, 90)
MOST_HOURS_AT_ONCE = 100


def moment_of(day: date, at: time) -> datetime:
    """The moment people mean by a day and a time where the programme is."""
    return datetime.combine(day, at, tzinfo=get_current_timezone())


class WhenForm(PlainForm):
    """A day and a time ahead, together or not at all."""

    day_name, time_name = "day", "time"

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.day_name].not_before = today  # type: ignore[attr-defined]

    def when(self) -> datetime | None:
        """The moment given, or None; half a moment is a mistake of the field that is missing."""
        day, at = self.cleaned_data.get(self.day_name), self.cleaned_data.get(self.time_name)
        if day and at:
            return moment_of(day, at)
        if day and self.time_name not in self.errors:
            self.add_error(self.time_name, _("Please write a time."))
        if at and self.day_name not in self.errors:
            self.add_error(self.day_name, _("Please choose a day."))
        return None


class PlanForm(WhenForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of meeting?"),
        choices=MeetingKind,
        initial=MeetingKind.MEETING,
        widget=CHIPS,
    )
    day = DayField(label=gettext_lazy("Day"))
    time = forms.TimeField(label=gettext_lazy("Time"))
    place = forms.CharField(label=gettext_lazy("Place"), required=False)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"kind": said.get("kind"), "planned_for": self.when(), "place": said.get("place", "")}


class MoveForm(WhenForm):
    day = DayField(label=gettext_lazy("New day"))
    time = forms.TimeField(label=gettext_lazy("New time"))
    place = forms.CharField(label=gettext_lazy("Place"), required=False)

    def clean(self) -> dict[str, Any]:
        return {"planned_for": self.when(), "place": self.cleaned_data.get("place", "")}


class NotThisTimeForm(WhenForm):
    """When instead. The young person owes nobody a reason."""

    day = DayField(label=gettext_lazy("Another day"), required=False)
    time = forms.TimeField(label=gettext_lazy("Time"), required=False)
    not_fixed_reason = forms.CharField(label=gettext_lazy("Not fixed yet, because …"), required=False)

    def __init__(self, *args: Any, is_mine: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_mine = is_mine
        if is_mine:
            self.fields["not_fixed_reason"].label = _("Anything you want to say about it")

    def clean(self) -> dict[str, Any]:
        reason = self.cleaned_data.get("not_fixed_reason", "")
        if self.is_mine:
            reason = reason or _("The young person says: we agree on it later.")
        return {"next_for": self.when(), "not_fixed_reason": reason}


class LogForm(WhenForm):
    """A meeting that took place, and the next one (S2.36). `is_next_fixed` says whether one stands already."""

    day_name, time_name = "next_day", "next_time"

    kind = forms.ChoiceField(label=gettext_lazy("What was it?"), choices=MeetingKind, widget=CHIPS)
    held_on = DayField(label=gettext_lazy("When?"))
    length = forms.ChoiceField(
        label=gettext_lazy("How long? In minutes"),
        choices=[(str(minutes), str(minutes)) for minutes in USUAL_LENGTHS],
        widget=CHIPS,
        error_messages={"required": gettext_lazy("Please say how long you met.")},
    )
    other_length = forms.IntegerField(
        label=gettext_lazy("Other length, in minutes"), min_value=1, max_value=24 * 60, required=False
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How?"), choices=Channel, initial=Channel.IN_PERSON, widget=CHIPS
    )
    who_led = forms.ChoiceField(
        label=gettext_lazy("Who led today?"), choices=Lead, widget=CHIPS, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Short note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    note_for = forms.ChoiceField(
        label=gettext_lazy("Who reads the note?"), choices=NoteFor, initial=NoteFor.ALL, widget=CHIPS
    )
    next_day = DayField(label=gettext_lazy("Day"), required=False)
    next_time = forms.TimeField(label=gettext_lazy("Time"), required=False)
    next_place = forms.CharField(label=gettext_lazy("Place"), required=False)
    not_fixed_reason = forms.CharField(label=gettext_lazy("Not fixed yet, because …"), required=False)

    def __init__(
        self,
        *args: Any,
        today: date,
        opened_on: date,
        is_next_fixed: Callable[[date, str], bool],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.is_next_fixed = is_next_fixed
        self.fields["length"].required = not self["other_length"].value()
        self.fields["held_on"].not_before = opened_on  # type: ignore[attr-defined]
        self.fields["held_on"].not_after = today  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        minutes, next_for, reason = self.minutes(), self.when(), said.get("not_fixed_reason", "")
        if not self.errors and next_for is None and not reason.strip():
            self.want_next(said["held_on"], said["kind"])
        names = ("kind", "held_on", "channel", "who_led", "note", "note_for", "next_place")
        told = {name: said.get(name, "") for name in names}
        return {**told, "minutes": minutes, "next_for": next_for, "not_fixed_reason": reason}

    def minutes(self) -> int:
        """The number typed, or the one tapped."""
        said = self.cleaned_data
        return int(said.get("other_length") or said.get("length") or 0)

    def want_next(self, held_on: date, kind: str) -> None:
        if not self.is_next_fixed(held_on, kind):
            self.add_error("next_day", _("When do you meet next? If that is not known yet, please say why."))


class ContactForm(PlainForm):
    """A contact of the case manager: with whom, how, and whether it came about (S2.25)."""

    with_whom = forms.ChoiceField(
        label=gettext_lazy("With whom?"), choices=WithWhom, initial=WithWhom.MENTEE, widget=CHIPS
    )
    held_on = DayField(label=gettext_lazy("When?"))
    channel = forms.ChoiceField(label=gettext_lazy("How?"), choices=Channel, widget=CHIPS)
    reached = forms.TypedChoiceField(
        label=gettext_lazy("How did it go?"),
        choices=[("yes", gettext_lazy("We were in touch")), ("no", gettext_lazy("No answer this time"))],
        coerce=lambda answer: answer == "yes",
        widget=CHIPS,
    )
    note = forms.CharField(
        label=gettext_lazy("Short note"),
        help_text=gettext_lazy("The young person can read this."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, today: date, opened_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].not_before = opened_on  # type: ignore[attr-defined]
        self.fields["held_on"].not_after = today  # type: ignore[attr-defined]


class ShareForm(PlainForm):
    """Whether a later mentor reads a note; sent by a button."""

    shared = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda answer: answer == "yes")


class ExtendForm(PlainForm):
    """More support time than the limit, with the reason (S3.35)."""

    hours = forms.DecimalField(
        label=gettext_lazy("How many hours more?"),
        min_value=0.5,
        max_value=MOST_HOURS_AT_ONCE,
        decimal_places=1,
    )
    reason = forms.CharField(label=gettext_lazy("Why?"), widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        hours = self.cleaned_data.get("hours", 0)
        return {"minutes": int(hours * 60), "reason": self.cleaned_data.get("reason", "")}
