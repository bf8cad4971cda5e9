"""Which table is brought, and for whom."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files import File
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.intake.choices import Kind
from lidzas.programmes.models import Round
from lidzas.ui.forms import PlainForm

LARGEST = 10 * 1024 * 1024


class TableForm(PlainForm):
    """A file with people of one kind. Who may bring one kind only is not asked which."""

    kind = forms.ChoiceField(label=gettext_lazy("Who is in the table?"), widget=forms.RadioSelect)
    round = forms.ModelChoiceField(
        label=gettext_lazy("Round of the young people"), queryset=Round.objects.none(), required=False
    )
    file = forms.FileField(
        label=gettext_lazy("The table"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        help_text=gettext_lazy("CSV or Excel (.xlsx), 10 megabytes at most."),
    )

    def __init__(self, *args: Any, kinds: Sequence[Kind], rounds: QuerySet[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["kind"].initial = kinds[0].value
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]
        self.fields["round"].initial = rounds.first()

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("This file is larger than 10 megabytes."))
        return file

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("kind") == Kind.MENTORS:
            said["round"] = None
        elif said.get("kind") and not said.get("round"):
            self.add_error("round", _("Please choose the round."))
        if "file" in said:
            file = said.pop("file")
            said |= {"name": file.name, "content": file.read()}
        return said


class TakeTableForm(PlainForm):
    """The yes to the very table that was looked at."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
