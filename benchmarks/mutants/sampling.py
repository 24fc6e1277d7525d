"""A sample of small changes that cosmic-ray makes anywhere in the code under test."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ops.paths import INSTALLED, ROOT

from .exceptions import MutantsError

PACKAGES = ("shared/bandup/jobs", "shared/bandup/interview", "shared/bandup/account")
"""What is changed: where a fault loses, doubles or starves."""

TESTS = (
    "account",
    "account_data",
    "aggregate_skills",
    "generate_feedback",
    "generate_interview_question",
    "interview",
    "job_api",
    "jobs",
    "s3_upload",
    "sessions",
    "study",
)
"""The folders of tests/unit that are there for them."""


@dataclass(frozen=True)
class Mutant:
    """One small change.

    Attributes:
        file: the file's path in the repository.
        line: where the change begins, from 1.
        operator: cosmic-ray's name of the kind of change.
        before: the line, without what is around it.
        after: the changed line.
        source: the whole file with it.
    """

    file: str
    line: int
    operator: str
    before: str
    after: str
    source: str


def sample_mutants(seed: int, count: int) -> tuple[int, list[Mutant]]:
    """How many there are, and about `count` of them, from every file as many as its size asks for."""
    files = [str(path.relative_to(ROOT)) for package in PACKAGES for path in sorted((ROOT / package).glob("*.py"))]
    listing = Path(__file__).with_name("listing.py")
    command: Sequence[str] = [
        str(INSTALLED / "mutants" / "bin" / "python"),
        str(listing),
        str(seed),
        str(count),
        str(ROOT),
        *(file for file in files if not file.endswith("__init__.py")),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own program
    if ran.returncode != 0:
        raise MutantsError(f"cosmic-ray cannot list its changes:\n{ran.stderr[-2000:]}")
    found = json.loads(ran.stdout)
    return found["total"], [Mutant(**each) for each in found["sample"]]
