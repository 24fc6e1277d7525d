"""Nothing of an interview is logged where it is read."""

import logging
import uuid

import pytest

from bandup.core.log import logger
from support.interviews import add_feedback, damage, put_interview, session
from support.logs import lines

from .conftest import OWNER, SessionFunctions
from .test_skills import RATINGS


def test_no_word_of_an_interview_is_logged(functions: SessionFunctions, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger.name)
    canary = f"canary{uuid.uuid4().hex}"
    header = session(OWNER, category=canary, job_title=canary, company=canary, resume_text=canary)
    kept = put_interview(
        functions.client, functions.table, add_feedback(header, RATINGS, [("weakness", canary)]), [canary] * 3
    )
    damage(functions.client, functions.table, kept, "ratings", {"S": canary})
    asked = [("/review", {"session_id": kept.session_id}), ("/sessions", {}), ("/skills", {})]
    assert [functions.ask(path, query=query).status for path, query in asked] == [200] * 3
    damage(functions.client, functions.table, kept, "feedback", {"SS": [canary]})
    assert functions.ask("/review", query={"session_id": kept.session_id}).status == 500
    assert functions.ask("/sessions", query={"next_token": canary}).status == 422
    logged = "".join(lines(caplog.records))
    assert "request failed" in logged
    assert canary not in logged
    assert OWNER not in logged
