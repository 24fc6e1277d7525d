"""What is read of interviews, over the public API: pages, several megabytes, skills, and nobody else's."""

import json
import random
import uuid
from collections import Counter
from decimal import Decimal
from http import HTTPStatus
from statistics import fmean
from typing import Any

import numpy as np
import pytest
import requests
from scipy import stats

from bandup.interview.model import Session
from integration.conftest import Stage, User
from ops.client.api import Answer, expect
from support.interviews import add_feedback, put_interview, put_sessions, session
from support.waiting import HANG_SECONDS

pytestmark = pytest.mark.integration

SKILLS = ("technical", "communication", "confidence", "problem_solving", "overall")
HALF_LIFE = 5
WORDINGS = {
    "testing": ("Testing", "unit tests", "good test coverage"),
    "system_design": ("system design", "designing distributed systems", "software architecture"),
    "concrete_examples": ("Lack of concrete examples", "specific examples", "vague answers"),
    "kafka": ("Kafka", "kafka"),
}


def table_of(stage: Stage) -> tuple[Any, str]:
    return stage.deployed.client("dynamodb"), stage.table("interview_sessions")


def store(stage: Stage, headers: list[Session]) -> None:
    put_sessions(*table_of(stage), headers)


def pages(user: User, path: str) -> list[Any]:
    """All pages of a list or review."""
    found = [user.get(path)]
    while token := found[-1].get("next_token"):
        found.append(user.get(f"{path}{'&' if '?' in path else '?'}next_token={token}"))
    return found


def test_a_thousand_sessions_without_gap_or_double(stage: Stage, user: User) -> None:
    mine = [session(user.sub, number) for number in range(1_000)]
    store(stage, mine)
    found = [item["session_id"] for page in pages(user, "/sessions?limit=100") for item in page["items"]]
    assert found == [each.session_id for each in reversed(mine)]


def test_an_interview_of_several_megabytes(stage: Stage, user: User) -> None:
    contents = [f"{number}: " + 'caf\u00e9 \u4f60\u597d "quoted"\n' * 500 for number in range(1, 401)]
    assert sum(len(content.encode()) for content in contents) > 4_000_000
    stored = put_interview(*table_of(stage), session(user.sub), contents)
    found = pages(user, f"/review?session_id={stored.session_id}")
    assert len(found) > 2
    assert [message["content"] for page in found for message in page["messages"]] == contents
    assert [message["turn"] for page in found for message in page["messages"]] == list(range(1, 401))
    assert [page["turns"] for page in found] == [400] * len(found)


def rated(user: User, count: int) -> list[tuple[Session, dict[str, Decimal], list[tuple[str, str, str]]]]:
    """Judged sessions with their ratings and what was said of each: (kind, skill, wording)."""
    chance = random.Random(7)
    made = []
    for number in range(count):
        ratings = {skill: Decimal(chance.randint(0, 20)) / 2 for skill in SKILLS}
        said = [
            (kind, skill, chance.choice(WORDINGS[skill]))
            for kind in ("strength", "weakness")
            for skill in chance.sample(sorted(WORDINGS), 2)
        ]
        header = add_feedback(session(user.sub, number), ratings, [(kind, wording) for kind, _, wording in said])
        made.append((header, ratings, said))
    return made


def test_skills_over_two_hundred_sessions(stage: Stage, user: User) -> None:
    made = rated(user, 200)
    store(stage, [header for header, _, _ in made])
    store(stage, [session(user.sub, 300), add_feedback(session(user.sub, 301), {"technical": "8/10"})])
    found = user.get("/skills")

    assert (found["sessions_analyzed"], found["sessions_without_feedback"], found["sessions_skipped"]) == (200, 1, 1)
    for skill in SKILLS:
        check_rating(found["skills"][skill], [float(ratings[skill]) for _, ratings, _ in made])
    for kind, entries in (("strength", found["strengths"]), ("weakness", found["weaknesses"])):
        expected = Counter(skill for _, _, said in made for about, skill, _ in said if about == kind)
        assert {entry["skill"]: entry["count"] for entry in entries} == expected
        assert all(len(entry["examples"]) == 3 for entry in entries)
    levels = {skill: found["skills"][skill]["recent_mean"] for skill in SKILLS if skill != "overall"}
    assert found["weakest_skill"]["recent_mean"] == min(levels.values())
    assert levels[found["weakest_skill"]["skill"]] == min(levels.values())


