"""The very first form of an installation."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lidzas.accounts.models import User
from lidzas.method import Method
from lidzas.ui.forms import PlainForm


class ProgrammeForm(PlainForm):
    """A programme's name, and its method where several are at hand."""

    programme_name = forms.CharField(label=_("What is your programme called?"), max_length=120)

    def __init__(self, *args: Any, methods: dict[str, Method], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = next(iter(methods), "")
        if len(methods) > 1:
            language = get_language() or ""
            choices = [(code, method.name.in_language(language)) for code, method in methods.items()]
            self.fields["method"] = forms.ChoiceField(
                label=_("Method"), choices=choices, widget=forms.RadioSelect, initial=self.only
            )

    def clean(self) -> dict[str, Any]:
        return {"method": self.only, **(super().clean() or self.cleaned_data)}


class BeginForm(ProgrammeForm):
    """The programme's name and the person who starts it."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("Your e-mail"), max_length=254)
    password = forms.CharField(
        label=_("A password"),
        strip=False,
        max_length=200,
        help_text=_("12 characters or more; three words in a row are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("password"):
            person = User(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
            try:
                validate_password(cleaned["password"], person)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return cleaned
