"""Nothing that was said or judged is logged."""

import logging
import uuid

import pytest

from bandup.core.log import logger
from support.logs import lines
from unit.generate_feedback.conftest import OWNER, FeedbackHarness
from unit.generate_feedback.samples import SAID, answer, point


def test_no_word_of_an_interview_or_its_judge_is_logged(
    function: FeedbackHarness, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger.name)
    canary = f"canary{uuid.uuid4().hex}"
    session = function.store_interview([f"{canary} {words}" for words in SAID])
    function.model.replies = [
        canary,
        answer(summary=7, strengths=[point((2, canary), skill=canary, text=canary)], better_answer=canary),
        answer(summary=canary),
    ]
    assert function.request_feedback(session, key=canary, wait=1).status == 202
    function.clock.advance(2_000)
    assert function.request_feedback(session, key=canary).status == 200
    logged = "".join(lines(caplog.records))
    assert "model_output_invalid" in logged
    assert canary not in logged
    assert OWNER not in logged
