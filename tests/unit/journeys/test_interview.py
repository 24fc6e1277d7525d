"""What the demo prints of interviews: every quote with its turn, and nothing of the text taken for markup."""

from io import StringIO
from typing import Any

from ops.console import make_console
from ops.journeys.interview import Practice, print_feedback, print_interview, print_skills

SAID = "We used [bold]3 queues[/bold] :warning:"


def printed(print_: Any, document: Any) -> str:
    page = StringIO()
    print_(make_console(width=200, wrap=True, file=page), document)
    return page.getvalue()


def test_there_are_enough_interviews_for_a_trend_and_each_asks_to_end() -> None:
    practices = Practice.samples()
    assert len(practices) >= 3
    assert all("end the interview" in practice.answers[-1] for practice in practices)
    assert all({"category", "difficulty"} <= practice.setting.keys() for practice in practices)
    latest = practices[-1]
    assert latest.setting["job_description"]
    assert latest.answers[0] == "Could you put that more simply, please?", "what is printed shows both"


def test_follow_ups_show_the_words_that_they_build_on() -> None:
    turns = [
        {"turn": 1, "follow_up": False, "category": "technical", "difficulty": "HARD"},
        {"turn": 3, "follow_up": True, "refers_to": "3 queues"},
    ]
    messages = [
        {"turn": 1, "role": "interviewer", "content": "Why?"},
        {"turn": 2, "role": "candidate", "content": SAID},
        {"turn": 3, "role": "interviewer", "content": "Which ones?"},
        {"turn": 5, "role": "interviewer", "content": "I mean their names. Which ones?", "move": "clarify"},
    ]
    interview = {"turns": turns, "messages": messages, "status": "ACTIVE", "job_description": "Own [b]all[/b] queues."}
    page = printed(print_interview, interview)
    assert "The job: Own [b]all[/b] queues." in page
    assert page.count("(a clarification,") == 1
    assert f"[2] You: {SAID}" in page
    assert "a follow-up on your words «3 queues»" in page


def test_feedback_shows_each_quote_with_its_turn() -> None:
    point = {"text": "Good.", "skill": "Depth", "quotes": [{"turn": 2, "quote": SAID}]}
    feedback = {
        "ratings": {"technical": 7.5, "overall": 7},
        "reasons": {"technical": "Specific."},
        "summary": "Fine.",
        "strengths": [point],
        "weaknesses": [point],
        "suggestions": [point],
        "better_answer": {"turn": 2, "question": "Why?", "answer": "Because."},
        "flags": [],
    }
    cost = {"usd": 0.01, "input_tokens": 1, "output_tokens": 2, "model": "offline-claude-1"}
    page = printed(print_feedback, {"feedback": feedback, "cost": cost})
    assert page.count(f"turn 2: «{SAID}»") == 3
    assert "Feedback: 7 of 10" in page
    assert "offline-claude-1" in page


def test_skills_show_their_trend() -> None:
    trend = {"direction": "improving", "per_session": 0.5, "interval": {"low": 0.1, "high": 0.9}}
    rated = {"mean": 5, "recent_mean": 5.5, "latest": 6}
    skills = {
        "sessions_analyzed": 3,
        "skills": {"problem_solving": rated | {"trend": trend}, "confidence": rated | {"trend": None}},
        "strengths": [{"name": "Ownership", "sessions": 2}],
        "weaknesses": [],
        "weakest_skill": {"skill": "confidence", "next_interview": {"category": "behavioural"}},
    }
    page = printed(print_skills, skills)
    assert "improving: +0.50 (+0.10 to +0.90)" in page
    assert "too few interviews" in page
    assert "Ownership (in 2)" in page
    assert "Practise next: confidence, in a behavioural interview" in page
    undecided = printed(print_skills, skills | {"weakest_skill": None})
    assert "Practise next: no skill is weaker than the others by more than chance" in undecided
