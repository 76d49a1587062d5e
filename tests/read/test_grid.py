"""Rules become cells: merged where a rule is missing, none where there is only a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.read.grid import MOST_RULES, grids

if TYPE_CHECKING:
    from papertrace.read.grid import Grid
    from papertrace.read.grid_rules import Rule


def full(rows: int, columns: int) -> tuple[list[Rule], list[Rule]]:
    """Rules of a table with cells 50 wide and 20 high."""
    across = [(20.0 * r, 0.0, 50.0 * columns) for r in range(rows + 1)]
    down = [(50.0 * c, 0.0, 20.0 * rows) for c in range(columns + 1)]
    return across, down


def spans(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(s.row, s.column, s.row_span, s.column_span) for s in grid.slots]


def test_every_field_of_a_full_grid_is_a_cell() -> None:
    (grid,) = grids(*full(3, 4))
    assert (grid.rows, grid.columns, len(grid.slots)) == (3, 4, 12)
    assert grid.slots[5].box.rounded() == [50.0, 20.0, 100.0, 40.0]
    assert grid.at(60, 30) == 5
    assert grid.at(-1, 30) == -1


def test_a_missing_rule_merges_cells_downwards_and_sideways() -> None:
    across, down = full(3, 3)
    across[1] = (20.0, 50.0, 150.0)  # first column, rows 0 and 1
    down[2] = (100.0, 0.0, 40.0)  # last row, columns 1 and 2
    (grid,) = grids(across, down)
    assert spans(grid) == [
        (0, 0, 2, 1),
        (0, 1, 1, 1),
        (0, 2, 1, 1),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 2),
    ]
    assert grid.at(10, 35) == 0


def test_a_table_open_left_and_right_has_its_outer_columns() -> None:
    across, down = full(3, 3)
    (grid,) = grids(across, down[1:-1])
    assert (grid.rows, grid.columns, len(grid.slots)) == (3, 3, 9)


def test_a_table_cut_by_the_page_has_its_last_row() -> None:
    across, down = full(3, 3)
    (grid,) = grids(across[:-1], down)
    assert (grid.rows, grid.columns) == (3, 3)


def test_a_column_without_head_rule_is_not_lost() -> None:
    across, down = full(2, 2)
    down[1] = (50.0, 20.0, 40.0)
    (grid,) = grids(across, down)
    assert spans(grid) == [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_frames_boxes_and_underlines_are_no_tables() -> None:
    assert grids(*full(1, 1)) == ()
    assert grids([(10.0, 0.0, 300.0), (40.0, 0.0, 300.0)], []) == ()


def test_a_frame_around_a_table_is_left_out() -> None:
    across, down = full(2, 2)
    across += [(-30.0, -30.0, 150.0), (80.0, -30.0, 150.0)]
    down += [(-30.0, -30.0, 80.0), (150.0, -30.0, 80.0)]
    (grid,) = grids(across, down)
    assert grid.box.rounded() == [0.0, 0.0, 100.0, 40.0]


def test_the_notch_of_a_stepped_table_is_no_cell() -> None:
    across = [(0.0, 50.0, 100.0), (20.0, 0.0, 100.0), (40.0, 0.0, 100.0)]
    down = [(0.0, 20.0, 40.0), (50.0, 0.0, 40.0), (100.0, 0.0, 40.0)]
    (grid,) = grids(across, down)
    assert spans(grid) == [(0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert grid.at(10, 10) == -1


def test_two_tables_come_from_the_top() -> None:
    across, down = full(2, 2)
    lower_across = [(y + 100, a, b) for y, a, b in across]
    lower_down = [(x, a + 100, b + 100) for x, a, b in down]
    assert [g.box.top for g in grids(lower_across + across, lower_down + down)] == [0.0, 100.0]


def test_a_drawing_of_thousands_of_lines_is_no_table() -> None:
    across = [(5.0 * i, 0.0, 100.0) for i in range(MOST_RULES + 1)]
    assert grids(across, [(0.0, 0.0, 9e4), (100.0, 0.0, 9e4)]) == ()


def test_an_edge_drawn_awry_in_the_head_makes_no_column() -> None:
    across = [(0.0, 0.0, 200.0), (20.0, 0.0, 200.0), (40.0, 0.0, 200.0)]
    down = [(0.0, 0.0, 40.0), (62.0, 0.0, 20.0), (50.0, 20.0, 40.0), (200.0, 0.0, 40.0)]
    (grid,) = grids(across, down)
    assert (grid.rows, grid.columns) == (2, 2)
    assert spans(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert (grid.at(55, 10), grid.at(55, 30)) == (0, 3)


def test_a_narrow_column_with_cells_of_its_own_stays() -> None:
    across = [(0.0, 0.0, 200.0), (20.0, 0.0, 200.0), (40.0, 0.0, 200.0)]
    down = [(0.0, 0.0, 40.0), (62.0, 0.0, 20.0), (50.0, 0.0, 40.0), (200.0, 0.0, 40.0)]
    (grid,) = grids(across, down)
    assert spans(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 2)]
