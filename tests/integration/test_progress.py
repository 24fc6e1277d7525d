"""Goals, progress, plan and today over the wire, and a card that retires."""

import json
import time
import uuid
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest

from bandup.core.dynamo import Table
from bandup.ielts.practice import CRITERIA, PRACTICE, pack_practice
from integration.conftest import Stage, User
from ops.client.api import expect
from ops.client.uploads import download

pytestmark = pytest.mark.integration

GOALS = {
    "exam": "ACADEMIC",
    "target_band": 7,
    "date": (datetime.now(UTC) + timedelta(days=60)).date().isoformat(),
    "days_a_week": 5,
    "minutes_a_day": 60,
}
WRONG = "In the last decade people has bought more cars."
CLEAN = "He works in the city. She likes her job. It is a good place. People have cars and they drive."
AGREEMENT = {
    "quote": "people has",
    "start": WRONG.index("people has"),
    "end": WRONG.index("people has") + len("people has"),
    "issue": "People is plural.",
    "suggestion": "people have",
    "criterion": "grammatical_range_accuracy",
    "error_type": "agreement",
}


def put_essay(stage: Stage, user: User, text: str, *quotes: dict[str, Any]) -> str:
    """An evaluation as its worker stores it."""
    piece = {
        "evaluation_type": "writing",
        "task_type": "TASK_2",
        "exam": "ACADEMIC",
        "overall_band": 6,
        "band_range": {"low": 5, "high": 7},
        **dict.fromkeys(CRITERIA["writing"].values(), 6),
        "word_count": len(text.split()),
        "evaluated_by": "model",
        "essay_content": text,
        "feedback": {"quoted_examples": list(quotes)},
        "measured": {"findings": []},
    }
    evaluation_id = str(uuid.uuid4())
    key = {"evaluation_id": evaluation_id, "user_id": user.sub, "created_at": int(time.time() * 1000)}
    table = Table(stage.deployed.client("dynamodb"), stage.table("evaluations"))
    table.execute(table.prepare_put({**piece, **key, PRACTICE: pack_practice([piece]), "status": "COMPLETED"}, None))
    return evaluation_id


def test_a_learner_sets_goals_practises_and_is_told(stage: Stage, user: User) -> None:
    other = stage.new_user()
    for change in ({"date": "2020-01-01"}, {"target_band": 9.5}, {"days_a_week": 8}):
        refused = user.api.call("PUT", "/goals", json=GOALS | change)
        assert (refused.status, refused.body["errors"][0]["pointer"]) == (422, f"/{next(iter(change))}")
    goals = expect(user.api.call("PUT", "/goals", json=GOALS), HTTPStatus.OK)
    assert user.get("/today")["items"][0]["rule"] == "first_work"

    first = put_essay(stage, user, WRONG, AGREEMENT)
    [card] = stage.until(lambda: user.get("/cards?state=proposed")["items"], "the mistake is proposed")
    expect(user.api.call("PATCH", f"/cards/{card['id']}", json={"state": "active", "version": 1}), HTTPStatus.OK)
    second = put_essay(stage, user, CLEAN)
    [retired] = stage.until(lambda: user.get("/cards?state=retired")["items"], "the card retires")
    assert (retired["id"], retired["retest_occasions"] >= 3) == (card["id"], True)

    writing = user.get("/progress")["exams"][0]["skills"]["writing"]
    assert [(point["evaluation_id"], point["errors"]) for point in writing["points"]] == [
        (first, {"agreement": 1}), (second, {}),
    ]  # fmt: skip
    plan = user.get("/plan?timezone=Asia/Kolkata")
    assert (plan["goals"], {each["outlook"] for each in plan["outlook"]}) == (goals, {"unknown"})
    assert user.get("/today")["latest"][0]["evaluation_id"] == second
    exported = json.loads(download(user.get("/me/export")["get_url"]))
    assert exported["study_goals"] == [goals]

    assert (other.get("/progress")["exams"], other.get("/plan")["goals"]) == ([], None)
    assert other.get("/today")["latest"] == []
