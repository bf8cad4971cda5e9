"""Reading the trail to check it."""

from uuid import UUID

from lidzas.audit.models import Chain, Entry


def broken_entries(chain_id: UUID) -> list[int]:
    """Numbers of the entries whose seal does not follow from the entry before, in one chain.

    The chain's own end counts too: when the last entry is gone, the number is 0.
    """
    programme_id = chain_id if chain_id.int else None
    broken, before = [], ""
    for entry in Entry.objects.filter(programme_id=programme_id).order_by("number").iterator():
        if entry.before != before or entry.seal != entry.seal_that_follows():
            broken.append(entry.number)
        before = entry.seal
    if Chain.objects.get(pk=chain_id).last != before:
        broken.append(0)
    return broken
