"""What a stage runs, and what it ran when: its images.json and its images-history.jsonl."""

import getpass
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

PINS = "images.json"
HISTORY = "images-history.jsonl"

Action = Literal["sources", "deploy", "rollback", "destroy"]
"""Why a stage's images changed: the sources as they lay there were deployed, a release was, or an earlier one again, or
the stage was taken down."""

Outcome = Literal["applied", "failed"]


@dataclass(frozen=True)
class Pin:
    """What one function runs.

    Attributes:
        tag: the image's name for people.
        digest: `sha256:…`, which decides.
    """

    tag: str
    digest: str

    def __str__(self) -> str:
        return f"{self.tag}@{self.digest}"


@dataclass(frozen=True)
class Move:
    """One function's change.

    Attributes:
        function: folder name.
        before: what it ran, as `<tag>@<digest>`; None if it is new.
        after: what it is to run; None if it goes.
    """

    function: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        return f"{self.function}: {self.before or 'nothing'} -> {self.after or 'nothing'}"

    def by_tag(self) -> str:
        """As `str`, without the digests."""
        before, after = ((text or "nothing").partition("@")[0] for text in (self.before, self.after))
        return f"{self.function}: {before} -> {after}"


@dataclass(frozen=True)
class Event:
    """One change of a stage's images, or the attempt.

    Attributes:
        at: when it ended, RFC 3339 in UTC.
        by: name of the user who ran it, on the machine where it ran.
        action: why.
        outcome: `failed` means that the moves did not happen, or were taken back.
        moves: what changed.
        unasked: functions that were left as they are, and not asked for their health.
    """

    at: str
    by: str
    action: Action
    outcome: Outcome
    moves: list[Move]
    unasked: list[str] = field(default_factory=list)


def read_pins(folder: Path) -> dict[str, Pin]:
    """What a stage runs, by function; nothing if nothing was deployed yet.

    Args:
        folder: the stage's folder.
    """
    path = folder / PINS
    if not path.is_file():
        return {}
    return {function: Pin(**pin) for function, pin in json.loads(path.read_text("utf-8")).items()}


def write_pins(folder: Path, pins: Mapping[str, Pin]) -> None:
    """Pin what a stage runs, in the form of Terraform's variable `images`."""
    (folder / PINS).write_text(json.dumps(as_variable(pins), indent=2, sort_keys=True) + "\n", "utf-8")


def as_variable(pins: Mapping[str, Pin]) -> dict[str, dict[str, str]]:
    """The pins as Terraform's variable `images` takes them."""
    return {function: asdict(pin) for function, pin in pins.items()}


def moves(before: Mapping[str, Pin], after: Mapping[str, Pin]) -> list[Move]:
    """What changes from one set of pins to another, in the order of the functions."""

    def text(pins: Mapping[str, Pin], function: str) -> str | None:
        return str(pins[function]) if function in pins else None

    functions = sorted({*before, *after})
    found = [Move(function, text(before, function), text(after, function)) for function in functions]
    return [move for move in found if move.before != move.after]


def record(
    folder: Path,
    action: Action,
    outcome: Outcome,
    moved: list[Move],
    unasked: Collection[str] = (),
    *,
    file: str = HISTORY,
) -> None:
    """Add a line to a history of a stage, which is never changed otherwise."""
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    event = Event(at, getpass.getuser(), action, outcome, moved, sorted(unasked))
    with (folder / file).open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(event)) + "\n")


def history(folder: Path) -> list[Event]:
    """All that happened to a stage's images, oldest first."""
    path = folder / HISTORY
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    events = [json.loads(line) for line in lines]
    return [Event(**{**event, "moves": [Move(**move) for move in event["moves"]]}) for event in events]


def healthy_states(folder: Path) -> Iterator[dict[str, str]]:
    """Yield each set of digests, by function, that a stage ran with every function's health asked for.

    Args:
        folder: the stage's folder.
    """
    state: dict[str, str] = {}
    for event in history(folder):
        if event.outcome != "applied":
            continue
        for move in event.moves:
            if move.after:
                state[move.function] = move.after.partition("@")[2]
            else:
                state.pop(move.function, None)
        if not event.unasked:
            yield dict(state)
