"""What was measured of a spoken answer is kept with its turn, and the judge is shown the words only."""

from dataclasses import replace
from decimal import Decimal

from bandup.interview.model import Move, Role, Turn
from generate_feedback import prompt
from generate_feedback.excerpt import make_excerpt
from generate_feedback.transcript import Transcript
from unit.generate_feedback.samples import SESSION


def test_a_spoken_answer_is_judged_as_the_same_words_typed() -> None:
    asked = Turn(1, Role.INTERVIEWER, "Why?", 0, "queues", Move.OPENING)
    typed = Turn(2, Role.CANDIDATE, "Because load comes in waves.", 0)
    measured = {"speech_rate_wpm": Decimal("87.65"), "pause_count": 4321}
    spoken = replace(typed, spoken={"transcript_id": "7c0a-transcript", "measured": measured})
    typed_prompt, spoken_prompt = (
        prompt.build_prompt(SESSION, make_excerpt(Transcript.of([asked, answer]).lines)) for answer in (typed, spoken)
    )
    assert spoken_prompt == typed_prompt
    assert "Because load comes in waves." in str(spoken_prompt.parts[0])
