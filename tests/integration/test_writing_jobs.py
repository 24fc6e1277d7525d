"""Essays go in by the public API and come back graded, whatever the queue and the model do in between."""

import csv
import io
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest

from integration.attempts import Faulty, attempts, calls_fit, killed_while_the_model_is_asked
from integration.conftest import Stage, User
from integration.essays import marker, submission
from ops.client.api import expect
from ops.client.uploads import download

pytestmark = pytest.mark.integration

BANDS = ("task_achievement_band", "coherence_band", "lexical_band", "grammar_band")


def test_an_essay_comes_back_graded_and_proposes_its_mistakes(stage: Stage, user: User) -> None:
    request = submission(marker())
    accepted = user.submit(request)
    job = user.finished(accepted["job_id"])
    assert (job["status"], job["kind"]) == ("COMPLETED", "writing")
    assert attempts(stage, job).reasons == []
    assert job["result_url"] == f"/evaluations/{job['job_id']}"
    assert job["cost"]["usd"] > 0
    assert "offline" in job["cost"]["model"]

    evaluation = user.get(job["result_url"])
    mean = sum((Decimal(str(evaluation[band])) for band in BANDS), Decimal(0)) / 4
    assert Decimal(str(evaluation["raw_mean"])) == mean
    assert 1 <= evaluation["overall_band"] <= 9
    assert evaluation["overall_band"] * 2 % 1 == 0
    assert abs(Decimal(str(evaluation["overall_band"])) - mean) <= Decimal("0.25")
    quotes = evaluation["feedback"]["quoted_examples"]
    assert quotes
    for quote in quotes:
        assert request["essay_content"][quote["start"] : quote["end"]] == quote["quote"]
    assert [item["job_id"] for item in user.get("/jobs")["items"]] == [job["job_id"]]
    assert stage.dead_bodies("writing").count(job["job_id"]) == 0

    proposed = user.get("/cards?state=proposed")
    assert {card["source"]["id"] for card in proposed["items"]} == {job["job_id"]}
    assert user.get("/cards?state=proposed") == {"items": proposed["items"], "results_left": False}
    (taken, *_) = proposed["items"]
    expect(user.api.call("PATCH", f"/cards/{taken['id']}", json={"state": "active", "version": 1}), HTTPStatus.OK)
    table = download(user.get("/cards/export?format=csv")["get_url"]).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert (row["answer"].lstrip("'"), row["error_type"]) == (taken["back"], taken["error_type"])
    assert user.api.call("DELETE", job["result_url"]).status == HTTPStatus.NO_CONTENT
    assert [user.get(f"/cards?state={state}")["items"] for state in ("active", "proposed")] == [[], []]


def test_three_deliveries_give_one_unchanged_result(stage: Stage, user: User) -> None:
    word = marker()
    stage.model.fail(word)
    job_id = user.submit(submission(word))["job_id"]
    job = user.finished(job_id)
    stored = stage.item("evaluations", evaluation_id=job_id, user_id=user.sub)
    evaluation, calls = user.get(f"/evaluations/{job_id}"), stage.model.calls(word)
    assert attempts(stage, job).fit(calls, expected=1)
    for _ in range(2):
        stage.send("writing", {"schema_version": 1, "job_id": job_id})
    stage.drained("writing")
    assert user.job(job_id) == job
    assert user.get(f"/evaluations/{job_id}") == evaluation
    assert stage.item("evaluations", evaluation_id=job_id, user_id=user.sub) == stored
    assert stage.model.calls(word) == calls


FAULTS: dict[str, list[dict[str, Any]]] = {
    "429 with a delay": [{"kind": "status", "status": 429, "retry_delay_seconds": 3}],
    "503 twice": [{"kind": "status", "status": 503, "times": 2}],
    "hang": [{"kind": "hang", "seconds": 120}],
    "cut JSON": [{"kind": "cut_json"}],
    "wrong schema": [{"kind": "wrong_schema"}],
    "key refused": [{"kind": "status", "status": 403, "times": 2}],
}


@pytest.fixture(scope="module")
def faulty(stage: Stage) -> Faulty:
    """All at once, and before the tests that follow, since most of them wait."""
    owner, killed_word = stage.new_user(), marker()
    killed = killed_while_the_model_is_asked(
        stage, killed_word, lambda: str(owner.submit(submission(killed_word))["job_id"])
    )
    words, jobs = {name: marker() for name in FAULTS}, {}
    for name, word in words.items():
        stage.model.fail(word, *FAULTS[name])
        jobs[name] = owner.submit(submission(word))["job_id"]
    return Faulty(owner, words, jobs, killed_word, killed)


