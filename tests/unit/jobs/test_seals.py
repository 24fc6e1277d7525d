"""Whatever is stored in whatever order: a seal is found by its owner alone, as long as its result is there."""

import uuid
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bandup.core.dynamo import ConditionFailedError, write_together
from bandup.jobs.result import Result
from bandup.jobs.seals import Seal

from .conftest import JobHarness

OWNERS, DIGESTS = ("owner", "stranger", "owner#x"), ("a", "b")

steps = st.lists(
    st.tuples(st.sampled_from(["judge", "delete"]), st.sampled_from(OWNERS), st.sampled_from(DIGESTS)), max_size=10
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_a_seal_never_crosses_owners_and_dies_with_its_result(
    harness: JobHarness, steps: list[tuple[str, str, str]]
) -> None:
    salt = uuid.uuid4().hex  # so that examples do not meet
    sealed: dict[tuple[str, str], str] = {}
    job = harness.submit()
    for step, owner, name in steps:
        user, digest = f"{owner}{salt}", f"{name}{salt}"
        if step == "judge":
            mine = replace(job, job_id=str(uuid.uuid4()), user_id=user)
            result = Result({"marker": mine.job_id}, judged={digest: "TASK_2"})
            write_together(harness.dynamodb, harness.results.prepare_put(mine, result))
            sealed[user, digest] = mine.job_id
        elif (user, digest) in sealed:
            writes = harness.results.prepare_delete(sealed.pop((user, digest)), user)
            write_together(harness.dynamodb, {str(place): write for place, write in enumerate(writes)})
        for somebody in OWNERS:
            for any_name in DIGESTS:
                key = f"{somebody}{salt}", f"{any_name}{salt}"
                found = harness.results.find_sealed(*key)
                assert (found and found.result["marker"]) == sealed.get(key)


@pytest.mark.parametrize("deleted", [0, 1])
def test_the_seal_of_a_later_result_outlives_the_earlier_one(harness: JobHarness, deleted: int) -> None:
    ids = [str(uuid.UUID(int=deleted)), str(uuid.UUID(int=1 - deleted))]  # the ids' order says nothing
    job = harness.submit()
    for result_id in ids:
        judged = Result({"marker": result_id}, judged={"essay": "TASK_2"})
        mine = replace(job, job_id=result_id)
        write_together(harness.dynamodb, harness.results.prepare_put(mine, judged))
    writes = harness.results.prepare_delete(ids[0], job.user_id)
    write_together(harness.dynamodb, {str(place): write for place, write in enumerate(writes)})
    found = harness.results.find_sealed(job.user_id, "essay")
    assert found
    assert found.result["marker"] == ids[1]


@pytest.mark.parametrize("alone", [True, False], ids=["one result", "the account"])
def test_nothing_is_left_of_a_result_s_seals(harness: JobHarness, alone: bool) -> None:
    job = harness.submit()
    judged = Result({}, judged={"essay": "TASK_1", "answer": "TASK_2"})
    write_together(harness.dynamodb, harness.results.prepare_put(job, judged))
    if alone:
        writes = harness.results.prepare_delete(job.job_id, job.user_id)
        write_together(harness.dynamodb, {str(place): write for place, write in enumerate(writes)})
    else:
        harness.results.erase_owned(job.user_id)
    assert harness.dynamodb.scan(TableName=harness.results_table)["Items"] == []


def test_a_result_is_not_copied_once_its_seal_is_gone_or_another_s(harness: JobHarness) -> None:
    job = harness.submit()
    for seal in (Seal("gone", job.job_id, "TASK_2"), Seal("taken over", job.job_id, "TASK_2")):
        result = Result({}, judged={"taken over": "TASK_2"})
        write_together(harness.dynamodb, harness.results.prepare_put(replace(job, job_id=str(uuid.uuid4())), result))
        with pytest.raises(ConditionFailedError) as caught:
            write_together(harness.dynamodb, harness.results.prepare_put(job, Result({}, sealed=(seal,))))
        assert caught.value.failed == {f"sealed {seal.digest}"}
