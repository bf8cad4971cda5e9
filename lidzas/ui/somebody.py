"""Forms about somebody new: before anybody is added, they show who may be the same person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.ui.forms import PlainForm


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody who may be the person meant: in words, with a page where there is one to open."""

    name: str
    about: str = ""
    url: str = ""


Look = Callable[[str, str], Sequence[Likely]]


class SomebodyNewForm(PlainForm):
    """Asks "is it one of these?" when somebody alike is here already; a tick says that it is somebody new.

    `look` finds them by name and address. The tick is no part of what the deed is given.
    """

    is_somebody_new = forms.BooleanField(
        label=gettext_lazy("None of these: this is somebody new"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, look: Look, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.look = look
        self.likely: Sequence[Likely] = ()
        self.order_fields([name for name in self.fields if name != "is_somebody_new"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        is_new = said.pop("is_somebody_new", False)
        if is_new or not said.get("name"):
            return said
        self.likely = self.look(said["name"], said.get("email", ""))
        if self.likely:
            self.fields["is_somebody_new"].widget = forms.CheckboxInput()
            raise forms.ValidationError(_("Is it one of these people? If not, please say so below."))
        return said
