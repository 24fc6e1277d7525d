from collections.abc import Mapping
from pathlib import Path

import pytest

from ops.images.records import Release, write_releases
from ops.rollout.exceptions import ApplyError
from ops.rollout.pins import Pin

FUNCTIONS = ("job_api", "writing_evaluator")


class Stage:
    """A stage that writes down what it is told; what is in `unhealthy` or `gone` is a digest."""

    name = "local"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.releases = folder / "releases.json"
        self.applied: list[Mapping[str, Pin]] = []
        self.unhealthy: set[str] = set()
        self.gone: set[str] = set()

    def find_missing(self, pins: Mapping[str, Pin]) -> list[str]:
        return [f"{function} {pin}" for function, pin in pins.items() if pin.digest in self.gone]

    def apply(self, pins: Mapping[str, Pin]) -> None:
        self.applied.append(dict(pins))
        for function, pin in pins.items():
            if pin.digest in self.unhealthy:
                raise ApplyError(f"bandup-local-{function} is not healthy: KeyError")

    def plan(self, pins: Mapping[str, Pin]) -> str:
        self.apply(pins)
        return "would change"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A stage with the releases v1 and v2, of which none is deployed."""
    made = Stage(tmp_path)
    released = {tag: Release("c0ffee", {name: digest(name, tag) for name in FUNCTIONS}) for tag in ("v1", "v2")}
    write_releases(made.releases, released)
    return made


def digest(function: str, tag: str) -> str:
    return f"sha256:{function}-{tag}"


def pins(tag: str) -> dict[str, Pin]:
    return {function: Pin(tag, digest(function, tag)) for function in FUNCTIONS}
