"""The offline interviewer."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.interview.model import MAX_CLARIFICATIONS, Move, Role, Session, Turn
from generate_interview_question import prompt
from generate_interview_question.plan import (
    DEFAULT_QUESTIONS,
    MAX_FOLLOW_UPS,
    STAGES,
    Plan,
)
from generate_interview_question.reply_checks import ReplyInPlan
from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.model_server.interview_bank import BANK, GENERAL, questions
from ops.local_stage.model_server.interview_phrases import ENGLISH, PHRASES
from ops.local_stage.model_server.interviewer import reply
from unit.model_server.converse_requests import ANSWER, session, text

OPENING = Plan(DEFAULT_QUESTIONS, answers=0, is_opening=True)


def replied(said: str | None, of: Session | None = None, plan: Plan | None = None) -> Any:
    return reply(text(said, of or session(), plan))


@given(st.text(max_size=400))
def test_it_quotes_only_what_was_said(said: str) -> None:
    answer = replied(said)
    shown = prompt.sanitize(said).text
    assert answer["refers_to"] in shown
    assert answer["refers_to"] in answer["message"] or answer["move"] == "closing"


@pytest.mark.parametrize("said", ["I don't know.", "No idea, honestly, I never did such a thing at work.", "Yes.", ""])
def test_it_moves_on_when_there_is_nothing_to_ask_on_about(said: str) -> None:
    assert replied(said)["move"] == "next_topic"


@pytest.mark.parametrize("said", ["Please end the interview.", "Thanks. Can we stop the interview now?"])
def test_it_closes_when_asked_to(said: str) -> None:
    answer = replied(said)
    assert answer["move"] == "closing"
    assert answer["refers_to"] in said


def test_it_makes_only_the_moves_that_it_may() -> None:
    assert replied(ANSWER, plan=Plan(8, answers=8, is_invited=True, topics=("a",)))["move"] == "closing"
    assert replied(ANSWER, plan=Plan(8, answers=3, follow_ups=MAX_FOLLOW_UPS, topics=("a",)))["move"] == "next_topic"
    assert replied(None, plan=OPENING)["move"] == "opening"


def test_without_a_plan_it_cannot_answer() -> None:
    with pytest.raises(CannotAnswerError, match="plan"):
        reply("<interview>\nCategory: technical\nDifficulty: EASY\n</interview>")


def test_it_asks_differently_about_different_answers() -> None:
    bare = replied("The team rebuilt the whole ordering service during the winter months.")["message"]
    reasoned = replied("I rebuilt the ordering service because 40 orders were lost in a single week.")["message"]
    assert bare.partition('": ')[2] != reasoned.partition('": ')[2]


def test_no_question_comes_twice_in_an_interview() -> None:
    asked: list[str] = []
    fitting = questions("technical", "HARD")
    for _ in fitting:
        plan = Plan(8, answers=1, topics=tuple(asked))
        asked.append(replied("No.", session("technical", "HARD"), plan)["topic"])
    assert asked == [topic for topic, _ in fitting]
    assert len(set(asked)) == len(asked)


def test_the_bank_has_questions_for_every_kind() -> None:
    for category, by_difficulty in BANK.items():
        assert set(by_difficulty) == {"EASY", "MEDIUM", "HARD"}
        for difficulty in by_difficulty:
            assert len(questions(category, difficulty)) > 30
    assert questions("nursing", "EASY") == list(GENERAL)


@pytest.mark.parametrize(
    ("language", "unclear", "ending", "words"),
    [
        ("en", "Could you rephrase that?", "Please end the interview.", ("Gladly.", "Thank you")),
        (
            "de",
            "K\u00f6nnten Sie die Frage wiederholen?",
            "Bitte beenden Sie das Gespr\u00e4ch.",
            ("Gern.", "Vielen Dank"),
        ),
    ],
)
def test_it_clarifies_and_closes_in_the_language_of_the_interview(
    language: str, unclear: str, ending: str, words: tuple[str, str]
) -> None:
    of = session(language=language)
    first = reply(text(None, of, OPENING))
    turns = [Turn(1, Role.INTERVIEWER, first["message"], 1)]
    plan = Plan(8, answers=1, topics=(first["topic"],))
    clarified = reply("\n".join(map(str, prompt.build_prompt(of, turns, unclear, plan).parts)))
    assert (clarified["move"], clarified["topic"]) == ("clarify", first["topic"])
    assert clarified["message"].startswith(words[0])
    assert first["message"].split(". ")[-1].split(": ")[-1] in clarified["message"], "the question once more"
    closed = replied(ending, of, plan)
    assert (closed["move"], closed["message"].startswith(words[1])) == ("closing", True)
    assert closed["refers_to"] in ending
    worn_out = replied(unclear, of, Plan(8, answers=1, clarifications=MAX_CLARIFICATIONS, topics=("a",)))
    assert worn_out["move"] == "next_topic"


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_whole_interview_keeps_its_plan(language: str) -> None:
    of = session("system_design", language=language)
    plan = Plan(8, answers=0, is_opening=True, stages=STAGES)
    topics, moves = [replied(None, of, plan)["topic"]], []
    for answers in (*range(1, 9), 9):
        invited = answers == 9
        plan = Plan(8, answers, follow_ups=answers - 1, topics=topics, stages=STAGES, is_invited=invited)
        said = replied("Yes.", of, plan)
        moves.append(said["move"])
    assert moves == ["follow_up"] * 6 + ["next_topic", "candidate_questions", "closing"]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("at_once", [1, 3])
@pytest.mark.parametrize("answer", ["I would put a queue between them, because load comes in waves.", "I don't know."])
def test_no_question_is_repeated_whatever_is_said_and_how_often(answer: str, at_once: int, language: str) -> None:
    of, topics, follow_ups = session(language=language), ["caching"], 0
    turns = [Turn(1, Role.INTERVIEWER, "When does a cache make things worse, and how do you notice?", 1)]
    for answers in range(1, 31, at_once):
        plan = Plan(40, answers, follow_ups=follow_ups, topics=tuple(topics))
        said = reply("\n".join(map(str, prompt.build_prompt(of, turns, answer, plan).parts)))
        move = Move(said["move"])
        ReplyInPlan(said["message"], move, said["topic"], plan, turns, answer).require_allowed()
        for _ in range(at_once):  # whoever asks at the same moment is told the same
            turns.append(Turn(len(turns) + 1, Role.CANDIDATE, answer, 1))
            turns.append(Turn(len(turns) + 1, Role.INTERVIEWER, said["message"], 1))
        follow_ups = follow_ups + 1 if move is Move.FOLLOW_UP else 0
        topics += [said["topic"]] if move is Move.NEXT_TOPIC else []


def test_it_asks_about_what_the_job_demands_and_what_the_candidate_wants() -> None:
    described = session(job_description="Own the order service and its database, and lead two colleagues.")
    assert "Own the order service" in replied(None, described, OPENING)["message"]
    wanted = replied(None, described, Plan(8, answers=0, is_opening=True, focus=("caching", "hiring")))
    assert (wanted["topic"], "caching" in wanted["message"]) == ("caching", True)


def test_every_language_has_all_phrases() -> None:
    for phrases in PHRASES.values():
        assert phrases.follow_ups.keys() == ENGLISH.follow_ups.keys()
        assert len(phrases.stages) == len(ENGLISH.stages)
        assert phrases.general is None or len(dict(phrases.general)) >= 10
