import pytest

from bandup.trends.interval import Interval, find_lowest


@pytest.mark.parametrize(
    ("intervals", "lowest"),
    [
        ({}, None),
        ({"a": Interval(1, 2), "b": Interval(2.1, 3), "c": Interval(2.5, 6)}, "a"),
        ({"b": Interval(2.1, 3), "a": Interval(1, 2), "c": Interval(2.5, 6)}, "a"),
        ({"a": Interval(1, 2), "b": Interval(2, 3)}, None),
        ({"a": Interval(1, 2), "b": Interval(1.5, 3)}, None),
        ({"a": Interval(0, 5), "b": Interval(1, 2), "c": Interval(6, 7)}, None),
        ({"a": Interval(1, 2), "b": Interval(3, 4), "c": None}, None),
        ({"a": None}, None),
    ],
)
def test_the_lowest_is_below_all_others(intervals: dict[str, Interval | None], lowest: str | None) -> None:
    assert find_lowest(intervals) == lowest


def test_an_interval_ends_where_the_scale_does() -> None:
    assert Interval(-1, 11).clip(0, 10) == Interval(0, 10)
    assert Interval(2, 3).clip(0, 10) == Interval(2, 3)
    assert Interval(-3, -1).clip(0, 10) == Interval(0, 0)
