"""The offline Speaking examiner: it judges what can be measured in sound, and says what it could not judge."""

import json
import re
from collections.abc import Sequence
from typing import Any

from bandup.audio.fluency import Fluency
from ops.local_stage.model_server import german
from ops.local_stage.model_server.audio_signal import Heard
from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.model_server.examiner import admit_english
from ops.local_stage.model_server.order_words import find_orders
from ops.local_stage.model_server.prompt import read_language

NOT_TRANSCRIBED = "[offline: not transcribed]"
_UNJUDGED = "[offline: the words were not judged]"

_TRANSCRIBED = "The transcript is by a small offline recogniser, which mishears many words."

_LEAST_BAND, _MOST_BAND = 2.0, 8.0
_COMFORTABLE_SILENCE = 0.2
"""Fluent speakers are silent for about a fifth of a monologue."""
_COMFORTABLE_PAUSE_SECONDS = 0.6
_PLENTY_SECONDS = 90.0
_GUESSED_BAND = 5.0
_LEAST_FIRST_WORDS, _MOST_FIRST_WORDS = 3, 6
"""What the schema asks a moment to be known by."""


_QUESTIONS = re.compile(r"^<questions>\n(.*?)\n</questions>$", re.DOTALL | re.MULTILINE)


def examine(recordings: Sequence[Heard], user: str) -> dict[str, Any]:
    """Everything that can be said about one answer; the same recording always gets the same judgement.

    Args:
        recordings: what was sent, at least one.
        user: the text that was sent with it. The questions stand in it as a JSON list between tags of their own, and a
            line may name the language of the feedback, as `prompt.read_language` reads it.

    Returns:
        What the Speaking evaluator's schema names.
    """
    longest = max(recordings, key=lambda each: each.fluency.speech)
    heard = longest.fluency
    fluency, amount = _fluency_band(heard), _amount_band(heard)
    facts = _facts(heard)
    answer = {
        "speech_heard": heard.speech > 0,
        "another_voice": None,
        "transcript": _write_down(longest),
        "orders": find_orders([longest.transcript]),
        "transcript_times": _list_moments(longest),
        "misheard": [],
        "quoted_examples": [],
        "answers": [
            {"question": number, "feedback": f"No remark on the words. {_UNJUDGED}", "better": ""}
            for number in range(1, _count_questions(user) + 1)
        ],
        "off_topic": None,
        "criteria": {
            "fluency_coherence": {"reason": f"{facts} {_UNJUDGED}", "band": fluency},
            "lexical_resource": {"reason": f"Estimated from the amount of speech alone. {_UNJUDGED}", "band": amount},
            "grammatical_range_accuracy": {
                "reason": f"Estimated from the amount of speech alone. {_UNJUDGED}",
                "band": amount,
            },
            "pronunciation": {"reason": f"Sounds are not told apart; this is no estimate. {_UNJUDGED}", "band": amount},
        },
        "summary": f"Offline estimate from loudness and pauses, not an examiner's judgement. {facts} {_TRANSCRIBED}",
        "strengths": [f"You speak for {heard.talk:.0f} seconds."],
        "improvements": [_advice(heard)],
    }
    language = read_language(_QUESTIONS.sub("", user))
    return german.tell_of_speech(answer, heard) if language == german.GERMAN else admit_english(answer, language)


def transcribe(recordings: Sequence[Heard]) -> dict[str, Any]:
    """What is said in a recording and nothing else, as the schema of transcripts names it.

    Raises:
        CannotAnswerError: nothing was sent to be heard.
    """
    if not recordings:
        raise CannotAnswerError("The offline examiner writes down recordings only.")
    longest = max(recordings, key=lambda each: each.fluency.speech)
    return {
        "speech_heard": longest.fluency.speech > 0,
        "another_voice": None,
        "transcript": _write_down(longest),
        "transcript_times": _list_moments(longest),
    }


def _write_down(heard: Heard) -> str:
    return (heard.transcript or NOT_TRANSCRIBED) if heard.fluency.speech else ""


def _list_moments(heard: Heard) -> list[dict[str, Any]]:
    """When each stretch of speech begins. It stands for a sentence, which the recogniser does not tell apart."""
    stretches = zip(heard.fluency.sounds, heard.said, strict=True)
    begun = [(start, said.split()[:_MOST_FIRST_WORDS]) for (start, _), said in stretches]
    return [{"seconds": start, "words": " ".join(first)} for start, first in begun if len(first) >= _LEAST_FIRST_WORDS]


def _count_questions(user: str) -> int:
    block = _QUESTIONS.search(user)
    return len(json.loads(block[1])) if block else 0


def _facts(heard: Fluency) -> str:
    count = len(heard.pauses)
    longest = f", the longest {max(heard.pauses):.1f} s" if heard.pauses else ""
    return f"{heard.speech:.0f} s of speech in {heard.duration:.0f} s, {count} pauses{longest}."


def _advice(heard: Fluency) -> str:
    if heard.talk < _PLENTY_SECONDS / 2:
        return "Say more: extend each answer with a reason and an example."
    if heard.silence_share > _COMFORTABLE_SILENCE:
        return "Pause less often, and between ideas rather than between words."
    return "Record yourself again and compare the pauses."


def _fluency_band(heard: Fluency) -> float:
    """Falls with the share of silence and with the length of the usual pause."""
    mean_pause = sum(heard.pauses) / len(heard.pauses) if heard.pauses else 0.0
    lost = 8 * max(0.0, heard.silence_share - _COMFORTABLE_SILENCE)
    lost += max(0.0, mean_pause - _COMFORTABLE_PAUSE_SECONDS)
    return _band(min(_amount_band(heard) + 1.5, _MOST_BAND) - lost)


def _amount_band(heard: Fluency) -> float:
    """From the lowest band for hardly any speech to a middling one for plenty: amount shows no more than that."""
    return _band(_LEAST_BAND + (_GUESSED_BAND + 1 - _LEAST_BAND) * min(1.0, heard.speech / _PLENTY_SECONDS))


def _band(value: float) -> float:
    return round(max(_LEAST_BAND, min(_MOST_BAND, value)) * 2) / 2
