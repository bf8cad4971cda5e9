"""What is said when a young person comes, and when somebody else takes over."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lidzas.accounts.choices import Language
from lidzas.accounts.models import User
from lidzas.cases.choices import ReferredBy
from lidzas.programmes.models import Programme, Round
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm
from lidzas.ui.somebody import SomebodyNewForm


class OpenCaseForm(SomebodyNewForm):
    """A young person and the round they join. It checks; `refer` opens the case."""

    name = forms.CharField(label=_("What the young person is called"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), max_length=254, help_text=_("The invitation goes there."))
    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, initial=Language.LATVIAN, widget=forms.RadioSelect
    )
    municipality = forms.CharField(label=_("Municipality"), max_length=80, required=False)
    referred_by = forms.ChoiceField(
        label=_("How the young person came"), choices=ReferredBy, widget=forms.RadioSelect
    )
    round = forms.ModelChoiceField(label=_("Round"), queryset=Round.objects.none(), empty_label=None)

    def __init__(self, *args: Any, programme: Programme, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = programme.rounds.filter(ends_on__gte=today)  # type: ignore[attr-defined]
        self.fields["opened_on"] = DayField(label=_("Opened on"), not_after=today, initial=today)


class SuccessorForm(PlainForm):
    """Who takes over."""

    successor = forms.ModelChoiceField(
        label=_("Who takes over"), queryset=User.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, among: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = among  # type: ignore[attr-defined]
