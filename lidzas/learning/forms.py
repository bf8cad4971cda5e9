"""What is filled in while learning."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lidzas.method import Quiz
from lidzas.ui.forms import PlainForm


class ExerciseForm(PlainForm):
    """That the exercise was done; a note to oneself may go with it."""

    notes = forms.CharField(
        label=_("My notes"), help_text=_("You can leave this empty. Only you see it."), required=False,
        widget=forms.Textarea,
    )  # fmt: skip


class QuestionForm(PlainForm):
    """One question with its answers, in the words of the method."""

    choice = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, quiz: Quiz, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or ""
        field = self.fields["choice"]
        field.label = quiz.text.in_language(language)
        field.choices = [  # type: ignore[attr-defined]
            (place, words.in_language(language)) for place, words in enumerate(quiz.choices)
        ]
