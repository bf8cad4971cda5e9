"""What is filled in on the pages that put everything together."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lidzas.journey.queries.settings import Number
from lidzas.people.models import Mentor
from lidzas.programmes.actions import LARGEST_NUMBER
from lidzas.programmes.models import Programme, Round
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import PlainForm, RecordForm
from lidzas.ui.widgets import ChoiceCards

Choices = Sequence[tuple[str, str]]
TEN_YEARS = timedelta(days=3652)
MOST_PLACES = 10_000


class StageForm(PlainForm):
    """Where the case goes, since when, and why although something is missing."""

    stage = forms.ChoiceField(label=_("Stage"), widget=ChoiceCards)
    reason = forms.CharField(
        label=_("Why go on although something is open"),
        help_text=_("Only needed when something is open. It stays with the case and reaches the report."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, stages: Choices, since: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = stages  # type: ignore[attr-defined]
        self.fields["on"] = DayField(label=_("Since"), not_before=since, not_after=today, initial=today)
        self.order_fields(["stage", "on", "reason"])


class MarkForm(PlainForm):
    """That something was done."""

    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, since: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DayField(label=_("Done on"), not_before=since, not_after=today, initial=today)
        self.order_fields(["on", "note"])


class RoundForm(RecordForm[Round]):
    """A new round of the programme."""

    places = forms.IntegerField(
        label=_("Places for young people"), min_value=1, max_value=MOST_PLACES, initial=20
    )

    class Meta:
        model = Round
        fields = ("name", "code", "starts_on", "ends_on", "places")
        help_texts = {"code": _("Letters, digits and hyphens: for example autumn-2026.")}  # noqa: RUF012

    def __init__(self, *args: Any, programme: Programme, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts_on", "ends_on"):
            self.fields[name] = DayField(
                label=self.fields[name].label, not_before=today - TEN_YEARS, not_after=today + TEN_YEARS
            )
        self.instance.programme = programme

    def _get_validation_exclusions(self) -> set[str]:
        """A round's short name is compared with those of its own programme."""
        found: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return found - {"programme"}


class ContactForm(RecordForm[Programme]):
    """Whom a person in need can ask in this programme."""

    class Meta:
        model = Programme
        fields = ("contact_name", "contact_phone", "contact_hours")


class NumbersForm(PlainForm):
    """The numbers of the method that a programme may set for itself."""

    def __init__(self, *args: Any, numbers: Sequence[Number], **kwargs: Any) -> None:
        self.base_fields = {  # type: ignore[misc]
            number.name: forms.IntegerField(
                label=number.label,
                help_text=number.unit,
                initial=number.value,
                min_value=1,
                max_value=LARGEST_NUMBER,
            )
            for number in numbers
        }
        super().__init__(*args, **kwargs)


class ExitForm(PlainForm):
    """How the young person goes on, in words that they may take along."""

    path = forms.ChoiceField(label=_("The way on"), widget=forms.RadioSelect)
    where = forms.CharField(label=_("Where, and since when"), required=False)
    alone_part = forms.CharField(
        label=_("What goes well alone"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    help_part = forms.CharField(
        label=_("Where support is needed, and from whom"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(
        label=_("Why close although something is open"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, paths: Choices, since: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["path"].choices = paths  # type: ignore[attr-defined]
        self.fields["on"] = DayField(label=_("Moved on"), not_before=since, not_after=today, initial=today)
        self.order_fields(["path", "where", "alone_part", "help_part", "on", "reason"])


class LeaveForm(PlainForm):
    """From when until when a mentor is away, and who stands in. It asks for no reason."""

    since = DayField(label=_("First day away"))
    back_on = DayField(label=_("Back on"))
    deputy = forms.ChoiceField(
        label=_("Who stands in?"), required=False, widget=forms.RadioSelect,
        help_text=_("Who stands in sees these young people's pages for this time and no longer."),
    )  # fmt: skip

    def __init__(self, *args: Any, deputies: list[Mentor], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deputies = {str(mentor.pk): mentor for mentor in deputies}
        named = [(key, mentor.person.name) for key, mentor in self.deputies.items()]
        self.fields["deputy"].choices = [("", _("Nobody")), *named]  # type: ignore[attr-defined]
        self.fields["since"].initial = today

    def clean_deputy(self) -> Mentor | None:
        return self.deputies.get(self.cleaned_data["deputy"])
