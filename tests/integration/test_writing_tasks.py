"""Task 1 with its chart, a whole Writing test, and essays as files: through the public API, with S3 and the queue."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bandup.core.dynamo import from_attributes
from bandup.ielts.error_types import NO_ERROR, WRITTEN
from integration.attempts import attempts
from integration.conftest import Stage, User
from integration.essays import letter, marker, submission, task_1
from ops.client.uploads import upload

pytestmark = pytest.mark.integration

CHART = Path(__file__).parents[1] / "samples" / "writing_task_1" / "chart.png"


def file_of(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def ended(user: User, request: dict[str, Any]) -> Any:
    return user.finished(user.submit(request)["job_id"])


def quote_each_kind(essay: str) -> dict[str, Any]:
    """A fault: the model's quotes have every kind of error, and one is a strength."""
    quotes = [
        {"quote": essay[:20], "issue": kind, "suggestion": "", "criterion": "task", "error_type": kind}
        for kind in (*WRITTEN, NO_ERROR)
    ]
    return {"kind": "members", "members": {"quoted_examples": quotes}}


def test_an_academic_report_is_judged_with_its_chart_and_every_kind_of_error_is_kept(stage: Stage, user: User) -> None:
    word = marker()
    request = task_1(word, image_upload_id=upload(user.api, "writing_image", CHART))
    stage.model.fail(word, quote_each_kind(request["essay_content"]))
    job = ended(user, request)
    assert attempts(stage, job).fit(stage.model.calls(word), expected=1)
    evaluation = user.get(job["result_url"])
    task, *_ = evaluation["feedback"]["criteria"]
    assert (evaluation["chart_shown"], evaluation["exam"], evaluation["feedback_language"]) == (True, "ACADEMIC", "en")
    assert evaluation["prompt_version"].startswith("writing-task-1-academic/")
    assert task["label"] == "Task Achievement"
    assert task["reason"].endswith("Judged as a report. [offline: the picture was not read]")
    assert evaluation["measured"]["sentences"]["count"] > 5
    assert [quote["error_type"] for quote in evaluation["feedback"]["quoted_examples"]] == [*WRITTEN, None]
    stored = stage.item("evaluations", evaluation_id=job["job_id"], user_id=user.sub)
    assert from_attributes(stored)["feedback"]["quoted_examples"][-1]["error_type"] is None


def test_a_question_of_the_bank_brings_its_picture_and_is_named_by_the_result(user: User) -> None:
    (question,) = user.get("/questions?kind=ACADEMIC_TASK_1&type=LINE&level=EASY")["items"]
    shown = user.get(f"/questions/{question['question_id']}")
    assert shown["figures"]["title"] in shown["picture_svg"]
    word = marker()
    request = {"question_id": question["question_id"], "essay_content": task_1(word)["essay_content"]}
    job = ended(user, request)
    evaluation = user.get(job["result_url"])
    assert (evaluation["chart_shown"], evaluation["exam"], evaluation["task_type"]) == (True, "ACADEMIC", "TASK_1")
    assert evaluation["question"] == f"{question['text']}\n\n{question['instructions']}"
    assert (evaluation["question_id"], evaluation["question_version"]) == (question["question_id"], question["version"])
    assert evaluation["feedback"]["criteria"][0]["reason"].endswith("[offline: the picture was not read]")
    answer = user.api.post("/writing/evaluations", request | {"question_id": "part-3-rules"})
    assert (answer.status, [error["code"] for error in answer.body["errors"]]) == (422, ["other_kind"])


