from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from ops.images.records import Release, ReleasedImage, write_releases
from ops.rollout.exceptions import ApplyError
from ops.rollout.pins import Pin

FUNCTIONS = ("job_api", "writing_evaluator")


class Stage:
    """A stage that writes down what it is told; what is in `unhealthy` or `gone` is a digest."""

    def __init__(self, folder: Path, name: str = "local") -> None:
        self.name = name
        self.folder = folder
        self.releases = folder / "releases.json"
        self.applied: list[Mapping[str, Pin]] = []
        self.unhealthy: set[str] = set()
        self.gone: set[str] = set()
        self.protection: str | None = None
        self.destroyed = 0
        self.stuck = False

    def find_missing(self, pins: Mapping[str, Pin]) -> list[str]:
        return [f"{function} {pin}" for function, pin in pins.items() if pin.digest in self.gone]

    def apply(self, pins: Mapping[str, Pin], only: Collection[str] = ()) -> None:
        self.applied.append(dict(pins))
        for function, pin in pins.items():
            if pin.digest in self.unhealthy and (not only or function in only):
                raise ApplyError(f"bandup-local-{function} is not healthy: KeyError")

    def plan(self, pins: Mapping[str, Pin]) -> str:
        self.apply(pins)
        return "would change"

    def explain_protection(self) -> str | None:
        return self.protection

    def destroy(self) -> None:
        if self.stuck:
            raise ApplyError("BucketNotEmpty")
        self.destroyed += 1


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A stage with the releases v1 and v2, of which none is deployed."""
    made = Stage(tmp_path)
    write_releases(made.releases, {tag: release(tag) for tag in ("v1", "v2")})
    return made


def release(tag: str, *, complete: bool = True) -> Release:
    images = {name: ReleasedImage(tag, f"content of {tag}", digest(name, tag)) for name in FUNCTIONS}
    return Release("c0ffee", images, complete)


def digest(function: str, tag: str) -> str:
    return f"sha256:{function}-{tag}"


def pins(tag: str) -> dict[str, Pin]:
    return {function: Pin(tag, digest(function, tag)) for function in FUNCTIONS}
