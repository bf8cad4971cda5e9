"""What is written at the door, and what a case manager answers."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.accounts.choices import Language
from lidzas.cases.choices import ReferredBy
from lidzas.intake.choices import Answer, Way
from lidzas.intake.models import Door, Referral
from lidzas.programmes.models import Round
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm, RecordForm
from lidzas.ui.somebody import SomebodyNewForm


class DoorForm(PlainForm):
    """Not used by itself: what both forms at the door ask. An age is looked at and not kept."""

    def __init__(self, *args: Any, door: Door, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.door = door
        if not door.has_age_limits:
            del self.fields["age"]

    def clean_age(self) -> int:
        age: int = self.cleaned_data["age"]
        if not self.door.lets_in(age):
            raise forms.ValidationError(said_of_limits(self.door))
        return age

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        said.pop("age", None)
        if not self.errors and not (said["email"] or said["phone"]):
            raise forms.ValidationError(_("Please leave an e-mail address or a telephone number."))
        return said


def said_of_limits(door: Door) -> str:
    """Whom the programme is for, kindly: nobody did anything wrong."""
    if door.age_to is None:
        return _("This programme is for people of %(youngest)s and older. The page “Help now” shows other help.") % {
            "youngest": door.age_from
        }  # fmt: skip
    return _(
        "This programme is for people from %(youngest)s to %(oldest)s. The page “Help now” shows other help."
    ) % {"youngest": door.age_from or 0, "oldest": door.age_to}


class ComeForm(DoorForm):
    """A young person asks to take part. Nothing about health is asked."""

    name = forms.CharField(label=gettext_lazy("What shall we call you?"), max_length=120)
    age = forms.IntegerField(
        label=gettext_lazy("How old are you?"),
        min_value=1,
        max_value=120,
        help_text=gettext_lazy("Only to see whether this is the right programme. We do not keep it."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("A number or an e-mail address is enough. You choose."),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, required=False)
    municipality = forms.CharField(
        label=gettext_lazy("Where do you live?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("The town or municipality is enough."),
    )
    words = forms.CharField(
        label=gettext_lazy("Would you like to tell us something?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("You can leave this empty. No need to write about your health."),
    )


class RecommendForm(DoorForm):
    """Somebody who works with a young person refers them; the young person has agreed."""

    referrer = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=120)
    referrer_contact = forms.CharField(
        label=gettext_lazy("How to reach you"), max_length=120, help_text=gettext_lazy("Telephone or e-mail.")
    )
    name = forms.CharField(label=gettext_lazy("Name of the young person"), max_length=120)
    age = forms.IntegerField(
        label=gettext_lazy("Age of the young person"),
        min_value=1,
        max_value=120,
        help_text=gettext_lazy("Only to see whether this is the right programme. It is not kept."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone of the young person"), max_length=40, required=False
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail of the young person"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("One of the two is enough."),
    )
    municipality = forms.CharField(label=gettext_lazy("Municipality"), max_length=80, required=False)
    words = forms.CharField(
        label=gettext_lazy("What does the young person hope for?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "In their words, if possible. Please write no diagnosis and nothing about health."
        ),
    )
    has_agreed = forms.BooleanField(
        label=gettext_lazy("The young person knows of this, agrees, and may read what is written here"),
        error_messages={
            "required": gettext_lazy("Please speak with the young person first. It is their decision.")
        },
    )


class TakeForm(SomebodyNewForm):
    """What a case needs that is opened from a referral."""

    name = forms.CharField(label=gettext_lazy("What the young person is called"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, help_text=gettext_lazy("The invitation goes there.")
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=Language.choices, widget=forms.RadioSelect
    )
    municipality = forms.CharField(label=gettext_lazy("Municipality"), max_length=80, required=False)
    referred_by = forms.ChoiceField(
        label=gettext_lazy("How the young person came"), choices=ReferredBy, widget=forms.RadioSelect
    )
    round = forms.ModelChoiceField(
        label=gettext_lazy("Round"), queryset=Round.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, referral: Referral, today: date, **kwargs: Any) -> None:
        by = ReferredBy.THEMSELF if referral.way == Way.THEMSELF else ReferredBy.SOCIAL_SERVICE
        known = {name: getattr(referral, name) for name in ("name", "email", "language", "municipality")}
        super().__init__(*args, initial={**known, "referred_by": by}, **kwargs)
        rounds = referral.programme.rounds.filter(ends_on__gte=today)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]
        self.fields["opened_on"] = DayField(label=gettext_lazy("Opened on"), not_after=today, initial=today)


class AnswerForm(PlainForm):
    """Why no case is opened from a referral."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=[choice for choice in Answer.choices if choice[0] != Answer.TAKEN],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why, and what was said"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The case managers of the programme read this."),
    )


class ChangeDoorForm(RecordForm[Door]):
    """Whether the public page is open, and whom it is for."""

    age_from = forms.IntegerField(
        label=gettext_lazy("Youngest age"),
        min_value=1,
        max_value=120,
        required=False,
        help_text=gettext_lazy("Empty: no limit."),
    )
    age_to = forms.IntegerField(
        label=gettext_lazy("Oldest age"),
        min_value=1,
        max_value=120,
        required=False,
        help_text=gettext_lazy("Empty: no limit."),
    )
    answers_in_days = forms.IntegerField(
        label=gettext_lazy("Somebody answers within so many days"), min_value=1, max_value=60
    )

    class Meta:
        model = Door
        fields = ("is_open", "age_from", "age_to", "answers_in_days")
        labels = {  # noqa: RUF012 - Django reads it once
            "is_open": gettext_lazy("Young people and services may write through the public page"),
        }
