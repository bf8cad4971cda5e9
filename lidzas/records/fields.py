"""Columns whose content is unreadable without the key, even to who holds the whole database."""

import json
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from lidzas.records.sealing import seal, unseal

Set = TypeVar("Set")
Got = TypeVar("Got")


class Sealed(str):
    """Ciphertext as it came from the database, not yet opened."""

    __slots__ = ()


class OpensOnReading:
    """Opens the seal when the attribute is first read, because only the row knows its own id."""

    def __init__(self, field: "SealedField[Any, Any]") -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        value = row.__dict__[name]
        if isinstance(value, Sealed):
            value = row.__dict__[name] = self.field.opened(unseal(value, self.field.place(row)))
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class SealedField(models.TextField[Set, Got]):
    """What every sealed column shares: it cannot be searched, sorted or updated in bulk.

    Nothing stays the empty text, so that "is something written here" needs no key.
    """

    descriptor_class = OpensOnReading

    def place(self, row: models.Model) -> str:
        return f"{row._meta.label_lower}.{self.attname}.{row.pk}"

    def written(self, value: Any) -> str:
        """The value as the text that is sealed."""
        return str(value)

    def opened(self, text: str) -> Any:
        """The value behind the text that was sealed."""
        return text

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = getattr(model_instance, self.attname)
        return Sealed(seal(self.written(value), self.place(model_instance))) if value else ""

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Any:
        return Sealed(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        if value and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed row by row: save the row instead of updating in bulk")
        return str(value or "") if value is not None else None

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every comparison except with the empty text, which `exact` serves."""
        return super().get_lookup(lookup_name) if lookup_name == "exact" else None


class SealedTextField(SealedField[str, str]):
    """Text sealed to its model, column and row."""

    description = _("sealed text")


class SealedJSONField(SealedField[dict[str, Any], dict[str, Any]]):
    """Named answers sealed as one to their model, column and row. Give it a new dict instead of changing the old."""

    description = _("sealed answers")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"default": dict, "blank": True, **options})

    def written(self, value: Any) -> str:
        return json.dumps(value)

    def opened(self, text: str) -> Any:
        return json.loads(text)

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Any:
        return Sealed(value) if value else {}
