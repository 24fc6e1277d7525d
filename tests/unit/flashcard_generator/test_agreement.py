"""Whether a card's answer and a second one say the same: a case for each condition of the comparison."""

import pytest

from flashcard_generator.cards.checks.agreement import Verdict, compare_answers
from flashcard_generator.cards.checks.card import Card
from flashcard_generator.cards.checks.checker import CardChecker
from flashcard_generator.cards.schema import CardDraft
from unit.flashcard_generator.passages import chunk

MILL = "The old mill is driven by a stream of the upper valley and grinds rye for nine villages."
DRIVES = "What drives the old mill?"
CHOICE = "Which drives the old mill, a stream or rye?"
GRAPHS = "Equality holds for complete graphs and for odd cycles, and for no other graphs."
INSULIN = "Insulin must not be stopped."

ANSWERS: dict[str, tuple[str, str, Verdict]] = {
    "the same": ("a stream", "A stream.", Verdict.AGREES),
    "a shorter one": ("a stream of the upper valley", "a stream", Verdict.AGREES),
    "a longer one": ("a stream", "a stream of the valley", Verdict.AGREES),
    "a substituted word": ("a stream of the moor", "a stream of the valley", Verdict.OTHER_WORDS),
    "a part more": ("a stream", "a stream, and rye", Verdict.OTHER_WORDS),
    "another thing of the quote": ("nine villages", "a stream of the valley", Verdict.CONTRADICTS),
    "words of its own": ("flowing water", "a stream of the valley", Verdict.OTHER_WORDS),
    "the opposite": ("a stream", "not by a stream", Verdict.OTHER_WORDS),
    "hardly": ("a stream", "hardly a stream", Verdict.OTHER_WORDS),
    "another figure": ("14 wheels", "9 wheels", Verdict.CONTRADICTS),
    "the same figure": ("nine wheels", "9 wheels", Verdict.AGREES),
    "a first for a second": ("the first wheel", "the second wheel", Verdict.CONTRADICTS),
    "another letter": ("wheel R", "wheel L", Verdict.CONTRADICTS),
    "all": ("all streams", "a stream", Verdict.CONTRADICTS),
    "a no for a yes": ("Yes", "No, it is not", Verdict.CONTRADICTS),
    "a yes with a reason": ("Yes, by a stream", "Yes", Verdict.AGREES),
    "a word reworded": ("a brook of the upper valley", "a stream of the upper valley", Verdict.AGREES),
    "a word of another place": ("rye of the upper valley", "a stream of the upper valley", Verdict.OTHER_WORDS),
    "another letter beside a like word": ("wheel R of rye", "wheel", Verdict.AGREES),
    "a letter for a thing of the quote": ("a stream of rye", "a stream of type C", Verdict.OTHER_WORDS),
    "the first of two": ("rye", "A stream or rye", Verdict.OTHER_WORDS),
    "a share and a percentage": ("half of the streams", "50 % of the streams", Verdict.AGREES),
    "half a second": ("0.5 seconds", "half a second", Verdict.AGREES),
    "another formula": ("c · det A", "c^n det A", Verdict.CONTRADICTS),
    "a formula with another sign": ("k = A e^(E / RT)", "k = A e^(−E / RT)", Verdict.CONTRADICTS),
    "a formula set otherwise": (r"\( x^2 - (\operatorname{tr} A)x \)", "x² − (tr A)x", Verdict.AGREES),
    "a formula typed as text": (r"\( E = \frac{1}{2} k A^2 \)", "E = ½kA²", Verdict.AGREES),
    "elided words": ("le fond de l'eau", "le fond d'eau", Verdict.AGREES),
    "the sides exchanged": ("the stream exceeds rye", "rye exceeds the stream", Verdict.OTHER_WORDS),
    "another range": ("0.06 to 2 wheels", "0.002 to 0.06 wheels", Verdict.OTHER_WORDS),
    "certain of what is said": ("a stream drives it for sure", "a stream drives it", Verdict.OTHER_WORDS),
    "what says itself that it is not said": ("It is not said", "It is not said", Verdict.AGREES),
    "other signs of a place": ("a stream above the valley", "a stream below the valley", Verdict.OTHER_WORDS),
    "a sign of its own": ("the lower stream of the valley", "the upper stream of the valley", Verdict.OTHER_WORDS),
    "the other bound": ("at least nine villages", "at most nine villages", Verdict.OTHER_WORDS),
    "a formula of which the other has a part": ("k = a + b + c", "k = a + b", Verdict.CONTRADICTS),
    "only": ("only a stream", "a stream", Verdict.OTHER_WORDS),
    "several words of its own": ("a muddy brown stream", "a stream", Verdict.OTHER_WORDS),
    "more of the quote": ("a stream of the upper valley for villages", "a stream", Verdict.OTHER_WORDS),
    "a letter that is an article": ("wheel B", "wheel A", Verdict.CONTRADICTS),
    "half an answer": ("a stream", "A stream; the rest is not said.", Verdict.NOT_SAID),
    "its sides in the same order": ("the rain exceeds the snow", "rain exceeds snow", Verdict.AGREES),
    "two that are not compared": ("rye and a stream", "a stream and rye", Verdict.AGREES),
    "a comparison reworded": (
        "a higher stream of the upper dale", "a higher stream of the upper valley", Verdict.AGREES,
    ),
    "two words in another order, and one more": (
        "a longer valley stream", "a longer stream of the valley for rye", Verdict.AGREES,
    ),
    "little in common": (
        "flowing muddy water of the upper stream", "rye of villages of the upper valley stream", Verdict.OTHER_WORDS,
    ),
    "no word of its own": ("a stream", "by it", Verdict.OTHER_WORDS),
    "words of its own for no word": ("magnetism", "by itself", Verdict.OTHER_WORDS),
    "what the quote does not name": ("nine villages", "flowing water of mountains", Verdict.OTHER_WORDS),
    "half in common": ("a stream of rye", "a stream of villages", Verdict.OTHER_WORDS),
    "much more": ("a stream", "a stream of the upper valley villages", Verdict.AGREES),
    "a little more of two words": ("a stream of the valley", "a stream of the upper valley", Verdict.AGREES),
    "a little more of three words": (
        "a stream of the upper valley", "a stream of the upper valley for villages", Verdict.OTHER_WORDS,
    ),
    "a word reworded, beside others of the quote": (
        "a brook of rye of the upper valley for villages", "a stream of the upper valley", Verdict.OTHER_WORDS,
    ),
    "long endings": ("conductivity of a stream", "conductance of a stream", Verdict.AGREES),
    "a part behind a colon": ("a stream", "a stream: rye", Verdict.OTHER_WORDS),
    "a member with more words": ("a stream or rye", "an upper stream or rye", Verdict.AGREES),
    "a member in words of the question": ("a stream", "a stream of the valley, of the old mill", Verdict.AGREES),
    "a letter more": ("a stream of rye", "a stream of C", Verdict.OTHER_WORDS),
    "a figure alone": ("nine villages", "9", Verdict.AGREES),
    "a figure less": ("nine villages", "villages", Verdict.AGREES),
    "a year more": ("in 1976", "in 1976 and 1978", Verdict.OTHER_WORDS),
    "a second of time": ("the first wheel", "a wheel that turns once a second", Verdict.OTHER_WORDS),
    "a formula in words": ("k = a + b", "the sum of both", Verdict.OTHER_WORDS),
    "a yes with words of its own": ("Yes, by magnetism", "Yes", Verdict.OTHER_WORDS),
    "other marks around no word with content": ("“So”", '"so"', Verdict.AGREES),
    "all of both": ("all streams", "all the streams of valleys", Verdict.AGREES),
}  # fmt: skip

