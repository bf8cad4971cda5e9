"""The geometry of the path and the meter."""

import pytest

from lidzas.ui.pictures import Walked, draw_path, share

WALKED, HERE, AHEAD = Walked.WALKED, Walked.HERE, Walked.AHEAD


def test_the_way_walked_ends_where_one_is():
    drawing = draw_path([WALKED, HERE, AHEAD, AHEAD])

    here = drawing.stops[1]
    assert drawing.walked.endswith(f"{here.x} {here.y}")
    assert drawing.whole.startswith(drawing.walked)
    assert drawing.whole != drawing.walked


def test_a_way_walked_to_the_end_is_the_whole_way():
    drawing = draw_path([WALKED] * 5)

    assert drawing.walked == drawing.whole


def test_being_at_the_last_stage_is_not_the_end_of_the_way():
    drawing = draw_path([WALKED, HERE])

    assert drawing.walked != drawing.whole


def test_a_way_not_begun_has_nothing_walked():
    assert draw_path([AHEAD, AHEAD]).walked == ""


@pytest.mark.parametrize("stages", [1, 2, 3, 5, 8, 12])
def test_stops_stand_in_order_within_the_picture(stages):
    stops = draw_path([HERE] * stages).stops

    places = [stop.x for stop in stops]
    assert places == sorted(set(places))
    assert all(0 < stop.mark_x < stop.x < 1000 and 0 < stop.mark_y < stop.y < 132 for stop in stops)


@pytest.mark.parametrize(
    ("used", "total", "percent"),
    [(0, 14, 0), (7, 14, 50), (14, 14, 100), (20, 14, 100), (3, 0, 0), (-1, 5, 0)],
)
def test_a_share_never_leaves_its_frame(used, total, percent):
    assert share(used, total) == percent
