"""Pieces of lines become lines; lines that meet become meshes."""

from __future__ import annotations

import pytest

from papertrace.read.grid_rules import joined, meshes, overhang, positions


def test_touching_pieces_are_one_rule() -> None:
    (rule,) = joined([(100.0, 10.0, 50.0), (100.4, 52.0, 90.0)])
    assert rule == pytest.approx((100.2, 10.0, 90.0), abs=0.1)


def test_pieces_far_apart_stay_two() -> None:
    assert len(joined([(100.0, 10.0, 50.0), (100.0, 60.0, 90.0)])) == 2


def test_lines_two_points_apart_stay_two() -> None:
    assert len(joined([(100.0, 10.0, 50.0), (102.0, 10.0, 50.0)])) == 2


def test_dots_and_dashes_make_a_line() -> None:
    dashes = [(50.0, 10.0 + 4 * i, 12.0 + 4 * i) for i in range(20)]
    (rule,) = joined(dashes)
    assert rule == pytest.approx((50.0, 10.0, 88.0))


def test_a_lone_dot_is_no_rule() -> None:
    assert joined([(50.0, 10.0, 12.0)]) == []


def test_rules_that_do_not_meet_are_two_meshes() -> None:
    across = [(0.0, 0.0, 50.0), (200.0, 0.0, 50.0)]
    down = [(0.0, 0.0, 40.0), (0.0, 190.0, 240.0)]
    assert len(meshes(across, down)) == 2


def test_a_rule_that_ends_just_short_still_meets() -> None:
    assert len(meshes([(0.0, 2.5, 50.0)], [(0.0, 2.0, 40.0)])) == 1


def test_underlines_alone_are_no_mesh() -> None:
    assert meshes([(0.0, 0.0, 50.0), (20.0, 0.0, 50.0)], []) == []


def test_a_double_line_is_one_position() -> None:
    assert positions([(10.0, 0, 9), (12.5, 0, 9), (40.0, 0, 9)], 4.0) == [10.0, 40.0]


def test_two_rules_show_an_open_edge_and_one_does_not() -> None:
    assert overhang([(0.0, 5.0, 95.0), (9.0, 5.5, 95.0)], 40.0, 60.0) == (5.0, 95.0)
    assert overhang([(0.0, 5.0, 60.0)], 40.0, 60.0) == (None, None)


def test_rows_and_columns_of_dots_are_lines_of_their_own() -> None:
    ends, cuts = (100.0, 160.0), (50.0, 130.0, 210.0)
    level = [(y, 50 + 1.2 * n, 50.6 + 1.2 * n) for y in ends for n in range(134)]
    upright = [(x, 100 + 1.2 * n, 100.6 + 1.2 * n) for x in cuts for n in range(51)]
    turned = [(x0, y - 0.3, y + 0.3) for y, x0, _ in level]
    found = joined([*upright, *turned])
    assert [round(x) for x, _, _ in found] == [50, 130, 210]
    assert {(round(a), round(b)) for _, a, b in found} == {(100, 161)}
