from pathlib import Path

import pytest

from ops.local_stage.exceptions import StageError
from ops.local_stage.images import current_pins, image_registry
from ops.local_stage.ports import Ports
from ops.rollout.pins import Pin

DIGEST = f"sha256:{'b' * 64}"

# Builds as `python -m ops.images` does: it is told the registry's port, and leaves its list of images.
BUILD = f"""
import json, os, pathlib, sys
assert sys.argv[1:] == ["--current"]
port = os.environ["BANDUP_REGISTRY_PORT"]
build = pathlib.Path("build")
build.mkdir()
names = ["gone", "one", "two"]
records = [{{"function": name, "tag": f"dev-{{port}}", "digest": "{DIGEST}"}} for name in names]
(build / "images.json").write_text(json.dumps(records))
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name in ("images/one/handler.py", "images/two/handler.py", "shared/bandup/core/clock.py"):
        path = tmp_path / "repository" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "repository"


def _builder(repository: Path, program: str) -> None:
    package = repository / "ops" / "images"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").touch()
    (package / "__main__.py").write_text(program)


def test_processes_run_snapshots_under_a_registry_that_is_none(repository: Path, tmp_path: Path) -> None:
    assert image_registry("process", Ports()) == "process.local"
    pins = current_pins("process", Ports(), tmp_path / "code", repository)
    assert sorted(pins) == ["one", "two"]
    digest = pins["one"].digest.removeprefix("sha256:")
    assert (tmp_path / "code" / digest).is_dir()
    assert pins["one"].tag == f"process-{digest[:12]}"


def test_images_are_built_into_the_stages_own_registry(repository: Path, tmp_path: Path) -> None:
    ports = Ports(registry=5099)
    _builder(repository, BUILD)
    assert image_registry("image", ports) == "127.0.0.1:5099"
    pins = current_pins("image", ports, tmp_path / "code", repository)
    assert pins == {"one": Pin("dev-5099", DIGEST), "two": Pin("dev-5099", DIGEST)}


def test_a_failed_build_ends_the_deployment(repository: Path, tmp_path: Path) -> None:
    _builder(repository, "raise SystemExit('images: no')")
    with pytest.raises(StageError, match="the images were not built; LAMBDA_RUNTIME=process"):
        current_pins("image", Ports(), tmp_path / "code", repository)
