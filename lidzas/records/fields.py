"""A text column whose content is unreadable without the key, even to who holds the whole database."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lidzas.records.sealing import seal, unseal


class Sealed(str):
    """Ciphertext as it came from the database, not yet opened."""

    __slots__ = ()


class OpensOnReading:
    """Opens the seal when the attribute is first read, because only the row knows its own id."""

    def __init__(self, field: "SealedTextField") -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        value = row.__dict__[name]
        if isinstance(value, Sealed):
            value = row.__dict__[name] = unseal(value, self.field.place(row))
        return value

    def __set__(self, row: models.Model, value: str) -> None:
        row.__dict__[self.field.attname] = value


class SealedTextField(models.TextField[str, str]):
    """Text sealed to its model, column and row. It cannot be searched, sorted or updated in bulk.

    The empty text stays empty, so that "is something written here" needs no key.
    """

    description = _("sealed text")
    descriptor_class = OpensOnReading

    def place(self, row: models.Model) -> str:
        return f"{row._meta.label_lower}.{self.attname}.{row.pk}"

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = getattr(model_instance, self.attname)
        return Sealed(seal(text, self.place(model_instance))) if text else ""

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return Sealed(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        if value and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed row by row: save the row instead of updating in bulk")
        return str(value) if value is not None else None

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every comparison except with the empty text, which `exact` serves."""
        return super().get_lookup(lookup_name) if lookup_name == "exact" else None
