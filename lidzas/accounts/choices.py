"""How a person is spoken to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    LATVIAN = "lv", "Latviešu"
    ENGLISH = "en", "English"


class AddressForm(models.TextChoices):
    """The grammatical form of role words for this person; nobody has to choose one."""

    NEUTRAL = "neutral", _("No preference")
    FEMININE = "feminine", _("Feminine")
    MASCULINE = "masculine", _("Masculine")
