from pathlib import Path

import pytest

from ops.images.records import ReleaseError, read_releases, write_releases
from ops.rollout.exceptions import RolloutError
from ops.rollout.pins import healthy_states
from ops.rollout.promotion import promote
from ops.rollout.rollout import Rollout

from .conftest import Stage, digest, release


@pytest.fixture
def dev(stage: Stage) -> Stage:
    stage.name = "dev"
    return stage


@pytest.fixture
def staging(tmp_path: Path) -> Stage:
    (tmp_path / "staging").mkdir()
    return Stage(tmp_path / "staging", "staging")


def run(stage: Stage) -> Rollout:
    return Rollout(stage, lambda _: None)


def test_the_very_digests_that_one_stage_ran_are_the_next_ones_release(dev: Stage, staging: Stage) -> None:
    run(dev).deploy("v1")
    promote(dev, staging, "v1")
    assert read_releases(staging.releases) == {"v1": release("v1")}
    run(staging).deploy("v1")
    assert staging.applied == dev.applied


def test_what_ran_once_may_be_promoted_after_another_came(dev: Stage, staging: Stage) -> None:
    run(dev).deploy("v1")
    run(dev).deploy("v2")
    promote(dev, staging, "v1")
    promote(dev, staging, "v1")
    assert list(read_releases(staging.releases)) == ["v1"]


def test_what_never_ran_is_refused(dev: Stage, staging: Stage) -> None:
    run(dev).deploy("v1")
    with pytest.raises(RolloutError, match="dev never ran v2 with every function healthy: run `make deploy STAGE=dev"):
        promote(dev, staging, "v2")
    assert not staging.releases.exists()


def test_what_ran_unhealthy_is_refused(dev: Stage, staging: Stage) -> None:
    dev.unhealthy = {digest("job_api", "v1")}
    with pytest.raises(RolloutError, match="is not healthy"):
        run(dev).deploy("v1")
    with pytest.raises(RolloutError, match="dev never ran v1"):
        promote(dev, staging, "v1")


def test_what_ran_while_not_every_function_was_asked_is_refused(dev: Stage, staging: Stage) -> None:
    run(dev).deploy("v2")
    run(dev).rollback("job_api", "v1")
    run(dev).rollback("writing_evaluator", "v1")
    assert list(healthy_states(dev.folder)) == [{name: digest(name, "v2") for name in ("job_api", "writing_evaluator")}]
    with pytest.raises(RolloutError, match="dev never ran v1"):
        promote(dev, staging, "v1")


def test_what_was_never_released_is_refused(dev: Stage, staging: Stage) -> None:
    with pytest.raises(RolloutError, match="v9 was never released for dev: it has v1, v2"):
        promote(dev, staging, "v9")


def test_a_registry_without_the_images_is_told(dev: Stage, staging: Stage) -> None:
    run(dev).deploy("v1")
    staging.gone = {digest("job_api", "v1")}
    with pytest.raises(RolloutError, match=r"Not in the registry of staging: job_api v1@.*\. Nothing changed"):
        promote(dev, staging, "v1")
    assert not staging.releases.exists()


def test_the_next_stages_tag_keeps_its_meaning(dev: Stage, staging: Stage) -> None:
    run(dev).deploy("v1")
    write_releases(staging.releases, {"v1": release("v2")})
    with pytest.raises(ReleaseError, match="v1 is released from c0ffee as other images"):
        promote(dev, staging, "v1")


def test_a_stage_is_not_promoted_to_itself(dev: Stage) -> None:
    with pytest.raises(RolloutError, match="can't be promoted to itself"):
        promote(dev, dev, "v1")
