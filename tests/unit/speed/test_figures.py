"""The bench's own arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speed.before import compare_figures
from speed.figures import Figure, at_least, at_most, measure_interleaved, ratios

VALUES = st.lists(st.floats(0.001, 1000), min_size=1, max_size=9)


@given(VALUES)
def test_the_median_lies_within_its_spread(samples: list[float]) -> None:
    told = Figure("a thing", samples, "x", "another").as_document()
    assert told["spread"]["min"] <= told["value"] <= told["spread"]["max"]
    assert (told["runs"], told["target"], told["met"]) == (len(samples), None, None)


def test_a_figure_as_it_is_kept() -> None:
    figure = Figure("start", [1.2, 1.1, 1.3], "x", "its imports", at_most(1.15))
    assert figure.as_document() == {
        "name": "start",
        "value": 1.2,
        "unit": "x",
        "spread": {"min": 1.1, "max": 1.3},
        "runs": 3,
        "target": "<= 1.15",
        "met": False,
        "compared_with": "its imports",
    }


@pytest.mark.parametrize(("value", "met"), [(399.9, False), (400, True), (401, True)])
def test_at_least(value: float, met: bool) -> None:
    assert at_least(400).met_by(value) is met


@pytest.mark.parametrize(("value", "met"), [(0, True), (1, False)])
def test_at_most(value: float, met: bool) -> None:
    assert at_most(0).met_by(value) is met


def test_sides_take_turns_and_swap_places() -> None:
    order: list[str] = []

    def side(name: str) -> float:
        order.append(name)
        return float(len(order))

    found = measure_interleaved(3, {name: lambda name=name: side(name) for name in "ab"})  # type: ignore[misc]  # bound early
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert found == {"a": [1, 4, 5], "b": [2, 3, 6]}


def test_ratios_are_those_of_each_run() -> None:
    assert ratios([2, 9], [4, 3]) == [0.5, 3]
    with pytest.raises(ValueError, match="zip"):
        ratios([1], [1, 2])


def test_figures_are_compared_with_those_of_a_commit() -> None:
    now = [
        Figure("calls", [3.0], "calls", "counted", at_most(4)),
        Figure("share", [0.5], "share", "counted", at_least(0.4)),
        Figure("start", [500.0], "ms", "a clock", at_most(1)),
        Figure("new", [1.0], "x", "nothing"),
        Figure("none", [0.0], "files", "counted", at_most(0)),
    ]
    then = {"calls": 2.0, "share": 0.5, "start": 250.0, "none": 0.0, "gone": 1.0}
    assert [(each.name, each.value, each.met) for each in compare_figures(now, then, "main")] == [
        ("calls, since", 1.5, False),
        ("share, since", 1.0, True),
        ("start, since", 2.0, None),
    ]
