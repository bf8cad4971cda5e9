"""Rows name nobody where a programmer may print them."""

from lidzas.directory.models import Approach, Listing, ListingNote, Shown


def test_rows_are_named_by_their_number_alone():
    for row in (Listing(name="Rita"), Approach(words="Rita"), ListingNote(words="Rita"), Shown(why="Rita")):
        assert str(row).endswith(str(row.pk))
        assert "Rita" not in str(row)
