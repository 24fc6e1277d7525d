"""Formulas of a deck: what dollars hold becomes what MathJax takes, prices stay prices, and no formula has a link."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.flashcards.decks.apkg import _show
from bandup.flashcards.decks.cards import Card
from bandup.flashcards.decks.formulas import mark_formulas, mark_pieces
from bandup.flashcards.decks.gaps import find_gap_sentences


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
        (r"\( \\href{u}{x} \)", r"\( href{u}{x} \)"),
        (r"\( a \\) \href{u}{x} \)", r"\( a \\) href{u}{x} \)"),
        (r"\( {\) \href{u}{x} } \)", r"\( {\) href{u}{x} } \)"),
        (r"\( $a$ \href{u}{x} \)", r"\( \(a\) href{u}{x} \)"),
        (r"$\mmlToken{mi}[href='u']{x}$", r"\(mmlToken{mi}[href='u']{x}\)"),
        (r"$\bbox[background:url(u)]{x}$", r"\(bbox[background:url(u)]{x}\)"),
    ],
)
def test_formulas_are_marked_and_inert(text: str, marked: str) -> None:
    assert mark_formulas(text) == marked


PIECES = st.lists(
    st.sampled_from(["$", "\\", "(", ")", "{", "}", "[", "]", "a", " ", "href", "\\url"]), max_size=24
).map("".join)


@given(PIECES)
def test_no_command_for_a_link_is_left_behind_the_beginning_of_a_formula(text: str) -> None:
    _, begins, rest = mark_formulas(text).partition("\\(")
    assert not begins or not re.search(r"\\(?:href|url)(?![A-Za-z])", rest)


@given(st.text(alphabet=r"$\()[]ab1 {}", max_size=40))
def test_a_second_export_changes_nothing(text: str) -> None:
    assert mark_formulas(mark_formulas(text)) == mark_formulas(text)


def test_a_formula_within_a_gap_closes_no_gap() -> None:
    card = Card("The energy is ____ at rest.", r"$\frac{{a}}{{b}}$", "CLOZE", "EASY", 1, "q", "")
    inner = write(card).removeprefix("The energy is {{c1::").removesuffix("}} at rest.")
    assert inner == r"\(\frac&#123;&#123;a&#125;&#125;&#123;&#123;b&#125;&#125;\)"


def write(card: Card) -> str:
    (sentence,) = find_gap_sentences([card])
    return sentence.write(_show)


@pytest.mark.parametrize(
    ("question", "answer", "field"),
    [
        ("It is $E = ____$.", "mc^2", r"It is \(E = {{c1&#58;&#58;mc^2}}\)."),
        (r"It is \(E = ____\).", "mc^2", r"It is \(E = {{c1&#58;&#58;mc^2}}\)."),
        (r"It is $\hr____{x}{y}$.", "ef", r"It is \(hr{{c1&#58;&#58;ef}}&#123;x&#125;&#123;y&#125;\)."),
        ("____ is the sum.", "$$a$$", r"{{c1&#58;&#58;\&#91;a\&#93;}} is the sum."),
        ("It costs ____.", "$5", "It costs {{c1&#58;&#58;$5}}."),
    ],
)
def test_a_formula_around_a_gap_is_one(question: str, answer: str, field: str) -> None:
    assert write(Card(question, answer, "CLOZE", "EASY", 1, "q", "")) == field.replace("&#58;&#58;", "::")


@given(st.text(alphabet=r"$\()[]ab1 {}", max_size=40), st.lists(st.integers(0, 40), max_size=4))
def test_pieces_are_the_whole(text: str, cuts: list[int]) -> None:
    places = sorted(cut for cut in cuts if cut <= len(text))
    assert "".join(mark_pieces(text, places)) == mark_formulas(text)
    assert len(mark_pieces(text, places)) == len(places) + 1


def test_a_cut_between_two_dollars_doubles_none() -> None:
    assert mark_pieces("a $$b$$", [3, 6]) == ["a \\[", "b\\]", ""]
