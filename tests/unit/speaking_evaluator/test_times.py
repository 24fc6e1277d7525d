"""Times and quotes of a model are held against where speech was measured."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bandup.jobs.result import Result
from bandup.models.samples import Samples
from speaking_evaluator.facts import measure_facts
from speaking_evaluator.listening import HeardAnswer
from speaking_evaluator.recording import Recording
from speaking_evaluator.request import SpokenAnswer
from speaking_evaluator.result import build_part, choose_judgement
from speaking_evaluator.schema import Judgement
from unit.speaking_evaluator.fakes import FLUENCY
from unit.speaking_evaluator.samples import TRANSCRIPT, answer, request

SPOKEN = replace(FLUENCY, sounds=((0.3, 20.0), (50.0, 69.0)))
"""Half a minute of silence in the middle; a time counts for two seconds around it."""

FIRST = {"seconds": Decimal("0.5"), "words": "Well, um, I read"}


def build(*moments: dict[str, Any], quotes: tuple[str, ...] = ()) -> Result:
    said = Judgement.model_validate(answer(bands=(Decimal(6),) * 4, quotes=quotes, transcript_times=list(moments)))
    heard = HeardAnswer(SpokenAnswer.model_validate(request()), Recording("audio/wav", b"", SPOKEN), 0.0, ())
    kept, estimate = choose_judgement(Samples(1, [said]), None)
    return build_part(
        heard,
        kept,
        estimate,
        facts=measure_facts(SPOKEN, TRANSCRIPT),
        flags=(),
        model=None,
        samples={"asked": 1, "used": 1},
        prompt_version="",
    )


@pytest.mark.parametrize(
    ("seconds", "is_kept"),
    [
        ("19", True),
        ("22", True),
        ("22.2", False),
        ("35", False),
        ("47.8", False),
        ("48", True),
        ("70.04", True),
        ("70.1", False),
        ("1e30", False),
        ("1e400", False),
    ],
)
def test_a_time_where_no_speech_was_measured_is_dropped(seconds: str, is_kept: bool) -> None:
    body = build(FIRST, {"seconds": Decimal(seconds), "words": "It was, it was"}, quotes=("a lot",)).body
    assert [len(body["transcript_times"]), body["times_dropped"]] == ([2, 0] if is_kept else [1, 1])
    assert len(body["feedback"]["quoted_examples"]) == is_kept, "a quote goes by the same rule"


@pytest.mark.parametrize(("seconds", "kept"), [(15, ["a book", "a lot"]), (35, ["a book"]), (90, ["a book"])])
def test_a_quote_of_words_that_were_said_where_no_speech_was_measured_is_dropped(seconds: int, kept: list[str]) -> None:
    moments = (FIRST, {"seconds": Decimal(seconds), "words": "It was, it was"})
    feedback = build(*moments, quotes=("a book", "a lot")).body["feedback"]
    assert [quote["quote"] for quote in feedback["quoted_examples"]] == kept
    assert feedback["quotes_dropped"] == 2 - len(kept)


def test_words_behind_the_next_moment_are_judged_by_that_one() -> None:
    moments = (FIRST, {"seconds": Decimal(35), "words": "It was"}, {"seconds": Decimal(60), "words": "I would"})
    quotes = build(*moments, quotes=("a lot", "likes travelling")).body["feedback"]["quoted_examples"]
    assert [quote["quote"] for quote in quotes] == ["likes travelling"]
