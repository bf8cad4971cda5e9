"""What the guide calls the things of a method."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lidzas.method import Count, OpenThing, Path, ResourceKind, TimeKind


class GameKind(TextChoices):
    """The three ways of playing the sorting exercise."""

    STAGES = "stages", _("Which stage?")
    PEOPLE = "people", _("Who does it?")
    QUESTIONS = "questions", _("The closing questions")


class Verdict(TextChoices):
    """What is said of a card that was put somewhere. Nothing is ever called wrong."""

    FITS = "fits", _("Fits")
    ALSO = "also", _("Also possible")
    AGAIN = "again", _("Look again")


RESOURCE_KINDS: dict[ResourceKind, Promise] = {
    ResourceKind.BOOK: _("Book"),
    ResourceKind.ARTICLE: _("Article"),
    ResourceKind.METHOD: _("Method"),
    ResourceKind.VIDEO: _("Video"),
    ResourceKind.IDEA: _("Idea"),
    ResourceKind.PAGE: _("Page"),
}

OPEN_THINGS: dict[OpenThing, Promise] = {
    OpenThing.SAFEGUARDING_CONCERN: _("No worry about anybody's safety is left open"),
    OpenThing.CRISIS: _("No hard moment is left open"),
}

COUNTS: dict[Count, Promise] = {
    Count.EXPLANATIONS: _("Talks that explain the programme"),
    Count.MENTEE_CONTACTS: _("Contacts with the young person"),
    Count.MENTOR_CONTACTS: _("Contacts with the mentor"),
    Count.MEETINGS: _("Meetings"),
    Count.THREE_WAY_MEETINGS: _("Meetings of all three"),
    Count.GOALS: _("Goals"),
    Count.STEPS: _("Steps"),
    Count.MINUTES: _("Minutes together"),
}

TIME_KINDS: dict[TimeKind, Promise] = {
    TimeKind.MEETING: _("meetings"),
    TimeKind.JOINT_ACTIVITY: _("doing things together"),
    TimeKind.THREE_WAY: _("meetings of all three"),
    TimeKind.GROUP: _("group meetings"),
    TimeKind.MESSAGE: _("messages"),
    TimeKind.CALL: _("calls"),
    TimeKind.TRAVEL: _("travel"),
}

PATHS: dict[Path, Promise] = {
    Path.MENTOR: _("when there is a mentor"),
    Path.ANOTHER_WAY: _("when another way is chosen"),
}

# What the exercise says aloud; {card}, {place}, {number} and {count} are filled in by its script.
SPOKEN: dict[str, Promise] = {
    "question": _("Where does it belong?"),
    "left": _("Cards in the pile: {count}"),
    "done": _("All cards are placed. You can move them, or look at your answers."),
    "held": _(
        "Picked up: {card}. Choose a place with the arrow keys. Enter puts it down, Escape takes it back."
    ),
    "target": _("{place}, place {number} of {count}"),
    "placed": _("Put down: {card}. Place: {place}."),
    "returned": _("Taken back: {card}. It is where it was."),
    "piled": _("Back in the pile: {card}."),
    "next": _("Next card: {card}"),
    "none_held": _("The pile is empty. Choose a card first, then a place."),
}


class Credit(NamedTuple):
    """Work of others that Līdzās stands on."""

    name: str
    licence: str
    url: str


CREDITS = (
    Credit("Django", "BSD-3-Clause", "https://www.djangoproject.com/"),
    Credit("django-allauth", "MIT", "https://allauth.org/"),
    Credit("django-csp", "BSD-3-Clause", "https://github.com/mozilla/django-csp"),
    Credit("django-environ", "MIT", "https://github.com/joke2k/django-environ"),
    Credit("WhiteNoise", "MIT", "https://whitenoise.readthedocs.io/"),
    Credit("Granian", "BSD-3-Clause", "https://github.com/emmett-framework/granian"),
    Credit("cryptography", "Apache-2.0 / BSD-3-Clause", "https://cryptography.io/"),
    Credit("argon2-cffi", "MIT", "https://argon2-cffi.readthedocs.io/"),
    Credit("psycopg", "LGPL-3.0", "https://www.psycopg.org/"),
    Credit("pysqlite3", "zlib", "https://github.com/coleifer/pysqlite3"),
    Credit("polib", "MIT", "https://github.com/izimobil/polib"),
    Credit("SortableJS", "MIT", "https://sortablejs.github.io/Sortable/"),
    Credit("Atkinson Hyperlegible Next", "OFL-1.1", "https://www.brailleinstitute.org/freefont/"),
)
