"""What was graded before a run was interrupted, so that it is neither graded nor paid again."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import Any, Self

from .grading import Outcome
from .scripts import Script


@dataclass
class Journal:
    """A file with one line for each graded script. What failed is not in it, and is tried again.

    Attributes:
        path: the file; it is there as long as a run is not complete.
        examiner: everything that decides a band beside the script, such as model and instructions.
    """

    path: Path
    examiner: Mapping[str, Any]
    _lines: dict[str, dict[str, Any]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def open(cls, path: Path, examiner: Mapping[str, Any]) -> Self:
        """The journal of a run, with what an earlier one wrote; its last line may be cut."""
        found = cls(path, examiner)
        if path.is_file():
            written = path.read_text(encoding="utf-8")
            if not written.endswith("\n"):
                path.write_text(f"{written}\n", encoding="utf-8")
            for line in written.splitlines():
                with suppress(ValueError, KeyError):
                    kept = json.loads(line)
                    found._lines[kept["key"]] = kept
        return found

    def find(self, script: Script, run: int) -> Outcome | None:
        """What became of a script in a run; None if it was not graded yet."""
        kept = self._lines.get(self._key(script, run))
        if kept is None:
            return None
        return Outcome(
            script,
            Decimal(kept["band"]),
            Decimal(kept["raw_mean"]),
            kept["answered_by"],
            Decimal(kept["usd"]),
            kept["seconds"],
            prompt_version=kept["prompt_version"],
        )

    def add(self, outcome: Outcome, run: int) -> None:
        """Write down what became of a script, unless it failed. Any thread may."""
        if outcome.band is None:
            return
        kept = {
            "key": self._key(outcome.script, run),
            "band": str(outcome.band),
            "raw_mean": str(outcome.raw_mean),
            "answered_by": outcome.answered_by,
            "usd": str(outcome.usd),
            "seconds": outcome.seconds,
            "prompt_version": outcome.prompt_version,
        }
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(kept)}\n")

    def close(self) -> None:
        """Delete the file: the run is complete."""
        self.path.unlink(missing_ok=True)

    def _key(self, script: Script, run: int) -> str:
        told = json.dumps([script.id, script.digest, run, self.examiner], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()
