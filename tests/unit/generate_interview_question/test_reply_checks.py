"""What a reply must not do, and what it should not: the one is refused, the other asked for once more and counted."""

from typing import Any

import pytest

from bandup.interview.model import Move, Role, Turn
from generate_interview_question.plan import STAGES, Plan
from generate_interview_question.reply_checks import MOST_WORDS, ReplyInPlan
from generate_interview_question.wording import are_same_topic, count_words, find_questions, split_sentences

from .conftest import LONG_ANSWER, TOPIC, InterviewFunction, reply, says

ASKED = "Tell me about a time when two colleagues disagreed with you about a design."
PLAN = Plan(planned=8, answers=2, topics=("motivation", "conflict at work"))


def held(message: str, move: str = "follow_up", topic: str = "conflict at work", **changes: Any) -> ReplyInPlan:
    earlier = [
        Turn(1, Role.INTERVIEWER, "Welcome. What made you choose this line of work?", 1, "motivation", Move.OPENING),
        Turn(2, Role.CANDIDATE, "What made you choose this line of work? Well, chance.", 1),
        Turn(3, Role.INTERVIEWER, f"Thank you. {ASKED}", 1, "conflict at work", Move.NEXT_TOPIC),
    ]
    return ReplyInPlan(message, Move(move), topic, changes.get("plan", PLAN), changes.get("earlier", earlier))


@pytest.mark.parametrize(
    "given",
    [
        held("Anything else?", "opening"),
        held("Goodbye.", "closing", plan=Plan(planned=8, answers=0, is_opening=True)),
        held("What do you cook?", topic="cooking"),
        held("Well. What made you choose this line of work?"),
        held("WHAT made you choose  this line of work\uff1f"),
        held("Let us leave it. " + ASKED.upper(), "next_topic", "disagreement"),
    ],
)
def test_what_would_break_the_interview_is_refused(given: ReplyInPlan) -> None:
    with pytest.raises(ValueError, match=r"^(move|topic|message): "):
        given.require_allowed()


@pytest.mark.parametrize(
    "given",
    [
        held("And what was your own part in that?"),
        held("How did the two react?", topic="Conflicts at your work"),
        held(
            "And why?", topic="Arbeitskonflikt", plan=Plan(planned=8, answers=2, topics=("Arbeitskonflikte im Team",))
        ),
        held("Wie viele Nutzer erwarten Sie?", topic="trade-offs", plan=Plan(8, 2, topics=("shop",), stages=STAGES)),
        held(
            "\u5177\u4f53\u505a\u4e86\u4ec0\u4e48\uff1f",
            topic="\u56e2\u961f\u51b2\u7a81",
            plan=Plan(8, 2, topics=("\u51b2\u7a81",)),
        ),
        held(f"Gladly, in short. {ASKED}", "clarify"),
        held('You asked yourself "What made you choose this line of work?". What do you say today?'),
        held("And then?", earlier=[Turn(1, Role.INTERVIEWER, "And then?", 1)]),
    ],
)
def test_what_an_interviewer_may_say_is_not(given: ReplyInPlan) -> None:
    given.require_allowed()
    assert given.find_faults() == []