def test_a_general_letter_is_judged_as_one_with_feedback_in_german(user: User) -> None:
    request = letter(marker(), feedback_language="de")
    evaluation = user.get(ended(user, request)["result_url"])
    assert (evaluation["exam"], evaluation["feedback_language"]) == ("GENERAL_TRAINING", "de")
    assert evaluation["prompt_version"].startswith("writing-task-1-general/")
    feedback = evaluation["feedback"]
    assert feedback["criteria"][0]["reason"].endswith("Als Brief beurteilt.")
    assert feedback["summary"].startswith("Offline aus Zählwerten geschätzt")
    assert all(quote["issue"].startswith(("Fehler: ", "Eine Stärke")) for quote in feedback["quoted_examples"])
    for found in (*feedback["quoted_examples"], *evaluation["measured"]["findings"]):
        assert request["essay_content"][found["start"] : found["end"]] == found["quote"]
    assert {"agreement"} <= {found["error_type"] for found in evaluation["measured"]["findings"]} <= set(WRITTEN)
    assert [each["exam"] for each in user.get("/evaluations")["items"]] == ["GENERAL_TRAINING"]


def test_a_revised_letter_says_what_was_fixed_and_is_the_second_of_its_drafts(stage: Stage, user: User) -> None:
    first = letter(marker())
    before = user.get(ended(user, first)["result_url"])
    revised = first | {
        "essay_content": first["essay_content"]
        .replace("she have fever", "she has a fever")
        .replace(
            " I bought a small electric heater, but\nit use a lot of electricity and my bill will be very expensive.",
            "",
        ),
        "revises": before["evaluation_id"],
    }
    second = user.get(ended(user, revised)["result_url"])
    assert second["revision"]["comparable"]
    statuses = {
        status: " / ".join(each["quote"] for each in second["revision"]["findings"] if each["status"] == status)
        for status in ("fixed", "deleted")
    }
    assert "have" in statuses["fixed"]
    assert "use" in statuses["deleted"]
    chain = user.get(f"/evaluations/{second['evaluation_id']}/drafts")["items"]
    assert [each["evaluation_id"] for each in chain] == [before["evaluation_id"], second["evaluation_id"]]
    refused = stage.new_user().api.post("/writing/evaluations", revised)
    assert (refused.status, refused.body["errors"][0]["code"]) == (422, "unknown_evaluation")


def test_a_whole_test_is_one_evaluation_by_the_published_rule(stage: Stage, user: User) -> None:
    first, second = marker(), marker()
    for word in (first, second):
        stage.model.fail(word)
    job = ended(user, {"tasks": [submission(second), task_1(first)], "session_id": "mock-1"})
    assert (job["status"], job["progress"]) == ("COMPLETED", {"done": 2, "total": 2})
    assert all(attempts(stage, job).fit(stage.model.calls(word), expected=1) for word in (first, second))

    evaluation = user.get(job["result_url"])
    tasks = evaluation["tasks"]
    assert [task["task_type"] for task in tasks] == ["TASK_1", "TASK_2"]
    first_band, second_band = (Decimal(str(task["overall_band"])) for task in tasks)
    exact = (first_band + 2 * second_band) / 3
    overall = Decimal(str(evaluation["overall_band"]))
    assert abs(Decimal(str(evaluation["raw_mean"])) - exact) < Decimal("0.0001")
    assert abs(overall - exact) <= Decimal("0.25")
    assert overall * 2 % 1 == 0
    assert evaluation["session_id"] == "mock-1"
    for task in tasks:
        for found in (*task["feedback"]["quoted_examples"], *task["measured"]["findings"]):
            assert task["essay_content"][found["start"] : found["end"]] == found["quote"]
    [listed] = user.get("/evaluations")["items"]
    assert (listed["overall_band"], "task_type" in listed) == (evaluation["overall_band"], False)


def test_an_outage_at_the_second_task_does_not_pay_the_first_again(stage: Stage, user: User) -> None:
    first, second = marker(), marker()
    stage.model.fail(first)
    stage.model.fail(second, {"kind": "status", "status": 429, "retry_delay_seconds": 1})
    job = ended(user, {"tasks": [task_1(first), submission(second)]})
    assert job["status"] == "COMPLETED"
    made_of = attempts(stage, job)
    assert made_of.have_reasons("provider_throttled")
    assert made_of.fit(stage.model.calls(first), expected=1)
    assert made_of.fit(stage.model.calls(second), expected=2)


