"""What is asked about a life area, about an assessment as a whole, and about a mentor."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.assessments.choices import Certainty, Outcome, Stance, Voice
from lidzas.assessments.facts import IN_WORDS, Question, asked_of
from lidzas.assessments.facts.readiness import PlannedStep, lacking
from lidzas.assessments.models import Answer, PreparationStep
from lidzas.method import Instrument, Word
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm, speak_plainly
from lidzas.ui.templatetags.ui import in_language
from lidzas.ui.widgets import ChoiceCards, Scale

STEPS = 5
TO_YOU = {
    "choice": gettext_lazy("Which sentence fits you best now?"),
    "own_words": gettext_lazy("In your own words"),
    "conditions": gettext_lazy("What around you makes it harder or easier?"),
    "possible_now": gettext_lazy("What could work out now?"),
    "possible_later": gettext_lazy("What could come later?"),
    "independence": gettext_lazy("How does it go now?"),
    "help_what": gettext_lazy("What help would be good?"),
    "help_from": gettext_lazy("From whom?"),
}


class AnswerForm(PlainForm):
    """One area for one voice. Levels and the three kinds of no answer are choices of one question."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Which sentence fits best now?"), required=False, widget=Scale
    )
    own_words = forms.CharField(label=gettext_lazy("In a few words"), required=False, widget=forms.Textarea)
    conditions = forms.CharField(
        label=gettext_lazy("What lies outside the person"),
        help_text=gettext_lazy("For example: one bus a day, no internet, a service far away."),
        required=False, widget=forms.Textarea,
    )  # fmt: skip
    possible_now = forms.CharField(
        label=gettext_lazy("What is possible now"), required=False, widget=forms.Textarea
    )
    possible_later = forms.CharField(
        label=gettext_lazy("What is possible later"), required=False, widget=forms.Textarea
    )
    wants_to_work = forms.BooleanField(label=gettext_lazy("I want to work on this"), required=False)
    evidence = forms.CharField(
        label=gettext_lazy("What this rests on"),
        help_text=gettext_lazy("What was seen or heard, apart from what it may mean."),
        required=False,
        widget=forms.Textarea,
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("How sure is this?"), choices=Certainty, required=False, widget=forms.RadioSelect
    )
    independence = forms.ChoiceField(
        label=gettext_lazy("How independently does it go?"), required=False, widget=forms.RadioSelect
    )
    help_what = forms.CharField(label=gettext_lazy("What help is needed?"), required=False)
    help_from = forms.CharField(label=gettext_lazy("From whom?"), required=False)

    def __init__(
        self,
        *args: Any,
        asked: Question,
        voice: Voice,
        kind: str,
        said: Answer | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=as_typed(said), row_version=said.version if said else 0, **kwargs)
        levels = [
            (str(number), in_language(words)) for number, words in enumerate(asked.area.levels, start=1)
        ]
        skips = [(key.value, in_language(words)) for key, words in asked.form.skips]
        choice, independence = self.fields["choice"], self.fields["independence"]
        choice.choices = levels + skips  # type: ignore[attr-defined]
        choice.widget.skips = {key for key, _words in skips}
        independence.choices = [  # type: ignore[attr-defined]
            (key.value, in_language(words)) for key, words in asked.form.independence
        ]
        if voice is Voice.MENTEE:
            for name, label in TO_YOU.items():
                self.fields[name].label = label
        for name in self.fields.keys() - {"choice", *asked_of(voice, kind, asked.area)}:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        choice = said.pop("choice", "")
        if not (self.errors or choice or any(said.get(name) for name in IN_WORDS)):
            self.add_error(
                "choice",
                _("Please choose an answer or write a few words. You can also go on without an answer."),
            )
        is_level = choice.isdigit()
        return {**said, "level": int(choice) if is_level else None, "skipped": "" if is_level else choice}


