"""What is asked about a life area, about an assessment as a whole, and about a mentor."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.assessments.choices import Certainty, Outcome, Stance, Voice
from lidzas.assessments.facts import Question, asked_of, lacking
from lidzas.assessments.models import Answer
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm
from lidzas.ui.templatetags.ui import in_language
from lidzas.ui.widgets import ChoiceCards, Scale

TO_YOU = {
    "choice": gettext_lazy("Which sentence fits you best now?"),
    "own_words": gettext_lazy("In your own words"),
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
    wants_to_work = forms.BooleanField(label=gettext_lazy("I want to work on this"), required=False)
    evidence = forms.CharField(
        label=gettext_lazy("What this rests on"),
        help_text=gettext_lazy(
            "What was seen or heard, apart from what it may mean. Outside conditions, too: the only bus, no internet."
        ),
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
        for name in self.fields.keys() - {"choice", *asked_of(voice, kind)}:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        choice = said.pop("choice", "")
        if not (self.errors or choice or said.get("own_words") or said.get("evidence")):
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
    names = ("own_words", "evidence", "certainty", "wants_to_work", "independence", "help_what", "help_from")
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
            Outcome.READY: gettext_lazy("The next step is to choose a mentor together."),
            Outcome.NOT_YET: gettext_lazy("With steps on the way and a day to look again. The place in the programme stays."),
            Outcome.ANOTHER_WAY: gettext_lazy("With a place, somebody who supports, and goals. It is a way of the programme, too."),
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
    steps = forms.CharField(
        label=gettext_lazy("Steps on the way to a mentor"), help_text=gettext_lazy("One step on each line."),
        required=False, widget=forms.Textarea,
    )  # fmt: skip
    review_on = DayField(
        label=gettext_lazy("We look at it again on"),
        help_text=gettext_lazy("Within six weeks."),
        required=False,
    )
    place = forms.CharField(label=gettext_lazy("Where"), required=False)
    supporter = forms.CharField(label=gettext_lazy("Who supports there"), required=False)
    goals = forms.CharField(label=gettext_lazy("What it is for"), required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> None:
        said = self.cleaned_data
        unclear = set(self.errors)
        needs = lacking(
            said.get("outcome", ""),
            steps=said.get("steps", ""),
            review_on=said.get("review_on"),
            place=said.get("place", ""),
            decided_on=self.today,
        )
        for name, sentence in needs:
            if name not in unclear:
                self.add_error(name, sentence)
