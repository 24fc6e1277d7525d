"""The health invocation: whether a function has all that it needs. No check costs money."""

from collections.abc import Callable, Mapping
from typing import Any

from bandup.core.errors import WorkError

Check = Callable[[], object]
"""Raises a WorkError if something that the function needs cannot be used."""


def run_checks(checks: Mapping[str, Check]) -> dict[str, Any]:
    """Run the checks.

    Returns:
        `ok`, and under `checks` for each name `ok` or the code of what is wrong.
    """
    outcomes = {name: _outcome(check) for name, check in checks.items()}
    return {"ok": all(outcome == "ok" for outcome in outcomes.values()), "checks": outcomes}


def _outcome(check: Check) -> str:
    try:
        check()
    except WorkError as error:
        return error.code
    return "ok"