def check_rating(found: Any, ratings: list[float]) -> None:
    """Compare with NumPy's polynomial fit and SciPy's quantiles, which know nothing of our formulas."""
    count = len(ratings)
    precision = 0.5 ** (np.arange(count)[::-1] / HALF_LIFE)
    assert found["mean"] == pytest.approx(fmean(ratings), abs=0.006)
    assert found["recent_mean"] == pytest.approx(np.average(ratings, weights=precision), abs=0.006)
    assert found["latest"] == ratings[-1]
    # `polyfit` wants the square root of the precision, and scales its covariance by the residuals.
    (slope, _), covariance = np.polyfit(np.arange(count), ratings, 1, w=np.sqrt(precision), cov=True)
    reach = stats.t.ppf(0.975, count - 2) * np.sqrt(covariance[0, 0])
    trend = found["trend"]
    assert trend["per_session"] == pytest.approx(slope, abs=0.002)
    assert trend["interval"]["low"] == pytest.approx(slope - reach, abs=0.005)
    assert trend["interval"]["high"] == pytest.approx(slope + reach, abs=0.005)
    assert trend["sessions"] == count


def test_nobody_reaches_anothers_interviews(stage: Stage, user: User) -> None:
    """Both users on every route, with each other's ids and page tokens."""
    users = {user.sub: user, (other := stage.new_user()).sub: other}
    secrets, sessions, tokens = {}, {}, {}
    for sub, each in users.items():
        secrets[sub] = uuid.uuid4().hex
        ratings = dict.fromkeys(SKILLS, 5)
        headers = [
            add_feedback(session(sub, number, company=secrets[sub]), ratings, [("weakness", secrets[sub])])
            for number in range(2)
        ]
        sessions[sub] = [put_interview(*table_of(stage), header, [secrets[sub]] * 3) for header in headers]
        tokens[sub] = each.get("/sessions?limit=1")["next_token"]

    crossings = 0
    for mine, theirs in ((user.sub, other.sub), (other.sub, user.sub)):
        api, foreign = users[mine].api, sessions[theirs][0].session_id
        unknown = str(uuid.uuid4())
        refused = {
            session_id: [
                api.get(f"/review?session_id={session_id}"),
                api.post("/feedback", {"session_id": session_id}),
                api.post("/interview", {"session_id": session_id, "message": "Hello."}),
                api.post("/interview", {"retake": {"session_id": session_id, "turn": 1}}),
                api.get(f"/sessions/{session_id}/report"),
                api.call("DELETE", f"/sessions/{session_id}"),
            ]
            for session_id in (foreign, unknown)
        }
        for about_foreign, about_unknown in zip(refused[foreign], refused[unknown], strict=True):
            assert about_foreign.status == about_unknown.status == HTTPStatus.NOT_FOUND
            assert without_request_id(about_foreign) == without_request_id(about_unknown)
        expect(api.get(f"/sessions?next_token={tokens[theirs]}"), HTTPStatus.UNPROCESSABLE_ENTITY)
        link = users[mine].get(f"/sessions/{sessions[mine][0].session_id}/report")["get_url"]
        report = requests.get(link, timeout=HANG_SECONDS).text
        assert secrets[mine] in report
        crossings += secrets[theirs] in report
        for path in (
            "/sessions",
            "/sessions?category=technical",
            "/skills",
            f"/review?session_id={sessions[mine][0].session_id}",
        ):
            answer = json.dumps(users[mine].get(path))
            assert secrets[mine] in answer
            crossings += secrets[theirs] in answer
    assert crossings == 0
    for sub, each in users.items():
        for stored in sessions[sub]:
            page = each.get(f"/review?session_id={stored.session_id}")
            assert (page["turns"], page["feedback_outdated"]) == (3, True), "nothing of the refused was stored"


def without_request_id(answer: Answer) -> Any:
    return {name: value for name, value in answer.body.items() if name != "request_id"}


BAD_QUERIES = [
    ("/review", HTTPStatus.UNPROCESSABLE_ENTITY),
    ("/review?session_id=", HTTPStatus.UNPROCESSABLE_ENTITY),
    ("/review?session_id=x&session_id=y", HTTPStatus.UNPROCESSABLE_ENTITY),
    ("/review?session_id=null", HTTPStatus.NOT_FOUND),
    *(
        (f"/sessions?limit={limit}", HTTPStatus.UNPROCESSABLE_ENTITY)
        for limit in ("0", "-1", "1e9", "1000000000", "abc")
    ),
    *((f"/sessions?next_token={token}", HTTPStatus.UNPROCESSABLE_ENTITY) for token in ("x", "a.b.c", "A" * 6_000, "")),
]


@pytest.mark.parametrize(("path", "status"), BAD_QUERIES, ids=lambda value: str(value)[:40])
def test_bad_queries(user: User, path: str, status: HTTPStatus) -> None:
    expect(user.api.get(path), status)


@pytest.mark.parametrize("path", ["/review", "/sessions", "/skills"])
def test_every_route_needs_a_token(stage: Stage, path: str) -> None:
    expect(stage.api(None).get(path), HTTPStatus.UNAUTHORIZED)
