import os
from collections.abc import Callable
from dataclasses import replace

import pytest

from ops.confirm import require_confirmation
from ops.exceptions import OperatorError
from ops.images.records import read_releases, write_releases
from ops.locks import LockedError, claim_lock
from ops.rollout.exceptions import RolloutError
from ops.rollout.pins import Pin, history, read_pins, write_pins
from ops.rollout.rollout import Rollout

from .conftest import Stage, digest, pins, release


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def rollout(stage: Stage, said: list[str]) -> Rollout:
    return Rollout(stage, said.append)


def outcomes(stage: Stage) -> list[tuple[str, str]]:
    return [(event.action, event.outcome) for event in history(stage.folder)]


def test_a_deploy_pins_the_release_and_says_what_moves(stage: Stage, rollout: Rollout, said: list[str]) -> None:
    rollout.deploy("v1")
    assert read_pins(stage.folder) == pins("v1")
    assert f"job_api: nothing -> v1@{digest('job_api', 'v1')}" in said
    said.clear()
    rollout.deploy("v2")
    assert stage.applied == [pins("v1"), pins("v2")]
    assert f"job_api: v1@{digest('job_api', 'v1')} -> v2@{digest('job_api', 'v2')}" in said
    assert outcomes(stage) == [("deploy", "applied"), ("deploy", "applied")]


def test_without_a_tag_the_newest_release_is_deployed(stage: Stage, rollout: Rollout) -> None:
    rollout.deploy(None)
    assert read_pins(stage.folder) == pins("v2")


def test_after_a_rollback_the_newest_release_is_not_deployed_by_itself(stage: Stage, rollout: Rollout) -> None:
    rollout.deploy(None)
    rollout.rollback("all", "v1")
    with pytest.raises(RolloutError, match=r"rolled back .* \(v2\) is not deployed by itself: name the one"):
        rollout.deploy(None)
    assert read_pins(stage.folder) == pins("v1")
    rollout.deploy("v2")
    assert read_pins(stage.folder) == pins("v2")


def test_a_failed_deploy_is_put_back_and_names_what_was_unhealthy(stage: Stage, rollout: Rollout) -> None:
    rollout.deploy("v1")
    stage.unhealthy = {digest("writing_evaluator", "v2")}
    with pytest.raises(RolloutError) as refused:
        rollout.deploy("v2")
    assert "bandup-local-writing_evaluator is not healthy: KeyError" in str(refused.value)
    assert "local runs what it ran before: job_api v1, writing_evaluator v1" in str(refused.value)
    assert read_pins(stage.folder) == pins("v1")
    assert stage.applied == [pins("v1"), pins("v2"), pins("v1")]
    assert outcomes(stage) == [("deploy", "applied"), ("deploy", "failed")]


def test_what_can_not_be_put_back_is_told_with_both_reasons(stage: Stage, rollout: Rollout) -> None:
    rollout.deploy("v1")
    stage.unhealthy = {digest("writing_evaluator", "v2"), digest("job_api", "v1")}
    with pytest.raises(RolloutError, match=r"(?s)writing_evaluator is not.*could not be applied.*job_api is not"):
        rollout.deploy("v2")
    assert read_pins(stage.folder) == pins("v1")


def test_a_first_deploy_that_fails_leaves_no_pins(stage: Stage, rollout: Rollout) -> None:
    stage.unhealthy = {digest("job_api", "v1")}
    with pytest.raises(RolloutError, match="ran nothing before"):
        rollout.deploy("v1")
    assert read_pins(stage.folder) == {}
    assert stage.applied == [pins("v1")]


def test_a_rollback_of_one_function_leaves_the_others(stage: Stage, rollout: Rollout, said: list[str]) -> None:
    rollout.deploy("v2")
    said.clear()
    rollout.rollback("job_api", "v1")
    assert read_pins(stage.folder) == pins("v2") | {"job_api": pins("v1")["job_api"]}
    assert [line for line in said if "->" in line] == [
        f"job_api: v2@{digest('job_api', 'v2')} -> v1@{digest('job_api', 'v1')}"
    ]
    (move,) = history(stage.folder)[-1].moves
    assert str(move) in said


