"""Interview practice: several interviews by the public API, feedback on each, and the skills over all."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ops.client.api import Api, expect
from ops.journeys.jobs import judge
from ops.paths import ROOT
from ops.progress import Say

SAMPLE = ROOT / "tests" / "samples" / "interview" / "practice.json"


@dataclass(frozen=True)
class Practice:
    """One interview as its candidate goes into it.

    Attributes:
        setting: category, difficulty, and what else shapes the questions.
        answers: what the candidate will say, in order; one may ask the interviewer something, the last one asks to end.
    """

    setting: Mapping[str, str]
    answers: Sequence[str]

    @classmethod
    def samples(cls) -> list["Practice"]:
        """The repository's own interviews, from the candidate's first to the latest."""
        documents = json.loads(SAMPLE.read_text(encoding="utf-8"))
        return [cls(document, document.pop("answers")) for document in documents]


def practise(api: Api, say: Say) -> dict[str, Any]:
    """Hold all sample interviews, and have each judged.

    Returns:
        What the API answered: `interviews`, each with its turns and feedback, and `skills`.
    """
    interviews = []
    for practice in Practice.samples():
        say(f"a {practice.setting['category']} interview of {len(practice.answers)} answers, and feedback on it")
        interviews.append(hold_interview(api, practice))
    return {"interviews": interviews, "skills": expect(api.get("/skills"), HTTPStatus.OK)}


def print_practice(console: Console, practised: Mapping[str, Any]) -> None:
    """Print the latest interview in full, and the skills over all."""
    latest = practised["interviews"][-1]
    print_interview(console, latest)
    print_feedback(console, latest["feedback"])
    print_skills(console, practised["skills"])


def hold_interview(api: Api, practice: Practice) -> dict[str, Any]:
    """One interview from its first question to its feedback."""
    opening = _require_answer(api, "/interview", practice.setting)
    session_id = opening["session_id"]
    answered = (
        _require_answer(api, "/interview", {"session_id": session_id, "message": each}) for each in practice.answers
    )
    turns = [opening, *answered]
    feedback = judge(api, session_id)
    review = expect(api.get("/review", session_id=session_id), HTTPStatus.OK)
    return {
        "turns": turns,
        "feedback": feedback,
        "messages": review["messages"],
        "status": review["status"],
        "job_description": review.get("job_description"),
    }


def _require_answer(api: Api, path: str, body: Mapping[str, str]) -> dict[str, Any]:
    answer: dict[str, Any] = expect(api.post(path, body), HTTPStatus.OK)
    return answer


def print_interview(console: Console, interview: Mapping[str, Any]) -> None:
    """Print what was said, which of the candidate's words each follow-up builds on, and what was only clarified."""
    built_on = {turn["turn"]: turn.get("refers_to") for turn in interview["turns"] if turn["follow_up"]}
    lines = Text()
    if description := interview.get("job_description"):
        lines.append("The job: ", style="bold").append(f"{description}\n\n", style="italic")
    for message in interview["messages"]:
        speaker = "You" if message["role"] == "candidate" else "Interviewer"
        lines.append(f"[{message['turn']}] {speaker}: ", style="bold")
        lines.append(f"{message['content']}\n")
        if quote := built_on.get(message["turn"]):
            lines.append(f"    (a follow-up on your words «{quote}»)\n", style="yellow")
        if message.get("move") == "clarify":
            lines.append("    (a clarification, which counts neither as a question nor as an answer)\n", style="yellow")
    first = interview["turns"][0]
    title = f"Interview: {first['category']}, {first['difficulty']}, {interview['status'].lower()}"
    console.print()
    console.print(Panel(lines, title=title, title_align="left"))


def print_feedback(console: Console, judged: Mapping[str, Any]) -> None:
    """Print ratings with their reasons, every point with its quotes, and the better answer."""
    feedback = judged["feedback"]
    table = Table(title=f"Feedback: {feedback['ratings']['overall']:g} of 10", title_justify="left", expand=True)
    for name in ("Skill", "Rating", "Why"):
        table.add_column(name)
    for skill, reason in feedback["reasons"].items():
        table.add_row(_title(skill), f"{feedback['ratings'][skill]:g}", Text(reason))
    console.print(table)
    console.print(Panel(Text(feedback["summary"]), title="Summary", title_align="left"))
    for name in ("strengths", "weaknesses", "suggestions"):
        console.print(Text(_title(name), style="bold"))
        for point in feedback[name]:
            console.print(Text(f"  - {point['text']} ({point['skill']})"))
            for quote in point["quotes"]:
                console.print(Text(f"      turn {quote['turn']}: «{quote['quote']}»", style="yellow"))
    for answer in feedback.get("answers", ()):
        lacking = f": {answer['missing']}" if answer["missing"] else ""
        console.print(Text(f"  - turn {answer['turn']}, {answer['rating']:g} of 10{lacking}"))
    better = feedback["better_answer"]
    text = Text(f"{better['question']}\n\n", style="italic").append(better["answer"], style="not italic")
    console.print(Panel(text, title=f"A better answer in turn {better['turn']}", title_align="left"))
    cost = judged["cost"]
    facts = f"${cost['usd']:.6f} ({cost['input_tokens']} + {cost['output_tokens']} tokens)"
    console.print(Text(f"  Judged by {cost['model']} for {facts}; flags: {', '.join(feedback['flags']) or 'none'}"))


def print_skills(console: Console, skills: Mapping[str, Any]) -> None:
    """Print each skill with its trend, what stands out, and what to practise next."""
    table = Table(title=f"Skills over {skills['sessions_analyzed']} interviews", title_justify="left", expand=True)
    for name in ("Skill", "Mean", "Recent", "Latest", "Trend per interview (95 %)"):
        table.add_column(name)
    for skill, rated in skills["skills"].items():
        numbers = (f"{rated[name]:g}" for name in ("mean", "recent_mean", "latest"))
        table.add_row(_title(skill), *numbers, _trend(rated["trend"]))
    console.print()
    console.print(table)
    for name in ("strengths", "weaknesses"):
        entries = (f"{entry['name']} (in {entry['sessions']})" for entry in skills[name])
        console.print(Text(f"  {_title(name)}: {', '.join(entries) or 'none'}"))
    console.print(Text(f"  {_propose(skills['weakest_skill'])}\n"))


def _propose(weakest: Mapping[str, Any] | None) -> str:
    if weakest is None:
        return "Practise next: no skill is weaker than the others by more than chance"
    return f"Practise next: {_title(weakest['skill']).lower()}, in a {weakest['next_interview']['category']} interview"


def _trend(trend: Mapping[str, Any] | None) -> str:
    if trend is None:
        return "too few interviews"
    low, high = trend["interval"]["low"], trend["interval"]["high"]
    return f"{trend['direction']}: {trend['per_session']:+.2f} ({low:+.2f} to {high:+.2f})"


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()
