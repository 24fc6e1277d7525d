"""Length and shape of an interview: clarifications, follow-ups, the focus, the candidate's own questions, the end."""

import pytest

from bandup.interview.model import MAX_CLARIFICATIONS, Difficulty, Move, Session
from generate_interview_question.plan import (
    DEFAULT_QUESTIONS,
    MAX_FOLLOW_UPS,
    MAX_STAGE_FOLLOW_UPS,
    MOST_QUESTIONS,
    STAGES,
    Plan,
    count_questions,
)

from .conftest import LONG_ANSWER, OWNER, InterviewFunction, says

UNCLEAR = "Could you put that more simply, please?"


def moves(function: InterviewFunction, session_id: str, *said: str) -> list[str]:
    return [function.say(session_id, each)["move"] for each in said]


def test_a_clarification_counts_neither_as_answer_nor_as_follow_up(function: InterviewFunction) -> None:
    begun = function.begin()
    session_id = begun["session_id"]
    assert moves(function, session_id, *[LONG_ANSWER] * MAX_FOLLOW_UPS) == ["follow_up"] * MAX_FOLLOW_UPS
    clarified = function.say(session_id, UNCLEAR)
    assert (clarified["move"], clarified["follow_up"], clarified["topic"]) == ("clarify", False, begun["topic"])
    assert (clarified["answers"], clarified["planned"]) == (MAX_FOLLOW_UPS, DEFAULT_QUESTIONS)
    assert clarified["cost"]["usd"] > 0, "it is paid as every turn"
    answered = function.say(session_id)
    assert (answered["move"], answered["answers"]) == ("next_topic", MAX_FOLLOW_UPS + 1)


def test_a_fourth_clarification_in_a_row_moves_on(function: InterviewFunction) -> None:
    session_id = function.begin()["session_id"]
    assert moves(function, session_id, *[UNCLEAR] * 4) == ["clarify"] * MAX_CLARIFICATIONS + ["next_topic"]
    assert "say kindly that you leave this question" in function.claude.last
    assert moves(function, session_id, UNCLEAR, LONG_ANSWER, UNCLEAR) == ["clarify", "follow_up", "clarify"]


def test_a_model_that_clarifies_on_and_on_is_repaired(function: InterviewFunction) -> None:
    session_id = function.begin()["session_id"]
    moves(function, session_id, *[UNCLEAR] * MAX_CLARIFICATIONS)
    function.claude.script.extend([says(move="clarify"), says("Why Go?", "next_topic", topic="languages")])
    assert function.say(session_id, UNCLEAR)["topic"] == "languages"
    assert "move: must be one of closing, follow_up, next_topic" in function.claude.last


@pytest.mark.parametrize("questions", [3, 5, DEFAULT_QUESTIONS])
def test_it_asks_for_the_candidates_questions_last_but_one_and_then_closes(
    function: InterviewFunction, questions: int
) -> None:
    session_id = function.begin(questions=questions)["session_id"]
    turns = [function.say(session_id) for _ in range(questions + 1)]
    assert [turn["answers"] for turn in turns] == [*range(1, questions + 1), questions]
    assert [(turn["move"], turn["status"]) for turn in turns[-2:]] == [
        ("candidate_questions", "ACTIVE"),
        ("closing", "ENDED"),
    ]
    assert not any(turn["move"] == "candidate_questions" for turn in turns[:-2])


def test_a_model_that_goes_on_at_the_end_is_repaired(function: InterviewFunction) -> None:
    session_id = function.begin(questions=3)["session_id"]
    moves(function, session_id, LONG_ANSWER, LONG_ANSWER)
    function.claude.script.extend([says(move="follow_up"), says("What do you want to know?", "candidate_questions")])
    assert function.say(session_id)["move"] == "candidate_questions"
    function.claude.script.extend([says(move="next_topic", topic="x"), says("That was all.", "closing")])
    assert function.say(session_id)["status"] == "ENDED"


@pytest.mark.parametrize(("minutes", "questions"), [(5, 3), (12, 8), (30, 20), (45, MOST_QUESTIONS)])
def test_minutes_are_questions(function: InterviewFunction, minutes: int, questions: int) -> None:
    assert count_questions(minutes) == questions
    begun = function.begin(minutes=minutes)
    assert begun["planned"] == questions
    again = {"session_id": begun["session_id"], "message": LONG_ANSWER}
    assert function.ask(body=again | {"minutes": minutes, "questions": None}).status == 200
    other = function.ask(body=again | {"minutes": 6 if minutes != 6 else 7})
    assert [pointer for _, pointer in other.pointers] == ([] if questions == count_questions(6) else ["/minutes"])


def test_a_system_design_interview_stays_on_one_problem(function: InterviewFunction) -> None:
    begun = function.begin(category="system_design", difficulty="HARD")
    turns = [function.say(begun["session_id"]) for _ in range(MAX_STAGE_FOLLOW_UPS + 1)]
    assert [turn["move"] for turn in turns] == ["follow_up"] * MAX_STAGE_FOLLOW_UPS + ["next_topic"]
    assert {turn["topic"] for turn in turns[:-1]} == {begun["topic"]}
    for stage in STAGES:
        assert stage in function.claude.text(function.claude.asked[1])