def as_typed(said: Answer | None) -> dict[str, object]:
    """What an answer looks like in the form."""
    if said is None:
        return {}
    names = (*IN_WORDS, "certainty", "wants_to_work", "independence", "help_what", "help_from")
    return {"choice": str(said.level or said.skipped), **{name: getattr(said, name) for name in names}}


class CloseForm(PlainForm):
    """The case manager's view of the whole, before the form is locked."""

    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        help_text=gettext_lazy("Strengths first. Then: what is possible now, and what later."),
        widget=forms.Textarea,
    )


class NoteForm(PlainForm):
    text = forms.CharField(label=gettext_lazy("What ought to be added or put right"), widget=forms.Textarea)


class OwnViewForm(PlainForm):
    """What the young person says about a mentor."""

    stance = forms.ChoiceField(
        label=gettext_lazy("What do you think now?"), choices=Stance, widget=ChoiceCards(hints={
            Stance.WILLING: gettext_lazy("We look for somebody who suits you."),
            Stance.NOT_YET: gettext_lazy("That is fine. You keep your place."),
            Stance.TALK_FIRST: gettext_lazy("You ask, we answer. Nothing is decided."),
        }),
    )  # fmt: skip
    words = forms.CharField(label=gettext_lazy("In your own words"), required=False, widget=forms.Textarea)