def test_a_test_with_one_task_hardly_begun_is_still_graded(user: User) -> None:
    job = ended(user, {"tasks": [task_1(marker(), essay_content="The graph shows bikes."), submission(marker())]})
    first, second = user.get(job["result_url"])["tasks"]
    assert (first["overall_band"], first["evaluated_by"], second["evaluated_by"]) == (1, "rule", "model")


def test_an_uploaded_essay_is_graded_as_it_is(user: User, tmp_path: Path) -> None:
    request = submission(marker())
    essay = request.pop("essay_content")
    sent = upload(user.api, "writing_essay", file_of(tmp_path, "essay.txt", b"\xef\xbb\xbf" + essay.encode()))
    evaluation = user.get(ended(user, {**request, "upload_id": sent})["result_url"])
    assert evaluation["essay_content"] == essay
    assert evaluation["feedback"]["quoted_examples"]


BAD_FILES = {
    "UTF-16 without its mark": ("writing_essay", "essay.txt", "An essay. ".encode("utf-16-le") * 30, "essay_not_text"),
    "binary": ("writing_essay", "essay.txt", bytes(range(256)), "essay_not_text"),
    "blank": ("writing_essay", "essay.txt", b" \n\t ", "essay_empty"),
    "too long": ("writing_essay", "essay.txt", b"a " * 15_000, "essay_too_long"),
    "a text as a chart": ("writing_image", "chart.png", b"no picture", "chart_unreadable"),
    "half a chart": ("writing_image", "chart.png", CHART.read_bytes()[:3000], "chart_unreadable"),
}


def test_files_that_cannot_be_graded_fail_with_a_reason_and_without_a_call(
    stage: Stage, user: User, tmp_path: Path
) -> None:
    words = {name: marker() for name in BAD_FILES}
    jobs = {}
    for name, (upload_type, filename, content, _) in BAD_FILES.items():
        stage.model.fail(words[name])
        sent = upload(user.api, upload_type, file_of(tmp_path, filename, content))
        if upload_type == "writing_image":
            request = task_1(words[name], image_upload_id=sent)
        else:
            request = submission(words[name], upload_id=sent, question=f"Discuss {words[name]}.")
            del request["essay_content"]
        jobs[name] = user.submit(request)["job_id"]
    found = {name: user.finished(job_id) for name, job_id in jobs.items()}
    assert {name: job["error"]["code"] for name, job in found.items()} == {
        name: code for name, (*_, code) in BAD_FILES.items()
    }
    assert all(len(job["error"]["message"]) > 20 and not job["error"]["retryable"] for job in found.values())
    assert {stage.model.calls(word) for word in words.values()} == {0}


def test_essays_that_are_no_plain_answer(stage: Stage, user: User) -> None:
    """What is flagged, and what is decided by rule; all at once."""
    paragraph = submission("")["essay_content"].split("\n\n")[1]
    question = submission("")["question"]
    essays = {
        "another language": ("Viele Menschen leben heute in großen Städten und fahren jeden Tag mit dem Auto. " * 10,
                             "not_english", 0),
        "one paragraph, 20 times": (f"{paragraph}\n\n" * 20, "repeated_text", 1),
        "the question again and again": (f"{question}\n" * 10, "copied_question", 0),
        "right to left": (f"\u202e{paragraph}\u202c", "invisible_characters", 1),
        "emoji and zero width": (f"😀🏳️‍🌈\u200b {paragraph}", "invisible_characters", 1),
    }  # fmt: skip
    words = {name: marker() for name in essays}
    jobs = {}
    for name, (text, *_) in essays.items():
        stage.model.fail(words[name])
        jobs[name] = user.submit(submission(words[name], essay_content=f"{text} {words[name]}"))["job_id"]
    for name, (_, flag, calls) in essays.items():
        job = user.finished(jobs[name])
        assert job["status"] == "COMPLETED", (name, job)
        evaluation = user.get(job["result_url"])
        assert flag in evaluation["flags"], (name, evaluation["flags"])
        assert evaluation["evaluated_by"] == ("model" if calls else "rule"), name
        assert attempts(stage, job).fit(stage.model.calls(words[name]), expected=calls), name