def test_a_stage_is_a_topic_of_its_problem(function: InterviewFunction) -> None:
    session_id = function.begin(category="system_design")["session_id"]
    function.claude.script.append(says("Which is the first bottleneck?", topic="bottlenecks"))
    assert function.say(session_id)["topic"] == "bottlenecks"
    function.claude.script.extend([says("And your team?", topic="leadership style")] * 2)
    assert function.ask(body={"session_id": session_id, "message": LONG_ANSWER}).status == 503


def test_the_whole_focus_is_covered_in_its_order(function: InterviewFunction) -> None:
    focus = ["caching", "incident reviews", "hiring", "mentoring"]
    begun = function.begin(focus=focus, questions=5)
    turns = [function.say(begun["session_id"]) for _ in range(6)]
    topics = function.store.get_owned(begun["session_id"], OWNER).topics
    assert list(topics) == focus
    assert [turn["move"] for turn in turns].count("follow_up") == 1, "one question is left for a follow-up"
    assert "- covered: caching\n" in function.claude.text(function.claude.asked[2])


def test_follow_ups_leave_room_for_the_focus() -> None:
    plan = Plan(planned=8, answers=4, topics=("a",), focus=("a", "b", "c", "d"))
    assert Move.FOLLOW_UP in plan.allowed_moves, "four are left to ask, and three of the focus"
    assert Move.FOLLOW_UP not in Plan(planned=8, answers=5, topics=("a",), focus=("a", "b", "c", "d")).allowed_moves


def test_a_description_as_the_first_message_is_no_answer(function: InterviewFunction) -> None:
    begun = function.begin(message="We are looking for a backend engineer with ten years of Go and Kubernetes.")
    assert (begun["turn"], begun["answers"], begun["feedback_available"]) == (2, 0, False)
    session_id = function.begin()["session_id"]
    given = function.say(session_id, "Job description: We are looking for somebody who knows Go well.")
    assert (given["move"], given["answers"]) == ("clarify", 0)
    assert function.say(session_id)["answers"] == 1


def test_turns_say_what_a_client_shows(function: InterviewFunction) -> None:
    begun = function.begin()
    assert (begun["answers"], begun["planned"], begun["feedback_available"]) == (0, DEFAULT_QUESTIONS, False)
    answer = function.say(begun["session_id"])
    assert (answer["answers"], answer["feedback_available"]) == (1, True)
    assert begun["quota_left"] - answer["quota_left"] == 1
    function.leave_quota(1)
    assert function.say(begun["session_id"])["quota_left"] == 0


def test_a_session_that_was_begun_without_a_plan_goes_on_to_thirty(function: InterviewFunction) -> None:
    session_id = function.begin()["session_id"]
    function.make_older(session_id, turns=21)
    answer = function.say(session_id)
    assert (answer["answers"], answer["planned"]) == (11, MOST_QUESTIONS)
    session = function.store.get_owned(session_id, OWNER)
    assert (session.answers, session.follow_ups, session.planned) == (11, 1, MOST_QUESTIONS)


def test_an_older_session_keeps_its_cap_of_follow_ups(function: InterviewFunction) -> None:
    session_id = function.begin()["session_id"]
    moves(function, session_id, *[LONG_ANSWER] * MAX_FOLLOW_UPS)
    function.make_older(session_id)
    assert moves(function, session_id, LONG_ANSWER) == ["next_topic"]


def test_an_adaptive_interview_records_the_level_that_it_asks_at(function: InterviewFunction) -> None:
    session_id = function.begin(adaptive=True)["session_id"]
    stuck = function.say(session_id, "I don't know.")
    assert (stuck["level"], "hint" in stuck["message"]) == ("EASY", True)
    with_ease = f"{LONG_ANSWER} We measured it before and after with 40 users, and it went down from 9 seconds to 1."
    assert [function.say(session_id, with_ease)["level"] for _ in range(3)] == ["MEDIUM", "HARD", "HARD"]
    assert [turn.level for turn in function.read_turns(session_id)[::2]] == ["MEDIUM", "EASY", "MEDIUM", "HARD", "HARD"]


def test_a_level_goes_one_step_at_a_time_and_only_where_it_adapts(function: InterviewFunction) -> None:
    adaptive, fixed = (function.begin(adaptive=each, difficulty="EASY")["session_id"] for each in (True, False))
    for session_id, levels in ((adaptive, ["MEDIUM", "HARD", "HARD"]), (fixed, ["EASY"] * 3)):
        said = (("And why?", "HARD"), ("And how?", "HARD"), ("So what?", "???"))
        moves = ("follow_up", "follow_up", "next_topic")
        topics = ("data structures", "data structures", "queues")
        for (words, level), move, topic in zip(said, moves, topics, strict=True):
            function.claude.script.append(says(words, move, topic=topic, level=level))
        assert [function.say(session_id)["level"] for _ in range(3)] == levels


def test_a_damaged_difficulty_ends_no_interview() -> None:
    session = Session("s", OWNER, 0, "technical", "", turns=1)
    assert Plan.of(session, "a").level is Difficulty.MEDIUM
