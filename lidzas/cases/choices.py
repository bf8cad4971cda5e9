"""How young people come to a programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferredBy(models.TextChoices):
    SOCIAL_SERVICE = "social_service", _("A municipality's social service")
    ORGANISATION = "organisation", _("Another organisation")
    THEMSELF = "themself", _("The young person came on their own")
