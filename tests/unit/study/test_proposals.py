"""What one result proposes to study."""

import re
from typing import Any

import pytest

from bandup.flashcards.options import GAP
from bandup.ielts.error_types import SPOKEN_ONLY
from bandup.study.card import Source, SourceKind
from study.proposals import MOST_OF_ONE, propose_of_evaluation, propose_of_feedback

ESSAY = "Cities grow. In the last decade people has bought more cars. They do many mistakes in traffic. It is bad!"


def quote(words: str, suggestion: str, error_type: str | None, text: str = ESSAY) -> dict[str, Any]:
    start = text.index(words)
    return {
        "quote": words,
        "start": start,
        "end": start + len(words),
        "issue": "Look at this.",
        "suggestion": suggestion,
        "criterion": "grammatical_range_accuracy",
        "error_type": error_type,
    }


def finding(words: str, suggestion: str, error_type: str, text: str = ESSAY) -> dict[str, Any]:
    start = text.index(words)
    place = {"quote": words, "start": start, "end": start + len(words)}
    return {**place, "error_type": error_type, "message": "Look.", "suggestions": [suggestion]}


def evaluation(*quotes: dict[str, Any], findings: tuple[dict[str, Any], ...] = (), **others: Any) -> dict[str, Any]:
    return {
        "evaluation_id": "an-essay",
        "evaluation_type": "writing",
        "task_type": "TASK_2",
        "essay_content": ESSAY,
        "feedback": {"quoted_examples": list(quotes)},
        "measured": {"findings": list(findings)},
    } | others


def test_a_small_correction_is_a_gap_in_ones_own_sentence() -> None:
    [made] = propose_of_evaluation(evaluation(quote("people has bought", "people have bought", "agreement")))
    assert (made.kind, made.back, made.error_type) == ("cloze", "have", "agreement")
    assert made.front == f"In the last decade people {GAP} bought more cars."
    assert "people has bought" in made.note


def test_a_card_shows_no_other_mistake_of_its_sentence() -> None:
    text = "The streets is crowded, and people complains of noises! Cats is nice, and the streets is full."
    mistakes = [
        quote("streets is", "streets are", "agreement", text),
        quote("people complains", "people complain", "agreement", text),
        quote("noises", "a lot of loud noise on each and every day", "word_choice", text),
    ]
    again = {**mistakes[0], "start": text.rindex("streets is"), "end": text.rindex("streets is") + len("streets is")}
    cats = quote("Cats is", "Cats are", "agreement", text)
    made = propose_of_evaluation(evaluation(*mistakes, cats, again, essay_content=text))
    mended = "The streets are crowded, and people complain of a lot of loud noise on each and every day!"
    assert [(each.front, each.back) for each in made] == [
        (mended.replace("are", GAP, 1), "are"),
        (mended.replace("complain", GAP), "complain"),
        ("What is wrong here?\nThe streets are crowded, and people complain of noises!", mended),
        (f"Cats {GAP} nice, and the streets are full.", "are"),
    ]


def test_a_collocation_is_asked_for_by_itself() -> None:
    [made] = propose_of_evaluation(evaluation(quote("do many mistakes", "make many mistakes", "collocation")))
    assert (made.kind, made.front, made.back) == ("collocation", f"{GAP} many mistakes", "make")


def test_a_sentence_that_is_written_anew_is_looked_at() -> None:
    words = "They do many mistakes in traffic."
    mended = "Many of the accidents that happen every day could be avoided."
    [made] = propose_of_evaluation(evaluation(quote(words, mended, "sentence_structure")))
    assert (made.kind, made.front, made.back) == ("what_is_wrong", f"What is wrong here?\n{words}", mended)


def test_neither_praise_nor_what_stays_as_it_is_makes_a_card() -> None:
    assert not propose_of_evaluation(
        evaluation(
            quote("Cities grow.", "", None),
            quote("It is bad!", "", "register"),
            quote("more cars", "more  cars", "word_form"),
        )
    )


def test_what_is_wrong_is_answered_by_the_whole_sentence() -> None:
    words, mended = "people has bought more cars", "many more of them have got themselves cars of their own"
    [made] = propose_of_evaluation(evaluation(quote(words, mended, "sentence_structure")))
    assert made.front == f"What is wrong here?\nIn the last decade {words}."
    assert made.back == f"In the last decade {mended}."