OTHER_CARDS: dict[str, tuple[str, str, str, str, Verdict]] = {
    "a choice": (CHOICE, MILL, "a stream", "rye", Verdict.CONTRADICTS),
    "a choice with more said": (CHOICE, MILL, "a stream", "a stream of the valley", Verdict.AGREES),
    "a choice with less said": (CHOICE, MILL, "a stream of the valley", "a stream", Verdict.AGREES),
    "a word that the question has, too": (
        "For which graphs does equality hold?", GRAPHS, "For odd cycles", "For complete graphs and for odd cycles",
        Verdict.OTHER_WORDS,
    ),
    "what the other one denies": (
        "What must happen to insulin?", INSULIN, "It must be stopped", "It must not be stopped", Verdict.OTHER_WORDS,
    ),
    "what the other one affirms": (
        "What must happen to insulin?", INSULIN, "It must not be stopped", "It must be stopped", Verdict.OTHER_WORDS,
    ),
    "one of two coupled words": (
        "In which woods does the mill stand?", "The mill stands in oak and beech woods.", "oak woods",
        "oak and beech woods", Verdict.OTHER_WORDS,
    ),
    "two words with one beginning": (
        "Was liegt am Rand?", "Am Rand liegt Gletschermilch.", "Gletscherspalte", "Gletschermilch",
        Verdict.OTHER_WORDS,
    ),
    "a character of its own": (
        "水車は何で動くか。", "水車は谷川水流で動く。", "谷川水路", "谷川水流", Verdict.OTHER_WORDS,
    ),
    "all of what is asked": ("What drives all mills?", MILL, "all by a stream", "a stream", Verdict.AGREES),
    "all of the quote": (DRIVES, "All streams drive the old mill.", "all streams", "streams", Verdict.AGREES),
    "a must of the question": ("What must drive it?", MILL, "it must be a stream", "a stream", Verdict.AGREES),
    "a figure of the question": (
        "What do 3 mills cost?", "Mills cost 40 or 90 marks.", "3 mills cost 40 marks", "3 mills cost 90 marks",
        Verdict.CONTRADICTS,
    ),
    "letters of the question": ("What are wheel R and wheel L?", MILL, "R is old", "L is old", Verdict.AGREES),
}  # fmt: skip