def test_a_function_that_a_release_does_not_know_yet_stays(stage: Stage, rollout: Rollout) -> None:
    new = Pin("v3", "sha256:new")
    write_pins(stage.folder, pins("v2") | {"s3_upload": new})
    rollout.rollback("all", "v1")
    assert read_pins(stage.folder) == pins("v1") | {"s3_upload": new}
    with pytest.raises(RolloutError, match="v1 has no s3_upload that local runs: it has job_api, writing_evaluator"):
        rollout.rollback("s3_upload", "v1")


def test_a_function_that_is_gone_does_not_come_back(stage: Stage, rollout: Rollout) -> None:
    write_pins(stage.folder, {"job_api": pins("v2")["job_api"]})
    rollout.rollback("all", "v1")
    assert read_pins(stage.folder) == {"job_api": pins("v1")["job_api"]}


def test_an_image_that_the_registry_lost_stops_everything_before_terraform(stage: Stage, rollout: Rollout) -> None:
    rollout.deploy("v2")
    stage.gone = {digest("job_api", "v1")}
    with pytest.raises(RolloutError, match=r"Not in the registry of local: job_api v1@.*\. Nothing changed"):
        rollout.rollback("all", "v1")
    assert stage.applied == [pins("v2")]
    assert outcomes(stage) == [("deploy", "applied")]


@pytest.mark.parametrize("tag", ["v9", "latest", "sha256:job_api-v1"])
def test_only_what_was_released_can_be_deployed(stage: Stage, rollout: Rollout, tag: str) -> None:
    for change in (lambda: rollout.deploy(tag), lambda: rollout.rollback("all", tag), lambda: rollout.plan(tag)):
        with pytest.raises(RolloutError, match=f"{tag} was never released for local: it has v1, v2"):
            change()
    assert stage.applied == []


def test_without_any_release_it_says_what_to_do(stage: Stage, rollout: Rollout) -> None:
    stage.releases.unlink()
    with pytest.raises(RolloutError, match="make release TAG="):
        rollout.deploy(None)


def test_a_plan_changes_nothing(stage: Stage, rollout: Rollout) -> None:
    rollout.deploy("v1")
    assert rollout.plan("v2") == "would change"
    assert read_pins(stage.folder) == pins("v1")
    assert outcomes(stage) == [("deploy", "applied")]
    stage.unhealthy = {digest("job_api", "v2")}
    with pytest.raises(RolloutError, match="is not healthy"):
        rollout.plan("v2")


def test_a_release_that_runs_already_is_applied_again_and_moves_nothing(
    stage: Stage, rollout: Rollout, said: list[str]
) -> None:
    rollout.deploy("v1")
    said.clear()
    rollout.deploy("v1")
    assert "local: every function is pinned to this already" in said
    assert history(stage.folder)[-1].moves == []


def test_a_release_that_was_recorded_again_does_not_become_the_newest(stage: Stage, rollout: Rollout) -> None:
    known = read_releases(stage.releases)
    write_releases(stage.releases, {**known, "v1": known["v1"]})
    rollout.deploy(None)
    assert read_pins(stage.folder) == pins("v2")


def test_a_function_that_is_unhealthy_by_itself_keeps_no_other_from_going_back(
    stage: Stage, rollout: Rollout, said: list[str]
) -> None:
    rollout.deploy("v1")
    rollout.deploy("v2")
    stage.unhealthy = {digest("writing_evaluator", "v2")}
    rollout.rollback("job_api", "v1")
    assert read_pins(stage.folder) == pins("v2") | {"job_api": pins("v1")["job_api"]}
    assert "local: left as they are, and not asked for their health: writing_evaluator" in said
    assert said[-1] == "local: job_api healthy and serving"
    assert history(stage.folder)[-1].unasked == ["writing_evaluator"]