def test_a_quote_that_is_not_where_it_should_be_makes_no_card() -> None:
    moved = quote("people has bought", "people have bought", "agreement") | {"start": 3, "end": 20}
    assert not propose_of_evaluation(evaluation(moved))


@pytest.mark.parametrize("error_type", sorted(SPOKEN_ONLY))
def test_what_only_a_listener_can_tell_is_no_card(error_type: str) -> None:
    heard = evaluation(quote("people has", "people have", error_type), evaluation_type="speaking", part="PART_2")
    heard["transcript"] = heard.pop("essay_content")
    assert not propose_of_evaluation(heard)
    heard["feedback"]["quoted_examples"][0]["error_type"] = "agreement"
    [made] = propose_of_evaluation(heard)
    assert made.source == Source(SourceKind.SPEAKING, "an-essay", made.source.place)
    assert made.note == "You said: people has. Look at this."


def test_the_same_mistake_is_one_card_of_a_text() -> None:
    text = "Childs play. Some childs learn, and all Childs eat."
    places = [found.start() for found in re.finditer("childs", text, re.IGNORECASE)]
    found = [finding("Childs", "Children", "word_form", text) for _ in places]
    for each, start in zip(found, places, strict=True):
        each |= {"start": start, "end": start + 6, "quote": text[start : start + 6]}
    made = propose_of_evaluation(evaluation(findings=tuple(found), essay_content=text))
    assert [each.front for each in made] == [f"{GAP} play."]


def test_a_gap_that_stands_alone_or_beside_another_asks_nothing() -> None:
    text = "Fill the ____ now he go. Chidren."
    quotes = [quote("he go", "he goes", "agreement", text), quote("Chidren", "Children", "spelling", text)]
    made = propose_of_evaluation(evaluation(*quotes, essay_content=text))
    assert [each.kind for each in made] == ["what_is_wrong"] * 2
    [alone] = propose_of_evaluation(evaluation(findings=(finding("do", "make", "collocation"),)))
    assert (alone.kind, alone.front) == ("cloze", f"They {GAP} many mistakes in traffic.")


def test_a_finding_makes_a_card_where_the_judge_saw_nothing() -> None:
    judged = quote("people has bought", "people have bought", "agreement")
    measured = (finding("has", "have", "agreement"), finding("bad", "harmful", "word_choice"))
    made = propose_of_evaluation(evaluation(judged, findings=measured))
    assert [each.back for each in made] == ["have", "harmful"]


def test_parts_and_tasks_propose_apart_and_judged_before_not_again() -> None:
    piece = evaluation(quote("people has bought", "people have bought", "agreement"))
    tasks = [{**piece, "task_type": "TASK_1"}, {**piece, "task_type": "TASK_2"}]
    both = propose_of_evaluation(evaluation(tasks=tasks))
    assert len({each.source.card_id for each in both}) == 2
    assert both == propose_of_evaluation(evaluation(tasks=tasks)), "the same ids in each run"
    one = propose_of_evaluation(evaluation(tasks=[tasks[0], {**tasks[1], "sealed_from": "another"}]))
    assert one == both[:1]


def test_a_long_result_proposes_so_many_and_no_more() -> None:
    text = " ".join(f"word{number} wrong{number}." for number in range(60))
    quotes = [quote(f"wrong{number}.", f"right{number}.", "word_choice", text) for number in range(60)]
    assert len(propose_of_evaluation(evaluation(*quotes, essay_content=text))) == MOST_OF_ONE


def test_the_better_answer_of_an_interview_begins_well() -> None:
    better = {"turn": 4, "question": "Why us?", "answer": "I build tools. You sell them. We fit."}
    [made] = propose_of_feedback("a-session", {"better_answer": better})
    assert (made.kind, made.back, made.source.place) == ("better_answer", "I build tools.", "better_answer/4")
    assert "Why us?" in made.front
    assert not propose_of_feedback("a-session", {"better_answer": {**better, "question": ""}})
    assert not propose_of_feedback("a-session", {})