def card(question: str, answer: str, quote: str, around: str = "", kind: str = "COMPREHENSION") -> Card:
    draft = CardDraft(passage=0, quote=quote, type=kind, question=question, answer=answer)
    made_of = CardChecker([draft.type]).read_card(draft, [chunk(f"{quote}{around}")])
    assert made_of is not None
    return made_of


@pytest.mark.parametrize("name", ANSWERS)
def test_two_answers_are_compared_by_what_they_say(name: str) -> None:
    first, second, verdict = ANSWERS[name]
    assert compare_answers(card(DRIVES, first, MILL), second) is verdict


@pytest.mark.parametrize("name", OTHER_CARDS)
def test_question_and_quote_tell_what_a_difference_means(name: str) -> None:
    question, quote, first, second, verdict = OTHER_CARDS[name]
    assert compare_answers(card(question, first, quote), second) is verdict


@pytest.mark.parametrize(("around", "verdict"), [("", Verdict.AGREES), (" The yard is paved.", Verdict.OTHER_WORDS)])
def test_a_word_of_another_place_of_the_passage_is_no_other_word_for_the_same(around: str, verdict: Verdict) -> None:
    made_of = card(DRIVES, "a stream of the upper yard", MILL, around)
    assert compare_answers(made_of, "a stream of the upper valley") is verdict


def test_a_statement_is_judged_true_or_false_and_nothing_else() -> None:
    made_of = card("The old mill grinds rye.", "Perhaps", MILL, kind="TRUE_FALSE")
    assert compare_answers(made_of, "Perhaps") is Verdict.CONTRADICTS
