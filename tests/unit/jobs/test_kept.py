"""What runs keep of their work, and jobs of other versions."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from bandup.core.errors import RetryLaterError, TerminalError
from bandup.jobs.lease import MAX_KEPT_BYTES
from bandup.jobs.model import Job, Status
from bandup.jobs.result import Result
from bandup.jobs.view import job_view
from bandup.jobs.worker import Run
from bandup.models.usage import Usage
from unit.jobs.conftest import JobHarness, graded


def keeping(*names: str, then: Exception | None = None) -> Callable[[Run], Result]:
    """Work that pays for each part that is not kept yet, keeps it, and then fails or ends."""

    def work(run: Run) -> Result:
        for name in names:
            if name not in run.job.kept:
                run.ledger.add(Usage("m", 10, 5, Decimal("0.001")))
                run.keep(name, {"band": Decimal("6.5"), "by": f"attempt {run.job.attempts}"})
        if then:
            raise then
        return graded(run)

    return work


def test_what_a_run_keeps_is_not_paid_again_and_its_cost_counts_once(harness: JobHarness) -> None:
    job = harness.submit()
    assert not harness.deliver(keeping("PART_1", "PART_2", then=RetryLaterError("provider_throttled", "busy")))
    waiting = harness.job(job)
    assert waiting.kept["PART_1"] == {"band": Decimal("6.5"), "by": "attempt 1"}
    assert waiting.cost is not None
    assert waiting.cost["usd"] == Decimal("0.002")
    harness.clock.advance(1000)
    assert harness.deliver(keeping("PART_1", "PART_2", "PART_3"))
    done = harness.job(job)
    assert done.cost is not None
    assert (done.status, done.cost["usd"]) == (Status.COMPLETED, Decimal("0.003"))
    assert done.kept == {}, "the result has it"


def test_what_a_killed_worker_kept_is_there_with_its_cost(harness: JobHarness) -> None:
    job = harness.submit()

    class Killed(BaseException):
        """What no code of ours catches."""

    def killed(run: Run) -> Result:
        keeping("PART_1")(run)
        raise Killed

    with pytest.raises(Killed):
        harness.deliver(killed)
    left = harness.job(job)
    assert left.status is Status.PROCESSING
    assert left.kept.keys() == {"PART_1"}
    assert left.cost is not None
    assert left.cost["usd"] == Decimal("0.001")
    harness.clock.advance(1000)
    assert harness.deliver(keeping("PART_1"))
    ended = harness.job(job)
    assert ended.cost is not None
    assert ended.cost["usd"] == Decimal("0.001")


def test_a_failed_job_says_which_part_and_keeps_what_the_others_cost(harness: JobHarness) -> None:
    job = harness.submit()
    refused = TerminalError("no_speech", "Nobody speaks.")
    refused.part = "PART_2"
    assert harness.deliver(keeping("PART_1", then=refused))
    failed = harness.job(job)
    assert failed.error is not None
    assert failed.error.part == "PART_2"
    assert job_view(failed)["error"] == {
        "code": "no_speech",
        "message": "Nobody speaks.",
        "retryable": False,
        "part": "PART_2",
    }
    assert failed.kept.keys() == {"PART_1"}


def test_jobs_of_other_versions_are_read(harness: JobHarness) -> None:
    job = harness.submit()
    item = {name: value for name, value in job.as_item().items() if value is not None}
    assert "kept" not in item, "as before there was such a thing"
    assert Job.from_item(item) == job
    assert Job.from_item({**item, "of_a_later_version": 1}) == job
    error = {"code": "blocked", "message": "No.", "retryable": False}
    assert Job.from_item({name: value for name, value in item.items() if name != "charged"}).charged
    failed = Job.from_item({**item, "status": "FAILED", "error": error})
    assert (Job.from_item(failed.as_item()).message_due_by, failed.lease_until) == (0, 0)
    assert failed.error is not None
    assert failed.error.part is None
    assert "part" not in failed.as_item()["error"]


def test_a_part_that_is_too_large_for_the_job_is_not_kept(harness: JobHarness) -> None:
    job = harness.submit()

    def work(run: Run) -> Result:
        for name, size in (("PART_1", MAX_KEPT_BYTES + 1), ("PART_2", MAX_KEPT_BYTES - 100)):
            run.keep(name, {"transcript": "x" * size})
        raise RetryLaterError("provider_throttled", "busy")

    harness.deliver(work)
    assert harness.job(job).kept.keys() == {"PART_2"}


def test_kept_parts_of_every_known_form_are_read() -> None:
    part = {"fields": {"band": 6}, "body": {"feedback": "good"}}
    before_seals = Result.parse_kept({**part, "schema_version": 1})
    assert before_seals == Result({"band": 6}, {"feedback": "good"})
    sealed = Result({"band": 6}, {"feedback": "good"}, {"digest": "TASK_2"})
    assert Result.parse_kept({**part, "schema_version": 2, "judged": {"digest": "TASK_2"}}) == sealed
    assert Result.parse_kept(sealed.as_kept()) == sealed
    for unknown in (None, {}, part, {**part, "schema_version": 3}):
        assert Result.parse_kept(unknown) is None