class ReadinessForm(PlainForm):
    """The decision on a mentor. It checks what its outcome needs; `decide_readiness` keeps it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Is this the right time for a mentor?"), choices=Outcome, widget=ChoiceCards(hints={
            Outcome.READY: gettext_lazy("With a choice that the young person makes, too. A no is possible at any time."),
            Outcome.NOT_YET: gettext_lazy("With steps on the way and a day to look again. The place in the programme stays."),
            Outcome.ANOTHER_WAY: gettext_lazy("With a place, somebody who supports, goals, and a day to look again."),
        }),
    )  # fmt: skip
    reasons = forms.CharField(
        label=gettext_lazy("Reasons"), help_text=gettext_lazy("In words the young person can read."),
        widget=forms.Textarea,
    )  # fmt: skip
    evidence = forms.CharField(
        label=gettext_lazy("What the contacts showed"), help_text=gettext_lazy("When, how, what was said or done."),
        required=False, widget=forms.Textarea,
    )  # fmt: skip
    review_on = DayField(label=gettext_lazy("We look at it again on"), required=False)
    place = forms.CharField(label=gettext_lazy("Where"), required=False)
    supporter = forms.CharField(label=gettext_lazy("Who supports there"), required=False)
    goals = forms.CharField(label=gettext_lazy("What it is for"), required=False, widget=forms.Textarea)
    begins_on = DayField(label=gettext_lazy("From"), required=False)
    ends_on = DayField(label=gettext_lazy("Until"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def step_rows(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """The fields of every step that can be written here: what, with whom, by when."""
        return [(self[what], self[with_whom], self[by_day]) for what, with_whom, by_day in STEP_FIELDS]

    def clean(self) -> dict[str, Any]:
        said, unclear = self.cleaned_data, set(self.errors)
        planned = self.planned_steps()
        kept = {name: value for name, value in said.items() if not name.startswith("step_")}
        kept["steps"] = planned
        for name, sentence in lacking(said.get("outcome", ""), kept, decided_on=self.today):
            if name not in unclear:
                self.add_error(name, sentence)
        return kept

    def planned_steps(self) -> list[PlannedStep]:
        """The steps that were written; one that has only a person or a day is asked for its words."""
        said, found = self.cleaned_data, []
        for what, with_whom, by_day in STEP_FIELDS:
            step = PlannedStep(said.get(what, ""), said.get(with_whom, ""), said.get(by_day))
            if step.what:
                found.append(step)
            elif step.with_whom or step.by_day:
                self.add_error(what, _("Please write what is to be done."))
        return found


STEP_FIELDS = tuple((f"step_{n}_what", f"step_{n}_with", f"step_{n}_by") for n in range(1, STEPS + 1))
for _what, _with_whom, _by_day in STEP_FIELDS:
    ReadinessForm.base_fields[_what] = forms.CharField(label=gettext_lazy("Step"), required=False)
    ReadinessForm.base_fields[_with_whom] = forms.CharField(label=gettext_lazy("With whom"), required=False)
    ReadinessForm.base_fields[_by_day] = DayField(label=gettext_lazy("By when"), required=False)


def steps_to_go_on_with(steps: Iterable[PreparationStep], *, today: date) -> dict[str, object]:
    """The steps that are still open, as they look in a form that decides anew; a day that has passed is asked anew."""
    typed: dict[str, object] = {}
    for (what, with_whom, by_day), step in zip(STEP_FIELDS, steps, strict=False):
        day = step.by_day if step.by_day and step.by_day >= today else None
        typed |= {what: step.what, with_whom: step.with_whom, by_day: day}
    return typed


class StepForm(PlainForm):
    """One more step on the way to a mentor."""

    what = forms.CharField(label=gettext_lazy("Step"))
    with_whom = forms.CharField(label=gettext_lazy("With whom"), required=False)
    by_day = DayField(label=gettext_lazy("By when"), required=False)


class LookAgainForm(PlainForm):
    """How another way is going, and when the next look is."""

    words = forms.CharField(
        label=gettext_lazy("How is it going?"), help_text=gettext_lazy("What goes well first. In words the young person can read."),
        widget=forms.Textarea,
    )  # fmt: skip
    next_on = DayField(
        label=gettext_lazy("The next look is on"), help_text=gettext_lazy("Within three months.")
    )


class WayForm(PlainForm):
    """A way of assessing that was used, and the day of it."""

    way = forms.ChoiceField(label=gettext_lazy("Which way was used?"), widget=forms.RadioSelect)
    used_on = DayField(label=gettext_lazy("Day"))
    note = forms.CharField(label=gettext_lazy("Short note"), required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, ways: Iterable[Word], since: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"used_on": today}, **kwargs)
        self.fields["way"].choices = [(way.key, in_language(way.name)) for way in ways]  # type: ignore[attr-defined]
        day = cast("DayField", self.fields["used_on"])
        day.not_before, day.not_after = since, today


class RiskForm(PlainForm):
    """What may get in the way at one level, and who can do what about it."""

    what = forms.CharField(
        label=gettext_lazy("What may get in the way"), required=False, widget=forms.Textarea
    )
    who_does_what = forms.CharField(
        label=gettext_lazy("Who can do what"), help_text=gettext_lazy("Names, places, telephone numbers, days."),
        required=False, widget=forms.Textarea,
    )  # fmt: skip


class MeasureForm(PlainForm):
    """The sentences of an instrument; any of them may be left out."""

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        choices = [(str(value), in_language(name)) for value, name in instrument.answers]
        for item in instrument.items:
            field = forms.ChoiceField(
                label=in_language(item.text), choices=choices, required=False, widget=forms.RadioSelect
            )
            speak_plainly(field)
            self.fields[item.key] = field

    def clean(self) -> dict[str, Any]:
        answers = {key: int(value) for key, value in self.cleaned_data.items() if value}
        if not (self.errors or answers):
            self.add_error(None, _("Please answer at least one of the sentences."))
        return {"answers": answers}


class TotalForm(PlainForm):
    """The bare total of an instrument that the programme uses under a licence of its own."""

    name = forms.CharField(label=gettext_lazy("Name of the instrument"))
    licence = forms.CharField(
        label=gettext_lazy("By which licence the programme uses it"),
        help_text=gettext_lazy("Who gave it, when, under which number."),
    )
    total = forms.CharField(
        label=gettext_lazy("Total"), help_text=gettext_lazy("As the instrument's own rules count it.")
    )
    taken_on = DayField(label=gettext_lazy("Day"))

    def __init__(self, *args: Any, since: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"taken_on": today}, **kwargs)
        day = cast("DayField", self.fields["taken_on"])
        day.not_before, day.not_after = since, today
