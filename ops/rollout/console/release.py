"""Releases the console for a stage and serves it, or serves an earlier release again."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from ops.locks import claim_lock
from ops.progress import Say
from ops.rollout.console.bucket import Record
from ops.rollout.console.stage import ConsoleStage
from ops.rollout.exceptions import ApplyError, RolloutError
from ops.rollout.pins import Action, Move, record
from ops.rollout.rollout import LOCK
from ops.web_console.exceptions import ConsoleError
from ops.web_console.files import PAGE, digest_of
from ops.web_console.page import read_sources, write_sources
from ops.web_console.pin import HISTORY, read_pin, write_pin


class ConsoleRollout:
    """Changes which console a stage serves.

    Args:
        stage: the stage.
        say: prints a line for a person.
    """

    def __init__(self, stage: ConsoleStage, say: Say) -> None:
        self._stage = stage
        self._say = say

    def release(self, tag: str, revision: str, files: Mapping[str, bytes]) -> None:
        """Write a release into the stage's bucket, or complete it, and serve it.

        Args:
            tag: its name.
            revision: version of the sources.
            files: as they were built.

        Raises:
            ConsoleError: the tag has another content; nothing changed then.
            RolloutError: it is there, and is not served; what was served before still is.
        """
        with self._claim("a release of the console"):
            wanted = Record(revision, digest_of(files), tuple(sorted(files)))
            page = write_sources(files[PAGE], self._stage.sources)
            known = self._stage.bucket.claim(tag, wanted)
            if known.content != wanted.content:
                raise ConsoleError(
                    f"{tag} was released from {known.revision} with another content: choose another TAG. "
                    "Nothing changed."
                )
            self._stage.bucket.write(tag, {**files, PAGE: page})
            self._say(f"{tag}: {len(files)} files are in {self._stage.bucket.name}")
            self._serve("deploy", tag)

    def rollback(self, tag: str) -> None:
        """Serve an earlier release again; nothing is built.

        Raises:
            ConsoleError: there is no whole release of that name.
            RolloutError: it is not served; what was served before still is.
        """
        with self._claim("a rollback of the console"):
            page = self._stage.bucket.read_page(tag)
            if page is None:
                there = ", ".join(self._stage.bucket.tags()) or "none"
                raise ConsoleError(f"{self._stage.name} has no whole release {tag} of the console: it has {there}.")
            if read_sources(page) != self._stage.sources:
                self._say(f"{tag}: the stage has other addresses by now, so they are written into the page")
                self._stage.bucket.write(tag, {PAGE: write_sources(page, self._stage.sources)})
            self._serve("rollback", tag)

    def _claim(self, doing: str) -> AbstractContextManager[None]:
        return claim_lock(self._stage.folder / LOCK, self._stage.name, doing)

    def _serve(self, action: Action, tag: str) -> None:
        stage = self._stage
        before = read_pin(stage.folder)
        if before and before != tag:
            stage.bucket.carry_assets(before, tag)
        moved = [Move("console", before, tag)] if before != tag else []
        write_pin(stage.folder, tag)
        try:
            stage.apply()
        except ApplyError as error:
            write_pin(stage.folder, before)
            record(stage.folder, action, "failed", moved, file=HISTORY)
            raise RolloutError(
                f"{error}\n\n{stage.name} serves what it served before: {before or 'nothing'}."
            ) from error
        record(stage.folder, action, "applied", moved, file=HISTORY)
        self._say(f"{stage.name}: {before or 'nothing'} -> {tag}, at {stage.origin}")
