"""A person who can sign in. What the person does in a programme is not known here."""

import unicodedata
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lidzas.accounts.choices import AddressForm, Language
from lidzas.records.identity import new_id


def fold(text: str) -> str:
    """Case and diacritics taken away, so that `Janis` finds `Jānis` on every database."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


class People(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())

    def named_like(self, words: str) -> models.QuerySet["User"]:
        """Whose name or address contains every word, whatever the case and diacritics."""
        found = self.get_queryset()
        for word in fold(words).split():
            found = found.filter(search_name__contains=word)
        return found


class User(AbstractBaseUser):
    """A person with an address to sign in by. Not active until the invitation is accepted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    search_name = models.CharField(max_length=400, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.LATVIAN)
    address_form = models.CharField(
        _("form of address"), max_length=10, choices=AddressForm, default=AddressForm.NEUTRAL
    )
    is_active = models.BooleanField(_("may sign in"), default=False)
    came_in_at = models.DateTimeField(_("came in at"), null=True, blank=True)
    is_administrator = models.BooleanField(_("keeps the installation"), default=False)
    joined_at = models.DateTimeField(_("joined at"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects: ClassVar[People] = People()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.CheckConstraint(name="email_is_lower_case", condition=models.Q(email=Lower("email"))),
            models.CheckConstraint(
                name="only_who_came_in_may_sign_in",
                condition=models.Q(is_active=False) | models.Q(came_in_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        self.search_name = self.folded()
        super().save(*args, **kwargs)

    def folded(self) -> str:
        """What a search looks through."""
        return fold(f"{self.name} {self.email}")[:400]

    @property
    def has_come_in(self) -> bool:
        """Whether the person took the account over once; it may have been closed since."""
        return self.came_in_at is not None

    @property
    def audit_case_id(self) -> UUID | None:
        return None

    @property
    def audit_programme_id(self) -> UUID | None:
        return None
