"""The words in which people tell what they are like, what they wish, and who may read it."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """The pages of "About me". Each saves by itself, and for each its person says who sees it."""

    PROFILE = "profile", _("What matters to me")
    STRENGTHS = "strengths", _("What I am good at")
    VALUES = "values", _("My values")
    LIKES = "likes", _("What I like and what I do not")
    STYLE = "style", _("How I am")
    EXPERIENCES = "experiences", _("What I have been through")
    MEETING = "meeting", _("When and where to meet")
    REACH = "reach", _("How to reach me")
    WISHES = "wishes", _("My wishes about the other person")


class StyleWish(StrEnum):
    SIMILAR = "similar"
    DIFFERENT = "different"
    ANY = "any"


class WishKind(StrEnum):
    """What somebody may wish of the other person; a closed, small list."""

    WOMAN = "woman"
    MAN = "man"
    OLDER = "older"
    SAME_AGE = "same_age"
    NO_SMOKER = "no_smoker"
    NO_PETS = "no_pets"
    ONLINE = "online"


class Strength(StrEnum):
    """How strong a wish is."""

    MUST = "must"
    NICE = "nice"


class Gender(TextChoices):
    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    UNSAID = "", _("I would rather not say")


class Reached(TextChoices):
    """How somebody likes to be reached."""

    IN_PERSON = "in_person", _("In person")
    CALL = "call", _("Phone call")
    TEXT = "text", _("Text message")
    VIDEO = "video", _("Video call")
    MAIL = "mail", _("E-mail")


class Spoken(TextChoices):
    """Languages to speak in, by their ISO 639-1 codes."""

    LATVIAN = "lv", _("Latvian")
    RUSSIAN = "ru", _("Russian")
    ENGLISH = "en", _("English")
    LITHUANIAN = "lt", _("Lithuanian")
    POLISH = "pl", _("Polish")
    UKRAINIAN = "uk", _("Ukrainian")
    GERMAN = "de", _("German")


class WeekDay(TextChoices):
    MONDAY = "mon", _("Monday")
    TUESDAY = "tue", _("Tuesday")
    WEDNESDAY = "wed", _("Wednesday")
    THURSDAY = "thu", _("Thursday")
    FRIDAY = "fri", _("Friday")
    SATURDAY = "sat", _("Saturday")
    SUNDAY = "sun", _("Sunday")


class PartOfDay(TextChoices):
    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")


HOURS = {PartOfDay.MORNING: 4, PartOfDay.AFTERNOON: 5, PartOfDay.EVENING: 4}
TIMES = tuple(f"{day}_{part}" for day in WeekDay.values for part in PartOfDay.values)
MOST_VALUES = 5
MOST_STRENGTHS = 7
STYLE_STEPS = (1, 2, 3, 4, 5)
