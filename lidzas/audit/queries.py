"""Reading the trail to check it."""

from uuid import UUID

from lidzas.audit.models import INSTALLATION, Chain, Entry


def chains() -> set[UUID]:
    """Every chain there is, and every one whose entries are there although its row is gone."""
    named = Entry.objects.order_by().values_list("programme_id", flat=True).distinct()
    return {*Chain.objects.values_list("pk", flat=True), *(pk or INSTALLATION for pk in named)}


def broken_entries(chain_id: UUID) -> list[int]:
    """Numbers of the entries whose seal does not follow from the entry before, in one chain.

    The chain's own end counts too: when the last entry or the chain's row is gone, the number is 0.
    """
    programme_id = None if chain_id == INSTALLATION else chain_id
    broken, before = [], ""
    for entry in Entry.objects.filter(programme_id=programme_id).order_by("number").iterator():
        if entry.before != before or entry.seal != entry.seal_that_follows():
            broken.append(entry.number)
        before = entry.seal
    if not Chain.objects.filter(pk=chain_id, last=before).exists():
        broken.append(0)
    return broken
