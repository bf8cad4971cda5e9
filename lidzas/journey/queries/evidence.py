"""What a decision on a mentor may rest on: the contacts with the young person since the case was opened (S2.26)."""

from dataclasses import dataclass

from django.db.models import Count, Q

from lidzas.cases.models import Case
from lidzas.meetings.choices import WithWhom
from lidzas.meetings.models import Contact

SHOWN = 30


@dataclass(frozen=True, slots=True)
class ContactsSoFar:
    """How many contacts there were and in how many of them the young person was reached."""

    all: int
    reached: int
    newest: tuple[Contact, ...]


def contacts_so_far(case: Case) -> ContactsSoFar:
    rows = Contact.objects.filter(case=case, with_whom=WithWhom.MENTEE)
    counted = rows.aggregate(all=Count("pk"), reached=Count("pk", filter=Q(is_reached=True)))
    return ContactsSoFar(**counted, newest=tuple(rows.order_by("-held_on", "-pk")[:SHOWN]))
