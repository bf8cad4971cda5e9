"""A day as people give it in a form."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class DayField(forms.DateField):
    """A day within bounds, both included; outside them it says so in words."""

    default_error_messages: ClassVar = {
        "required": gettext_lazy("Please choose a day."),
        "invalid": gettext_lazy("This is not a day of the calendar."),
    }
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(
        self, *, not_before: date | None = None, not_after: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.not_before, self.not_after = not_before, not_after
        self.input_formats = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y."]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "type": "date"}

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.not_after is not None and value > self.not_after:
            latest = date_format(self.not_after)
            raise ValidationError(
                _("This day is later than %(day)s. Please choose that day or an earlier one.")
                % {"day": latest}
            )
        if self.not_before is not None and value < self.not_before:
            earliest = date_format(self.not_before)
            raise ValidationError(
                _("This day is earlier than %(day)s. Please choose that day or a later one.")
                % {"day": earliest}
            )
