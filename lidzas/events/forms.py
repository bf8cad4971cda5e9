"""What is asked about an event, by those who prepare it, come to it and were at it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.events.choices import ConsentKind, Ease, Part, Presence, Reply, Signal
from lidzas.events.facts import EventPlan, Said, SessionPlan
from lidzas.events.models import Attendance, Event, Participant, PrivateSignal, Reflection, Session
from lidzas.events.queries.people import MayCome, Needs
from lidzas.events.queries.signals import Met
from lidzas.programmes.models import Programme, Round
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm, make_room, speak_plainly

CHIPS = forms.RadioSelect
TICKS = forms.CheckboxSelectMultiple
OWN_KIND = "own"


def text_area(label: Any, help_text: Any = "", *, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


class EventForm(PlainForm):
    """What is said of an event. `rounds` is given while the round is still to be chosen."""

    round = forms.ModelChoiceField(
        label=gettext_lazy("Round"), queryset=Round.objects.none(), empty_label=None
    )
    called = forms.CharField(
        label=gettext_lazy("What is it?"),
        help_text=gettext_lazy("Your own word: camp, summer school, meeting …"),
        max_length=40,
    )
    name = forms.CharField(label=gettext_lazy("Name of the event"), max_length=120)
    starts_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(label=gettext_lazy("Last day"))
    place = forms.CharField(
        label=gettext_lazy("Place"),
        help_text=gettext_lazy("It also goes into the calendar file, so a plain address is best."),
        required=False,
    )
    getting_there = text_area(gettext_lazy("How to get there"))
    bring = text_area(gettext_lazy("What to bring"))
    practical = text_area(
        gettext_lazy("Good to know"), gettext_lazy("Whom to call, where the quiet room is.")
    )

    def __init__(self, *args: Any, programme: Programme | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if programme is None:
            del self.fields["round"]
        else:
            rounds = programme.rounds.all()
            self.fields["round"].queryset = rounds  # type: ignore[attr-defined]
            self.fields["round"].initial = rounds.first()

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is not before the first."))
        if self.errors:
            return {}
        plan = EventPlan(**{each.name: said[each.name] for each in fields(EventPlan)})
        return {"plan": plan, **({"round": said["round"]} if "round" in said else {})}


class SessionForm(PlainForm):
    """One session. A kind is a word of the method's or, last in the list, the programme's own."""

    day = forms.ChoiceField(label=gettext_lazy("Day"), widget=CHIPS)
    starts_at = forms.TimeField(label=gettext_lazy("From"))
    ends_at = forms.TimeField(label=gettext_lazy("To"))
    kind = forms.ChoiceField(label=gettext_lazy("What kind of session?"))
    own_kind = forms.CharField(
        label=gettext_lazy("Another kind, in your words"), required=False, max_length=60
    )
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=120)
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=120)
    led_by = forms.CharField(label=gettext_lazy("Led by"), required=False, max_length=120)
    has_therapist = forms.BooleanField(
        label=gettext_lazy("A certified therapist leads it"),
        help_text=gettext_lazy("Only then may it be called therapy. Otherwise it is a creative activity or a movement session."),
        required=False,
    )  # fmt: skip
    group_limit = forms.IntegerField(
        label=gettext_lazy("At most so many in the group"), required=False, min_value=1, max_value=500
    )

    def __init__(
        self,
        *args: Any,
        event: Event,
        kinds: Iterable[tuple[str, str]],
        session: Session | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        days = self.fields["day"]
        days.choices = [(day.isoformat(), date_format(day, "l, j. F")) for day in event.days]  # type: ignore[attr-defined]
        days.initial = event.starts_on.isoformat()
        own = (OWN_KIND, _("Another kind"))
        self.fields["kind"].choices = [*kinds, own]  # type: ignore[attr-defined]
        if session:
            self.initial = {each.name: getattr(session, each.name) for each in fields(SessionPlan)}
            self.initial |= {"day": session.day.isoformat(), "kind": session.kind or OWN_KIND}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        begins, ends = said.get("starts_at"), said.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", _("A session ends after it starts."))
        is_own = said.get("kind") == OWN_KIND
        if is_own and not said.get("own_kind") and "own_kind" not in self.errors:
            self.add_error("own_kind", _("Please write what kind of session it is."))
        if self.errors:
            return {}
        said |= {"day": date.fromisoformat(said["day"])}
        said |= {"kind": ""} if is_own else {"own_kind": ""}
        return {"plan": SessionPlan(**{each.name: said[each.name] for each in fields(SessionPlan)})}


class CopyEventForm(PlainForm):
    round = forms.ModelChoiceField(
        label=gettext_lazy("Round"), queryset=Round.objects.none(), empty_label=None
    )
    name = forms.CharField(label=gettext_lazy("Name of the event"), max_length=120)
    starts_on = DayField(label=gettext_lazy("First day"))

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = event.programme.rounds.all()  # type: ignore[attr-defined]
        self.initial = {"round": event.round, "name": event.name}


class CopyRoundForm(PlainForm):
    name = forms.CharField(label=gettext_lazy("Name of the round"), max_length=120)
    code = forms.SlugField(
        label=gettext_lazy("Short name"), max_length=40,
        help_text=gettext_lazy("It stands in addresses: letters a–z, digits and hyphens, for example autumn-2026."),
        error_messages={"invalid": gettext_lazy("Please use letters a–z, digits and hyphens.")},
    )  # fmt: skip
    starts_on = DayField(label=gettext_lazy("First day of the new round"))


class InviteForm(PlainForm):
    """Whom to invite, everybody to begin with."""

    young_people = forms.MultipleChoiceField(label=gettext_lazy("Young people"), widget=TICKS, required=False)
    mentors = forms.MultipleChoiceField(label=gettext_lazy("Mentors"), widget=TICKS, required=False)
    team = forms.MultipleChoiceField(label=gettext_lazy("Team"), widget=TICKS, required=False)
    parts = (("young_people", Part.MENTEE), ("mentors", Part.MENTOR), ("team", Part.STAFF))

    def __init__(self, *args: Any, people: Sequence[MayCome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.person.pk): each for each in people}
        for name, part in self.parts:
            choices = [(pk, each.person.name) for pk, each in self.people.items() if each.part is part]
            field = self.fields[name]
            field.choices, field.initial = choices, [pk for pk, _name in choices]  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        chosen = [pk for name, _part in self.parts for pk in self.cleaned_data.get(name, [])]
        if not chosen and not self.errors:
            raise forms.ValidationError(_("Please choose at least one person."))
        return {"people": [self.people[pk] for pk in chosen]}


class ReplyForm(PlainForm):
    answer = forms.ChoiceField(label=gettext_lazy("Are you coming?"), choices=Reply, widget=CHIPS)
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which days?"), required=False, widget=TICKS, coerce=date.fromisoformat
    )

    def __init__(self, *args: Any, place: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"answer": place.reply or None, "days": place.days}
        days = place.event.days
        self.fields["days"].choices = [(day.isoformat(), date_format(day, "l, j. F")) for day in days]  # type: ignore[attr-defined]
        if len(days) == 1:
            self.fields["answer"].choices = [each for each in Reply.choices if each[0] != Reply.PARTLY]  # type: ignore[attr-defined]
            del self.fields["days"]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("answer") == Reply.PARTLY and not said.get("days") and "days" not in self.errors:
            self.add_error("days", _("On which days do you come? Please choose at least one."))
        return {"answer": said.get("answer"), "days": said.get("days", [])}


class NeedsForm(PlainForm):
    """What somebody needs, and two consents, each by itself and none of them ticked beforehand."""

    food = text_area(gettext_lazy("Food"), gettext_lazy("What you do not eat, or cannot."), rows=2)
    sleep = text_area(gettext_lazy("Sleep"), gettext_lazy("For example a room of your own."), rows=2)
    quiet = text_area(
        gettext_lazy("Quiet and rest"), gettext_lazy("What helps when it gets too much."), rows=2
    )
    travel = text_area(gettext_lazy("Getting there"), gettext_lazy("From where, and how."), rows=2)
    photos = forms.BooleanField(label=ConsentKind.PHOTOS.label, required=False)
    emergency = forms.BooleanField(label=ConsentKind.EMERGENCY.label, required=False)
    emergency_contact = forms.CharField(label=gettext_lazy("Whom to call, and the number"), required=False)
    words = ("food", "sleep", "quiet", "travel", "emergency_contact")

    def __init__(self, *args: Any, needs: Needs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(needs.place, name) for name in self.words}
        self.initial |= {kind.value: kind in needs.allowed for kind in ConsentKind}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("emergency") and not said.get("emergency_contact") and not self.errors:
            self.add_error("emergency_contact", _("Whom may we call? A name and a number are enough."))
        return {
            **{name: said.get(name, "") for name in self.words},
            "consents": {kind: said.get(kind.value, False) for kind in ConsentKind},
        }


class AttendanceForm(PlainForm):
    """Everybody in one list, one tap each.

    Beside every answer the form sends back what it showed, so that only what somebody changed is written: two
    people can mark at once, and neither loses the other's ticks.
    """

    def __init__(
        self, *args: Any, places: Sequence[Participant], marks: Mapping[UUID, Attendance], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for place in places:
            mark = marks.get(place.pk)
            stands = mark.presence if mark else ""
            self.fields[f"there_{place.pk}"] = forms.ChoiceField(
                label=place.person.name, choices=Presence, widget=CHIPS, required=False, initial=stands
            )
            self.fields[f"shown_{place.pk}"] = forms.ChoiceField(
                choices=[("", ""), *Presence.choices],
                widget=forms.HiddenInput,
                required=False,
                initial=stands,
            )

    def rows(self) -> list[tuple[Participant, BoundField]]:
        return [(place, self[f"there_{place.pk}"]) for place in self.places]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        marks = {
            place.pk: Presence(word)
            for place in self.places
            if (word := said.get(f"there_{place.pk}")) and word != said.get(f"shown_{place.pk}")
        }
        return {"marks": marks, "rest_is_here": "everybody" in self.data}


class LeftForm(PlainForm):
    left_on = forms.TypedChoiceField(
        label=gettext_lazy("Which day did they go home?"), required=False, coerce=date.fromisoformat,
        empty_value=None, widget=CHIPS,
    )  # fmt: skip

    def __init__(self, *args: Any, place: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [(day.isoformat(), date_format(day, "l, j. F")) for day in place.event.days]
        self.fields["left_on"].choices = [("", _("Stayed to the end")), *days]  # type: ignore[attr-defined]
        self.initial = {"left_on": place.left_on.isoformat() if place.left_on else ""}


class ObserveForm(PlainForm):
    """What was seen, apart from what it may mean (S1.08, S2.20)."""

    session = forms.ChoiceField(label=gettext_lazy("During which session?"), required=False)
    seen_on = DayField(label=gettext_lazy("When?"))
    spoken = text_area(gettext_lazy("What I heard"), gettext_lazy("Said in words: who said what, to whom."))
    unspoken = text_area(
        gettext_lazy("What I saw"), gettext_lazy("Without words: what somebody did, where they stood.")
    )
    meaning = text_area(
        gettext_lazy("What it may mean"), gettext_lazy("Your interpretation. It may be wrong.")
    )

    def __init__(
        self, *args: Any, sessions: Sequence[tuple[Session, str]], since: date, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = {str(session.pk): session for session, _name in sessions}
        names = [(str(session.pk), name) for session, name in sessions]
        self.fields["session"].choices = [("", _("At another time")), *names]  # type: ignore[attr-defined]
        seen_on = self.fields["seen_on"]
        seen_on.not_before, seen_on.not_after = since, today  # type: ignore[attr-defined]
        seen_on.initial = today

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        session = self.sessions.get(said.get("session", ""))
        words = {name: said.get(name, "") for name in ("spoken", "unspoken", "meaning")}
        return {"session": session, "seen_on": said.get("seen_on"), **words}


class PairForm(PlainForm):
    has_met = forms.TypedChoiceField(
        label=gettext_lazy("Have they met?"), coerce=lambda word: word == "yes", widget=CHIPS,
        choices=[("yes", gettext_lazy("They have met")), ("no", gettext_lazy("Not that I know"))],
    )  # fmt: skip
    ease = forms.TypedChoiceField(
        label=gettext_lazy("How did contact look?"), coerce=lambda word: Ease(int(word)), empty_value=None,
        choices=[("", gettext_lazy("I did not see it")), *[(str(value), label) for value, label in Ease.choices]],
        widget=CHIPS, required=False,
    )  # fmt: skip


class SignalsForm(PlainForm):
    """How it feels with each person met. Each can be left out."""

    def __init__(
        self, *args: Any, met: Sequence[Met], given: Mapping[UUID, PrivateSignal], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.met = met
        for other in met:
            stands = given.get(other.person_id)
            self.fields[f"signal_{other.person_id}"] = forms.ChoiceField(
                label=_("Could you imagine going on together?"), choices=Signal, widget=CHIPS, required=False,
                initial=stands.signal if stands else None,
            )  # fmt: skip
            self.fields[f"why_{other.person_id}"] = forms.CharField(
                label=_("Why, if you want to say"), required=False, initial=stands.why if stands else ""
            )

            why = self.fields[f"why_{other.person_id}"]
            speak_plainly(why)
            make_room(why)  # type: ignore[arg-type]

    def rows(self) -> list[tuple[Met, BoundField, BoundField]]:
        return [(met, self[f"signal_{met.person_id}"], self[f"why_{met.person_id}"]) for met in self.met]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        found = {}
        for other in self.met:
            signal, why = said.get(f"signal_{other.person_id}"), said.get(f"why_{other.person_id}", "")
            if signal:
                found[other] = Said(Signal(signal), why)
            elif why:
                self.add_error(f"signal_{other.person_id}", _("Please choose one of the three, too."))
        return {"said": found}


class ReflectForm(PlainForm):
    """Three things, each of which can be left empty."""

    liked = text_area(gettext_lazy("What was good?"))
    noticed = text_area(gettext_lazy("What did you notice about yourself or others?"))
    next_time = text_area(gettext_lazy("What would you like another time?"))
    is_shared = forms.BooleanField(label=gettext_lazy("Share it"), required=False)

    def __init__(self, *args: Any, kept: Reflection | None, shared_with: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_shared"].label = shared_with
        if kept:
            self.initial = {name: getattr(kept, name) for name in self.fields}
        if not shared_with:
            del self.fields["is_shared"]

    def clean(self) -> dict[str, Any]:
        return {"is_shared": False, **self.cleaned_data}
