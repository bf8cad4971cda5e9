"""What the young person says of somebody in their life. All but the name, the kind and the ring may stay open."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lidzas.networks.choices import Energy, Kind, Line, Reach, Ring, Shown, Wish
from lidzas.networks.models import Tie
from lidzas.ui.forms import RecordForm

OPEN = (("", _("I leave it open")),)


def chips(label: Any, choices: Any, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=(*OPEN, *choices), required=False, widget=forms.RadioSelect, help_text=hint
    )


class TieForm(RecordForm[Tie]):
    """One tie."""

    name = forms.CharField(
        label=_("Who is it?"),
        max_length=60,
        help_text=_("A nickname is enough. It protects the other person."),
    )
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Kind.choices, initial=Kind.PERSON, widget=forms.RadioSelect
    )
    ring = forms.ChoiceField(label=_("How near?"), choices=Ring.choices, widget=forms.RadioSelect)
    line = chips(_("How is the bond?"), Line.choices)
    energy = chips(_("What does it do to me?"), Energy.choices)
    reach = chips(_("How well do we know each other?"), Reach.choices)
    wish = chips(_("What would I like?"), Wish.choices)
    note = forms.CharField(
        label=_("In my words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    shown = forms.ChoiceField(
        label=_("Who sees this?"), choices=Shown.choices, initial=Shown.NOBODY, widget=forms.RadioSelect
    )

    class Meta:
        model = Tie
        fields = ("name", "kind", "ring", "line", "energy", "reach", "wish", "note", "shown")
