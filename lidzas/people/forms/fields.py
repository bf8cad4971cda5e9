"""How answers about oneself are picked: one tap, five steps between two ends, and the parts of a week."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lidzas.people.choices import STYLE_STEPS, TIMES, PartOfDay, WeekDay
from lidzas.people.queries.cards import say_step, say_time
from lidzas.ui.forms import CHOOSE

UNSAID = ""
TRUTH = {"yes": True, "no": False}


class Taps(forms.RadioSelect):
    """A few short answers in a row."""

    template_name = "people/widgets/taps.html"


class Steps(forms.RadioSelect):
    """Five steps between two ends, each end in words."""

    template_name = "people/widgets/steps.html"

    def __init__(self, *, ends: tuple[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.ends = ends

    def get_context(self, *args: Any) -> dict[str, Any]:
        context = super().get_context(*args)
        context["widget"]["left"], context["widget"]["right"] = self.ends
        return context


class Week(forms.CheckboxSelectMultiple):
    """The parts of every day of a week, as a small table."""

    template_name = "people/widgets/week.html"

    def get_context(self, *args: Any) -> dict[str, Any]:
        context = super().get_context(*args)
        options = [option for _group, found, _index in context["widget"]["optgroups"] for option in found]
        width = len(PartOfDay)
        context["widget"]["heads"] = PartOfDay.labels
        context["widget"]["days"] = [
            (day.label, options[place * width : (place + 1) * width]) for place, day in enumerate(WeekDay)
        ]
        return context


def tap(label: Any, answers: list[tuple[str, Any]], **options: Any) -> forms.ChoiceField:
    """One tap among short answers; the last of them says nothing."""
    field = forms.ChoiceField(label=label, choices=answers, required=False, widget=Taps, **options)
    field.error_messages["invalid_choice"] = CHOOSE
    return field


def yes_or_no(label: Any) -> forms.ChoiceField:
    return tap(label, [("yes", _("Yes")), ("no", _("No")), (UNSAID, _("Skip"))])


def slider(label: Any, ends: tuple[str, str]) -> forms.ChoiceField:
    steps = [(str(step), say_step(ends, step)) for step in STYLE_STEPS]
    choices = [*steps, (UNSAID, _("Skip"))]
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=Steps(ends=ends))


def week(label: Any) -> forms.MultipleChoiceField:
    choices = [(time, say_time(time)) for time in TIMES]
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=Week)


def told_truth(answer: str) -> bool | None:
    return TRUTH.get(answer)


def truth_told(truth: bool | None) -> str:
    return {True: "yes", False: "no", None: UNSAID}[truth]
