"""What was explained, and what is agreed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lidzas.agreements.choices import SpokenLanguage, Topic, View, WayOfMeeting, WayOfTelling
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm

Choices = Iterable[tuple[str, str]]


def a_text(label: Any, hint: Any = "", *, rows: int = 3, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )


class ExplainForm(PlainForm):
    """What was told to whom, on which day and how (S1.17)."""

    told_to = forms.ChoiceField(label=_("Who was told?"), widget=forms.RadioSelect)
    points = forms.MultipleChoiceField(
        label=_("What was explained?"), widget=forms.CheckboxSelectMultiple, choices=()
    )
    language = forms.ChoiceField(
        label=_("In which language?"), choices=SpokenLanguage, widget=forms.RadioSelect
    )
    form = forms.ChoiceField(
        label=_("How was it told?"),
        choices=WayOfTelling,
        initial=WayOfTelling.SPOKEN,
        widget=forms.RadioSelect,
    )
    questions = a_text(_("What was asked"), _("Only this person and the case manager see it."))

    def __init__(
        self, *args: Any, people: Choices, points: Choices, opened_on: date, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_to"].choices = list(people)  # type: ignore[attr-defined]
        self.fields["points"].choices = list(points)  # type: ignore[attr-defined]
        self.fields["told_on"] = DayField(
            label=_("When was it?"), not_before=opened_on, not_after=today, initial=today
        )


class AgreementForm(PlainForm):
    """A version of the agreement, whole. Every text may say as little as the three of them like."""

    purpose = a_text(_("What we meet for"), required=True)
    form = forms.ChoiceField(label=_("How we meet"), choices=WayOfMeeting, widget=forms.RadioSelect)
    rhythm = a_text(
        _("How often and where we meet"), _("For example: every Tuesday after lunch, in the library."), rows=2
    )
    between = a_text(
        _("Between meetings"),
        _("How to reach each other, at which hours, and how soon an answer comes."),
        rows=2,
    )
    hard_days = a_text(_("On hard days"), _("For example: a short message is enough."), rows=2)
    rules = a_text(
        _("Our rules"), _("One rule a line. Those of the programme are a start: change, remove, add."), rows=8
    )
    fine = a_text(_("Fine"))
    ask_first = a_text(_("Ask first"))
    not_ok = a_text(_("Not OK"))
    by_mentee = a_text(_("What the young person does"))
    by_mentor = a_text(_("What the mentor does"))
    by_case_manager = a_text(_("What the case manager does"))
    privacy = a_text(_("What stays between us – and when it cannot"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"] = DayField(label=_("Holds until"), not_before=today, required=False)


class ExpectationForm(PlainForm):
    """What one of the three expects, filled in alone (S1.05). Everything may stay empty."""

    wish = a_text(_("What I wish for"), _("From our time together, and from the other person."))
    mine = a_text(_("What I can give"), _("What I am good for, and how much time I have."))
    manner = a_text(
        _("How I would like us to treat each other"), _("What helps me to feel at ease, and what does not.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in Topic:
            self.fields[topic.value] = forms.ChoiceField(
                label=topic.label, choices=View, required=False, widget=forms.RadioSelect
            )
        self.fields["is_done"] = forms.BooleanField(
            label=_("This is done"),
            help_text=_(
                "When both of you have said so, you read each other's answers. Until then nobody does."
            ),
            required=False,
        )

    @property
    def topics(self) -> list[forms.BoundField]:
        return [self[topic.value] for topic in Topic]

    def clean(self) -> dict[str, Any]:
        """The views on topics go on as one."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        views = {topic.value: said.pop(topic.value, "") for topic in Topic}
        return {**said, "views": {topic: view for topic, view in views.items() if view}}


class RuleForm(PlainForm):
    """A rule of the pair, in a sentence."""

    words = forms.CharField(
        label=_("Our rule"), help_text=_("One sentence. For example: we tell each other when plans change.")
    )
