"""The offline interviewer: chooses questions from a bank, and asks on by what the last answer says.

It reads the blocks that the prompt holds, each with its tags on lines of their own, and may make the moves that the
plan among them lists. It quotes the candidate where it follows up; it understands nothing of what was said.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.model_server.interview_bank import questions

_FEWEST_WORDS = 8
"""A shorter answer holds nothing to ask on about."""

_LONGEST_QUOTE = 10
"""Words."""

_ASKED = re.compile(r'^<turn number="\d+" role="interviewer">\n(.*?)\n</turn>$', re.MULTILINE | re.DOTALL)
WANTS_TO_END = re.compile(
    r"(?:(?:let us|let's|i want to|i would like to|i'd like to|can we|could we|please) )?"
    r"(?:end|stop|finish|quit)(?: (?:the|this))? interview(?: (?:now|here|please))*",
    re.IGNORECASE,
)
_MOVES = re.compile(r"^Moves that you may make now: (.+)\.$", re.MULTILINE)
_KNOWS_NOTHING = re.compile(r"\b(?:do not|don't|dont) know\b|\bno idea\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_REASON = re.compile(r"\b(?:because|since|so that|therefore|reason)\b", re.IGNORECASE)
_OWN_PART = re.compile(r"\bI\b|\bmy\b")

_FOLLOW_UPS: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    ("own part", lambda said: not _OWN_PART.search(said), "what exactly was your own part in that?"),
    ("reason", lambda said: not _REASON.search(said), "why did you choose that, and not something else?"),
    ("numbers", lambda said: not _NUMBER.search(said), "can you put numbers to that, before and after?"),
    ("alternative", lambda _: True, "which alternative did you weigh, and what spoke against it?"),
    ("result", lambda _: True, "how did you find out that it worked?"),
    ("next time", lambda _: True, "what would you do differently today?"),
)


@dataclass(frozen=True)
class InterviewPrompt:
    """What the prompt says.

    Attributes:
        about: what the interview is for, by name: `Category`, `Difficulty`, perhaps `Position` and `Company`.
        topics: what was asked about before.
        asked: the interviewer's earlier words, oldest first.
        answer: the candidate's latest message; empty if there is none.
        moves: what the plan allows.
    """

    about: Mapping[str, str]
    topics: tuple[str, ...]
    asked: tuple[str, ...]
    answer: str
    moves: tuple[str, ...]


def reply(user: str) -> dict[str, str]:
    """The interviewer's next words.

    Args:
        user: text of the user's message.

    Raises:
        CannotAnswerError: the prompt lacks what the interviewer needs.
    """
    prompt = read_interview_prompt(user)
    if prompt.moves == ("closing",):
        return _close_interview("")
    if prompt.moves == ("opening",):
        return _open_interview(prompt)
    if ending := WANTS_TO_END.search(prompt.answer):
        return _close_interview(ending[0])
    if "follow_up" in prompt.moves and (quote := _passage(prompt.answer)):
        return _follow_up(prompt, quote)
    return _next_topic(prompt)


def read_interview_prompt(user: str) -> InterviewPrompt:
    """Read the blocks.

    Raises:
        CannotAnswerError: there is no block `interview` with a category and a difficulty, or no plan with moves.
    """
    lines = _block(user, "interview").splitlines()
    about = {name: value for name, _, value in (line.partition(": ") for line in lines)}
    if not {"Category", "Difficulty"} <= about.keys():
        msg = "The offline interviewer found no <interview> block with Category and Difficulty."
        raise CannotAnswerError(msg)
    moves = _MOVES.search(_block(user, "plan"))
    if moves is None:
        msg = "The offline interviewer found no <plan> block that says which moves may be made."
        raise CannotAnswerError(msg)
    return InterviewPrompt(
        about=about,
        topics=tuple(line[2:] for line in _block(user, "topics").splitlines() if line.startswith("- ")),
        asked=tuple(
            re.findall(r'^<turn number="\d+" role="interviewer">\n(.*?)\n</turn>$', user, re.MULTILINE | re.DOTALL)
        ),
        answer=_block(user, "answer"),
        moves=tuple(moves[1].split(", ")),
    )


def _block(text: str, tag: str) -> str:
    found = re.search(rf"^<{tag}>\n(.*?)\n</{tag}>$", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def _open_interview(prompt: InterviewPrompt) -> dict[str, str]:
    position = f" for the position {prompt.about['Position']}" if "Position" in prompt.about else ""
    company = f" at {prompt.about['Company']}" if "Company" in prompt.about else ""
    heard = _passage(prompt.answer)
    thanks = f' You told me: "{heard}".' if heard else ""
    topic, question = _question(prompt)
    return {
        "message": f"Welcome to this practice interview{position}{company}.{thanks} {question}",
        "move": "opening",
        "topic": topic,
        "refers_to": heard,
    }


def _follow_up(prompt: InterviewPrompt, quote: str) -> dict[str, str]:
    before = " ".join(prompt.asked)
    fitting = [question for _, fits, question in _FOLLOW_UPS if fits(prompt.answer)]
    fresh = [question for question in fitting if question not in before] or fitting
    return {
        "message": f'You said "{quote}": {fresh[0]}',
        "move": "follow_up",
        "topic": prompt.topics[-1] if prompt.topics else "background",
        "refers_to": quote,
    }


def _next_topic(prompt: InterviewPrompt) -> dict[str, str]:
    topic, question = _question(prompt)
    return {"message": f"Let us leave that there. {question}", "move": "next_topic", "topic": topic, "refers_to": ""}


def _close_interview(wish: str) -> dict[str, str]:
    message = "Thank you for your time: that was the last question, and the interview is over. Your feedback is next."
    return {"message": message, "move": "closing", "topic": "closing", "refers_to": wish}


def _question(prompt: InterviewPrompt) -> tuple[str, str]:
    """The next question about something that was not asked about, as long as there is one."""
    fitting = questions(prompt.about["Category"], prompt.about["Difficulty"])
    fresh = [question for question in fitting if question[0] not in prompt.topics]
    return (fresh or fitting)[0]


def _passage(answer: str) -> str:
    """The clause of the answer that says most, by its longer words; empty if the answer says too little."""
    if len(answer.split()) < _FEWEST_WORDS or _KNOWS_NOTHING.search(answer):
        return ""
    clauses = [clause.strip() for clause in re.split(r'[.!?;:,"\n]+', answer)]
    weighed = [(sum(len(word) > 4 for word in clause.split()[:_LONGEST_QUOTE]), clause) for clause in clauses if clause]
    best = max(weighed, key=lambda each: each[0])[1]
    return re.match(rf"\S+(?:\s+\S+){{0,{_LONGEST_QUOTE - 1}}}", best)[0]  # type: ignore[index]  # never blank
