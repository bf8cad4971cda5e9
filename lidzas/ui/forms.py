"""What every form of the house has in common: plain words for mistakes, room for text, and its version."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lidzas.ui.widgets import Day, DayAndTime, Time

Row = TypeVar("Row", bound=models.Model)
ROOM_FOR_A_LINE = 200
ROOM_FOR_A_TEXT = 5000
NO_VERSION = 0

CHOOSE = _("Please choose one.")
WORDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Please write something here.")},
    forms.CharField: {
        "null_characters_not_allowed": _("There is a character here that cannot be kept. Please type the text anew."),
        "max_length": ngettext_lazy(
            "There is room for %(limit_value)d character here; this text has %(show_value)d.",
            "There is room for %(limit_value)d characters here; this text has %(show_value)d.",
            "limit_value",
        ),
    },
    forms.EmailField: {"invalid": _("Please write an e-mail address, for example anna@example.org.")},
    forms.URLField: {"invalid": _("Please write a whole address, for example https://example.org.")},
    forms.IntegerField: {
        "invalid": _("Please write a whole number in digits."),
        "min_value": _("Please write %(limit_value)s or more."),
        "max_value": _("Please write %(limit_value)s or less."),
    },
    forms.DecimalField: {"invalid": _("Please write a number in digits.")},
    forms.DateField: {"required": _("Please choose a day."), "invalid": _("This is not a day of the calendar.")},
    forms.TimeField: {
        "required": _("Please write a time."),
        "invalid": _("Please write a time of day, for example 14:30."),
    },
    forms.DateTimeField: {
        "required": _("Please choose a day and a time."),
        "invalid": _("Please choose a day and a time."),
    },
    forms.BooleanField: {"required": _("Please tick this to go on.")},
    forms.ChoiceField: {"required": CHOOSE, "invalid_choice": _("Please choose one of these answers.")},
    forms.MultipleChoiceField: {"required": _("Please choose at least one.")},
    forms.ModelChoiceField: {"required": CHOOSE, "invalid_choice": _("Please choose one of these answers.")},
    forms.FileField: {"required": _("Please choose a file."), "empty": _("This file is empty.")},
}  # fmt: skip
NATIVE = {forms.DateField: Day, forms.TimeField: Time, forms.DateTimeField: DayAndTime}
PLAIN_WIDGETS = (forms.DateInput, forms.TimeInput, forms.DateTimeInput)


def speak_plainly(field: forms.Field) -> None:
    """Our words in place of the framework's, unless the field was given its own."""
    own = {code: words for code, words in field.error_messages.items() if code not in _framework_words(field)}
    for kind, words in WORDS.items():
        if isinstance(field, kind):
            field.error_messages.update(words)
    field.error_messages.update(own)


def _framework_words(field: forms.Field) -> set[str]:
    """The codes whose words still come from the framework."""
    inherited: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        inherited.update(getattr(kind, "default_error_messages", {}))
    return {code for code, words in field.error_messages.items() if inherited.get(code) is words}


def make_room(field: forms.CharField) -> None:
    """Give a text a length. The browser is not told: it would cut a pasted text without a word."""
    if field.max_length is None:
        is_long = isinstance(field.widget, forms.Textarea)
        field.max_length = ROOM_FOR_A_TEXT if is_long else ROOM_FOR_A_LINE
        field.validators.append(MaxLengthValidator(field.max_length))
    field.widget.attrs.pop("maxlength", None)


def use_native_calendar(field: forms.Field) -> None:
    """Put the device's own picker where the framework would offer a bare text box."""
    for kind, widget in NATIVE.items():
        if type(field) is kind and type(field.widget) in PLAIN_WIDGETS:
            field.widget = widget(attrs=field.widget.attrs)
            field.widget.is_required = field.required


def version_in(sent: Mapping[str, Any]) -> int:
    """The version that a form or a button sends; one that was tampered with counts as one that never was."""
    words = str(sent.get("version", ""))
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else NO_VERSION


class _Plain(forms.BaseForm):
    """Not used by itself: the part that `PlainForm` and `RecordForm` share.

    `row_version` is the version of the row as it stands now. A form that has one hands the deed
    `version`: the one the person saw when the form was opened.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, row_version: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.row_version = row_version
        self.stands_now: list[tuple[str, object]] = []
        self.is_stale = False
        for field in self.fields.values():
            speak_plainly(field)
            use_native_calendar(field)
            if isinstance(field, forms.CharField):
                make_room(field)

    @property
    def seen_version(self) -> int | None:
        """The version of the row that the person saw."""
        if self.row_version is None:
            return None
        if not self.is_bound:
            return self.row_version
        return version_in(self.data)

    @property
    def version_to_send(self) -> int | None:
        """After a clash the person has been shown what stands now, and may save over it."""
        return self.row_version if self.is_stale else self.seen_version

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.row_version is not None:
            self.cleaned_data["version"] = self.seen_version


class PlainForm(_Plain, forms.Form):
    """A form of its own fields."""


class RecordForm(_Plain, forms.ModelForm[Row]):
    """A form of a model's fields, so that the model's constraints become words beside a field."""