def test_a_rollback_of_all_asks_only_what_it_moves(stage: Stage, rollout: Rollout) -> None:
    rollout.deploy("v1")
    write_pins(stage.folder, pins("v1") | {"job_api": pins("v2")["job_api"]})
    stage.unhealthy = {digest("writing_evaluator", "v1")}
    rollout.rollback("all", "v1")
    assert read_pins(stage.folder) == pins("v1")
    assert history(stage.folder)[-1].unasked == ["writing_evaluator"]


def test_a_function_that_goes_back_must_be_healthy(stage: Stage, rollout: Rollout) -> None:
    rollout.deploy("v2")
    stage.unhealthy = {digest("job_api", "v1"), digest("writing_evaluator", "v2")}
    with pytest.raises(RolloutError, match="job_api is not healthy"):
        rollout.rollback("job_api", "v1")
    assert read_pins(stage.folder) == pins("v2")


def test_a_deploy_that_fails_is_put_back_beside_a_function_that_is_unhealthy_by_itself(
    stage: Stage, rollout: Rollout
) -> None:
    rollout.deploy("v1")
    known = read_releases(stage.releases)
    images = {**known["v1"].images, "job_api": known["v2"].images["job_api"]}
    write_releases(stage.releases, {**known, "v3": replace(known["v2"], images=images)})
    stage.unhealthy = {digest("writing_evaluator", "v1")}
    with pytest.raises(RolloutError, match="local runs what it ran before"):
        rollout.deploy("v3")


def test_a_release_that_is_not_wholly_pushed_is_not_deployed(stage: Stage, rollout: Rollout) -> None:
    write_releases(stage.releases, {"v1": release("v1"), "v3": release("v3", complete=False)})
    with pytest.raises(RolloutError, match="v3 is not wholly in the registry: run its `make release TAG=v3"):
        rollout.deploy(None)
    assert stage.applied == []


def test_the_second_of_two_deployers_is_told_who_holds_the_stage(stage: Stage, rollout: Rollout) -> None:
    rollout.deploy("v1")
    changes: list[Callable[[], object]] = [
        lambda: rollout.deploy("v2"),
        lambda: rollout.plan("v2"),
        lambda: rollout.rollback("all", "v2"),
        lambda: rollout.destroy(lambda: require_confirmation("All goes.", "local", "local")),
    ]
    with claim_lock(stage.folder / "rollout.lock", "local", "a deploy"):
        for change in changes:
            with pytest.raises(
                LockedError, match=rf"local is in use: \S+ on \S+ \(process {os.getpid()}\) runs a deploy"
            ):
                change()
    assert stage.applied == [pins("v1")]
    assert read_pins(stage.folder) == pins("v1")
    assert outcomes(stage) == [("deploy", "applied")]
    rollout.deploy("v2")


def test_a_stage_is_destroyed_once_its_name_is_said(stage: Stage, rollout: Rollout) -> None:
    rollout.deploy("v1")
    with pytest.raises(OperatorError, match=r"must be 'local'\. Nothing was done"):
        rollout.destroy(lambda: require_confirmation("All goes.", "local", "locl"))
    assert stage.destroyed == 0
    rollout.destroy(lambda: require_confirmation("All goes.", "local", "local"))
    assert stage.destroyed == 1
    assert read_pins(stage.folder) == {}
    assert outcomes(stage) == [("deploy", "applied"), ("destroy", "applied")]
    assert {move.after for move in history(stage.folder)[-1].moves} == {None}


def test_a_protected_stage_is_not_destroyed_and_nobody_is_asked(stage: Stage, rollout: Rollout) -> None:
    stage.protection = "write so and so."
    with pytest.raises(
        RolloutError, match=r"local is protected from being destroyed: write so and so\. Nothing changed"
    ):
        rollout.destroy(lambda: pytest.fail("asked"))
    assert stage.destroyed == 0


def test_what_could_not_be_destroyed_is_still_the_stages(stage: Stage, rollout: Rollout) -> None:
    rollout.deploy("v1")
    stage.stuck = True
    with pytest.raises(RolloutError, match=r"(?s)BucketNotEmpty.*What is left of local goes with the same command"):
        rollout.destroy(lambda: require_confirmation("All goes.", "local", "local"))
    assert read_pins(stage.folder) == pins("v1")
