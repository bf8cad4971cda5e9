"""What we say differently is still what the sign-in library says."""

from pathlib import Path

import allauth
import polib

from lidzas.ui.borrowed import BORROWED


def test_every_borrowed_sentence_is_one_of_the_library():
    catalogue = polib.pofile(
        str(Path(allauth.__file__).parent / "locale" / "lv" / "LC_MESSAGES" / "django.po")
    )

    assert set(BORROWED) <= {entry.msgid for entry in catalogue}
