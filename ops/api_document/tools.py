"""The programs that read the API's document, in an environment of their own: Node.js tools and Python tools."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ops.api_document.exceptions import ApiDocumentError
from ops.child_environment import child_environment
from ops.paths import INSTALLED, ROOT

HOME = INSTALLED / "api-tools"
NODE_MODULES = HOME / "npm" / "node_modules"

SHOWN_LINES = 25
"""How much of what a failed program printed its error shows."""


@dataclass(frozen=True)
class Ended:
    """A program that has ended.

    Attributes:
        code: its exit code.
        output: what it printed to its standard output.
        errors: what it printed to its standard error.
    """

    code: int
    output: str
    errors: str


class Run(Protocol):
    """Runs one of the programs to its end."""

    def __call__(self, program: str, *arguments: str, cwd: Path = ROOT) -> Ended:
        """What became of it; `cwd` is the folder that it runs in."""


def run_tool(program: str, *arguments: str, cwd: Path = ROOT) -> Ended:
    """Run one of the installed programs to its end.

    Raises:
        ApiDocumentError: it is not installed.
    """
    environment = tool_environment()
    try:
        ended = subprocess.run(
            [program, *arguments],
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        raise ApiDocumentError(f"{program} is not installed in {HOME}: run `make api-lint`") from None
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def tool_environment(caller: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of the programs: ours are found first, and none reports to its maker or asks for a newer one."""
    ours = (NODE_MODULES / ".bin", HOME / "bin")
    path = os.pathsep.join([*map(str, ours), caller.get("PATH", os.defpath)])
    return child_environment(
        {"PATH": path, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}, caller
    )


def require_success(ended: Ended, what: str) -> None:
    """Do nothing if a program ended well.

    Args:
        ended: the program.
        what: the sentence that says what it was to do, for the error.

    Raises:
        ApiDocumentError: with the end of what it printed.
    """
    if ended.code != 0:
        printed = "\n".join(f"{ended.output}\n{ended.errors}".strip().splitlines()[-SHOWN_LINES:])
        raise ApiDocumentError(f"{what}:\n{printed}")
