"""Runs the commands that the image tools are made of."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

TAIL_LINES = 25
"""How much of a failed command's output its error shows."""


class CommandError(Exception):
    """A command that ended badly, or not in time.

    Args:
        command: what was run.
        output: what it printed; the end of it becomes part of the message.
    """

    def __init__(self, command: Sequence[str], output: str) -> None:
        tail = "\n".join(output.strip().splitlines()[-TAIL_LINES:])
        super().__init__(f"`{' '.join(command[:4])} ...` failed:\n{tail}")
        self.output = output


def run(
    command: Sequence[str],
    *,
    stdin: str = "",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    timeout: float | None = None,
) -> str:
    """Run a command to its end and give what it printed, errors among it.

    Args:
        command: program and arguments; no shell is involved.
        stdin: text that the command reads.
        env: its whole environment; None means ours.
        cwd: the folder that it runs in.
        timeout: seconds after which it is killed.

    Raises:
        CommandError: it could not start, took too long, or ended with another code than 0.
    """
    try:
        done = subprocess.run(
            command,
            input=stdin,
            env=env,
            cwd=cwd,
            timeout=timeout,
            encoding="utf-8",
            errors="replace",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CommandError(command, str(error)) from error
    if done.returncode != 0:
        raise CommandError(command, done.stdout)
    return done.stdout


def succeeds(command: Sequence[str], *, stdin: str = "", env: Mapping[str, str] | None = None) -> bool:
    """Whether a command ends with code 0."""
    try:
        run(command, stdin=stdin, env=env)
    except CommandError:
        return False
    return True
