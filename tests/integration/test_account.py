"""Quotas, usage, export and deletion over the wire, with every table, bucket and queue looked at afterwards."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest

from integration.attempts import finished_soon
from integration.conftest import Stage, User
from integration.decks import made_set, pdf_about, uploaded_pdf
from integration.essays import marker, submission, task_1
from integration.studied import put_card, review, send_reviews
from ops.client.api import expect
from ops.client.uploads import follow, send
from ops.journeys.jobs import judge

pytestmark = pytest.mark.integration

RECORDING = b"RIFF is how a recording begins"


def uploaded(user: User, upload_type: str, content_type: str, content: bytes) -> str:
    """The id of a file that was sent."""
    asked = {"upload_type": upload_type, "filename": "f", "content_type": content_type, "size": len(content)}
    form = expect(user.api.post("/uploads", asked), HTTPStatus.CREATED)
    assert send(form, content).status_code == 204
    return str(form["upload_id"])


def deleted(user: User) -> str:
    """The id of the job that deletes the account."""
    return str(expect(user.api.call("DELETE", "/me"), HTTPStatus.ACCEPTED)["job_id"])


def everything_stored(stage: Stage) -> Iterator[str]:
    """Every item of every table, and every object version and delete marker of every bucket."""
    dynamodb, s3 = stage.deployed.client("dynamodb"), stage.deployed.client("s3")
    for table in dynamodb.list_tables()["TableNames"]:
        for page in dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
            yield from (f"{table}: {json.dumps(item)}" for item in page["Items"])
    for bucket in s3.list_buckets()["Buckets"]:
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket["Name"]):
            found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
            yield from (f"{bucket['Name']}: {each['Key']}" for each in found)


def traces(stage: Stage, *of: str) -> list[str]:
    return [stored for stored in everything_stored(stage) if any(text in stored for text in of)]


def export_of(user: User) -> Any:
    answer = follow(user.get("/me/export")["get_url"])
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.json()


def test_an_export_holds_everything_and_nothing_of_others(stage: Stage, user: User) -> None:
    other, theirs, mine = stage.new_user(), marker(), marker()
    other.finished(other.submit(submission(theirs))["job_id"])
    uploaded(other, "speaking_audio", "audio/wav", RECORDING)
    upload_id = uploaded(user, "speaking_audio", "audio/wav", RECORDING)
    request = submission(mine)
    job = user.finished(user.submit(request)["job_id"])

    file = export_of(user)
    assert file["user_id"] == user.sub
    assert [each["job_id"] for each in file["jobs"]] == [job["job_id"]]
    assert file["jobs"][0]["request"]["tasks"][0]["essay_content"] == request["essay_content"]
    (evaluation,) = file["evaluations"]
    assert evaluation["overall_band"] == user.get(job["result_url"])["overall_band"]
    assert [(each["upload_id"], each["size"]) for each in file["uploads"]] == [(upload_id, len(RECORDING))]
    assert theirs not in json.dumps(file)
    assert other.sub not in json.dumps(file)


def test_usage_is_the_sum_of_the_jobs_costs(user: User) -> None:
    jobs = [user.finished(user.submit(submission(marker()))["job_id"]) for _ in range(2)]
    (spent,) = user.get("/usage")["items"]
    assert (spent["kind"], spent["jobs"], spent["month"]) == ("writing", 2, f"{datetime.now(UTC):%Y-%m}")
    assert Decimal(str(spent["usd"])) == sum(Decimal(str(job["cost"]["usd"])) for job in jobs)
    assert spent["input_tokens"] == sum(job["cost"]["input_tokens"] for job in jobs)


def test_a_deleted_evaluation_is_gone_and_its_job_stays(stage: Stage, user: User) -> None:
    word = marker()
    job = user.finished(user.submit(submission(word))["job_id"])
    assert stage.new_user().api.call("DELETE", job["result_url"]).status == 404
    assert user.api.call("DELETE", job["result_url"]).status == 204
    user.missing(job["result_url"])
    assert traces(stage, word) == []
    stage.send("writing", {"schema_version": 1, "job_id": job["job_id"]})
    stage.drained("writing")
    user.missing(job["result_url"])
    left = user.job(job["job_id"])
    assert left["cost"] == job["cost"]
    assert "result_url" not in left


def test_requests_at_the_same_time_do_not_pass_the_quota(stage: Stage, user: User) -> None:
    description = stage.deployed.description
    function = description["functions"]["job_api"]["name"]
    settings = stage.deployed.client("lambda").get_function_configuration(FunctionName=function)["Environment"]
    limit = int(settings["Variables"]["QUOTA_WRITING_PER_DAY"])
    today = datetime.now(UTC).date()
    for day in (today, today + timedelta(days=1)):
        stage.deployed.client("dynamodb").put_item(
            TableName=stage.table("quotas"),
            Item={"user_id": {"S": user.sub}, "day_kind": {"S": f"{day}#writing"}, "used": {"N": str(limit - 3)}},
        )
    short = {"essay_content": "Too short to be paid for."}
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: user.api.post("/writing/evaluations", submission(marker(), **short)), range(16))
        )
    assert sorted(answer.status for answer in answers) == [202] * 3 + [429] * 13
    assert len(user.get("/jobs")["items"]) == 3
    origin = stage.local.ports.console_origin
    refused = user.api.post("/writing/evaluations", submission(marker()), Origin=origin)
    assert (refused.status, refused.body["type"]) == (429, "urn:bandup:problem:quota-exceeded")
    assert 0 < int(refused.headers["Retry-After"]) <= 86_400
    assert refused.headers["Access-Control-Allow-Origin"] == origin
    assert user.api.post("/writing/evaluations", {"task_type": "TASK_3"}).status == 422


def test_nothing_of_a_deleted_account_is_left_anywhere(stage: Stage, user: User) -> None:
    other, words = stage.new_user(), [marker() for _ in range(5)]
    theirs = other.finished(other.submit(submission(marker()))["job_id"])
    kept = len(traces(stage, other.sub))
    uploaded(user, "speaking_audio", "audio/wav", RECORDING)
    cards = made_set(user, uploaded_pdf(user, pdf_about(words[3])))
    user.get(f"/flashcard-sets/{cards['set_id']}/export?format=apkg")
    essay_id = uploaded(user, "writing_essay", "text/plain", b"An uploaded essay of a few words.")
    whole = {"tasks": [submission(words[0]), task_1(words[1])]}
    essay = {"task_type": "TASK_2", "question": words[2], "upload_id": essay_id}
    jobs = [user.finished(user.submit(request)["job_id"])["job_id"] for request in (whole, essay)]
    jobs.append(cards["set_id"])
    assert {user.job(job_id)["status"] for job_id in jobs} == {"COMPLETED"}
    (exported,) = export_of(user)["flashcard_sets"]
    assert exported["flashcards"] == cards["flashcards"]
    assert words[3] in str(cards["flashcards"])
    begun = {"category": "technical", "difficulty": "EASY", "company": words[4]}
    interview = expect(user.api.post("/interview", begun), HTTPStatus.OK)
    said = {"session_id": interview["session_id"], "message": f"At {words[4]} I measured the queries first."}
    expect(user.api.post("/interview", said), HTTPStatus.OK)
    judged = judge(user.api, interview["session_id"])
    (talk,) = export_of(user)["interviews"]
    assert talk["feedback"] == judged["feedback"]
    assert [message["content"] for message in talk["messages"]][:2] == [interview["message"], said["message"]]
    studied = put_card(stage, user, front=words[0])
    assert send_reviews(user, review(studied)) == ["stored"]
    assert {each["kind"] for each in user.get("/usage")["items"]} == {"writing", "flashcard", "interview", "feedback"}
    assert traces(stage, user.sub)

    assert {user.sub, other.sub} <= stage.sign_ins()
    deletion = deleted(user)
    assert deleted(user) == deletion, "asked again, it is the same job"
    refused = user.api.post("/writing/evaluations", submission(marker()))
    assert (refused.status, refused.body["type"]) == (403, "urn:bandup:problem:account-deleted")
    assert user.api.post("/reviews", review(studied)).status == HTTPStatus.FORBIDDEN
    refused = user.api.post("/interview", begun)
    assert (refused.status, refused.body["type"]) == (403, "urn:bandup:problem:account-deleted")
    job = user.finished(deletion)
    assert (job["kind"], job["status"]) == ("deletion", "COMPLETED")

    assert traces(stage, user.sub, interview["session_id"], *jobs, *words) == []
    assert user.get("/sessions")["items"] == []
    for path in ("/jobs", "/evaluations", "/flashcard-sets"):
        assert user.get(path)["items"] == []
        for job_id in jobs:
            user.missing(f"{path}/{job_id}")
    assert user.sub not in stage.sign_ins()
    assert other.sub in stage.sign_ins()
    assert other.job(theirs["job_id"]) == theirs
    assert len(traces(stage, other.sub)) == kept
    other.missing(f"/jobs/{deletion}")
    stage.drained("account")
    assert deletion not in stage.dead_bodies("account")


def test_a_job_in_flight_when_its_account_is_deleted_does_not_come_back(stage: Stage, user: User) -> None:
    word = marker()
    stage.model.fail(word, {"kind": "delay", "seconds": 10})
    job_id = user.submit(submission(word))["job_id"]
    stage.until(lambda: stage.model.calls(word), "the model call")
    waiting = user.submit(submission(marker()))["job_id"]
    deletion = deleted(user)
    ended = finished_soon(user, {"deletion": deletion})
    assert ended["deletion"]["status"] == "COMPLETED"
    stage.drained("writing")
    for each in (job_id, waiting):
        stage.send("writing", {"schema_version": 1, "job_id": each})
    stage.drained("writing")
    assert traces(stage, user.sub, job_id, waiting, word) == []
