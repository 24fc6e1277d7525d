"""Formulas of a deck: what dollars hold becomes what MathJax takes, prices stay prices, and no formula has a link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from job_api.decks.apkg import _escape, _gap
from job_api.decks.cards import Card
from job_api.decks.formulas import mark_formulas


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("the law $E = mc^2$ of 1905", r"the law \(E = mc^2\) of 1905"),
        ("$x$", r"\(x\)"),
        (r"$$\int_0^1 x\,dx$$", r"\[\int_0^1 x\,dx\]"),
        ("it costs $5 and $10", "it costs $5 and $10"),
        ("from $5-$10 a month", "from $5-$10 a month"),
        ("US$5 (A$7)", "US$5 (A$7)"),
        (r"\( a_1 \)", r"\( a_1 \)"),
        (r"\( never closed", r"\( never closed"),
        (r"\( \href{javascript:alert(1)}{x} \)", r"\( href{javascript:alert(1)}{x} \)"),
        (r"$\url{http://x}$", r"\(url{http://x}\)"),
        (r"\( never closed \href{x}", r"\( never closed href{x}"),
        (r"a path C:\url\x", r"a path C:\url\x"),
    ],
)
def test_formulas_are_marked_and_inert(text: str, marked: str) -> None:
    assert mark_formulas(text) == marked


@given(st.text(alphabet=r"$\()[]ab1 {}", max_size=40))
def test_a_second_export_changes_nothing(text: str) -> None:
    assert mark_formulas(mark_formulas(text)) == mark_formulas(text)


def test_a_formula_within_a_gap_closes_no_gap() -> None:
    card = Card("The energy is ____ at rest.", r"$\frac{{a}}{{b}}$", "CLOZE", "EASY", 1, "q", "")
    text = _gap(card)
    assert text is not None
    inner = text.removeprefix("The energy is {{c1::").removesuffix("}} at rest.")
    assert "}" not in inner
    assert inner == _escape(r"$\frac{{a}}{{b}}$") == r"\(\frac&#123;&#123;a&#125;&#125;&#123;&#123;b&#125;&#125;\)"
