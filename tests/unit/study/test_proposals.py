"""What one result proposes to study."""

from typing import Any

from bandup.flashcards.options import GAP
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


def test_a_finding_makes_a_card_where_the_judge_saw_nothing() -> None:
    judged = quote("people has bought", "people have bought", "agreement")
    found = [
        {"start": ESSAY.index("has"), "end": ESSAY.index("has") + 3, "error_type": "agreement", "message": "Agree."},
        {"start": ESSAY.index("bad"), "end": ESSAY.index("bad") + 3, "error_type": "word_choice", "message": "Vague."},
    ]
    measured = tuple({**each, "suggestions": [words]} for each, words in zip(found, ("have", "harmful"), strict=True))
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