@pytest.mark.usefixtures("faulty")
def test_unusable_answers_fail_the_job_with_a_reason_and_no_band(stage: Stage, user: User) -> None:
    word = marker()
    stage.model.fail(word, {"kind": "blocked", "times": 100})
    job = user.finished(user.submit(submission(word))["job_id"])
    assert job["status"] == "FAILED"
    assert job["error"] == {"code": "blocked", "message": job["error"]["message"], "retryable": False}
    assert attempts(stage, job).fit(stage.model.calls(word), expected=1)
    user.missing(f"/evaluations/{job['job_id']}")


def test_a_poison_message_reaches_the_dead_letter_queue(stage: Stage, user: User) -> None:
    word = marker()
    stage.send_text("writing", f"not ours {word}")
    job = user.finished(user.submit(submission(marker()))["job_id"])
    assert job["status"] == "COMPLETED"
    stage.until(lambda: word in stage.dead_bodies("writing"), "the burial")


def test_a_job_whose_message_was_never_sent_is_swept_and_finished(stage: Stage, user: User) -> None:
    job_id = stage.store_unsent_job(user.sub, {"tasks": [submission(marker())]})
    stage.sweep()
    assert user.finished(job_id)["status"] == "COMPLETED"


def test_twenty_words_or_fewer_is_band_1_without_a_model_call(stage: Stage, user: User) -> None:
    word = marker()
    stage.model.fail(word)
    job = user.finished(user.submit(submission(word, essay_content=f"Cars are bad. {word}"))["job_id"])
    assert job["status"] == "COMPLETED"
    evaluation = user.get(job["result_url"])
    assert [evaluation[band] for band in (*BANDS, "overall_band")] == [1, 1, 1, 1, 1]
    assert stage.model.calls(word) == 0
    assert "cost" not in job


def test_a_repeated_idempotency_key_is_one_job_and_another_request_is_refused(user: User) -> None:
    request, key = submission(marker()), marker()
    first = user.submit(request, key=key)
    assert user.submit(request, key=key)["job_id"] == first["job_id"]
    assert len(user.get("/jobs")["items"]) == 1
    answer = user.api.post("/writing/evaluations", submission(marker()), **{"Idempotency-Key": key})
    assert answer.status == 409
    user.finished(first["job_id"])


def test_without_a_key_every_request_is_a_job_of_its_own(stage: Stage, user: User) -> None:
    request = submission(marker(), essay_content="Too short to be paid for.")

    def accepted() -> Any:
        answer = user.once.post("/writing/evaluations", request)
        return answer.body["job_id"] if answer.status == HTTPStatus.ACCEPTED else None

    jobs = {stage.until(accepted, "a job without a key") for _ in range(2)}
    assert len(jobs) == 2
    assert jobs <= {job["job_id"] for job in user.get("/jobs")["items"]}
    assert {user.finished(job_id)["status"] for job_id in jobs} == {"COMPLETED"}


def test_what_belongs_to_someone_else_answers_as_what_does_not_exist(stage: Stage, user: User) -> None:
    other = stage.new_user()
    job = user.finished(user.submit(submission(marker()))["job_id"])
    unknown = "00000000-0000-4000-8000-000000000000"
    for path in ("/jobs", "/evaluations"):
        theirs, nobodys = (other.missing(f"{path}/{each}") for each in (job["job_id"], unknown))
        assert theirs == nobodys
    assert other.get("/jobs")["items"] == []
    assert other.get("/evaluations")["items"] == []
    assert other.api.call("DELETE", f"/jobs/{job['job_id']}").status == 404


def test_model_failures_get_their_class_and_killed_workers_lose_nothing(stage: Stage, faulty: Faulty) -> None:
    ended = faulty.finished()
    assert {name: job["status"] for name, job in ended.items()} == dict.fromkeys(FAULTS, "COMPLETED")
    reasons = {
        "429 with a delay": ["provider_throttled"],
        "503 twice": [],
        "hang": ["provider_unreachable"],
        "cut JSON": [],
        "wrong schema": [],
        "key refused": ["provider_access_denied"],
    }
    for name, job in ended.items():
        made_of = attempts(stage, job)
        assert made_of.have_reasons(*reasons[name]), (name, made_of)
    calls = {name: stage.model.calls(word) for name, word in faulty.words.items()}
    expected = dict.fromkeys(FAULTS, 2) | {"503 twice": 3, "key refused": 3}
    assert calls_fit(stage, ended, calls, expected), calls

    job = faulty.owner.finished(faulty.killed)
    assert job["status"] == "COMPLETED"
    made_of = attempts(stage, job)
    assert made_of.reasons == []
    assert 2 <= stage.model.calls(faulty.killed_word) <= 1 + made_of.others
    stored = [item["evaluation_id"] for item in faulty.owner.get("/evaluations")["items"]]
    assert sorted(stored) == sorted([faulty.killed, *faulty.jobs.values()])
