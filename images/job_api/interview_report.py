"""One interview as a document in Markdown: what it was for, what was said, and how it was judged."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bandup.interview.model import Role, Session, Turn

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@])")
"""What Markdown, or HTML within it, gives a meaning to. CommonMark takes a backslash before each of them."""

_POINTS = ("strengths", "weaknesses", "suggestions")


def write_report(session: Session, turns: Iterable[Turn]) -> str:
    """The report. What people and models wrote stands in it as they wrote it, and none of it becomes markup.

    Args:
        session: the interview's header.
        turns: all of its turns, oldest first.
    """
    begun = datetime.fromtimestamp(session.ts / 1000, UTC)
    parts = [f"# Interview: {_escape(session.category)}", "\n".join(_list_setting(session, begun))]
    if session.job_description:
        parts += ["## The job", _quote(session.job_description)]
    parts.append("## What was said")
    parts += [_write_turn(turn) for turn in turns]
    if isinstance(session.feedback, Mapping):
        parts += _feedback(session.feedback, outdated=session.feedback_outdated)
    return "\n\n".join(part for part in parts if part) + "\n"


def _list_setting(session: Session, begun: datetime) -> Iterator[str]:
    facts = {
        "Date": f"{begun:%Y-%m-%d %H:%M} UTC",
        "Difficulty": session.difficulty,
        "Position": session.job_title,
        "Company": session.company,
        "Seniority": session.seniority,
        "Focus": ", ".join(session.focus),
        "Answers": f"{session.answers} of {session.planned}",
        "Topics": ", ".join(session.topics),
    }
    for name, value in facts.items():
        if value:
            yield f"- {name}: {_escape(value)}"


def _write_turn(turn: Turn) -> str:
    speaker = "You" if turn.role is Role.CANDIDATE else "Interviewer"
    about = ", ".join(_escape(each.replace("_", " ")) for each in (turn.move, turn.level) if each)
    about = about or _describe_speech(turn.spoken)
    return f"**{turn.turn}. {speaker}**{f' ({about})' if about else ''}\n\n{_quote(turn.content)}"


def _describe_speech(spoken: Mapping[str, Any] | None) -> str:
    """How long a spoken answer took, and how fast it was; empty for a typed one."""
    if not spoken:
        return ""
    rate = spoken["measured"]["speech_rate_wpm"]
    return f"spoken, {spoken['measured']['duration_seconds']:.0f} s" + (f", {rate:.0f} words a minute" if rate else "")


def _feedback(feedback: Mapping[str, Any], *, outdated: bool) -> Iterator[str]:
    yield "## Feedback"
    if outdated:
        yield "It was given before the last turns."
    yield _escape(str(feedback.get("summary", "")))
    ratings, reasons = feedback.get("ratings", {}), feedback.get("reasons", {})
    rows = [
        f"| {_title(skill)} | {rating} | {_escape(str(reasons.get(skill, '')))} |" for skill, rating in ratings.items()
    ]
    yield "\n".join(["| Skill | Rating of 10 | Why |", "|---|---|---|", *rows])
    for name in _POINTS:
        yield f"### {_title(name)}"
        yield "\n".join(line for point in feedback.get(name, ()) for line in _point(point))
    if answers := feedback.get("answers"):
        yield "### Each answer"
        yield "\n".join(line for answer in answers for line in _answer(answer))
    if better := feedback.get("better_answer"):
        yield f"### A better answer in turn {better['turn']}"
        yield _quote(str(better["answer"]))


def _point(point: Mapping[str, Any]) -> Iterator[str]:
    yield f"- {_escape(str(point['text']))}"
    for quote in point.get("quotes", ()):
        yield f"  - turn {quote['turn']}: \u201c{_escape(str(quote['quote']))}\u201d"


def _answer(answer: Mapping[str, Any]) -> Iterator[str]:
    yield f"- turn {answer['turn']}, {answer['rating']} of 10: {_escape(str(answer['missing']))}".rstrip(": ")
    yield f"  - better: {_escape(str(answer['better']))}"


def _quote(text: str) -> str:
    return "\n".join(f"> {_escape(line)}  " for line in text.splitlines())


def _escape(text: str) -> str:
    """The text on one line, each character as itself."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()
