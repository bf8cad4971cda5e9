"""What is agreed for hard moments, what happened in one, and what gives concern."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lidzas.method import Crisis, Method
from lidzas.safeguarding.models import AgreedStep
from lidzas.ui.day_field import DayField
from lidzas.ui.forms import CHOOSE, PlainForm
from lidzas.ui.templatetags.ui import in_language
from lidzas.ui.widgets import ChoiceCards

SPARE_ROWS = 2
MOST_ROWS = 12
LONGEST_WAIT = 90
ROOM_FOR_A_STEP = 500


def names_of(crisis: str, number: int) -> tuple[str, str, str]:
    """What the three fields of a row are called: days, who, text."""
    return f"{crisis}-{number}-days", f"{crisis}-{number}-who", f"{crisis}-{number}-text"


def rows_sent(crisis: str, sent: Mapping[str, Any]) -> int:
    """How many rows of this kind a form came with; numbers beyond what a page can hold do not count."""
    return max((row + 1 for row in range(MOST_ROWS) if names_of(crisis, row)[2] in sent), default=0)


class AgreementForm(PlainForm):
    """The steps of every kind of hard moment, with rows to spare; a row without text is left out.

    How many rows there are follows from what stands and from what was sent, so that nothing typed is
    lost when the agreement changed meanwhile.
    """

    replacement = forms.CharField(
        label=gettext_lazy("Who steps in"),
        help_text=gettext_lazy(
            "When the mentor or the case manager cannot: who it is and how to reach them."
        ),
        widget=forms.Textarea,
    )
    contact_person = forms.CharField(
        label=gettext_lazy("Whom we may ask"),
        help_text=gettext_lazy(
            "Only somebody whom the young person has named and allows to be asked. It may stay empty."
        ),
        required=False,
        widget=forms.Textarea,
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, method: Method, steps: Iterable[AgreedStep], **kwargs: Any
    ) -> None:
        self.method = method
        self.standing = {
            crisis.key: [step for step in steps if step.crisis == crisis.key] for crisis in method.crises
        }
        self.rows = {
            key: max(
                len(standing), min(MOST_ROWS, max(len(standing) + SPARE_ROWS, rows_sent(key, data or {})))
            )
            for key, standing in self.standing.items()
        }
        self.base_fields = {**self.step_fields(), **type(self).base_fields}  # type: ignore[misc]
        super().__init__(data, **kwargs)

    def step_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for key, standing in self.standing.items():
            empty = [None] * (self.rows[key] - len(standing))
            for number, step in enumerate([*standing, *empty]):
                fields.update(zip(names_of(key, number), self.fields_for(step), strict=True))
        return fields

    def fields_for(self, step: AgreedStep | None) -> tuple[forms.Field, forms.Field, forms.Field]:
        roles = [(role.key, in_language(role.name)) for role in self.method.roles]
        days = forms.IntegerField(
            label=_("After how many days"), required=False, min_value=0, max_value=LONGEST_WAIT,
            initial=step.after_days if step else None,
        )  # fmt: skip
        who = forms.ChoiceField(
            label=_("Who"), required=False, choices=[("", "–"), *roles], initial=step.who if step else ""
        )
        text = forms.CharField(
            label=_("What to do"), required=False, max_length=ROOM_FOR_A_STEP, widget=forms.Textarea,
            initial=step.text if step else "",
        )  # fmt: skip
        return days, who, text

    @property
    def groups(self) -> list[tuple[Crisis, list[tuple[BoundField, BoundField, BoundField]]]]:
        """Every kind of hard moment with its rows, as the page lays them out."""
        return [
            (crisis, [self.row(crisis.key, number) for number in range(self.rows[crisis.key])])
            for crisis in self.method.crises
        ]

    def row(self, key: str, number: int) -> tuple[BoundField, BoundField, BoundField]:
        days, who, text = (self[name] for name in names_of(key, number))
        for bound in (days, who, text):
            bound.field.required = True  # the page says once that a row may stay empty, not every line
        return days, who, text

    def clean(self) -> dict[str, Any]:
        written = [self.step_in(key, number) for key, many in self.rows.items() for number in range(many)]
        said = self.cleaned_data
        return {
            "steps": tuple(step for step in written if step),
            "replacement": said.get("replacement", ""),
            "contact_person": said.get("contact_person", ""),
        }

    def step_in(self, key: str, number: int) -> AgreedStep | None:
        """The step of one row; None for an empty row, and for one that still lacks something."""
        days, who, text = names_of(key, number)
        said: dict[str, Any] = {name: self.cleaned_data.get(name) for name in (days, who, text)}
        if said[days] is None and not said[text]:
            return None
        lacking = {
            days: said[days] is None and _("After how many days? 0 means at once."),
            who: not said[who] and CHOOSE,
            text: not said[text] and _("What is to be done then?"),
        }
        wrong = {name: words for name, words in lacking.items() if words and name not in self.errors}
        for name, words in wrong.items():
            self.add_error(name, words)
        if wrong or self.errors.keys() & lacking.keys():
            return None
        return AgreedStep(key, said[days], said[who], said[text])


class StartForm(PlainForm):
    """Which hard moment began, and when."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), widget=ChoiceCards)
    on = DayField(label=gettext_lazy("Began on"))

    def __init__(self, *args: Any, method: Method, opened_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(crisis.key, in_language(crisis.name)) for crisis in method.crises]
        self.fields["kind"].choices = names  # type: ignore[attr-defined]
        keep_between(self, opened_on, today)


class StepForm(PlainForm):
    """That a step was taken."""

    on = DayField(label=gettext_lazy("Done on"))
    note = forms.CharField(
        label=gettext_lazy("Short note"), required=False, widget=forms.Textarea,
        help_text=gettext_lazy("How it was tried, and what came of it."),
    )  # fmt: skip

    def __init__(self, *args: Any, started_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_between(self, started_on, today)


class EndForm(PlainForm):
    """That a hard moment is over."""

    on = DayField(label=gettext_lazy("Over on"))
    outcome = forms.CharField(
        label=gettext_lazy("How it goes on"), widget=forms.Textarea,
        help_text=gettext_lazy("What the young person has decided and until when, and who has been told."),
    )  # fmt: skip

    def __init__(self, *args: Any, started_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_between(self, started_on, today)


def keep_between(form: forms.Form, first: date, today: date) -> None:
    """The form's day lies within these, and is today unless somebody says otherwise."""
    day = form.fields["on"]
    day.not_before, day.not_after, day.initial = first, today, today  # type: ignore[attr-defined]


class ConcernForm(PlainForm):
    text = forms.CharField(
        label=gettext_lazy("What gives concern?"), widget=forms.Textarea,
        help_text=gettext_lazy("What was seen or heard, when and where. It need not be certain."),
    )  # fmt: skip
    about_case_manager = forms.BooleanField(
        label=gettext_lazy("It is about the case manager"), required=False,
        help_text=gettext_lazy("Then only the project managers see it and decide on it."),
    )  # fmt: skip


class CloseConcernForm(PlainForm):
    what_was_done = forms.CharField(
        label=gettext_lazy("What was done"), widget=forms.Textarea,
        help_text=gettext_lazy("Who was spoken to, what was decided, and how the young person was told."),
    )  # fmt: skip
