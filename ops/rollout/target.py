"""What a rollout needs of a stage."""

from collections.abc import Mapping
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

    def apply(self, pins: Mapping[str, Pin]) -> None:
        """Let the stage run these images; each new version's health is checked before it serves.

        Raises:
            ApplyError: it does not, or not wholly.
        """
        ...

    def plan(self, pins: Mapping[str, Pin]) -> str:
        """What `apply` would change, in Terraform's words; '' if nothing.

        Raises:
            ApplyError: the plan fails.
        """
        ...
