"""Images depend on their content alone: when, where and from which cache they are built makes no difference."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from integration.clones import Clone
from ops.local_stage.containers import forget_images
from ops.shell import run

pytestmark = [pytest.mark.integration, pytest.mark.images_only, pytest.mark.nightly]

WITHOUT_A_PROMPT, WITH_A_PROMPT = "list_sessions", "generate_feedback"
PROMPT = Path("images") / WITH_A_PROMPT / "prompt.py"


def free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def clones(tmp_path: Path) -> Iterator[list[Clone]]:
    made = [Clone.make(tmp_path / name, free_port()) for name in ("one", "another")]
    # As somebody else has them, whose files nobody else may read.
    run(["chmod", "-R", "go-rwx", str(made[1].folder)])
    yield made
    for clone in made:
        forget_images(f"127.0.0.1:{clone.registry_port}")


def digests(clone: Clone, *, fresh: bool) -> dict[str, str]:
    for name in (WITHOUT_A_PROMPT, WITH_A_PROMPT):
        clone.build("--tag", "v1", "--only", name, *(["--fresh"] if fresh else []))
    built = json.loads((clone.folder / "build" / "images.json").read_text())
    return {image["function"]: image["digest"] for image in built}


def test_a_digest_repeats_without_a_cache_and_changes_with_an_edited_prompt(clones: list[Clone]) -> None:
    first = digests(clones[0], fresh=True)
    second = digests(clones[1], fresh=True)
    assert second == first
    assert set(first) == {WITHOUT_A_PROMPT, WITH_A_PROMPT}

    text = (clones[1].folder / PROMPT).read_text()
    (clones[1].folder / PROMPT).write_text(text + "# another prompt\n")
    edited = digests(clones[1], fresh=False)
    assert [name for name in first if edited[name] != first[name]] == [WITH_A_PROMPT]
