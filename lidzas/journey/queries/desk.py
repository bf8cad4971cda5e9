"""Pages of a programme that stand on the homes of its team, beside the few in the navigation."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lidzas.access import Permission, Role, is_allowed
from lidzas.journey.queries.hats import NavItem
from lidzas.programmes.models import Programme

# Each page in a line of its own: who may open it, how it is called, its address.
DESK = (
    (Permission.PLACES_VIEW, gettext_noop("Places and people that help"), "directory:index"),
    (Permission.PLANS_CHECK, gettext_noop("Plans at a glance"), "plans:overview"),
    (Permission.PLAN_HELP_GIVE, gettext_noop("Questions about plans"), "plans:questions"),
    (Permission.SUMMARY_VIEW, gettext_noop("Stage summaries"), "reports:summaries"),
    (Permission.IMPROVEMENTS, gettext_noop("Improvement log"), "reports:improvements"),
)  # fmt: skip


def desk_of(programme: Programme, roles: Iterable[Role]) -> list[NavItem]:
    """The pages that these roles open in a programme."""
    held = list(roles)
    return [
        NavItem(_(label), reverse(page, kwargs={"programme_code": programme.code}))
        for permission, label, page in DESK
        if is_allowed(permission, in_programme=held)
    ]
