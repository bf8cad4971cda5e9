"""What people fill in about themselves and about those they invite."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from lidzas.access import Role
from lidzas.accounts.choices import Language
from lidzas.accounts.models import User
from lidzas.ui.forms import PlainForm, RecordForm
from lidzas.ui.somebody import SomebodyNewForm


class InviteForm(PlainForm):
    """Whom to invite."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=Language.choices, initial=Language.LATVIAN
    )


class InviteMentorForm(SomebodyNewForm, InviteForm):
    """Whom to invite as a mentor; first it shows who may be the same person."""


class InviteStaffForm(InviteForm):
    """Whom to invite into the project team, and as what."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: list[tuple[Role, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, name) for role, name in roles]  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class ProfileForm(RecordForm[User]):
    """How a person wants to be named and spoken to."""

    class Meta:
        model = User
        fields = ("name", "language", "address_form")
        labels = {  # noqa: RUF012 - Django reads it once
            "name": _("What shall we call you?"),
            "language": _("Language"),
            "address_form": _("How role words are said about you"),
        }
        widgets = {"language": forms.RadioSelect, "address_form": forms.RadioSelect}  # noqa: RUF012


class WelcomeForm(ProfileForm):
    """The first form of an invited person. A password may be left out: a code by e-mail serves as well."""

    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        max_length=200,
        help_text=_(
            "12 characters or more. You can leave this empty: then a code comes by e-mail each time."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.instance)
        return password


class AskForm(PlainForm):
    """Whom to ask what they value in me."""

    asked = forms.CharField(
        label=_("Whom do you want to ask?"),
        max_length=80,
        help_text=_("Only for you, to know later whose words these are. For example: my sister."),
    )


class SayForm(PlainForm):
    """The one question of somebody without an account."""

    answer = forms.CharField(label=_("I value"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
