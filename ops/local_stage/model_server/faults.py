"""Faults that tests order for the calls that carry their marker, and the record of those calls.

A marker is a random word in the request's text, part of no other marker, so tests that run side by side do not meet.
"""

import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from ops.local_stage.model_server.criteria import CRITERIA

_MARKER = re.compile(r"[A-Za-z0-9_-]{6,64}")
_MOST_TIMES = 100_000


class FaultFormatError(Exception):
    """An order of faults that makes no sense; the message says which part."""


@dataclass(frozen=True)
class Parameter:
    """A fault's parameter.

    Attributes:
        accepts: whether a value makes sense.
        required: whether it must be given.
    """

    accepts: Callable[[Any], bool]
    required: bool = True


@dataclass(frozen=True)
class Fault:
    """One ordered fault.

    Attributes:
        kind: a key of `KINDS`.
        parameters: its parameters, already checked.
    """

    kind: str
    parameters: Mapping[str, Any]


def _is_seconds(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and 0 <= value <= 3600


_SECONDS = Parameter(_is_seconds)

STATUSES = frozenset((400, 401, 403, 404, 429, 500, 503, 504))
"""The HTTP statuses that can be ordered."""

KINDS: dict[str, dict[str, Parameter]] = {
    "status": {
        "status": Parameter(lambda value: type(value) is int and value in STATUSES),
        "retry_delay_seconds": Parameter(_is_seconds, required=False),
        "reason": Parameter(lambda value: isinstance(value, str), required=False),
    },
    "hang": {"seconds": _SECONDS},
    "drip": {"seconds": _SECONDS},
    "delay": {"seconds": _SECONDS},
    "reset": {},
    "cut_json": {},
    "thinking": {},
    "schema_refused": {},
    "compile": {"seconds": _SECONDS},
    "marketplace": {},
    "blocked": {},
    "safety": {},
    "empty": {},
    "no_text": {},
    "prose": {},
    "wrong_schema": {},
    "extra_keys": {},
    "missing_criterion": {},
    "bands": {"bands": Parameter(lambda value: isinstance(value, dict) and set(value) <= set(CRITERIA))},
    "obey": {},
    "invented": {},
    "members": {"members": Parameter(lambda value: isinstance(value, dict))},
}
"""Every fault with its parameters. What each does:

- status: that HTTP status with Google's error body; `retry_delay_seconds` adds a RetryInfo, `reason` an ErrorInfo
- hang: no answer for so long, then the connection is closed; reset: the connection is reset at once
- delay: the usual answer, that much later; drip: the usual answer in pieces, spread over that time
- cut_json: half of the answer, finish reason MAX_TOKENS
- thinking: thinking uses up all output tokens, so that nothing is said
- schema_refused: Bedrock does not take a schema as a field of the request; compile: it takes so long to compile one
  that it has not seen; marketplace: the account's first call of a model is denied
- blocked: no candidate, the prompt is blocked; safety: the candidate is stopped; empty: no candidate; no_text: no part
- prose: the JSON inside prose and a fence; wrong_schema: JSON of another shape; extra_keys: keys no one asked for
- invented: flashcards with quotes that stand in no passage; members: these members of the answer, verbatim
- missing_criterion: lexical resource left out; bands: these values verbatim; obey: the highest marks
"""


@dataclass
class Call:
    """One call of the model, without its content.

    Attributes:
        at: when it came, epoch milliseconds.
        model: the model id that it named.
        outcome: `pending`, `answered`, `refused <status>`, or the kind of the fault.
    """

    at: int
    model: str
    outcome: str = "pending"


@dataclass
class _Marked:
    pending: deque[Fault] = field(default_factory=deque)
    calls: list[Call] = field(default_factory=list)


class FaultBook:
    """Which faults wait, and which calls came; safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._marked: dict[str, _Marked] = {}
        self.total = 0
        self._callers: set[tuple[str, str]] = set()

    def register(self, marker: str, faults: list[Fault]) -> int:
        """Add faults behind those that wait; from now on the marker's calls are recorded. Returns how many wait."""
        with self._lock:
            marked = self._marked.setdefault(marker, _Marked())
            marked.pending.extend(faults)
            return len(marked.pending)

    def clear(self, marker: str) -> None:
        """Forget the marker, its faults and its calls."""
        with self._lock:
            self._marked.pop(marker, None)

    def record_signer(self, credential: str, model: str) -> None:
        """Remember who called a model of Bedrock, by the access key of the signature."""
        with self._lock:
            self._callers.add((credential, model))

    def callers(self) -> list[tuple[str, str]]:
        """Every access key and the model that it called."""
        with self._lock:
            return sorted(self._callers)

    def record_call(self, body: str, model: str) -> Call:
        """Record a call under every marker in its body."""
        call = Call(at=time.time_ns() // 1_000_000, model=model)
        with self._lock:
            self.total += 1
            for marker, marked in self._marked.items():
                if marker in body:
                    marked.calls.append(call)
        return call

    def take(self, body: str) -> Fault | None:
        """The next fault for a call with this body, or None."""
        with self._lock:
            for marker, marked in self._marked.items():
                if marked.pending and marker in body:
                    return marked.pending.popleft()
        return None

    def calls(self, marker: str) -> list[Call] | None:
        """The marker's calls in order of arrival; None for a marker that no one registered."""
        with self._lock:
            marked = self._marked.get(marker)
            return None if marked is None else list(marked.calls)


def read_order(order: object) -> tuple[str, list[Fault]]:
    """Check an order `{"marker": ..., "faults": [...]}`.

    Returns:
        The marker, and the faults with `times` written out.

    Raises:
        FaultFormatError: anything in it is unknown, missing or out of range.
    """
    if not isinstance(order, dict) or set(order) != {"marker", "faults"} or not isinstance(order["faults"], list):
        msg = 'an order is {"marker": "<word>", "faults": [...]}'
        raise FaultFormatError(msg)
    marker = order["marker"]
    if not isinstance(marker, str) or not _MARKER.fullmatch(marker):
        msg = "a marker is 6 to 64 letters, digits, '-' or '_'"
        raise FaultFormatError(msg)
    return marker, [fault for item in order["faults"] for fault in _read_fault(item)]


def _read_fault(item: object) -> list[Fault]:
    kind = item.get("kind") if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(kind, str) or kind not in KINDS:
        msg = f"kind must be one of {', '.join(KINDS)}"
        raise FaultFormatError(msg)
    given = {name: value for name, value in item.items() if name not in {"kind", "times"}}
    expected = KINDS[kind]
    if unknown := given.keys() - expected.keys():
        msg = f"{kind} has no {', '.join(sorted(unknown))}"
        raise FaultFormatError(msg)
    for name, parameter in expected.items():
        if name not in given and not parameter.required:
            continue
        if name not in given or not parameter.accepts(given[name]):
            msg = f"{kind} needs a sensible {name}"
            raise FaultFormatError(msg)
    times = item.get("times", 1)
    if type(times) is not int or not 1 <= times <= _MOST_TIMES:
        msg = f"times must be from 1 to {_MOST_TIMES}"
        raise FaultFormatError(msg)
    return [Fault(kind, given)] * times
