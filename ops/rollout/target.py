"""What a rollout needs of a stage."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Protocol

from ops.rollout.pins import Pin


class Target(Protocol):
    """A stage that runs images.

    Attributes:
        name: the stage's name.
        folder: holds its images.json and its history.
        releases: the record of what was released for it.
    """

    name: str
    folder: Path
    releases: Path

    def find_missing(self, pins: Mapping[str, Pin]) -> list[str]:
        """The images that the stage's registry does not have, as `<function> <tag>@<digest>`.

        Raises:
            RolloutError: the registry does not answer.
        """
        ...

    def apply(self, pins: Mapping[str, Pin], only: Collection[str] = ()) -> None:
        """Let the stage run these images; each new version's health is checked before it serves.

        Args:
            pins: what every function is to run.
            only: functions that may change; no other is looked at, nor asked for its health. None to look at all.

        Raises:
            ApplyError: it does not, or not wholly.
            RolloutError: somebody else is changing the stage; it is as it was.
        """
        ...

    def explain_protection(self) -> str | None:
        """How to lift what protects the stage from being destroyed; None if nothing does.

        Raises:
            ApplyError: it can't be found out.
        """
        ...

    def destroy(self) -> None:
        """Take down all that the stage has, however much of it there is, and whatever its functions' health.

        Raises:
            ApplyError: something is left.
            RolloutError: somebody else is changing the stage; it is as it was.
        """
        ...

    def plan(self, pins: Mapping[str, Pin]) -> str:
        """What `apply` would change, in Terraform's words; '' if nothing.

        Raises:
            ApplyError: the plan fails.
        """
        ...
