"""What earlier runs found, so that one which was stopped goes on, and a new test is tried on survivors alone."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from ops.paths import BUILD, ROOT

from .sampling import Mutant
from .touching import Trace
from .trying import Verdict

FOLDER = BUILD / "mutants"


class Journal:
    """Verdicts and the trace, kept below build/.

    A verdict holds for the same changed source: one of a test that failed, while the file of that test is the same; any
    other, while all tests are. What stands in other files of the code is not looked at.

    Args:
        folder: where they are kept.
        tests: the folder of the tests.
    """

    def __init__(self, folder: Path = FOLDER, tests: Path = ROOT / "tests") -> None:
        self._verdicts, self._trace = folder / "verdicts.jsonl", folder / "trace.json"
        self._all_tests = _fingerprint(tests.rglob("*.py"))
        self._lock = Lock()
        folder.mkdir(parents=True, exist_ok=True)

    def find(self, mutant: Mutant) -> tuple[Verdict, str | None] | None:
        """What became of a mutant, and the test that failed first; None if it is to be tried."""
        if not self._verdicts.exists():
            return None
        found = None
        for line in self._verdicts.read_text(encoding="utf-8").splitlines():
            kept = json.loads(line)
            if kept["mutant"] == _name(mutant) and kept["proof"] == self._prove(kept["failed"]):
                found = Verdict(kept["verdict"]), kept["failed"]
        return found

    def add(self, mutant: Mutant, verdict: Verdict, failed: str | None) -> None:
        """Keep what became of a mutant. What was undecided is tried again."""
        if verdict is Verdict.UNDECIDED:
            return
        kept = {"mutant": _name(mutant), "verdict": verdict, "failed": failed, "proof": self._prove(failed)}
        with self._lock, self._verdicts.open("a", encoding="utf-8") as file:
            file.write(json.dumps(kept) + "\n")

    def read_trace(self) -> Trace | None:
        """The last trace, or None if a test or a function has changed since."""
        if not self._trace.exists():
            return None
        kept = json.loads(self._trace.read_text(encoding="utf-8"))
        if kept["of"] != self._trace_calls():
            return None
        lines = {file: {int(line): tests for line, tests in found.items()} for file, found in kept["lines"].items()}
        return Trace(lines=lines, seconds=kept["seconds"])

    def keep_trace(self, trace: Trace) -> None:
        """Keep a trace of the code and the tests as they are."""
        kept = {"of": self._trace_calls(), "lines": trace.lines, "seconds": trace.seconds}
        self._trace.write_text(json.dumps(kept), encoding="utf-8")

    def _prove(self, failed: str | None) -> str:
        test = ROOT / failed.split("::")[0] if failed else None
        return _fingerprint([test]) if test and test.is_file() else self._all_tests

    def _trace_calls(self) -> str:
        return self._all_tests + _fingerprint(
            path for name in ("shared", "images") for path in (ROOT / name).rglob("*.py")
        )


def _name(mutant: Mutant) -> str:
    return hashlib.sha256(f"{mutant.file}\n{mutant.source}".encode()).hexdigest()


def _fingerprint(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for file in sorted(files):
        found.update(str(file).encode() + file.read_bytes())
    return found.hexdigest()
