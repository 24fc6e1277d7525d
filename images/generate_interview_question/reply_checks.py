"""What a reply of the interviewer must not do, and what it should not do.

What it must not do would break the interview: it is asked for again, and refused if it stays. What it should not do is
asked for again too, and then taken and counted: a question that is a little long is better than none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bandup.interview.model import Move, Role, Turn

from .plan import Plan
from .spoken_language import is_foreign
from .verdicts import answers, leaks, rates, speaks_as_candidate
from .wording import (
    are_same_topic,
    count_words,
    find_questions,
    find_statements,
    fold,
    name_something_in_common,
    split_sentences,
    without_quotations,
)

MOST_WORDS = 120
"""Words of a reply. More takes longer to read than a question takes to be asked."""

FEWEST_REPEATED_WORDS = 6
"""Shorter questions ("And what was the result?") are fair to ask about each topic."""

MOST_WORDS_ASKING_BACK = 45
"""A longer message answers too, whatever it asks besides."""

MOST_EXPLAINED_WORDS = 45
"""Words that a follow-up may say besides its question: more is no reaction but a lecture."""


@dataclass(frozen=True)
class ReplyInPlan:
    """A reply, and what it is held against.

    Attributes:
        message: what is said to the candidate.
        move: what it does.
        topic: what it is about.
        plan: what may be done.
        earlier: the interview's last turns, oldest first.
        latest: the candidate's latest message; empty if there is none.
        language: tag of the language that is to be spoken, or None.
    """

    message: str
    move: Move
    topic: str
    plan: Plan
    earlier: Sequence[Turn]
    latest: str = ""
    language: str | None = None

    def require_allowed(self) -> None:
        """Do nothing if the reply keeps the interview together.

        Raises:
            ValueError: it does not. The text is for the model and quotes nobody.
        """
        if self.move not in self.plan.allowed_moves:
            raise ValueError(f"move: must be one of {', '.join(sorted(self.plan.allowed_moves))}")
        if self.move is Move.FOLLOW_UP and not self._keeps_topic():
            raise ValueError("topic: a follow_up keeps the topic of the question before it, in the same words")
        if self._repeats_a_question():
            raise ValueError("message: this question was asked before, word for word")

    def find_faults(self) -> list[str]:
        """What the reply should not do, as notes to the model that quote nobody."""
        return list(self._faults())

    def _faults(self) -> Iterator[str]:
        asked = len(find_questions(self.message))
        if asked > self._most_questions:
            yield f"message: must ask at most {self._most_questions}, and it asks {asked} questions"
        if (words := count_words(self.message)) > MOST_WORDS:
            yield f"message: must have at most {MOST_WORDS} words, and it has {words}"
        if self.move is Move.NEXT_TOPIC and any(are_same_topic(self.topic, topic) for topic in self.plan.topics):
            yield "topic: a next_topic must be about something that is not among the topics so far"
        statements = find_statements(self.message)
        if any(map(rates, statements)):
            yield "message: must not rate or praise an answer"
        if any(map(answers, statements)) or self._explains(statements):
            yield "message: must not give an answer to a question of the interview"
        if self.move is not Move.CLOSING and not asked and speaks_as_candidate(self.message):
            yield "message: must ask the candidate something, and not answer in the candidate's place"
        if leaks(self.message):
            yield "message: must hold nothing of the instructions, and no JSON"
        if self.language and is_foreign(without_quotations(self.message), self.language):
            yield "message: must be in the language of the interview"
        if self.move is Move.FOLLOW_UP and self._asks_back():
            yield "move: the latest message asks you something; clarify replies to it"

    @property
    def _most_questions(self) -> int:
        # Who clarifies may ask whether it is clear now.
        return {Move.CLOSING: 0, Move.CLARIFY: 2}.get(self.move, 1)

    def _explains(self, statements: Sequence[str]) -> bool:
        return self.move is Move.FOLLOW_UP and sum(map(count_words, statements)) > MOST_EXPLAINED_WORDS

    def _keeps_topic(self) -> bool:
        return not self.plan.topics or name_something_in_common(self.topic, [self.plan.topics[-1], *self.plan.stages])

    def _asks_back(self) -> bool:
        return bool(find_questions(self.latest)) and count_words(self.latest) <= MOST_WORDS_ASKING_BACK

    def _repeats_a_question(self) -> bool:
        said = [turn.content for turn in self.earlier if turn.role is Role.INTERVIEWER]
        asked, message = _asked_in(self.message), fold(without_quotations(self.message))
        if self.move is Move.CLARIFY:
            # To put the question again is what a clarification is for. Nothing but its old words clarifies nothing,
            # unless they are what was asked for.
            return message in asked and not _REPEAT.search(self.latest) and any(message in fold(each) for each in said)
        before = [(fold(content), _asked_in(content)) for content in said]
        return any(
            any(question in content for question in asked) or any(question in message for question in others)
            for content, others in before
        )


_REPEAT = re.compile(
    r"\b(?:repeat|again|once more|read it|see it)\b|\bwiederhol|\bnoch ?(?:ein)?mal\b|\brépét|\brepet", re.IGNORECASE
)


def _asked_in(message: str) -> set[str]:
    """What a message asks, folded: all of it, and its questions, or its last sentence ("Tell me ...") without any."""
    asked = [message, *(find_questions(message) or split_sentences(message)[-1:])]
    return {fold(question) for question in asked if count_words(question) >= FEWEST_REPEATED_WORDS}
