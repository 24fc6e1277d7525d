"""Work that was judged before is not judged again: through the API, the evaluator itself and the store."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from bandup.core.errors import InvalidOutputError
from bandup.jobs.model import Status
from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from bandup.storage.uploads import UploadType
from support.events import Answer
from unit.writing_evaluator.fakes import FakeModel, evaluator, known
from unit.writing_evaluator.samples import ESSAY, QUESTION, TASK_1_ESSAY, TASK_1_QUESTION, answer
from writing_evaluator.evaluate import WritingEvaluator

from .account import exported
from .conftest import LIMIT, OWNER, STRANGER, JobApiHarness
from .test_account_deletion import delete_me, passes, traces

TASK = {"task_type": "TASK_2", "question": QUESTION, "essay_content": ESSAY}
FIRST = {"task_type": "TASK_1", "question": TASK_1_QUESTION, "essay_content": TASK_1_ESSAY}
OF_THE_JOB = {"evaluation_id", "created_at", "sealed_from", "session_id"}
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" + b"\x00\x00\x00\x00IEND\xaeB`\x82"


@dataclass
class Grading:
    """Submits essays and has them judged by the function's own work."""

    harness: JobApiHarness
    model: FakeModel = field(default_factory=FakeModel)
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def work(self) -> WritingEvaluator:
        return evaluator(self.model, self.harness.services.uploads, **self.options)  # type: ignore[arg-type]

    def submit(self, user: str = OWNER, **body: Any) -> str:
        return self.harness.submit(body=body or TASK, user=user)

    def grade(self, user: str = OWNER, **body: Any) -> Any:
        """The evaluation of a new job."""
        job_id = self.submit(user, **body)
        self.harness.work_off(self.work)
        self.harness.clock.advance(1)
        answer_ = self.harness.ask("GET", f"/evaluations/{job_id}", user=user)
        assert answer_.status == 200, answer_.raw
        return answer_.json

    def used(self) -> int:
        """Units of the owner's quota that are taken."""
        items = self.harness.dynamodb.scan(TableName=self.harness.settings.dynamodb_quotas)["Items"]
        return sum(int(item["used"]["N"]) for item in items if "used" in item)

    def delete(self, evaluation: Any) -> Answer:
        return self.harness.ask("DELETE", f"/evaluations/{evaluation['evaluation_id']}")

    def seals(self) -> list[str]:
        return [str(item) for item in self.harness.stored() if "seal#" in str(item)]


@pytest.fixture
def grading(harness: JobApiHarness) -> Grading:
    return Grading(harness)


def judgement(evaluation: Any) -> dict[str, Any]:
    return {name: value for name, value in evaluation.items() if name not in OF_THE_JOB}


def test_the_same_essay_is_not_judged_again_and_its_unit_is_given_back(grading: Grading) -> None:
    first = grading.grade(**TASK, session_id="a")
    second = grading.grade(**TASK, session_id="b")
    assert len(grading.model.asked) == 1
    assert second["sealed_from"] == first["evaluation_id"] != second["evaluation_id"]
    assert judgement(second) == judgement(first)
    assert (second["session_id"], "seals" in first) == ("b", False)
    assert grading.used() == 1
    job = grading.harness.jobs.get(second["evaluation_id"])
    assert job is not None
    assert (job.status, job.cost) == (Status.COMPLETED, None)


@pytest.mark.parametrize(
    "change",
    [
        {"essay_content": f"{ESSAY} It is so."},
        {"question": "Another question?"},
        {"exam": "GENERAL_TRAINING"},
        {"feedback_language": "de"},
        {"regrade": True},
    ],
)
def test_another_task_or_a_wish_for_it_is_judged_and_paid(grading: Grading, change: dict[str, Any]) -> None:
    grading.grade(**TASK)
    again = grading.grade(**TASK | change)
    assert len(grading.model.asked) == 2
    assert "sealed_from" not in again
    assert grading.used() == 2


def test_another_picture_is_another_task_and_the_same_one_sent_again_is_not(grading: Grading) -> None:
    def picture(data: bytes) -> str:
        return grading.harness.upload(UploadType.WRITING_IMAGE, data).key.rpartition("/")[2]

    for data, asked in ((PNG, 1), (PNG, 1), (PNG.replace(b"pixels", b"others"), 2)):
        grading.grade(**FIRST, image_upload_id=picture(data))
        assert len(grading.model.asked) == asked


@pytest.mark.parametrize("options", [{"samples": 3}, {"calibrations": known({})}, {"model_id": "another"}])
def test_what_another_examiner_judged_is_judged_again(grading: Grading, options: dict[str, Any]) -> None:
    grading.grade(**TASK)
    grading.options = options
    assert "sealed_from" not in grading.grade(**TASK)


def test_a_later_judgement_takes_the_seal_over(grading: Grading) -> None:
    first, second = grading.grade(**TASK), grading.grade(**TASK, regrade=True)
    assert grading.grade(**TASK)["sealed_from"] == second["evaluation_id"]
    assert grading.delete(first).status == 204
    assert grading.grade(**TASK)["sealed_from"] == second["evaluation_id"]


