"""What mentors have learned, and what they have not yet."""

from collections import defaultdict
from uuid import UUID

from lidzas.learning.models import Study
from lidzas.people.models import Mentor
from lidzas.programmes.models import Programme
from lidzas.programmes.queries import method_of


def untrained(programme: Programme) -> dict[UUID, tuple[str, ...]]:
    """Mentor → the required modules still to do; who has done them all is not in it."""
    required = method_of(programme.method_id).training.required
    mentors = Mentor.objects.filter(programme=programme, left_on=None).values_list("pk", flat=True)
    done: dict[UUID, set[str]] = defaultdict(set)
    rows = Study.objects.filter(mentor__programme=programme, done_on__isnull=False)
    for mentor_id, module in rows.values_list("mentor_id", "module"):
        done[mentor_id].add(module)
    left = {pk: tuple(key for key in required if key not in done[pk]) for pk in mentors}
    return {pk: keys for pk, keys in left.items() if keys}