FAULTS = {
    "two questions": held("What did you do? And what did they say?"),
    "three in Arabic": held("\u0644\u0645\u0627\u0630\u0627\u061f \u0643\u064a\u0641\u061f"),
    "too long": held("word " * MOST_WORDS + "and why?", "next_topic", "deadlines"),
    "too long in Chinese": held("\u5b57" * (2 * MOST_WORDS + 2), "next_topic", "deadlines"),
    "an old topic": held("How are conflicts at your work?", "next_topic", "Conflicts at work"),
    "a rating": held("I would rate that 7. What then?"),
    "a score": held("That is 7/10. What then?"),
    "praise": held("Excellent answer! What then?"),
    "blame": held("That is wrong. What then?"),
    "German praise": held("Sehr gute Antwort. Was dann?"),
    "a model answer": held("A better answer would name the numbers. What then?"),
    "what should have been said": held("You should have mentioned indexes. What then?"),
    "a German model answer": held("Richtig w\u00e4re ein Index gewesen. Was dann?"),
    "a lecture": held("One adds an index on both columns and then measures. " * 6 + "What then?"),
    "a question at the end": held("Thank you. Do you agree?", "closing", "end"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_what_it_should_not_do_is_noted(what: str) -> None:
    assert len(FAULTS[what].find_faults()) == 1


@pytest.mark.parametrize("what", ["two questions", "a rating", "too long", "a lecture", "an old topic"])
def test_such_a_reply_is_asked_for_once_more_and_then_taken(
    function: InterviewFunction, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = FAULTS[what]
    topic = TOPIC if given.topic in PLAN.topics or what == "an old topic" else given.topic
    session_id = function.begin()["session_id"]
    function.claude.script.extend([says(given.message, given.move, topic=topic)] * 2)
    answer = function.say(session_id)
    assert answer["message"] == given.message.strip()
    assert len(function.claude.asked) == 3
    assert given.message.strip() not in function.claude.last
    assert '"ReplyFaults":[1' in capsys.readouterr().out


def test_a_better_second_reply_is_taken(function: InterviewFunction, capsys: pytest.CaptureFixture[str]) -> None:
    session_id = function.begin()["session_id"]
    function.claude.script.extend([says("Great answer! What then?"), says("What then?")])
    answer = function.say(session_id)
    assert (answer["message"], answer["cost"]["input_tokens"]) == ("What then?", 2000)
    assert "must not rate or praise" in function.claude.last
    assert "ReplyFaults" not in capsys.readouterr().out


SECONDS: dict[str, list[Any]] = {
    "no JSON": [reply("Sure!")],
    "a move that is not allowed": [says(move="opening")],
    "blocked": [reply("", "content_filtered")],
    "worse": [says("Great answer! What then? And why? That is 8/10. You should have said more.")],
}


@pytest.mark.parametrize("how", SECONDS)
def test_the_first_reply_is_taken_where_the_second_is_no_better(function: InterviewFunction, how: str) -> None:
    session_id = function.begin()["session_id"]
    function.claude.script.extend([says("Great answer! What then?"), *SECONDS[how]])
    assert function.say(session_id)["message"] == "Great answer! What then?"
    assert not function.claude.script


def test_a_faulty_second_reply_is_better_than_none(function: InterviewFunction) -> None:
    session_id = function.begin()["session_id"]
    function.claude.script.extend([says(move="opening"), says("Great answer! What then?")])
    assert function.say(session_id)["message"] == "Great answer! What then?"


def test_extra_keys_are_tolerated(function: InterviewFunction) -> None:
    session_id = function.begin()["session_id"]
    function.claude.script.append(says("What then?", rating=9, thoughts={"a": [1]}))
    assert function.say(session_id)["message"] == "What then?"


def test_a_question_of_long_ago_is_not_repeated(function: InterviewFunction) -> None:
    begun = function.begin(questions=30)
    first = begun["message"]
    for number in range(14):
        function.claude.script.append(
            says(f"What was number {number}?", "next_topic", topic=f"number{number} {number}")
        )
        function.say(begun["session_id"])
    function.claude.script.extend(
        [says(first, "next_topic", topic="else"), says("What else?", "next_topic", topic="else")]
    )
    assert function.say(begun["session_id"], LONG_ANSWER)["message"] == "What else?"
    assert "this question was asked before, word for word" in function.claude.last
    assert first not in function.claude.last, "it is no longer among the turns that are shown"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It took 4.2 s. Why? Since v1.2!", ["It took 4.2 s.", "Why?", "Since v1.2!"]),
        ("\u4e3a\u4ec0\u4e48\uff1f\u597d\u3002", ["\u4e3a\u4ec0\u4e48\uff1f", "\u597d\u3002"]),
        ("One\n\nTwo", ["One", "Two"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


def test_words_topics_and_questions() -> None:
    assert count_words("It's a well-known \u6570\u636e\u5e93\u7d22 case") == 6
    assert len(find_questions('You said "why?". So \u201ewas?\u201c. What now?')) == 1
    assert are_same_topic("Database indexes", "database indexing")
    assert not are_same_topic("testing", "load testing")
    assert not are_same_topic("", "testing")
