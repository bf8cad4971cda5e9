"""How answers are picked where the browser's own way would be too small or too bare."""

from collections.abc import Container, Mapping
from typing import Any

from django import forms


class ChoiceCards(forms.RadioSelect):
    """Every choice a large card, with a sentence of what it means."""

    template_name = "ui/widgets/choice_cards.html"

    def __init__(self, *, hints: Mapping[str, object] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.hints = hints or {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        option["hint"] = self.hints.get(str(option["value"]), "")
        return option


class Scale(forms.RadioSelect):
    """Levels in words, one below the other, and below them the ways not to answer."""

    template_name = "ui/widgets/scale.html"

    def __init__(self, *, skips: Container[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.skips = skips

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        option["is_skip"] = str(option["value"]) in self.skips
        return option


class Day(forms.DateInput):
    """The device's own calendar."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class Time(forms.TimeInput):
    input_type = "time"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%H:%M", **options)


class DayAndTime(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **options)
