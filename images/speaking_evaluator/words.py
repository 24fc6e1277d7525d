"""Whether what a model wrote down can have been said in what was measured.

A model that is sent a door's knocks may write down a whole talk, and one that does not listen may write one word. Both
are found by counting: nobody says 350 words in a minute of speech, pauses left out, and nobody speaks for a minute
without 20 of them.
"""

import re
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from bandup.audio.fluency import Fluency
from bandup.core.errors import InvalidOutputError, TerminalError
from bandup.ielts.length import count_words

MOST_PER_MINUTE = 350
"""Auctioneers reach it. Conversation has 120 to 200."""

LEAST_PER_MINUTE = 20

SLACK_WORDS = 3
"""So few words more may be said in a short recording, whose measured ends are right to a tenth of a second or two."""

_ANNOTATION = re.compile(r"\[[^\[\]\n]*\]")
"""What a transcript says about the recording, such as `[inaudible]`: no word of the candidate."""

_ASIDE = re.compile(r"\([^()\n]*\)|\*[^*\n]*\*|<[^<>\n]*>")
"""What else models put around a sound that is no word, as in `(knocking)` or `*music*`, but also around what they are
not sure to have heard. So a transcript with words beside them has them counted, and one of nothing else has no word."""

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Characters of scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_PER_WORD = 2
"""Of them; a word of Chinese has one or two."""


class SpokenWords(Protocol):
    """What a model says that it heard."""

    @property
    def speech_heard(self) -> bool:
        """Whether the candidate speaks."""
        ...

    @property
    def another_voice(self) -> bool | None:
        """Whether somebody else speaks too; None if the model cannot tell."""
        ...

    @property
    def transcript(self) -> str:
        """The candidate's words."""
        ...


Words = TypeVar("Words", bound=SpokenWords)


class DoubtfulTranscriptError(ValueError):
    """The words do not fit the sound. Its text is shown to the model, and holds none of its words."""


def count_spoken(transcript: str) -> int:
    """How many words of the candidate a transcript has; what it says in square brackets is none."""
    text = _ANNOTATION.sub(" ", transcript)
    unspaced = len(_UNSPACED.findall(text))
    return count_words(_UNSPACED.sub(" ", text)) + -(-unspaced // _PER_WORD)


def check_words(heard: SpokenWords, fluency: Fluency) -> None:
    """Refuse words that cannot have been said in the measured speech.

    Raises:
        TerminalError: `no_speech`; the candidate does not speak, or no word can be made out.
        DoubtfulTranscriptError: there are far too many words, or far too few.
    """
    words = count_spoken(heard.transcript)
    if not heard.speech_heard or not count_spoken(_ASIDE.sub(" ", heard.transcript)):
        raise TerminalError("no_speech", _silence(heard))
    minutes = fluency.speech / 60
    if words > MOST_PER_MINUTE * minutes + SLACK_WORDS:
        raise DoubtfulTranscriptError(
            f"transcript: {words} words cannot be said in the {fluency.speech:.1f} s of sound that were measured. "
            "Write down only what you hear; if the candidate does not speak, set speech_heard to false and leave it "
            "empty"
        )
    if words < LEAST_PER_MINUTE * minutes:
        raise DoubtfulTranscriptError(
            f"transcript: {words} words are too few for the {fluency.speech:.1f} s of speech that were measured. "
            "Write down every word of the candidate; if only somebody else speaks, set speech_heard to false and leave "
            "it empty"
        )


def require_words(
    ask: Callable[[Callable[[Any], Words]], Words], parse: Callable[[Any], Words], fluency: Fluency
) -> Words:
    """The answer of a model whose words fit the sound. It is asked once more if they do not.

    Args:
        ask: asks the model, and has its answers checked by the function that it is given, as
            `bandup.models.port.JsonModel.generate_json` does.
        parse: from parsed JSON to an answer; raises ValueError if it breaks a rule.
        fluency: what was measured in the recording.

    Raises:
        TerminalError: `no_speech`, or `transcript_doubtful`: its last answer did not fit either.
        WorkError: as `ask` does.
    """
    doubts: list[bool] = []

    def validate(answer: Any) -> Words:
        doubts.append(False)
        heard = parse(answer)
        try:
            check_words(heard, fluency)
        except DoubtfulTranscriptError:
            doubts[-1] = True
            raise
        return heard

    try:
        return ask(validate)
    except InvalidOutputError:
        if not (doubts and doubts[-1]):
            raise
        raise TerminalError(
            "transcript_doubtful", "What was heard in the recording does not fit its sound, so it cannot be relied on."
        ) from None


def _silence(heard: SpokenWords) -> str:
    if heard.another_voice and not heard.speech_heard:
        return "Only somebody else can be heard speaking in the recording, not the candidate."
    return "Nobody can be heard speaking in the recording."