def test_a_seal_dies_with_its_evaluation(grading: Grading) -> None:
    first = grading.grade(**TASK)
    copy = grading.grade(**TASK)
    assert grading.delete(first).status == 204
    assert grading.seals() == []
    assert grading.harness.ask("GET", f"/evaluations/{copy['evaluation_id']}").status == 200
    assert "sealed_from" not in grading.grade(**TASK)
    assert len(grading.model.asked) == 2


def test_what_is_deleted_while_it_is_copied_is_judged_after_all(grading: Grading) -> None:
    first = grading.grade(**TASK)
    job_id = grading.submit(**TASK)

    def deleted_meanwhile(run: Run) -> Result:
        result = grading.work(run)
        assert grading.delete(first).status == 204
        return result

    grading.harness.work_off(deleted_meanwhile)
    job = grading.harness.jobs.get(job_id)
    assert job is not None
    assert job.stage == "waiting to try again (sealed_result_deleted)"
    grading.harness.clock.advance(60_000)
    grading.harness.work_off(grading.work)
    evaluation = grading.harness.ask("GET", f"/evaluations/{job_id}").json
    assert "sealed_from" not in evaluation
    assert (len(grading.model.asked), grading.used()) == (2, 2)


def test_a_seal_is_not_found_by_anybody_else(grading: Grading) -> None:
    grading.grade(**TASK)
    assert "sealed_from" not in grading.grade(STRANGER, **TASK)
    assert len(grading.model.asked) == 2


def test_a_task_of_a_whole_test_is_taken_from_a_single_one_and_the_other_way_round(grading: Grading) -> None:
    single = grading.grade(**TASK)
    whole = grading.grade(tasks=[FIRST, TASK])
    assert [task.get("sealed_from") for task in whole["tasks"]] == [None, single["evaluation_id"]]
    assert "sealed_from" not in whole
    assert (len(grading.model.asked), grading.used()) == (2, 2)
    first = grading.grade(**FIRST)
    assert first["sealed_from"] == whole["evaluation_id"]
    assert {name: value for name, value in judgement(first).items() if name in whole["tasks"][0]} == {
        name: value for name, value in whole["tasks"][0].items() if name not in OF_THE_JOB
    }
    assert grading.used() == 2
    again = grading.grade(tasks=[FIRST, TASK])
    assert [task["sealed_from"] for task in again["tasks"]] == [whole["evaluation_id"], single["evaluation_id"]]
    assert again["overall_band"] == whole["overall_band"]
    assert (len(grading.model.asked), grading.used()) == (2, 2)


def test_regrade_takes_a_unit_and_is_refused_beyond_the_quota(grading: Grading) -> None:
    grading.grade(**TASK)
    for _ in range(LIMIT - 1):
        grading.submit(**TASK, regrade=True)
    refused = grading.harness.ask("POST", "/writing/evaluations", body={**TASK, "regrade": True})
    assert refused.status == 429
    for value in ("yes", 1, None):
        faulty = grading.harness.ask("POST", "/writing/evaluations", body={**TASK, "regrade": value})
        assert (faulty.status, faulty.json["errors"][0]["pointer"]) == (422, "/regrade")


def test_a_counter_that_is_gone_is_no_reason_to_fail(grading: Grading) -> None:
    grading.grade(**TASK)
    job_id = grading.submit(**TASK)
    table = grading.harness.settings.dynamodb_quotas
    for item in grading.harness.dynamodb.scan(TableName=table)["Items"]:
        key = {name: item[name] for name in ("user_id", "day_kind")}
        grading.harness.dynamodb.delete_item(TableName=table, Key=key)
    grading.harness.work_off(grading.work)
    assert grading.harness.ask("GET", f"/evaluations/{job_id}").json["sealed_from"]
    assert grading.used() == 0


def test_what_an_earlier_run_paid_is_no_reason_to_give_a_unit_back(grading: Grading) -> None:
    grading.model = FakeModel([answer(), InvalidOutputError("model_output_invalid", "unusable"), answer()])
    waiting = grading.submit(tasks=[FIRST, TASK])
    grading.harness.work_off(grading.work)
    for task in (FIRST, TASK):
        grading.model = FakeModel()
        job_id = grading.submit(**task)
        grading.harness.work_off(grading.work)
        assert grading.harness.ask("GET", f"/evaluations/{job_id}").status == 200
    before = grading.used()
    grading.harness.clock.advance(900_000)
    grading.harness.work_off(grading.work)
    first, second = grading.harness.ask("GET", f"/evaluations/{waiting}").json["tasks"]
    assert ("sealed_from" in first, "sealed_from" in second) == (False, True)
    assert grading.used() == before


def test_nothing_of_a_seal_outlives_the_account(grading: Grading) -> None:
    grading.grade(**TASK)
    grading.grade(**TASK)
    grading.grade(STRANGER, **TASK)
    assert len(grading.seals()) == 2
    delete_me(grading.harness)
    passes(grading.harness, 2)
    assert traces(grading.harness) == []
    assert len(grading.seals()) == 1


def test_seals_are_neither_listed_nor_exported(grading: Grading) -> None:
    grading.grade(**TASK)
    assert len(grading.harness.ask("GET", "/evaluations").json["items"]) == 1
    [evaluation] = exported(grading.harness)["evaluations"]
    assert "seals" not in evaluation
