"""Whether two names may be one person's: typed in another order, or with one letter different."""

from lidzas.accounts.models import fold

SHORT = 5


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without case and diacritics, in an order that does not depend on how they stand."""
    return tuple(sorted(fold(name).replace("-", " ").split()))


def one_edit_apart(one: str, other: str) -> bool:
    """Whether a letter more, a letter less or another letter in one place makes the two the same."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def are_alike(one: str, other: str) -> bool:
    """Whether two names may be the same person's; in short names a letter more is another name."""
    if words_of(one) == words_of(other):
        return True
    plain = fold(one), fold(other)
    if min(len(name) for name in plain) < SHORT:
        return False
    return one_edit_apart(*plain) or one_edit_apart(" ".join(words_of(one)), " ".join(words_of(other)))


def halves_of(name: str) -> tuple[str, str]:
    """Two pieces of a folded name of which one edit leaves one whole."""
    plain = fold(name)
    return plain[: len(plain) // 2], plain[len(plain) // 2 :]
