"""How the talk is chosen, what is answered, and whether to go on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lidzas.closing.choices import TalkMode
from lidzas.closing.models import ClosingAnswer
from lidzas.closing.queries import parts_of
from lidzas.method import Continuation, Question
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm, make_room, speak_plainly
from lidzas.ui.widgets import ChoiceCards

MEANING = {
    TalkMode.ALONE.value: _("You and the case manager. Your mentor does not read your answers."),
    TalkMode.WITH_MENTOR.value: _("Afterwards all three read each other's answers."),
}
YES, NO = "yes", "no"


class ModeForm(PlainForm):
    """With whom the young person looks back."""

    mode = forms.ChoiceField(
        label=_("How would you like to talk?"), choices=TalkMode, widget=ChoiceCards(hints=MEANING)
    )

    def __init__(self, *args: Any, has_mentor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_mentor:
            self.fields["mode"].choices = [  # type: ignore[attr-defined]
                (TalkMode.ALONE.value, TalkMode.ALONE.label)
            ]


class AnswerForm(PlainForm):
    """The boxes of one question. Each may stay empty."""

    def __init__(
        self, *args: Any, question: Question, standing: Mapping[int, ClosingAnswer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = [f"part_{part}" for part, _name in enumerate(parts_of(question))]
        for part, name in enumerate(parts_of(question)):
            box = forms.CharField(
                label=(name or question.text).in_language(get_language() or ""),
                required=False,
                initial=standing[part].text if part in standing else "",
                widget=forms.Textarea(attrs={"rows": 5}),
            )
            speak_plainly(box)
            make_room(box)
            self.fields[self.names[part]] = box

    def clean(self) -> dict[str, Any]:
        return {"texts": [self.cleaned_data.get(name, "") for name in self.names]}


class TalkForm(PlainForm):
    """The day the talk is held."""

    on = DayField(label=_("When did you talk?"))

    def __init__(self, *args: Any, opened_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].not_before = opened_on  # type: ignore[attr-defined]
        self.fields["on"].not_after = today  # type: ignore[attr-defined]


class GoingOnForm(PlainForm):
    """A private answer: two ways of equal weight, and the forms of going on (S5.01-S5.03)."""

    wants = forms.TypedChoiceField(
        label=_("Would you like to stay in touch afterwards?"),
        choices=[
            (YES, _("Yes, if the other one would like it too")),
            (NO, _("I would rather close it here – no reason needed")),
        ],
        coerce=lambda answer: answer == YES,
        widget=ChoiceCards,
    )
    forms = forms.MultipleChoiceField(
        label=_("If yes, in which way?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, continuations: Sequence[Continuation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forms"].choices = [  # type: ignore[attr-defined]
            (each.key, each.name.in_language(get_language() or "")) for each in continuations
        ]
