import pytest
from hypothesis import given
from hypothesis import strategies as st

from writing_evaluator.layout import Layout, measure_layout


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line. Another one, with a comma; and a full stop.", Layout(1, 0, 0)),
        ("First paragraph.\n\nSecond paragraph.", Layout(2, 0, 0)),
        ("That is the end.Next comes this.Then that.", Layout(1, 2, 0)),
        ("Others disagree , because they like the . So it is.", Layout(1, 0, 2)),
        ("He likes to., and she likes her. That is all.", Layout(1, 0, 1)),
        ("The U.S. and e.g. this, at 9.30 or www.example.org, are no lost breaks.", Layout(1, 0, 0)),
    ],
)
def test_what_was_lost_on_the_way_is_counted(text: str, expected: Layout) -> None:
    assert measure_layout(text) == expected


@pytest.mark.parametrize(
    ("joined", "gaps", "breaks_lost", "words_lost"),
    [(0, 0, False, False), (1, 1, False, False), (2, 0, True, False), (2, 1, True, True), (0, 2, False, True)],
)
def test_a_slip_is_no_loss(joined: int, gaps: int, breaks_lost: bool, words_lost: bool) -> None:
    layout = Layout(1, joined, gaps)
    assert (layout.breaks_lost, layout.words_lost) == (breaks_lost, words_lost)


@given(st.text(max_size=300))
def test_any_text_can_be_measured(text: str) -> None:
    assert min(vars(measure_layout(text)).values()) >= 0
