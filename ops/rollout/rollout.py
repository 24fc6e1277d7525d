"""Deploying a release, and returning to an earlier one: all of it or nothing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager

from ops.images.records import Release, read_releases
from ops.locks import claim_lock
from ops.rollout.exceptions import ApplyError, RolloutError
from ops.rollout.pins import Action, Move, Pin, history, moves, read_pins, record, write_pins
from ops.rollout.target import Target

ALL = "all"
LOCK = "rollout.lock"


class Rollout:
    """Changes what a stage runs.

    Args:
        target: the stage.
        say: prints a line for a person.
    """

    def __init__(self, target: Target, say: Callable[[str], None]) -> None:
        self._target = target
        self._say = say

    def plan(self, tag: str | None) -> str:
        """What `deploy` would change, in Terraform's words; '' if nothing.

        Raises:
            RolloutError: there is no such release, its images are gone, or the plan fails.
        """
        pins, _ = self._announce(self._release(tag))
        try:
            with self._claim("a plan"):
                return self._target.plan(pins)
        except ApplyError as error:
            raise RolloutError(str(error)) from error

    def deploy(self, tag: str | None) -> None:
        """Run a release on the stage.

        Args:
            tag: its name; None for the newest.

        Raises:
            RolloutError: it does not run there; what ran before still does.
        """
        self._change("deploy", self._release(tag))

    def rollback(self, function: str, tag: str) -> None:
        """Run an earlier release again, of one function or of all; nothing is built.

        Functions that it does not move are not asked for their health: an unhealthy one must not keep another from
        going back.

        Args:
            function: folder name, or `all`. A function that the release does not know yet stays as it is.
            tag: the release's name.

        Raises:
            RolloutError: it does not run; what ran before still does.
        """
        running, released = read_pins(self._target.folder), self._release(tag)
        known = {name: pin for name, pin in released.items() if name in running}
        if function != ALL and function not in known:
            raise RolloutError(f"{tag} has no {function} that {self._target.name} runs: it has {', '.join(known)}.")
        chosen = known if function == ALL else {function: known[function]}
        # Where nothing moves, an interrupted rollback is repeated: then all that was asked for is looked at.
        touched = [name for name, pin in chosen.items() if pin != running[name]] or list(chosen)
        self._change("rollback", {**running, **chosen}, touched)

    def destroy(self, confirm: Callable[[], None]) -> None:
        """Take the stage down, and everything in it.

        Args:
            confirm: asks the person, and raises if that is not what they want.

        Raises:
            RolloutError: it is protected, or something is left.
        """
        target = self._target
        try:
            if protection := target.explain_protection():
                raise RolloutError(f"{target.name} is protected from being destroyed: {protection} Nothing changed.")
            confirm()
            with self._claim("a destroy"):
                before = read_pins(target.folder)
                target.destroy()
        except ApplyError as error:
            raise RolloutError(f"{error}\n\nWhat is left of {target.name} goes with the same command.") from error
        write_pins(target.folder, {})
        record(target.folder, "destroy", "applied", moves(before, {}))
        self._say(f"{target.name}: nothing of it is left")

    def _change(self, action: Action, wanted: Mapping[str, Pin], only: Collection[str] = ()) -> None:
        folder = self._target.folder
        with self._claim(f"a {action}"):
            before = read_pins(folder)
            pins, moved = self._announce(wanted)
            unasked = sorted(pins.keys() - only) if only else []
            if unasked:
                self._say(
                    f"{self._target.name}: left as they are, and not asked for their health: {', '.join(unasked)}"
                )
            try:
                self._target.apply(pins, only)
            except ApplyError as error:
                record(folder, action, "failed", moved, unasked)
                raise RolloutError(f"{error}\n\n{self._put_back(before, moved)}") from error
            write_pins(folder, pins)
            record(folder, action, "applied", moved, unasked)
        self._say(f"{self._target.name}: {', '.join(sorted(only or pins))} healthy and serving")

    def _claim(self, doing: str) -> AbstractContextManager[None]:
        """Who comes second is told who was first."""
        return claim_lock(self._target.folder / LOCK, self._target.name, doing)

    def _put_back(self, before: Mapping[str, Pin], moved: Sequence[Move]) -> str:
        """Undo a failed change: an unhealthy version that stays behind would fail every later plan."""
        write_pins(self._target.folder, before)
        if not before:
            return f"{self._target.name} ran nothing before."
        self._say(f"{self._target.name}: putting back what ran before")
        # Only what was to move: a function that is unhealthy by itself must not keep the others from returning.
        known = [move.function for move in moved if move.before and move.after]
        try:
            self._target.apply(before, known if len(known) == len(moved) else ())
        except ApplyError as error:
            return f"What ran before is pinned again, but could not be applied:\n\n{error}"
        return f"{self._target.name} runs what it ran before: {', '.join(f'{n} {p.tag}' for n, p in before.items())}."

    def _announce(self, wanted: Mapping[str, Pin]) -> tuple[Mapping[str, Pin], list[Move]]:
        """Make sure of the images, and say what moves from where to where."""
        if missing := self._target.find_missing(wanted):
            raise RolloutError(f"Not in the registry of {self._target.name}: {', '.join(missing)}. Nothing changed.")
        moved = moves(read_pins(self._target.folder), wanted)
        for move in moved:
            self._say(str(move))
        if not moved:
            self._say(f"{self._target.name}: every function is pinned to this already")
        return wanted, moved

    def _release(self, tag: str | None) -> dict[str, Pin]:
        releases = read_releases(self._target.releases)
        if not releases:
            raise RolloutError(f"Nothing was released for {self._target.name}: run `make release TAG=…` first.")
        name = tag or self._newest(releases)
        if name not in releases:
            raise RolloutError(f"{name} was never released for {self._target.name}: it has {', '.join(releases)}.")
        if not releases[name].complete:
            raise RolloutError(f"{name} is not wholly in the registry: run its `make release TAG={name} …` again.")
        return {function: Pin(image.tag, image.digest) for function, image in releases[name].images.items()}

    def _newest(self, releases: Mapping[str, Release]) -> str:
        """The newest release, unless the stage was just taken back: then its name must be said."""
        newest = list(releases)[-1]
        applied = [event for event in history(self._target.folder) if event.outcome == "applied"]
        if applied and applied[-1].action == "rollback":
            raise RolloutError(
                f"{self._target.name} was rolled back at {applied[-1].at}, so the newest release ({newest}) is not "
                "deployed by itself: name the one you want with TAG=…"
            )
        return newest
