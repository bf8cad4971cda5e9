"""What the team writes about a stage, and about what the programme needs."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lidzas.accounts.models import User
from lidzas.programmes.models import Round
from lidzas.reports.choices import Origin, State
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm

A_FEW_LINES = forms.Textarea(attrs={"rows": 3})


class SummaryForm(PlainForm):
    """The team's words beside the figures."""

    words = forms.CharField(
        label=_("In the team's words"),
        help_text=_("What was done, what came of it, what was learned. No names of young people."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class NeedForm(PlainForm):
    """Something that the programme needs (S1.13)."""

    need = forms.CharField(
        label=_("What is needed, or could be better?"),
        help_text=_("The whole team reads this. Please name no young person."),
        widget=A_FEW_LINES,
    )
    origin = forms.ChoiceField(
        label=_("Where did it come to light?"), choices=Origin, widget=forms.RadioSelect
    )


class NewNeedForm(NeedForm):
    """A new need, in the round in which it came up."""

    def __init__(self, *args: Any, rounds: QuerySet[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"] = forms.ModelChoiceField(
            rounds, label=_("In which round?"), required=False, empty_label=_("In no one round")
        )


class DecideForm(NeedForm):
    """What is done about it, who does it, by when."""

    decision = forms.CharField(label=_("What was decided?"), required=False, widget=A_FEW_LINES)
    state = forms.ChoiceField(label=_("How does it stand?"), choices=State, widget=forms.RadioSelect)

    def __init__(self, *args: Any, owners: QuerySet[User], since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = forms.ModelChoiceField(
            owners, label=_("Whose is it?"), required=False, empty_label=_("Nobody's yet")
        )
        self.fields["due_on"] = DayField(label=_("By when?"), required=False, not_before=since)
        self.order_fields(["need", "origin", "decision", "owner", "due_on", "state"])
