"""What the workers make of a recording and of a document, as they store it."""

from collections.abc import Mapping
from decimal import Decimal

from bandup.audio.fluency import Fluency
from bandup.jobs.kinds import Kind
from bandup.jobs.result import Result
from bandup.jobs.worker import Run, Work
from speaking_evaluator.facts import measure_facts

FLUENCY = Fluency(duration=40.0, talk=38.0, speech=30.0, silence_share=0.2, pauses=(0.5, 1.25))
SAID = "I moved the report into the background. It takes one second now."


def transcribed(_: Run) -> Result:
    fields = {
        "text": SAID,
        "language": "en",
        "duration": Decimal(40),
        "measured": measure_facts(FLUENCY, SAID),
        "flags": [],
        "model_used": "offline-examiner-1",
        "prompt_version": "transcript/2026-11-27/00000000",
        "estimated_cost": Decimal("0.001"),
    }
    return Result(fields, {"times": [{"seconds": Decimal(1), "start": 0, "end": 10}], "times_dropped": 0})


def read(_: Run) -> Result:
    fields = {"text": "Go and SQL.", "page_count": 1, "truncated": False}
    return Result(fields, {"pages": [{"page": 1, "start": 0, "end": 11}]})


MADE: Mapping[Kind, Work] = {Kind.TRANSCRIPT: transcribed, Kind.TEXT: read}
