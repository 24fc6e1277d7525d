"""The offline interviewer: chooses questions from a bank, and asks on by what the last answer says.

It reads the blocks that the prompt holds, each with its tags on lines of their own, and may make the moves that the
plan among them lists. It quotes the candidate where it follows up; it understands nothing of what was said.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.model_server.interview_bank import Question, questions
from ops.local_stage.model_server.interview_phrases import ENGLISH, PHRASES, Phrases

_FEWEST_WORDS = 8
"""A shorter answer holds nothing to ask on about."""

_LONGEST_QUOTE = 10
"""Words."""

_EASE_WORDS = 25
"""Words with which an answer with a number counts as given with ease."""

_LEVELS = ("EASY", "MEDIUM", "HARD")

_ASKED = re.compile(r'^<turn number="\d+" role="interviewer">\n(.*?)\n</turn>$', re.MULTILINE | re.DOTALL)
_MOVES = re.compile(r"^Moves that you may make now: (.+)\.$", re.MULTILINE)
_FOLLOWED = re.compile(r"^Follow-ups on this topic so far: (\d+) of", re.MULTILINE)
_CLARIFIED = re.compile(r"^Clarifications in a row so far: (\d+) of", re.MULTILINE)
_LEVEL = re.compile(r"^The last level was (EASY|MEDIUM|HARD)\.", re.MULTILINE)
_QUESTION = re.compile(r"[^.!?:]*\?")
_NUMBER = re.compile(r"\d")
_REASON = re.compile(r"\b(?:because|since|so that|therefore|reason|weil|damit|deshalb|Grund)\b", re.IGNORECASE)
_OWN_PART = re.compile(r"\b(?:I|my|ich|mein\w*)\b")

_LACKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("own part", lambda said: not _OWN_PART.search(said)),
    ("reason", lambda said: not _REASON.search(said)),
    ("numbers", lambda said: not _NUMBER.search(said)),
    ("alternative", lambda _: True),
    ("result", lambda _: True),
    ("next time", lambda _: True),
)


@dataclass(frozen=True)
class InterviewPrompt:
    """What the prompt says.

    Attributes:
        about: what the interview is for, by name: `Category`, `Difficulty`, perhaps `Language` and others.
        description: of the job; empty if there is none.
        wanted: what of the candidate's wishes is to come.
        topics: what was asked about before.
        asked: the interviewer's earlier words, oldest first.
        answer: the candidate's latest message; empty if there is none.
        plan: the plan's text.
        moves: what the plan allows.
    """

    about: Mapping[str, str]
    description: str
    wanted: tuple[str, ...]
    topics: tuple[str, ...]
    asked: tuple[str, ...]
    answer: str
    plan: str
    moves: tuple[str, ...]

    @property
    def phrases(self) -> Phrases:
        """The language that is spoken."""
        return PHRASES.get(self.about.get("Language", ""), ENGLISH)

    @property
    def is_staged(self) -> bool:
        """Whether the plan stays on one problem."""
        return "Stay on one problem" in self.plan

    @property
    def is_stuck(self) -> bool:
        """Whether the candidate says that they do not know."""
        return bool(self.phrases.knows_nothing.search(self.answer))

    @property
    def level(self) -> str:
        """The level to ask at: a step from the last one, if the plan adapts."""
        found = _LEVEL.search(self.plan)
        if found is None:
            return self.about["Difficulty"]
        has_ease = len(self.answer.split()) >= _EASE_WORDS and bool(_NUMBER.search(self.answer))
        step = -1 if self.is_stuck else int(has_ease)
        return _LEVELS[max(0, min(len(_LEVELS) - 1, _LEVELS.index(found[1]) + step))]


def reply(user: str) -> dict[str, str]:
    """The interviewer's next words.

    Args:
        user: text of the user's message.

    Raises:
        CannotAnswerError: the prompt lacks what the interviewer needs.
    """
    prompt = read_interview_prompt(user)
    return {**_reply(prompt), "level": prompt.level}


def _reply(prompt: InterviewPrompt) -> dict[str, str]:
    phrases = prompt.phrases
    if prompt.moves == ("opening",):
        return _open_interview(prompt)
    if "clarify" in prompt.moves and phrases.asks_back.search(prompt.answer) and prompt.asked:
        return _clarify(prompt)
    ending = phrases.wants_to_end.search(prompt.answer)
    if not ending and "candidate_questions" in prompt.moves:
        return _say(phrases.own_questions, "candidate_questions", "your questions")
    if ending or "next_topic" not in prompt.moves:
        return _say(phrases.closing, "closing", "closing", ending[0] if ending else "")
    return ("follow_up" in prompt.moves and _follow_up(prompt)) or _next_topic(prompt)


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
    plan = _block(user, "plan")
    moves = _MOVES.search(plan)
    if moves is None:
        msg = "The offline interviewer found no <plan> block that says which moves may be made."
        raise CannotAnswerError(msg)
    return InterviewPrompt(
        about=about,
        description=_block(user, "job_description"),
        wanted=tuple(re.findall(r"^- to come: (.+)$", _block(user, "focus"), re.MULTILINE)),
        topics=tuple(line[2:] for line in _block(user, "topics").splitlines() if line.startswith("- ")),
        asked=tuple(_ASKED.findall(user)),
        answer=_block(user, "answer"),
        plan=plan,
        moves=tuple(moves[1].split(", ")),
    )


def _block(text: str, tag: str) -> str:
    found = re.search(rf"^<{tag}>\n(.*?)\n</{tag}>$", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def _say(message: str, move: str, topic: str, refers_to: str = "") -> dict[str, str]:
    return {"message": message, "move": move, "topic": topic, "refers_to": refers_to}


def _open_interview(prompt: InterviewPrompt) -> dict[str, str]:
    phrases, about = prompt.phrases, prompt.about
    named = {phrases.position: about.get("Position"), phrases.company: about.get("Company")}
    place = "".join(phrase.format(text=name) for phrase, name in named.items() if name)
    heard = _passage(prompt)
    thanks = phrases.heard.format(text=heard) if heard else ""
    topic, question = _question(prompt)
    if (demand := _find_passage(prompt.description)) and not prompt.wanted and not prompt.is_staged:
        topic, question = "job requirements", phrases.described.format(text=demand)
    return _say(f"{phrases.welcome.format(text=place)}{thanks} {question}", "opening", topic, heard)


def _follow_up(prompt: InterviewPrompt) -> dict[str, str] | None:
    """A question that goes deeper, or None if the answer gives nothing to ask on about."""
    phrases, quote = prompt.phrases, _passage(prompt)
    topic = prompt.topics[-1] if prompt.topics else "background"
    said = phrases.said.format(text=quote) if quote else ""
    if prompt.is_staged:
        found = _FOLLOWED.search(prompt.plan)
        question = phrases.stages[(int(found[1]) if found else 0) % len(phrases.stages)]
        return _say(f"{said}{question}", "follow_up", topic, quote)
    before = " ".join(prompt.asked)
    fitting = [phrases.follow_ups[name] for name, lacks in _LACKS if lacks(prompt.answer)]
    about = phrases.about.format(text=topic)
    fresh = [question for question in fitting if question not in before]
    fresh = fresh or [question for question in fitting if about + question not in before]
    if not fresh:
        return None
    if prompt.is_stuck and _LEVEL.search(prompt.plan):
        return _say(f"{phrases.hint} {fresh[-1]}", "follow_up", topic)
    return _say(f"{said}{about}{fresh[0]}", "follow_up", topic, quote) if quote else None


def _clarify(prompt: InterviewPrompt) -> dict[str, str]:
    asked = prompt.asked[-1]
    found = _QUESTION.findall(asked)
    question = found[-1].strip() if found else asked
    topic = prompt.topics[-1] if prompt.topics else "background"
    clarified = _CLARIFIED.search(prompt.plan)
    again = prompt.phrases.clarify[int(clarified[1]) if clarified else 0]
    return _say(f"{again} {question}", "clarify", topic)


def _next_topic(prompt: InterviewPrompt) -> dict[str, str]:
    phrases = prompt.phrases
    topic, question = _question(prompt)
    leave = phrases.give_up if phrases.asks_back.search(prompt.answer) else phrases.leave
    return _say(f"{leave} {question}", "next_topic", topic)


def _question(prompt: InterviewPrompt) -> Question:
    """The next question about something that was not asked about. No question comes twice in the longest interview."""
    if prompt.wanted and not prompt.is_staged:
        return prompt.wanted[0], prompt.phrases.wanted.format(text=prompt.wanted[0])
    bank = list(prompt.phrases.general or questions(prompt.about["Category"], prompt.level))
    back = [
        (name.format(text=topic), question.format(text=topic))
        for name, question in prompt.phrases.looks_back
        for topic, _ in bank
    ]
    return next((each for each in [*bank, *back] if each[0] not in prompt.topics), back[-1])


def _passage(prompt: InterviewPrompt) -> str:
    """What the answer says most of; empty if it says too little."""
    return "" if prompt.is_stuck else _find_passage(prompt.answer)


def _find_passage(text: str) -> str:
    """The clause of a text that says most, by its longer words; empty if the text is too short."""
    if len(text.split()) < _FEWEST_WORDS:
        return ""
    clauses = [clause.strip() for clause in re.split(r'[.!?;:,"\n\u201c\u201d\u201e]+', text)]
    weighed = [(sum(len(word) > 4 for word in clause.split()[:_LONGEST_QUOTE]), clause) for clause in clauses if clause]
    if not weighed:
        return ""
    best = max(weighed, key=lambda each: each[0])[1]
    return re.match(rf"\S+(?:\s+\S+){{0,{_LONGEST_QUOTE - 1}}}", best)[0]  # type: ignore[index]  # never blank
