from pathlib import Path

import pytest

from ops.local_stage.exceptions import StageError
from ops.local_stage.images import current_pins, image_registry
from ops.local_stage.ports import Ports
from ops.progress import silent


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name in ("images/one/handler.py", "images/two/handler.py", "shared/bandup/core/clock.py"):
        path = tmp_path / "repository" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "repository"


def test_processes_run_snapshots_under_a_registry_that_is_none(repository: Path, tmp_path: Path) -> None:
    assert image_registry("process", Ports()) == "process.local"
    with current_pins("process", Ports(), tmp_path / "code", silent, repository) as pins:
        assert sorted(pins) == ["one", "two"]
    digest = pins["one"].digest.removeprefix("sha256:")
    assert (tmp_path / "code" / digest).is_dir()
    assert pins["one"].tag == f"process-{digest[:12]}"


def test_images_are_of_the_stages_own_registry() -> None:
    assert image_registry("image", Ports(registry=5099)) == "127.0.0.1:5099"


def test_images_that_cannot_be_built_end_the_deployment_with_what_to_do(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    refused = "No container engine answers.*\nLAMBDA_RUNTIME=process runs the functions without images"
    with (
        pytest.raises(StageError, match=refused),
        current_pins("image", Ports.free(), tmp_path / "code", silent, repository),
    ):
        pytest.fail("it was deployed")
