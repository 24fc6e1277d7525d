"""What is read of interviews, over the public API: pages, several megabytes, skills, and nobody else's."""

import json
import random
import uuid
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from statistics import fmean
from typing import Any

import numpy as np
import pytest
import requests

from bandup.interview.model import Session
from integration.conftest import Stage, User
from ops.client.api import Answer, expect
from support.interviews import START, add_feedback, put_interview, put_sessions, session
from support.trends import DAY_MS, Reference, conditions_matrix, weigh
from support.waiting import HANG_SECONDS

pytestmark = pytest.mark.integration

SKILLS = ("technical", "communication", "confidence", "problem_solving", "overall")
WORDINGS = {
    "testing": ("Testing", "unit tests", "good test coverage"),
    "system_design": ("system design", "designing distributed systems", "software architecture"),
    "concrete_examples": ("Lack of concrete examples", "specific examples", "vague answers"),
    "kafka": ("Kafka", "kafka"),
}
IN_GERMAN = {
    "testing": "Testabdeckung",
    "system_design": "Systementwurf",
    "concrete_examples": "Konkrete Beispiele",
    "kafka": "Kafka",
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


@dataclass(frozen=True)
class Rated:
    """A judged session with what was said of each skill: (kind, skill, wording)."""

    header: Session
    ratings: dict[str, Decimal]
    said: list[tuple[str, str, str]]


def rated(user: User, count: int) -> list[Rated]:
    """Sessions of more than a year, with gaps; the first half was stored before skills had ids."""
    chance = random.Random(7)
    made = []
    moment = float(START)
    for number in range(count):
        moment += chance.expovariate(1 / (2 * DAY_MS)) + (number % 50 == 49) * 40 * DAY_MS
        ratings = {skill: Decimal(chance.randint(0, 20)) / 2 for skill in SKILLS}
        ratings["confidence"] = Decimal(chance.randint(0, 4)) / 2
        said = [
            (kind, skill, chance.choice(WORDINGS[skill]))
            for kind in ("strength", "weakness")
            for skill in chance.sample(sorted(WORDINGS), 2)
        ]
        mentions: list[tuple[str, ...]] = [(kind, wording) for kind, _, wording in said]
        if number >= count / 2:
            mentions = [(kind, IN_GERMAN[skill], skill if skill != "kafka" else "other") for kind, skill, _ in said]
        begun = session(
            user.sub,
            ts=int(moment),
            difficulty=chance.choice(["EASY", "MEDIUM", "HARD"]),
            category=chance.choice(["technical", "behavioural", f"my own {number}"]),
        )
        made.append(Rated(add_feedback(begun, ratings, mentions), ratings, said))
    return made


def test_skills_over_two_hundred_sessions(stage: Stage, user: User) -> None:
    made = rated(user, 200)
    last = made[-1].header.ts
    store(stage, [each.header for each in made])
    damaged = add_feedback(session(user.sub, ts=last + 2), {"technical": "8/10"})
    store(stage, [session(user.sub, ts=last + 1), damaged])
    found = user.get("/skills")

    assert (found["sessions_analyzed"], found["sessions_without_feedback"], found["sessions_skipped"]) == (200, 1, 1)
    moments = [each.header.ts for each in made]
    weights = weigh(moments)
    matrix = conditions_matrix(
        moments,
        [each.header.difficulty for each in made],
        [each.header.category if " " not in each.header.category else "own" for each in made],
    )
    for skill in SKILLS:
        check_rating(found["skills"][skill], [float(each.ratings[skill]) for each in made], weights, matrix)
    for kind, entries in (("strength", found["strengths"]), ("weakness", found["weaknesses"])):
        mentioned = {skill: [(kind, skill) in {said[:2] for said in each.said} for each in made] for skill in WORDINGS}
        other = "strength" if kind == "weakness" else None
        listed = {
            skill: sum(shown)
            for skill, shown in mentioned.items()
            if weights[shown].sum() >= 1 / 8 and not (other and overcome(made, skill))
        }
        assert {entry["skill"]: entry["count"] for entry in entries} == listed
        assert [entry["weight"] for entry in entries] == sorted((entry["weight"] for entry in entries), reverse=True)
        for entry in entries:
            assert entry["weight"] == pytest.approx(weights[mentioned[entry["skill"]]].sum(), abs=0.006)
    assert found["weakest_skill"]["skill"] == "confidence"
    assert [(point["session_id"], point["ts"]) for point in found["points"]] == [
        (each.header.session_id, each.header.ts) for each in made
    ]
    assert [point["ratings"] for point in found["points"]] == [each.ratings for each in made]


def overcome(made: list[Rated], skill: str) -> bool:
    """Whether a weakness was shown as a strength twice since it last showed: read from the newest session backwards."""
    strong = 0
    for each in reversed(made):
        kinds = {kind for kind, about, _ in each.said if about == skill}
        if "weakness" in kinds:
            return strong >= 2
        strong += "strength" in kinds
    return True


def check_rating(found: Any, ratings: list[float], weights: Any, matrix: Any) -> None:
    """Compare with NumPy's matrices and SciPy's quantiles, which know nothing of our formulas."""
    assert found["mean"] == pytest.approx(fmean(ratings), abs=0.006)
    assert found["recent_mean"] == pytest.approx(np.average(ratings, weights=weights), abs=0.006)
    assert found["latest"] == ratings[-1]
    trend = found["trend"]
    [level], [reach] = Reference.of(weights, matrix[:, :1]).intervals(ratings)
    assert found["recent_interval"]["low"] == pytest.approx(max(0, level - reach), abs=0.006)
    assert found["recent_interval"]["high"] == pytest.approx(level + reach, abs=0.006)
    [slope], [reach] = Reference.of(weights, matrix).intervals(ratings)
    assert trend["per_session"] == pytest.approx(slope, abs=0.0006)
    assert trend["interval"]["low"] == pytest.approx(slope - reach, abs=0.0006)
    assert trend["interval"]["high"] == pytest.approx(slope + reach, abs=0.0006)
    assert trend["sessions"] == len(ratings)
    assert trend["adjusted_for"] == ["difficulty", "category"]


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
